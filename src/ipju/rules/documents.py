"""The papers asked for in a case (제출서류) and whether they came as the notice asks (3장)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipju.domain.case import Supply, VulnerableClaim
from ipju.domain.dates import age_on, spoken
from ipju.domain.finding import Finding, Outcome, Question, Reading, Target, Threshold
from ipju.domain.notice import Condition, Notice, PaperTerms, VulnerablePoints
from ipju.domain.person import Nationality, Person, Register, Relation
from ipju.rules.facts import Facts, Standing
from ipju.rules.filing import BEST_FIRST, Defect, Line, Requirement, judged
from ipju.rules.names import TITLES
from ipju.rules.outcome import agree, worst
from ipju.rules.periods import notice_day, reached
from ipju.rules.unborn import unborn

__all__ = ["Defect", "Line", "Requirement", "checklist", "documents", "required_papers"]

_ASCENDANTS = (
    Relation.PARENT,
    Relation.GRANDPARENT,
    Relation.SPOUSE_PARENT,
    Relation.SPOUSE_GRANDPARENT,
)


def required_papers(facts: Facts, notice: Notice) -> tuple[Requirement, ...]:
    """Return the papers asked for in this case, in the order of the notice (3장 제출서류)."""
    return tuple(one.requirement for one in checklist(facts, notice))


def checklist(facts: Facts, notice: Notice) -> tuple[Line, ...]:
    """Return every paper asked for with the paper that came and what is wrong with it.

    Where one of several sets will do (차상위), the set that came best is listed.
    """
    lines: list[Line] = []
    for terms in notice.papers.papers:
        for need in _NEEDED[terms.needed](facts, notice, terms):
            lines.append(judged(facts, notice, need))
    for claim in facts.case.vulnerable:
        lines += _for_claim(facts, notice, claim)
    return tuple(lines)


def documents(facts: Facts, notice: Notice) -> Finding:
    """Judge the papers as filed (3장). Papers for points only never fail the application."""
    return agree(_documents, facts, notice)


def _always(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    return [Requirement(terms=terms, person=None, why="전원 제출")]


def _spouse(facts: Facts) -> Person | None:
    return next((o for o in facts.household.members if o.relation is Relation.SPOUSE), None)


def _spouse_separate(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """The spouse's own register, when a Korean spouse stands on another one."""
    spouse = _spouse(facts)
    if spouse is None or spouse.nationality is Nationality.FOREIGN:
        return []
    return _unless_together(terms, spouse, "배우자 주소가 신청자와 분리됨")


