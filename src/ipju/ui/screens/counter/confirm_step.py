"""Step 8: everything on one page, and the act that files it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ipju.domain.case import Case
from ipju.services.application_steps import (
    Gap,
    Step,
    Timing,
    gaps,
    is_filed_here,
    timing,
)
from ipju.services.applying import Applying, desk_moment
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.alike import COLUMNS, alike_row
from ipju.ui.screens.case.inputs import read_moment, write_moment
from ipju.ui.screens.counter.step_form import is_locked
from ipju.ui.screens.counter.step_page import StepPage
from ipju.ui.screens.counter.words import Part, parts_of, period_words, timing_words
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.typed_fields import TextField

_LABEL_WIDTH = 132
_MOST_ROWS = 3
_MOST_GAPS = 6
_KEY = "Ctrl+Enter"


class MomentField(TypedField):
    """A moment of the Korean day, `2023-12-27 14:12`."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label, read_moment, write_moment, placeholder="2023-12-27 14:12", required=True
        )

    def value(self) -> datetime | None:
        """The moment as UTC, or None when empty or unreadable."""
        found = self._value()
        return found if isinstance(found, datetime) else None


class PartsView(QWidget):
    """The parts of an application side by side, each a heading and its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(14)
        for column in range(2):
            self._grid.setColumnStretch(column, 1)
        self._shown: tuple[Part, ...] = ()

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show these parts; nothing is made anew where they say the same."""
        if parts == self._shown:
            return
        self._shown = parts
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, part in enumerate(parts):
            self._grid.addWidget(_part(part), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)

    def parts(self) -> tuple[Part, ...]:
        """Return what is shown."""
        return self._shown


def _part(part: Part) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(Label(part.step.label, bold=True))
    for name, value in part.lines:
        label = Label(name, tone="ink2", elide=True)
        label.setFixedWidth(_LABEL_WIDTH)
        row = line_of(label, Label(value, wrap=True), spacing=8)
        row.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        column.addLayout(row)
    made.setAccessibleName(
        f"{part.step.label}: " + ", ".join(f"{name} {value}" for name, value in part.lines)
    )
    return made


