"""Letters of several people, decided by two and issued, as the post gets them."""

from uuid import UUID

from ipju.domain.decision import Matter, Verdict
from ipju.domain.editing import change
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.services.approve import approve
from ipju.services.frozen import CannotDecide
from ipju.services.letters import CannotPrint
from ipju.services.practice import fill
from ipju.services.propose import propose
from ipju.services.publishing import issue_many, outgoing, overview
from ipju.services.record import record
from tests.services.deciding import Chairs

NOTICE = "jangi-ansim-2023-3"


def decided(desk: Chairs, count: int, people: int = 16) -> int:
    """Fill the office and have up to `count` decisions approved; return how many there are."""
    fill(desk.park, NOTICE, people)
    made = 0
    for case in list(desk.park.store.read_all()):
        # Everybody lives elsewhere, and not in the order of the numbers.
        case = record(
            desk.park, case.id, [change(case, ("postcode",), f"{(made * 7919) % 9000 + 1000:05d}")]
        ).case
        for verdict in (Verdict.ELIGIBLE, Verdict.INELIGIBLE):
            try:
                one = propose(desk.park, case.id, Matter.PERSON, verdict, "심사표와 같음").proposal
            except (CannotPrint, CannotDecide):
                continue
            approve(desk.choi, one.id, one.digest)
            made += 1
            break
        if made == count:
            break
    return made


def issued(desk: Chairs, count: int) -> tuple[UUID, ...]:
    """Return the letters of `count` people as they stand in the list, issued and not yet sent."""
    assert decided(desk, count) == count
    ended = issue_many(desk.park, overview(desk.park, NOTICE).to_issue)
    assert ended.failed == ()
    return listed(desk, PostState.TO_SEND)


def listed(desk: Chairs, state: PostState | None = None) -> tuple[UUID, ...]:
    query = OutgoingQuery(notice=NOTICE, state=state, limit=0)
    return tuple(one.letter for one in outgoing(desk.park, query))
