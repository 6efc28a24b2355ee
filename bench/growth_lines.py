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

SMALL, LARGE = 150, 600
GROWTH = 2.0
"""Few people measure roughly; a cost that grew with the square of the cases would be near four
times as high."""


def season() -> list[Line]:
    """Return milliseconds of each step for one application, beside those in the small season."""
    few, many = _steps(SMALL), _steps(LARGE)
    return [
        Line(
            work=f"{name}, one of {LARGE:,} beside one of {SMALL:,}",
            ours=many[name] * 1000 / LARGE,
            floor=few[name] * 1000 / SMALL,
            unit="ms",
            limit=GROWTH,
        )
        for name in many
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
