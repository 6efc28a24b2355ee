"""`CounterScreen`: the application in steps, from the supply type to its receipt (접수증).

Every fact is saved as its field is left, so that a lock or a crash loses nothing that was typed;
only the last act, the final confirmation, makes it an application.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.domain.dates import SEOUL
from ipju.services.application_steps import Step, gaps, steps_of
from ipju.services.applying import Applying
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.jobs import Jobs
from ipju.ui.screens.case.revealing import ask_reveal
from ipju.ui.screens.counter.acts import ApplicationActs
from ipju.ui.screens.counter.confirm_step import ConfirmStep
from ipju.ui.screens.counter.facts_steps import (
    PeopleStep,
    SupplyStep,
    WhoStep,
    of_applicant,
    of_spouse,
)
from ipju.ui.screens.counter.points_step import PointsStep
from ipju.ui.screens.counter.record_step import RecordStep
from ipju.ui.screens.counter.step_form import is_locked
from ipju.ui.screens.counter.step_page import StepPage
from ipju.ui.screens.counter.words import period_words
from ipju.ui.theme.tokens import TITLE
from ipju.ui.undo_keys import leaves_undo
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.feedback import Banner, KeyHints
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.section_list import SectionItem, SectionList
from ipju.ui.widgets.surface import Label, Pane, Rule, line_of

_LIST_WIDTH = 132
_NARROW = 900
_HINTS_FROM = 760
_AGAIN, _IN_CASE, _CLOSE = "다시 저장", "사례에서 정하기", "닫기"


class CounterScreen(Pane):
    """The steps of one application.

    `closed` goes back to the case, `case_wanted(UUID)` opens another one.
    """

    closed = Signal()
    case_wanted = Signal(object)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._session, self._jobs = session, jobs
        self.acts = ApplicationActs(session, jobs, self)
        self._other: UUID | None = None
        self._banner_act = ""
        newest = session.office.clock.today().year
        makers: dict[Step, Callable[[], StepPage]] = {
            Step.SUPPLY: lambda: SupplyStep(session),
            Step.WHO: lambda: WhoStep(session, newest),
            Step.PEOPLE: lambda: PeopleStep(session, newest),
            Step.POINTS: lambda: PointsStep(session, newest),
            Step.CONFIRM: lambda: ConfirmStep(session),
            Step.RECORD: lambda: RecordStep(session, jobs),
        }
        self.pages = {one: makers[one]() for one in steps_of(session.notice)}
        self._build()
        self._wire()
        self._refresh()
        self.acts.ask()
        self.show_step(Step.RECORD if session.case.applied_at is not None else self._first_open())

    def step(self) -> Step:
        """Return the step in view."""
        return Step.of(self.list.current())

    def page(self) -> StepPage:
        """Return the page in view."""
        return self.pages[self.step()]

    def show_step(self, step: Step) -> None:
        """Show a step and put the keys into it."""
        self.list.set_current(step.value)
        self.tabs.set_current(step.value)
        page = self.pages[step]
        self.stack.setCurrentWidget(page)
        self._show_next()
        if isinstance(page, ConfirmStep | RecordStep):
            page.show_applying(self.acts.found)
        if self.isVisible():
            page.focus_first()

    def take_keys(self) -> None:
        """Put the keys into the step in view."""
        self.page().focus_first()

    def go_on(self) -> None:
        """Leave the step for the next one; what the step claims by itself is claimed."""
        self._commit_typed()
        self.page().leave()
        steps = list(self.pages)
        self.show_step(steps[min(steps.index(self.step()) + 1, len(steps) - 1)])

    def go_back(self) -> None:
        """Show the step before."""
        self._commit_typed()
        steps = list(self.pages)
        self.show_step(steps[max(steps.index(self.step()) - 1, 0)])

    def go_to(self, path: Path) -> None:
        """Go to the input of a fact."""
        for step, page in self.pages.items():
            field = page.field_at(path)
            if field is not None:
                self.show_step(step)
                field.control().setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.show_step(Step.WHO)

    def leave(self) -> None:
        """Go back to the case; the field being typed is saved first."""
        self._commit_typed()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: to the next input, and from the last one to the next step."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
            return
        stops = self.page().stops()
        focused = QApplication.focusWidget()
        at = next((at for at, one in enumerate(stops) if one is focused), -1)
        if 0 <= at < len(stops) - 1:
            stops[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Ctrl+Z for the case while a text is not being typed: a line editor would eat it."""
        return leaves_undo(watched, event) or super().eventFilter(watched, event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, LineInput) and self.isAncestorOf(new):
            new.installEventFilter(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keys on to the step."""
        super().focusInEvent(event)
        self.page().focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.list.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        self.hints.setVisible(event.size().width() >= _HINTS_FROM)

    def _build(self) -> None:
        back = Button("", "icon", icon_name="back", name="사례로")
        back.clicked.connect(self.leave)
        self.name = Label("", px=TITLE, bold=True)
        self.number = Label("", px=15)
        self.period = Label(period_words(self._session.notice), tone="ink2", elide=True)
        self.period.setToolTip(self.period.text())
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addLayout(line_of(self.name, self.number, None, spacing=10))
        who.addWidget(self.period)
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 16, 8)
        head.setSpacing(14)
        head.addWidget(back)
        head.addLayout(who, 1)
        self.already = Banner("rev", "", "그 사례 열기")
        self.already.hide()
        self.banner = Banner("fail", "", wrap=True)
        self.banner.hide()
        self.tabs = SectionList(horizontal=True, shortcuts=False)
        self.list = SectionList(shortcuts=False)
        self.list.setFixedWidth(_LIST_WIDTH)
        for one in (self.list, self.tabs):
            one.setAccessibleName("신청 단계")
        self.stack = QStackedWidget()
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.saved = Label("", tone="ink2")
        self.hints = KeyHints(("Enter", "다음 칸"), ("PgUp", "앞 단계"), ("Esc", "사례로"))
        self.next = Act("다음 단계", "primary", key="PgDn", shortcut=False)
        foot = Pane("surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 6, 16, 6)
        row.addLayout(line_of(self.saved, None, self.hints, 8, self.next))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(Rule())
        right.addWidget(foot)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        for part in (Rule(), self.already, self.banner, self.tabs):
            whole.addWidget(part)
        whole.addLayout(body, 1)
        # No stop of Tab: it would lead to the first gap past what stands before it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _wire(self) -> None:
        session = self._session
        for strip in (self.list, self.tabs):
            strip.chosen.connect(lambda key: self.show_step(Step.of(key)))
        self.next.triggered.connect(self.go_on)
        self.already.acted.connect(self._open_other)
        self.banner.acted.connect(self._on_banner)
        people = self.pages[Step.PEOPLE]
        assert isinstance(people, PeopleStep)
        people.given.connect(self.acts.give)
        confirm, record = self._confirm(), self.pages[Step.RECORD]
        assert isinstance(record, RecordStep)
        confirm.gap_wanted.connect(self.go_to)
        confirm.case_wanted.connect(lambda key: self.case_wanted.emit(UUID(key)))
        confirm.filing_wanted.connect(self.acts.file)
        record.confirm_wanted.connect(lambda: self.show_step(Step.CONFIRM))
        record.withdraw_wanted.connect(self.acts.withdraw)
        for step, where in ((Step.WHO, of_applicant), (Step.PEOPLE, of_spouse)):
            for field in self.pages[step].inputs():
                if isinstance(field, RrnField):
                    field.reveal_requested.connect(
                        lambda one=field, of=where: self._reveal(one, of(session.case))
                    )
        self.acts.known.connect(self._on_applying)
        self.acts.filed.connect(self._on_filed)
        self.acts.not_filed.connect(self._on_not_filed)
        self.acts.refused.connect(lambda words: self._say("fail", words, _CLOSE))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        session.case_changed.connect(self._refresh)
        session.saved.connect(self._on_saved)
        session.save_failed.connect(lambda words: self._say("fail", words, _AGAIN))
        session.clashed.connect(self._on_clash)
        session.refused.connect(lambda words: self._say("rev", words, _CLOSE))
        for keys, act in (
            ("PgDown", self.go_on),
            ("PgUp", self.go_back),
            ("Alt+Right", self.go_on),
            ("Alt+Left", self.go_back),
            ("Esc", self.leave),
            ("Ctrl+Return", confirm.file),
            ("Ctrl+Z", session.undo),
            ("Ctrl+Y", session.redo),
            *((f"Ctrl+{at}", lambda n=at: self._go_at(n)) for at in range(1, len(self.pages) + 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _go_at(self, number: int) -> None:
        self._commit_typed()
        self.show_step(list(self.pages)[number - 1])

    def _show_next(self) -> None:
        """Offer the next step; before it is filed the confirmation has its own act."""
        step, filed = self.step(), self._session.case.applied_at is not None
        self.next.setVisible(step is not Step.RECORD and (filed or step is not Step.CONFIRM))

    def _first_open(self) -> Step:
        """Return the first step that lacks something; the confirmation when none does."""
        lacking = gaps(self._session.case, self._session.notice, self.acts.found.given)
        return lacking[0].step if lacking else Step.CONFIRM

    def _refresh(self, *_: object) -> None:
        case, notice = self._session.case, self._session.notice
        me = case.applicant
        self.name.setText(me.name if me is not None else "신청자 없음")
        filed = "접수함" if case.applied_at is not None else "접수 전"
        self.number.setText(f"{case.number} · {case.supply.label} · {filed}")
        lacking = [one.step for one in gaps(case, notice, self.acts.found.given)]
        items = []
        for step in self.pages:
            count = lacking.count(step)
            mark = "mis" if count else "pas"
            if step in (Step.CONFIRM, Step.RECORD) and case.applied_at is None:
                mark = ""
            items.append(SectionItem(step.value, step.label, mark, count))
        self.list.set_items(items)
        self.tabs.set_items(items)

    def _on_applying(self, found: Applying) -> None:
        people = self.pages[Step.PEOPLE]
        assert isinstance(people, PeopleStep)
        people.show_given(found.given)
        for step in (Step.CONFIRM, Step.RECORD):
            page = self.pages[step]
            assert isinstance(page, ConfirmStep | RecordStep)
            page.show_applying(found)
        self._refresh()
        others = () if is_locked(self._session.case) else found.beside
        if others:
            first = others[0].case
            more = f" 밖 {len(others) - 1:,}건" if len(others) > 1 else ""
            self._other = first.case_id
            self.already.say(
                "rev",
                f"이미 있는 신청: {first.number} {first.name}({others[0].kind.label}){more}",
                "그 사례 열기",
            )
        self.already.setVisible(bool(others))

    def _open_other(self) -> None:
        if self._other is not None:
            self._commit_typed()
            self.case_wanted.emit(self._other)

    def _on_filed(self) -> None:
        self._confirm().set_busy(busy=False)
        self.show_step(Step.RECORD)

    def _on_not_filed(self, words: str) -> None:
        self._confirm().set_busy(busy=False)
        self._confirm().say_problem(words)
        self.acts.ask()

    def _confirm(self) -> ConfirmStep:
        page = self.pages[Step.CONFIRM]
        assert isinstance(page, ConfirmStep)
        return page

    def _reveal(self, field: RrnField, where: Path | None) -> None:
        if where is not None and isinstance(where[-1], UUID):
            ask_reveal(
                self._session,
                self._jobs,
                where[-1],
                field,
                lambda words: self._say("fail", words, _CLOSE),
                self,
            )

    def _on_saved(self, at: datetime) -> None:
        self.saved.setText(f"✓ 저장됨 {at.astimezone(SEOUL):%H:%M:%S}")
        if self._banner_act == _AGAIN and not self._session.has_unsaved:
            self.banner.hide()
        self.acts.ask()

    def _on_clash(self, _clash: object) -> None:
        self._say("rev", "다른 곳에서 같은 칸을 먼저 고쳤습니다.", _IN_CASE)

    def _say(self, tone: str, words: str, act: str) -> None:
        self._banner_act = act
        self.banner.say(tone, words, act)
        self.banner.show()

    def _on_banner(self) -> None:
        self.banner.hide()
        if self._banner_act == _AGAIN:
            self._session.save_again()
        elif self._banner_act == _IN_CASE:
            self.leave()

    def _commit_typed(self) -> None:
        """Leave the field being typed, so that it is saved."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
