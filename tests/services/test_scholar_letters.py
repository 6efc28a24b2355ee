"""Letters to a scholar applicant: each rule tells of its own papers, payers by what they are."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from ipju.domain.case import Case
from ipju.domain.scholar import Payer, PayerRole
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_form
from tests.services.deciding import Chairs, chairs
from tests.services.desk import text_of
from tests.services.rooms import desk_on, scholar

DAY = date(2024, 2, 20)


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


def told(desk: Chairs, case: Case, form: str) -> str:
    stored = add_case(desk.park, case).case
    return re.sub(r"\s+", " ", text_of(preview_form(desk.park, stored, form)))


def test_a_refusal_tells_of_the_papers_of_both_steps_each_in_its_own_row(desk: Chairs) -> None:
    whole = scholar("2023-T-0001", "selected")
    papers = tuple(
        replace(one, issued_on=date(2023, 12, 1)) if one.kind == "resident-register" else one
        for one in whole.papers
        if one.kind != "self-introduction"
    )
    text = told(desk, replace(whole, papers=papers), "ineligible")

    assert text.count("자기소개서: 내지 않음") == 1
    assert text.count("주민등록표등본: 2023-12-01 (금) 발급: 공고일 전") == 1


def test_a_supplement_names_the_months_and_the_payer(desk: Chairs) -> None:
    whole = scholar("2023-T-0001")
    assert whole.scholar is not None
    payers = tuple(Payer(id=uuid4(), role=role, pays=True) for role in PayerRole)
    study = replace(whole.scholar, bracket_issuable=False, single_parent=False, payers=payers)
    papers = tuple(one for one in whole.papers if one.kind != "bracket-notice")
    text = told(desk, replace(whole, scholar=study, papers=papers), "supplement")

    assert "건강보험료 납부확인서 (부)" in text
    assert "2023년 9월, 2023년 10월, 2023년 11월" in text
    assert "금융정보" not in text
