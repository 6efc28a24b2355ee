"""What the post brought back: written down by the number on the envelope, and sent again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ipju.domain.requests import RequestKind, RequestQuery, RequestState
from ipju.services.office import Office
from ipju.services.request_returns import record_return, send_again
from ipju.services.request_rows import RequestLine
from ipju.services.request_views import requests_in
from ipju.services.requests import Asked
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.dialogs import PostedForm
from ipju.ui.screens.letters.due_field import DueField
from ipju.ui.screens.posting.returned import Returned, ReturnedForm
from ipju.ui.screens.rooms.dialogs import day_in

type_of_call = Callable[[], object]


class NotOut(LookupError):
    """The words do not name exactly one request that is out."""


class ReturnedDialog(ReturnedForm):
    """반송 적기, of a request that is out."""

    def __init__(
        self, office: Office, jobs: Jobs, kind: RequestKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            office,
            jobs,
            f"돌아온 {kind.label}서를 적습니다",
            "닿지 않은 요청은 기한이 지나도 정리하지 않습니다. 주소를 확인해 다시 부치십시오.",
            parent,
        )
        self._kind = kind

    def call(self) -> type_of_call | None:
        told, office, kind = self.told(), self._office, self._kind
        return None if told is None else lambda: _returned(office, kind, told)


def _returned(office: Office, kind: RequestKind, told: Returned) -> Asked:
    """Write it down of the one request that is out with this number."""
    words = "".join(told.which.split())
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
    return record_return(office, found[0].request.id, told.day, told.why, told.remark)


def _numbers(line: RequestLine) -> tuple[str, str]:
    return line.request.registered, line.number.replace("-", "")


class SendAgainDialog(PostedForm):
    """다시 부치기: with a new last day."""

    def __init__(
        self, office: Office, jobs: Jobs, line: RequestLine, parent: QWidget | None = None
    ) -> None:
        before = line.sending.address if line.sending is not None else ""
        same = " 돌아온 주소와 같습니다. 확인하십시오." if before == line.address else ""
        title = f"{line.name}님에게 다시 부친 것을 적습니다"
        words = (title, f"받는 곳: {line.address or '주소 없음'}.{same}", "다시 부침")
        super().__init__(office, jobs, line, words, parent)
        self.due = DueField(office, line.request.kind, "새 기한")
        self.fields.addWidget(self.due)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "부친 날을 적으십시오.")
        if day is None or self.due.is_bad() or self.due.tell():
            return None
        office, request = self._office, self._line.request.id
        number, due = self.number.text(), self.due.value()
        return lambda: send_again(office, request, day, number, due)
