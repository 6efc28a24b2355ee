"""순위·추첨: freeze the roster, publish its digest, draw, prove it; annulled draws stay visible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from ipju.domain.account import Role
from ipju.domain.case import Supply
from ipju.domain.draw import Draw, Roster
from ipju.domain.draw_text import Summary, read_seed, roster_text
from ipju.domain.rrn import without_rrn
from ipju.rules.ranking import (
    Cut,
    Placed,
    Selection,
    cut,
    drawn,
    order_digest,
    placed,
    summary_of,
)
from ipju.services.authority import DECIDING, may, note
from ipju.services.candidates import Candidates, Track, approvals, candidates, same_place
from ipju.services.files import write_whole
from ipju.services.frozen import name_of, names_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.ranking_problems import (
    AlreadyDrawn,
    CannotRank,
    ClockBack,
    Destroyed,
    LeftOut,
    Moved,
    NobodyEligible,
    NoQuota,
    NoReason,
    NotSaid,
    NotWhole,
    Superseded,
    Unaccounted,
)
from ipju.services.what_if import Limits, WhatIf, what_if

__all__ = [
    "Candidates",
    "CannotRank",
    "Limits",
    "Selection",
    "Track",
    "WhatIf",
    "candidates",
    "what_if",
]

_ROSTER, _DRAW = "순위 명부", "추첨 기록"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A roster that was frozen: `roster.digest` is what is to be published.

    `undecided` are the applications of its supply type that nobody has decided upon yet.
    """

    roster: Roster
    changes: Changes
    undecided: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw as it now stands."""

    draw: Draw
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawLine:
    """A draw with the names of who entered it and who annulled it; standing while not annulled."""

    draw: Draw
    by: str
    annulled_by: str

    @property
    def stands(self) -> bool:
        """Whether the draw was not annulled."""
        return self.draw.annulled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """A roster with the name of who froze it and every draw upon it, the newest first.

    `newest`: no later roster of its supply type was frozen.
    """

    roster: Roster
    by: str
    draws: tuple[DrawLine, ...]
    newest: bool

    @property
    def standing(self) -> DrawLine | None:
        """The draw that stands, if any."""
        return next((one for one in self.draws if one.stands), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a roster ends: everybody in order. Before the draw the tied at the line are open.

    `changed` are the cases whose approval has lost its effect since the roster was frozen, unless
    a new one gives the same line, `gone` those destroyed (파기) since; nobody moves up (B35).
    """

    line: RosterLine
    summary: Summary
    cut: Cut
    placed: tuple[Placed, ...]
    changed: frozenset[UUID]
    gone: frozenset[UUID] = frozenset()

    @property
    def settled(self) -> bool:
        """Whether it is certain who is selected: drawn, or nobody stands equal at the line."""
        return self.line.standing is not None or not self.cut.tied

    @property
    def selected(self) -> tuple[UUID, ...]:
        """The cases that are selected, in order."""
        chosen = Selection.SELECTED
        return tuple(one.entry.case_id for one in self.placed if one.selection is chosen)


@may(Role.SUPERVISOR)
def freeze_roster(
    office: Office,
    notice_id: str,
    supply: Supply,
    reason: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    quota: int | None = None,
) -> Frozen:
    """Freeze the eligible of a supply type in their order; the digest is to be published.

    `quota` stands instead of the printed one, which is an estimate (B4); nothing is carried over
    from another supply type.

    NobodyEligible, LeftOut for an approved one that cannot be ranked, AlreadyDrawn while a draw
    of this supply type stands, Moved when approvals changed meanwhile, Unaccounted when the ledger
    tells of other approvals than were read, NoReason, NoQuota.
    """
    words = without_rrn(reason.strip())
    if not words:
        raise NoReason("명부를 굳히는")
    found = candidates(office, notice_id, progress)
    track = found.track(supply)
    if track.left_out:
        raise LeftOut(track.left_out)
    if not track.entries:
        raise NobodyEligible(supply.label)
    homes = track.quota if quota is None else quota
    if homes < 0:
        raise NoQuota
    told = sum(office.store.season.standing(notice_id).values())
    if told != found.decided:
        raise Unaccounted(told, found.decided)
    summary = summary_of(notice_id, supply.label, homes, track.entries)
    roster = Roster(
        id=uuid4(),
        notice=notice_id,
        supply=supply,
        quota=homes,
        frozen_at=office.clock.now(),
        frozen_by=office.actor.id,
        entries=track.entries,
        digest=summary.digest,
    )
    with office.store.unit() as unit:
        if not found.rests_on <= {one.id for one in approvals(unit)}:
            raise Moved
        _refuse_drawn(unit, notice_id, supply)
        unit.rosters.freeze(roster)
        detail = {
            "roster": roster.id.hex,
            "notice": notice_id,
            "supply": supply.value,
            "quota": homes,
            "printed": track.quota,
            "entries": len(track.entries),
            "undecided": track.undecided,
            "digest": roster.digest,
        }
        note(office, unit, "freeze-roster", why=words, detail=detail)
    return Frozen(roster, Changes(season=True, trail=True), track.undecided)


