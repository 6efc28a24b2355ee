"""One desk, two programmes: an application for a room taken in, judged and compared, by keys."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from ipju import bootstrap
from ipju.domain.finding import Outcome
from ipju.domain.means import DebtKind, FinancialKind
from ipju.services.open_case import add_case
from ipju.ui.screens.case.beside import BesideDialog
from ipju.ui.screens.open_case import OpenCaseDialog
from tests.journeys.conftest import Person, type_of_sitting
from tests.ui.small_office import sample_case

OTHER = "2023년 제3차 보증금지원형 장기안심주택"
ROOMS = "특화형 매입임대주택[청년] 백암복지재단"


@pytest.fixture
def person(sit_down: type_of_sitting, tmp_path: Path) -> Person:
    """A caseworker whose office already has an application of the other programme."""
    store = bootstrap.open_practice(tmp_path / "office")
    add_case(bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True), sample_case())
    store.close()
    return sit_down(tmp_path / "office")


def _outcome(person: Person, rule: str) -> Outcome:
    finding = person.screen.panel.finding(rule)
    assert finding is not None
    return finding.outcome


def _open_for_a_room(person: Person) -> None:
    person.press("Ctrl+N")
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), OpenCaseDialog))
    person.pick("공고, 꼭 적음", ROOMS)
    person.pick("신청 주택, 꼭 적음", "영라이프")
    person.type("성명, 꼭 적음", "남궁견본")
    person.press("Return")
    person.wait_for(lambda: person.window.session() is not None)
    person.settle()
    person.wait_for(lambda: QApplication.activeWindow() is person.window)
    person.press("Esc")  # from the steps of the application to the case


def _record_household(person: Person) -> None:
    person.press("Ctrl+2")
    person.type("생년월일", "990405")
    person.type("전입일", "220302")
    person.say_yes("세대주", "가족관계등록부 등재", "소득", "주택", "부동산", "자동차")
    person.say_yes("공공임대", "금융정보", "일반자산", "혼인관계를 확인함")


def _record_money(person: Person) -> None:
    person.press("Ctrl+4")
    person.type("조사기준일", "240110")
    person.type("금융 조회일", "240112")
    person.tab_to("금융자산 추가")
    person.press("Space")
    person.pick("종류", "저축성예금")
    person.type("금융기관", "견본저축은행")
    person.type("평가한 날", "240110")
    person.press("Return")
    person.press("Shift+Tab")
    assert person.here() == "금액"
    person.type("금액", "3.7억")


def _receive(person: Person, paper: str) -> None:
    """Go down the checklist to a paper, mark it as received and open it."""
    person.press("Ctrl+5")
    person.settle()
    assert person.here() == "제출서류"
    model = person.screen.pages["papers"].first.rows_model
    names = [model.cell_at(at, 1)["t"] for at in range(model.rowCount())]
    for _ in range(names.index(paper)):
        person.press("Down")
    person.press("Space")
    person.press("Return")


def _pick_notice(person: Person, word: str) -> None:
    """Ctrl+G opens the list of notices; arrows and Enter choose."""
    person.wait_for(lambda: QApplication.activeWindow() is person.window)
    person.press("Ctrl+G")
    combo = person.window.bar.findChild(QComboBox)
    assert combo is not None
    opened = QApplication.activePopupWidget()
    assert opened is not None
    words = [combo.itemText(at) for at in range(combo.count())]
    step = words.index(word) - combo.currentIndex()
    for _ in range(abs(step)):
        QTest.keyClick(opened.windowHandle(), Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
    QTest.keyClick(opened.windowHandle(), Qt.Key.Key_Return)
    person.settle()


def test_an_application_for_a_room_is_judged_and_compared_and_the_desk_turns(
    person: Person,
) -> None:
    _open_for_a_room(person)
    assert person.case.building == "younglife"
    assert person.case.number == "2023-T-00001"
    shown = person.screen.sections()
    assert "dwelling" not in shown
    assert "scholar" not in shown
    rail = person.window.rail.keys()
    assert "home" not in rail

    # The household: who stands on the register, and that there is no marriage.
    assert _outcome(person, "age") is Outcome.MISSING
    assert _outcome(person, "marital-state") is Outcome.MISSING
    _record_household(person)
    person.settle()
    assert _outcome(person, "age") is Outcome.PASS
    assert _outcome(person, "marital-state") is Outcome.PASS
    assert _outcome(person, "total-assets") is Outcome.PASS

    # Money: the judgement turns with the last key, and back with the debt.
    _record_money(person)
    assert person.case.financial_assets[0].amount is None
    assert _outcome(person, "total-assets") is Outcome.FAIL
    person.press("Return")
    assert person.case.financial_assets[0].kind is FinancialKind.SAVINGS
    assert person.case.financial_assets[0].amount == 370_000_000
    assert person.case.surveyed_on == date(2024, 1, 10)
    person.tab_to("부채 추가")
    person.press("Space")
    person.pick("종류", "공공기관 대출금")
    person.type("평가한 날", "240110")
    person.press("Return")
    person.press("Shift+Tab")
    person.type("금액", "1천만")
    assert _outcome(person, "total-assets") is Outcome.PASS
    person.press("Return")
    assert person.case.debts[0].kind is DebtKind.PUBLIC_BODY
    person.settle()

    # The consent: both columns are signed, on a paper that came by e-mail.
    assert _outcome(person, "financial-consent") is Outcome.MISSING
    _receive(person, "금융정보 등 제공 동의서")
    person.type("제출일", "240102")
    person.tab_to("제공 동의 서명")
    person.say_yes("제공 동의 서명")
    person.say_no("미통보 동의 서명")
    person.type("서명한 날", "240102")
    person.press("Return")
    person.settle()
    assert _outcome(person, "financial-consent") is Outcome.FAIL
    person.screen.setFocus()
    person.say_yes("미통보 동의 서명")
    person.settle()
    assert _outcome(person, "financial-consent") is not Outcome.FAIL
    paper = person.case.papers[0]
    assert (paper.received_on, paper.postmarked_on) == (date(2024, 1, 2), None)

    # The other programme asks other things of the same facts.
    kept = person.case
    person.press("Ctrl+B")
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), BesideDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BesideDialog)
    person.wait_for(dialog.lines)
    lines = {title: (mine, other) for title, mine, other in dialog.lines()}
    assert lines["총자산"] == ("적합", "묻지 않음")
    assert lines["서울 거주"] == ("묻지 않음", "미확인")
    assert lines["국적"] == ("적합", "적합")
    person.press("Esc")
    person.wait_for(lambda: QApplication.activeModalWidget() is None)
    person.wait_for(lambda: QApplication.activeWindow() is person.window)
    person.settle()
    assert person.case.people == kept.people

    # The list holds both programmes, or one of them.
    person.press("Alt+3")
    person.settle()
    cases = person.window.cases
    assert {one.name for one in cases.lines()} == {"김예시", "남궁견본"}
    _pick_notice(person, ROOMS)
    assert [one.name for one in cases.lines()] == ["남궁견본"]
    _pick_notice(person, OTHER)
    assert [one.name for one in cases.lines()] == ["김예시"]
    person.press("Ctrl+N")
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), OpenCaseDialog))
    offered = QApplication.activeModalWidget()
    assert isinstance(offered, OpenCaseDialog)
    assert offered.notice.text() == OTHER
    assert offered.building.isHidden()
    person.press("Esc")
    person.wait_for(lambda: QApplication.activeModalWidget() is None)
    _pick_notice(person, "모든 공고")
    assert len(cases.lines()) == 2
