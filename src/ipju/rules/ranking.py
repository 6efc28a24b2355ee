"""Ranking (순위) and draw (추첨): order, the line where the quota ends, lots, simulations.

Special supply by rank first (B1), then points, dependants (B2), the older applicant; born the same
day are drawn by lot: HMAC-SHA-256 with the seed as key over the case number, the smallest first.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ipju.domain.draw import RosterEntry
from ipju.domain.draw_text import Summary, digest_of, numbers_text, plain, roster_text
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.rules.points_total import RankKey, ranking


class Selection(Labelled):
    """How an eligible application ends within the quota (선정 결과)."""

    SELECTED = "selected", "선정"
    DRAW = "draw", "추첨 대상"
    NOT_SELECTED = "not-selected", "미선정"


type_of_standing = tuple[int, int, int, date]


def standing(entry: RosterEntry) -> type_of_standing:
    """Return what ranks an entry; entries with equal standing are drawn by lot."""
    return entry.rank or 0, entry.points, entry.dependants, entry.birth


def in_order(entries: Iterable[RosterEntry], notice: Notice) -> tuple[RosterEntry, ...]:
    """Return entries as they are selected, equal ones by number until the draw.

    Raises KeyError for a notice that does not say what comes first (B1).
    """
    keyed = [
        (
            ranking(
                RankKey(
                    rank=one.rank or 0,
                    points=one.points,
                    dependants=one.dependants,
                    birth=one.birth,
                ),
                notice,
            ),
            one.number,
            one,
        )
        for one in entries
    ]
    return tuple(one for _key, _number, one in sorted(keyed, key=lambda each: each[:2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Where the quota ends among `count` in order: `sure` are in without a draw.

    `tied` stand equal across the line, in the order of the roster; `seats` of them are selected.
    """

    sure: int
    tied: tuple[RosterEntry, ...]
    seats: int
    last: RosterEntry | None
    """The last one who is in, or the first of the tied; None when nobody is."""


def cut(entries: Sequence[RosterEntry], quota: int) -> Cut:
    """Return where a quota (호) ends in entries that are in order."""
    quota = max(quota, 0)
    if quota == 0 or len(entries) <= quota:
        return Cut(
            sure=min(quota, len(entries)),
            tied=(),
            seats=0,
            last=entries[-1] if quota and entries else None,
        )
    last, following = entries[quota - 1], entries[quota]
    if standing(last) != standing(following):
        return Cut(sure=quota, tied=(), seats=0, last=last)
    tied = tuple(one for one in entries if standing(one) == standing(last))
    sure = entries.index(tied[0])
    return Cut(sure=sure, tied=tied, seats=quota - sure, last=tied[0])


def ties(entries: Sequence[RosterEntry]) -> int:
    """Return how many entries stand equal with another one."""
    sizes = [len(list(group)) for _standing, group in groupby(entries, key=standing)]
    return sum(one for one in sizes if one > 1)


def summary_of(notice: str, supply: str, quota: int, entries: Sequence[RosterEntry]) -> Summary:
    """Return the summary of a roster in order, whose digest is published before the draw."""
    found = cut(entries, quota)
    return Summary(
        notice=notice,
        supply=supply,
        quota=quota,
        count=len(entries),
        sure=found.sure,
        roster=digest_of(roster_text(entries)),
        tied=tuple(plain(one.number) for one in found.tied),
    )


def lot(seed: str, number: str) -> str:
    """Return the lot of a case number: HMAC-SHA-256(seed, number) in hex; the smallest is first."""
    return hmac.digest(seed.encode(), plain(number).encode(), hashlib.sha256).hex()


def by_lot(seed: str, numbers: Iterable[str]) -> tuple[str, ...]:
    """Return case numbers in the order of their lots."""
    return tuple(sorted((plain(one) for one in numbers), key=lambda one: lot(seed, one)))


def drawn(entries: Sequence[RosterEntry], seed: str) -> tuple[RosterEntry, ...]:
    """Return entries in their final order: equal ones by their lots."""
    return tuple(
        one
        for _standing, group in groupby(entries, key=standing)
        for one in sorted(group, key=lambda each: lot(seed, each.number))
    )


def order_digest(entries: Iterable[RosterEntry]) -> str:
    """Return the digest of a final order (순서 지문)."""
    return digest_of(numbers_text(one.number for one in entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One entry with its place, counted from 1, and how it ends.

    `tied`: it stands equal with another one. Before the draw equal ones share the first place of
    theirs.
    """

    entry: RosterEntry
    place: int
    tied: bool
    selection: Selection


def placed(entries: Sequence[RosterEntry], quota: int, seed: str | None) -> tuple[Placed, ...]:
    """Return every entry of a roster in order with its place; `seed` None: not drawn yet."""
    found = cut(entries, quota)
    open_from, open_until = found.sure, found.sure + len(found.tied)
    lines: list[Placed] = []
    for _standing, each in groupby(entries, key=standing):
        group = list(each)
        first = len(lines)
        if seed is not None:
            group.sort(key=lambda one: lot(seed, one.number))
        for at, one in enumerate(group, first):
            selection = Selection.SELECTED if at < quota else Selection.NOT_SELECTED
            if seed is None and open_from <= at < open_until:
                selection = Selection.DRAW
            lines.append(
                Placed(
                    entry=one,
                    place=(first if seed is None else at) + 1,
                    tied=len(group) > 1,
                    selection=selection,
                )
            )
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a simulation (모의) moves: who comes in, falls out, or comes to stand in the draw."""

    selected: tuple[int, int]
    """How many are in without a draw, before and after."""
    drawn: tuple[int, int]
    """How many stand in the draw, before and after."""
    into: tuple[str, ...]
    """Numbers of those who are in afterwards and were not before."""
    out: tuple[str, ...]
    """Numbers of those who were in and are not any more."""


def moved(before: Sequence[Placed], after: Sequence[Placed]) -> Moved:
    """Compare two rankings of a supply type; both before any draw."""
    was, now = _selected(before), _selected(after)
    return Moved(
        selected=(len(was), len(now)),
        drawn=(_in_draw(before), _in_draw(after)),
        into=tuple(one for one in now if one not in was),
        out=tuple(one for one in was if one not in now),
    )


def _selected(lines: Sequence[Placed]) -> dict[str, None]:
    """Numbers in order, kept in a dict for quick membership."""
    return {one.entry.number: None for one in lines if one.selection is Selection.SELECTED}


def _in_draw(lines: Sequence[Placed]) -> int:
    return sum(one.selection is Selection.DRAW for one in lines)
