"""The applicant's marriages (혼인): not married on the day that decides, and not afterwards."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.finding import Finding, Outcome, Reading, Target
from ipju.domain.notice import MaritalTerms, Notice
from ipju.domain.person import Marriage, Register, Relation
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.outcome import not_applicable
from ipju.rules.people import blank, lease_of, no_applicant, unread
from ipju.rules.periods import notice_day
from ipju.rules.recorded import NO_RULE, lacking
from ipju.rules.rolling import ask_applied, day_word, judged_on, other_day, with_other_reading

ENDED_NOTE = (
    "이혼·사별 등으로 혼인이 끝난 사람은 혼인 중이 아니어서 적합으로 보았습니다. "
    "혼인관계증명서로 확인하세요."
)
PARTNER_NOTE = (
    "동거인이 있습니다. 사실혼은 공고에 없어, 사실혼이어도 혼인 중이 아닌 것으로 보았습니다. "
    "확인하세요."
)


class _State(Enum):
    """One marriage against the day that decides."""

    MARRIED = auto()
    MARRIED_LATER = auto()
    ENDED = auto()
    AFTER_MOVING_IN = auto()
    UNDATED = auto()
    BY_APPLICATION = auto()


def marital_state(facts: Facts, notice: Notice) -> Finding:
    """Judge whether the applicant is not married (혼인 중이 아닐 것), and stays so.

    The divorced and widowed pass, and so does a common-law couple (사실혼), each with a note (C1).
    A marriage registered after the notice date fails by the clause on keeping the requirement,
    which ends with moving in.
    """
    terms = notice.marital
    if terms is None:
        return not_applicable("marital-state", NO_RULE, "이 공고에는 혼인에 대한 기준이 없습니다.")
    sheet = blank("marital-state", terms.clause)
    if facts.case.applicant is None:
        return lacking(sheet, no_applicant())
    day = judged_on(facts, notice)
    found = _judged(sheet, facts, notice, terms, day)
    other = other_day(facts, notice)
    if other is None:
        return found
    under_other = _judged(sheet, facts, notice, terms, other).outcome
    return with_other_reading(found, facts, notice, under_other)


def _judged(
    sheet: Finding, facts: Facts, notice: Notice, terms: MaritalTerms, day: date | None
) -> Finding:
    case, moved_in = facts.case, lease_of(facts).moved_in_on
    states = [(one, _state(one, day, notice.day, moved_in)) for one in case.marriages]
    dates = {when for one in case.marriages for when in (one.registered_on, one.ended_on)}
    sheet = replace(
        sheet,
        limit="혼인 중이 아님",
        target=Target(section="marriages"),
        readings=tuple(_reading(one) for one in case.marriages),
        thresholds=(notice_day(notice),),
        boundary=(day or notice.day) in dates,
    )
    word = day_word(facts, notice) if day is not None else "공고일"
    for wanted in (_State.MARRIED, _State.MARRIED_LATER):
        barring = [one for one, state in states if state is wanted]
        if barring:
            return _barred(sheet, terms, barring[0], word, later=wanted is _State.MARRIED_LATER)
    missing = _missing(case, states)
    if missing:
        return replace(lacking(sheet, *missing), readings=sheet.readings)
    ended = [one for one, state in states if state is _State.ENDED]
    notes = [ENDED_NOTE] if ended else []
    if any(one.relation is Relation.COHABITANT and _at_home(one.register) for one in case.people):
        notes.append(PARTNER_NOTE)
    return replace(
        sheet,
        outcome=Outcome.PASS,
        value="혼인이 끝남" if ended else "혼인 중이 아님",
        sentence=f"신청자는 {word}에 혼인 중이 아닙니다.",
        notes=tuple(notes),
    )


def _state(one: Marriage, day: date | None, notice_date: date, moved_in: date | None) -> _State:
    if one.ended_on is not None and one.ended_on <= (day or notice_date):
        return _State.ENDED
    if one.registered_on is None:
        return _State.UNDATED
    if moved_in is not None and one.registered_on > moved_in:
        return _State.AFTER_MOVING_IN
    if day is None and one.ended_on is not None:
        return _State.BY_APPLICATION
    if one.registered_on > (day or notice_date):
        return _State.MARRIED_LATER
    return _State.MARRIED


def _barred(
    sheet: Finding, terms: MaritalTerms, one: Marriage, word: str, *, later: bool
) -> Finding:
    said = _reading(one).value
    sentence = (
        f"{word} 뒤에 혼인하여({said}) 혼인 중이 아니어야 하는 자격을 유지하지 못했습니다."
        if later
        else f"신청자는 {word}에 혼인 중입니다({said})."
    )
    return replace(
        sheet,
        outcome=Outcome.FAIL,
        clause=terms.kept_clause if later else terms.clause,
        value=f"{word} 뒤 혼인" if later else "혼인 중",
        sentence=sentence,
        target=_at(one, "registered_on"),
    )


def _missing(case: Case, states: list[tuple[Marriage, _State]]) -> list[Reading]:
    """Return the facts without which it is not known that the applicant is unmarried."""
    missing = [
        Reading(label="혼인신고일", value="미확인", target=_at(one, "registered_on"))
        for one, state in states
        if state is _State.UNDATED
    ]
    if any(state is _State.BY_APPLICATION for _, state in states):
        missing.append(ask_applied())
    if missing:
        return missing
    for person in case.people:
        told = any(
            state is _State.AFTER_MOVING_IN or one.spouse == person.id for one, state in states
        )
        if person.relation is Relation.SPOUSE and not told:
            target = Target(section="marriages", field="registered_on")
            label = f"배우자 {person.name}님과의 혼인"
            missing.append(Reading(label=label, value="미확인", target=target))
    if case.marriages_checked is not True:
        missing.append(unread("marriages_checked", "혼인관계 확인"))
    return missing


def _at(one: Marriage, field: str) -> Target:
    return Target(section="marriages", row=one.id, field=field)


def _at_home(register: Register | None) -> bool:
    return register is not Register.ELSEWHERE


def _reading(one: Marriage) -> Reading:
    began = (
        "혼인신고일 미확인"
        if one.registered_on is None
        else f"{spoken(one.registered_on)} 혼인신고"
    )
    ended = "" if one.ended_on is None else f" · {spoken(one.ended_on)} 끝남"
    return Reading(label="혼인", value=began + ended, target=_at(one, "registered_on"))
