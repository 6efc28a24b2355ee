"""The household as judged: every reading still possible, and the finding on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from ipju.domain.case import Case
from ipju.domain.finding import Finding, Outcome, Reading, Target, Threshold, Unit
from ipju.domain.notice import Notice
from ipju.domain.person import ExclusionGround, Person, Register, Relation
from ipju.rules.facts import Facts, Household, Membership, Standing
from ipju.rules.membership import (
    cannot_be_verified,
    memberships,
    on_report_day,
    open_reading,
)
from ipju.rules.names import TITLES
from ipju.rules.periods import notice_day, readings_of
from ipju.rules.unborn import Unborn, unborn, unborn_thresholds

__all__ = ["facts_of", "household", "memberships"]

_OPEN = (Standing.MISSING, Standing.REVIEW)
_MOST = 8


def facts_of(case: Case, notice: Notice, reviewed_on: date) -> Facts:
    """Return the facts rules read: the case with its household judged on the notice date.

    Everybody whose standing is open is a member in the default reading; the other readings
    follow, at most eight in all.
    """
    standings = memberships(case, notice)
    children = unborn(case, notice)
    households = _readings(standings, children)
    return Facts(
        case=case,
        memberships=standings,
        households=households,
        household=households[0],
        reviewed_on=reviewed_on,
    )


def _readings(
    standings: tuple[Membership, ...], children: tuple[Unborn, ...]
) -> tuple[Household, ...]:
    count = sum(one.standing in _OPEN for one in standings)
    count += sum(one.standing in _OPEN for one in children)
    found: list[Household] = []
    for choice in _choices(count):
        one = _household(standings, children, choice)
        if one not in found:
            found.append(one)
    return tuple(found)


def _choices(count: int) -> list[tuple[bool, ...]]:
    """Return the combinations to try: all of them while few, else each alone and all at once."""
    if 2**count <= _MOST:
        return list(product((True, False), repeat=count))
    alone = [tuple(at != index for at in range(count)) for index in range(_MOST - 2)]
    return [(True,) * count, *alone, (False,) * count]


def _household(
    standings: tuple[Membership, ...], children: tuple[Unborn, ...], choice: Sequence[bool]
) -> Household:
    rest = iter(choice)
    members = tuple(
        one.person
        for one in standings
        if one.standing is Standing.MEMBER or (one.standing in _OPEN and next(rest))
    )
    present = {one.id for one in members}
    by_mother: dict[object, int] = {}
    for child in children:
        counted = child.standing is Standing.MEMBER or (child.standing in _OPEN and next(rest))
        if counted and (child.mother is None or child.mother in present):
            key = child.mother or child.subject
            # Two records of one mother are one pregnancy written down twice.
            by_mother[key] = max(by_mother.get(key, 0), child.count)
    return Household(members=members, unborn=sum(by_mother.values()))


def household(facts: Facts, notice: Notice) -> Finding:
    """Find on the household itself: its size, and a spouse who cannot be verified.

    `amount` is the household size (가구원수). Fails when the spouse cannot be verified.
    """
    case, home = facts.case, facts.household
    children = unborn(case, notice)
    notes = [one.note for one in facts.memberships] + [one.note for one in children]
    spouse = next(
        (one for one in facts.memberships if one.person.relation is Relation.SPOUSE), None
    )
    missing = _missing(case, spouse, notice) + tuple(
        reading for one in facts.memberships for reading in one.missing
    )
    questions = tuple(one.question for one in facts.memberships if one.question is not None)
    unborn_words = f"(태아 {home.unborn}명 포함)" if home.unborn else ""
    value = f"{home.size}인 {unborn_words}".strip()
    outcome, target = Outcome.PASS, Target(section="people")
    sentence = f"세대구성원은 {value}입니다."
    barred = spouse is not None and _barred(spouse)
    if barred and spouse is not None:
        outcome = Outcome.FAIL
        sentence = f"배우자 {spouse.person.name}님의 자격을 검증할 수 없어 신청할 수 없습니다."
        if case.answer("household/A12", spouse.person.id):
            sentence = f"{spouse.reason}. {sentence}"
        target = Target(section="people", row=spouse.person.id, field="registration")
        missing, questions = (), ()
    elif questions:
        outcome, sentence = Outcome.REVIEW, f"{questions[0].text} 지금은 {value}으로 봅니다."
    elif missing:
        outcome = Outcome.MISSING
        names = ", ".join(one.label for one in missing)
        sentence = f"{names} 항목이 적히지 않아 세대구성원을 정할 수 없습니다."
        target = missing[0].target or target
    on_day = [one.person for one in facts.memberships if on_report_day(one.person, notice)]
    boundary = bool(on_day) or any(one.boundary for one in children)
    return Finding(
        rule="household",
        title=TITLES["household"][1],
        outcome=outcome,
        sentence=sentence,
        clause=spouse.clause if barred and spouse is not None else notice.household.clause,
        value=value,
        unit=Unit.COUNT,
        amount=home.size,
        target=target,
        readings=_shown(facts, children) + (readings_of(notice, "A11") if on_day else ()),
        thresholds=_thresholds(case, notice),
        missing=missing,
        questions=questions,
        notes=tuple(note for note in notes if note),
        boundary=boundary,
    )


def _barred(spouse: Membership) -> bool:
    return cannot_be_verified(spouse.person) and spouse.standing is Standing.MEMBER


def _missing(case: Case, spouse: Membership | None, notice: Notice) -> tuple[Reading, ...]:
    """Return facts about applicant and spouse without which the household is not known."""
    found = []
    if case.applicant is None:
        found.append(Reading(label="신청자", value="미확인", target=Target(section="people")))
    if not notice.household.spouse:
        return tuple(found)
    if spouse is None:
        if any(one.ended_on is None for one in case.marriages):
            found.append(Reading(label="배우자", value="미확인", target=Target(section="people")))
    elif _registration_unknown(spouse.person) and spouse.standing is Standing.MEMBER:
        found.append(open_reading(spouse.person, "registration", "등록 상태"))
    return tuple(found)


def _registration_unknown(spouse: Person) -> bool:
    """Somebody standing on a live register needs no further word on being registered."""
    on_register = spouse.register in (Register.APPLICANT, Register.SPOUSE)
    return spouse.registration is None and not on_register


def _shown(facts: Facts, children: Sequence[Unborn]) -> tuple[Reading, ...]:
    people = tuple(
        Reading(
            label=f"{one.person.name} ({one.person.relation.label})",
            value=f"{one.standing.label}: {one.reason}",
            target=Target(section="people", row=one.person.id, field="register"),
        )
        for one in facts.memberships
    )
    pregnancies = tuple(
        Reading(
            label=f"태아 {one.count}명",
            value=one.reason,
            target=Target(
                section="people" if one.mother is None else "pregnancies", row=one.subject
            ),
        )
        for one in children
    )
    return people + pregnancies


def _thresholds(case: Case, notice: Notice) -> tuple[Threshold, ...]:
    found = [notice_day(notice)]
    if any(
        one.exclusion is not None and one.exclusion.ground is ExclusionGround.RUNAWAY_REPORTED
        for one in case.people
    ):
        months = notice.household.missing_report_months
        found.append(Threshold(key="household.missing_report_months", text=f"신고 후 {months}개월"))
    return (*found, *unborn_thresholds(unborn(case, notice), notice))
