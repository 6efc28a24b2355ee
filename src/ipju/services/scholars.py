"""The scholar track (장학생): two reviewers score papers and interview, a third person decides.

Points are for people to read: nobody is selected or put in order by them. What another reviewer
gave stays hidden until one has handed in one's own sheet, or nobody may hand in another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from ipju.domain.account import Role
from ipju.domain.case import Case, Supply
from ipju.domain.editing import apply, change
from ipju.domain.finding import Outcome
from ipju.domain.intake import Score, ScoreSheet, ScoreStep
from ipju.domain.notice import Criterion, Notice, ScholarTerms
from ipju.domain.rrn import without_rrn
from ipju.domain.scholar import Scholar, ScholarResult
from ipju.rules.judge import Judgement
from ipju.services.applicants import cases_of, worded
from ipju.services.approve import Told
from ipju.services.authority import DECIDING, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.intake_problems import (
    EnoughReviewers,
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
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.record import Recorded, place_of, void_standing

BEARING = ("scholar", "scholar-papers")
"""Rules that must be met before somebody is selected: ④ of the criteria, and the papers."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The scoring sheet that was handed in."""

    sheet: ScoreSheet
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """The newest sheet of one reviewer for one step (moment in UTC).

    `total` and `scores` are None while they stay hidden from whoever asks.
    """

    reviewer: str
    mine: bool
    step: ScoreStep
    scored_at: datetime
    total: int | None
    scores: tuple[Score, ...] | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: how many sheets there are of how many.

    `closed` says why the actor can't hand in a sheet or put his own right (Korean, empty: he can).
    `total` sums the sheets and `spread` is the greatest difference between two of them; None
    while a sheet lacks or stays hidden. `most` is the highest sum that could be given.
    """

    step: ScoreStep
    handed: int
    needed: int
    most: int
    total: int | None
    spread: int | None
    closed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One applicant of the scholar track, by number; never ranked.

    `papers` is what the rules say of his papers, `enrolled` of criterion ④ (None: no such rule).
    `total` sums both steps once both are in. `blocked` says why the actor can't decide (Korean).
    """

    case_id: UUID
    number: str
    name: str
    school: str
    papers: Outcome | None
    enrolled: Outcome | None
    steps: tuple[StepLine, ...]
    sheets: tuple[SheetLine, ...]
    total: int | None
    result: ScholarResult | None
    result_on: date | None
    blocked: str


def criteria_of(terms: ScholarTerms, step: ScoreStep) -> tuple[Criterion, ...]:
    """Return what is scored in a step."""
    return terms.criteria if step is ScoreStep.PAPERS else terms.interview_criteria


