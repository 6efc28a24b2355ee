"""What one decision costs does not grow with the decisions of all the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.outgoing import ListFilter
from ipju.services.bulk import approve_list, open_list
from ipju.services.decisions import open_sheet
from ipju.services.issue_letter import issue, print_letter
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.propose import withdraw
from ipju.storage.store import Store
from tests.services.conftest import sample
from tests.services.deciding import Chairs, approved, chairs, proposed

OTHERS = 300
"""Decisions of others at each desk: one step of the database for each of them would be seen."""


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


@contextmanager
def counted(office: Office) -> Iterator[list[int]]:
    """Count the steps that the machine of the database takes."""
    assert isinstance(office.store, Store)
    driver: Any = office.store.connection.connection.dbapi_connection
    steps = [0]

    def one_more() -> int:
        steps[0] += 1
        return 0

    driver.set_progress_handler(one_more, 1)
    yield steps
    driver.set_progress_handler(None, 1)


def twin(office: Office, at: int) -> Case:
    """Another case with the very same facts."""
    case = replace(sample("kim-yesi"), id=uuid4())
    return add_case(office, replace(case, number=f"{case.number[:-3]}{900 + at}")).case


def crowd(office: Office, first: int) -> None:
    """What the ledger tells of others who were proposed, decided and told by letter."""
    now = office.clock.now()
    with office.store.unit() as unit:
        year = office.clock.today().year
        for at in range(OTHERS):
            proposal = {"proposal": uuid4().hex}
            letter = {"letter": uuid4().hex, "year": year, "serial": first + at}
            for action, detail in (
                ("view", proposal),
                ("propose", proposal),
                ("approve", proposal),
                ("issue-letter", proposal | letter),
            ):
                unit.ledger.append(
                    at=now + timedelta(microseconds=at), actor=office.actor.key,
                    action=action, case_id=uuid4(), detail=detail,
                )  # fmt: skip


def by_list(desk: Chairs, case: Case) -> None:
    made = proposed(desk.park, case, Verdict.INELIGIBLE)
    wanted = ListFilter(notice=case.notice, verdict=Verdict.INELIGIBLE)
    open_sheet(desk.choi, made.id)
    assert approve_list(desk.choi, open_list(desk.choi, wanted)).approved == 1


def by_letter(desk: Chairs, case: Case) -> None:
    letter = issue(desk.park, approved(desk, case, Verdict.INELIGIBLE).id).letter
    assert print_letter(desk.park, letter.id) == letter.pdf


def by_ranking(desk: Chairs, case: Case) -> None:
    """What a letter of selection (선정 통지) asks before it is issued."""
    letter = issue(desk.park, approved(desk, case, Verdict.INELIGIBLE).id).letter
    with desk.park.store.unit() as unit:
        assert unit.outgoing.selections(case.notice, case.id) == ()
        assert unit.outgoing.lost([letter.id]) == frozenset()


@pytest.mark.parametrize("act", [by_list, by_letter, by_ranking])
def test_a_decision_costs_the_same_beside_those_of_hundreds(
    desk: Chairs, act: Callable[[Chairs, Case], None]
) -> None:
    cases = [twin(desk.park, at) for at in range(3)]
    act(desk, cases[0])
    with counted(desk.park) as alone:
        act(desk, cases[1])

    for others in (desk.lee, desk.choi):
        crowd(others, first=3)
    with counted(desk.park) as among:
        act(desk, cases[2])

    assert alone[0] > 1000
    assert among[0] - alone[0] < OTHERS


def test_the_number_of_a_letter_is_the_next_of_its_year_whatever_was_taken_away(
    desk: Chairs,
) -> None:
    """The ledger tells of the highest number; a row that nobody of the office wrote tells none."""
    office, year = desk.park, desk.park.clock.today().year
    letter = issue(office, approved(desk, twin(office, 0), Verdict.INELIGIBLE).id).letter
    assert isinstance(office.store, Store)
    run = office.store.connection.exec_driver_sql
    for trigger in ("letter_kept", "letter_stays"):
        run(f"DROP TRIGGER {trigger}")
    run("DELETE FROM letter_print")
    run("DELETE FROM letter WHERE id = ?", (letter.id.hex,))
    with office.store.unit() as unit:
        assert unit.letters.next_serial(year) == 2
        assert unit.letters.next_serial(year + 1) == 1

    crowd(desk.lee, first=2)
    run(
        "INSERT INTO ledger (at, device, actor, action, why, detail, previous, hash, seal)"
        " SELECT at, device, actor, action, why, replace(detail, ?, ?), hash, hash, seal"
        " FROM ledger ORDER BY seq DESC LIMIT 1",
        (f'"serial": {OTHERS + 1}', '"serial": 1'),
    )
    with office.store.unit() as unit:
        assert unit.letters.next_serial(year) == OTHERS + 2


def test_a_look_that_somebody_wrote_into_the_ledger_was_none(desk: Chairs) -> None:
    """An exception counts as opened by a row that this office wrote, of this very supervisor."""
    case = twin(desk.park, 0)
    withdraw(desk.park, proposed(desk.park, case, Verdict.INELIGIBLE).id)
    made = proposed(desk.park, case, Verdict.INELIGIBLE)
    open_sheet(desk.lee, made.id)
    wanted = ListFilter(notice=case.notice, verdict=Verdict.INELIGIBLE)
    assert [one.opened for one in open_list(desk.choi, wanted).to_open] == [False]

    assert isinstance(desk.park.store, Store)
    desk.park.store.connection.exec_driver_sql(
        "INSERT INTO ledger (at, device, actor, action, case_id, why, detail, previous, hash, seal)"
        " SELECT at, device, ?, action, case_id, why, detail, hash, hash, seal"
        " FROM ledger WHERE action = 'view' ORDER BY seq DESC LIMIT 1",
        (desk.choi.actor.key,),
    )
    assert [one.opened for one in open_list(desk.choi, wanted).lines] == [False]

    open_sheet(desk.choi, made.id)
    assert [one.opened for one in open_list(desk.choi, wanted).lines] == [True]
