"""The acts on a lease that ask for days and reasons: offer, sign, move in, leave, fall through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ipju.domain.dates import add_years
from ipju.domain.letting import FallenWhy, LeaseState, RoomLease
from ipju.domain.notice import LettingTerms
from ipju.services import intake, letting
from ipju.services.office import Office
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.typed_fields import DateField, TextField

ANSWER_DAYS: Final = 7
"""Days a caseworker is proposed for an answer; the notice prints none."""

type_of_call = Callable[[], object]


def day_in(field: DateField, words: str) -> date | None:
    """Return the day typed; None, with the reason at the field, when there is none."""
    found = None if field.is_bad() else field.value()
    if found is None and not field.is_bad():
        field.set_error(words)
    if found is None:
        field.setFocus()
    return found


def text_in(field: TextField, words: str) -> str | None:
    """Return the text typed; None, with the reason at the field, when there is none."""
    found = field.text().strip()
    if not found:
        field.set_error(words)
        field.setFocus()
        return None
    return found


class OfferDialog(ServiceDialog):
    """방 제안: to whoever is next on the waiting list, or to an approved applicant."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        place: tuple[str, str],
        room_name: str,
        waiting: Sequence[intake.WaitingLine],
        applicants: Sequence[intake.Applicant],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{room_name}를 제안합니다",
            "기한까지 답이 없거나 거절하면 무산으로 적고 다음 사람에게 제안합니다.",
            "제안하기",
            jobs,
            parent=parent,
        )
        self._office, self._place = office, place
        self.called = next((one for one in waiting if one.callable), None)
        open_ones = [one for one in applicants if one.approved and not one.lease]
        words: list[tuple[object, str]] = [
            (one.case_id, f"{one.name} ({one.number})") for one in open_ones
        ]
        if self.called is not None:
            entry = self.called.entry
            words = [
                (entry.case_id, f"예비 {entry.number}번 {self.called.name} ({self.called.number})")
            ]
        self.who = ComboField("누구에게", words, empty=None if words else "제안할 사람이 없습니다")
        if len(words) == 1:
            self.who.set_value(words[0][0])
        if self.called is not None:
            self.who.set_help("예비입주자가 있어 순번대로 제안합니다.", "ink2")
        self.answer_by = DateField("답할 기한", required=True)
        self.answer_by.set_value(office.clock.today() + timedelta(days=ANSWER_DAYS))
        self.fields.addWidget(self.who)
        self.fields.addWidget(self.answer_by)
        if not words:
            self.set_blocked("자격이 승인된 신청자가 없습니다")

    def call(self) -> type_of_call | None:
        office, (building, room), called = self._office, self._place, self.called
        who = self.who.value()
        if not isinstance(who, UUID):
            self.who.set_error("제안할 사람을 고르십시오.")
            self.who.setFocus()
            return None
        answer_by = day_in(self.answer_by, "답할 기한을 적으십시오.")
        if answer_by is None:
            return None
        if called is not None:
            return lambda: intake.call(office, called.entry.id, building, room, answer_by)
        return lambda: letting.offer(office, who, building, room, answer_by)


