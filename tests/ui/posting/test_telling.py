"""결과 목록 tells everybody how the ranking ended, with progress, and what could not be done."""

import pytest

from ipju.domain.outgoing import PostState
from ipju.services.ranking import annul, draw, freeze_roster, rosters
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.screens.posting import telling
from ipju.ui.screens.posting.page import PostingPage
from ipju.ui.screens.posting.results import ResultsPage
from ipju.ui.screens.posting.telling import TellOneDialog
from tests.services.deciding import Chairs, edited
from tests.services.drawing import GENERAL, JANGI, SEED, five, short_of_homes
from tests.ui.posting.conftest import seat, type_of_sitting
from tests.ui.sitting import Sitting, cells


def _results(sitting: Sitting) -> ResultsPage:
    page = sitting.page("results")
    assert isinstance(page, ResultsPage)
    return page


@pytest.fixture
def drawn(sit: type_of_sitting, desk: Chairs) -> Sitting:
    """최결재 before five applications for three homes, drawn."""
    five(desk.park)
    choi = short_of_homes(seat(desk.park, "최결재"), 3)
    roster = freeze_roster(choi, JANGI, GENERAL, "심사를 마침").roster
    draw(choi, roster.id, SEED, "2층 강당", "김참관")
    return sit(choi)


def test_everybody_is_told_in_one_go_and_the_letters_stand_with_the_post(
    drawn: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    page = _results(drawn)
    assert "5명 있습니다(선정 3명, 미선정 2명)" in page.telling.todo.text()
    page.telling.todo.acted.emit()
    assert "5건을 냅니다" in drawn.dialog(ActDialog).windowTitle()
    drawn.press("Return")
    drawn.wait_for(lambda: not page.telling.progress.is_running())
    drawn.settle()
    assert page.telling.progress.summary() == "통지문 5건을 냈습니다."
    assert not page.telling.todo.isVisible()
    assert page.telling.failures.isHidden()

    post = drawn.page("posting")
    assert isinstance(post, PostingPage)
    assert post.state() is PostState.TO_SEND
    letters = [row[3].split(" / ")[0] for row in cells(post.table)]
    assert sorted(letters) == ["미선정 통지"] * 2 + ["선정 통지"] * 3


def test_one_is_told_before_the_others_by_the_number(drawn: Sitting) -> None:
    page = _results(drawn)
    drawn.press("Ctrl+I")
    dialog = drawn.dialog(TellOneDialog)
    drawn.fill(dialog.number, "2023-3-99999")
    drawn.press("Return")
    assert drawn.has_dialog(TellOneDialog)
    assert "접수번호를 확인하세요" in dialog.problem.text()
    drawn.press("Ctrl+A")
    drawn.type("2023-3-00005")
    drawn.press("Return")
    assert page.telling.progress.summary().startswith("미선정 통지를 냈습니다(시행 ")
    assert "4명 있습니다(선정 3명, 미선정 1명)" in page.telling.todo.text()


def test_who_could_not_be_told_is_listed_with_why(drawn: Sitting, desk: Chairs) -> None:
    page = _results(drawn)
    page.telling.todo.acted.emit()
    drawn.dialog(ActDialog)
    with desk.park.store.unit() as unit:
        identity = unit.cases.id_of("2023-3-00003")
        assert identity is not None
        case = unit.cases.get(identity)
    edited(desk.park, case)  # while the dialog stands open
    drawn.press("Return")
    drawn.wait_for(lambda: not page.telling.progress.is_running())
    drawn.settle()
    assert page.telling.progress.summary() == "통지문 4건을 냈습니다."
    ((whose, why),) = cells(page.telling.failures.table)
    assert whose == "2023-3-00003"
    assert "승인된 심사표가 있어야" in why


def test_letters_of_an_annulled_draw_wait_for_the_post_no_more(drawn: Sitting) -> None:
    page = _results(drawn)
    page.telling.todo.acted.emit()
    drawn.dialog(ActDialog)
    drawn.press("Return")
    drawn.wait_for(lambda: not page.telling.progress.is_running())
    drawn.settle()
    post = drawn.page("posting")
    assert len(cells(post.table)) == 5
    (line,) = rosters(drawn.office, JANGI)
    assert line.standing is not None
    annul(drawn.office, line.standing.draw.id, "씨앗을 잘못 읽음")
    post.refresh()
    drawn.settle()
    assert post.empty.isVisible()
    assert "보낼 것 0" in post.head._note.text()


def test_whose_approval_was_lost_is_left_out_by_number_and_the_others_are_not(
    drawn: Sitting, desk: Chairs
) -> None:
    """The banner names him; the list can be saved and the letters of the others go out."""
    page = _results(drawn)
    assert page.omitted.isHidden()
    number = cells(page.table)[0][1]
    with desk.park.store.unit() as unit:
        identity = unit.cases.id_of(number)
        assert identity is not None
        case = unit.cases.get(identity)
    edited(desk.park, case)
    page.refresh()
    drawn.settle()
    assert f"결재 바뀜 {number} (1건)." in page.omitted.text()
    assert [row[1] for row in cells(page.table)].count(number) == 0
    assert len(cells(page.table)) == 2
    assert page.excel_act.isVisible()
    assert page.missing.isHidden()
    assert "4명 있습니다(선정 2명, 미선정 2명)" in page.telling.todo.text()
