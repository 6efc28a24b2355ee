"""A pytest plugin: the tests run as if PySide6 were not installed.

``python -m pytest -p no:pytest-qt -p tests.house.no_qt --ignore=tests/ui`` (``make test-noqt``).
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

BLOCKED = frozenset({"PySide6", "shiboken6", "pytestqt"})


class NoQt(MetaPathFinder):
    """Answers for Qt's packages that there are none."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stand in for pytest-qt's settings, which pyproject.toml names."""
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "of pytest-qt, which is not loaded", default=None)


sys.meta_path.insert(0, NoQt())
