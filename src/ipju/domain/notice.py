"""A notice (공고) as rules read it: every number, date, paper and clause of one announcement.

Loaded strictly from `resources/notices/<id>/notice.toml` by `ipju.notices`; the shape of that
file is these dataclasses, field by field. Sections a programme does not have are None, and the
rules that read them answer n/a.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ipju.domain.case import Supply, Vulnerable
from ipju.domain.finding import Clause
from ipju.domain.notice_home import (
    ContractTerms,
    DwellingTerms,
    PriceRule,
    SupportBand,
    SupportTerms,
    TitleTerms,
)
from ipju.domain.notice_letting import (
    AgeTerms,
    Building,
    Criterion,
    FinancialConsentTerms,
    FinancialMeasure,
    LettingTerms,
    MaritalTerms,
    OtherMeasure,
    RoomTerms,
    ScholarNeed,
    ScholarTerms,
    TotalAssetTerms,
    WaitingTerms,
)
from ipju.domain.notice_means import (
    ApplicantTerms,
    ApplicationTerms,
    CarTerms,
    HomeTerms,
    HouseholdTerms,
    IncomeTable,
    IncomeTerms,
    MemberPlace,
    RealEstateTerms,
    SupplyIncome,
)
from ipju.domain.notice_papers import (
    Condition,
    FieldShown,
    PaperStage,
    PapersTerms,
    PaperTerms,
    Subject,
)
from ipju.domain.tenancy import PublicRental

__all__ = [
    "AgeTerms",
    "Amendment",
    "ApplicantTerms",
    "ApplicationTerms",
    "Band",
    "Building",
    "Calendar",
    "CarTerms",
    "Condition",
    "Config",
    "ContractTerms",
    "Criterion",
    "DwellingTerms",
    "FieldShown",
    "FinancialConsentTerms",
    "FinancialMeasure",
    "GenerationsTerms",
    "HomeTerms",
    "HouseholdTerms",
    "IncomeTable",
    "IncomeTerms",
    "LettingTerms",
    "MaritalTerms",
    "MemberPlace",
    "NewlywedTerms",
    "Notice",
    "ObjectionTerms",
    "Office",
    "OtherMeasure",
    "PaperStage",
    "PaperTerms",
    "PapersTerms",
    "PointsTerms",
    "PriceRule",
    "Quota",
    "QuotaTrack",
    "RealEstateTerms",
    "RemedyTerms",
    "RetentionTerms",
    "RoomTerms",
    "ScholarNeed",
    "ScholarTerms",
    "Subject",
    "SupplyIncome",
    "SupportBand",
    "SupportTerms",
    "TenancyTerms",
    "TitleTerms",
    "TotalAssetTerms",
    "VulnerablePoints",
    "WaitingTerms",
]


type_of_fact = TypeVar("type_of_fact")


def printed(value: type_of_fact | None) -> type_of_fact:
    """Return what the notice prints; LookupError where it prints nothing.

    Only for rules a notice names together with these facts: the loader sees to that.
    """
    if value is None:
        raise LookupError("이 공고에는 없는 값입니다.")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A dated change of a date (일정 변경), which stays visible."""

    field: str
    old: str
    new: str
    announced_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Dates of the notice; the ends are inclusive. None: the notice prints no such day.

    A rolling intake (상시 모집) has no `application_until` and no filing period.
    """

    clause: Clause
    notice_date: date
    application_from: datetime
    application_until: datetime | None = None
    papers_from: date | None = None
    papers_until: date | None = None
    explanation_from: date | None = None
    explanation_until: date | None = None
    announced_on: date | None = None
    contract_until: date | None = None
    title_request_until: date | None = None
    amendments: tuple[Amendment, ...] = ()

    @property
    def papers_last(self) -> date:
        """The last day on which papers may come in; the last of all days where none is printed."""
        return self.papers_until or date.max

    @property
    def rolling(self) -> bool:
        """Whether applications are taken all the time (상시)."""
        return self.application_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaTrack:
    """Homes for one supply type (공급 호수)."""

    supply: Supply
    homes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Quota (모집호수), an estimate by budget."""

    clause: Clause
    homes: int
    tracks: tuple[QuotaTrack, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who issues letters, where people write, phone or ask; empty where the notice prints none.

    `mail_address` is where papers go: a postal address or an e-mail address.
    """

    name: str
    sender: str
    mail_address: str
    department: str = ""
    postcode: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A CONFIG row of the decisions: the chosen reading, by whom and why; both readings shown."""

    id: str
    chosen: str
    options: tuple[str, ...]
    reading: str
    other_reading: str
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewlywedTerms:
    """특별공급 신혼부부."""

    clause: Clause
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationsTerms:
    """특별공급 세대통합."""

    clause: Clause
    age: int
    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """`points` from `at_least` on (years of age, persons, years of residence, children)."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerablePoints:
    """Points of one ground of item ⑤; `members` True = a member's status counts too."""

    ground: Vulnerable
    points: int
    members: bool
    papers: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsTerms:
    """Points (가점): bands from high to low; 0 below the last."""

    clause: Clause
    age: tuple[Band, ...]
    dependants: tuple[Band, ...]
    residence: tuple[Band, ...]
    children: tuple[Band, ...]
    residence_from_age: int
    child_age_below: int
    sibling_age_below: int
    sibling_age_from: int
    low_income_table: str
    vulnerable: tuple[VulnerablePoints, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyTerms:
    """Existing public tenancy, other subsidies, arrears.

    Without a `cancellation_clause` the notice prints no bar: an officer decides (C18).
    """

    tenancy_clause: Clause
    cancellation_clause: Clause | None = None
    subsidy_clause: Clause | None = None
    arrears_clause: Clause | None = None
    listed: tuple[PublicRental, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionTerms:
    """How long data are kept (보유·이용 기간); None = permanently (영구). Destroyed within days.

    `legal_basis` is the clause by which RRNs may be processed (「개인정보 보호법」 제24조의2);
    empty: there is none, and no number may be held.
    """

    clause: Clause
    legal_basis: str
    not_selected_months: int
    selected_months: int
    contracted_months: int | None
    third_party_not_selected_months: int
    destroy_within_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyTerms:
    """One remedy of general law (불복): within `days` of knowing the decision, and at the latest
    within `latest` of the decision; `where` is a sentence.
    """

    id: str
    name: str
    clause: Clause
    days: int
    latest: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTerms:
    """How one may object (이의·불복), which every decision letter tells (`clause`).

    `how`, `in_time` and `consequence` are sentences about the 소명 of the calendar's period.
    """

    clause: Clause
    how: str
    in_time: str
    consequence: str
    remedies: tuple[RemedyTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One announcement. `rules` names the rules it applies, in the order they are shown."""

    id: str
    title: str
    short_title: str
    programme: str
    operator: str
    round: str
    number_prefix: str
    office: Office
    rules: tuple[str, ...]
    calendar: Calendar
    household: HouseholdTerms
    applicant: ApplicantTerms
    objection: ObjectionTerms
    retention: RetentionTerms
    papers: PapersTerms
    config: tuple[Config, ...] = ()
    application: ApplicationTerms | None = None
    quota: Quota | None = None
    income: IncomeTerms | None = None
    real_estate: RealEstateTerms | None = None
    car: CarTerms | None = None
    home: HomeTerms | None = None
    newlywed: NewlywedTerms | None = None
    generations: GenerationsTerms | None = None
    points: PointsTerms | None = None
    tenancy: TenancyTerms | None = None
    dwelling: DwellingTerms | None = None
    title_review: TitleTerms | None = None
    age: AgeTerms | None = None
    marital: MaritalTerms | None = None
    total_assets: TotalAssetTerms | None = None
    financial_consent: FinancialConsentTerms | None = None
    scholar: ScholarTerms | None = None
    buildings: tuple[Building, ...] = ()
    waiting: WaitingTerms | None = None
    letting: LettingTerms | None = None
    support: SupportTerms | None = None
    contract: ContractTerms | None = None

    @property
    def day(self) -> date:
        """The notice date (공고일): everything is judged on it unless a rule says otherwise."""
        return self.calendar.notice_date

    @property
    def may_hold_numbers(self) -> bool:
        """Whether a clause is cited by which RRNs of people may be held."""
        return bool(self.retention.legal_basis.strip())

    def building(self, identity: str) -> Building | None:
        """Return one building by its id, or None."""
        return next((one for one in self.buildings if one.id == identity), None)

    def room(self, building: str, room: str) -> RoomTerms | None:
        """Return one room of a building, or None."""
        found = self.building(building)
        return next((one for one in found.rooms if one.room == room), None) if found else None

    def reading(self, decision: str) -> str:
        """Return the chosen reading of a CONFIG row; KeyError for a row the notice lacks."""
        for one in self.config:
            if one.id == decision:
                return one.chosen
        raise KeyError(decision)
