"""What lists show of a case: the weightiest of what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from ipju import bootstrap
from ipju.cli.reading import only_case
from ipju.domain.case import Case, ClaimedPoints
from ipju.domain.editing import apply, change
from ipju.domain.finding import Outcome
from ipju.domain.listing import Summary
from ipju.domain.person import Marriage
from ipju.services.examine import examine, summary_of
from tests.cli.running import SAMPLES
from tests.rules.cases import the_notice
from tests.services.rooms import ROOMS, youth

DAY = date(2024, 2, 27)
MARRIED = Marriage(id=uuid4(), registered_on=date(2022, 5, 1))


def _eligible() -> Case:
    return only_case(str(SAMPLES / "hong-gildong.json"))


def _summary(case: Case) -> Summary:
    return summary_of(examine(case, the_notice(), DAY))


def test_a_contract_not_yet_signed_is_no_gap() -> None:
    summary = _summary(_eligible())

    assert (summary.outcome, summary.missing, summary.headline) == (Outcome.PASS, 0, "")


def test_a_home_not_yet_found_is_no_gap() -> None:
    assert _summary(replace(_eligible(), dwelling=None)).outcome is Outcome.PASS


def test_points_left_empty_are_no_gap() -> None:
    assert _summary(replace(_eligible(), claimed=ClaimedPoints())).outcome is Outcome.PASS


def test_a_home_that_was_found_counts() -> None:
    case = _eligible()
    unknown = apply(case, [change(case, ("dwelling", "insurable"), None)])
    refused = apply(case, [change(case, ("dwelling", "insurable"), False)])

    assert _summary(unknown).outcome is Outcome.MISSING
    assert _summary(refused).outcome is Outcome.FAIL


def test_the_headline_names_the_first_finding_of_the_weightiest_outcome() -> None:
    case = _eligible()
    over = apply(case, [change(case, ("incomes", case.incomes[0].id, "monthly"), 6_000_000)])

    summary = _summary(over)

    assert (summary.outcome, summary.failed) == (Outcome.FAIL, 1)
    assert summary.headline == "월평균소득 27,944원 초과"


def test_the_headline_of_an_open_item_tells_no_margin() -> None:
    case = _eligible()
    person = ("people", case.people[0].id, "income_checked")
    unasked = apply(replace(case, incomes=()), [change(case, person, None)])

    assert _summary(unasked).headline == "월평균소득 미확인"


def test_the_headline_says_a_word_once() -> None:
    case = replace(youth("TM-1"), marriages=(MARRIED,))

    assert summary_of(examine(case, bootstrap.notices().get(ROOMS), DAY)).headline == "혼인 중"
