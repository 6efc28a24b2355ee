"""The dwelling (임차주택) somebody found, its papers, its prices and the lease it is wanted for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.person import Relation
from ipju.domain.register import Extract


class DwellingKind(Labelled):
    """Kind on the building ledger (건축물대장)."""

    DETACHED = "detached", "단독주택"
    MULTI_HOUSEHOLD = "multi-household", "다가구주택"
    ROOMING = "rooming", "다중주택"
    SHOP = "shop", "상가주택"
    MULTIPLEX = "multiplex", "다세대주택"
    ROW = "row", "연립주택"
    APARTMENT = "apartment", "아파트"
    OFFICETEL = "officetel", "오피스텔"
    OTHER = "other", "그 밖의 건물"


class LeaseKind(Labelled):
    """전세 or 보증부월세."""

    JEONSE = "jeonse", "전세"
    MONTHLY = "monthly", "보증부월세"


class LandlordKind(Labelled):
    """What the landlord (임대인) is."""

    PERSON = "person", "개인"
    BUILDER = "builder", "주택건설업체"
    CORPORATION = "corporation", "법인"
    ASSOCIATION = "association", "법인 아닌 단체"
    TRUSTEE = "trustee", "신탁회사"


class PriceBasis(Labelled):
    """Bases of the price (임차주택 가격 기준), in the order the notice lists them."""

    KB = "kb", "KB시세"
    PUBLISHED = "published", "공시가격"
    STANDARD = "standard", "기준시가"
    TRADE = "trade", "거래가액"
    SALE = "sale", "분양가액"
    APPRAISAL = "appraisal", "감정평가액"


@dataclass(frozen=True, slots=True, kw_only=True)
class Landlord:
    """A landlord: kind, and the relation to applicant or spouse when there is one."""

    id: UUID
    name: str = ""
    kind: LandlordKind | None = None
    relation: Relation | None = None
    related: bool | None = None
    numerator: int = 1
    denominator: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price on record: the figure as published in won, *before* the notice's multiplier."""

    id: UUID
    basis: PriceBasis
    amount: int | None = None
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTenant:
    """Another tenant of the building; deposit in won, None = not known (never 0)."""

    id: UUID
    unit: str = ""
    deposit: int | None = None
    moved_in_on: date | None = None
    fixed_on: date | None = None
    vacant: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the building ledger (건축물대장) shows; None = not looked at."""

    seen_on: date | None = None
    violation_own_part: bool | None = None
    violation_common_part: bool | None = None
    violation_other_unit: bool | None = None
    residential_use: bool | None = None
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Tenancy terms (임대차 조건) in won and calendar days."""

    kind: LeaseKind | None = None
    deposit: int | None = None
    monthly_rent: int | None = None
    through_broker: bool | None = None
    already_living: bool | None = None
    title_requested_on: date | None = None
    title_passed_on: date | None = None
    signed_on: date | None = None
    moved_in_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling:
    """The home, with everything 권리분석 needs. Area in hundredths of a ㎡.

    `insurance_on` is the insurance date (보험에 가입하는 날), `opposable_on` the day on which
    대항요건 and 확정일자 are both there (decision B24).
    """

    address: str = ""
    in_seoul: bool | None = None
    kind: DwellingKind | None = None
    area: int | None = None
    move_in_report: bool | None = None
    floor_heating: bool | None = None
    kitchen: bool | None = None
    toilet: bool | None = None
    whole_unit: bool | None = None
    for_sale: bool | None = None
    unregistered: bool | None = None
    already_insured: bool | None = None
    demolition_planned: bool | None = None
    insurable: bool | None = None
    new_building: bool | None = None
    sale_price_unknown: bool | None = None
    insurance_on: date | None = None
    opposable_on: date | None = None
    other_tenants_known: bool | None = None
    chosen_price: UUID | None = None
    price_reason: str = ""
    ledger: Ledger = Ledger()
    lease: Lease = Lease()
    landlords: tuple[Landlord, ...] = ()
    prices: tuple[Price, ...] = ()
    tenants: tuple[OtherTenant, ...] = ()
    extracts: tuple[Extract, ...] = ()
