"""The sections of a notice about the home: dwelling, 권리분석, support, contract."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.dwelling import DwellingKind, LeaseKind, PriceBasis
from ipju.domain.finding import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBand:
    """Support: `percent` of the deposit, at most `maximum` won, for deposits up to `up_to`."""

    percent: int
    maximum: int
    up_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """A price basis, the kinds it holds for and its multiplier in percent."""

    basis: PriceBasis
    label: str
    percent: int
    kinds: tuple[DwellingKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DwellingTerms:
    """Kinds, areas (hundredths of ㎡), deposit limit (won), conversion rate (hundredths of %)."""

    place_clause: Clause
    kind_clause: Clause
    area_clause: Clause
    deposit_clause: Clause
    rent_clause: Clause
    unit_clause: Clause
    sale_clause: Clause
    violation_clause: Clause
    relative_clause: Clause
    insurance_clause: Clause
    kinds: tuple[DwellingKind, ...]
    violation_common_allowed: tuple[DwellingKind, ...]
    area_single: int
    area_family: int
    family_from: int
    deposit_limit: int
    conversion_rate: int
    leases: tuple[LeaseKind, ...] = (LeaseKind.JEONSE, LeaseKind.MONTHLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTerms:
    """권리분석: nine grounds, ratios in percent, prices."""

    clause: Clause
    price_clause: Clause
    senior_percent: int
    debt_percent: int
    trade_within_years: int
    prices: tuple[PriceRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTerms:
    """Support (지원금)."""

    clause: Clause
    bands: tuple[SupportBand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """Contract deadline and terms: years a contract, contracts in all, years in all."""

    clause: Clause
    broker_clause: Clause
    term_years: int
    contracts: int
    total_years: int
