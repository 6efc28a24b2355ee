"""The sample case, open."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipju.ui.case_session import CaseSession
from ipju.ui.screens.judgement.panel import JudgementPanel
from tests.ui.small_office import sample_case, session_of


@pytest.fixture
def session(qapp: QApplication) -> CaseSession:
    return session_of(sample_case())


@pytest.fixture
def panel(qtbot: QtBot, session: CaseSession) -> JudgementPanel:
    made = JudgementPanel(session)
    qtbot.addWidget(made)
    made.resize(436, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
