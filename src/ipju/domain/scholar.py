"""The scholar track (장학생): the student, the studies, and who pays the health insurance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled


class Level(Labelled):
    """Where the applicant studies (과정)."""

    UNDERGRADUATE = "undergraduate", "학부"
    GRADUATE = "graduate", "대학원"


class Student(Labelled):
    """How the applicant stands at the school (학적)."""

    FRESHMAN = "freshman", "신입생"
    ENROLLED = "enrolled", "재학생"
    RETURNING = "returning", "복학생"
    ON_LEAVE = "on-leave", "휴학생"
    GRADUATED = "graduated", "졸업생"


class StationeryTrade(Labelled):
    """Stationery trade of a parent (문구업계 종사자의 자녀)."""

    NONE = "none", "해당 없음"
    ASSOCIATION = "association", "문구 협동조합 직원의 자녀"
    RETAIL = "retail", "소매업 종사자의 자녀"


class ScholarResult(Labelled):
    """How the scholar selection ended (장학생 선정 결과)."""

    SELECTED = "selected", "선정"
    NOT_SELECTED = "not-selected", "미선정"


class PayerRole(Labelled):
    """Whose health insurance is asked for (건강보험료 납부확인 대상)."""

    FATHER = "father", "부"
    MOTHER = "mother", "모"
    SELF = "self", "본인"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """One of father, mother and self: `person` in the case, `pays` None = not known."""

    id: UUID
    role: PayerRole
    person: UUID | None = None
    pays: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scholar:
    """What the scholar track needs to know; None = not recorded.

    `until` is the day until which the applicant will be enrolled. `bracket_issuable` says whether
    the 학자금 지원구간 통지서 can be issued. `single_parent`: only the parent lived with pays.
    `trade_since` is the first day of the unbroken trade of the parent. `separate` says whether the
    applicant is registered as a single household of his own (단독세대).
    """

    school: str = ""
    level: Level | None = None
    student: Student | None = None
    until: date | None = None
    bracket_issuable: bool | None = None
    single_parent: bool | None = None
    separate: bool | None = None
    trade: StationeryTrade | None = None
    trade_since: date | None = None
    result: ScholarResult | None = None
    result_on: date | None = None
    payers: tuple[Payer, ...] = ()
