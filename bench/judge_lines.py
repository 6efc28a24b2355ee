"""Judging one case, and ten thousand read, judged and stored by a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from measure import Line
from stores import notice, opened

from ipju.bootstrap import PRACTICE_DAY
from ipju.rules.judge import judge

TEN_THOUSAND = 10_000


def one(folder: Path, rounds: int) -> list[Line]:
    """Judge cases one by one, as every edit does."""
    store = opened(folder)
    cases = list(islice(store.read_all(), 10 * rounds))
    store.close()
    terms = notice()
    taken = []
    for case in cases:
        start = perf_counter()
        judge(case, terms, PRACTICE_DAY)
        taken.append((perf_counter() - start) * 1000)
    return [Line(work="judging one case", ours=median(taken), unit="ms", limit=2)]


def many(folder: Path, count: int) -> list[Line]:
    """Read, judge and store every case; seconds and the peak of the process's memory."""
    child = Path(__file__).with_name("child_examine.py")
    run = subprocess.run(
        [sys.executable, str(child), str(folder)], capture_output=True, text=True, check=True
    )
    found = json.loads(run.stdout)
    if found["done"] != count:
        raise RuntimeError(f"{found['done']} of {count} cases were examined")
    share = count / TEN_THOUSAND
    name = f"{count:,} cases read, judged, stored"
    return [
        Line(work=name, ours=found["seconds"], unit="s", limit=12 * share),
        Line(work=f"{name}: peak memory", ours=found["megabytes"], unit="MB", limit=500),
    ]