def _spouse_foreign(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    spouse = _spouse(facts)
    if spouse is None or spouse.nationality is not Nationality.FOREIGN:
        return []
    return _unless_together(terms, spouse, "외국인 배우자가 신청자의 등본에 없음")


def _unless_together(terms: PaperTerms, spouse: Person, why: str) -> list[Requirement]:
    if spouse.register is Register.APPLICANT:
        return []
    unsure = None
    if spouse.register is None:
        target = Target(section="people", field="register", row=spouse.id)
        unsure = Reading(label=f"{spouse.name} 등재된 등본", value="미확인", target=target)
    return [Requirement(terms=terms, person=spouse, why=why, unsure=unsure)]


def _support_unproven(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """The abstract of the supported ascendant, when the register does not show 3 years."""
    rules = notice.generations
    if rules is None or facts.case.supply is not Supply.GENERATIONS:
        return []
    elders = [
        one
        for one in facts.household.members
        if one.relation in _ASCENDANTS
        and one.register is Register.APPLICANT
        and (one.birth is None or age_on(one.birth, notice.day) >= rules.age)
    ]
    if any(o.registered_on and reached(notice, o.registered_on, rules.years) for o in elders):
        return []
    if not elders:
        return []
    filed = {one.subject for one in facts.case.papers if one.kind == terms.id}
    elder = min(elders, key=lambda o: (o.id not in filed, o.together_since or notice.day))
    unsure = None
    if elder.registered_on is None:
        target = Target(section="people", field="registered_on", row=elder.id)
        unsure = Reading(label=f"{elder.name} 등본의 전입일", value="미확인", target=target)
    why = f"등본으로 {rules.years}년 부양이 확인되지 않음"
    return [Requirement(terms=terms, person=elder, why=why, unsure=unsure)]


def _newlywed(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    if facts.case.supply is not Supply.NEWLYWED:
        return []
    return [Requirement(terms=terms, person=None, why="신혼부부 특별공급")]


def _foetus(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """A diagnosis for each pregnancy that counts; once born in time none can be issued (A7)."""
    needs: list[Requirement] = []
    if not facts.case.pregnancies:
        return needs
    out = {o.subject for o in unborn(facts.case, notice) if o.standing is Standing.NOT_MEMBER}
    for one in facts.case.pregnancies:
        born = one.born_on is not None and one.born_on <= notice.calendar.papers_last
        mother = facts.case.person(one.mother)
        if mother is None or one.id in out or not facts.household.has(mother.id):
            continue
        if not born or one.weeks is not None:
            needs.append(Requirement(terms=terms, person=mother, why="태아를 가구원으로 인정"))
    return needs


def _by_claim(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """Papers for points are asked for claim by claim (`_for_claim`)."""
    return []


_NEEDED: Mapping[Condition, Callable[[Facts, Notice, PaperTerms], list[Requirement]]] = {
    Condition.ALWAYS: _always,
    Condition.SPOUSE_SEPARATE: _spouse_separate,
    Condition.SPOUSE_FOREIGN: _spouse_foreign,
    Condition.SUPPORT_UNPROVEN: _support_unproven,
    Condition.NEWLYWED: _newlywed,
    Condition.FOETUS: _foetus,
    Condition.VULNERABLE: _by_claim,
}


def _for_claim(facts: Facts, notice: Notice, claim: VulnerableClaim) -> list[Line]:
    """Return the lines of the set of papers that came best for a claim of points item ⑤."""
    rows = notice.points.vulnerable if notice.points else ()
    row = next((one for one in rows if one.ground is claim.ground), None)
    if row is None:
        return []
    sets = [_set(facts, notice, claim, row, index) for index in range(len(row.papers))]
    return min(sets, key=_how_good, default=[])


def _how_good(lines: list[Line]) -> tuple[int, int]:
    result = worst(one.outcome for one in lines)
    return BEST_FIRST.index(result), -sum(one.paper is not None for one in lines)


def _set(
    facts: Facts, notice: Notice, claim: VulnerableClaim, row: VulnerablePoints, index: int
) -> list[Line]:
    terms = {one.id: one for one in notice.papers.papers}
    names = [" + ".join(terms[one].name for one in ids) for ids in row.papers]
    instead = tuple(name for place, name in enumerate(names) if place != index)
    person = facts.case.person(claim.person)
    lines: list[Line] = []
    for paper in row.papers[index]:
        need = Requirement(
            terms=terms[paper],
            person=person,
            why=f"가점 ⑤ {claim.ground.label}",
            points=True,
            instead=instead,
        )
        line = judged(facts, notice, need)
        if line.paper is None and lines and lines[0].paper and lines[0].paper.attached:
            line = Line(requirement=need, paper=lines[0].paper, outcome=lines[0].outcome)
        lines.append(line)
    return lines


def _documents(facts: Facts, notice: Notice) -> Finding:
    lines = checklist(facts, notice)
    needed = [one for one in lines if not one.requirement.points]
    outcome = worst(one.outcome for one in needed)
    if not facts.household.members:
        outcome = Outcome.MISSING
    bad = [one for one in needed if one.outcome is outcome and outcome is not Outcome.PASS]
    good = sum(one.outcome is Outcome.PASS for one in needed)
    failed = outcome is Outcome.FAIL
    first = bad[0] if bad else None
    return Finding(
        rule="documents",
        title=TITLES["documents"][1],
        outcome=outcome,
        sentence=_sentence(outcome, needed, bad),
        clause=first.requirement.terms.clause if first else notice.papers.clause,
        value=f"{len(needed)}종 중 {good}종 적합",
        limit=f"{len(needed)}종",
        target=_target(first),
        readings=tuple(_reading(one) for one in lines),
        thresholds=_thresholds(facts, notice),
        missing=() if failed else tuple(r for one in needed for r in one.missing),
        questions=() if failed else _questions(needed),
        notes=_notes(lines),
        boundary=any(one.boundary for one in needed),
    )


def _questions(lines: list[Line]) -> tuple[Question, ...]:
    return tuple(one.question for one in lines if one.question is not None)


def _thresholds(facts: Facts, notice: Notice) -> tuple[Threshold, ...]:
    """Return the dates of the notice that papers are compared with."""
    calendar = notice.calendar
    read = [Threshold(key="papers.issued_from", text=spoken(notice.papers.issued_from))]
    for key, day in (("from", calendar.papers_from), ("until", calendar.papers_until)):
        if day is not None:
            read.append(Threshold(key=f"calendar.papers_{key}", text=spoken(day)))
    read.append(notice_day(notice))
    if notice.generations and facts.case.supply is Supply.GENERATIONS:
        rules = notice.generations
        read.append(Threshold(key="generations.age", text=f"만 {rules.age}세"))
        read.append(Threshold(key="generations.years", text=f"{rules.years}년"))
    return tuple(read)


def _target(line: Line | None) -> Target | None:
    if line is None:
        return None
    if line.missing:
        return line.missing[0].target
    return Target(section="papers", field="kind", row=line.paper.id if line.paper else None)


def _said(line: Line) -> str:
    """Return what is to be said of one line: its defects, what is not recorded, or 적합."""
    if line.defects:
        return ", ".join(one.text for one in line.defects)
    if line.question is not None:
        return "제출기간 전 소인"
    if line.missing:
        return "미확인" if line.paper else "아직 받지 못함"
    return "적합"


def _reading(line: Line) -> Reading:
    need = line.requirement
    value = f"{_said(line)} · {need.why}"
    if need.instead:
        value += f" (대신 낼 수 있는 서류: {', '.join(need.instead)})"
    target = Target(section="papers", field="kind", row=line.paper.id if line.paper else None)
    return Reading(label=need.name, value=value, target=target)


def _sentence(outcome: Outcome, needed: list[Line], bad: list[Line]) -> str:
    if not bad:
        if outcome is Outcome.PASS:
            return f"내야 하는 서류 {len(needed)}종이 모두 요건에 맞습니다."
        return "신청자가 기록되지 않아 서류를 판정할 수 없습니다."
    rest = f" 그 밖에 {len(bad) - 1}종이 더 있습니다." if len(bad) > 1 else ""
    return f"{bad[0].requirement.name}: {_said(bad[0])}.{rest}"


def _notes(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Return what an officer confirms: what a supplement (보완요청) would cure, and doubts."""
    notes = [note for one in lines for note in one.notes]
    for one in lines:
        if not one.defects:
            continue
        name = one.requirement.name
        if one.requirement.points:
            notes.append(f"{name}: {_said(one)}. 이 서류로 신청한 가점은 인정되지 않습니다.")
        elif all(defect.mend for defect in one.defects):
            ways = ", ".join(defect.mend for defect in one.defects)
            notes.append(f"{name}: 보완을 요청할 수 있습니다({ways}).")
        else:
            notes.append(f"{name}: 보완으로 고칠 수 없는 흠입니다. 처리 방법을 확인하세요.")
    return tuple(dict.fromkeys(notes))
