"""The commands the README promises exist, and CI calls nothing but `make test`."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def dry_run(target: str) -> str:
    """Return what `make TARGET` would run."""
    return subprocess.run(
        ["make", "--dry-run", "--no-print-directory", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_readme_begins_with_the_two_commands() -> None:
    top = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:6]
    commands = [line.split("#")[0].strip() for line in top if line.startswith("    ")]
    assert commands == ["make run", "make test"]


def test_ci_calls_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#!")
    assert [line for line in lines[1:] if not line.startswith(("set ", "cd "))] == ["make test"]


def test_make_test_checks_everything() -> None:
    plan = dry_run("test")
    for step in (
        "ruff format --check",
        "ruff check",
        "mypy",
        "lint-imports",
        "tests.house.no_qt",
        "tests/ui",
        "--fail-under=100",
    ):
        assert step in plan, step


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("*.sh")), ids=lambda p: p.name)
def test_a_script_is_sound_shell(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_the_libraries_named_for_make_run_are_those_the_package_depends_on() -> None:
    setup = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    listed = re.search(r"^libraries=\(([^)]*)\)", setup, re.MULTILINE)
    control = re.search(
        r"^Depends: (.*)$",
        (ROOT / "packaging" / "linux" / "build.sh").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert listed is not None
    assert control is not None
    assert listed[1].split() == control[1].split(", ")
