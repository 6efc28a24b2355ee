"""How single values of a notice are written for a caseworker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ipju.domain.area import square_metres
from ipju.domain.dates import spoken
from ipju.domain.labelled import Labelled
from ipju.domain.money import short_won, won
from ipju.domain.notice import (
    Band,
    Notice,
    PriceRule,
    RoomTerms,
    SupportBand,
)
from ipju.domain.notice_papers import month_of
from ipju.domain.scholar import StationeryTrade

UNKNOWN = "(목록에 없음)"
NOT_NEEDED = "필요 없음"
ALL = "모두"
NO = "아니요"


def text(value: str, _: Notice) -> str:
    """Return the text itself; an empty one is said."""
    return value or "(적지 않음)"


def money(value: int, _: Notice) -> str:
    """Return won."""
    return won(value)


def floor_area(value: int, _: Notice) -> str:
    """Return square metres for hundredths of a square metre."""
    return square_metres(value)


def rate(value: int, _: Notice) -> str:
    """Return percent for hundredths of a percent, without needless zeros: `4%`, `4.25%`."""
    whole, rest = divmod(value, 100)
    fraction = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{fraction}%"


def percent(value: int, _: Notice) -> str:
    """Return `60%`."""
    return f"{value}%"


def years(value: int, _: Notice) -> str:
    """Return `7년`."""
    return f"{value}년"


def months(value: int | None, _: Notice) -> str:
    """Return `5년` for 60 months, `6개월` for 6, `영구` for None."""
    if value is None:
        return "영구"
    whole, rest = divmod(value, 12)
    return f"{whole}년" if whole and not rest else f"{value}개월"


def days(value: int, _: Notice) -> str:
    """Return `5일`."""
    return f"{value}일"


def age(value: int, _: Notice) -> str:
    """Return `만 19세`."""
    return f"만 {value}세"


def homes(value: int, _: Notice) -> str:
    """Return `1,800호`."""
    return f"{value:,}호"


def persons(value: int, _: Notice) -> str:
    """Return `2명`."""
    return f"{value}명"


def times(value: int, _: Notice) -> str:
    """Return `5회`."""
    return f"{value}회"


def grade(value: int, _: Notice) -> str:
    """Return `7급`."""
    return f"{value}급"


def points(value: int, _: Notice) -> str:
    """Return `3점`."""
    return f"{value}점"


def day(value: date, _: Notice) -> str:
    """Return `2023-12-15 (금)`, with the time of day where there is one."""
    if isinstance(value, datetime):
        return f"{spoken(value.date())} {value:%H:%M}"
    return spoken(value)


def needed(value: bool, _: Notice) -> str:
    """Return whether something is asked for."""
    return "필요" if value else NOT_NEEDED


def accepted(value: bool, _: Notice) -> str:
    """Return whether something counts."""
    return "인정" if value else "인정하지 않음"


def excluded(value: bool, _: Notice) -> str:
    """Return whether something is shut out."""
    return "제외" if value else "제외하지 않음"


def word(value: Labelled, _: Notice) -> str:
    """Return the Korean word of a choice."""
    return value.label


def words(value: Sequence[Labelled], _: Notice) -> str:
    """Return the Korean words of several choices."""
    return ", ".join(one.label for one in value) or "없음"


def ordered(value: Sequence[Labelled], _: Notice) -> str:
    """Return choices in their order of precedence."""
    return " → ".join(one.label for one in value) or "없음"


def texts(value: Sequence[str], _: Notice) -> str:
    """Return several texts."""
    return ", ".join(value) or "없음"


def paper(value: str, notice: Notice) -> str:
    """Return the name of a paper by its id."""
    return next((one.name for one in notice.papers.papers if one.id == value), UNKNOWN)


def alternatives(value: Sequence[Sequence[str]], notice: Notice) -> str:
    """Return alternatives of papers that belong together: `ㄱ / ㄴ + ㄷ`."""
    if not value:
        return "서류 없음(조회로 확인)"
    return " / ".join(" + ".join(paper(one, notice) for one in choice) for choice in value)


def table(value: str, notice: Notice) -> str:
    """Return the label of an income table by its id."""
    tables = notice.income.tables if notice.income is not None else ()
    return next((one.label for one in tables if one.id == value), UNKNOWN)


def years_band(value: Band, _: Notice) -> str:
    """Return `5년 이상 3점`."""
    return f"{value.at_least}년 이상 {value.points}점"


def age_band(value: Band, _: Notice) -> str:
    """Return `만 50세 이상 3점`."""
    return f"만 {value.at_least}세 이상 {value.points}점"


def heads_band(value: Band, _: Notice) -> str:
    """Return `3명 이상 3점`."""
    return f"{value.at_least}명 이상 {value.points}점"


def support_band(value: SupportBand, _: Notice) -> str:
    """Return `보증금 1억 5,000만원 이하: 50%, 최대 4,500만원`."""
    reach = "그보다 큰 보증금"
    if value.up_to is not None:
        reach = f"보증금 {short_won(value.up_to)} 이하"
    return f"{reach}: {value.percent}%, 최대 {short_won(value.maximum)}"


def price_rule(value: PriceRule, notice: Notice) -> str:
    """Return `공동주택가격의 180% (공시가격 × 180%): 아파트, 다세대주택`."""
    base = f"{value.basis.label} × {value.percent}%"
    return f"{value.label} ({base}): {words(value.kinds, notice)}"


def included(value: bool, _: Notice) -> str:
    """Return whether somebody belongs to the household."""
    return "포함" if value else "포함하지 않음"


def in_print(value: bool, _: Notice) -> str:
    """Return whether the notice itself prints a value or a reading fills the gap."""
    return "공고에 적힘" if value else "공고에 없음"


def unsettled(value: bool, _: Notice) -> str:
    """Return whether the notice leaves something to an officer."""
    return "공고에 없어 담당자가 판단" if value else "공고에 있음"


def kept_until(value: bool, _: Notice) -> str:
    """Return until when no member may own a home: the lease ends or the tenant has moved in."""
    return "임대차계약이 끝날 때까지" if value else "입주할 때까지"


def yes(value: bool, _: Notice) -> str:
    """Return whether something holds."""
    return "예" if value else NO


def free(value: bool, _: Notice) -> str:
    """Return whether rent and deposit are asked of a scholar."""
    return "무상" if value else "공고의 금액"


def listed(value: Sequence[str], _: Notice) -> str:
    """Return sentences, one after the other."""
    return " / ".join(value) or "없음"


def month_list(value: Sequence[str], _: Notice) -> str:
    """Return `2023년 9월, 2023년 10월` for `2023-09` and `2023-10`."""
    return ", ".join(month_of(one) for one in value) or "없음"


def subject_line(value: str, _: Notice) -> str:
    """Return the subject with words for its blanks: `2024년 … (주택 이름)-(신청자 이름)`."""
    return value.replace("{building}", "(주택 이름)").replace("{name}", "(신청자 이름)")


def everyone_or(value: Sequence[Labelled], _: Notice) -> str:
    """Return the Korean words of those something is asked of; nobody named = of all."""
    return ", ".join(one.label for one in value) or ALL


def trades(value: Sequence[str], _: Notice) -> str:
    """Return the stationery trades of a parent for which something is asked; none = of all."""
    known = {one.value: one.label for one in StationeryTrade}
    return ", ".join(known.get(one, UNKNOWN) for one in value) or ALL


def room(value: RoomTerms, _: Notice) -> str:
    """Return `26.59㎡ · 보증금 21,000,000원 · 월 임대료 248,580원`."""
    area, deposit, rent = square_metres(value.area), won(value.deposit), won(value.rent)
    return f"{area} · 보증금 {deposit} · 월 임대료 {rent}"
