"""The case (사례): everything recorded about one application. The definition of every fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.dwelling import Dwelling
from ipju.domain.income import Income
from ipju.domain.labelled import Labelled
from ipju.domain.means import Debt, FinancialAsset, OtherAsset
from ipju.domain.paper import Paper
from ipju.domain.person import Marriage, Person, Pregnancy, Relation
from ipju.domain.property import Car, Holding
from ipju.domain.renewal import Renewal
from ipju.domain.scholar import Scholar
from ipju.domain.tenancy import Arrears, OtherSubsidy, PublicTenancy


class Supply(Labelled):
    """Supply type (공급유형)."""

    GENERAL = "general", "일반공급"
    NEWLYWED = "newlywed", "특별공급(신혼부부)"
    GENERATIONS = "generations", "특별공급(세대통합)"
    SCHOLAR = "scholar", "장학생"


class Channel(Labelled):
    """How the application came in."""

    ONLINE = "online", "인터넷"
    COUNTER = "counter", "창구"
    EMAIL = "email", "전자우편"


class Stage(Labelled):
    """Step of the case (단계)."""

    RECEIVED = "received", "접수"
    PAPERS = "papers", "서류"
    EXAMINING = "examining", "심사 중"
    APPROVAL = "approval", "결재"
    SELECTED = "selected", "선정"
    CONTRACT = "contract", "계약"
    CLOSED = "closed", "종결"


class IncomeBox(Labelled):
    """The income box ticked in the online application (step 5)."""

    HALF = "half", "50% 이하"
    FULL = "full", "100% 이하"


class Vulnerable(Labelled):
    """Grounds of points item ⑤ (사회취약계층)."""

    BASIC_LIVELIHOOD = "basic-livelihood", "기초생활수급자"
    VETERAN = "veteran", "국가유공자 또는 유족"
    MAY_18 = "may-18", "5·18민주유공자 또는 유족"
    SPECIAL_MISSION = "special-mission", "특수임무수행자 또는 유족"
    COMFORT_WOMAN = "comfort-woman", "일본군위안부 피해자"
    SINGLE_PARENT = "single-parent", "지원대상 한부모가족"
    DEFECTOR = "defector", "북한이탈주민"
    CARE_LEAVER = "care-leaver", "아동복지시설 퇴소자"
    NEAR_POOR = "near-poor", "차상위계층"
    LOW_INCOME = "low-income", "월평균소득 50% 이하"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedPoints:
    """Points claimed in the application (신청 가점) per item; None = the item was left empty."""

    age: int | None = None
    dependants: int | None = None
    residence: int | None = None
    children: int | None = None
    vulnerable: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerableClaim:
    """A claimed ground of item ⑤ and the person it is claimed for."""

    id: UUID
    ground: Vulnerable
    person: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """The applicant's residence in Seoul (서울 거주) as on register and abstract (초본)."""

    registered_in_seoul: bool | None = None
    moved_to_seoul_on: date | None = None
    re_registered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherApplication:
    """Another application found in the same round that may belong to this household."""

    id: UUID
    number: str = ""
    name: str = ""
    relation: Relation | None = None
    supply: Supply | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefusal:
    """A member refused or evaded the 금융정보 등 제공 동의서 (거부·기피) when asked."""

    id: UUID
    person: UUID
    refused_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An officer's signed answer (판단) to a review question: a fact of the case.

    `question` is `<rule>/<decision row>`, e.g. `home-ownership/A24`; `subject` the row it is
    about, if any; `choice` one of the question's choice ids.
    """

    id: UUID
    question: str
    choice: str
    reason: str
    officer: str
    answered_at: datetime
    subject: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One application with all its facts. None means not recorded; missing is never false.

    `version` counts saved changes (optimistic lock). Times are UTC. The `*_checked` flags say
    that the query came back, so that an empty list means "none".

    `building` is the building applied for, by its id in the notice (신청 주택); `surveyed_on` the
    day as of which financial assets and debts are valued (조사기준일); `finance_queried_on` the
    day on which the banks were asked. `renewal` makes it the examination of a renewal (재계약).
    """

    id: UUID
    notice: str
    number: str = ""
    supply: Supply = Supply.GENERAL
    channel: Channel = Channel.ONLINE
    stage: Stage = Stage.RECEIVED
    officer: str = ""
    practice: bool = False
    applied_at: datetime | None = None
    income_box: IncomeBox | None = None
    postcode: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    building: str = ""
    surveyed_on: date | None = None
    finance_queried_on: date | None = None
    marriages_checked: bool | None = None
    residence: Residence = Residence()
    claimed: ClaimedPoints = ClaimedPoints()
    applications_checked: bool | None = None
    tenancies_checked: bool | None = None
    subsidies_checked: bool | None = None
    arrears_checked: bool | None = None
    people: tuple[Person, ...] = ()
    marriages: tuple[Marriage, ...] = ()
    pregnancies: tuple[Pregnancy, ...] = ()
    incomes: tuple[Income, ...] = ()
    holdings: tuple[Holding, ...] = ()
    cars: tuple[Car, ...] = ()
    financial_assets: tuple[FinancialAsset, ...] = ()
    other_assets: tuple[OtherAsset, ...] = ()
    debts: tuple[Debt, ...] = ()
    consent_refusals: tuple[ConsentRefusal, ...] = ()
    vulnerable: tuple[VulnerableClaim, ...] = ()
    tenancies: tuple[PublicTenancy, ...] = ()
    subsidies: tuple[OtherSubsidy, ...] = ()
    arrears: tuple[Arrears, ...] = ()
    other_applications: tuple[OtherApplication, ...] = ()
    papers: tuple[Paper, ...] = ()
    dwelling: Dwelling | None = None
    scholar: Scholar | None = None
    renewal: Renewal | None = None
    answers: tuple[Answer, ...] = ()
    version: int = 0

    @property
    def applicant(self) -> Person | None:
        """The applicant (신청자), or None while nobody is recorded as such."""
        return next((one for one in self.people if one.relation is Relation.SELF), None)

    def person(self, identity: UUID | None) -> Person | None:
        """Return the person with this id, or None."""
        return next((one for one in self.people if one.id == identity), None)

    def answer(self, question: str, subject: UUID | None = None) -> Answer | None:
        """Return the latest signed answer to `question` about `subject`, or None."""
        found = [one for one in self.answers if one.question == question and one.subject == subject]
        return max(found, key=lambda one: one.answered_at, default=None)
