"""The sections of a notice about people and means: household, income, property, homes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipju.domain.case import IncomeBox, Supply
from ipju.domain.finding import Clause
from ipju.domain.income import IncomeSource
from ipju.domain.person import Register, Relation
from ipju.domain.property import LandExclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlace:
    """A relative who is a member where he stands on one of these registers (등본)."""

    relation: Relation
    registers: tuple[Register, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdTerms:
    """무주택세대구성원: who belongs to it, clauses, and the age of a missing report (A11).

    `spouse`: the applicant's spouse is a member wherever he or she stands.
    `declaration_misprinted`: the notice prints 실종신고 where 실종선고 is meant (A13).
    """

    clause: Clause
    spouse_clause: Clause
    exclusion_clause: Clause
    missing_report_months: int
    spouse: bool
    members: tuple[MemberPlace, ...]
    declaration_misprinted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantTerms:
    """Who may apply; None where the notice has no such requirement."""

    nationality_clause: Clause
    residence_clause: Clause | None = None
    minor_clause: Clause | None = None
    minor_age: int | None = None
    application_clause: Clause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationTerms:
    """What the application itself asks beyond its facts (신청순서).

    `income_boxes` are the boxes of monthly income one ticks; `pledge` that the applicant pledges
    (청약서약), `consent` that he consents to the use of his data (개인정보동의) as he applies.
    """

    clause: Clause
    income_boxes: tuple[IncomeBox, ...] = ()
    pledge: bool = False
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTable:
    """Monthly limits in won for households of 1, 2, … persons; beyond the last row the notice is
    silent: + `per_person_beyond` (100 % column) × `percent_beyond` / 100, rounded half up (A1).
    """

    id: str
    clause: Clause
    label: str
    amounts: tuple[int, ...]
    per_person_beyond: int
    percent_beyond: int
    beyond_printed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyIncome:
    """Which income table holds for a supply type."""

    supply: Supply
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTerms:
    """Income test: tables, sources in order, spans in months."""

    clause: Clause
    sources_clause: Clause
    tables: tuple[IncomeTable, ...]
    by_supply: tuple[SupplyIncome, ...]
    source_order: tuple[IncomeSource, ...]
    regular_after_months: int
    construction_regular_after_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RealEstateTerms:
    """Real estate of the members together: what is left out, and its own limit in won, if any.

    `exclusions` are the grounds on which land is left out, `buildings` those that hold for the
    buildings on it too.
    """

    clause: Clause
    exclusion_clause: Clause
    limit: int | None = None
    exclusions: tuple[LandExclusion, ...]
    buildings: tuple[LandExclusion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarTerms:
    """Limit of the dearest single car, in won; injury grades whose cars are left out."""

    clause: Clause
    limit: int
    injury_grade_from: int
    injury_grade_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTerms:
    """Home ownership (주택소유) and the ten exemptions of 별표2.

    `until_lease_ends`: no member may own a home until the lease ends, not only until moving in.
    `later_buyers_open`: the notice is silent on somebody who bought such a right later (A26).
    """

    clause: Clause
    scope_clause: Clause
    date_clause: Clause
    exemption_clause: Clause
    cure_months: int
    old_house_years: int
    rural_area: int
    small_area: int
    project_before: date
    unlicensed_needs_proof: bool
    old_project_bars_later_buyers: bool
    later_buyers_open: bool = False
    until_lease_ends: bool = False
