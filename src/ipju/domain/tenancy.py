"""Existing public tenancies, other subsidies and arrears: what bars a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled


class PublicRental(Labelled):
    """Kinds of public rental housing (공공임대주택)."""

    NATIONAL = "national", "국민임대주택"
    REDEVELOPMENT = "redevelopment", "재개발임대주택"
    LONG_LEASE = "long-lease", "장기전세주택"
    HAPPY = "happy", "행복주택"
    JEONSE_LEASE = "jeonse-lease", "기존주택 전세임대"
    OTHER = "other", "그 밖의 공공임대"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTenancy:
    """A public tenancy of somebody in the case; `ends` False = declared that it won't end."""

    id: UUID
    person: UUID
    kind: PublicRental
    name: str = ""
    contracted_on: date | None = None
    lived_in: bool | None = None
    cancelled_on: date | None = None
    left_on: date | None = None
    will_end: bool | None = None


class SubsidyKind(Labelled):
    """Other public help with deposits (중복지원)."""

    INTEREST = "interest", "임차보증금 이자지원"
    DEPOSIT = "deposit", "다른 보증금 지원"
    BEOTIMMOK = "beotimmok", "주택도시기금 버팀목 대출"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSubsidy:
    """Another subsidy; `receiving` None = not confirmed; `ended_on` once it has been ended."""

    id: UUID
    person: UUID
    kind: SubsidyKind
    name: str = ""
    receiving: bool | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrears:
    """Arrears (체납) in rental housing run by SH or 서울리츠, in won."""

    id: UUID
    person: UUID
    landlord: str = ""
    amount: int | None = None
    cleared_on: date | None = None
