"""A practice office has people of every programme, and rooms in every state to work with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ipju import bootstrap
from ipju.domain.decision import ProposalState
from ipju.domain.intake import WaitingState
from ipju.domain.letting import RoomState
from ipju.domain.listing import CaseQuery
from ipju.domain.scholar import ScholarResult
from ipju.services.browse import page
from ipju.services.letting import plan
from ipju.services.office import Office
from ipju.services.practice import fill, fill_office
from ipju.services.scholars import board
from ipju.services.waiting import waiting_list
from tests.services.desk import acts
from tests.services.rooms import JANGAN, ROOMS, YOUNGLIFE

HOMES = "jangi-ansim-2023-3"
ROOM_ACTS = {"propose", "approve", "offer-room"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office of so many people that rooms have as many applicants as they ever get."""
    with bootstrap.practice_office(tmp_path_factory.mktemp("practice")) as office:
        assert fill_office(office, 200).cases == 200
        yield office


def test_every_programme_has_its_people_and_its_rooms(filled: Office) -> None:
    homes, rooms = (page(filled, CaseQuery(notice=one)).total for one in (HOMES, ROOMS))
    assert (homes, rooms) == (119, 3 * 27)

    for building in plan(filled, ROOMS).buildings:
        states = Counter(one.state for one in building.rooms)
        assert set(states) == set(RoomState)
        assert all(one.tenant for one in building.rooms if one.state is not RoomState.FREE)
    for building_id in (JANGAN, YOUNGLIFE):
        entries = [one.entry for one in waiting_list(filled, ROOMS, building_id)]
        assert [one.number for one in entries] == [1, 2, 3]
        assert [one.state for one in entries] == [
            WaitingState.CALLED,
            WaitingState.WAITING,
            WaitingState.WAITING,
        ]
    scored = [one for one in board(filled, ROOMS) if one.sheets]
    assert {len(one.sheets) for one in scored} == {2, 4}


def test_a_result_rests_on_the_sheets_it_needs(filled: Office) -> None:
    found = [one for one in board(filled, ROOMS) if one.result is not None]
    assert {one.result for one in found} == set(ScholarResult)
    for one in found:
        papers, interview = (step.handed for step in one.steps)
        assert papers == 2
        assert interview == (2 if one.result is ScholarResult.SELECTED else 0)
        assert "decide-scholar" in acts(filled, one.case_id)


def test_what_it_holds_was_done_by_the_acts_of_the_desk(filled: Office) -> None:
    with filled.store.unit() as unit:
        held = unit.leases.held(ROOMS)
        assert len(held) >= 10
        for lease in held:
            assert lease.whole
            assert set(acts(filled, lease.case_id)) >= ROOM_ACTS
            (asked,) = unit.proposals.of(lease.case_id)
            assert asked.state is ProposalState.APPROVED


def test_filling_again_adds_people_and_lets_no_room_twice(filled: Office) -> None:
    before = [one.lease for building in plan(filled, ROOMS).buildings for one in building.rooms]
    assert fill_office(filled, 20).cases == 20
    after = [one.lease for building in plan(filled, ROOMS).buildings for one in building.rooms]
    assert before == after
    assert page(filled, CaseQuery()).total == 220


def test_one_person_is_enough_to_begin_with(office: Office) -> None:
    assert fill_office(office, 1).cases == 1


def test_a_real_office_takes_no_invented_people(office: Office) -> None:
    real = replace(office, practice=False)
    with pytest.raises(PermissionError, match="연습"):
        fill_office(real, 5)
    with pytest.raises(PermissionError, match="연습"):
        fill(real, HOMES, 5)
    assert page(office, CaseQuery()).total == 0
