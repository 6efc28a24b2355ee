"""The acts on requests that ask for something: for whom, until when, posted when, judged how."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipju.domain.case import Supply
from ipju.domain.dates import spoken
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestEnd, RequestKind, RequestState
from ipju.services.browse import find
from ipju.services.office import Office
from ipju.services.request_lists import due_until
from ipju.services.request_rows import RequestLine
from ipju.services.requests import Asked, close, draw_up, send, take_answer
from ipju.services.working_days import working_days_before
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.dialogs.service import ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.due_field import DueField
from ipju.ui.screens.letters.words import NOUNS
from ipju.ui.screens.rooms.dialogs import day_in, text_in
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.typed_fields import DateField, TextField

type_of_call = Callable[[], object]

_ALL = "모두"
MAIL_DAYS = 3
"""Working days that registered mail takes: what was posted on a last day is here after them."""


class NotOne(LookupError):
    """The words do not find exactly one case."""


class DrawOneDialog(ServiceDialog):
    """요청서 만들기, for one applicant found by number or name."""

    def __init__(
        self, office: Office, jobs: Jobs, kind: RequestKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"한 사람의 {kind.label}서를 만듭니다",
            "지금 저장된 사실로 심사해 보낼 것을 모읍니다. 부치기 전에는 거둘 수 있습니다.",
            "만들기",
            jobs,
            parent=parent,
        )
        self._office, self._kind = office, kind
        self.who = TextField("접수번호나 이름", required=True)
        self.due = DueField(office, kind)
        self.fields.addWidget(self.who)
        self.fields.addWidget(self.due)

    def call(self) -> type_of_call | None:
        office, kind = self._office, self._kind
        who = text_in(self.who, "접수번호나 이름을 적으십시오.")
        if who is None or self.due.is_bad() or self.due.tell():
            return None
        due = self.due.value()

        def made() -> Asked:
            found = find(office, who)
            exact = [one for one in found if one.number == who] or found
            if len(exact) != 1:
                words = "찾는 사람이 없습니다." if not exact else "여러 사람이 있습니다."
                raise NotOne(f"{words} 접수번호를 끝까지 적으십시오.")
            return draw_up(office, exact[0].id, kind, due)

        return made


class DrawAllDialog(ActDialog):
    """요청서 만들기 for a filter; the page does it with progress. `wanted(query, due)`."""

    wanted = Signal(object, object)

    def __init__(
        self,
        office: Office,
        kind: RequestKind,
        notice: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"조건에 맞는 모두의 {kind.label}서를 만듭니다",
            f"{NOUNS[kind]}할 것이 없는 사람은 건너뛰고, 만들지 못한 사람은 까닭과 함께 알립니다.",
            "만들기",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind = kind
        known = [office.notices.get(one) for one in office.notices.ids()]
        self.notice = ComboField("공고", [(one.id, one.short_title) for one in known], empty=None)
        self.notice.set_value(notice or known[0].id)
        outcomes: list[tuple[object, str]] = [(_ALL, _ALL)]
        outcomes += [(one, one.label) for one in Outcome if one is not Outcome.NA]
        self.outcome = ComboField("판정", outcomes, empty=None)
        self.outcome.set_value(Outcome.FAIL if kind is RequestKind.EXPLANATION else _ALL)
        supplies: list[tuple[object, str]] = [(_ALL, _ALL)]
        supplies += [(one, one.label) for one in Supply]
        self.supply = ComboField("공급유형", supplies, empty=None)
        self.supply.set_value(_ALL)
        self.due = DueField(office, kind)
        for field in (self.notice, self.outcome, self.supply, self.due):
            self.fields.addWidget(field)

    def accept(self) -> None:
        due = self.due.value()
        if self._kind is RequestKind.SUPPLEMENT:
            due = day_in(self.due, "기한을 적으십시오.")
            if due is None:
                return
        elif self.due.is_bad():
            self.due.setFocus()
            return
        if self.due.tell():
            return
        outcome, supply = self.outcome.value(), self.supply.value()
        query = CaseQuery(
            notice=str(self.notice.value()),
            outcome=outcome if isinstance(outcome, Outcome) else None,
            supply=supply if isinstance(supply, Supply) else None,
        )
        super().accept()
        self.wanted.emit(query, due)


class PostedForm(ServiceDialog):
    """What is told of a request that went to the post: its registered number and the day."""

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        line: RequestLine,
        words: tuple[str, str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(*words, jobs, parent=parent)
        self._office, self._line = office, line
        notice = office.notices.get(line.notice)
        self.number = TextField(
            "등기번호",
            required=notice.papers.registered_mail_only,
            help_text="우체국에서 받은 숫자 13자리입니다. 바코드를 읽어도 됩니다.",
        )
        self.day = DateField("부친 날", required=True)
        self.day.set_value(office.clock.today())
        self.fields.addWidget(self.number)
        self.fields.addWidget(self.day)


class SendDialog(PostedForm):
    """부치기, for the first time."""

    def __init__(
        self, office: Office, jobs: Jobs, line: RequestLine, parent: QWidget | None = None
    ) -> None:
        title = f"{line.name}님에게 부친 것을 적습니다"
        words = (title, f"받는 곳: {line.address or '주소 없음'}", "부침")
        super().__init__(office, jobs, line, words, parent)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "부친 날을 적으십시오.")
        if day is None:
            return None
        office, request, number = self._office, self._line.request.id, self.number.text()
        return lambda: send(office, request, day, number)


class AnswerDialog(ServiceDialog):
    """답 받기: the postmark of the envelope."""

    def __init__(
        self, office: Office, jobs: Jobs, line: RequestLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"{line.name}님의 답을 받은 것을 적습니다",
            f"기한은 {spoken(line.ends_on)} 소인까지입니다. 온 서류는 사례의 서류에 적으십시오.",
            "답 받음",
            jobs,
            parent=parent,
        )
        self._office, self._line = office, line
        self.day = DateField("소인 날짜", required=True, help_text="봉투에 찍힌 날입니다.")
        self.fields.addWidget(self.day)
        self.excuse = TextField(
            "늦은 까닭",
            help_text="소인이 기한 뒤이면 담당이 정당한 사유를 적습니다. 인정할지는 그 뒤에 "
            "판단합니다.",
        )
        # Before it lapsed a late answer is taken as it is, and judged with its reason.
        if line.request.state is RequestState.LAPSED:
            self.fields.addWidget(self.excuse)

    def call(self) -> type_of_call | None:
        day = day_in(self.day, "봉투의 소인 날짜를 적으십시오.")
        if day is None:
            return None
        office, request, excuse = self._office, self._line.request.id, self.excuse.text()
        return lambda: take_answer(office, request, day, excuse)


class JudgeDialog(ServiceDialog):
    """판단하기: accepted or not, with the reason where one is needed."""

    def __init__(
        self, office: Office, jobs: Jobs, line: RequestLine, parent: QWidget | None = None
    ) -> None:
        late = f"{line.late}. " if line.late else ""
        super().__init__(
            f"{line.name}님의 답을 판단합니다",
            f"{late}판단을 적으면 지금 저장된 사실로 다시 심사합니다.",
            "판단 적기",
            jobs,
            parent=parent,
        )
        self._office, self._line = office, line
        self.end = ComboField("판단", [(one, one.label) for one in RequestEnd])
        self.reason = TextField("사유", help_text=_needed(line))
        self.fields.addWidget(self.end)
        self.fields.addWidget(self.reason)

    def call(self) -> type_of_call | None:
        end = self.end.value()
        if not isinstance(end, RequestEnd):
            self.end.set_error("판단을 고르십시오.")
            self.end.setFocus()
            return None
        office, request, reason = self._office, self._line.request.id, self.reason.text()
        return lambda: close(office, request, end, reason)


def _needed(line: RequestLine) -> str:
    """Return when a reason is needed."""
    if line.late:
        return "기간을 벗어난 답을 인정하려면 정당한 사유를 적습니다."
    if line.request.kind is RequestKind.EXPLANATION:
        return "원천기관의 정정 자료와 확인서를 적습니다."
    return "인정하지 않을 때 적습니다."


class LapseDialog(ActDialog):
    """기한 지난 것 정리: up to which day every postmark has come in. `wanted(through)`."""

    wanted = Signal(object)

    def __init__(
        self,
        office: Office,
        jobs: Jobs,
        kind: RequestKind,
        notice: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        of_notice = (
            f"‘{office.notices.get(notice).short_title}’의 것만 정리합니다. " if notice else ""
        )
        super().__init__(
            f"답 없이 기한이 지난 {NOUNS[kind]} 요청을 정리합니다",
            f"{of_notice}마지막 날 부친 등기우편은 며칠 뒤에 옵니다. 다 받은 날까지만 "
            "정리하십시오. 정리한 사람은 부적격으로 결재에 올라가고, 반송된 요청은 그대로 둡니다.",
            "정리하고 올리기",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._office, self._jobs, self._kind, self._notice = office, jobs, kind, notice
        self.through = DateField("어느 기한까지", required=True)
        self.through.set_value(working_days_before(office.clock.today(), MAIL_DAYS))
        self.through.committed.connect(lambda _day: self._count())
        self.fields.addWidget(self.through)
        self._count()

    def _count(self) -> None:
        """Say how many would lapse, as soon as the store has counted them."""
        office, kind, notice = self._office, self._kind, self._notice
        day = self.through.value()
        if day is not None:
            self._jobs.run(
                lambda: due_until(office, kind, day, notice),
                lambda count: self.through.set_help(
                    f"기한이 이 날이거나 더 이르고 답이 없는 요청 {count:,}건"
                ),
                label="기한 지난 요청",
                key="due-until",
                owner=self,
            )

    def accept(self) -> None:
        through = day_in(self.through, "날짜를 적으십시오.")
        if through is None:
            return
        if through >= self._office.clock.today():
            self.through.set_error("오늘보다 앞선 날까지만 정리할 수 있습니다.")
            self.through.setFocus()
            return
        super().accept()
        self.wanted.emit(through)
