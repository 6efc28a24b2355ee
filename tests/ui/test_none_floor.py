"""The window survives a long day: Qt calls do not use up Python's None."""

import sys

from PySide6.QtCore import QObject

import ipju.ui


def test_a_hundred_thousand_qt_calls_leave_the_interpreter_alive() -> None:
    assert ipju.ui
    before = sys.getrefcount(None)
    thing = QObject()
    for _ in range(100_000):
        thing.setObjectName("")
    assert sys.getrefcount(None) > 2**31 - 1 or sys.getrefcount(None) >= before - 10
