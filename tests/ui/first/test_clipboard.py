"""What is copied from a number does not stay in the clipboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju.ui.clipboard import Clipboard
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import TextField
from tests.ui.first.conftest import NUMBER, Visitor

WAIT = 20_000


@pytest.fixture
def field(qtbot: QtBot, qapp: QApplication) -> Iterator[RrnField]:
    """A revealed number, in front."""
    qapp.clipboard().clear()
    field = RrnField()
    field.set_masked("900101-1******")
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.input.setFocus()
    field.reveal(NUMBER.replace("-", ""))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field.input, timeout=WAIT)
    yield field
    field.hide_again()
    field.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.clipboard().clear()


def _copy(field: RrnField) -> None:
    field.input.selectAll()
    QTest.keySequence(field.input, "Ctrl+C")


def test_a_copied_number_is_cleared_after_a_while(
    field: RrnField, qapp: QApplication, qtbot: QtBot
) -> None:
    guard = Clipboard(qapp, kept_ms=40)
    _copy(field)
    assert qapp.clipboard().text() == NUMBER
    assert guard.holds_secret()
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "", timeout=WAIT)
    assert not guard.holds_secret()


def test_half_a_number_is_cleared_as_well(
    field: RrnField, qapp: QApplication, qtbot: QtBot
) -> None:
    guard = Clipboard(qapp, kept_ms=40)
    field.input.setSelection(7, 7)
    QTest.keySequence(field.input, "Ctrl+C")
    assert qapp.clipboard().text() == NUMBER[7:]
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "", timeout=WAIT)
    assert not guard.holds_secret()


def test_what_somebody_else_copied_meanwhile_stays(field: RrnField, qapp: QApplication) -> None:
    guard = Clipboard(qapp, kept_ms=1_000_000)
    _copy(field)
    field.clearFocus()
    qapp.clipboard().setText("장보기: 두부")
    guard.clear()
    assert qapp.clipboard().text() == "장보기: 두부"


def test_words_from_any_other_field_stay(qapp: QApplication, qtbot: QtBot) -> None:
    guard = Clipboard(qapp, kept_ms=1_000_000)
    field = TextField("메모")
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.input.setFocus()
    field.input.setText("두부")
    field.input.selectAll()
    QTest.keySequence(field.input, "Ctrl+C")
    assert qapp.clipboard().text() == "두부"
    assert not guard.holds_secret()
    guard.clear()
    assert qapp.clipboard().text() == "두부"
    qapp.clipboard().clear()


def test_the_lock_and_the_end_clear_it_at_once(officer: Visitor, qapp: QApplication) -> None:
    officer.press("Ctrl+N")
    field = next(one for one in qapp.allWidgets() if isinstance(one, RrnField) and one.isVisible())
    field.input.setFocus()
    officer.type("9001011234567")
    _copy(field)
    assert qapp.clipboard().text() == "9001011234567"
    officer.desk.lock.lock()
    assert qapp.clipboard().text() == ""
    officer.settle()
