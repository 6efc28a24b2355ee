"""Overlaps marked by hand (겹침 표시): a second application that was opened knowingly.

Numbers and birth dates tell most overlaps by themselves; what only a name or a phone tells is
kept here until somebody settles it, or until the facts show two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.person import Person
from ipju.services.office import Office
from ipju.services.overlap_links import OverlapKind, OverlapLink, links_of
from ipju.services.ports import UnitOfWork

SETTLED, UNSETTLED = "settle-overlap", "unsettle-overlap"
"""Acts by which a group is settled, and waits again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapMark:
    """Two cases that are to be looked at together; `people` stand in the one and the other.

    No people where it is the phone that is the same.
    """

    first: UUID
    second: UUID
    kind: OverlapKind
    certain: bool
    people: tuple[UUID, UUID] | None = None


def setting_of(notice_id: str) -> str:
    """Return under which name it is kept how the pairs of a notice were settled."""
    return f"overlaps/{notice_id}"


def pair_of(one: UUID, other: UUID) -> str:
    """Return what names two cases, whichever comes first."""
    return _pair(one.hex, other.hex)


def _pair(one: str, other: str) -> str:
    return "-".join(sorted((one, other)))


def settled_pairs(unit: UnitOfWork, notice_id: str) -> Mapping[str, Any]:
    """Return how each pair of cases of a notice was settled, by `pair_of`.

    Only what the ledger bears out: a pair that was settled past the program waits for somebody.
    """
    kept: Mapping[str, Any] = unit.settings.get(setting_of(notice_id), {})
    if not kept:
        return kept
    told: dict[str, tuple[str, str]] = {}
    for who, action, detail in unit.ledger.told((SETTLED, UNSETTLED)):
        for one, other in combinations(detail["cases"], 2):
            if action == SETTLED:
                told[_pair(one, other)] = (detail["stands"], who)
            else:
                told.pop(_pair(one, other), None)
    return {pair: one for pair, one in kept.items() if told.get(pair) == (one["stands"], one["by"])}


def keep_marks(unit: UnitOfWork, notice_id: str, marks: Iterable[OverlapMark]) -> None:
    """Remember that these cases are to be looked at together; ids only, nobody's name."""
    known = dict(unit.settings.get(_marks(notice_id), {}))
    for one in marks:
        known[pair_of(one.first, one.second)] = {
            "cases": [one.first.hex, one.second.hex],
            "kind": one.kind.value,
            "certain": one.certain,
            "people": [person.hex for person in one.people] if one.people else [],
        }
    unit.settings.put(_marks(notice_id), known)


def live_links(office: Office, unit: UnitOfWork, notice_id: str) -> tuple[OverlapLink, ...]:
    """Return what links the cases of a notice that are not closed: by facts, then by marks."""
    told = links_of(office.store.shared_people(notice_id))
    known = {pair_of(one.first, one.second) for one in told}
    marks = unit.settings.get(_marks(notice_id), {})
    more = (_marked(unit, mark) for pair, mark in marks.items() if pair not in known)
    return (*told, *(one for one in more if one is not None))


def _marks(notice_id: str) -> str:
    return f"overlap-marks/{notice_id}"


def _marked(unit: UnitOfWork, mark: Mapping[str, Any]) -> OverlapLink | None:
    """Return a mark as a link; None where a case is gone or facts tell them apart."""
    try:
        one, other = (unit.cases.get(UUID(case)) for case in mark["cases"])
    except KeyError:  # destroyed in the meantime
        return None
    if Stage.CLOSED in (one.stage, other.stage):
        return None
    if mark["people"]:
        first, second = (
            _person(case, UUID(who)) for case, who in zip((one, other), mark["people"], strict=True)
        )
        if first is not None and second is not None and _told_apart(first, second):
            return None
    applicant = one.applicant
    ends = sorted((one.id, other.id), key=lambda case: case.hex)
    return OverlapLink(
        first=ends[0],
        second=ends[1],
        kind=OverlapKind.of(mark["kind"]),
        name=applicant.name if applicant else "",
        certain=mark["certain"],
    )


def _person(case: Case, who: UUID) -> Person | None:
    return next((one for one in case.people if one.id == who), None)


def _told_apart(one: Person, other: Person) -> bool:
    if one.rrn and other.rrn:
        return one.rrn != other.rrn
    return one.birth is not None and other.birth is not None and one.birth != other.birth
