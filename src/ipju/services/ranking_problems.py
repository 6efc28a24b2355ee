"""Why a roster or a draw cannot be made, in Korean: what stands in the way, and the way out."""

from __future__ import annotations

from collections.abc import Sequence


class CannotRank(ValueError):
    """An act of ranking or drawing cannot be done; nothing of it was stored."""


class NoQuota(CannotRank):
    """The notice prints no quota, or none for this supply type."""

    def __init__(self) -> None:
        super().__init__("모집호수가 정해진 공고와 공급유형이 아닙니다. 공고를 확인하세요.")


class NobodyEligible(CannotRank):
    """There is nobody to rank."""

    def __init__(self, supply: str) -> None:
        super().__init__(
            f"{supply}에 적격으로 승인된 신청이 없어 명부를 굳힐 수 없습니다. 결재를 먼저 마치세요."
        )


class LeftOut(CannotRank):
    """Approved applications that cannot be ranked."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        number, why = found[0]
        rest = f" 이런 신청이 모두 {len(found)}건입니다." if len(found) > 1 else ""
        super().__init__(f"{number}: {why}{rest} 바로잡은 뒤 명부를 굳히세요.")


class Moved(CannotRank):
    """An approval was made or lost while the roster was put together."""

    def __init__(self) -> None:
        super().__init__("명부를 만드는 동안 결재가 바뀌었습니다. 다시 읽고 굳히세요.")


class Unaccounted(CannotRank):
    """The ledger tells of more or fewer approvals than there are: one may have been taken away."""

    def __init__(self, told: int, read: int) -> None:
        super().__init__(
            f"장부에는 승인이 {told:,}건인데 쓸 수 있는 승인은 {read:,}건이라 명부를 굳히지 "
            "않았습니다. 한 번 더 해 보고, 그래도 같으면 개인정보 담당자에게 알리고 백업과 "
            "대조하세요."
        )


class NoReason(CannotRank):
    """The act needs a reason."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} 사유를 적어야 합니다.")


class NotSaid(CannotRank):
    """Place or witnesses of the draw are missing."""

    def __init__(self, what: str) -> None:
        super().__init__(f"추첨한 {what} 적어야 합니다.")


class Superseded(CannotRank):
    """A newer roster of the same supply type was frozen."""

    def __init__(self) -> None:
        super().__init__("더 나중에 굳힌 명부가 있습니다. 가장 나중 명부로 추첨하세요.")


class AlreadyDrawn(CannotRank):
    """A draw stands for this supply type."""

    def __init__(self, supply: str) -> None:
        super().__init__(
            f"{supply}의 추첨이 있습니다. 다시 하려면 먼저 사유를 적어 그 추첨을 무효로 하세요. "
            "무효로 한 추첨도 기록과 증명에 남습니다."
        )


class NotDrawn(CannotRank):
    """There is no draw to prove."""

    def __init__(self) -> None:
        super().__init__("이 명부로 한 추첨이 없습니다. 추첨한 뒤에 증명서를 뽑으세요.")


class Destroyed(CannotRank):
    """Cases of the roster were destroyed: it is not written to a file any more."""

    def __init__(self, many: int) -> None:
        super().__init__(
            f"보유 기간이 끝나 파기한 신청 {many:,}건이 명부에 있어 파일로 내보내지 않습니다. "
            "추첨은 증명서로 확인하십시오."
        )


class ClockBack(CannotRank):
    """The draw would lie before its roster."""

    def __init__(self) -> None:
        super().__init__(
            "이 컴퓨터의 시계가 명부를 굳힌 때보다 앞에 있습니다. 시계를 바로잡은 뒤 하세요."
        )


class NotWhole(CannotRank):
    """What lies in the store is not what the program wrote."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: 프로그램을 거치지 않고 고친 흔적이 있어 쓰지 않습니다. "
            "개인정보 담당자에게 알리고 백업과 대조하세요."
        )
