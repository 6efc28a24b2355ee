"""통지 of a case shows how the ranking ended, prints it, and says when it stands no more."""

from dataclasses import replace

import pypdfium2

from ipju import bootstrap
from ipju.domain.case import Stage
from ipju.domain.decision import Matter, Verdict
from ipju.services.approve import approve
from ipju.services.office import Office
from ipju.services.propose import propose
from ipju.services.ranking import freeze_roster
from ipju.services.result_list import result_list
from ipju.services.selection import issue_selection, selection_due
from ipju.ui.screens.case.header import STEPS
from tests.services.drawing import GENERAL, JANGI, hong
from tests.ui.case.conftest import Open, type_of_opening
from tests.ui.sitting import cells

NUMBER = "2023-3-00001"


def _told(desk: Open) -> Office:
    """최결재 has approved, frozen the roster and told 홍길동 that he is selected."""
    choi = replace(desk.office, actor=bootstrap.seat(desk.office.store, "최결재"))
    raised = propose(
        desk.office, desk.session.case.id, Matter.PERSON, Verdict.ELIGIBLE, "모두 맞음"
    )
    approve(choi, raised.proposal.id, raised.proposal.digest)
    freeze_roster(choi, JANGI, GENERAL, "심사를 마침")
    due = selection_due(choi, JANGI, result_list(choi, JANGI))
    issue_selection(choi, due, NUMBER)
    return choi


def _read_again(desk: Open) -> None:
    desk.screen.show_section("history")
    desk.screen.show_section("letters")
    desk.settle()


def test_the_selected_sees_the_letter_in_his_case(open_case: type_of_opening) -> None:
    desk = open_case(hong(NUMBER))
    letters = desk.screen.letters
    choi = _told(desk)
    _read_again(desk)

    rows = [row[0] for row in cells(letters.forms)]
    (row,) = (at for at, words in enumerate(rows) if words.startswith("선정 통지"))
    chip = desk.screen.header.steps[STEPS.index(Stage.SELECTED)]
    assert not chip.isHidden()
    assert chip.text() == "선정"
    # The 적격 안내 of the same approval has not gone out: it is still offered.
    letters.forms.select_id("eligible")
    desk.settle()
    assert letters.block.issue.isVisible()

    letters.forms.select_id(letters.forms.rows_model.rows()[row].get("id", ""))
    desk.settle()
    with pypdfium2.PdfDocument(letters.pdf.data()) as pdf:
        assert "입주대상자로 선정" in pdf[0].get_textpage().get_text_bounded()
    assert not letters.print_button.isHidden()
    assert letters.changed_since.isHidden()

    freeze_roster(choi, JANGI, GENERAL, "빠진 분을 넣음")
    _read_again(desk)
    assert chip.isHidden()
    assert letters.changed_since.text() == "추첨·명부가 바뀜"
    assert any("추첨·명부가 바뀜" in one[0] for one in cells(letters.forms))
