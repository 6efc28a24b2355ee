"""A season at two sizes: what each step costs a case must not grow with how many there are.

Seconds of the processor are taken, so that another program beside it changes little.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import Line

LARGE = 600
"""Applications of the larger season; the smaller one has a quarter of them."""

GROWTH = 2.0
"""Few people measure roughly; a cost that grew with the square of the cases would be near four
times as high."""


def season(count: int) -> list[Line]:
    """Return milliseconds of each step for one of `count` applications, beside one of a quarter."""
    quarter = max(1, count // 4)
    few, many = _steps(quarter), _steps(count)
    return [
        Line(
            work=f"{name}, one of {count:,} beside one of {quarter:,}",
            ours=seconds * 1000 / count,
            floor=few[name] * 1000 / quarter,
            unit="ms",
            limit=GROWTH,
        )
        for name, seconds in many.items()
    ]


def _steps(count: int) -> dict[str, float]:
    child = Path(__file__).with_name("child_season.py")
    with TemporaryDirectory() as folder:
        run = subprocess.run(
            [sys.executable, str(child), str(count), folder],
            capture_output=True,
            text=True,
            check=True,
        )
    return dict(json.loads(run.stdout.splitlines()[-1]))
