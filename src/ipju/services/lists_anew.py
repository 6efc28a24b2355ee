"""Lists of letters made anew (통지 목록) where somebody altered them past the program."""

from __future__ import annotations

from dataclasses import dataclass

from ipju.services.authority import EVERYONE, may, note
from ipju.services.office import Changes, Office


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many lines did not say what letters, postings and decisions say; 0: all of them did."""

    lines: int
    changes: Changes


@may(EVERYONE)
def rebuild_lists(office: Office) -> Rebuilt:
    """Hold the lists of letters against the records, and make them anew where they differ.

    A letter that was hidden from the post comes into sight again; a row of the ledger tells of
    it. Nothing is written where all is as it must be.
    """
    with office.store.unit() as unit:
        lines = unit.outgoing.rebuild()
        if lines:
            note(office, unit, "rebuild-lists", detail={"lines": lines})
    changed = bool(lines)
    return Rebuilt(lines, Changes(letters=changed, queues=changed, trail=changed))
