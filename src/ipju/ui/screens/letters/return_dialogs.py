"""What the post brought back: written down by the number on the envelope, and sent again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestKind, RequestQuery, RequestState
from ipju.services.office import Office
from ipju.services.request_returns import record_return, send_again
from ipju.services.request_rows import RequestLine
from ipju.services.request_views import requests_in
from ipju.services.requests import Asked
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.due_field import DueField
from ipju.ui.screens.rooms.dialogs import day_in, text_in
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.typed_fields import DateField, TextField

type_of_call = Callable[[], object]


class NotOut(LookupError):
    """The words do not name exactly one request that is out."""


class ReturnedDialog(ServiceDialog):
    """반송 적기: by the number on the envelope, never by the row that happens to be chosen."""

    def __init__(
        self, office: Office, jobs: Jobs, kind: RequestKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"돌아온 {kind.label}서를 적습니다",
            "닿지 않은 요청은 기한이 지나도 정리하지 않습니다. 주소를 확인해 다시 부치십시오.",
            "반송 적기",
            jobs,
            parent=parent,
        )
        self._office, self._kind = office, kind
        self.which = TextField("등기번호나 접수번호", required=True)
        self.why = ComboField("반송 사유", [(one, one.label) for one in ReturnWhy], empty=None)
        self.why.set_value(ReturnWhy.ABSENT)
        self.returned_on = DateField("돌아온 날", required=True)
        self.returned_on.set_value(office.clock.today())
        self.remark = TextField("설명", help_text="사유가 ‘그 밖’이면 적습니다.")
        for part in (self.which, self.why, self.returned_on, self.remark):
            self.fields.addWidget(part)

    def call(self) -> type_of_call | None:
        which = text_in(self.which, "등기번호나 접수번호를 적으십시오.")
        day = day_in(self.returned_on, "돌아온 날을 적으십시오.") if which else None
        why = self.why.value()
        if which is None or day is None or not isinstance(why, ReturnWhy):
            return None
        office, kind, remark = self._office, self._kind, self.remark.text()
        return lambda: _returned(office, kind, which, (day, why, remark))


def _returned(
    office: Office, kind: RequestKind, which: str, told: tuple[date, ReturnWhy, str]
) -> Asked:
    """Write it down of the one request that is out with this number."""
    words = "".join(which.split())
    found = [
        line
        for state in (RequestState.SENT, RequestState.LAPSED)
        for line in requests_in(office, RequestQuery(kind=kind, state=state, text=words)).lines
        if not line.returned and words.replace("-", "") in _numbers(line)
    ]
    if len(found) != 1:
        raise NotOut(
            "나가 있는 요청서 가운데 그 번호가 없습니다. 번호를 다시 보십시오."
            if not found
            else "그 접수번호로 나가 있는 요청서가 여럿입니다. 등기번호를 적으십시오."
        )
    return record_return(office, found[0].request.id, *told)


def _numbers(line: RequestLine) -> tuple[str, str]:
    return line.request.registered, line.number.replace("-", "")


class SendAgainDialog(ServiceDialog):
    """다시 부치기: the day, the number of the registered mail, and a new last day."""

    def __init__(
        self, office: Office, jobs: Jobs, line: RequestLine, parent: QWidget | None = None
    ) -> None:
        before = line.sending.address if line.sending is not None else ""
        same = " 돌아온 주소와 같습니다. 확인하십시오." if before == line.address else ""
        super().__init__(
            f"{line.name}님에게 다시 부친 것을 적습니다",
            f"받는 곳: {line.address or '주소 없음'}.{same}",
            "다시 부침",
            jobs,
            parent=parent,
        )
        self._office, self._line = office, line
        notice = office.notices.get(line.notice)
        self.number = TextField(
            "등기번호",
            required=notice.papers.registered_mail_only,
            help_text="우체국에서 새로 받은 숫자 13자리입니다.",
        )
        self.day = DateField("부친 날", required=True)
        self.day.set_value(office.clock.today())
        self.due = DueField(office, line.request.kind, "새 기한")
        for part in (self.number, self.day, self.due):
            self.fields.addWidget(part)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "부친 날을 적으십시오.")
        if day is None or self.due.is_bad() or self.due.tell():
            return None
        office, request = self._office, self._line.request.id
        number, due = self.number.text(), self.due.value()
        return lambda: send_again(office, request, day, number, due)
