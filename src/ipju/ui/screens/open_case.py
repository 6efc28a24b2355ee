"""The dialog that opens a new case (새 사례): as little as a case needs to exist."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipju.domain.case import Supply
from ipju.domain.listing import CaseLine
from ipju.domain.rrn import parse_rrn
from ipju.services.browse import find
from ipju.services.office import Office
from ipju.services.open_case import start_case
from ipju.services.record import Contradictory, Recorded
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.case.needed import buildings, supplies
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import TextField

_SHORTEST = 2


def _refuse_rrn(digits: str) -> str | None:
    try:
        parse_rrn(digits)
    except ValueError as error:
        return str(error)
    return None


class OpenCaseDialog(ActDialog):
    """`opened(Recorded)` when the case stands; `found(CaseLine)` to open one that exists."""

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
            "접수번호는 열 때 정해집니다. 나머지는 사례 화면에서 적습니다.",
            "사례 열기",
            parent=parent,
        )
        self._office, self._jobs = office, jobs
        self._same: CaseLine | None = None
        self._waiting = False
        self.person = TextField("성명", required=True, max_length=60)
        self.rrn = RrnField(check=_refuse_rrn, help_text="나중에 적어도 됩니다.")
        self.supply = ComboField("공급유형", [], required=True)
        self.building = ComboField("신청 주택", [], required=True)
        self.phone = TextField("휴대전화", placeholder="010-0000-0000", max_length=20)
        self.notice = ComboField("공고", [*notices], required=True)
        self.notice.set_value(notice_id or (notices[0][0] if notices else None))
        self.notice.committed.connect(self._on_notice)
        self.already = Banner("rev", "", "그 사례 열기")
        self.already.acted.connect(self._open_same)
        self.already.hide()
        self.fields.addWidget(self.notice)
        for left, right in ((self.supply, self.building), (self.person, self.rrn)):
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            self.fields.addLayout(row)
        self.fields.addWidget(self.phone)
        self.fields.addWidget(self.already)
        self._on_notice(self.notice.value())
        self.person.edited.connect(self._look)
        self.rrn.committed.connect(self._look)
        self.person.setFocus()

    def accept(self) -> None:
        """Open the case; the dialog stays, with the reason, when it cannot be opened."""
        name = (self.person.text() or "").strip()
        notice, supply = self.notice.value(), self.supply.value()
        building = str(self.building.value() or "")
        if not name:
            self.person.set_error("성명을 적으십시오.")
            self.person.setFocus()
            return
        if not building and not self.building.isHidden():
            self.building.set_error("신청 주택을 고르십시오.")
            self.building.combo.setFocus()
            return
        if self.rrn.is_bad() or (self.rrn.text() and self.rrn.value() is None):
            self.rrn.set_error(_refuse_rrn(self.rrn.text()) or "주민등록번호를 확인하십시오.")
            self.rrn.setFocus()
            return
        if self._waiting or not isinstance(notice, str) or not isinstance(supply, Supply):
            return
        self._waiting = True
        rrn, phone, office = self.rrn.value(), self.phone.text().strip(), self._office
        self.set_blocked("여는 중")
        self._jobs.run(
            lambda: start_case(office, notice, name, supply, rrn, phone, building=building),
            self._on_opened,
            self._on_refused,
            label="새 사례",
            owner=self,
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

    def _on_opened(self, recorded: Recorded) -> None:
        super().accept()
        self.opened.emit(recorded)

    def _on_refused(self, error: Exception) -> None:
        self._waiting = False
        self.set_blocked(None)
        if isinstance(error, Contradictory):
            for one in error.found:
                field = {"rrn": self.rrn, "phone": self.phone}.get(str(one.path[-1]), self.person)
                field.set_error(one.message)
        else:
            self.person.set_error(explain(error))

    def _look(self, _value: object) -> None:
        office = self._office
        wanted = self.rrn.value() or (self.person.text() or "").strip()
        if len(wanted) < _SHORTEST:
            self._show_same(())
            return
        self._jobs.run(
            lambda: find(office, wanted, 20),
            lambda lines: self._show_same(
                [one for one in lines if one.name == wanted or wanted.isdecimal()]
            ),
            key="same-person",
            owner=self,
        )

    def _show_same(self, lines: Sequence[CaseLine]) -> None:
        self._same = lines[0] if lines else None
        if self._same is not None:
            one = self._same
            birth = f" {one.birth.isoformat()}" if one.birth else ""
            more = f" 밖에 {len(lines) - 1}건" if len(lines) > 1 else ""
            self.already.say(
                "rev", f"이미 있는 사례: {one.name}{birth} {one.number}{more}", "그 사례 열기"
            )
        self.already.setVisible(self._same is not None)

    def _open_same(self) -> None:
        if self._same is not None:
            self.reject()
            self.found.emit(self._same)