@may(DECIDING)
def score(
    office: Office, case_id: UUID, step: ScoreStep, scores: Sequence[Score], remark: str = ""
) -> Scored:
    """Hand in one's scoring sheet (채점표) for a step; a second one needs its reason as `remark`.

    WrongScores unless every criterion has points within the notice's range, EnoughReviewers for
    one reviewer more than the notice wants, PapersFirst, Settled, NotScholar.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        _notice, terms = _terms_of(office, case)
        if _result(case) is not None:
            raise Settled
        _refuse_wrong(terms, step, scores)
        newest = newest_sheets(unit, case_id)
        mine = (step, office.actor.id) in newest
        if mine and not remark.strip():
            raise WrongScores("앞서 낸 채점을 고칩니다. 고치는 사유를 적으세요.")
        if not mine and _handed(newest, step) >= terms.reviewers:
            raise EnoughReviewers(step, terms.reviewers)
        if step is ScoreStep.INTERVIEW and _handed(newest, ScoreStep.PAPERS) < terms.reviewers:
            raise PapersFirst(terms.reviewers)
        sheet = ScoreSheet(
            id=uuid4(),
            case_id=case_id,
            step=step,
            reviewer=office.actor.id,
            scored_at=office.clock.now(),
            scores=tuple(scores),
            note=without_rrn(remark.strip()),
        )
        unit.scores.add(sheet)
        # The ledger outlives the case, and who may read it is not who may see points.
        detail = {"sheet": sheet.id.hex, "step": step.value, "again": mine}
        note(office, unit, "score", case_id, why=sheet.note, detail=detail)
    return Scored(sheet, Changes(case_id=case_id, intake=True, trail=True))


@may(DECIDING)
def board(office: Office, notice_id: str) -> tuple[Candidate, ...]:
    """Return everybody who applied for the scholar track of a notice, by number.

    NotScholar where the notice has no such track.
    """
    notice = office.notices.get(notice_id)
    terms = notice.scholar
    if terms is None:
        raise NotScholar
    names = {one.id: one.name for one in office.store.staff()}
    today = office.clock.today()
    decides = Role.SUPERVISOR in office.store.roles_of(office.actor.id)
    found = []
    with office.store.unit() as unit:
        for case in cases_of(office, unit, notice_id):
            if case.supply is not Supply.SCHOLAR:
                continue
            judgement = examine(case, notice, today)
            newest: Mapping[tuple[ScoreStep, UUID], ScoreSheet] = {}
            # A sheet that was altered is told of at its candidate; it does not hide the others.
            with Told() as trouble:
                newest = newest_sheets(unit, case.id)
            line = _candidate(office, case, judgement, terms, newest, names, decides)
            found.append(replace(line, blocked=trouble.words) if trouble.words else line)
    return tuple(found)


@may(Role.SUPERVISOR)
def decide_scholar(
    office: Office, case_id: UUID, result: ScholarResult, result_on: date, reason: str
) -> Recorded:
    """Decide the scholar selection (선정 결과) with a reason; the case is edited by it.

    Selected only after every sheet of both steps is in (NotScored) and where ④ and the papers are
    met (NotBorne); not selected after the papers were scored, or where a rule says so already.
    OwnScore for somebody who scored, Settled when the same result stands, WrongDay.
    """
    words = worded(reason, "선정 결과를 정한")
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        notice, terms = _terms_of(office, case)
        if _result(case) is result:
            raise Settled
        if result_on > office.clock.today():
            raise WrongDay("결과를 정한 날이 오늘보다 뒤입니다. 날짜를 확인하세요.")
        newest = newest_sheets(unit, case_id)
        if any(reviewer == office.actor.id for _step, reviewer in newest):
            raise OwnScore
        judgement = examine(case, notice, office.clock.today())
        _refuse_unscored(terms, judgement, newest, result)
        if result is ScholarResult.SELECTED:
            _refuse_unborne(judgement)
        if case.scholar is None:
            edits = [change(case, ("scholar",), Scholar(result=result, result_on=result_on))]
        else:
            edits = [
                change(case, ("scholar", "result"), result),
                change(case, ("scholar", "result_on"), result_on),
            ]
        void_standing(office, unit, case_id)
        saved = unit.cases.save(apply(case, edits))
        store_judgement(unit, saved, examine(saved, notice, office.clock.today()))
        fields = {"fields": [place_of(one) for one in edits], "version": saved.version}
        note(office, unit, "record", case_id, why=words, detail=fields)
        told = {
            "result": result.value,
            "result_on": result_on.isoformat(),
            "sheets": [one.id.hex for one in newest.values()],
        }
        note(office, unit, "decide-scholar", case_id, why=words, detail=told)
    changes = Changes(
        case_id=case_id,
        cases=True,
        judgement=True,
        lists=True,
        queues=True,
        decisions=True,
        intake=True,
        trail=True,
    )
    return Recorded(saved, changes)


def newest_sheets(unit: UnitOfWork, case_id: UUID) -> Mapping[tuple[ScoreStep, UUID], ScoreSheet]:
    """Return the sheet that counts of each reviewer by step, the oldest first.

    NotWhole when one was altered past the program.
    """
    found: dict[tuple[ScoreStep, UUID], ScoreSheet] = {}
    for one in unit.scores.of(case_id):
        if not one.whole:
            raise NotWhole("채점표")
        found.setdefault((one.step, one.reviewer), one)
    return dict(reversed(found.items()))


def _terms_of(office: Office, case: Case) -> tuple[Notice, ScholarTerms]:
    notice = office.notices.get(case.notice)
    if notice.scholar is None or case.supply is not Supply.SCHOLAR or case.renewal is not None:
        raise NotScholar
    return notice, notice.scholar


def _result(case: Case) -> ScholarResult | None:
    return case.scholar.result if case.scholar else None


def _handed(newest: Mapping[tuple[ScoreStep, UUID], ScoreSheet], step: ScoreStep) -> int:
    return sum(one is step for one, _reviewer in newest)


def _refuse_wrong(terms: ScholarTerms, step: ScoreStep, scores: Sequence[Score]) -> None:
    wanted = {one.id: one.text for one in criteria_of(terms, step)}
    given = [one.criterion for one in scores]
    if sorted(given) != sorted(wanted):
        raise WrongScores("모든 항목에 점수를 한 번씩 매기세요.")
    low, high = terms.points_from, terms.points_until
    if any(not low <= one.points <= high for one in scores):
        raise WrongScores(f"점수는 {low}점부터 {high}점까지입니다.")


def _refuse_unscored(
    terms: ScholarTerms,
    judgement: Judgement,
    newest: Mapping[tuple[ScoreStep, UUID], ScoreSheet],
    result: ScholarResult,
) -> None:
    if result is ScholarResult.NOT_SELECTED and _refused_by_rule(judgement):
        return
    steps = tuple(ScoreStep)
    if result is ScholarResult.NOT_SELECTED:
        # Who does not pass the papers is not invited to an interview.
        steps = (ScoreStep.PAPERS,)
    for step in steps:
        have = _handed(newest, step)
        if have < terms.reviewers:
            raise NotScored(step, have, terms.reviewers)


def _refused_by_rule(judgement: Judgement) -> bool:
    found = [judgement.finding(rule) for rule in BEARING]
    return any(one is not None and one.outcome is Outcome.FAIL for one in found)


def _refuse_unborne(judgement: Judgement) -> None:
    for rule in BEARING:
        finding = judgement.finding(rule)
        if finding is not None and finding.outcome not in (Outcome.PASS, Outcome.NA):
            raise NotBorne(finding.title, finding.outcome.label, finding.sentence)


def _candidate(
    office: Office,
    case: Case,
    judgement: Judgement,
    terms: ScholarTerms,
    newest: Mapping[tuple[ScoreStep, UUID], ScoreSheet],
    names: Mapping[UUID, str],
    decides: bool,
) -> Candidate:
    me, settled = office.actor.id, _result(case) is not None
    seen = {
        step: settled or (step, me) in newest or _handed(newest, step) >= terms.reviewers
        for step in ScoreStep
    }
    steps = tuple(_step_line(terms, step, newest, me, seen[step], settled) for step in ScoreStep)
    totals = [one.total for one in steps if one.total is not None]
    enrolled, papers = (judgement.finding(rule) for rule in BEARING)
    scholar = case.scholar or Scholar()
    scored = any(reviewer == me for _step, reviewer in newest)
    return Candidate(
        case_id=case.id,
        number=case.number,
        name=case.applicant.name if case.applicant else "",
        school=scholar.school,
        papers=papers.outcome if papers else None,
        enrolled=enrolled.outcome if enrolled else None,
        steps=steps,
        sheets=tuple(
            _sheet_line(one, names, me, seen[one.step])
            for one in sorted(newest.values(), key=_in_time)
        ),
        total=sum(totals) if len(totals) == len(steps) else None,
        result=scholar.result,
        result_on=scholar.result_on,
        blocked=_blocked(decides, scored),
    )


def _in_time(sheet: ScoreSheet) -> tuple[int, datetime]:
    return tuple(ScoreStep).index(sheet.step), sheet.scored_at


def _blocked(decides: bool, scored: bool) -> str:
    if not decides:
        return "선정 결과는 결재 담당자가 정합니다."
    return str(OwnScore()) if scored else ""


def _step_line(
    terms: ScholarTerms,
    step: ScoreStep,
    newest: Mapping[tuple[ScoreStep, UUID], ScoreSheet],
    me: UUID,
    seen: bool,
    settled: bool,
) -> StepLine:
    totals = [one.total for (which, _reviewer), one in newest.items() if which is step]
    handed, needed = len(totals), terms.reviewers
    told = seen and handed >= needed
    closed = ""
    if settled:
        closed = str(Settled())
    elif step is ScoreStep.INTERVIEW and _handed(newest, ScoreStep.PAPERS) < needed:
        closed = str(PapersFirst(needed))
    elif (step, me) not in newest and handed >= needed:
        closed = str(EnoughReviewers(step, needed))
    return StepLine(
        step=step,
        handed=handed,
        needed=needed,
        most=len(criteria_of(terms, step)) * terms.points_until * needed,
        total=sum(totals) if told else None,
        spread=max(totals) - min(totals) if told else None,
        closed=closed,
    )


def _sheet_line(sheet: ScoreSheet, names: Mapping[UUID, str], me: UUID, seen: bool) -> SheetLine:
    return SheetLine(
        reviewer=names.get(sheet.reviewer, "모르는 계정"),
        mine=sheet.reviewer == me,
        step=sheet.step,
        scored_at=sheet.scored_at,
        total=sheet.total if seen else None,
        scores=sheet.scores if seen else None,
        note=sheet.note if seen else "",
    )
