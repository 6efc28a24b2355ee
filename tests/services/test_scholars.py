"""The scholar track: two reviewers score without seeing each other, a third person decides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.finding import Outcome
from ipju.domain.intake import Score, ScoreStep
from ipju.domain.scholar import ScholarResult
from ipju.services.authority import NotAllowed
from ipju.services.intake_problems import (
    EnoughReviewers,
    NoReason,
    NotBorne,
    NotScholar,
    NotScored,
    NotWhole,
    OwnScore,
    PapersFirst,
    Settled,
    WrongDay,
    WrongScores,
)
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import DecidedElsewhere, record
from ipju.services.scholars import Candidate, board, decide_scholar, score
from tests.services.deciding import Chairs, chairs, proposed
from tests.services.desk import acts, stored
from tests.services.rolling import scholar, selected
from tests.services.rooms import ROOMS, desk_on, on, youth

DAY = date(2024, 2, 14)
PAPERS, INTERVIEW = ScoreStep.PAPERS, ScoreStep.INTERVIEW
ALL = {PAPERS: ("growth", "focus", "community"), INTERVIEW: ("interview",)}


@pytest.fixture
def desk(office: Office) -> Chairs:
    return desk_on(chairs(office), DAY)


@pytest.fixture
def applicant(desk: Chairs) -> Case:
    return add_case(desk.park, scholar("2023-T-0201")).case


def give(step: ScoreStep, *points: int) -> Sequence[Score]:
    return tuple(
        Score(criterion=one, points=given) for one, given in zip(ALL[step], points, strict=True)
    )


def both(desk: Chairs, case: Case, step: ScoreStep, *points: int) -> None:
    for one in (desk.park, desk.lee):
        score(one, case.id, step, give(step, *points))


def seen_by(office: Office, case: Case) -> Candidate:
    return next(one for one in board(office, ROOMS) if one.case_id == case.id)


def totals(office: Office, case: Case) -> list[tuple[str, int | None]]:
    return [(one.reviewer, one.total) for one in seen_by(office, case).sheets]


def test_points_of_another_stay_hidden_until_ones_own_are_in(desk: Chairs, applicant: Case) -> None:
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 5, 4, 3), "성실함")
    assert totals(desk.park, applicant) == [("박담당", 12)]
    hidden = seen_by(desk.lee, applicant).sheets[0]
    assert (hidden.total, hidden.scores, hidden.note) == (None, None, "")
    assert totals(desk.choi, applicant) == [("박담당", None)]
    assert seen_by(desk.choi, applicant).steps[0].total is None
    score(desk.lee, applicant.id, PAPERS, give(PAPERS, 2, 3, 3))
    assert totals(desk.lee, applicant) == [("박담당", 12), ("이담당", 8)]
    # Nobody else may score any more: now whoever decides sees them, too.
    assert totals(desk.choi, applicant) == [("박담당", 12), ("이담당", 8)]
    line = seen_by(desk.choi, applicant).steps[0]
    assert (line.handed, line.needed, line.total, line.most, line.spread) == (2, 2, 20, 30, 4)
    assert seen_by(desk.choi, applicant).total is None


def test_the_points_are_in_no_ledger_row(desk: Chairs, applicant: Case) -> None:
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 5, 4, 3))
    run = desk.park.store.connection.exec_driver_sql
    detail = run("SELECT detail FROM ledger WHERE action = 'score'").scalar_one()
    assert "growth" not in detail
    assert "12" not in [str(one) for one in detail.split('"')]
    assert acts(desk.park, applicant.id)[-1] == "score"


def test_every_criterion_is_scored_once_within_the_range_of_the_notice(
    desk: Chairs, applicant: Case
) -> None:
    for wrong in (
        give(PAPERS, 5, 4, 3)[:2],
        (*give(PAPERS, 5, 4, 3), Score(criterion="growth", points=1)),
        give(INTERVIEW, 5),
    ):
        with pytest.raises(WrongScores, match="모든 항목"):
            score(desk.park, applicant.id, PAPERS, wrong)
    for low, high in ((0, 5), (1, 6)):
        with pytest.raises(WrongScores, match="1점부터 5점까지"):
            score(desk.park, applicant.id, PAPERS, give(PAPERS, low, 3, high))
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 1, 5, 1))
    assert totals(desk.park, applicant) == [("박담당", 7)]


def test_who_errs_hands_in_another_sheet_with_a_reason_and_the_newest_counts(
    desk: Chairs, applicant: Case
) -> None:
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 5, 5, 5))
    with pytest.raises(WrongScores, match="고치는 사유"):
        score(desk.park, applicant.id, PAPERS, give(PAPERS, 1, 1, 1), " ")
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 4, 4, 4), "서류를 다시 읽음")
    assert totals(desk.park, applicant) == [("박담당", 12)]
    with desk.park.store.unit() as unit:
        assert len(unit.scores.of(applicant.id)) == 2


def test_only_as_many_people_score_as_the_notice_wants_and_papers_come_first(
    desk: Chairs, applicant: Case
) -> None:
    with pytest.raises(PapersFirst, match="서류심사"):
        score(desk.park, applicant.id, INTERVIEW, give(INTERVIEW, 5))
    assert "서류심사" in seen_by(desk.park, applicant).steps[1].closed
    both(desk, applicant, PAPERS, 4, 4, 4)
    with pytest.raises(EnoughReviewers, match="2명이 이미"):
        score(desk.choi, applicant.id, PAPERS, give(PAPERS, 1, 1, 1))
    assert seen_by(desk.park, applicant).steps[1].closed == ""
    assert "2명이 이미" in seen_by(desk.choi, applicant).steps[0].closed
    both(desk, applicant, INTERVIEW, 3)
    assert seen_by(desk.choi, applicant).total == 24 + 6


def test_the_result_is_decided_by_somebody_who_did_not_score(desk: Chairs, applicant: Case) -> None:
    with pytest.raises(NotAllowed):
        decide_scholar(desk.park, applicant.id, ScholarResult.SELECTED, DAY, "사유")
    both(desk, applicant, PAPERS, 4, 4, 4)
    both(desk, applicant, INTERVIEW, 3)
    assert seen_by(desk.park, applicant).blocked == "선정 결과는 결재 담당자가 정합니다."
    assert seen_by(desk.choi, applicant).blocked == ""
    with pytest.raises(NoReason):
        decide_scholar(desk.choi, applicant.id, ScholarResult.SELECTED, DAY, " ")
    with pytest.raises(WrongDay):
        decide_scholar(desk.choi, applicant.id, ScholarResult.SELECTED, date(2024, 2, 15), "사유")
    done = decide_scholar(desk.choi, applicant.id, ScholarResult.SELECTED, DAY, "심사위원회 결정")
    assert (done.changes.intake, done.changes.cases) == (True, True)
    after = stored(desk.park, applicant.id)
    assert after.scholar is not None
    assert (after.scholar.result, after.scholar.result_on) == (ScholarResult.SELECTED, DAY)
    assert after == done.case
    assert acts(desk.park, applicant.id)[-2:] == ["record", "decide-scholar"]
    # Nothing is scored after the result; the same result is not decided twice.
    with pytest.raises(Settled):
        score(desk.park, applicant.id, PAPERS, give(PAPERS, 1, 1, 1), "늦음")
    with pytest.raises(Settled):
        decide_scholar(desk.choi, applicant.id, ScholarResult.SELECTED, DAY, "다시")
    assert seen_by(desk.lee, applicant).result is ScholarResult.SELECTED


def test_a_decision_upon_the_facts_before_the_result_loses_its_effect(
    desk: Chairs, applicant: Case
) -> None:
    waits = proposed(desk.park, applicant, Verdict.HOLD)
    both(desk, applicant, PAPERS, 1, 1, 1)
    decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "서류심사 결과")
    with desk.park.store.unit() as unit:
        assert unit.proposals.get(waits.id).state is ProposalState.VOID
    assert "void" in acts(desk.park, applicant.id)


def test_nobody_writes_a_result_into_the_case_past_the_decision(
    desk: Chairs, applicant: Case
) -> None:
    """Neither who takes applications in, nor a reviewer, nor a supervisor without the sheets."""
    picked = change(applicant, ("scholar", "result"), ScholarResult.SELECTED)
    for one in (desk.jung, desk.park, desk.choi):
        with pytest.raises(DecidedElsewhere, match="결재 담당자가 정합니다"):
            record(one, applicant.id, [picked])
    assert stored(desk.park, applicant.id) == applicant
    both(desk, applicant, PAPERS, 1, 1, 1)
    done = decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "서류").case
    erased = change(done, ("scholar",), None)
    with pytest.raises(DecidedElsewhere):
        record(desk.park, applicant.id, [erased])
    # What else is recorded of his studies may still be put right.
    better = change(done, ("scholar", "school"), "견본대학교")
    assert record(desk.park, applicant.id, [better]).case.scholar != done.scholar


@pytest.mark.parametrize("practice", [True, False])
def test_an_application_brings_a_result_along_only_where_one_may_decide(
    desk: Chairs, practice: bool
) -> None:
    with pytest.raises(NotAllowed):
        add_case(replace(desk.jung, practice=practice), selected("2023-T-0301"))
    if practice:
        add_case(desk.park, selected("2023-T-0302"))
    else:
        with pytest.raises(NotAllowed):
            add_case(replace(desk.park, practice=False), selected("2023-T-0302"))
        add_case(replace(desk.choi, practice=False), selected("2023-T-0303"))


def test_who_scored_does_not_decide(desk: Chairs, applicant: Case) -> None:
    for one in (desk.park, desk.choi):
        score(one, applicant.id, PAPERS, give(PAPERS, 3, 3, 3))
        score_after = one
    assert seen_by(score_after, applicant).blocked.startswith("내가 채점한")
    with pytest.raises(OwnScore, match="다른 결재자"):
        decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "사유")


def test_nobody_is_selected_before_every_sheet_is_in(desk: Chairs, applicant: Case) -> None:
    with pytest.raises(NotScored, match="서류심사 채점이 2명 가운데 0명"):
        decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "사유")
    both(desk, applicant, PAPERS, 1, 1, 1)
    with pytest.raises(NotScored, match="면접심사 채점이 2명 가운데 0명"):
        decide_scholar(desk.choi, applicant.id, ScholarResult.SELECTED, DAY, "사유")
    # Who does not pass the papers is not invited to an interview.
    done = decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "서류심사 결과")
    assert done.case.scholar is not None
    assert done.case.scholar.result is ScholarResult.NOT_SELECTED


def test_somebody_on_leave_cannot_be_selected_and_needs_no_points(desk: Chairs) -> None:
    case = add_case(desk.park, scholar("2023-T-0202", student="on-leave")).case
    assert seen_by(desk.park, case).enrolled is Outcome.FAIL
    both(desk, case, PAPERS, 5, 5, 5)
    both(desk, case, INTERVIEW, 5)
    with pytest.raises(NotBorne, match="부적합"):
        decide_scholar(desk.choi, case.id, ScholarResult.SELECTED, DAY, "사유")
    other = add_case(desk.park, scholar("2023-T-0203", student="graduated")).case
    done = decide_scholar(desk.choi, other.id, ScholarResult.NOT_SELECTED, DAY, "졸업생")
    assert done.case.scholar is not None
    assert done.case.scholar.result is ScholarResult.NOT_SELECTED


def test_candidates_stand_by_number_whatever_their_points(desk: Chairs) -> None:
    cases = [
        add_case(desk.park, scholar(number, name)).case
        for number, name in (("2023-T-0302", "나중"), ("2023-T-0301", "먼저"))
    ]
    add_case(desk.park, youth("2023-T-0303", "일반"))
    both(desk, cases[0], PAPERS, 5, 5, 5)
    both(desk, cases[1], PAPERS, 1, 1, 1)
    found = board(desk.park, ROOMS)
    assert [one.name for one in found] == ["먼저", "나중"]
    assert [one.steps[0].total for one in found] == [6, 30]
    assert found[0].school == "예시대학교"
    assert found[0].papers is Outcome.PASS


def test_a_sheet_that_was_altered_is_told_and_hides_nobody_else(
    desk: Chairs, applicant: Case
) -> None:
    other = add_case(desk.park, scholar("2023-T-0204", "이예시")).case
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 1, 1, 1))
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER score_sheet_stays")
    run('UPDATE score_sheet SET scores = \'[["growth",5],["focus",5],["community",5]]\'')
    first, second = board(desk.choi, ROOMS)
    assert "고친 흔적" in first.blocked
    assert (second.case_id, second.blocked) == (other.id, "")
    with pytest.raises(NotWhole):
        decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "사유")


def test_a_sheet_taken_away_past_the_program_lets_no_older_one_count(
    desk: Chairs, applicant: Case
) -> None:
    """The worse points were handed in later; without their row the better ones would stand."""
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 5, 5, 5))
    score(desk.park, applicant.id, PAPERS, give(PAPERS, 1, 1, 1), "잘못 매김")
    run = desk.park.store.connection.exec_driver_sql
    run("DROP TRIGGER score_sheet_kept")
    run("DELETE FROM score_sheet WHERE note = '잘못 매김'")
    assert "고친 흔적" in board(desk.choi, ROOMS)[0].blocked
    with pytest.raises(NotWhole):
        decide_scholar(desk.choi, applicant.id, ScholarResult.NOT_SELECTED, DAY, "사유")


def test_only_a_scholars_application_is_scored(desk: Chairs) -> None:
    general = add_case(desk.park, youth("2023-T-0401")).case
    with pytest.raises(NotScholar):
        score(desk.park, general.id, PAPERS, give(PAPERS, 1, 1, 1))
    with pytest.raises(NotScholar):
        decide_scholar(desk.choi, general.id, ScholarResult.SELECTED, DAY, "사유")
    with pytest.raises(NotScholar):
        board(desk.park, "jangi-ansim-2023-3")


def test_a_clerk_neither_scores_nor_sees_points(office: Office, applicant: Case) -> None:
    clerk = on(chairs(office).jung, DAY)
    assert clerk.actor.roles == {Role.INTAKE}
    assert bootstrap.notices().get(ROOMS).scholar is not None
    with pytest.raises(NotAllowed):
        score(clerk, applicant.id, PAPERS, give(PAPERS, 1, 1, 1))
    with pytest.raises(NotAllowed):
        board(clerk, ROOMS)
