"""What goes out to the agencies of a notice and what may come back, in words."""

from __future__ import annotations

from ipju.domain.notice import Notice
from ipju.services.query_columns import NUMBER, asked_columns, kinds_of


def items_words(notice: Notice) -> str:
    """Return what the file holds: `성명·주민등록번호·연락처·주소`."""
    return "·".join(one.head for one in asked_columns(notice) if one.field != NUMBER)


def asking_words(notice: Notice) -> str:
    """Return who is asked about, by what."""
    return (
        f"동의서를 낸 세대의 세대구성원을 {items_words(notice)}로 엑셀 파일에 담습니다. 동의서나 "
        "번호가 없는 사람, 종결되거나 인정하지 않은 신청은 빼고 까닭을 보입니다."
    )


def taking_words(notice: Notice) -> str:
    """Return which results may come back, and how they are taken."""
    kinds = ", ".join(one.label for one in kinds_of(notice))
    return (
        f"기관이 회신한 엑셀 파일에서 {kinds} 결과를 받습니다. 적혀 있는 것과 다른 것을 먼저 "
        "보이고, 잘못된 칸이 하나라도 있으면 받지 않습니다."
    )
