"""Special supply for three generations (특별공급 세대통합): an aged ascendant long supported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ipju.domain.case import Supply
from ipju.domain.dates import add_years, age_on, spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target, Threshold, Unit
from ipju.domain.notice import GenerationsTerms, Notice
from ipju.domain.person import Person, Register, Relation
from ipju.domain.replacing import replace
from ipju.rules.children import children_of
from ipju.rules.facts import Facts
from ipju.rules.outcome import not_applicable
from ipju.rules.people import birthday_on_notice_day, blank, of_person, old_enough
from ipju.rules.periods import notice_day, period_end, reached, readings_of
from ipju.rules.recorded import NO_RULE, lacking
from ipju.rules.supply_rank import days_text, ranked_by_children
from ipju.rules.unborn import of_the_couple, unborn_thresholds

_ASCENDANTS = (
    Relation.PARENT,
    Relation.GRANDPARENT,
    Relation.SPOUSE_PARENT,
    Relation.SPOUSE_GRANDPARENT,
)
_STEP_ASCENDANTS = (Relation.STEP_PARENT, Relation.SPOUSE_STEP_PARENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Supported:
    """One ascendant: PASS = supported as the notice asks, FAIL or MISSING otherwise."""

    person: Person
    outcome: Outcome
    readings: tuple[Reading, ...]
    missing: tuple[Reading, ...] = ()
    slack: int | None = None
    boundary: bool = False
    aged: bool = False
    note: str = ""


def supply_generations(facts: Facts, notice: Notice) -> Finding:
    """Judge 특별공급(세대통합): an ascendant of 65 or more on the register for 3 years or more.

    `value` is the rank; `slack` the calendar days beyond the 3 years of the best ascendant.
    """
    rule, terms = "supply-generations", notice.generations
    if terms is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 세대통합 특별공급이 없습니다.")
    if facts.case.supply is not Supply.GENERATIONS:
        return not_applicable(rule, terms.clause, "세대통합 특별공급으로 신청하지 않았습니다.")
    born_until = add_years(notice.day, -terms.age)
    since = add_years(notice.day, -terms.years)
    sheet = replace(
        blank(rule, terms.clause),
        limit=f"{spoken(born_until)} 이전 출생, {spoken(since)} 이전부터 같은 등본",
        target=Target(section="people"),
        thresholds=(
            Threshold(key="generations.age", text=f"만 {terms.age}세 이상"),
            Threshold(key="generations.years", text=f"{terms.years}년 이상 계속 부양"),
            notice_day(notice),
        ),
    )
    people = facts.case.people
    found = [_supported(one, terms, notice) for one in people if one.relation in _ASCENDANTS]
    steps = tuple(
        f"{one.name}: 계부모는 직계존속이 아니어서 세지 않았습니다. 입양 관계가 없는지 확인하세요."
        for one in people
        if one.relation in _STEP_ASCENDANTS and one.register is Register.APPLICANT
    )
    sheet = replace(sheet, readings=tuple(reading for one in found for reading in one.readings))
    passing = [one for one in found if one.outcome is Outcome.PASS]
    if passing:
        best = max(passing, key=lambda one: (not one.note, one.slack or 0))
        return _generations(facts, notice, terms, sheet, best)
    sheet = replace(sheet, notes=steps)
    if not found and not steps:
        asked = Reading(label="부양하는 직계존속", value="미확인", target=sheet.target)
        return lacking(sheet, asked)
    missing = tuple(reading for one in found for reading in one.missing)
    if missing:
        return lacking(sheet, *missing)
    return _not_supported(sheet, found, terms)


def _generations(
    facts: Facts, notice: Notice, terms: GenerationsTerms, sheet: Finding, best: _Supported
) -> Finding:
    slack = best.slack or 0
    since = best.person.together_since or notice.day
    sheet = replace(
        sheet,
        target=of_person(best.person, "together_since"),
        unit=Unit.DAYS,
        amount=(notice.day - since).days,
        bound=(notice.day - since).days - slack,
        slack=slack,
        margin=days_text(slack),
        boundary=best.boundary,
        notes=(best.note,) if best.note else (),
        readings=sheet.readings + (readings_of(notice, "A15") if slack == 0 else ()),
    )
    children = children_of(facts.case, notice, None)
    coming = unborn_thresholds(of_the_couple(facts.case, notice), notice)
    sheet = replace(sheet, thresholds=(*sheet.thresholds, *coming))
    words = (
        f"만 {terms.age}세 이상인 {best.person.name}님을 "
        f"{terms.years}년 이상 계속 부양하고 있습니다."
    )
    ranked = ranked_by_children(sheet, words, children)
    counted = [one for one in children if one.outcome is Outcome.PASS]
    if counted and all(one.adult for one in counted):
        age = notice.applicant.minor_age
        grown = Threshold(key="applicant.minor_age", text=f"만 {age}세")
        ranked = replace(ranked, thresholds=(*ranked.thresholds, grown))
        note = "자녀의 나이는 공고에 없어 성년인 자녀도 자녀로 보았습니다. 확인하세요."
        ranked = replace(ranked, notes=(*ranked.notes, note))
    return ranked


def _supported(person: Person, terms: GenerationsTerms, notice: Notice) -> _Supported:
    """Judge one lineal ascendant by register, age and time on the register."""
    shown: list[Reading] = []
    missing: list[Reading] = []
    failed = boundary = aged = False
    note = ""

    def read(field: str, label: str, value: str | None) -> None:
        reading = Reading(
            label=f"{person.name} {label}",
            value=value or "미확인",
            target=of_person(person, field),
        )
        shown.append(reading)
        if value is None:
            missing.append(reading)

    birth, since, slack = person.birth, person.together_since, None
    read("register", "등본", person.register.label if person.register else None)
    failed = person.register not in (None, Register.APPLICANT)
    read(
        "birth",
        "생년월일",
        f"{spoken(birth)}, 만 {age_on(birth, notice.day)}세" if birth else None,
    )
    if birth is not None:
        aged = old_enough(birth, terms.age, notice)
        boundary = birthday_on_notice_day(birth, terms.age, notice)
        failed = failed or not aged
        if aged and not _aged_all_along(birth, terms, notice):
            note = (
                f"{person.name}: 공고일에 만 {terms.age}세 이상이나 {terms.years}년 전에는 "
                "아니었습니다. 나이는 공고일로만 보았습니다. 확인하세요."
            )
    read("together_since", "같은 등본에 계속 있은 날", spoken(since) if since else None)
    if since is not None:
        end = period_end(notice, since, terms.years * 12)
        slack = (notice.day - end).days
        boundary = boundary or slack == 0
        failed = failed or not reached(notice, since, terms.years)
    outcome = Outcome.FAIL if failed else Outcome.MISSING if missing else Outcome.PASS
    return _Supported(
        person=person,
        outcome=outcome,
        readings=tuple(shown),
        missing=() if failed else tuple(missing),
        slack=slack,
        boundary=boundary,
        aged=aged,
        note=note,
    )


def _aged_all_along(birth: date, terms: GenerationsTerms, notice: Notice) -> bool:
    """Tell whether the ascendant was of age already when the 3 years began (A33)."""
    return age_on(birth, add_years(notice.day, -terms.years)) >= terms.age


def _not_supported(sheet: Finding, found: Sequence[_Supported], terms: GenerationsTerms) -> Finding:
    """Fail: nobody is old enough, on the applicant's register and there long enough."""
    aged = [one for one in found if one.aged and one.slack is not None]
    notes = sheet.notes
    if len(aged) > 1:
        text = (
            f"한 사람이 {terms.years}년을 채워야 한다고 보아 여러 사람의 기간을 이어 붙이지 "
            "않았습니다. 확인하세요."
        )
        notes = (*notes, text)
    best = max(aged, key=lambda one: one.slack or 0, default=None)
    if best is not None and best.slack is not None:
        sheet = replace(
            sheet,
            unit=Unit.DAYS,
            slack=best.slack,
            margin="" if best.slack > 0 else days_text(best.slack).replace("지남", "모자람"),
            target=of_person(best.person, "together_since"),
        )
    return replace(
        sheet,
        outcome=Outcome.FAIL,
        sentence=f"신청자의 등본에서 {terms.years}년 이상 계속 부양한 만 {terms.age}세 이상의 "
        "직계존속이 없습니다.",
        boundary=any(one.boundary for one in found),
        notes=notes,
    )