class SignDialog(ServiceDialog):
    """계약: the day it was signed and the first term."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        lease: RoomLease,
        terms: LettingTerms,
        tenant: str,
        parent: QWidget | None = None,
    ) -> None:
        years = terms.scholar_term_years if lease.free_of_charge else terms.term_years
        super().__init__(
            f"{tenant}님과 임대차계약을 맺습니다",
            f"임대차기간은 {years}년까지이고, 협의하면 더 짧게 정할 수 있습니다.",
            "계약 적기",
            jobs,
            parent=parent,
        )
        self._office, self._lease, self._years = office, lease, years
        today = office.clock.today()
        first = max(today, terms.moves_in_from)
        self.signed_on = DateField("계약일", required=True)
        self.signed_on.set_value(today)
        self.starts_on = DateField("시작일", required=True)
        self.starts_on.set_value(first)
        self.ends_on = DateField("끝나는 날", required=True)
        self.ends_on.set_value(last_day(first, years))
        self.starts_on.committed.connect(self._propose_end)
        for one in (self.signed_on, self.starts_on, self.ends_on):
            self.fields.addWidget(one)

    def _propose_end(self, first: object) -> None:
        if isinstance(first, date):
            self.ends_on.set_value(last_day(first, self._years))

    def call(self) -> type_of_call | None:
        signed = day_in(self.signed_on, "계약일을 적으십시오.")
        first = day_in(self.starts_on, "시작일을 적으십시오.") if signed else None
        last = day_in(self.ends_on, "끝나는 날을 적으십시오.") if first else None
        if signed is None or first is None or last is None:
            return None
        office, lease = self._office, self._lease.id
        return lambda: letting.sign_lease(office, lease, signed, first, last)


def last_day(first: date, years: int) -> date:
    """Return the last day of a term of whole years that begins on `first`."""
    return add_years(first, years) - timedelta(days=1)


class MoveInDialog(ServiceDialog):
    """입주: the day, and the proof of an unborn or adopted child that was counted."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        lease: RoomLease,
        tenant: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"{tenant}님의 입주를 적습니다",
            "사전교육을 마쳤는지, 공고가 입주 전에 내게 한 서류를 받았는지 확인하십시오.",
            "입주 적기",
            jobs,
            parent=parent,
        )
        self._office, self._lease = office, lease
        start = lease.term.starts_on if lease.term else office.clock.today()
        self.day = DateField("입주일", required=True)
        self.day.set_value(max(start, office.clock.today()))
        self.proof = CheckField(
            "출생·입양 증명서류",
            words=("받음", "안 냄", "모름"),
            help_text="태아나 입양한 자녀를 가구원으로 인정했습니다.",
        )
        self.proof.hide()
        self.fields.addWidget(self.day)
        self.fields.addWidget(self.proof)
        jobs.run(lambda: letting.needs_proof(office, lease.id), self.proof.setVisible, owner=self)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "입주일을 적으십시오.")
        if day is None:
            return None
        office, lease, proof = self._office, self._lease.id, self.proof.value()
        return lambda: letting.move_in(office, lease, day, proof)


class FallDialog(ServiceDialog):
    """무산: why an offer or a contract came to nothing; the room is free again."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        lease: RoomLease,
        tenant: str,
        parent: QWidget | None = None,
    ) -> None:
        offered = lease.state is LeaseState.OFFERED
        super().__init__(
            f"{tenant}님의 {'제안' if offered else '계약'}을 무산으로 적습니다",
            "방은 곧바로 비고, 부른 예비 순번은 끝납니다. 되돌릴 수 없습니다.",
            "무산으로 적기",
            jobs,
            parent=parent,
        )
        self._office, self._lease = office, lease
        grounds = letting.FALLS[lease.state]
        self.why = ComboField("사유", [(one, one.label) for one in grounds])
        self.reason = TextField("설명", help_text="장부에 남습니다.")
        self.fields.addWidget(self.why)
        self.fields.addWidget(self.reason)

    def call(self) -> type_of_call | None:
        why = self.why.value()
        if not isinstance(why, FallenWhy):
            self.why.set_error("사유를 고르십시오.")
            self.why.setFocus()
            return None
        reason: str | None = self.reason.text().strip()
        if why in letting.EXPLAINED:
            reason = text_in(self.reason, "설명을 적으십시오.")
        if reason is None:
            return None
        office, lease = self._office, self._lease.id
        return lambda: letting.fall(office, lease, why, reason)


class DayDialog(ServiceDialog):
    """An act that needs only its day; `make(day)` is the call."""

    def __init__(
        self,
        title: str,
        body: str,
        act: str,
        jobs: Jobs,
        day: tuple[str, date],
        make: Callable[[date], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, body, act, jobs, parent=parent)
        self._make = make
        self.day = DateField(day[0], required=True)
        self.day.set_value(day[1])
        self.fields.addWidget(self.day)

    def call(self) -> type_of_call | None:
        day, make = day_in(self.day, "날짜를 적으십시오."), self._make
        return None if day is None else lambda: make(day)


class LeaveDialog(ServiceDialog):
    """퇴거 예정 and 퇴거: a day and a reason; `make(day, reason)` is the call."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        title: str,
        body: str,
        act: str,
        day: date,
        make: Callable[[date, str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, body, act, jobs, parent=parent)
        self._make = make
        self.day = DateField("퇴거일", required=True)
        self.day.set_value(day)
        self.reason = TextField("사유", required=True, help_text="장부에 남습니다.")
        self.fields.addWidget(self.day)
        self.fields.addWidget(self.reason)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "퇴거일을 적으십시오.")
        reason = text_in(self.reason, "사유를 적으십시오.") if day else None
        if day is None or reason is None:
            return None
        make = self._make
        return lambda: make(day, reason)
