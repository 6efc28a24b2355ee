"""The papers asked for in a case (제출서류) and whether they came as the notice asks (3장)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ipju.domain.case import Supply, VulnerableClaim
from ipju.domain.dates import age_on, spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target, Threshold
from ipju.domain.notice import Condition, Notice, PaperTerms, VulnerablePoints
from ipju.domain.person import Nationality, Person, Register, Relation
from ipju.rules.facts import Facts, Standing
from ipju.rules.filed import finding_of
from ipju.rules.filing import Defect, Line, Requirement, best_set, judged
from ipju.rules.membership import is_foreign
from ipju.rules.outcome import agree, not_applicable
from ipju.rules.periods import notice_day, reached
from ipju.rules.scholar import awaits_selection
from ipju.rules.scholar_needs import scholar_lines
from ipju.rules.unborn import unborn

__all__ = ["Defect", "Line", "Requirement", "checklist", "documents", "required_papers"]

_ASCENDANTS = (
    Relation.PARENT,
    Relation.GRANDPARENT,
    Relation.SPOUSE_PARENT,
    Relation.SPOUSE_GRANDPARENT,
)
_LINEAL = (*_ASCENDANTS, Relation.CHILD, Relation.GRANDCHILD)


def required_papers(facts: Facts, notice: Notice) -> tuple[Requirement, ...]:
    """Return the papers asked for in this case, in the order of the notice (3장 제출서류)."""
    return tuple(one.requirement for one in checklist(facts, notice))


def checklist(facts: Facts, notice: Notice) -> tuple[Line, ...]:
    """Return every paper asked for with the paper that came and what is wrong with it.

    The papers of the scholar track come first, the eligibility papers (자격검증 서류) only once
    they are asked for. Where one of several sets will do, the set that came best is listed.
    """
    lines = scholar_lines(facts, notice)
    if awaits_selection(facts, notice):
        return lines
    return lines + eligibility_lines(facts, notice)


def eligibility_lines(facts: Facts, notice: Notice) -> tuple[Line, ...]:
    """Return the papers by which eligibility is examined, without those of the scholar track."""
    lines: list[Line] = []
    for terms in notice.papers.papers:
        if not _read_by_a_rule(notice, terms):
            continue
        for need in _NEEDED[terms.needed](facts, notice, terms):
            lines.append(_on_register(facts, notice, judged(facts, notice, need)))
    for claim in facts.case.vulnerable:
        lines += _for_claim(facts, notice, claim)
    return tuple(lines)


def _read_by_a_rule(notice: Notice, terms: PaperTerms) -> bool:
    """Tell whether a rule in force reads this paper: a renewal asks only for consents."""
    if "documents" in notice.rules:
        return True
    consents = notice.financial_consent
    return consents is not None and consents.paper == terms.id


def _on_register(facts: Facts, notice: Notice, line: Line) -> Line:
    """Let the applicant's register prove who stands on it, where the notice takes it for that."""
    need = line.requirement
    person = need.person
    if line.paper is not None or person is None or person.register is not Register.APPLICANT:
        return line
    terms = next((o for o in notice.papers.papers if o.id == need.terms.on_register), None)
    if terms is None:
        return line
    plain = judged(facts, notice, Requirement(terms=terms, person=None, why=need.why))
    if plain.outcome is not Outcome.PASS:
        return line
    return Line(requirement=need, paper=plain.paper, outcome=plain.outcome)


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


def _foreign_relative(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """A proof for each foreign ascendant or descendant who is a member (C19)."""
    why = "외국인 직계존비속"
    return [
        Requirement(terms=terms, person=one, why=why)
        for one in facts.household.members
        if one.relation in _LINEAL and is_foreign(one)
    ]


def _by_claim(facts: Facts, notice: Notice, terms: PaperTerms) -> list[Requirement]:
    """Papers for points are asked for claim by claim, those of scholars need by need."""
    return []


_NEEDED: Mapping[Condition, Callable[[Facts, Notice, PaperTerms], list[Requirement]]] = {
    Condition.ALWAYS: _always,
    Condition.SPOUSE_SEPARATE: _spouse_separate,
    Condition.SPOUSE_FOREIGN: _spouse_foreign,
    Condition.SUPPORT_UNPROVEN: _support_unproven,
    Condition.NEWLYWED: _newlywed,
    Condition.FOETUS: _foetus,
    Condition.VULNERABLE: _by_claim,
    Condition.FOREIGN_RELATIVE: _foreign_relative,
    Condition.BY_NEED: _by_claim,
}


def _for_claim(facts: Facts, notice: Notice, claim: VulnerableClaim) -> list[Line]:
    """Return the lines of the set of papers that came best for a claim of points item ⑤."""
    rows = notice.points.vulnerable if notice.points else ()
    row = next((one for one in rows if one.ground is claim.ground), None)
    if row is None:
        return []
    sets = [_set(facts, notice, claim, row, index) for index in range(len(row.papers))]
    return best_set(sets)


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
    if awaits_selection(facts, notice):
        sentence = "자격검증 서류는 장학생으로 선정된 뒤에 냅니다."
        return not_applicable("documents", notice.papers.clause, sentence)
    return finding_of(
        "documents",
        notice.papers.clause,
        eligibility_lines(facts, notice),
        _thresholds(facts, notice),
        nobody=not facts.household.members,
    )


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
