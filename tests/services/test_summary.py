"""What lists show of a case: the weightiest of what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipju.cli.reading import only_case
from ipju.domain.case import Case, ClaimedPoints
from ipju.domain.editing import apply, change
from ipju.domain.finding import Outcome
from ipju.domain.listing import Summary
from ipju.services.examine import examine, summary_of
from tests.cli.running import SAMPLES
from tests.rules.cases import the_notice


def _eligible() -> Case:
    return only_case(str(SAMPLES / "hong-gildong.json"))


def _summary(case: Case) -> Summary:
    return summary_of(examine(case, the_notice(), date(2024, 2, 27)))


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
