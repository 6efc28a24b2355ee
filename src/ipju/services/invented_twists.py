"""What makes some invented cases hard: a question to be answered, or a fact still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ipju.domain.case import Case
from ipju.domain.dwelling import Price, PriceBasis
from ipju.domain.notice import Notice, printed
from ipju.domain.person import Pregnancy, Relation
from ipju.domain.property import (
    Acquisition,
    ExemptionClaim,
    Holding,
    HoldingKind,
    HomeExemption,
)
from ipju.domain.register import Entry, EntryKind, EntryStatus, Section
from ipju.domain.share import OwnerShare
from ipju.domain.tenancy import PublicRental, PublicTenancy
from ipju.services.invented_dwelling import Chooser, invent_dwelling

type_of_twist = Callable[[Chooser, Notice, Case], Case]


def inherited_share(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Give somebody a quarter of a late parent's house: is the share given up in time?"""
    heir = case.people[-1 if len(case.people) > 1 and make.random.randrange(2) else 0]
    home = Holding(
        id=make.id(),
        kind=HoldingKind.HOME,
        address=f"전라남도 가상군 표본면 {make.random.randrange(1, 90)}",
        owners=(
            OwnerShare(id=make.id(), person=heir.id, numerator=1, denominator=4),
            OwnerShare(id=make.id(), numerator=3, denominator=4, name=make.name()),
        ),
        acquisition=Acquisition.INHERITANCE,
        registered_on=date(2021, 8, 2),
        floor_area=make.random.randrange(4_000, 9_000, 10),
        published_price=make.random.randrange(40_000_000, 90_000_000, 1_000_000),
        land_area=0,
        land_unit_price=0,
        exemption=ExemptionClaim(ground=HomeExemption.INHERITED_SHARE, from_lineal_or_spouse=True),
    )
    return replace(case, holdings=(*case.holdings, home))


def public_tenant(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Let the applicant live in a public rental of a kind that the notice does not list."""
    tenancy = PublicTenancy(
        id=make.id(),
        person=case.people[0].id,
        kind=PublicRental.OTHER,
        name=f"예시마을 {make.random.randrange(1, 20)}단지",
        contracted_on=date(2022, 3, 2),
        lived_in=True,
        will_end=True,
    )
    return replace(case, tenancies=(tenancy,))


def early_postmark(_make: Chooser, notice: Notice, case: Case) -> Case:
    """Let all papers come in an envelope stamped before the first day of handing in."""
    early = printed(notice.calendar.papers_from) - timedelta(days=1)
    papers = tuple(
        replace(
            one,
            postmarked_on=early,
            issued_on=min(one.issued_on or early, early),
            signatures=tuple(replace(sign, signed_on=early) for sign in one.signatures),
        )
        for one in case.papers
    )
    return replace(case, papers=papers)


def born_since(make: Chooser, notice: Notice, case: Case) -> Case:
    """Let a child be born between notice date and the last day for papers."""
    mother = next((one for one in case.people if one.relation is Relation.SPOUSE), None)
    if mother is None:
        return public_tenant(make, notice, case)
    born = notice.day + timedelta(days=make.random.randrange(5, 15))
    return replace(
        case, pregnancies=(Pregnancy(id=make.id(), mother=mother.id, foetuses=1, born_on=born),)
    )


def prices_apart(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Give a home two prices, on one of which 권리분석 passes and on the other fails."""
    home = case.dwelling or invent_dwelling(make, make.random.randrange(1, 200), len(case.people))
    deposit = home.lease.deposit or 0
    owner = home.landlords[0].name
    claim = deposit // 3 // 1_000_000 * 1_000_000
    entry = Entry(
        id=make.id(),
        section=Section.B,
        rank="1",
        kind=EntryKind.MORTGAGE,
        purpose="근저당권설정",
        received_on=date(2019, 5, 2),
        receipt_no="10002",
        holder="가상은행",
        amount=claim,
        status=EntryStatus.LIVE,
    )
    extract = home.extracts[0]
    title = tuple(one for one in extract.entries if one.section is Section.A)
    passing = (deposit + claim) * 100 // 84
    failing = (deposit + claim) * 100 // 97
    prices = (
        Price(id=make.id(), basis=PriceBasis.KB, amount=passing, as_of=date(2024, 2, 19),
              note="일반가"),
        Price(id=make.id(), basis=PriceBasis.TRADE, amount=failing, as_of=date(2023, 9, 8),
              note=f"{owner} 매수"),
    )  # fmt: skip
    dwelling = replace(home, prices=prices, extracts=(replace(extract, entries=(*title, entry)),))
    return replace(case, dwelling=dwelling)


def query_open(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Leave a query of one person open, as it is until the other agency answers."""
    asked = make.random.choice(
        ("income_checked", "home_checked", "estate_checked", "car_checked", "tenancy_checked")
    )
    late = make.random.randrange(len(case.people))
    unknown: dict[str, Any] = {asked: None}
    people = tuple(
        replace(one, **unknown) if index == late else one for index, one in enumerate(case.people)
    )
    return replace(case, people=people)


def case_query_open(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Leave a query of the whole case open."""
    asked = make.random.choice(("applications_checked", "subsidies_checked", "arrears_checked"))
    unknown: dict[str, Any] = {asked: None}
    return replace(case, **unknown)


def title_open(make: Chooser, _notice: Notice, case: Case) -> Case:
    """Let somebody have found a home of which not everything is known yet."""
    home = case.dwelling or invent_dwelling(make, make.random.randrange(1, 200), len(case.people))
    unknown: dict[str, Any] = {
        make.random.choice(("already_insured", "insurable", "demolition_planned")): None
    }
    return replace(case, dwelling=replace(home, **unknown))


TWISTS: tuple[tuple[int, type_of_twist], ...] = (
    (30, inherited_share),
    (25, public_tenant),
    (25, early_postmark),
    (20, born_since),
    (40, prices_apart),
    (140, query_open),
    (75, case_query_open),
    (55, title_open),
)
"""How many of a thousand cases get each."""


def twisted(make: Chooser, notice: Notice, case: Case) -> Case:
    """Return the case as it is, or made harder in one way."""
    drawn = make.random.randrange(1000)
    for weight, twist in TWISTS:
        if drawn < weight:
            return twist(make, notice, case)
        drawn -= weight
    return case
