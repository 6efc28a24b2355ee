"""Monthly incomes (월평균소득) by person, item, source and workplace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled


class IncomeKind(Labelled):
    """The twelve items of 별표1, in four groups."""

    REGULAR = "regular", "상시근로소득"
    DAILY = "daily", "일용근로소득"
    SELF_SUPPORT = "self-support", "자활근로소득"
    PUBLIC_WORK = "public-work", "공공일자리소득"
    FARMING = "farming", "농업소득"
    FORESTRY = "forestry", "임업소득"
    FISHERY = "fishery", "어업소득"
    BUSINESS = "business", "기타사업소득"
    RENTAL = "rental", "임대소득"
    INTEREST = "interest", "이자소득"
    PRIVATE_PENSION = "private-pension", "연금소득"
    PUBLIC_TRANSFER = "public-transfer", "공적이전소득"


class IncomeSource(Labelled):
    """Where a figure comes from (소득자료 출처); the first five are ranked by 별표1."""

    NHIS = "nhis", "국민건강보험공단"
    COMWEL = "comwel", "근로복지공단"
    NPS = "nps", "국민연금공단"
    KEAD = "kead", "한국장애인고용공단"
    NTS = "nts", "국세청"
    MOLAB = "molab", "노동부 일모아"
    SELF_SUPPORT_RECORD = "self-support-record", "자활근로자 근로내역"
    FARM_RECORD = "farm-record", "농림수산식품부"
    PENSION_OFFICE = "pension-office", "연금·급여 지급기관"
    DECLARED = "declared", "본인 신고"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A source agency's corrected record (원천기관 정정) brought within 소명."""

    monthly: int | None = None
    record: bool | None = None
    confirmation: bool | None = None
    postmarked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """One figure in won a month as found by the query (조회).

    `duplicate_of` names another record of the same workplace that this one repeats;
    `duplicate_confirmed` says that 소명 confirmed it. `lump_sum` marks a one-time payment, which
    is property and not income (별표1 공적이전소득).
    `employed_since`: start of the unbroken employment by one employer; `construction` marks a
    construction worker (일용/상시 limit of 1 year instead of 3 months).
    """

    id: UUID
    person: UUID
    kind: IncomeKind
    source: IncomeSource | None = None
    workplace: str = ""
    monthly: int | None = None
    lump_sum: bool = False
    duplicate_of: UUID | None = None
    duplicate_confirmed: bool | None = None
    correction: Correction | None = None
    employed_since: date | None = None
    construction: bool | None = None
