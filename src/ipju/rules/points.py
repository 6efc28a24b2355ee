"""Points ①–③ (가점): age, dependants, years in Seoul; ④ and ⑤ stand beside; the total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipju.domain.dates import age_on, birthday, spoken
from ipju.domain.finding import Finding, Reading, Target, Threshold
from ipju.domain.notice import Notice, PointsTerms
from ipju.domain.person import Register, Relation
from ipju.rules.facts import Facts, Household
from ipju.rules.outcome import not_applicable
from ipju.rules.people import (
    birthday_on_notice_day,
    born_reading,
    no_applicant,
    of_person,
    old_enough,
)
from ipju.rules.periods import notice_day, period_end, reached, readings_of
from ipju.rules.points_children import points_children
from ipju.rules.points_item import (
    Verified,
    band_thresholds,
    highest,
    item,
    points_of,
)
from ipju.rules.points_total import Points, RankKey, ranking, total
from ipju.rules.points_vulnerable import points_vulnerable
from ipju.rules.recorded import NO_RULE
from ipju.rules.supply_rank import RANKS
from ipju.rules.unborn import unborn, unborn_thresholds

__all__ = [
    "Points",
    "RankKey",
    "points_age",
    "points_children",
    "points_dependants",
    "points_residence",
    "points_vulnerable",
    "ranking",
    "ranking_key",
    "total",
]

NO_POINTS = "이 공고에는 가점이 없습니다."


def points_age(facts: Facts, notice: Notice) -> Finding:
    """Points ①: the applicant's age (만 나이) on the notice date."""
    terms = notice.points
    if terms is None:
        return not_applicable("points-age", NO_RULE, NO_POINTS)
    applicant, top = facts.case.applicant, highest(terms.age)
    thresholds = (*band_thresholds("age", terms.age, "세"), notice_day(notice))
    if applicant is None or applicant.birth is None:
        asked = no_applicant()
        if applicant is not None:
            asked = Reading(
                label="신청자 생년월일", value="미확인", target=of_person(applicant, "birth")
            )
        found = Verified(
            low=0, high=top, maximum=top, words="", thresholds=thresholds, missing=(asked,)
        )
    else:
        birth = applicant.birth
        years = age_on(birth, notice.day)
        points = points_of(terms.age, years)
        found = Verified(
            low=points,
            high=points,
            maximum=top,
            words=f"신청자는 공고일에 만 {years}세입니다.",
            readings=(born_reading(applicant, birth, notice),),
            thresholds=thresholds,
            target=of_person(applicant, "birth"),
            boundary=any(birthday_on_notice_day(birth, b.at_least, notice) for b in terms.age),
        )
    return item("points-age", "age", facts.case.claimed.age, found, notice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependants:
    """Head count of dependants (부양가족): certain, and still possible."""

    low: int
    high: int
    readings: tuple[Reading, ...]
    missing: tuple[Reading, ...]
    boundary: bool


def dependants(facts: Facts, notice: Notice, terms: PointsTerms) -> Dependants:
    """Count the dependants: members but the applicant, unborn children, siblings by age."""
    heads = [_heads(one) for one in facts.households]
    shown = [
        Reading(label="세대구성원(신청자 제외, 태아 포함)", value=f"{_heads(facts.household)}명")
    ]
    missing: list[Reading] = []
    siblings, boundary = 0, False
    for one in facts.case.people:
        if one.relation is not Relation.SIBLING:
            continue
        if one.register is None or (one.register is Register.APPLICANT and one.birth is None):
            field = "register" if one.register is None else "birth"
            label = f"{one.name} {'등재된 등본' if one.register is None else '생년월일'}"
            missing.append(Reading(label=label, value="미확인", target=of_person(one, field)))
        elif one.register is Register.APPLICANT and one.birth is not None:
            counts = _sibling_counts(one.birth, terms, notice)
            siblings += counts
            boundary = boundary or _sibling_on_edge(one.birth, terms, notice)
            words = "부양가족으로 셈" if counts else "나이가 맞지 않아 세지 않음"
            reading = born_reading(one, one.birth, notice)
            shown.append(
                Reading(
                    label=f"{one.name} (형제자매)",
                    value=f"{reading.value}: {words}",
                    target=reading.target,
                )
            )
    return Dependants(
        low=min(heads) + siblings,
        high=max(heads) + siblings + len(missing),
        readings=tuple(shown),
        missing=tuple(missing),
        boundary=boundary,
    )


def _heads(household: Household) -> int:
    applicant = any(one.relation is Relation.SELF for one in household.members)
    return household.size - applicant


def _sibling_counts(birth: date, terms: PointsTerms, notice: Notice) -> bool:
    if birth > notice.day:
        return False
    young = not old_enough(birth, terms.sibling_age_below, notice)
    return young or old_enough(birth, terms.sibling_age_from, notice)


def _sibling_on_edge(birth: date, terms: PointsTerms, notice: Notice) -> bool:
    ages = (terms.sibling_age_below, terms.sibling_age_from)
    return any(birthday_on_notice_day(birth, age, notice) for age in ages)


def points_dependants(facts: Facts, notice: Notice) -> Finding:
    """Points ②: dependants (부양가족 수), judged over every possible household at once."""
    terms = notice.points
    if terms is None:
        return not_applicable("points-dependants", NO_RULE, NO_POINTS)
    count = dependants(facts, notice, terms)
    bands = terms.dependants
    words = f"부양가족은 {count.low}명입니다."
    if count.low != count.high:
        words = f"부양가족은 {count.low}명에서 {count.high}명 사이입니다."
    found = Verified(
        low=points_of(bands, count.low),
        high=points_of(bands, count.high),
        maximum=highest(bands),
        words=words,
        readings=count.readings,
        thresholds=(
            *band_thresholds("dependants", bands, "명"),
            Threshold(key="points.sibling_age_below", text=f"만 {terms.sibling_age_below}세 미만"),
            Threshold(key="points.sibling_age_from", text=f"만 {terms.sibling_age_from}세 이상"),
            notice_day(notice),
            *unborn_thresholds(unborn(facts.case, notice), notice),
        ),
        missing=count.missing
        + tuple(reading for one in facts.memberships for reading in one.missing),
        questions=tuple(one.question for one in facts.memberships if one.question is not None),
        target=Target(section="people"),
        boundary=count.boundary,
    )
    claimed = facts.case.claimed.dependants
    return item("points-dependants", "dependants", claimed, found, notice)


def points_residence(facts: Facts, notice: Notice) -> Finding:
    """Points ③: full years in Seoul without a break, from the age of 19 on.

    The clock starts on the latest of the 19th birthday, the last move into Seoul and the
    re-registration after a cancelled registration.
    """
    terms = notice.points
    if terms is None:
        return not_applicable("points-residence", NO_RULE, NO_POINTS)
    lived, applicant = facts.case.residence, facts.case.applicant
    bands, missing = terms.residence, []
    starts: list[tuple[date, str, Target]] = []
    if applicant is None or applicant.birth is None:
        missing.append(
            no_applicant()
            if applicant is None
            else Reading(
                label="신청자 생년월일", value="미확인", target=of_person(applicant, "birth")
            )
        )
    else:
        grown = birthday(applicant.birth, terms.residence_from_age)
        label = f"만 {terms.residence_from_age}세가 된 날"
        starts.append((grown, label, of_person(applicant, "birth")))
    for label, field, day in (
        ("서울 전입일", "moved_to_seoul_on", lived.moved_to_seoul_on),
        ("말소 뒤 재등록일", "re_registered_on", lived.re_registered_on),
    ):
        target = Target(section="residence", field=field)
        if day is not None:
            starts.append((day, label, target))
        elif field == "moved_to_seoul_on" and lived.registered_in_seoul is not False:
            missing.append(Reading(label=label, value="미확인", target=target))
    latest = max(starts, key=lambda one: one[0], default=None)
    high, words, boundary = highest(bands), "", False
    readings = tuple(Reading(label=a, value=spoken(d), target=t) for d, a, t in starts)
    if latest is not None:
        start = latest[0]
        high = _residence_points(start, terms, notice)
        words = f"{latest[1]} {spoken(start)}부터 서울에 계속 거주했습니다."
        ends = [period_end(notice, start, one.at_least * 12) for one in bands]
        boundary = notice.day in ends
    if lived.registered_in_seoul is False:
        high, words = 0, "공고일에 서울에 거주하지 않습니다."
    found = Verified(
        low=0 if missing else high,
        high=high,
        maximum=highest(bands),
        words=words,
        readings=readings + (readings_of(notice, "A15") if boundary else ()),
        thresholds=(
            *band_thresholds("residence", bands, "년"),
            Threshold(
                key="points.residence_from_age", text=f"만 {terms.residence_from_age}세 이후"
            ),
            notice_day(notice),
        ),
        missing=tuple(missing),
        target=latest[2] if latest is not None else None,
        boundary=boundary,
    )
    return item("points-residence", "residence", facts.case.claimed.residence, found, notice)


def _residence_points(start: date, terms: PointsTerms, notice: Notice) -> int:
    if start > notice.day:
        return 0
    return next((one.points for one in terms.residence if reached(notice, start, one.at_least)), 0)


def ranking_key(facts: Facts, notice: Notice, findings: Iterable[Finding]) -> RankKey:
    """Return what ranks a judged case among those of its supply type (선정방법).

    Raises ValueError for a notice without points.
    """
    terms = notice.points
    if terms is None:
        raise ValueError(f"{notice.id}: no points")
    judged = tuple(findings)
    heads = dependants(facts, notice, terms).low
    if notice.reading("B2") == "points":
        heads = points_of(terms.dependants, heads)
    applicant = facts.case.applicant
    return RankKey(
        rank=next((RANKS[one.value] for one in judged if one.value in RANKS), 0),
        points=total(judged).counted,
        dependants=heads,
        birth=applicant.birth if applicant is not None else None,
    )
