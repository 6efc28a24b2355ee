"""T14: retention at the edges of months: destroyed never early, late never without showing so.

A real store holds cases told their results on the last and first days of months; the day at the
desk goes over the edges of their periods. What is due is reckoned here by turning the calendar.
"""

import random
import tempfile
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from ipju import bootstrap
from ipju.domain.case import Case, Stage
from ipju.domain.decision import Verdict
from ipju.services.destroy import NotDue, certificates, destroy, due_for_destruction
from ipju.services.office import Office
from tests.services.told_results import tell
from tests.torture.result import Result

CASES = 100
MONTHS = {Verdict.INELIGIBLE: 6, Verdict.ELIGIBLE: 60}
IN_TIME = 5
"""Days within which the notice wants a case destroyed after its period."""


@dataclass(frozen=True)
class Kept:
    """A case, the day it was told its result, and the last day of its period."""

    id: UUID
    told_on: date
    ends_on: date


def run(count: int, seed: int = 0) -> Result:
    """Look at `count` pairs of a case and a day at the desk, and try to destroy at the edges."""
    dice = random.Random(seed)
    bad: list[str] = []
    done = tried = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        bootstrap.practice_office(Path(folder) / "office") as intake,
    ):
        kept = [_kept(intake, number, dice) for number in range(min(CASES, count))]
        privacy = replace(intake, actor=bootstrap.seat(intake.store, "한보호"))
        while done < count:
            # An edge of the period of one of them, and a few days around it.
            near = dice.choice(kept).ends_on + timedelta(days=dice.randint(-2, IN_TIME + 2))
            office = replace(privacy, clock=bootstrap.SystemClock(near))
            found = {one.case_id: one for one in due_for_destruction(office)}
            for one in kept:
                late = (near - one.ends_on).days
                said = found.get(one.id)
                if (said is not None) != (late > 0):
                    bad.append(f"told {one.told_on}, on {near}: due {said is not None}")
                elif said and said.overdue_days != max(late - IN_TIME, 0):
                    bad.append(f"told {one.told_on}, on {near}: {said.overdue_days} days late")
            done += len(kept)
            tried += _destroyed_early(office, kept, near, dice, bad)
        gone = _destroyed_in_time(privacy, kept, bad)
    return Result(
        id="T14",
        what="dates at retention edges (29 Feb, month ends)",
        figure="0 destroyed early, 0 kept past due + 5 days without showing as overdue",
        done=done,
        bad=tuple(bad),
        words=f"{tried} early destructions refused, {gone} destroyed in time",
    )


def _kept(office: Office, number: int, dice: random.Random) -> Kept:
    """Store a case told its result on an edge of a month."""
    year, month = dice.randint(2019, 2032), dice.randint(1, 12)
    last = monthrange(year, month)[1]
    told_on = date(year, month, dice.choice((1, 28, last - 1, last, last, last)))
    if dice.random() < 0.2:
        told_on = date(dice.choice((2020, 2024, 2028)), 2, 29)
    verdict = dice.choice((Verdict.INELIGIBLE, Verdict.INELIGIBLE, Verdict.ELIGIBLE))
    case = Case(
        id=uuid4(),
        notice="jangi-ansim-2023-3",
        number=f"2023-3-{number:05d}",
        stage=Stage.SELECTED if verdict is Verdict.ELIGIBLE else Stage.CLOSED,
        practice=True,
    )
    with office.store.unit() as unit:
        unit.cases.add(case)
    tell(office, case.id, verdict, told_on)
    return Kept(case.id, told_on, _turned(told_on, MONTHS[verdict]))


def _turned(day: date, months: int) -> date:
    """Turn the calendar leaf by leaf; where the last leaf lacks the day, take its last one."""
    year, month = day.year, day.month
    for _leaf in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        with suppress(ValueError):
            return date(year, month, day.day)
        day = day.replace(day=day.day - 1)


def _destroyed_early(
    office: Office, kept: list[Kept], near: date, dice: random.Random, bad: list[str]
) -> int:
    """Ask for the destruction of cases whose period is not over; tell how many were refused."""
    early = [one for one in kept if near <= one.ends_on]
    refused = 0
    for one in dice.sample(early, min(3, len(early))):
        try:
            destroy(office, [one.id], "때가 되기 전에")
        except NotDue:
            refused += 1
        else:
            bad.append(f"told {one.told_on}: destroyed on {near}")
    return refused


def _destroyed_in_time(office: Office, kept: list[Kept], bad: list[str]) -> int:
    """Destroy half of the cases, each lot on the day after its period; tell how many went."""
    ends = sorted(one.ends_on for one in kept)
    day = ends[len(ends) // 2] + timedelta(days=1)
    desk = replace(office, clock=bootstrap.SystemClock(day))
    wanted = {one.id for one in kept if one.ends_on < day}
    destroy(desk, [one.case_id for one in due_for_destruction(desk)], "보유 기간이 끝남")
    gone = {one.case_id for one in certificates(desk)}
    if gone != wanted or due_for_destruction(desk):
        bad.append(f"on {day}: {len(gone)} destroyed, {len(wanted)} were due")
    left = desk.store.counts()["total"]
    if left != len(kept) - len(wanted):
        bad.append(f"{left} cases left of {len(kept)}")
    return len(gone)
