"""A case is destroyed after its period, never before, and what is late shows as late."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.case import Stage
from ipju.domain.decision import Verdict
from ipju.domain.finding import Clause
from ipju.domain.notice import RetentionTerms
from ipju.domain.retention import Holding, Standing, Term, holding_of, months_of, term_of

TERMS = RetentionTerms(
    clause=Clause(chapter="동의서", heading="2호 라목 보유 기간"),
    legal_basis="「공공주택 특별법」 제48조의6",
    not_selected_months=6,
    selected_months=60,
    contracted_months=None,
    third_party_not_selected_months=6,
    destroy_within_days=5,
)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
ENDS_OF_MONTHS = st.builds(
    lambda day: day.replace(day=monthrange(day.year, day.month)[1]) - timedelta(days=day.day % 3),
    DAYS,
)


def standing(
    stage: Stage = Stage.EXAMINING,
    notified: Verdict | None = None,
    result_on: date | None = None,
    signed_on: date | None = None,
) -> Standing:
    return Standing(
        case_id=uuid4(),
        number="2023-3-00001",
        notice="jangi-ansim-2023-3",
        stage=stage,
        notified=notified,
        result_on=result_on,
        signed_on=signed_on,
    )


DAY = date(2024, 3, 6)
SIGNED = date(2024, 5, 2)


@pytest.mark.parametrize(
    ("stage", "notified", "signed", "holding", "since"),
    [
        (Stage.EXAMINING, None, None, Holding.OPEN, None),
        (Stage.EXAMINING, Verdict.INELIGIBLE, None, Holding.NOT_SELECTED, DAY),
        (Stage.CLOSED, Verdict.INELIGIBLE, None, Holding.NOT_SELECTED, DAY),
        # Asked for papers again after the refusal: it is looked at once more.
        (Stage.EXAMINING, Verdict.SUPPLEMENT, None, Holding.OPEN, None),
        (Stage.EXAMINING, Verdict.ELIGIBLE, None, Holding.OPEN, None),
        (Stage.CLOSED, None, None, Holding.OPEN, None),
        (Stage.SELECTED, Verdict.ELIGIBLE, None, Holding.SELECTED, DAY),
        (Stage.SELECTED, Verdict.INELIGIBLE, None, Holding.SELECTED, DAY),
        (Stage.CLOSED, Verdict.ELIGIBLE, None, Holding.SELECTED, DAY),
        (Stage.CONTRACT, Verdict.ELIGIBLE, None, Holding.CONTRACTED, None),
        (Stage.CONTRACT, Verdict.INELIGIBLE, SIGNED, Holding.CONTRACTED, SIGNED),
        (Stage.CLOSED, Verdict.INELIGIBLE, SIGNED, Holding.CONTRACTED, SIGNED),
        (Stage.SELECTED, Verdict.ELIGIBLE, SIGNED, Holding.SELECTED, DAY),
    ],
)
def test_why_a_case_is_still_kept(
    stage: Stage,
    notified: Verdict | None,
    signed: date | None,
    holding: Holding,
    since: date | None,
) -> None:
    result_on = DAY if notified in (Verdict.ELIGIBLE, Verdict.INELIGIBLE) else None
    assert holding_of(standing(stage, notified, result_on, signed)) == (holding, since)


@pytest.mark.parametrize(
    ("stage", "notified", "selected", "not_selected", "holding"),
    [
        (Stage.EXAMINING, Verdict.ELIGIBLE, True, False, Holding.SELECTED),
        (Stage.EXAMINING, Verdict.ELIGIBLE, False, True, Holding.NOT_SELECTED),
        (Stage.CLOSED, Verdict.ELIGIBLE, False, True, Holding.NOT_SELECTED),
        # Selected once, and found ineligible by a later letter: kept as selected.
        (Stage.EXAMINING, Verdict.INELIGIBLE, True, False, Holding.SELECTED),
        # Asked for papers again after being told that others came before.
        (Stage.EXAMINING, Verdict.SUPPLEMENT, False, False, Holding.OPEN),
    ],
)
def test_how_the_ranking_ended_tells_how_long_a_case_is_kept(
    stage: Stage, notified: Verdict, selected: bool, not_selected: bool, holding: Holding
) -> None:
    told = replace(standing(stage, notified, DAY), selected=selected, not_selected=not_selected)
    assert holding_of(told) == (holding, None if holding is Holding.OPEN else DAY)


@pytest.mark.parametrize(
    ("notified", "ends", "by"),
    [
        (date(2024, 3, 6), date(2024, 9, 6), date(2024, 9, 11)),
        (date(2023, 8, 31), date(2024, 2, 29), date(2024, 3, 5)),
        (date(2022, 8, 31), date(2023, 2, 28), date(2023, 3, 5)),
        (date(2024, 8, 29), date(2025, 2, 28), date(2025, 3, 5)),
        (date(2023, 12, 31), date(2024, 6, 30), date(2024, 7, 5)),
    ],
)
def test_who_was_not_selected_is_kept_six_months(notified: date, ends: date, by: date) -> None:
    term = term_of(standing(notified=Verdict.INELIGIBLE, result_on=notified), TERMS)
    assert term == Term(holding=Holding.NOT_SELECTED, ends_on=ends, destroy_by=by)
    assert not term.due(ends)
    assert term.due(ends + timedelta(days=1))
    assert term.overdue(by) == 0
    assert term.overdue(by + timedelta(days=1)) == 1


def test_who_was_selected_on_a_leap_day_is_kept_to_the_last_of_february() -> None:
    term = term_of(standing(Stage.SELECTED, Verdict.ELIGIBLE, date(2024, 2, 29)), TERMS)
    assert term.ends_on == date(2029, 2, 28)


def test_a_contract_is_kept_for_ever_unless_the_notice_counts_months() -> None:
    signed = standing(Stage.CONTRACT, Verdict.ELIGIBLE, DAY, SIGNED)
    assert term_of(signed, TERMS) == Term(holding=Holding.CONTRACTED)
    assert not term_of(signed, TERMS).due(date.max)
    assert term_of(signed, TERMS).overdue(date.max) == 0
    counted = RetentionTerms(
        clause=TERMS.clause,
        legal_basis=TERMS.legal_basis,
        not_selected_months=6,
        selected_months=60,
        contracted_months=120,
        third_party_not_selected_months=6,
        destroy_within_days=5,
    )
    assert term_of(signed, counted).ends_on == date(2034, 5, 2)
    assert months_of(Holding.CONTRACTED, counted) == 120


def test_whoever_signed_for_a_room_is_a_contractor_whatever_letter_followed() -> None:
    moved_out = replace(
        standing(Stage.EXAMINING, Verdict.INELIGIBLE, DAY, SIGNED), leased=True, lives_there=False
    )
    assert holding_of(moved_out) == (Holding.CONTRACTED, SIGNED)
    assert term_of(moved_out, TERMS) == Term(holding=Holding.CONTRACTED)
    counted = replace(TERMS, contracted_months=12)
    assert term_of(moved_out, counted).ends_on == date(2025, 5, 2)
    # While he lives there no period runs, however long ago he signed.
    living = replace(moved_out, lives_there=True)
    assert holding_of(living) == (Holding.CONTRACTED, None)
    assert term_of(living, counted) == Term(holding=Holding.CONTRACTED)


def test_no_period_runs_before_a_day_is_known() -> None:
    assert term_of(standing(Stage.SELECTED), TERMS) == Term(holding=Holding.SELECTED)
    assert term_of(standing(), TERMS) == Term(holding=Holding.OPEN)


@given(since=DAYS | ENDS_OF_MONTHS, after=st.integers(-400, 4000))
def test_due_begins_the_day_after_the_period_and_late_after_five_more(
    since: date, after: int
) -> None:
    term = term_of(standing(notified=Verdict.INELIGIBLE, result_on=since), TERMS)
    assert term.ends_on is not None
    months = (term.ends_on.year - since.year) * 12 + term.ends_on.month - since.month
    assert months == 6
    last = monthrange(term.ends_on.year, term.ends_on.month)[1]
    assert term.ends_on.day == min(since.day, last)
    day = since + timedelta(days=after)
    assert term.due(day) == (day > term.ends_on)
    assert term.overdue(day) == max((day - term.ends_on).days - 5, 0)


@given(first=DAYS | ENDS_OF_MONTHS, later=st.integers(0, 90))
def test_who_was_told_later_is_never_due_earlier(first: date, later: int) -> None:
    one = term_of(standing(notified=Verdict.INELIGIBLE, result_on=first), TERMS)
    two = term_of(
        standing(notified=Verdict.INELIGIBLE, result_on=first + timedelta(days=later)), TERMS
    )
    assert one.ends_on is not None
    assert two.ends_on is not None
    assert one.ends_on <= two.ends_on
