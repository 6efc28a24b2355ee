"""Nothing of a question is cut, however long its choices and however narrow the panel."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from ipju.domain.dwelling import DwellingKind
from ipju.ui.screens.judgement.panel import JudgementPanel
from ipju.ui.screens.title.screen import TitleScreen
from ipju.ui.theme import font
from tests.ui.small_office import sample_case, session_of


@pytest.mark.parametrize("width", [372, 436, 520])
def test_every_choice_is_shown_whole(qtbot: QtBot, width: int) -> None:
    case = sample_case()
    assert case.dwelling is not None
    home = replace(case.dwelling, kind=DwellingKind.SHOP)
    panel = JudgementPanel(session_of(replace(case, dwelling=home)))
    qtbot.addWidget(panel)
    panel.resize(width, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.open_first_question()
    qtbot.wait(20)
    radios = [one for one in panel.findChildren(QRadioButton) if one.isVisible()]
    assert len(radios) == 4
    for one in radios:
        assert one.width() >= one.sizeHint().width()
        assert one.height() >= one.sizeHint().height()


def test_the_title_screen_shows_every_choice_whole(qtbot: QtBot) -> None:
    case = sample_case()
    assert case.dwelling is not None
    home = replace(case.dwelling, kind=DwellingKind.SHOP)
    screen = TitleScreen(session_of(replace(case, dwelling=home)))
    qtbot.addWidget(screen)
    screen.resize(1204, 900)
    screen.show()
    qtbot.wait(20)
    radios = screen.findChildren(QRadioButton)
    assert len(radios) == 4
    for one in radios:
        assert one.width() >= one.sizeHint().width()
        assert one.height() >= one.sizeHint().height()


@pytest.mark.parametrize("margin", ["여유 182,354,360원", "182,354,360원 초과"])
def test_a_margin_of_hundreds_of_millions_is_shown_whole(
    panel: JudgementPanel, margin: str
) -> None:
    """Total assets have nine digits; what is bold (초과) needs the most room."""
    padding = 8
    needed = QFontMetrics(font(bold=True)).horizontalAdvance(margin) + padding
    assert panel.list.columnWidth(3) >= needed
