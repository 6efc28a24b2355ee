"""Points ⑤: vulnerable groups (사회취약계층). Only the best claimed and proven ground counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipju.domain.case import Vulnerable, VulnerableClaim
from ipju.domain.dates import spoken
from ipju.domain.finding import Finding, Question, Reading, Target, Threshold
from ipju.domain.money import won
from ipju.domain.notice import IncomeTerms, Notice, PointsTerms, VulnerablePoints
from ipju.domain.paper import Paper
from ipju.domain.person import Relation
from ipju.rules.facts import Facts
from ipju.rules.income import Limit, limit_of, monthly_income
from ipju.rules.outcome import not_applicable
from ipju.rules.people import name_of
from ipju.rules.points_item import Verified, item
from ipju.rules.recorded import NO_RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """Points of one claimed ground: certain, and still possible."""

    low: int
    high: int
    words: str
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    note: str = ""


def points_vulnerable(facts: Facts, notice: Notice) -> Finding:
    """Points ⑤: 3 for 가, 2 for 나 and 다, of the grounds claimed and proven the best one."""
    terms = notice.points
    if terms is None:
        return not_applicable("points-vulnerable", NO_RULE, "이 공고에는 가점이 없습니다.")
    case = facts.case
    judged = [(one, _ground(facts, notice, terms, one)) for one in case.vulnerable]
    grounds = [one for _, one in judged]
    best = max(grounds, key=lambda one: (one.low, one.high, not one.note), default=None)
    low = max((one.low for one in grounds), default=0)
    high = max((one.high for one in grounds), default=0)
    # What is open matters only where it could lift the best ground that is proven already.
    waiting = [one for one in grounds if one.high > low]
    notes = [best.note] if best is not None and best.note and best.low else []
    if sum(one.low > 0 for one in grounds) > 1:
        notes.append("여러 사유가 확인되어 가장 높은 하나만 인정했습니다. 확인하세요.")
    top = max((one.points for one in terms.vulnerable), default=0)
    found = Verified(
        low=low,
        high=high,
        maximum=top,
        words=best.words if best is not None else "신청한 사유가 없습니다.",
        readings=tuple(
            Reading(
                label=f"{claim.ground.label} ({name_of(facts, claim.person)})",
                value=one.words,
                target=Target(section="vulnerable", row=claim.id, field="ground"),
            )
            for claim, one in judged
        ),
        thresholds=(
            Threshold(key="points.vulnerable", text=f"사유에 따라 최대 {top}점"),
            *(threshold for one in grounds for threshold in one.thresholds),
        ),
        missing=tuple(reading for one in waiting for reading in one.missing),
        questions=tuple(question for one in waiting for question in one.questions),
        notes=tuple(notes),
        target=Target(section="vulnerable"),
    )
    return item("points-vulnerable", "vulnerable", case.claimed.vulnerable, found, notice)


def _ground(facts: Facts, notice: Notice, terms: PointsTerms, claim: VulnerableClaim) -> _Ground:
    row = next((one for one in terms.vulnerable if one.ground is claim.ground), None)
    if row is None:
        return _Ground(low=0, high=0, words="공고에 없는 사유입니다.")
    if claim.ground is Vulnerable.LOW_INCOME:
        return _low_income(facts, notice, terms, row)
    person = facts.case.person(claim.person)
    own = person is not None and person.relation is Relation.SELF
    if not own and not row.members:
        return _Ground(low=0, high=0, words="신청자 본인의 사유만 인정됩니다.")
    member = [one.has(claim.person) for one in facts.households]
    if not any(member):
        return _Ground(low=0, high=0, words="세대구성원이 아닌 사람의 사유입니다.")
    proof = _proof(facts, notice, row, claim)
    if not all(member):
        return _Ground(
            low=0,
            high=proof.high,
            words=proof.words,
            missing=proof.missing
            + tuple(reading for one in facts.memberships for reading in one.missing),
            questions=tuple(one.question for one in facts.memberships if one.question is not None),
            thresholds=proof.thresholds,
        )
    if own or not proof.low:
        return proof
    note = (
        f"{name_of(facts, claim.person)}님의 사유를 세대원도 인정한다는 단서에 따라 인정했습니다. "
        "세대구성원인지 확인하세요."
    )
    return _Ground(
        low=proof.low, high=proof.high, words=proof.words, note=note, thresholds=proof.thresholds
    )


def _proof(facts: Facts, notice: Notice, row: VulnerablePoints, claim: VulnerableClaim) -> _Ground:
    """Look for one complete set of papers; a ground without its paper doesn't count."""
    issued_from = notice.papers.issued_from
    threshold = Threshold(key="papers.issued_from", text=f"{spoken(issued_from)} 이후 발급")
    asked: tuple[Reading, ...] = ()
    for papers in row.papers:
        states = [_paper(facts, notice, kind, claim) for kind in papers]
        if all(state is True for state in states):
            return _Ground(
                low=row.points, high=row.points, words=f"{row.ground.label} 서류가 확인되었습니다.",
                thresholds=(threshold,),
            )  # fmt: skip
        if not asked and all(state is not False for state in states):
            asked = tuple(state for state in states if isinstance(state, Reading))
    if asked:
        return _Ground(
            low=0, high=row.points, words=f"{row.ground.label} 서류의 발급일이 적히지 않았습니다.",
            missing=asked, thresholds=(threshold,),
        )  # fmt: skip
    words = f"{row.ground.label} 서류가 없거나 인정되지 않아 0점입니다."
    return _Ground(low=0, high=0, words=words, thresholds=(threshold,))


