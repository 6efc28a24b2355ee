"""Who is selected: the order of the notice, the line of the quota, and the lots."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.draw import RosterEntry
from ipju.domain.notice import Notice
from ipju.domain.replacing import replace
from ipju.rules.ranking import (
    Placed,
    Selection,
    by_lot,
    cut,
    drawn,
    in_order,
    lot,
    moved,
    order_digest,
    placed,
    standing,
    summary_of,
    ties,
)
from tests.rules.judged import the_notice

SEED = "03-11-17-22-25-31-38-40-44"
BORN = date(1970, 1, 1)
NOBODY = UUID(int=0)


def entry(
    number: str,
    points: int = 10,
    dependants: int = 2,
    birth: date = BORN,
    rank: int | None = None,
) -> RosterEntry:
    return RosterEntry(
        case_id=NOBODY, number=number, rank=rank, points=points, dependants=dependants, birth=birth
    )


SIX = (
    entry("2023-3-00001", 15, 3, date(1960, 2, 3)),
    entry("2023-3-00002", 14, 0, date(1965, 1, 1)),
    entry("2023-3-00012"),
    entry("2023-3-00456"),
    entry("2023-3-00999"),
    entry("2023-3-00500", 3, 1, date(1990, 5, 5)),
)
LOTS = {
    "2023-3-00012": "68879b89d99d4e8a54d642b2a84d1694d4765b4c82e04987dc5614ec7dc3501d",
    "2023-3-00456": "fe64fc710d8074b0ea136f0b891e21a97e250115fd6c81220bdc04367a22e409",
    "2023-3-00999": "ffc2b4ae649ce2ea1eda281efa130e32bcce631356589852158a95d47a09a75b",
}
"""As `openssl dgst -sha256 -hmac` tells them."""

ROSTER = "a0f4d043aff5d89317dc660eb7f4fe586953b24c9a9e8d994d3001c654b6b245"
PUBLISHED = "18ad92e46c3b946b15e8da1f8c2781bfb17bc218b02ad6e5705bbb2bea5ae36f"
ORDER = "fbeabbceb84f2354c574ffe7362074939fe37a3b421ef4a981eeafb5c0e82545"
"""As `sha256sum` tells them of the same lines."""

entries = st.lists(
    st.builds(
        RosterEntry,
        case_id=st.builds(uuid4),
        number=st.integers(1, 99999).map(lambda n: f"2023-3-{n:05}"),
        rank=st.sampled_from([None, 1, 2]),
        points=st.integers(0, 3),
        dependants=st.integers(0, 2),
        birth=st.integers(0, 3).map(lambda days: BORN + timedelta(days)),
    ),
    max_size=30,
    unique_by=lambda one: one.number,
)


def points_first(notice: Notice) -> Notice:
    config = tuple(
        replace(one, chosen="points-first") if one.id == "B1" else one for one in notice.config
    )
    return replace(notice, config=config)


def numbers(found: tuple[RosterEntry, ...]) -> list[str]:
    return [one.number for one in found]


def test_more_points_then_more_dependants_then_the_older_come_first() -> None:
    found = in_order(
        [
            entry("e", 9, 5, date(1950, 1, 1)),
            entry("d", birth=date(1970, 1, 2)),
            entry("c"),
            entry("b", dependants=3),
            entry("a", points=11, dependants=0),
        ],
        the_notice(),
    )
    assert numbers(found) == ["a", "b", "c", "d", "e"]


def test_the_notice_says_whether_rank_or_points_come_first() -> None:
    first, second = entry("first", points=2, rank=1), entry("second", points=9, rank=2)
    assert numbers(in_order([second, first], the_notice())) == ["first", "second"]
    assert numbers(in_order([first, second], points_first(the_notice()))) == ["second", "first"]


def test_within_the_quota_nobody_is_drawn() -> None:
    for quota in (6, 7):
        found = cut(SIX, quota)
        assert (found.sure, found.tied, found.seats, found.last) == (6, (), 0, SIX[5])
    assert {one.selection for one in placed(SIX, 6, None)} == {Selection.SELECTED}


def test_a_quota_that_ends_between_two_standings_draws_nobody() -> None:
    found = cut(SIX, 2)
    assert (found.sure, found.tied, found.seats, found.last) == (2, (), 0, SIX[1])


def test_a_quota_that_ends_among_equals_draws_them() -> None:
    found = cut(SIX, 4)
    assert (found.sure, numbers(found.tied), found.seats) == (2, numbers(SIX[2:5]), 2)
    assert [one.selection for one in placed(SIX, 4, None)] == [
        *[Selection.SELECTED] * 2,
        *[Selection.DRAW] * 3,
        Selection.NOT_SELECTED,
    ]
    assert [one.place for one in placed(SIX, 4, None)] == [1, 2, 3, 3, 3, 6]
    assert [one.tied for one in placed(SIX, 4, None)] == [False, False, True, True, True, False]


@pytest.mark.parametrize("quota", [0, -3])
def test_without_a_quota_nobody_is_selected(quota: int) -> None:
    assert cut(SIX, quota).last is None
    assert {one.selection for one in placed(SIX, quota, None)} == {Selection.NOT_SELECTED}


def test_without_applications_there_is_no_line() -> None:
    found = cut((), 5)
    assert (found.sure, found.tied, found.last) == (0, (), None)


def test_the_lots_are_those_of_any_other_tool() -> None:
    assert {one: lot(SEED, one) for one in LOTS} == LOTS
    assert by_lot(SEED, reversed(LOTS)) == tuple(LOTS)


def test_the_digests_are_those_of_any_other_tool() -> None:
    summary = summary_of("jangi-ansim-2023-3", "일반공급", 4, SIX)
    assert summary.roster == ROSTER
    assert summary.digest == PUBLISHED
    assert order_digest(drawn(SIX, SEED)) == ORDER


def test_after_the_draw_everybody_has_a_place_of_his_own() -> None:
    found = placed(SIX, 3, "코스피 종가 2681.81")
    assert [one.place for one in found] == [1, 2, 3, 4, 5, 6]
    assert sum(one.selection is Selection.SELECTED for one in found) == 3
    tied = [one.entry.number for one in found[2:5]]
    assert tied == list(by_lot("코스피 종가 2681.81", numbers(SIX[2:5])))


def test_a_simulation_tells_who_moves() -> None:
    before = placed(SIX, 2, None)
    wider = moved(before, placed(SIX, 4, None))
    assert (wider.selected, wider.drawn, wider.into, wider.out) == ((2, 2), (0, 3), (), ())
    widest = moved(before, placed(SIX, 6, None))
    assert widest.into == tuple(numbers(SIX[2:]))
    assert moved(placed(SIX, 6, None), before).out == tuple(numbers(SIX[2:]))


@given(entries, st.integers(0, 35))
def test_whatever_comes_exactly_the_quota_is_selected(found: list[RosterEntry], quota: int) -> None:
    order = in_order(found, the_notice())
    after = placed(order, quota, SEED)
    chosen = [one for one in after if one.selection is Selection.SELECTED]
    assert len(chosen) == min(quota, len(found))
    assert after[: len(chosen)] == tuple(chosen)
    assert tuple(one.entry for one in after) == drawn(order, SEED)


@given(entries, st.integers(0, 35))
def test_who_came_in_first_changes_nothing(found: list[RosterEntry], quota: int) -> None:
    shuffled = sorted(found, key=lambda one: str(one.case_id))
    order = in_order(found, the_notice())
    assert in_order(shuffled, the_notice()) == order
    assert (
        summary_of("n", "일반공급", quota, order).digest
        == summary_of("n", "일반공급", quota, in_order(shuffled, the_notice())).digest
    )


@given(entries, st.integers(0, 35))
def test_the_draw_moves_only_those_who_stand_equal(found: list[RosterEntry], quota: int) -> None:
    order = in_order(found, the_notice())
    before, after = placed(order, quota, None), placed(order, quota, SEED)
    settled = {one.entry.number: one.selection for one in after}
    for one in before:
        if one.selection is not Selection.DRAW:
            assert settled[one.entry.number] is one.selection
    assert [standing(one.entry) for one in before] == [standing(one.entry) for one in after]
    assert ties(order) == sum(one.tied for one in before)
    _seats_are_shared(before, after, cut(order, quota).seats)


def _seats_are_shared(before: tuple[Placed, ...], after: tuple[Placed, ...], seats: int) -> None:
    waiting = {one.entry.number for one in before if one.selection is Selection.DRAW}
    won = [
        one for one in after if one.entry.number in waiting and one.selection is Selection.SELECTED
    ]
    assert len(won) == seats
    assert not waiting or 0 < seats < len(waiting)
