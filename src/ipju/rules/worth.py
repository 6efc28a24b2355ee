"""Values of things owned, the members' part of them, and the comparison with a limit in won.

Values are exact fractions of a won until they are compared. What is shown is whole won, rounded
towards the side of the limit on which the exact value lies, so that a margin never contradicts
the outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from operator import attrgetter
from typing import NamedTuple, Protocol
from uuid import UUID

from ipju.domain.finding import Clause, Finding, Outcome, Reading, Target, Threshold, Unit
from ipju.domain.money import margin_text, won
from ipju.domain.share import OwnerShare
from ipju.rules.facts import Facts
from ipju.rules.names import TITLES
from ipju.rules.ownership import Span, member_share

NONE = Fraction(0)
ALWAYS = Span(None, None)
Lacking = tuple[tuple[str, str], ...]


class Owned(Protocol):
    """A row of the case that people own shares of."""

    @property
    def id(self) -> UUID: ...

    @property
    def owners(self) -> tuple[OwnerShare, ...]: ...


class Worth(NamedTuple):
    """The value in won of one whole thing, at least `low` and at most `high` (None: no bound).

    `lacking` are field and name of what is not recorded.
    """

    low: Fraction
    high: Fraction | None
    why: str
    lacking: Lacking = ()


class Item(NamedTuple):
    """The household's part of one thing. `whole` is the value of the whole thing."""

    reading: Reading
    low: Fraction
    high: Fraction | None
    missing: tuple[Reading, ...] = ()
    whole: Fraction = NONE
    span: Span = ALWAYS


def unasked_members(
    facts: Facts, rows: Sequence[Owned], field: str, what: str
) -> tuple[Reading, ...]:
    """Return the members whose query has not come back; something recorded of theirs will do.

    `field` is the `*_checked` field of a person that says so.
    """
    asked = attrgetter(field)
    lacking: list[Reading] = []
    for one in facts.household.members:
        checked = asked(one)
        if checked is None:
            checked = any(share.person == one.id for row in rows for share in row.owners)
        if not checked:
            target = Target(section="people", field=field, row=one.id)
            lacking.append(
                Reading(label=f"{one.name} {what} 조회", value="조회 결과 없음", target=target)
            )
    return tuple(lacking)


def of_members(
    facts: Facts, row: Owned, section: str, label: str, worth: Worth, span: Span = ALWAYS
) -> Item | None:
    """Return the members' part of a thing worth `worth`; None when no member has a share."""
    lacking = tuple(
        Reading(
            label=f"{label} {name}",
            value="미확인",
            target=Target(section=section, field=field, row=row.id),
        )
        for field, name in worth.lacking
    )
    target = Target(section=section, row=row.id)
    if not row.owners:
        lacking += (
            Reading(
                label=f"{label} 소유자",
                value="미확인",
                target=Target(section=section, field="owners", row=row.id),
            ),
        )
        reading = Reading(label=label, value=worth.why, target=target)
        return Item(reading, NONE, worth.high, lacking, NONE, span)
    share = member_share(facts, row.owners)
    if not share:
        return None
    why = worth.why
    if share != 1:
        why += f" × 세대구성원 지분 {share}"
    high = None if worth.high is None else worth.high * share
    low = worth.low * share
    text = f"{shown(low)} · {why}" if worth.low or worth.high else why
    return Item(
        Reading(label=label, value=text, target=target), low, high, lacking, worth.low, span
    )


def shown(amount: Fraction) -> str:
    """Return an amount in won with a word on its fraction, if it has one."""
    return won(int(amount)) if amount.denominator == 1 else f"{won(int(amount))} (끝수 있음)"


def bounded(
    rule: str,
    clause: Clause,
    found: Sequence[Item],
    low: Fraction,
    high: Fraction | None,
    *,
    limit: Threshold,
    bound: int,
    unasked: tuple[Reading, ...],
    what: str,
    thresholds: tuple[Threshold, ...],
    notes: tuple[str, ...],
) -> Finding:
    """Compare exactly with `bound` won; equal passes (이하). Ask only what can still matter."""
    missing: tuple[Reading, ...] = ()
    amount = int(low)
    if low > bound:
        outcome, amount = Outcome.FAIL, ceil(low)
        sentence = f"{what} {won(amount)}은 한도 {won(bound)}을 {won(amount - bound)} 넘습니다."
    elif unasked or high is None or high > bound:
        outcome = Outcome.MISSING
        missing = (*(one for item in found for one in item.missing), *unasked)
        sentence = (
            f"{what}: 지금까지 {won(amount)}이 확인되었습니다. 확인되지 않은 값에 따라 한도 "
            f"{won(bound)}을 넘을 수 있습니다."
        )
    else:
        outcome, amount = Outcome.PASS, int(high)
        sentence = f"{what} {won(amount)}은 한도 {won(bound)} 이하입니다."
    if missing:
        target = missing[0].target
    else:
        decisive = max(found, key=lambda one: one.low, default=None)
        target = decisive.reading.target if decisive else None
    return Finding(
        rule=rule,
        title=TITLES[rule][1],
        outcome=outcome,
        sentence=sentence,
        clause=clause,
        value=won(amount),
        limit=won(bound),
        margin=margin_text(bound - amount),
        unit=Unit.WON,
        amount=amount,
        bound=bound,
        slack=bound - amount,
        target=target,
        readings=tuple(one.reading for one in found),
        thresholds=(limit, *thresholds),
        missing=missing,
        notes=notes,
    )
