"""Lists to choose from and words side by side, in less room than their words need."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ipju.ui.screens.letters.words import TABS
from ipju.ui.theme import font
from ipju.ui.widgets.choice_fields import ComboField, Segmented
from ipju.ui.widgets.combo import Combo

LONG = "특별공급(신혼부부)"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_choice_too_long_for_its_box_is_told_by_dots_and_a_tooltip(qtbot: QtBot) -> None:
    field = ComboField("공급유형", [(1, LONG), (2, "일반공급")])
    qtbot.addWidget(field)
    combo = field.combo
    field.set_value(1)
    field.resize(120, 60)
    field.show()
    QApplication.processEvents()
    assert combo.shown_text().endswith("…")
    middle = combo.rect().center()
    asked = QHelpEvent(QEvent.Type.ToolTip, middle, combo.mapToGlobal(middle))
    QApplication.sendEvent(combo, asked)
    assert QToolTip.text() == LONG
    QToolTip.hideText()
    field.resize(260, 60)
    QApplication.processEvents()
    assert combo.shown_text() == LONG
    assert field.text() == LONG


def test_nothing_chosen_shows_what_to_do(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.setPlaceholderText("고르십시오")
    combo.addItem(LONG)
    combo.setCurrentIndex(-1)
    combo.resize(200, 30)
    assert combo.shown_text() == "고르십시오"


@pytest.mark.parametrize("width", [360, 330])
def test_no_word_touches_its_neighbour(qtbot: QtBot, width: int) -> None:
    words = [word for _state, word in TABS]
    tabs = Segmented(words)
    qtbot.addWidget(tabs)
    tabs.resize(width, 30)
    edges = tabs.edges()
    bold = QFontMetrics(font(bold=True))
    beside = [
        (edges[at + 1] - edges[at] - bold.horizontalAdvance(word)) / 2
        for at, word in enumerate(words)
    ]
    assert round(edges[-1]) == width
    assert min(beside) >= 4
    assert max(beside) - min(beside) < 0.5


def test_a_click_takes_the_word_that_is_painted_there(qtbot: QtBot) -> None:
    tabs = Segmented([word for _state, word in TABS])
    qtbot.addWidget(tabs)
    tabs.resize(360, 30)
    for at, edge in enumerate(tabs.edges()[:-1]):
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(round(edge) + 3, 15))
        assert tabs.current() == at
