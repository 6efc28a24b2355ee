"""What may be claimed (신청 점수) by the facts as they are told, before any paper proves them.

Whoever applies is told by the notice's own rules what the items come to, and claims that; what is
proven later is another figure, and the lower of the two counts (B10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ipju.domain.case import Case, ClaimedPoints, Vulnerable, VulnerableClaim
from ipju.domain.finding import Finding, Reading
from ipju.domain.notice import Notice, PointsTerms
from ipju.domain.person import Relation
from ipju.domain.replacing import replace
from ipju.rules.facts import Facts
from ipju.rules.household import facts_of
from ipju.rules.points import points_age, points_dependants, points_residence
from ipju.rules.points_children import points_children
from ipju.rules.points_item import highest

FIELDS: Mapping[str, str] = MappingProxyType({
    "points-age": "age",
    "points-dependants": "dependants",
    "points-residence": "residence",
    "points-children": "children",
    "points-vulnerable": "vulnerable",
})  # fmt: skip
"""The field of `ClaimedPoints` for each rule that gives points."""

_BY_FACTS: Mapping[str, Callable[[Facts, Notice], Finding]] = MappingProxyType({
    "points-age": points_age,
    "points-dependants": points_dependants,
    "points-residence": points_residence,
    "points-children": points_children,
})  # fmt: skip

_WEEKS = 20
"""A pregnancy is told, not diagnosed: as told it stood on the notice date, so many weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """One item: the points the facts come to as told, and the most the item gives.

    `points` is None while something is not told; `missing` then says what. `words` are the
    sentence of the rule on the facts.
    """

    rule: str
    field: str
    points: int | None
    maximum: int
    words: str = ""
    missing: tuple[Reading, ...] = ()


def claimable(case: Case, notice: Notice, on: date) -> tuple[Claimable, ...]:
    """Return what each item of the notice comes to by the facts as told; none without points."""
    terms = notice.points
    if terms is None:
        return ()
    told = facts_of(_as_told(case, notice, terms), notice, on)
    return tuple(_item(rule, told, notice, terms) for rule in notice.rules if rule in FIELDS)


def _item(rule: str, told: Facts, notice: Notice, terms: PointsTerms) -> Claimable:
    judge = _BY_FACTS.get(rule)
    if judge is None:
        return _vulnerable(rule, told.case, terms)
    finding = judge(told, notice)
    return Claimable(
        rule=rule,
        field=FIELDS[rule],
        points=finding.amount,
        maximum=finding.bound or 0,
        words="" if finding.amount is None else finding.sentence.split("다. ")[0] + "다.",
        missing=finding.missing,
    )


def _as_told(case: Case, notice: Notice, terms: PointsTerms) -> Case:
    """Return the case as if everything were claimed and its pregnancies were diagnosed."""
    most = ClaimedPoints(
        age=highest(terms.age),
        dependants=highest(terms.dependants),
        residence=highest(terms.residence),
        children=highest(terms.children),
    )
    pregnancies = tuple(
        replace(one, weeks=_WEEKS, examined_on=notice.day)
        if one.born_on is None and (one.weeks is None or one.examined_on is None)
        else one
        for one in case.pregnancies
    )
    return replace(case, claimed=most, pregnancies=pregnancies)


def _vulnerable(rule: str, case: Case, terms: PointsTerms) -> Claimable:
    """Return the best of the grounds that are claimed for somebody the notice lets claim it."""
    worth = {one.ground: one for one in terms.vulnerable}
    best, words = 0, ""
    for claim in case.vulnerable:
        row = worth.get(claim.ground)
        if row is None or not (row.members or _is_own(case, claim)):
            continue
        if row.points > best:
            best, words = row.points, f"{claim.ground.label} 사유입니다."
    return Claimable(
        rule=rule,
        field=FIELDS[rule],
        points=best,
        maximum=max((one.points for one in terms.vulnerable), default=0),
        words=words or "신청한 사유가 없습니다.",
    )


def _is_own(case: Case, claim: VulnerableClaim) -> bool:
    person = case.person(claim.person)
    income = claim.ground is Vulnerable.LOW_INCOME
    return income or (person is not None and person.relation is Relation.SELF)
