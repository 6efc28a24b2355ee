"""Lists of letters are answered from lines of their own: whatever is done, they tell the same."""

from datetime import date
from uuid import UUID

import pytest

from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.post import ReturnWhy
from ipju.services.browse import my_proposals, today
from ipju.services.office import Office
from ipju.services.postings import Posted, record_posted, record_returned
from ipju.services.publishing import outgoing, overview
from ipju.services.record import record
from tests.services.deciding import approved, chairs
from tests.services.desk import stored
from tests.services.posting import NOTICE, decided, issued, listed
from tests.services.rooms import on
from tests.storage.kept_lines import states_of_letters

SENT = BACK = AGAIN = date(2024, 2, 27)


def states(office: Office) -> list[str]:
    return states_of_letters(office.store.connection)


def posted(office: Office, letter: UUID, registered: str, day: date) -> None:
    record_posted(office, [Posted(letter=letter, registered=registered)], day)


def test_a_line_follows_its_letter_out_back_and_out_again(office: Office) -> None:
    desk = chairs(office)
    letters = issued(desk, 2)
    assert states(office) == ["to-send", "to-send"]
    posted(desk.park, letters[0], "1123456789011", SENT)
    assert sorted(states(office)) == ["sent", "to-send"]
    record_returned(desk.park, letters[0], BACK, ReturnWhy.MOVED, "")
    assert sorted(states(office)) == ["returned", "to-send"]
    assert overview(desk.park, NOTICE).letters[PostState.RETURNED] == 1
    case = outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.RETURNED))[0].case_id
    record(
        desk.park,
        case,
        [change(stored(office, case), ("address",), "서울특별시 예시구 새길 1")],
    )
    assert sorted(states(office)) == ["returned", "to-send"]
    posted(desk.park, letters[0], "1123456789012", AGAIN)
    assert sorted(states(office)) == ["sent", "to-send"]
    (one,) = outgoing(desk.park, OutgoingQuery(notice=NOTICE, state=PostState.SENT))
    assert one.address == "서울특별시 예시구 새길 1"
    assert one.posting is not None
    assert one.posting.attempt == 2
    assert len(listed(desk)) == 2


def test_what_waits_for_its_letter_is_what_was_approved_and_not_voided(office: Office) -> None:
    desk = chairs(office)
    assert decided(desk, 3) == 3
    assert states(office) == []
    waiting = overview(desk.park, NOTICE).to_issue
    assert len(waiting) == 3
    with office.store.unit() as unit:
        case = unit.proposals.get(waiting[0]).case_id
    record(desk.park, case, [change(stored(office, case), ("phone",), "010-0000-7777")])
    assert states(office) == []
    assert overview(desk.park, NOTICE).to_issue == waiting[1:]
    # It came back to whoever proposed it, and 오늘 counts as many as his list shows.
    shown = [one.proposal.state for one in my_proposals(desk.park)]
    assert shown == [ProposalState.VOID, ProposalState.APPROVED, ProposalState.APPROVED]
    counted = {one.state: one for one in today(desk.park).decisions}
    assert counted[ProposalState.VOID].count == 1
    assert counted[ProposalState.APPROVED].count == 2
    first = counted[ProposalState.APPROVED].first
    assert first is not None
    assert first.proposal.id == my_proposals(desk.park)[1].proposal.id


@pytest.mark.parametrize("typed", ["number", "name", "registered"])
def test_a_letter_is_found_by_what_is_typed_and_no_other(office: Office, typed: str) -> None:
    desk = chairs(office)
    letters = issued(desk, 3)
    posted(desk.park, letters[1], "1123456789011", SENT)
    everybody = outgoing(desk.park, OutgoingQuery(notice=NOTICE, limit=0))
    wanted = next(one for one in everybody if one.letter == letters[1])
    assert wanted.posting is not None
    words = {
        "number": wanted.case_number,
        "name": wanted.name[:2],
        "registered": wanted.posting.registered,
    }[typed]
    found = outgoing(desk.park, OutgoingQuery(notice=NOTICE, text=words))
    alike = [one for one in everybody if one == wanted or words == one.name[:2]]
    assert list(found) == alike
    none = OutgoingQuery(notice=NOTICE, state=PostState.TO_SEND, text=words)
    assert wanted not in outgoing(desk.park, none)


def test_a_hold_has_no_letter_and_waits_for_none(office: Office) -> None:
    desk = chairs(office)
    assert decided(desk, 1) == 1
    case = next(
        one
        for one in office.store.read_all()
        if one.id not in {line.proposal.case_id for line in my_proposals(desk.park)}
    )
    approved(desk, case, Verdict.HOLD, Matter.PERSON)
    assert states(office) == []
    assert len(overview(on(desk.park, SENT), NOTICE).to_issue) == 1
    assert len(my_proposals(desk.park)) == 1
