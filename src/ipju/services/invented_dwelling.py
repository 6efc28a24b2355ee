"""Invented homes for practice cases."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Protocol
from uuid import UUID

from ipju.domain.dwelling import (
    Dwelling,
    DwellingKind,
    Landlord,
    LandlordKind,
    Lease,
    LeaseKind,
    Ledger,
    Price,
    PriceBasis,
)
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, RegisterKind, Section
from ipju.domain.share import OwnerShare


class Chooser(Protocol):
    """What makes the choices: one seeded generator and the ids and names from it."""

    random: Random

    def id(self) -> UUID:
        """Return the next id."""

    def name(self) -> str:
        """Return an invented name."""


def invent_dwelling(make: Chooser, index: int, persons: int) -> Dwelling:
    """Return an invented home for so many people: extract, one mortgage at most, a KB price.

    Now and then it is a little too large, or owes a little too much.
    """
    deposit = make.random.randrange(90_000_000, 320_000_000, 1_000_000)
    claim = make.random.choice((0, 0, 36_000_000, 60_000_000, 96_000_000))
    owed = make.random.randrange(55, 95)
    worth = (deposit + claim) * 100 // owed // 1_000_000 * 1_000_000
    largest = 6_100 if persons == 1 else 8_600
    kind = make.random.choice(
        (DwellingKind.MULTIPLEX, DwellingKind.APARTMENT, DwellingKind.OFFICETEL)
    )
    owner_name = make.name()
    owner = OwnerShare(id=make.id(), name=owner_name)
    bought = date(2019, 5, 2)
    entries = [
        Entry(
            id=make.id(),
            section=Section.A,
            rank="1",
            kind=EntryKind.OWNERSHIP,
            purpose="소유권이전",
            received_on=bought,
            receipt_no="10001",
            holder=owner_name,
            status=EntryStatus.LIVE,
            owners=(owner,),
        )
    ]
    if claim:
        entries.append(
            Entry(
                id=make.id(),
                section=Section.B,
                rank="1",
                kind=EntryKind.MORTGAGE,
                purpose="근저당권설정",
                received_on=bought,
                receipt_no="10002",
                holder="가상은행",
                amount=claim,
                status=EntryStatus.LIVE,
            )
        )
    extract = Extract(
        id=make.id(),
        kind=RegisterKind.UNIT,
        number=f"9999-2023-{index % 1_000_000:06d}",
        viewed_on=date(2024, 2, 20),
        includes_cancelled=True,
        pending_filing=False,
        entries_read_a=True,
        entries_read_b=True,
        separate_land_register=False,
        land_right_missing=False,
        entries=tuple(entries),
    )
    return Dwelling(
        address=f"서울특별시 예시구 견본로 {index % 200 + 1}, 예시빌라 301호",
        in_seoul=True,
        kind=kind,
        area=make.random.randrange(2_600, largest),
        move_in_report=True,
        floor_heating=True,
        kitchen=True,
        toilet=True,
        whole_unit=True,
        for_sale=False,
        unregistered=False,
        already_insured=False,
        demolition_planned=False,
        insurable=True,
        new_building=False,
        insurance_on=date(2024, 4, 15),
        other_tenants_known=True,
        ledger=Ledger(
            seen_on=date(2024, 2, 20),
            violation_own_part=False,
            violation_common_part=False,
            violation_other_unit=False,
            residential_use=True,
        ),
        lease=Lease(
            kind=LeaseKind.JEONSE,
            deposit=deposit,
            through_broker=True,
            already_living=False,
            title_requested_on=date(2024, 4, 1),
        ),
        landlords=(
            Landlord(id=make.id(), name=owner_name, kind=LandlordKind.PERSON, related=False),
        ),
        prices=(
            Price(
                id=make.id(),
                basis=PriceBasis.KB,
                amount=worth,
                as_of=date(2024, 2, 19),
                note="일반가",
            ),
        ),
        extracts=(extract,),
    )