@may(DECIDING)
def rosters(office: Office, notice_id: str, supply: Supply | None = None) -> tuple[RosterLine, ...]:
    """Return every roster of a notice with its draws, the newest first, annulled ones too.

    NotWhole when one of them was altered or taken away past the program.
    """
    names = names_of(office.store.staff())
    with office.store.unit() as unit:
        _refuse_missing(unit, notice_id, supply)
        seen: set[Supply] = set()
        lines = []
        for one in unit.rosters.all(notice_id, supply):
            lines.append(_line(unit, names, one, one.supply not in seen))
            seen.add(one.supply)
        return tuple(lines)


@may(DECIDING)
def result(office: Office, roster_id: UUID) -> Result:
    """Return who is selected by a roster, in order; before its draw the tied are open.

    KeyError when there is no such roster, NotWhole when roster or draw were altered past the
    program.
    """
    names = names_of(office.store.staff())
    with office.store.unit() as unit:
        roster = _whole(unit, roster_id)
        _refuse_missing(unit, roster.notice, roster.supply)
        newest = unit.rosters.all(roster.notice, roster.supply)[0].id == roster_id
        line = _line(unit, names, roster, newest)
        stand = unit.rosters.standing(roster_id)
        gone = _gone(unit, roster)
        stand |= same_place(office, unit, roster, unit.rosters.anew(roster_id))
    standing = line.standing
    if standing is not None:
        refuse_altered(roster, standing.draw)
    return Result(
        line=line,
        summary=_summary(roster),
        cut=cut(roster.entries, roster.quota),
        placed=placed(roster.entries, roster.quota, standing.draw.seed if standing else None),
        changed=frozenset(one.case_id for one in roster.entries) - stand - gone,
        gone=gone,
    )


def _gone(unit: UnitOfWork, roster: Roster) -> frozenset[UUID]:
    """Return the cases of a roster that were destroyed (파기) since it was frozen."""
    destroyed = {one.case_id for one in unit.destructions.all()}
    return frozenset(one.case_id for one in roster.entries if one.case_id in destroyed)


@may(Role.SUPERVISOR)
def draw(office: Office, roster_id: UUID, seed: str, place: str, witnesses: str) -> Drawn:
    """Enter the seed of a public draw: nine balls 1–45 in their order, or a text.

    BadSeed, NotSaid without place or witnesses, AlreadyDrawn while a draw of the supply type
    stands, Superseded for a roster that is not the newest, NotWhole, ClockBack.
    """
    words = read_seed(seed)
    for said, what in ((place, "곳을"), (witnesses, "자리에 있던 사람을")):
        if not said.strip():
            raise NotSaid(what)
    with office.store.unit() as unit:
        roster = _whole(unit, roster_id)
        _refuse_drawn(unit, roster.notice, roster.supply)
        if unit.rosters.all(roster.notice, roster.supply)[0].id != roster_id:
            raise Superseded
        now = office.clock.now()
        if now < roster.frozen_at:
            raise ClockBack
        found = Draw(
            id=uuid4(),
            roster=roster_id,
            seed=words,
            place=without_rrn(" ".join(place.split())),
            witnesses=without_rrn(" ".join(witnesses.split())),
            drawn_at=now,
            drawn_by=office.actor.id,
            order_digest=order_digest(drawn(roster.entries, words)),
        )
        unit.rosters.draw(found)
        detail = {
            "draw": found.id.hex,
            "roster": roster_id.hex,
            "seed": words,
            "order": found.order_digest,
        }
        note(office, unit, "draw", why=found.place, detail=detail)
    return Drawn(found, _CHANGES)


