"""The counter (창구): look for the person first, then open a new case (새 사례)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ipju.domain.case import Supply
from ipju.domain.rrn import parse_rrn
from ipju.services.counter import Likely, LooksAlike, Typed, likely, open_at_counter
from ipju.services.office import Office
from ipju.services.record import Contradictory, Recorded
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.alike import COLUMNS, alike_row, found_words
from ipju.ui.screens.case.needed import buildings, supplies
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.typed_fields import TextField

_SHORTEST = 2
_WIDTH = 900
_MOST_ROWS = 2
_OPEN, _OPEN_BESIDE = "사례 열기", "그래도 새로 열기"


def _refuse_rrn(digits: str) -> str | None:
    try:
        parse_rrn(digits)
    except ValueError as error:
        return str(error)
    return None


class OpenCaseDialog(ActDialog):
    """`opened(Recorded)` when the case stands; `found(UUID)` to open one that exists."""

    opened = Signal(object)
    found = Signal(object)

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        notices: Sequence[tuple[str, str]],
        notice_id: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "새 사례를 엽니다",
            "적는 동안 이미 있는 신청을 찾습니다. 주민등록번호와 배우자는 나중에 적어도 됩니다.",
            _OPEN,
            width=_WIDTH,
            parent=parent,
        )
        self._office, self._jobs = office, jobs
        self._alike: tuple[Likely, ...] = ()
        self._looked: Typed | None = None
        self._waiting = False
        self.person = TextField("성명", required=True, max_length=60)
        self.rrn = RrnField(check=_refuse_rrn)
        self.phone = TextField("휴대전화", placeholder="010-0000-0000", max_length=20)
        self.spouse = TextField("배우자 성명", max_length=60)
        self.spouse_rrn = RrnField("배우자 주민등록번호", check=_refuse_rrn)
        self.notice = ComboField("공고", [*notices], required=True)
        self.notice.set_value(notice_id or (notices[0][0] if notices else None))
        self.notice.committed.connect(self._on_notice)
        self.supply = ComboField("공급유형", [], required=True)
        self.building = ComboField("신청 주택", [], required=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for column, one in enumerate((self.person, self.rrn, self.phone, self.supply)):
            grid.addWidget(one, 0, column)
            grid.setColumnStretch(column, 1)
        for column, wide, one in (
            (0, 1, self.spouse),
            (1, 1, self.spouse_rrn),
            (2, 2, self.notice),
        ):
            grid.addWidget(one, 1, column, 1, wide)
        grid.addWidget(self.building, 2, 0, 1, 4)
        self.fields.addLayout(grid)
        self.problem = Banner("fail", "")
        self.problem.hide()
        self.told = Label("", tone="rev", wrap=True)
        self.already = make_table(COLUMNS, name="이미 있는 신청")
        self.already.opened.connect(self._open_found)
        self.reason = TextField("새로 여는 사유", required=True)
        for widget in (self.problem, self.told, self.already, self.reason):
            self.fields.addWidget(widget)
        self._show_alike(())
        self._on_notice(self.notice.value())
        self.person.edited.connect(self._look_at_name)
        self.spouse.edited.connect(self._look_at_name)
        for field in (self.person, self.spouse, self.rrn, self.phone, self.spouse_rrn, self.supply):
            field.committed.connect(self._look)
        self.person.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the table opens its case; what the table leaves over is not the act of here.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.already.hasFocus():
            return
        super().keyPressEvent(event)

    def accept(self) -> None:
        """Open the case; where others bind, first go to them, and then ask for the reason."""
        typed = self._typed()
        if self._waiting or typed is None:
            return
        reason = (self.reason.text() or "").strip()
        if self._binding() and not reason:
            self._ask_reason()
            return
        self._waiting = True
        office = self._office
        self.problem.hide()
        self.set_blocked("여는 중")
        self._jobs.run(
            lambda: open_at_counter(office, typed, reason),
            self._on_opened,
            self._on_refused,
            label="새 사례",
            owner=self,
        )

    def _typed(self) -> Typed | None:
        """Return what is typed, or None with the reason at the field that is not whole."""
        wrong = [one for one in (self.rrn, self.spouse_rrn) if one.text() and one.value() is None]
        if not (self.person.text() or "").strip():
            self.person.set_error("성명을 적으십시오.")
            self.person.setFocus()
        elif not self.building.value() and not self.building.isHidden():
            self.building.set_error("신청 주택을 고르십시오.")
            self.building.combo.setFocus()
        elif wrong:
            wrong[0].set_error(_refuse_rrn(wrong[0].text()) or "주민등록번호를 확인하십시오.")
            wrong[0].setFocus()
        elif self.spouse_rrn.value() and not (self.spouse.text() or "").strip():
            self.spouse.set_error("배우자의 성명을 적으십시오.")
            self.spouse.setFocus()
        else:
            return self._now()
        return None

    def _now(self) -> Typed | None:
        """Return what stands in the fields, whole or not; None before a notice is chosen."""
        notice, supply = self.notice.value(), self.supply.value()
        if not isinstance(notice, str) or not isinstance(supply, Supply):
            return None
        return Typed(
            notice=notice,
            name=(self.person.text() or "").strip(),
            rrn=self.rrn.value(),
            phone=self.phone.text().strip(),
            spouse=(self.spouse.text() or "").strip(),
            spouse_rrn=self.spouse_rrn.value(),
            supply=supply,
            building=str(self.building.value() or ""),
        )

    def _on_notice(self, notice_id: object) -> None:
        """Offer the supply types and the buildings of the notice one applies to."""
        if not isinstance(notice_id, str):
            return
        notice = self._office.notices.get(notice_id)
        offered = supplies(notice)
        chosen = self.supply.value()
        self.supply.set_items([(one, one.label) for one in offered])
        self.supply.set_value(chosen if chosen in offered else offered[0])
        self.building.set_items(buildings(notice))
        self.building.set_value(None)
        self.building.set_error(None)
        self.building.setVisible(bool(notice.buildings))
        self._look(None)

    def _on_opened(self, recorded: Recorded) -> None:
        super().accept()
        self.opened.emit(recorded)

    def _on_refused(self, error: Exception) -> None:
        self._waiting = False
        self.set_blocked(None)
        if isinstance(error, LooksAlike):
            self._show_alike(error.found)
            self._ask_reason()
        elif isinstance(error, Contradictory):
            for one in error.found:
                field = {"rrn": self.rrn, "phone": self.phone}.get(str(one.path[-1]), self.person)
                field.set_error(one.message)
        else:
            self.problem.say("fail", explain(error))
            self.problem.show()

    def _look_at_name(self, _value: object) -> None:
        """Look with every key while only names are known; each look by a number is written down."""
        if not self.rrn.value() and not self.spouse_rrn.value():
            self._look(None)

    def _look(self, _value: object) -> None:
        """Ask who is there already, once for what is typed."""
        typed, office = self._now(), self._office
        if typed is None or typed == self._looked:
            return
        self._looked = typed
        if not typed.rrn and not typed.spouse_rrn and len(typed.name) < _SHORTEST:
            self._show_alike(())
            return
        self._jobs.run(
            lambda: likely(office, typed),
            self._show_alike,
            label="이미 있는 신청",
            key="likely",
            owner=self,
        )

    def _binding(self) -> bool:
        return any(one.binds for one in self._alike)

    def _ask_reason(self) -> None:
        """Lead to the cases that are there; whoever has been there is asked for the reason."""
        seen = self.reason.input.hasFocus()
        if seen:
            self.reason.set_error("새로 여는 사유를 적으십시오.")
        else:
            self.already.setFocus(Qt.FocusReason.OtherFocusReason)
            self.already.show_keys()

    def _show_alike(self, found: tuple[Likely, ...]) -> None:
        self._alike = found
        self.already.set_rows([alike_row(one) for one in found])
        self.already.fit_height(_MOST_ROWS)
        binding = self._binding()
        self.told.setText(found_words(len(found), sum(one.binds for one in found)))
        for widget in (self.told, self.already):
            widget.setVisible(bool(found))
        self.reason.setVisible(binding)
        self.act_button.setText(_OPEN_BESIDE if binding else _OPEN)
        if not self.isHidden():
            self.adjustSize()

    def _open_found(self, key: str) -> None:
        self.reject()
        self.found.emit(UUID(key))
