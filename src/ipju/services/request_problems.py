"""Why a request in writing (보완요청, 소명요청) cannot be made or moved on, in Korean."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import in_letter
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.application_steps import UNFILED


class CannotAsk(ValueError):
    """A request cannot be made, sent or closed; the message says why and the way out."""


class NothingToAsk(CannotAsk):
    """The judgement names nothing that a request of this kind could ask for."""

    def __init__(self, kind: RequestKind) -> None:
        found = {
            RequestKind.SUPPLEMENT: "보완할 서류가 없습니다.",
            RequestKind.EXPLANATION: "소명할 부적합 항목이 없습니다.",
        }
        super().__init__(found[kind])


class AskedBefore(CannotAsk):
    """Many are asked at once, and this applicant was asked already: again only by intent."""

    def __init__(self, kind: RequestKind) -> None:
        super().__init__(f"{kind.label}을 이미 한 번 했습니다. 다시 하려면 한 사람으로 만드세요.")


class CaseClosed(CannotAsk):
    """The case is closed (종결): nobody is asked for anything there."""

    def __init__(self) -> None:
        super().__init__("종결된 사례에는 요청하지 않습니다. 단계를 먼저 고치세요.")


class NotFiled(CannotAsk):
    """The application was opened at the counter and never filed: nothing is asked of it yet."""

    def __init__(self) -> None:
        super().__init__(f"{UNFILED}입니다. 신청 단계에서 접수를 마친 뒤에 요청하세요.")


class NotReturned(CannotAsk):
    """The request is not where the post could bring it back from, or did not bring it back."""


class NotStated(CannotAsk):
    """An item of a request does not say what is wrong, what to bring, or by which clause."""

    def __init__(self) -> None:
        super().__init__("요청할 것마다 까닭, 낼 것, 근거를 모두 적어야 합니다.")


class NoDueDay(CannotAsk):
    """The notice prints no period, so the officer must give the last day."""

    def __init__(self) -> None:
        super().__init__("공고에 정한 기한이 없습니다. 기한을 적으세요.")


class WrongDueDay(CannotAsk):
    """The last day lies in the past, or is not the one that the notice prints."""


class PeriodOver(CannotAsk):
    """The notice's period of the 소명 is over."""

    def __init__(self, until: date) -> None:
        super().__init__(f"공고의 소명 기간이 {in_letter(until)}에 끝나 요청할 수 없습니다.")


class NotInState(CannotAsk):
    """The request does not stand where this act begins."""

    def __init__(self, state: RequestState) -> None:
        super().__init__(f"이 요청은 지금 ‘{state.label}’ 상태입니다. 목록을 새로 읽으세요.")


class NotWholeRequest(CannotAsk):
    """The stored request was altered past the program."""

    def __init__(self) -> None:
        super().__init__(
            "요청: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )


class WrongDay(CannotAsk):
    """A day of sending or of a postmark that cannot be."""


class WrongRegistered(CannotAsk):
    """The number of the registered mail (등기번호) is missing, malformed or used already."""


class NoAddress(CannotAsk):
    """The applicant has no address that a request could be posted to."""

    def __init__(self) -> None:
        super().__init__("받는 사람의 주소가 없습니다. 신청에 주소를 적으세요.")


class NoReason(CannotAsk):
    """The judgement of an answer needs a reason here."""


class LateAnswer(CannotAsk):
    """Another request was opened since this one lapsed: the answer belongs to that."""

    def __init__(self, kind: RequestKind) -> None:
        super().__init__(
            f"그 뒤에 보낸 {kind.label}이 아직 열려 있습니다. 그 요청에 답을 적으세요."
        )


class RefusalStands(CannotAsk):
    """The refusal for the silence is approved: a late answer does not undo it."""

    def __init__(self) -> None:
        super().__init__(
            "부적격이 이미 승인되어 늦은 답을 받지 않습니다. 통지문에 적힌 대로 이의를 제기할 수 "
            "있음을 알리세요."
        )
