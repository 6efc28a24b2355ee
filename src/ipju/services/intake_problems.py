"""Why an act of the selection (선정) cannot be done, in Korean: what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipju.domain.dates import in_letter
from ipju.domain.intake import ScoreStep, WaitingState


class CannotSelect(ValueError):
    """An act of the selection cannot be done; nothing of it was stored."""


class NoReason(CannotSelect):
    """The act needs the officer's reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} 사유를 적어야 합니다.")


class NoList(CannotSelect):
    """The notice has no waiting list (예비입주자), or not of this building."""

    def __init__(self) -> None:
        super().__init__("예비입주자를 두는 공고와 주택이 아닙니다. 공고와 주택을 확인하세요.")


class NotWhole(CannotSelect):
    """What lies in the store is not what the program wrote."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )


class NotOrderable(CannotSelect):
    """An application that cannot stand in an order: another building's, incomplete, twice."""

    def __init__(self, numbers: Iterable[str], why: str) -> None:
        super().__init__(f"{_many(numbers)}: {why}. 목록을 새로 읽고 다시 정하세요.")


class LeftOut(CannotSelect):
    """Completed applications that the new order passes over without a word."""

    def __init__(self, numbers: Iterable[str]) -> None:
        super().__init__(
            f"{_many(numbers)}: 순서에서 빠졌습니다. 서류가 갖추어진 신청은 모두 넣어야 합니다. "
            "목록을 새로 읽고 다시 정하세요."
        )


class NoOrder(CannotSelect):
    """There is no order in force by which numbers could be given."""

    def __init__(self) -> None:
        super().__init__("정해진 순서가 없습니다. 신청자에서 순서를 먼저 정하세요.")


class NotListable(CannotSelect):
    """Somebody who cannot be put on the waiting list."""

    def __init__(self, number: str, why: str) -> None:
        super().__init__(f"{number}: {why} 예비입주자로 올릴 수 없습니다.")


class PassedOver(CannotSelect):
    """Somebody stands before those chosen in the order in force."""

    def __init__(self, numbers: Iterable[str]) -> None:
        super().__init__(
            f"정한 순서에서 {_many(numbers)} 신청이 앞섭니다. 함께 올리거나 순서를 다시 정하세요."
        )


class TooMany(CannotSelect):
    """The waiting list would be longer than the share that the notice prints."""

    def __init__(self, most: int) -> None:
        super().__init__(f"공고가 정한 비율로 이 주택의 예비입주자는 {most}명까지입니다.")


class WrongDay(CannotSelect):
    """A day that cannot be right."""


class NotNext(CannotSelect):
    """Somebody else on the waiting list comes first."""

    def __init__(self, number: int) -> None:
        super().__init__(f"순번대로 부릅니다. 예비 {number}번이 먼저입니다.")


class NotWaiting(CannotSelect):
    """The entry does not stand where this act begins."""

    def __init__(self, state: WaitingState) -> None:
        super().__init__(
            f"이 순번은 지금 '{state.label}' 상태라 할 수 없습니다. 명단을 새로 읽으세요."
        )


class Expired(CannotSelect):
    """The number is not valid any more."""

    def __init__(self, until: date) -> None:
        super().__init__(
            f"이 순번은 {in_letter(until)}까지 유효했습니다. 기간이 지난 순번을 정리하세요."
        )


class OtherBuilding(CannotSelect):
    """The number was given for another building."""

    def __init__(self) -> None:
        super().__init__("다른 주택의 예비 순번입니다. 그 주택의 빈 호실을 고르세요.")


class NoAnswerWord(CannotSelect):
    """Only declining and silence are written down here: who accepts signs a contract."""

    def __init__(self) -> None:
        super().__init__("거절이나 답 없음만 적습니다. 입주 결정은 계약할 때 적힙니다.")


class NotYetSilent(CannotSelect):
    """The day by which an answer was asked for has not passed."""

    def __init__(self, until: date) -> None:
        super().__init__(f"답을 기다리는 날({in_letter(until)})이 아직 지나지 않았습니다.")


class NotScholar(CannotSelect):
    """The case is no application for the scholar track."""

    def __init__(self) -> None:
        super().__init__("장학생 신청이 아닙니다. 공급유형을 확인하세요.")


class WrongScores(CannotSelect):
    """A scoring sheet that does not fit the criteria of the notice."""


class Settled(CannotSelect):
    """The result of the scholar selection stands already."""

    def __init__(self) -> None:
        super().__init__("선정 결과가 이미 정해졌습니다.")


class EnoughReviewers(CannotSelect):
    """As many people as the notice wants have scored this step already."""

    def __init__(self, step: ScoreStep, reviewers: int) -> None:
        super().__init__(
            f"{step.label}는 {reviewers}명이 이미 채점했습니다. 채점한 사람만 고칠 수 있습니다."
        )


class PapersFirst(CannotSelect):
    """The interview is scored after the papers."""

    def __init__(self, reviewers: int) -> None:
        super().__init__(f"서류심사 채점 {reviewers}명이 끝난 뒤에 면접을 채점합니다.")


class NotScored(CannotSelect):
    """There are not as many scoring sheets as the notice wants."""

    def __init__(self, step: ScoreStep, have: int, wanted: int) -> None:
        super().__init__(
            f"{step.label} 채점이 {wanted}명 가운데 {have}명뿐입니다. 채점이 끝난 뒤 정하세요."
        )


class OwnScore(CannotSelect):
    """Who scored does not decide."""

    def __init__(self) -> None:
        super().__init__(
            "내가 채점한 지원자라 결과를 정할 수 없습니다. 다른 결재자가 정해야 합니다."
        )


class NotBorne(CannotSelect):
    """A rule of the notice does not bear the selection."""

    def __init__(self, title: str, outcome: str, sentence: str) -> None:
        super().__init__(f"{title} 판정이 {outcome}이라 선정할 수 없습니다. {sentence}")


def _many(numbers: Iterable[str]) -> str:
    found = list(numbers)
    rest = f" 밖 {len(found) - 3}건" if len(found) > 3 else ""
    return ", ".join(found[:3]) + rest
