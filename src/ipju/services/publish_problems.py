"""Why something cannot be published, posted or written into a list (발송, 명단)."""

from __future__ import annotations

from ipju.services.frozen import CannotDecide
from ipju.services.ports import Spreadsheets


class CannotPost(CannotDecide):
    """Letters cannot be posted, come back or be written into a list; the message says why."""


class NothingToWrite(CannotPost):
    """There is nothing that a file could be made of."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} 없습니다. 목록의 조건을 바꾸세요.")


class NoPurpose(CannotPost):
    """What leaves the office with names on it needs its reason in the ledger."""

    def __init__(self) -> None:
        super().__init__("내보내는 사유를 적으세요. 장부에 남습니다.")


class NotDrawn(CannotPost):
    """Who is selected is not certain yet."""

    def __init__(self, supply: str) -> None:
        super().__init__(
            f"{supply}: 공급 호수 경계에 동점자가 있어 추첨해야 선정자가 정해집니다. "
            "순위·추첨에서 추첨한 뒤 다시 하세요."
        )


def at_hand(books: Spreadsheets | None) -> Spreadsheets:
    """Return what writes Excel files; CannotPost in an office that has none."""
    if books is None:
        raise CannotPost("이 사무실에서는 엑셀 파일을 쓸 수 없습니다.")
    return books


def purpose(reason: str) -> str:
    """Return a reason for the ledger; NoPurpose when it is empty."""
    words = reason.strip()
    if not words:
        raise NoPurpose
    return words
