"""Why a room cannot be let, in Korean: what stands in the way, and the way out."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import in_letter
from ipju.domain.finding import Finding
from ipju.domain.letting import LeaseState


class CannotLet(ValueError):
    """An act upon a room or lease cannot be done; nothing of it was stored."""


class LeaseNotWhole(CannotLet):
    """The stored lease is not what the program wrote: nothing may rest on it."""

    def __init__(self) -> None:
        super().__init__(
            "임대 기록: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )


class NoRooms(CannotLet):
    """The notice lets no rooms, or has no such room."""

    def __init__(self, room: str = "") -> None:
        what = (
            f"{room}호는 이 공고의 주택에 없습니다." if room else "방을 빌려주는 공고가 아닙니다."
        )
        super().__init__(f"{what} 공고와 주택을 확인하세요.")


class NotEligible(CannotLet):
    """No approved decision says that the applicant is eligible, upon the facts as they stand."""

    def __init__(self, why: str = "") -> None:
        found = why or "지금의 사실로 승인된 자격 적격 결정이 없습니다."
        super().__init__(f"{found} 심사하여 적격으로 결재받은 뒤 다시 하세요.")


class NotSelected(CannotLet):
    """A scholar who was not selected gets no room on the scholar track."""

    def __init__(self) -> None:
        super().__init__("장학생으로 선정되지 않은 신청자입니다. 장학생 선정 결과를 먼저 적으세요.")


class OtherBuilding(CannotLet):
    """The applicant asked for another building."""

    def __init__(self, name: str) -> None:
        super().__init__(f"이 신청자가 신청한 주택은 {name}입니다. 그 주택의 방을 고르세요.")


class WaitingFirst(CannotLet):
    """Somebody on the waiting list comes first."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"이 주택에는 예비입주자가 있습니다. 예비 {number}번부터 순번대로 호출하세요."
        )


class NotCalled(CannotLet):
    """The entry of the waiting list is not called for this applicant and building."""

    def __init__(self) -> None:
        super().__init__("호출된 예비입주자가 아닙니다. 예비입주자 명단을 새로 읽으세요.")


class WrongState(CannotLet):
    """The lease does not stand where this act begins."""

    def __init__(self, act: str, state: LeaseState) -> None:
        super().__init__(
            f"'{state.label}' 상태에서는 {act} 처리를 할 수 없습니다. 배치도를 새로 읽으세요."
        )


class WrongDate(CannotLet):
    """A day that cannot be right beside the others."""


class NoReason(CannotLet):
    """The act needs the officer's reason."""

    def __init__(self, act: str) -> None:
        super().__init__(f"{act} 사유를 적어야 합니다.")


class NotPromised(CannotLet):
    """An unborn or adopted child was counted and is not proven again before moving in (E29)."""

    def __init__(self) -> None:
        super().__init__(
            "선정 때 태아나 입양한 자녀를 세었습니다. 입주 전에 출생이나 입양 관계를 증명하는 "
            "서류를 확인해야 입주할 수 있습니다. 증명하지 못하면 공급이 취소됩니다."
        )


class RuleForbids(CannotLet):
    """A rule of the notice stands against it; `finding` says which and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.title}: {finding.sentence} ({finding.clause})")
        self.finding = finding


class NeedsDecision(CannotLet):
    """The notice leaves it open: an officer reads it, with his reason; `finding` has the question.

    The act is done again with `decided`.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            f"{finding.title}: {finding.sentence} 담당자의 판단과 사유를 적은 뒤 다시 하세요."
        )
        self.finding = finding


class NothingChanged(CannotLet):
    """Deposit and rent are what they were."""

    def __init__(self) -> None:
        super().__init__("보증금과 월임대료가 지금과 같습니다. 바꿀 금액을 적으세요.")


class WrongAmount(CannotLet):
    """An amount that no lease could show."""

    def __init__(self) -> None:
        super().__init__("보증금과 월임대료는 0원 이상이어야 하고, 자릿수가 맞아야 합니다.")


class FreeOfCharge(CannotLet):
    """A scholar's lease has neither deposit nor rent."""

    def __init__(self) -> None:
        super().__init__("장학생의 무상 임대라 보증금과 월임대료가 없습니다.")


def refuse_before(day: date, what: str, first: date, first_is: str) -> None:
    """Raise WrongDate when `day` lies before `first`; both are named in Korean (없는 조사)."""
    if day < first:
        raise WrongDate(
            f"{what}({in_letter(day)}): {first_is}({in_letter(first)})보다 빠릅니다. "
            "날짜를 확인하세요."
        )
