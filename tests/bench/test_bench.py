"""`make bench` gives every line of its table, here with very small stores."""

import os
import re
import subprocess
import sys
from pathlib import Path

from ipju.cli.season import steps_of

ROOT = Path(__file__).parents[2]


def bench(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "bench" / "run.py"), *options],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )


def test_every_line_but_the_window_is_measured() -> None:
    works = ("search", "lists", "open", "judge", "batch", "import", "ranking", "letters")
    done = bench("--cases", "40", "--batch", "40", "--rounds", "3", "--only", *works)
    assert done.returncode == 0, done.stderr
    head, columns, *lines = done.stdout.splitlines()
    assert head.startswith("40 cases")
    assert columns.split() == ["work", "ours", "floor", "ratio", "limit"]
    for wanted in ("search as you type", "slowest list", "opening a case", "judging one case",
                   "read, judged, stored", "peak memory", "rows: read, checked, stored",
                   "overlaps among", "ranked, published, drawn", "judged twice",
                   "letter: ", "letters in one file"):  # fmt: skip
        assert any(wanted in line for line in lines), wanted
    for line in lines:
        assert re.search(r"\d\.\d{3} (ms|s|MB)", line), line
        unpromised = "read and checked" in line or "judged twice" in line
        assert unpromised or line.endswith(("kept", "MISSED")), line


def test_every_step_of_a_season_is_measured_at_two_sizes() -> None:
    done = bench("--batch", "12", "--only", "season")
    assert done.returncode == 0, done.stderr
    _head, _columns, *lines = done.stdout.splitlines()
    assert len(lines) == len(steps_of())
    for (name, _step), line in zip(steps_of(), lines, strict=True):
        assert line.startswith(f"{name}, one of 12 beside one of 3 "), line
        assert len(re.findall(r"\d\.\d{3} ms", line)) == 2, line


def test_every_list_of_a_season_is_measured_beside_a_smaller_office() -> None:
    done = bench("--cases", "150", "--rounds", "3", "--only", "season-lists")
    assert done.returncode == 0, done.stderr
    _head, _columns, *lines = done.stdout.splitlines()
    for wanted in ("오늘 (담당)", "오늘 (결재)", "접수: 겹치는 신청", "창구: by name",
                   "봉투: today", "보완: by due day", "발송: overview", "발송: all", "결재 대기",
                   "심사 결과표: by reason"):  # fmt: skip
        assert any(line.startswith(f"{wanted} (") for line in lines), wanted
    for line in lines:
        assert re.search(r"\(\d+\.\d\) +\d+\.\d{3} ms +100 ms +(kept|MISSED)$", line), line


def test_an_unknown_line_is_refused() -> None:
    refused = bench("--only", "everything")
    assert refused.returncode == 2
    assert "--only knows" in refused.stderr
