"""Lists to choose from and words side by side, in less room than their words need."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from ipju.ui.screens.letters.words import TABS
from ipju.ui.theme import apply_theme, current_theme, font
from ipju.ui.theme.tokens import ThemeName
from ipju.ui.widgets.choice_fields import ComboField, Segmented
from ipju.ui.widgets.combo import Combo
from ipju.ui.widgets.typed_fields import TextField

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


def _contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, such as `#5a6675`."""

    def light(name: str) -> float:
        shares = [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_an_example_in_an_empty_field_can_be_read(
    qtbot: QtBot, qapp: QApplication, look: ThemeName
) -> None:
    apply_theme(qapp, look)
    try:
        ground, border = (current_theme().colour(one).name() for one in ("surface", "line2"))
        for field in (
            TextField("이름", placeholder="■■■■■■"),
            ComboField("관계", [(1, "본인")], placeholder="■■■■■■"),
        ):
            qtbot.addWidget(field)
            field.resize(300, 60)
            drawn = field.control().grab().toImage()
            seen = Counter(
                drawn.pixelColor(x, y).name()
                for x in range(12, drawn.width() - 30)
                for y in range(4, drawn.height() - 4)
            )
            ink = next(name for name, _count in seen.most_common() if name not in (ground, border))
            assert _contrast(ink, ground) >= 4.5
    finally:
        apply_theme(qapp, "light")
