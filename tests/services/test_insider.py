"""An insider with an account and time asks the services for what he should not have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash
from ipju.services.authority import NotOnStaff
from ipju.services.decisions import decisions
from ipju.services.examine import examine_all
from ipju.services.issue_letter import letter_preview
from ipju.services.office import Office
from ipju.services.open_case import reread_case, view_case
from ipju.services.record import record
from tests.services.deciding import Chairs, chairs, proposed


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


def rows_of(office: Office, case_id: UUID) -> list[str]:
    """Return what the ledger tells that the actor did with a case."""
    acts = office.store.acts(case_id, 1000)
    return [action for _at, actor, action, _why in acts if actor == office.actor.key]


SHOWING: dict[str, Callable[[Office, Case], Any]] = {
    "read again": lambda office, case: reread_case(office, case.id),
    "decisions": lambda office, case: decisions(office, case.id),
    "an edit of nothing": lambda office, case: record(office, case.id, []),
}


@pytest.mark.parametrize("way", SHOWING)
def test_whoever_has_a_case_shown_to_him_is_in_the_ledger(
    desk: Chairs, granted: Case, way: str
) -> None:
    assert rows_of(desk.jung, granted.id) == []

    SHOWING[way](desk.jung, granted)

    assert rows_of(desk.jung, granted.id) == ["view"]


def test_a_clash_tells_a_value_only_to_somebody_in_the_ledger(desk: Chairs, granted: Case) -> None:
    guess = Edit(path=("phone",), before="010-0000-0000", after="010-1111-1111")

    with pytest.raises(EditClash) as told:
        record(desk.jung, granted.id, [guess])

    assert told.value.stored == granted.phone
    assert rows_of(desk.jung, granted.id) == ["view"]


def test_a_draft_letter_is_looked_at_in_the_ledger(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    assert rows_of(desk.lee, granted.id) == []

    letter_preview(desk.lee, waits.id)

    assert rows_of(desk.lee, granted.id) == ["view"]


def test_a_screen_that_asks_again_is_one_view_a_day(desk: Chairs, granted: Case) -> None:
    view_case(desk.jung, granted.id)
    reread_case(desk.jung, granted.id)
    decisions(desk.jung, granted.id)
    assert rows_of(desk.jung, granted.id) == ["view"]

    class Tomorrow:
        """The clock a day later."""

        def now(self) -> Any:
            return desk.jung.clock.now() + timedelta(days=1)

        def today(self) -> Any:
            return desk.jung.clock.today()

    reread_case(replace(desk.jung, clock=Tomorrow()), granted.id)

    assert rows_of(desk.jung, granted.id) == ["view", "view"]


def test_long_work_ends_with_the_role_of_whoever_began_it(
    desk: Chairs, granted: Case, refused: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.examine.BATCH", 1)
    park = desk.park.actor.id
    done: list[int] = []

    def leaves(count: int) -> None:
        done.append(count)
        with desk.park.store.unit() as unit:
            unit.accounts.revoke(park, Role.CASEWORKER, park, desk.park.clock.now(), "퇴사")

    with pytest.raises(NotOnStaff):
        examine_all(desk.park, progress=leaves)

    assert done == [1]
