"""Financial assets, other assets and debts: what total assets (총자산) need beside property."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.share import OwnerShare


class FinancialKind(Labelled):
    """Kinds of financial assets (금융자산), each with its own measure."""

    DEMAND = "demand", "요구불예금"
    SAVINGS = "savings", "저축성예금"
    SHARES = "shares", "주식·수익증권·출자금"
    BONDS = "bonds", "채권·어음·수표"
    PENSION_SAVINGS = "pension-savings", "연금저축"
    INSURANCE = "insurance", "보험증권"
    PENSION_INSURANCE = "pension-insurance", "연금보험"


class OtherAssetKind(Labelled):
    """Kinds of other assets (기타자산); rights to a new home are holdings."""

    AIRCRAFT = "aircraft", "항공기"
    SHIP = "ship", "선박"
    LEASE_DEPOSIT = "lease-deposit", "임차보증금"
    TIMBER = "timber", "입목"
    FISHING_RIGHT = "fishing-right", "어업권"
    MEMBERSHIP = "membership", "회원권"


class DebtKind(Labelled):
    """Kinds of debts (부채); a notice names those it takes off."""

    FINANCIAL_FIRM = "financial-firm", "금융회사 대출금"
    PUBLIC_BODY = "public-body", "공공기관 대출금"
    MUTUAL_AID = "mutual-aid", "법에 근거한 공제회 대출금"
    COURT_CONFIRMED = "court-confirmed", "법원이 확인한 사채"
    LEASE_DEPOSIT = "lease-deposit", "받은 임대보증금"
    OVERDRAFT = "overdraft", "마이너스통장 대출"
    CARD_ARREARS = "card-arrears", "신용카드 연체대금"
    PRIVATE = "private", "확인되지 않은 사채"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialAsset:
    """A financial asset in won, whole, by the measure of its kind; `valued_on` as of which day."""

    id: UUID
    kind: FinancialKind
    institution: str = ""
    amount: int | None = None
    valued_on: date | None = None
    owners: tuple[OwnerShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAsset:
    """Another asset in won, whole, before shares."""

    id: UUID
    kind: OtherAssetKind
    name: str = ""
    amount: int | None = None
    owners: tuple[OwnerShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A debt in won, whole, before shares.

    `holding` is the property whose lease deposit was received (받은 임대보증금): no more than
    that property's value counts. `proven` says that the court's paper for a private loan, or the
    lease contract for a deposit, was seen.
    """

    id: UUID
    kind: DebtKind
    creditor: str = ""
    amount: int | None = None
    valued_on: date | None = None
    holding: UUID | None = None
    proven: bool | None = None
    owners: tuple[OwnerShare, ...] = ()
