"""무엇이 바뀌면 되는가 under a section of the case."""

from pytestqt.qtbot import QtBot

from ipju.ui.case_session import CaseSession
from ipju.ui.screens.counterfactual import ChangeLine, CounterfactualBlock


def lines(block: CounterfactualBlock) -> list[str]:
    return [one.accessibleName() for one in block.findChildren(ChangeLine)]


def test_a_failed_income_names_the_correction_paper_and_last_day(
    qtbot: QtBot, session: CaseSession
) -> None:
    block = CounterfactualBlock(session, {"income"})
    qtbot.addWidget(block)
    assert all("120,000원 이상 낮아짐" in one for one in lines(block))
    assert "원천기관의 정정 자료와 확인서 · 2024-03-06 (수)까지" in lines(block)[0]
    assert "7,622,056원 한도와 같음 → 적합" in lines(block)[0]


def test_a_section_without_failures_shows_nothing(qtbot: QtBot, session: CaseSession) -> None:
    block = CounterfactualBlock(session, {"car"})
    qtbot.addWidget(block)
    assert block.isHidden()
    block.set_rules({"income"})
    assert not block.isHidden()
    assert len(block.changes()) == 3


def test_it_follows_the_typing_a_moment_later(qtbot: QtBot, session: CaseSession) -> None:
    block = CounterfactualBlock(session, {"deposit-limit"})
    qtbot.addWidget(block)
    session.preview(("dwelling", "lease", "deposit"), 500_000_000)
    assert block.changes() == ()
    qtbot.waitUntil(lambda: bool(block.changes()))
    assert block.changes()[0].amount == 10_000_000


def test_an_edit_that_mends_it_clears_it_at_once(qtbot: QtBot, session: CaseSession) -> None:
    block = CounterfactualBlock(session, {"income"})
    qtbot.addWidget(block)
    income = session.case.incomes[2]
    session.remove_row(("incomes",), income.id, "소득 지움")
    assert block.changes() == ()
    assert block.isHidden()