def _paper(facts: Facts, notice: Notice, kind: str, claim: VulnerableClaim) -> Reading | bool:
    """Return whether a paper of this kind counts, or the fact that is missing to say so."""
    filed = [
        one
        for one in facts.case.papers
        if one.kind == kind and one.subject in (None, claim.person) and not one.wrong_kind
    ]
    wanted = next((one.shows for one in notice.papers.papers if one.id == kind), ())
    complete = [one for one in filed if all(field.id in one.shows for field in wanted)]
    return _issued(complete, notice)


def _issued(papers: Sequence[Paper], notice: Notice) -> Reading | bool:
    open_one = next((one for one in papers if one.issued_on is None), None)
    dates = [one.issued_on for one in papers if one.issued_on is not None]
    if any(day >= notice.papers.issued_from for day in dates):
        return True
    if open_one is None:
        return False
    target = Target(section="papers", row=open_one.id, field="issued_on")
    return Reading(label="가점 서류 발급일", value="미확인", target=target)


def _low_income(facts: Facts, notice: Notice, terms: PointsTerms, row: VulnerablePoints) -> _Ground:
    """다: the household's monthly income against the 50 % column; found by query, no paper."""
    if notice.income is None:
        return _Ground(low=0, high=0, words="이 공고에는 소득 기준이 없습니다.")
    results, missing, questions, thresholds = [], [], [], []
    words = note = ""
    for household in facts.households:
        under = facts.under(household)
        earned = monthly_income(under, notice)
        limit = limit_of(notice.income, terms.low_income_table, max(household.size, 1))
        low = earned.highest is not None and earned.highest <= limit.amount
        results.append((low, earned.known_sum <= limit.amount))
        missing += [one for one in earned.missing if one not in missing]
        questions += [one for one in earned.questions if one not in questions]
        thresholds += _limit_thresholds(notice.income, terms.low_income_table, limit)
        if limit.extrapolated:
            note = (
                f"{household.size}인 가구의 50% 기준은 공고에 없어 늘려 계산한 "
                f"{won(limit.amount)}입니다. 확인하세요."
            )
        if not words:
            words = f"월평균소득 {won(earned.known_sum)}, 50% 기준 {won(limit.amount)}입니다."
            thresholds += earned.thresholds
    for one in facts.memberships:
        missing += one.missing
        questions += [one.question] if one.question is not None else []
    return _Ground(
        low=row.points if all(sure for sure, _ in results) else 0,
        high=row.points if any(possible for _, possible in results) else 0,
        words=words,
        missing=tuple(missing),
        questions=tuple(questions),
        thresholds=tuple(dict.fromkeys(thresholds)),
        note=note,
    )


def _limit_thresholds(terms: IncomeTerms, table_id: str, limit: Limit) -> list[Threshold]:
    """Return what the limit was read from: the table, or beyond it the growing 100 % column."""
    key = f"income.tables.{table_id}"
    if not limit.extrapolated:
        return [Threshold(key=f"{key}.amounts", text=won(limit.amount))]
    found = [Threshold(key=f"{key}.percent_beyond", text=f"늘린 50% 기준 {won(limit.amount)}")]
    for base in terms.tables:
        if base.percent_beyond == 100:
            part = f"income.tables.{base.id}"
            found += [
                Threshold(key=f"{part}.amounts", text=won(base.amounts[-1])),
                Threshold(key=f"{part}.per_person_beyond", text=won(base.per_person_beyond)),
                Threshold(key=f"{part}.percent_beyond", text=f"{base.percent_beyond}%"),
            ]
    return found
