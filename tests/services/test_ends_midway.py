"""Work upon many that ends in its midst: a role is taken away, the disk is full."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ipju.domain.account import Role
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import ListFilter, PostState
from ipju.domain.requests import RequestKind
from ipju.services.authority import NotOnStaff
from ipju.services.bulk import approve_list, open_list
from ipju.services.decisions import open_sheet
from ipju.services.frozen import CannotDecide
from ipju.services.letters import CannotPrint
from ipju.services.office import Office
from ipju.services.practice import fill
from ipju.services.propose import propose
from ipju.services.publishing import Bundle, issue_many, overview, write_letters
from ipju.services.ranking import draw, freeze_roster
from ipju.services.request_lists import draw_up_all
from ipju.services.result_list import result_list
from ipju.services.selection import issue_selections, selection_due
from ipju.storage.problems import NotWritten
from tests.services.applications_file import ledger
from tests.services.deciding import Chairs, chairs, seated
from tests.services.drawing import GENERAL, JANGI, SEED, five, short_of_homes
from tests.services.posting import NOTICE, decided, issued

LIST = ListFilter(notice=NOTICE, verdict=Verdict.INELIGIBLE)
type_of_work = Callable[[Callable[[int, int], None]], object]


def leaves(office: Office, *roles: Role) -> Callable[[int, int], None]:
    """Return what takes every role of an actor away as soon as one of many is done."""

    def first_done(done: int, _total: int) -> None:
        if done == 1:
            with office.store.unit() as unit:
                for role in roles:
                    who = office.actor.id
                    unit.accounts.revoke(who, role, who, office.clock.now(), "퇴사")

    return first_done


def refusals(office: Office) -> int:
    return sum(action == "refused" for action, _detail in ledger(office))


def test_who_has_no_role_any_more_issues_and_prints_no_further_letter(
    office: Office, tmp_path: Path
) -> None:
    desk = chairs(office)
    letters = issued(desk, 3)
    with pytest.raises(NotOnStaff):
        write_letters(
            desk.park,
            letters,
            tmp_path / "out",
            "발송",
            Bundle.EACH,
            1,
            leaves(desk.park, Role.CASEWORKER),
        )
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert refusals(office) == 1


def test_who_has_no_role_any_more_issues_no_further_decision(office: Office) -> None:
    desk = chairs(office)
    assert decided(desk, 3) == 3
    waiting = overview(desk.park, NOTICE).to_issue
    with pytest.raises(NotOnStaff):
        issue_many(desk.park, waiting, None, leaves(desk.park, Role.CASEWORKER))
    assert overview(desk.choi, NOTICE).letters[PostState.TO_SEND] == 1
    assert refusals(office) == 1


def test_who_has_no_role_any_more_tells_nobody_further_how_the_ranking_ended(
    office: Office,
) -> None:
    five(seated(office, "박담당"))
    choi = seated(short_of_homes(office, 3), "최결재")
    roster = freeze_roster(choi, JANGI, GENERAL, "심사를 마침").roster
    draw(choi, roster.id, SEED, "2층 강당", "김참관")
    due = selection_due(choi, JANGI, result_list(choi, JANGI))
    with pytest.raises(NotOnStaff):
        issue_selections(choi, due, due.to_issue, leaves(choi, Role.SUPERVISOR))
    with office.store.unit() as unit:
        assert len(unit.outgoing.selections(JANGI)) == 1
    assert refusals(office) == 1


def pages(office: Office, room: int) -> None:
    """Let the file grow by so many pages (4 KiB) and no further, as a full disk does."""
    run = office.store.connection.exec_driver_sql
    count = run("PRAGMA page_count").scalar_one()
    run(f"PRAGMA max_page_count = {count + room}")


def room_again(office: Office) -> None:
    office.store.connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")


def listed(desk: Chairs) -> type_of_work:
    fill(desk.park, NOTICE, 60)
    for case in list(desk.park.store.read_all()):
        with suppress(CannotPrint, CannotDecide):
            propose(desk.park, case.id, Matter.PERSON, Verdict.INELIGIBLE, "기준을 넘음")
    assert open_list(desk.choi, LIST).total > 3
    for one in open_list(desk.choi, LIST).to_open:
        open_sheet(desk.choi, one.proposal)
    opened = open_list(desk.choi, LIST)

    def approving(progress: Callable[[int, int], None]) -> object:
        found = approve_list(desk.choi, opened, progress=progress)
        assert found.failed == ()
        return found

    return approving


def asked(desk: Chairs) -> type_of_work:
    fill(desk.park, NOTICE, 24)

    def drawing_up(progress: Callable[[int, int], None]) -> object:
        query = CaseQuery(notice=NOTICE)
        found = draw_up_all(desk.park, query, RequestKind.EXPLANATION, None, progress=progress)
        assert not any("SQL" in one.why for one in found.failed)
        assert found.made > 1
        return found

    return drawing_up


@pytest.mark.parametrize("prepared", [listed, asked])
def test_a_disk_that_fills_up_amid_a_list_leaves_nothing_half(
    office: Office, prepared: Callable[[Chairs], type_of_work]
) -> None:
    work = prepared(chairs(office))
    with office.store.unit() as unit:
        before = len(ledger(office)), len(unit.proposals.in_state(ProposalState.APPROVED))
    # Pages that earlier work left free would be room, too.
    office.store.connection.exec_driver_sql("VACUUM")
    full = 0
    for room in range(400):
        pages(office, room)
        try:
            work(lambda _done, _total: None)
        except NotWritten:
            full += 1
        else:
            break
        finally:
            room_again(office)
        with office.store.unit() as unit:
            after = len(ledger(office)), len(unit.proposals.in_state(ProposalState.APPROVED))
            assert after == before
            asked_of = [unit.requests.of_case(one.id) for one in office.store.read_all()]
        assert not any(asked_of)
    assert full > 0
    assert office.store.broken_ledger_row() is None
