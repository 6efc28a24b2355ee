"""Land, buildings, homes, pre-sale rights and cars of the people in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.share import OwnerShare


class HoldingKind(Labelled):
    """What is owned. A home (주택) counts both as a home and as real estate."""

    LAND = "land", "토지"
    BUILDING = "building", "건축물"
    HOME = "home", "주택"
    OFFICETEL = "officetel", "주거용 오피스텔"
    PRESALE = "presale", "분양권·입주권"


class LandExclusion(Labelled):
    """Why land is left out of the real estate of the household (제외 토지)."""

    FARMER = "farmer", "농지대장(농지원부) 소유자와 농업인 일치"
    GRASSLAND = "grassland", "축산업 허가 사업장과 주소가 같은 초지"
    PUBLIC_USE = "public-use", "도로·구거·하천 등 공공용지"
    CLAN = "clan", "종중 소유"
    RESTRICTED = "restricted", "문화재 건립 등 사용·처분 금지·현저한 제한"


class RightKind(Labelled):
    """Which right to a new home is held (분양권·입주권), for its value."""

    PRESALE = "presale", "분양권"
    OCCUPANCY = "occupancy", "조합원입주권"


class Acquisition(Labelled):
    """How something came to its owner (취득 원인)."""

    PURCHASE = "purchase", "매매"
    SUPPLY = "supply", "공급계약"
    FIRST_COME = "first-come", "선착순 공급"
    INHERITANCE = "inheritance", "상속"
    GIFT = "gift", "증여"


class HomeExemption(Labelled):
    """The ten grounds of 별표2 on which a home counts as not owned."""

    INHERITED_SHARE = "1", "1호 상속받은 공유지분 처분"
    RURAL_DETACHED = "2", "2호 도시지역 아닌 곳·면의 단독주택"
    BUILDER = "3", "3호 개인주택사업자의 분양주택"
    WORKERS = "4", "4호 근로자 숙소·공급 주택"
    SMALL = "5", "5호 20㎡ 이하"
    RUIN = "6", "6호 폐가·멸실·다른 용도"
    UNLICENSED = "7", "7호 무허가건물"
    FIRST_COME_RIGHT = "8", "8호 선착순 분양권"
    INHERITED_RIGHT = "9", "9호 상속·증여 분양권"
    OLD_PROJECT = "10", "10호 2018-12-11 전 신청 사업"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionClaim:
    """A claimed ground of 별표2 with the facts it depends on; None = not recorded."""

    ground: HomeExemption
    notified_on: date | None = None
    done_on: date | None = None
    detached: bool | None = None
    outside_urban: bool | None = None
    myeon: bool | None = None
    capital_area: bool | None = None
    lived_there: bool | None = None
    moved_away: bool | None = None
    approved_on: date | None = None
    first_register_place: bool | None = None
    from_lineal_or_spouse: bool | None = None
    sold_out: bool | None = None
    tax_registered: bool | None = None
    for_own_workers: bool | None = None
    government_policy: bool | None = None
    condition_met: bool | None = None
    proof: bool | None = None
    project_applied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Something owned by people of the case.

    Areas are hundredths of a ㎡, `land_unit_price` is won per ㎡ (개별공시지가), the other values
    whole won of the *whole* thing, before shares. Dates: register receipt (등기접수일), ledger
    processing (처리일) and other public proof, each for getting it and for giving it up.

    A right to a new home: `paid_so_far` is what was paid for a 분양권; a 조합원입주권 is worth
    `assessed` (기준건물평가액) + `settlement_paid` − `settlement_received` (청산금), in won.
    """

    id: UUID
    kind: HoldingKind
    address: str = ""
    owners: tuple[OwnerShare, ...] = ()
    land_area: int | None = None
    land_unit_price: int | None = None
    floor_area: int | None = None
    published_price: int | None = None
    standard_value: int | None = None
    land_exclusion: LandExclusion | None = None
    land_exclusion_proven: bool | None = None
    acquisition: Acquisition | None = None
    registered_on: date | None = None
    ledger_on: date | None = None
    recognised_on: date | None = None
    contracted_on: date | None = None
    paid_on: date | None = None
    renamed_on: date | None = None
    disposed_registered_on: date | None = None
    disposed_ledger_on: date | None = None
    disposed_recognised_on: date | None = None
    right: RightKind | None = None
    paid_so_far: int | None = None
    assessed: int | None = None
    settlement_paid: int | None = None
    settlement_received: int | None = None
    exemption: ExemptionClaim | None = None


class CarKind(Labelled):
    """Vehicle class (자동차관리법 시행규칙 제2조)."""

    PASSENGER = "passenger", "승용"
    VAN = "van", "승합"
    TRUCK = "truck", "화물"
    SPECIAL = "special", "특수"
    MOTORCYCLE = "motorcycle", "이륜"


class CarUse(Labelled):
    """Registered use (용도)."""

    PRIVATE = "private", "비영업용"
    BUSINESS = "business", "영업용"


class CarTenure(Labelled):
    """How the car is held."""

    OWNED = "owned", "소유"
    LEASED = "leased", "리스"
    RENTED = "rented", "장기렌트"
    CAR_SHARE = "car-share", "공유차"


class CarExemption(Labelled):
    """Cars left out (제외 자동차)."""

    DISABLED = "disabled", "장애인사용 자동차"
    VETERAN = "veteran", "국가유공자 보철용 차량"


@dataclass(frozen=True, slots=True, kw_only=True)
class Car:
    """A car; `value` is the whole car's value in won, `subsidy` the public subsidy in won."""

    id: UUID
    name: str = ""
    kind: CarKind | None = None
    use: CarUse | None = None
    tenure: CarTenure | None = None
    value: int | None = None
    owners: tuple[OwnerShare, ...] = ()
    low_emission: bool | None = None
    subsidy: int | None = None
    subsidy_to_owner: bool | None = None
    exemption: CarExemption | None = None
    exemption_proven: bool | None = None
    injury_grade: int | None = None