@may(Role.SUPERVISOR)
def annul(office: Office, draw_id: UUID, reason: str) -> Drawn:
    """Annul a draw with its reason; it stays on record, in the history and on its proof.

    KeyError when there is no standing draw of this id.
    """
    words = without_rrn(reason.strip())
    if not words:
        raise NoReason("추첨을 무효로 하는")
    with office.store.unit() as unit:
        found = unit.rosters.annul(draw_id, office.actor.id, office.clock.now(), words)
        detail = {"draw": draw_id.hex, "roster": found.roster.hex}
        note(office, unit, "annul-draw", why=words, detail=detail)
    return Drawn(found, _CHANGES)


@may(DECIDING)
def save_roster(office: Office, roster_id: UUID, path: Path, reason: str) -> Path:
    """Write the roster as the text whose SHA-256 is the roster digest; a ledger row with why.

    It holds numbers, points and birth dates, no names. NoReason; Destroyed once a case in it was
    destroyed, whose data leave the office no more; OSError when it can't be written.
    """
    words = without_rrn(reason.strip())
    if not words:
        raise NoReason("명부를 내보내는")
    with office.store.unit() as unit:
        roster = _whole(unit, roster_id)
        gone = _gone(unit, roster)
        if gone:
            raise Destroyed(len(gone))
        detail = {"roster": roster_id.hex, "entries": len(roster.entries)}
        note(office, unit, "export-roster", why=words, detail=detail)
        # The row and the file stand or fall together.
        return write_whole(path, roster_text(roster.entries).encode())


_CHANGES = Changes(season=True, queues=True, trail=True)


def _summary(roster: Roster) -> Summary:
    return summary_of(roster.notice, roster.supply.label, roster.quota, roster.entries)


def _whole(unit: UnitOfWork, roster_id: UUID) -> Roster:
    roster = unit.rosters.get(roster_id)
    if not roster.whole or _summary(roster).digest != roster.digest:
        raise NotWhole(_ROSTER)
    return roster


def refuse_altered(roster: Roster, found: Draw) -> None:
    """Raise NotWhole when a draw is not what was drawn upon its roster."""
    if not found.whole or found.order_digest != order_digest(drawn(roster.entries, found.seed)):
        raise NotWhole(_DRAW)


def _refuse_drawn(unit: UnitOfWork, notice_id: str, supply: Supply) -> None:
    _refuse_missing(unit, notice_id, supply)
    for one in unit.rosters.all(notice_id, supply):
        for each in unit.rosters.draws(one.id):
            # One that was annulled past the program is not annulled.
            if not each.whole:
                raise NotWhole(_DRAW)
            if each.annulled_at is None:
                raise AlreadyDrawn(supply.label)


def _refuse_missing(unit: UnitOfWork, notice_id: str, supply: Supply | None) -> None:
    if unit.rosters.missing(notice_id, supply):
        raise NotWhole("장부에 있는 명부나 추첨이 없음")


def _line(unit: UnitOfWork, names: dict[str, str], roster: Roster, newest: bool) -> RosterLine:
    draws = unit.rosters.draws(roster.id)
    for whole, what in ((roster.whole, _ROSTER), (all(one.whole for one in draws), _DRAW)):
        if not whole:
            raise NotWhole(what)
    return RosterLine(
        roster=roster,
        by=name_of(names, roster.frozen_by),
        draws=tuple(
            DrawLine(
                draw=one,
                by=name_of(names, one.drawn_by),
                annulled_by=name_of(names, one.annulled_by),
            )
            for one in draws
        ),
        newest=newest,
    )
