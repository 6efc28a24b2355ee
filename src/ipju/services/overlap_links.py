"""What links two applications (겹침): the people they share, by number or by name and birth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.domain.overlap import CaseBrief, SharedPerson
from ipju.domain.person import Relation

RULE: Final = "one-application"
"""The rule that takes one application of a household; a notice without it forbids no second."""

_NO_MEMBER = frozenset(
    {Relation.SIBLING, Relation.SPOUSE_SIBLING, Relation.OTHER_RELATIVE, Relation.COHABITANT}
)
"""Relations that are no household member wherever they are registered."""


class OverlapKind(Labelled):
    """In what way two applications overlap."""

    SUPPLIES = "supplies", "특별·일반 동시 신청"
    PERSON = "person", "같은 사람이 두 번 신청"
    COUPLE = "couple", "부부가 따로 신청"
    SPOUSE = "spouse", "배우자가 같음"
    MEMBER = "member", "세대구성원이 따로 신청"
    FAMILY = "family", "같은 가족이 두 신청에 있음"
    PHONE = "phone", "전화번호가 같음"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapLink:
    """Somebody who stands in two applications; `certain` when the RRN says so."""

    first: UUID
    second: UUID
    kind: OverlapKind
    name: str
    certain: bool


def forbids_second(notice: Notice) -> bool:
    """Tell whether a notice takes one application of a household only."""
    return RULE in notice.rules


def links_of(people: Iterable[SharedPerson]) -> tuple[OverlapLink, ...]:
    """Return what links two cases: the plainest way only, by number rather than by name."""
    alike: dict[object, list[SharedPerson]] = defaultdict(list)
    for one in people:
        if one.mark:
            alike[one.mark].append(one)
        if one.name and one.birth is not None:
            alike[one.name, one.birth].append(one)
    found: dict[tuple[UUID, UUID], OverlapLink] = {}
    order = list(OverlapKind)
    for group in alike.values():
        for one, other in combinations(group, 2):
            link = link_of(one, other)
            if link is None:
                continue
            known = found.get((link.first, link.second))
            if known is None or (order.index(link.kind), not link.certain) < (
                order.index(known.kind),
                not known.certain,
            ):
                found[link.first, link.second] = link
    return tuple(found.values())


def link_of(one: SharedPerson, other: SharedPerson) -> OverlapLink | None:
    """Return what two people who look alike make of their cases; None where nothing.

    Two numbers tell them apart, and some relations are no household member.
    """
    if one.case_id == other.case_id or (one.mark and other.mark and one.mark != other.mark):
        return None
    kind = _kind(one.relation, other.relation)
    if kind is None:
        return None
    first, second = sorted((one.case_id, other.case_id), key=lambda case: case.hex)
    return OverlapLink(
        first=first,
        second=second,
        kind=kind,
        name=one.name,
        certain=bool(one.mark) and one.mark == other.mark,
    )


def _kind(one: Relation, other: Relation) -> OverlapKind | None:
    both = {one, other}
    if both & _NO_MEMBER:
        return None
    if both == {Relation.SELF}:
        return OverlapKind.PERSON
    if both == {Relation.SELF, Relation.SPOUSE}:
        return OverlapKind.COUPLE
    if both == {Relation.SPOUSE}:
        return OverlapKind.SPOUSE
    return OverlapKind.MEMBER if Relation.SELF in both else OverlapKind.FAMILY


def grouped(links: Sequence[OverlapLink]) -> list[tuple[set[UUID], list[OverlapLink]]]:
    """Return which cases hang together, each group with its links."""
    head: dict[UUID, UUID] = {}

    def top(one: UUID) -> UUID:
        while head.setdefault(one, one) != one:
            one = head[one]
        return one

    for link in links:
        head[top(link.first)] = top(link.second)
    inside: dict[UUID, list[OverlapLink]] = defaultdict(list)
    for link in links:
        inside[top(link.first)].append(link)
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for one in head:
        members[top(one)].add(one)
    return [(members[one], found) for one, found in inside.items()]


def groups_of(
    links: Sequence[OverlapLink], cases: Mapping[UUID, CaseBrief]
) -> list[tuple[list[CaseBrief], list[OverlapLink]]]:
    """Return the cases that hang together, the oldest first, each group with its links."""

    def age(case: CaseBrief) -> tuple[str, str]:
        return (str(case.applied_at or "~"), case.number)

    return [
        (sorted((cases[one] for one in members), key=age), found)
        for members, found in grouped(links)
    ]
