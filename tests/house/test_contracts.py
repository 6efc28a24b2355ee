"""The imports of the whole package keep the contracts, and each contract can be broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: contract id, the room that breaks it, the import that does.
VIOLATIONS = [
    ("layers", "domain", "import ipju.rules"),
    ("layers", "rules", "import ipju.notices"),
    ("layers", "rules", "import ipju.services"),
    ("layers", "notices", "import ipju.services"),
    ("layers", "services", "import ipju.storage"),
    ("layers", "printing", "import ipju.notices"),
    ("layers", "storage", "import ipju.bootstrap"),
    ("layers", "cli", "import ipju.ui"),
    ("layers", "ui", "import ipju.bootstrap"),
    ("layers", "ui", "import ipju.__main__"),
    ("qt-only-in-ui", "services", "import PySide6.QtCore"),
    ("qt-only-in-ui", "cli", "from PySide6 import QtGui"),
    ("sql-only-in-storage", "services", "import sqlalchemy"),
    ("sql-only-in-storage", "ui", "from sqlmodel import Session"),
    ("sql-only-in-storage", "cli", "import sqlite3"),
    ("paper-only-in-printing", "ui", "from reportlab.pdfgen import canvas"),
    ("paper-only-in-printing", "services", "import zxingcpp"),
    ("paper-only-in-printing", "services", "import pypdfium2"),
    ("pure-core", "rules", "import pydantic"),
    ("pure-core", "domain", "import holidays"),
]


def lint(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package `ipju` that lies in `source`."""
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--config",
            str(ROOT / "pyproject.toml"),
            "--no-cache",
            *arguments,
        ],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package, to be spoilt."""
    shutil.copytree(
        ROOT / "src" / "ipju", tmp_path / "ipju", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path


def test_the_package_keeps_every_contract() -> None:
    done = lint(ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "room", "statement"), VIOLATIONS)
def test_a_forbidden_import_turns_its_contract_red(
    copy: Path, contract: str, room: str, statement: str
) -> None:
    (copy / "ipju" / room / "intruder.py").write_text(f"{statement}\n", encoding="utf-8")
    done = lint(copy, "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"ipju.{room}.intruder" in done.stdout


def test_a_room_without_a_place_in_the_layers_is_refused(copy: Path) -> None:
    (copy / "ipju" / "utils.py").write_text("", encoding="utf-8")
    done = lint(copy, "--contract", "layers")
    assert done.returncode == 1
    assert "utils" in done.stdout
