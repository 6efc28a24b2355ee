"""People on the registers (세대별 주민등록표) of the applicant and of a separated spouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled


class Relation(Labelled):
    """Relation to the applicant (신청자와의 관계)."""

    SELF = "self", "본인"
    SPOUSE = "spouse", "배우자"
    PARENT = "parent", "부모"
    GRANDPARENT = "grandparent", "조부모"
    STEP_PARENT = "step-parent", "계부모"
    SPOUSE_PARENT = "spouse-parent", "배우자의 부모"
    SPOUSE_GRANDPARENT = "spouse-grandparent", "배우자의 조부모"
    SPOUSE_STEP_PARENT = "spouse-step-parent", "배우자의 계부모"
    CHILD = "child", "자녀"
    GRANDCHILD = "grandchild", "손자녀"
    SPOUSE_CHILD = "spouse-child", "배우자의 자녀"
    SPOUSE_GRANDCHILD = "spouse-grandchild", "배우자의 손자녀"
    CHILD_SPOUSE = "child-spouse", "자녀의 배우자"
    GRANDCHILD_SPOUSE = "grandchild-spouse", "손자녀의 배우자"
    SPOUSE_CHILD_SPOUSE = "spouse-child-spouse", "배우자 자녀의 배우자"
    SIBLING = "sibling", "형제자매"
    SPOUSE_SIBLING = "spouse-sibling", "배우자의 형제자매"
    OTHER_RELATIVE = "other-relative", "그 밖의 친족"
    COHABITANT = "cohabitant", "동거인"


class Register(Labelled):
    """On whose resident register (등본) a person stands on the notice date."""

    APPLICANT = "applicant", "본인 세대"
    SPOUSE = "spouse", "배우자 별도 세대"
    ELSEWHERE = "elsewhere", "다른 주소"


class Nationality(Labelled):
    """Nationality (국적)."""

    KOREAN = "korean", "대한민국"
    FOREIGN = "foreign", "외국"


class Registration(Labelled):
    """How a person is registered in Korea (등록 상태)."""

    RESIDENT = "resident", "주민등록"
    FOREIGNER = "foreigner", "외국인등록"
    DOMESTIC_REPORT = "domestic-report", "국내거소신고"
    NONE = "none", "등록 없음"
    OVERSEAS = "overseas", "국내 거주하지 않는 재외국민"
    CANCELLED = "cancelled", "주민등록 말소"
    UNKNOWN_ABODE = "unknown-abode", "거주불명"


class ExclusionGround(Labelled):
    """Why somebody registered is left out of the household (구성원에서 빼는 사유)."""

    DISAPPEARANCE = "disappearance", "실종선고 절차 진행"
    RUNAWAY_REPORTED = "runaway-reported", "가출·행방불명 신고"
    RUNAWAY_CONFIRMED = "runaway-confirmed", "가출·행방불명 구청장 확인"
    LIVES_APART = "lives-apart", "생계·주거를 달리함 구청장 확인"


class Parentage(Labelled):
    """Of which union a child of the applicant is (어느 혼인의 자녀)."""

    PRESENT_MARRIAGE = "present", "현재 혼인의 자녀"
    FORMER_PARTNER = "former", "전 배우자와의 자녀"


class MinorGround(Labelled):
    """Why a minor (미성년자) householder may apply."""

    RAISES_CHILD = "raises-child", "자녀를 양육하는 세대주"
    SUPPORTS_SIBLINGS = (
        "supports-siblings",
        "직계존속의 사망·실종·행방불명으로 형제자매를 부양하는 세대주",
    )
    FOREIGN_SINGLE_PARENT = "foreign-single-parent", "부 또는 모가 외국인인 한부모가족의 세대주"
    NONE = "none", "해당 사유 없음"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A claimed exclusion from the household and the proof the applicant brought for it."""

    ground: ExclusionGround
    reported_on: date | None = None
    proven: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody recorded in a case. None means: not recorded yet (never: no).

    `together_since` is the day from which the person has stood on the applicant's register
    without a break (세대통합); `registered_on` is the move-in date (전입일) shown there.
    `income_checked` … `tenancy_checked` say that the query (조회) came back for this person, so
    that an empty list of incomes or homes means "none" and not "not known"; `finance_checked` is
    that for financial assets and loans (금융정보 조회), `assets_checked` for the other assets
    and lease deposits (일반자산 조회).
    """

    id: UUID
    name: str
    relation: Relation
    birth: date | None = None
    rrn: str | None = field(default=None, repr=False)
    register: Register | None = None
    registered_on: date | None = None
    nationality: Nationality | None = None
    registration: Registration | None = None
    in_family_register: bool | None = None
    stays_with: Register | None = None
    exclusion: Exclusion | None = None
    phone: str = ""
    together_since: date | None = None
    parentage: Parentage | None = None
    adopted_on: date | None = None
    householder: bool | None = None
    minor_ground: MinorGround | None = None
    income_checked: bool | None = None
    home_checked: bool | None = None
    estate_checked: bool | None = None
    car_checked: bool | None = None
    tenancy_checked: bool | None = None
    finance_checked: bool | None = None
    assets_checked: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marriage:
    """One marriage of the applicant (혼인), by the day it was registered (혼인신고일)."""

    id: UUID
    spouse: UUID | None = None
    registered_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pregnancy:
    """A pregnancy of a member: `weeks` full weeks on `examined_on`; `born_on` once it is born."""

    id: UUID
    mother: UUID
    foetuses: int | None = None
    weeks: int | None = None
    examined_on: date | None = None
    born_on: date | None = None
