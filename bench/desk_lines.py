"""From the start of the process to the first paint, beside a bare window with the same imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from measure import Line
from stores import CACHE

HERE = Path(__file__).parent
COMPILED = CACHE / "compiled"


def start(folder: Path, rounds: int) -> list[Line]:
    """Start the desk on a store, in turns with the floor; each start is a process of its own."""
    painted, filled, floor = [], [], []
    for index in range(rounds + 1):
        first, queues = _moments("child_desk.py", folder)
        (bare,) = _moments("child_floor.py", folder)
        if index:
            painted.append(first)
            filled.append(queues)
            floor.append(bare)
    least = median(floor)
    return [
        Line(work="start to first paint", ours=median(painted), floor=least, unit="ms", limit=1.3),
        Line(work="start to the queues painted", ours=median(filled), floor=least, unit="ms"),
    ]


def _moments(child: str, folder: Path) -> list[float]:
    """Return the milliseconds from the start of a child to each moment it tells."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(COMPILED),
    }
    # A desk starts from compiled modules; the first pair of starts compiles them.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = perf_counter()
    run = subprocess.run(
        [sys.executable, str(HERE / child), str(folder)],
        capture_output=True,
        text=True,
        env=environment,
    )
    if run.returncode:
        raise RuntimeError(f"{child}: {run.stderr}")
    # The monotonic clock is one for all processes of the machine.
    return [(float(line) - begun) * 1000 for line in run.stdout.split()]
