"""A quick run of every torture; `make torture` does them in full."""

import importlib
from pathlib import Path

import pytest

from tests.torture.figures import FIGURES
from tests.torture.result import Result
from tests.torture.t03 import traces

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", FIGURES)
def test_the_figure_is_reached(name: str) -> None:
    module, _full, quick = FIGURES[name]
    result: Result = importlib.import_module(f"tests.torture.{module}").run(quick)
    assert result.id == name
    assert result.bad == ()
    assert result.reached


def test_every_torture_has_its_figure() -> None:
    assert {one.stem for one in HERE.glob("t[0-9]*.py")} == {one[0] for one in FIGURES.values()}


def test_a_torture_that_did_nothing_reached_nothing() -> None:
    assert not Result(id="T0", what="", figure="", done=0).reached
    assert not Result(id="T0", what="", figure="", done=1, bad=("lost",)).reached


@pytest.mark.parametrize(
    "written",
    [
        b"990229-1234567",
        b"9902291234567",
        "9902291234567".encode("utf-16-le"),
        "9902291234567".encode("utf-16-be"),
        b"OTkwMjI5MTIzNDU2Nw==",
        b"39393032323931323334353637",
    ],
)
def test_the_byte_scan_sees_a_number_however_it_is_written(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before " + written + b" after")
    assert list(traces(path, ["9902291234567"]))
    path.write_bytes(b"before 9902291234568 after")
    assert not list(traces(path, ["9902291234567"]))
