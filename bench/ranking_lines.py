"""Ranking ten thousand: order, line, digest to publish, every lot, the final order; and 모의."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from measure import Line, times
from stores import notice, opened

from ipju import bootstrap
from ipju.domain.draw import RosterEntry
from ipju.rules.ranking import drawn, in_order, order_digest, placed, summary_of
from ipju.services.what_if import Limits, what_if

TEN_THOUSAND = 10_000
SEED = "03-11-17-22-25-31-38-40-44"
FIRST = date(1944, 1, 1)
DAYS = 20_000


def pure(count: int, rounds: int) -> list[Line]:
    """Rank and draw as many invented entries; seconds."""
    dice, terms = Random(1), notice()
    entries = [
        RosterEntry(
            case_id=UUID(int=at),
            number=f"2023-3-{at:05}",
            rank=None,
            points=dice.randrange(16),
            dependants=dice.randrange(6),
            birth=FIRST + timedelta(dice.randrange(DAYS)),
        )
        for at in range(count)
    ]

    def work() -> None:
        order = in_order(entries, terms)
        quota = count // 5
        summary_of("bench", "일반공급", quota, order)
        placed(order, quota, SEED)
        order_digest(drawn(order, SEED))

    taken = median(times(work, max(3, rounds // 10))) / 1000
    name = f"{count:,} ranked, published, drawn"
    return [Line(work=name, ours=taken, unit="s", limit=count / TEN_THOUSAND)]


def simulated(folder: Path, count: int) -> list[Line]:
    """Judge every case under two sets of limits and rank both; seconds, and no promise."""
    store = opened(folder)
    office = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    start = perf_counter()
    found = what_if(office, notice().id, limits=Limits(income_percent=110))
    taken = perf_counter() - start
    store.close()
    if found.stopped or found.cases > count:
        raise RuntimeError(f"{found.cases} of {count} cases were tried")
    return [Line(work=f"모의: {found.cases:,} judged twice, ranked twice", ours=taken, unit="s")]
