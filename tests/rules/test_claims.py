"""Joint collateral is counted once, and never what stands twice on one register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from ipju.domain.dwelling import Dwelling
from ipju.domain.register import Entry, EntryKind, EntryStatus, Extract, RegisterKind, Section
from ipju.rules.claims import claim_sheet, owners_on_record
from tests.rules.dwelling_cases import scenarios

DAY = date(2024, 5, 2)


@st.composite
def mortgages(draw: st.DrawFn) -> Entry:
    return Entry(
        id=uuid4(),
        section=Section.B,
        rank=str(draw(st.integers(1, 3))),
        kind=EntryKind.MORTGAGE,
        received_on=date(2021, 4, draw(st.integers(1, 2))),
        receipt_no=str(draw(st.integers(1, 2))),
        amount=draw(st.integers(0, 1_000)),
        joint_with=draw(st.sampled_from(["", "제2021-1호"])),
        status=EntryStatus.LIVE,
    )


def extract(kind: RegisterKind, entries: list[Entry]) -> Extract:
    return Extract(
        id=uuid4(),
        kind=kind,
        viewed_on=DAY,
        entries_read_a=True,
        entries_read_b=True,
        entries=tuple(entries),
    )


@settings(max_examples=80)
@given(
    building=st.lists(mortgages(), max_size=4, unique_by=lambda one: one.id),
    land=st.lists(mortgages(), max_size=4, unique_by=lambda one: one.id),
)
def test_counting_joint_collateral_once_never_raises_a_sum(
    building: list[Entry], land: list[Entry]
) -> None:
    both = Dwelling(
        extracts=(extract(RegisterKind.BUILDING, building), extract(RegisterKind.LAND, land))
    )
    each = [sum(one.amount or 0 for one in entries) for entries in (building, land)]
    found = claim_sheet(both, DAY)
    assert max(each) <= found.senior_sum <= sum(each)
    turned = replace(both, extracts=both.extracts[::-1])
    assert claim_sheet(turned, DAY).senior_sum == found.senior_sum


@settings(max_examples=40)
@given(entries=st.lists(mortgages(), min_size=1, max_size=5))
def test_nothing_is_merged_inside_one_document(entries: list[Entry]) -> None:
    home = Dwelling(extracts=(extract(RegisterKind.UNIT, entries),))
    found = claim_sheet(home, DAY)
    assert found.senior_sum == sum(one.amount or 0 for one in entries)
    assert not any(one.joint for one in found.claims)


def test_a_joint_mortgage_names_the_entries_of_both_registers() -> None:
    one = next(
        one for one in scenarios("senior-lien") if one.name == "토지와 건물의 공동근저당은 한 번"
    )
    home = one.case().dwelling
    assert home is not None
    (claim,) = claim_sheet(home, DAY).claims
    assert claim.joint
    assert len(claim.entries) == 2


def test_the_holder_is_the_one_the_mortgage_passed_to() -> None:
    one = next(one for one in scenarios("senior-lien") if one.name == "이전은 더하지 않음")
    home = one.case().dwelling
    assert home is not None
    assert claim_sheet(home, DAY).claims[0].holder == "표본금고"


def test_an_owner_on_both_registers_is_named_once() -> None:
    one = next(one for one in scenarios("owner-mismatch") if "모두 같은" in one.name)
    home = one.case().dwelling
    assert home is not None
    assert [owner.name for owner in owners_on_record(home, DAY)] == ["문견본"]
