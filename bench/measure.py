"""One line of the table, and how its times are taken: medians, beside the floor, in one run."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was measured in `unit`; `limit` is a ratio to the floor, or an amount without one.

    A line without a limit is shown for what it says, and promises nothing.
    """

    work: str
    ours: float
    unit: str
    limit: float | None = None
    floor: float | None = None

    @property
    def measured(self) -> float:
        """What the limit is held against."""
        return self.ours if self.floor is None else self.ours / self.floor

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.measured <= self.limit

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the table: work, ours, floor, ratio, limit, verdict."""
        ratio = "" if self.floor is None else f"{self.measured:.2f} ×"
        limit = ""
        if self.limit is not None:
            limit = f"{self.limit:g} {'×' if self.floor is not None else self.unit}"
        floor = "" if self.floor is None else f"{self.floor:.3f} {self.unit}"
        verdict = "" if self.limit is None else "kept" if self.kept else "MISSED"
        return self.work, f"{self.ours:.3f} {self.unit}", floor, ratio, limit, verdict


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Return milliseconds of each round of `work`, after one round that doesn't count."""
    work()
    gc.collect()
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        taken.append((perf_counter() - start) * 1000)
    return taken


def beside(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median milliseconds of both, taken in turns so that the machine is the same."""
    mine, bare = [], []
    for _ in range(3):
        mine += times(ours, max(1, rounds // 3))
        bare += times(floor, max(1, rounds // 3))
    return median(mine), median(bare)
