"""The age of the applicant (나이), by the range of birth dates (출생일) that the notice prints."""

from __future__ import annotations

from datetime import date

from ipju.domain.dates import age_on, birthday, spoken
from ipju.domain.finding import Finding, Outcome, Reading, Threshold
from ipju.domain.notice import AgeTerms, Notice
from ipju.domain.person import Person
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import not_applicable
from ipju.rules.people import blank, no_applicant, of_person
from ipju.rules.periods import notice_day
from ipju.rules.recorded import NO_RULE, lacking
from ipju.rules.rolling import ask_applied, day_word, judged_on, other_day, with_other_reading


def age(facts: Facts, notice: Notice) -> Finding:
    """Judge whether the applicant was born within the printed days, both inclusive (출생일).

    On another day than the notice date (C2 set to the application, or a renewal that tests age)
    the printed ages decide instead of the printed days.
    """
    terms = notice.age
    if terms is None:
        return not_applicable("age", NO_RULE, "이 공고에는 나이 기준이 없습니다.")
    sheet = blank("age", terms.clause)
    applicant = facts.case.applicant
    if applicant is None:
        return lacking(sheet, no_applicant())
    target = of_person(applicant, "birth")
    if applicant.birth is None:
        return lacking(sheet, Reading(label="신청자 생년월일", value="미확인", target=target))
    return _judged(replace(sheet, target=target), facts, notice, terms, applicant, applicant.birth)


def _judged(
    sheet: Finding, facts: Facts, notice: Notice, terms: AgeTerms, person: Person, birth: date
) -> Finding:
    day, printed = judged_on(facts, notice), _by_printed_days(facts, notice)
    on = day or notice.day
    years = age_on(birth, on)
    edges = (birthday(birth, terms.age_from), birthday(birth, terms.age_until + 1))
    limits = (terms.born_from, terms.born_until) if printed else ()
    sheet = replace(
        sheet,
        value=f"만 {years}세",
        limit=f"만 {terms.age_from}세 이상 {terms.age_until}세 이하",
        readings=(
            Reading(
                label=f"{person.name} 생년월일",
                value=f"{spoken(birth)}, {day_word(facts, notice)}에 만 {years}세",
                target=sheet.target,
            ),
        ),
        thresholds=(*_thresholds(terms, printed=printed), notice_day(notice)),
        boundary=birth in limits or on in edges,
    )
    if day is None and years <= terms.age_until:
        # Somebody too old on the notice date only grows older: no day of application helps.
        return replace(lacking(sheet, ask_applied()), readings=sheet.readings)
    outcome = _within(terms, birth, on, printed=printed)
    other = other_day(facts, notice)
    under_other = None if other is None else _within(terms, birth, other, printed=not printed)
    return with_other_reading(
        _told(sheet, facts, notice, outcome, years), facts, notice, under_other
    )


def _by_printed_days(facts: Facts, notice: Notice) -> bool:
    """Tell whether the printed birth dates hold: they are those ages on the notice date."""
    return facts.case.renewal is None and day_word(facts, notice) == "공고일"


def _within(terms: AgeTerms, birth: date, day: date, *, printed: bool) -> Outcome:
    if printed:
        inside = terms.born_from <= birth <= terms.born_until
    else:
        inside = terms.age_from <= age_on(birth, day) <= terms.age_until
    return Outcome.PASS if inside else Outcome.FAIL


def _thresholds(terms: AgeTerms, *, printed: bool) -> tuple[Threshold, ...]:
    ages = (
        Threshold(key="age.age_from", text=f"만 {terms.age_from}세"),
        Threshold(key="age.age_until", text=f"만 {terms.age_until}세"),
    )
    if not printed:
        return ages
    return (
        Threshold(key="age.born_from", text=f"{spoken(terms.born_from)}부터 출생"),
        Threshold(key="age.born_until", text=f"{spoken(terms.born_until)}까지 출생"),
        *ages,
    )


def _told(sheet: Finding, facts: Facts, notice: Notice, outcome: Outcome, years: int) -> Finding:
    inside = outcome is Outcome.PASS
    words = f"{day_word(facts, notice)}에 만 {years}세로 {sheet.limit} 기준에"
    return replace(
        sheet,
        outcome=outcome,
        sentence=f"신청자는 {words} 듭니다." if inside else f"신청자는 {words} 들지 않습니다.",
    )
