"""The net under every other test holds: stray logs, warnings and Qt are caught."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

STRAY_LOG = "import logging\ndef test_it(): logging.getLogger('x').warning('표류')\n"
EXPECTED_LOG = (
    "import logging\n"
    "def test_it(caplog):\n"
    "    logging.getLogger('x').warning('예상')\n"
    "    assert '예상' in caplog.text\n"
    "    caplog.clear()\n"
)
STRAY_WARNING = "import warnings\ndef test_it(): warnings.warn('낡음', stacklevel=1)\n"
NEEDS_QT = "def test_it():\n    import PySide6\n"
PLAIN = "def test_it(): assert 1 + 1 == 2\n"
NO_QT = ("-p", "no:pytest-qt", "-p", "tests.house.no_qt")


@pytest.mark.parametrize(
    ("source", "passes"),
    [
        pytest.param(STRAY_LOG, False, id="stray-log"),
        pytest.param(EXPECTED_LOG, True, id="expected-log"),
        pytest.param(STRAY_WARNING, False, id="stray-warning"),
        pytest.param(NEEDS_QT, False, id="qt-blocked"),
        pytest.param(PLAIN, True, id="no-qt-needed"),
    ],
)
def test_a_test_run_judges_it(tmp_path: Path, source: str, passes: bool) -> None:
    (tmp_path / "test_probe.py").write_text(source, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-c",
            str(ROOT / "pyproject.toml"),
            "--rootdir",
            str(ROOT),
            "-p",
            "tests.conftest",
            *NO_QT,
            str(tmp_path / "test_probe.py"),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (0 if passes else 1), done.stdout + done.stderr
