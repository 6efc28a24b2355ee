"""Health insurance of father, mother and student on the checklist: each paper bears its payer."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox

from ipju.domain.case import Case
from ipju.domain.scholar import Level, PayerRole, Scholar, Student
from tests.ui.case.conftest import Open, type_of_opening
from tests.ui.second_case import student_case


def _insured() -> Case:
    """A student whose 지원구간 통지서 cannot be issued; father and mother are only payers."""
    case = student_case()
    scholar = replace(
        case.scholar or Scholar(),
        level=Level.UNDERGRADUATE,
        student=Student.ENROLLED,
        bracket_issuable=False,
        single_parent=False,
        result=None,
        result_on=None,
        payers=tuple(
            replace(one, person=None, pays=True)
            for one in (case.scholar or Scholar()).payers
            if one.role is PayerRole.FATHER
        ),
    )
    return replace(case, scholar=scholar, papers=())


def _names(desk: Open) -> list[str]:
    page: Any = desk.screen.pages["papers"]
    model = page.first.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_a_paper_marked_as_received_is_the_one_of_its_payer(open_case: type_of_opening) -> None:
    desk = open_case(_insured())
    desk.screen.show_section("papers")
    page: Any = desk.screen.pages["papers"]
    name = "건강보험료 납부확인서 (부)"
    table: Any = page.first
    table.setFocus()
    table.select_id(str(_names(desk).index(name)))

    desk.press("Space")

    (paper,) = desk.stored().papers
    scholar = desk.session.case.scholar
    assert scholar is not None
    assert (paper.kind, paper.subject) == ("insurance-payment", scholar.payers[0].id)
    form = page.blocks["papers"].form
    assert form.input("subject").text() == "부"
    boxes = [one.text() for one in form.findChildren(QCheckBox) if one.isVisible()]
    assert boxes == ["2023년 9월", "2023년 10월", "2023년 11월"]
    assert "건강보험료 납부확인서 (모)" in _names(desk)
