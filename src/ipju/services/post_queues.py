"""What 오늘 tells of the post: letters that were issued and not sent, and those that came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipju.domain.notice import Notice
from ipju.domain.outgoing import OutgoingLetter, OutgoingQuery, PostState
from ipju.services.ports import UnitOfWork

_QUEUES = (
    (PostState.TO_SEND, "보낼 통지", "내고 아직 부치지 않음"),
    (PostState.RETURNED, "반송된 통지", "돌아와서 다시 보낼 것"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQueue:
    """Letters of one notice in one state of the post, and the one that goes out first."""

    notice: str
    state: PostState
    title: str
    detail: str
    count: int
    first: OutgoingLetter


def post_queues(unit: UnitOfWork, notices: Iterable[Notice]) -> tuple[PostQueue, ...]:
    """Return what waits for the post, notice by notice; empty queues are left out."""
    queues = []
    for notice in notices:
        tally = unit.outgoing.tally(notice.id)
        for state, title, detail in _QUEUES:
            if not tally.get(state):
                continue
            found = unit.outgoing.letters(OutgoingQuery(notice=notice.id, state=state, limit=1))
            queues.append(
                PostQueue(
                    notice=notice.id,
                    state=state,
                    title=title,
                    detail=detail,
                    count=tally[state],
                    first=found[0],
                )
            )
    return tuple(queues)
