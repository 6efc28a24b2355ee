"""나란히 보기: what each notice says of the same facts, and the way to the deciding field."""

from PySide6.QtWidgets import QApplication

from ipju.services.history import history
from ipju.ui.screens.case.beside import BesideDialog
from tests.ui.case.conftest import Open, type_of_opening
from tests.ui.second_case import student_case


def _beside(desk: Open) -> BesideDialog:
    desk.screen.setFocus()
    desk.press("Ctrl+B")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BesideDialog)
    desk.settle()
    assert dialog.lines()
    return dialog


def test_both_judgements_stand_beside_each_other(desk: Open) -> None:
    dialog = _beside(desk)
    found = dialog.found()
    assert found is not None
    assert found.mine.notice.id == desk.session.notice.id
    assert found.mine.household_size == desk.session.judgement.facts.household.size
    assert found.other.household_size != found.mine.household_size  # no spouse there
    for row in found.rows:
        mine = desk.session.judgement.finding(row.rule)
        assert (row.mine is None) == (mine is None)
        assert row.mine is None or row.mine.outcome is mine.outcome
    words = {title: (mine, other) for title, mine, other in dialog.lines()}
    assert words["총자산"][0] == "묻지 않음"
    assert words["서울 거주"][1] == "묻지 않음"
    assert words["혼인"] == ("묻지 않음", "부적합")


def test_only_what_differs_may_be_shown(desk: Open) -> None:
    dialog = _beside(desk)
    found = dialog.found()
    assert found is not None
    assert len(dialog.lines()) == len(found.rows)
    dialog.only.click()
    assert len(dialog.lines()) == sum(one.differs for one in found.rows) < len(found.rows)
    assert str(len(dialog.lines())) in dialog.words.text()


def test_enter_leads_to_the_field_that_decides_under_the_own_notice(
    open_case: type_of_opening,
) -> None:
    desk = open_case(student_case())
    dialog = _beside(desk)
    dialog.table.select_id("car")
    dialog.table.setFocus()
    desk.press("Return")
    desk.settle()
    assert QApplication.activeModalWidget() is None
    assert desk.screen.list.current() == "assets"


def test_to_look_beside_changes_nothing_and_esc_closes(desk: Open) -> None:
    before = desk.session.case
    _beside(desk)
    acts = len(history(desk.office, before.id))
    desk.press("Esc")
    assert QApplication.activeModalWidget() is None
    assert desk.stored() == before
    assert len(history(desk.office, before.id)) == acts
