"""Runs the command line, in this process or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.cli.main import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    status: int
    out: str
    err: str


def no_pictures(_office: Path, _out: Path) -> list[Path]:
    """Where no window system is there is no picture; `demo-run` says so and goes on."""
    raise ImportError("Qt")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run one command in this process."""
    capsys.readouterr()
    try:
        status = main([str(one) for one in arguments], bootstrap, no_pictures)
    except SystemExit as end:
        status = int(end.code or 0)
    said = capsys.readouterr()
    return Ran(status, said.out, said.err)


def started(arguments: Sequence[str | Path], given: bytes = b"") -> Ran:
    """Run one command as its own process, as a caseworker or another program does."""
    done = subprocess.run(
        [sys.executable, "-m", "ipju", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class Bytes(io.TextIOWrapper):
    """A standard input that holds given bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")
