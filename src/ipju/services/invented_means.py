"""Invented income, property, accounts and debts of applicants for rooms (연습 사례)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipju.domain.case import Case
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.means import (
    Debt,
    DebtKind,
    FinancialAsset,
    FinancialKind,
    OtherAsset,
    OtherAssetKind,
)
from ipju.domain.notice import Notice
from ipju.domain.person import Person, Relation
from ipju.domain.property import Car, CarKind, CarTenure, CarUse, Holding, HoldingKind
from ipju.domain.share import OwnerShare
from ipju.services.invented_dwelling import Chooser

BANKS = ("가상은행", "견본은행", "예시저축은행")


def with_means(make: Chooser, notice: Notice, case: Case, surveyed: date) -> Case:
    """Return the case with what its people earn, own and owe; accounts as of `surveyed`."""
    parents = [one for one in case.people if one.relation is Relation.PARENT]
    me = case.people[0]
    holdings = [_home(make, one) for one in parents if make.random.randrange(100) < 8]
    holdings += [_land(make, one) for one in parents if make.random.randrange(100) < 12]
    case = replace(
        case,
        incomes=tuple(row for one in case.people for row in _incomes(make, one)),
        holdings=tuple(holdings),
        cars=tuple(_car(make, one) for one in case.people if make.random.randrange(100) < 18),
    )
    if notice.total_assets is None:
        return case
    return replace(
        case,
        financial_assets=tuple(
            row for one in case.people for row in _accounts(make, one, surveyed)
        ),
        other_assets=_deposits(make, me),
        debts=_debts(make, me, surveyed),
    )


def _share(make: Chooser, owner: Person) -> tuple[OwnerShare, ...]:
    return (OwnerShare(id=make.id(), person=owner.id),)


def _won(make: Chooser, least: int, most: int) -> int:
    """Return an amount; the lower of two draws, for most have little."""
    return min(make.random.randrange(least, most, 10_000) for _ in "ab")


def _incomes(make: Chooser, person: Person) -> tuple[Income, ...]:
    if make.random.randrange(100) >= 65:
        return ()
    most = 4_900_000 if person.relation is Relation.SELF else 5_200_000
    job = Income(
        id=make.id(),
        person=person.id,
        kind=IncomeKind.REGULAR,
        source=IncomeSource.NHIS,
        workplace=f"㈜견본상사{make.random.randrange(1, 90)}",
        monthly=_won(make, 900_000, most),
    )
    return (job,)


def _accounts(make: Chooser, person: Person, surveyed: date) -> tuple[FinancialAsset, ...]:
    wanted = [(FinancialKind.DEMAND, 9_000_000)]
    if make.random.randrange(100) < 60:
        wanted.append((FinancialKind.SAVINGS, 40_000_000))
    if make.random.randrange(100) < 20:
        wanted.append((FinancialKind.SHARES, 25_000_000))
    if person.relation is Relation.PARENT:
        wanted.append((FinancialKind.INSURANCE, 60_000_000))
    return tuple(
        FinancialAsset(
            id=make.id(),
            kind=kind,
            institution=make.random.choice(BANKS),
            amount=_won(make, 100_000, most),
            valued_on=surveyed,
            owners=_share(make, person),
        )
        for kind, most in wanted
    )


def _deposits(make: Chooser, person: Person) -> tuple[OtherAsset, ...]:
    if make.random.randrange(100) >= 40:
        return ()
    paid = OtherAsset(
        id=make.id(),
        kind=OtherAssetKind.LEASE_DEPOSIT,
        name="지금 사는 방의 보증금",
        amount=make.random.randrange(5, 60) * 1_000_000,
        owners=_share(make, person),
    )
    return (paid,)


def _debts(make: Chooser, person: Person, surveyed: date) -> tuple[Debt, ...]:
    if make.random.randrange(100) >= 35:
        return ()
    kind, creditor = make.random.choice(
        (
            (DebtKind.PUBLIC_BODY, "가상장학재단"),
            (DebtKind.FINANCIAL_FIRM, make.random.choice(BANKS)),
            (DebtKind.OVERDRAFT, make.random.choice(BANKS)),
        )
    )
    owed = Debt(
        id=make.id(),
        kind=kind,
        creditor=creditor,
        amount=_won(make, 1_000_000, 30_000_000),
        valued_on=surveyed,
        owners=_share(make, person),
    )
    return (owed,)


def _land(make: Chooser, owner: Person) -> Holding:
    return Holding(
        id=make.id(),
        kind=HoldingKind.LAND,
        address=f"강원특별자치도 가상군 표본면 {make.random.randrange(1, 90)}",
        owners=_share(make, owner),
        land_area=make.random.randrange(10_000, 90_000),
        land_unit_price=make.random.randrange(100_000, 700_000, 1_000),
    )


def _home(make: Chooser, owner: Person) -> Holding:
    """Return a home a parent owns, which bars the whole household."""
    bought = date(2015, 1 + make.random.randrange(12), 10)
    return Holding(
        id=make.id(),
        kind=HoldingKind.HOME,
        address=f"경기도 가상시 견본동 {make.random.randrange(1, 90)}",
        owners=_share(make, owner),
        floor_area=5_995,
        published_price=make.random.randrange(90, 290) * 1_000_000,
        registered_on=bought,
        ledger_on=bought,
    )


def _car(make: Chooser, owner: Person) -> Car:
    return Car(
        id=make.id(),
        name="견본 승용차",
        kind=CarKind.PASSENGER,
        use=CarUse.PRIVATE,
        tenure=CarTenure.OWNED,
        value=_won(make, 2_000_000, 48_000_000),
        low_emission=False,
        owners=_share(make, owner),
    )