class ConfirmStep(StepPage):
    """`gap_wanted(path)` goes to what is lacking, `case_wanted(id)` opens another case,

    `filing_wanted(reason, saved_at)` files it.
    """

    gap_wanted = Signal(object)
    case_wanted = Signal(str)
    filing_wanted = Signal(str, object)

    def __init__(self, session: CaseSession) -> None:
        super().__init__(
            session,
            Step.CONFIRM,
            "최종 확인",
            "신청자와 함께 읽고 접수합니다. 접수한 뒤에는 바꿀 수 없고, 접수기간 안에 "
            "취소하고 다시 신청할 수 있습니다.",
        )
        self._applying = Applying()
        self._busy = False
        self._shown_gaps: tuple[Gap, ...] | None = None
        self.period = Banner("pas", "", wrap=True)
        self.lacking = QWidget()
        self._lacking = QVBoxLayout(self.lacking)
        self._lacking.setContentsMargins(0, 0, 0, 0)
        self._lacking.setSpacing(2)
        self.parts = PartsView()
        self.already = make_table(COLUMNS, name="이미 있는 신청")
        self.already.opened.connect(self.case_wanted)
        self.saved_at = MomentField("신청 저장 일시")
        self.reason = TextField("그래도 접수하는 사유", required=True)
        self.problem = Banner("fail", "", wrap=True)
        self.problem.hide()
        self.act = Act("접수하기", "primary", key=_KEY, shortcut=False)
        self.act.triggered.connect(self.file)
        for part in (self.period, self.lacking, self.parts, self.already):
            self.column.addWidget(part)
        form = self.form()
        form.also(self.saved_at, 4)
        form.also(self.reason, 6, new_row=True)
        self.column.addWidget(self.problem)
        self.column.addLayout(line_of(self.act, None))
        for field in (self.saved_at, self.reason):
            field.edited.connect(lambda _value: self.problem.hide())
        self.saved_at.committed.connect(lambda _value: self.show_applying(self._applying))
        self.done()
        session.case_changed.connect(lambda _case: self.show_applying(self._applying))
        session.saved.connect(lambda _at: self.show_applying(self._applying))
        self.show_applying(self._applying)

    def show_applying(self, found: Applying) -> None:
        """Show the application as it stands: what it lacks, when it is, what it overlaps with."""
        self._applying = found
        session, case = self.session, self.session.case
        lacking = gaps(case, session.notice, found.given)
        self.parts.show_parts(parts_of(case, session.notice, found.given))
        filed = is_locked(case)
        self._show_period(case)
        self._show_gaps(() if filed else lacking)
        others = () if filed else found.beside
        self.already.set_rows([alike_row(one) for one in others])
        self.already.fit_height(_MOST_ROWS)
        self.already.setVisible(bool(others))
        self.saved_at.setVisible(not is_filed_here(case) and not filed)
        self.reason.setVisible(not filed and self._needs_reason())
        self.forms[-1].relay()
        self.act.setVisible(not filed)
        self.act.set_blocked(self._blocked(lacking))

    def file(self) -> None:
        """Ask for the filing; a reason that is needed is asked for first."""
        if not self.act.button.isEnabled():
            return
        reason = self.reason.text().strip()
        if self._needs_reason() and not reason:
            self.reason.set_error("그래도 접수하는 사유를 적으십시오.")
            self.reason.setFocus()
            return
        moment = self.saved_at.value()
        if not is_filed_here(self.session.case) and moment is None:
            self.saved_at.set_error("신청을 저장한 일시를 적으십시오.")
            self.saved_at.setFocus()
            return
        self.set_busy(busy=True)
        self.filing_wanted.emit(reason, moment)

    def set_busy(self, *, busy: bool) -> None:
        """Close the act while it is under way."""
        self._busy = busy
        self.show_applying(self._applying)

    def say_problem(self, words: str) -> None:
        """Say why it was not filed."""
        self.problem.say("fail", words)
        self.problem.show()

    def focus_first(self) -> None:
        """Put the keys on what is lacking first, then on what is asked, then on the act."""
        stops = self.stops()
        (stops[0] if stops else self).setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> tuple[QWidget, ...]:
        """Return the gaps, the fields that are asked, and the act."""
        buttons = tuple(one for one in self.lacking.findChildren(Button) if one.isVisibleTo(self))
        act = (self.act.button,) if self.act.isVisibleTo(self) else ()
        acts = tuple(one for one in act if one.isEnabled())
        return (*buttons, *super().stops(), *acts)

    def _moment(self) -> datetime | None:
        """Return when the application is, or would be, made; None while that is not known."""
        case = self.session.case
        if case.applied_at is not None:
            return case.applied_at
        if is_filed_here(case):
            return desk_moment(self.session.office.clock)
        return self.saved_at.value()

    def _needs_reason(self) -> bool:
        moment = self._moment()
        outside = moment is not None and timing(moment, self.session.notice) is not Timing.WITHIN
        return outside or (bool(self._applying.beside) and not self._applying.knowingly)

    def _blocked(self, lacking: tuple[Gap, ...]) -> str | None:
        if self._busy:
            return "접수하는 중"
        if self.session.has_unsaved:
            return "저장하지 못한 것이 있습니다"
        if self.session.is_saving:
            return "저장하는 중"
        return f"{len(lacking)}가지를 더 적어야 합니다" if lacking else None

    def _show_period(self, case: Case) -> None:
        moment = self._moment()
        words, tone = period_words(self.session.notice), "pas"
        if moment is not None and case.applied_at is None:
            said, tone = timing_words(moment, self.session.notice, here=is_filed_here(case))
            words = f"{said} {words}"
        self.period.say(tone, words)

    def _show_gaps(self, lacking: tuple[Gap, ...]) -> None:
        if lacking == self._shown_gaps:
            return
        self._shown_gaps = lacking
        while (item := self._lacking.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in lacking[:_MOST_GAPS]:
            button = Button(f"{one.step.label}: {one.label} 적기", "quiet", icon_name="right")
            path: Path = one.path
            button.clicked.connect(lambda _on=False, to=path: self.gap_wanted.emit(to))
            holder = QWidget()
            holder.setLayout(line_of(button, None))
            self._lacking.addWidget(holder)
        if len(lacking) > _MOST_GAPS:
            more = len(lacking) - _MOST_GAPS
            self._lacking.addWidget(Label(f"그 밖에 {more}가지", tone="ink2"))
        self.lacking.setVisible(bool(lacking))
