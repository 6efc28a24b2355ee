"""Moving about the case: keys, targets of findings, rows that come and go, letters, numbers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ipju.domain.case import Case
from ipju.domain.finding import Target
from ipju.rules.judge import Judgement
from ipju.ui.dialogs.base import ActDialog
from tests.ui.case.conftest import Open, type_of_opening
from tests.ui.small_office import sample_case


def _bare(case: Case) -> Case:
    """The case as it is on its first day: one person, nothing recorded of them."""
    applicant = case.people[0]
    nobody = replace(
        applicant, birth=None, register=None, nationality=None, income_checked=None,
        home_checked=None, estate_checked=None, car_checked=None, householder=None,
    )  # fmt: skip
    return Case(id=case.id, notice=case.notice, number="2023-3-00001", people=(nobody,))


def _gaps(case: Case) -> Case:
    """The sample with the figures of its rows not yet known."""
    home = case.dwelling
    assert home is not None
    return replace(
        case,
        incomes=tuple(replace(one, monthly=None, source=None) for one in case.incomes),
        cars=tuple(replace(one, value=None, use=None) for one in case.cars),
        holdings=tuple(replace(one, land_area=None, owners=()) for one in case.holdings),
        papers=(),
        dwelling=replace(home, prices=(), area=None, landlords=(), extracts=()),
    )


def _targets(judgement: Judgement) -> set[Target]:
    found: set[Target] = set()
    for finding in judgement.findings:
        found |= {finding.target} if finding.target else set()
        found |= {one.target for one in finding.missing}
        found |= {one.target for one in finding.readings if one.target}
    return found


@pytest.mark.parametrize("shape", [lambda case: case, _bare, _gaps], ids=["sample", "bare", "gaps"])
def test_every_finding_leads_to_a_field(open_case: type_of_opening, shape) -> None:
    desk = open_case(shape(sample_case()))
    targets = _targets(desk.session.judgement)
    assert targets
    lost = []
    for target in targets:
        desk.screen.setFocus()
        reached = desk.screen.focus_target(target)
        focused = QApplication.focusWidget()
        if not reached or focused is None or not focused.isVisible() or focused is desk.screen:
            lost.append(target)
    assert not lost


def test_the_sections_answer_to_their_numbers(desk: Open) -> None:
    desk.screen.setFocus()
    for at, key in enumerate(desk.screen.sections(), 1):
        desk.press(f"Ctrl+{at}")
        assert desk.screen.list.current() == key
        assert desk.screen.stack.currentWidget() is desk.screen.pages[key]


def test_the_numbers_work_in_a_small_window_too(open_case: type_of_opening) -> None:
    desk = open_case(size=(880, 498))
    assert desk.screen.tabs.isVisible()
    desk.screen.setFocus()
    desk.press("Ctrl+3")
    assert desk.screen.tabs.current() == "income"


def test_f6_goes_round_the_panes_and_f8_to_what_needs_a_person(desk: Open) -> None:
    desk.press("Ctrl+2")
    panes = [desk.screen.panel, desk.screen.list, desk.screen.pages["household"]]
    for pane in panes:
        desk.press("F6")
        focused = QApplication.focusWidget()
        assert focused is pane or pane.isAncestorOf(focused)
    desk.press("F8")
    assert desk.screen.panel.isAncestorOf(QApplication.focusWidget())


def test_a_row_is_added_by_ins_and_taken_out_by_del(desk: Open) -> None:
    desk.press("Ctrl+3")
    before = len(desk.session.case.incomes)
    table = desk.screen.pages["income"].blocks["incomes"].table
    table.setFocus()
    desk.press("Ins")
    assert len(desk.session.case.incomes) == before + 1
    table.setFocus()
    desk.press("Del")
    assert len(desk.stored().incomes) == before


def test_the_home_comes_and_goes_and_is_filled_again(desk: Open) -> None:
    desk.press("Ctrl+6")
    page = desk.screen.pages["dwelling"]
    home = desk.session.case.dwelling
    for _ in range(2):
        page.remove.click()
        desk.settle()
        assert desk.session.case.dwelling is None
        desk.session.undo()
        desk.settle()
        assert desk.session.case.dwelling == home
    desk.session.commit(("phone",), "010-0000-2222", "전화 고침")
    assert page.forms["lease"].input("deposit").text() == "130,000,000원"
    page.remove.click()
    page.focus_first()
    desk.press("Return")
    for kind in ("extracts", "entries"):
        assert desk.stored().dwelling is not None
        page.blocks[kind].add_row()
    assert len(desk.stored().dwelling.extracts[0].entries) == 1


def test_lists_of_people_follow_the_household(desk: Open) -> None:
    incomes = desk.screen.pages["income"].blocks["incomes"].form
    spouse = desk.session.case.people[1]
    desk.session.commit(("people", spouse.id, "name"), "이견본", "성명 고침")
    combo = incomes.input("person").combo
    assert any("이견본" in combo.itemText(at) for at in range(combo.count()))


def test_a_stored_number_is_covered_until_the_reason_is_written_down(
    open_case: type_of_opening, qtbot: QtBot
) -> None:
    case = sample_case()
    applicant = replace(case.people[0], rrn="8203141000000")
    desk = open_case(replace(case, people=(applicant, *case.people[1:])))
    field = desk.screen.pages["household"].blocks["people"].form.input("rrn")
    assert field.text() == "820314-1******"

    def give_reason() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ActDialog)
        QTest.keyClicks(dialog.findChild(QLineEdit), "compare")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    from PySide6.QtCore import QTimer

    QTimer.singleShot(200, give_reason)
    field._eye.click()
    desk.settle()
    assert field.text() == "820314-1000000"
    from ipju.services.history import history

    acts = history(desk.office, desk.session.case.id)
    assert any(one.why == "compare" for one in acts)
    field.hide_again()
    assert field.text() == "820314-1******"


def test_letters_are_made_anew_once_after_a_row_of_edits(
    desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipju.ui.screens.case import letters as module

    desk.press("Ctrl+7")
    letters = desk.screen.letters
    letters.forms.select_id("receipt")
    desk.bot.waitUntil(letters.save_button.isEnabled, timeout=20_000)
    desk.settle()
    made: list[str] = []
    real = module.preview_form
    monkeypatch.setattr(
        module, "preview_form", lambda *given: made.append(given[2]) or real(*given)
    )
    name = ("people", desk.session.case.people[0].id, "name")
    for at in range(12):
        desk.session.commit(name, f"김예시{'가' * at}", "성명 고침")
    desk.bot.waitUntil(desk.jobs.is_idle, timeout=20_000)
    desk.bot.waitUntil(letters.save_button.isEnabled, timeout=20_000)
    assert 1 <= len(made) < 12
    assert letters.pdf.document.pageCount() >= 1


def test_opening_a_case_opens_no_other_window(desk: Open) -> None:
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [desk.screen]


def test_the_smallest_window_stays_as_small_with_a_case_in_it(
    open_case: type_of_opening,
) -> None:
    desk = open_case(size=(884, 498))
    assert desk.screen.minimumWidth() == desk.screen.width() == 884
    assert desk.screen.tabs.isVisible()
    desk.session.commit(("phone",), "010-0000-2222", "전화 고침")
    desk.settle()
    for section in desk.screen.pages:
        desk.screen.show_section(section)
        desk.settle()
        assert desk.screen.width() == 884
        assert desk.screen.split.minimumSizeHint().width() <= 884, section
