"""The window stands before anything is imported that only an open office needs."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "ipju.rules",
    "ipju.printing",
    "ipju.excel",
    "ipju.notices",
    "ipju.storage.store",
    "ipju.ui.screens.case",
    "ipju.ui.screens.cases",
    "pydantic",
    "reportlab",
    "sqlalchemy",
)
STARTS = """
import sys
import ipju.ui
from PySide6.QtWidgets import QApplication
from ipju import bootstrap
from ipju.ui.app import Desk, prepare

application = QApplication([])
prepare(application)
desk = Desk(application, bootstrap, bootstrap.Path("nowhere"))
print(desk.window.windowTitle())
print(*sorted(sys.modules), sep="\\n")
"""


def test_the_window_waits_for_no_rule_no_paper_and_no_store() -> None:
    run = subprocess.run(
        [sys.executable, "-c", STARTS], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    title, *modules = run.stdout.split("\n")
    assert title == "입주심사"
    assert "ipju.ui.main_window" in modules
    assert [one for one in modules if one.startswith(LATER)] == []
