"""Points ④: the applicant's own children under 19 (미성년 자녀), unborn children included."""

from __future__ import annotations

from ipju.domain.finding import Finding, Reading, Threshold
from ipju.domain.notice import Notice, PointsTerms
from ipju.domain.person import Parentage, Person, Register, Relation
from ipju.rules.facts import Facts, Standing
from ipju.rules.outcome import not_applicable
from ipju.rules.people import birthday_on_notice_day, born_reading, of_person, old_enough
from ipju.rules.periods import notice_day
from ipju.rules.points_item import Verified, band_thresholds, highest, item, points_of
from ipju.rules.recorded import NO_RULE
from ipju.rules.unborn import born_later, of_the_couple, unborn_thresholds


def points_children(facts: Facts, notice: Notice) -> Finding:
    """Points ④, by the family certificate: the child need not live with the applicant.

    A former partner's child counts only on the applicant's register.
    """
    terms = notice.points
    if terms is None:
        return not_applicable("points-children", NO_RULE, "이 공고에는 가점이 없습니다.")
    low = high = step = 0
    shown: list[Reading] = []
    missing: list[Reading] = []
    boundary = False
    for one in facts.case.people:
        if one.relation is Relation.SPOUSE_CHILD:
            step += _minor_step_child(one, terms, notice)
        if one.relation is not Relation.CHILD or born_later(one, notice):
            continue
        boundary = boundary or _on_edge(one, terms, notice)
        reading, counts, asked = _child(one, terms, notice)
        shown.append(reading)
        low += counts
        if asked is not None:
            missing.append(asked)
            high += 1
        else:
            high += counts
    children = of_the_couple(facts.case, notice)
    for unborn in children:
        shown.append(Reading(label=f"태아 {unborn.count}명", value=unborn.reason))
        boundary = boundary or unborn.boundary
        missing += unborn.missing
        if unborn.standing is Standing.MEMBER:
            low += unborn.count
        if unborn.standing is not Standing.NOT_MEMBER:
            high += unborn.count
    bands = terms.children
    notes = [one.note for one in children if one.note]
    if points_of(bands, low + step) != points_of(bands, low):
        notes.append(
            "배우자가 다른 관계에서 낳은 자녀는 신청자의 자녀가 아니어서 세지 않았습니다. "
            "확인하세요."
        )
    words = f"만 {terms.child_age_below}세 미만 자녀는 {low}명입니다."
    if low != high:
        words = f"만 {terms.child_age_below}세 미만 자녀는 {low}명에서 {high}명 사이입니다."
    found = Verified(
        low=points_of(bands, low),
        high=points_of(bands, high),
        maximum=highest(bands),
        words=words,
        readings=tuple(shown),
        thresholds=(
            *band_thresholds("children", bands, "명"),
            Threshold(key="points.child_age_below", text=f"만 {terms.child_age_below}세 미만"),
            notice_day(notice),
            *unborn_thresholds(children, notice),
        ),
        missing=tuple(missing),
        questions=tuple(one.question for one in children if one.question is not None),
        notes=tuple(notes),
        boundary=boundary,
    )
    return item("points-children", "children", facts.case.claimed.children, found, notice)


def _on_edge(person: Person, terms: PointsTerms, notice: Notice) -> bool:
    return person.birth is not None and birthday_on_notice_day(
        person.birth, terms.child_age_below, notice
    )


def _minor_step_child(person: Person, terms: PointsTerms, notice: Notice) -> bool:
    """Tell whether a stepchild on the applicant's register would count were it the applicant's."""
    return (
        person.register is Register.APPLICANT
        and person.birth is not None
        and not born_later(person, notice)
        and not old_enough(person.birth, terms.child_age_below, notice)
    )


def _child(
    person: Person, terms: PointsTerms, notice: Notice
) -> tuple[Reading, bool, Reading | None]:
    """Return what to show of a child, whether it counts for certain, and a fact still open."""
    label = f"{person.name} (자녀)"

    def verdict(value: str, field: str, *, counts: bool) -> tuple[Reading, bool, None]:
        return Reading(label=label, value=value, target=of_person(person, field)), counts, None

    def ask(name: str, field: str) -> tuple[Reading, bool, Reading]:
        target = of_person(person, field)
        asked = Reading(label=f"{person.name} {name}", value="미확인", target=target)
        return Reading(label=label, value=f"{name} 미확인", target=target), False, asked

    if person.adopted_on is not None and person.adopted_on > notice.day:
        return verdict("공고일 뒤에 입양신고함", "adopted_on", counts=False)
    if person.birth is not None and old_enough(person.birth, terms.child_age_below, notice):
        value = born_reading(person, person.birth, notice).value
        return verdict(f"{value}: 성년", "birth", counts=False)
    if person.register is not Register.APPLICANT:
        if person.parentage is None:
            return ask("어느 혼인의 자녀인지", "parentage")
        if person.parentage is Parentage.FORMER_PARTNER:
            if person.register is None:
                return ask("등재된 등본", "register")
            words = "전 배우자와의 자녀이고 신청자의 등본에 없음"
            return verdict(words, "register", counts=False)
    if person.birth is None:
        return ask("생년월일", "birth")
    return verdict(born_reading(person, person.birth, notice).value, "birth", counts=True)
