"""Debts taken off total assets (부채): by kind, proven, and deposits up to their property."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from ipju.domain.finding import Reading, Target
from ipju.domain.means import Debt, DebtKind
from ipju.domain.notice import Notice, TotalAssetTerms
from ipju.rules.facts import Facts
from ipju.rules.ownership import member_share
from ipju.rules.valued import as_of
from ipju.rules.worth import NONE, Item, Lacking, shown

FINANCIAL = (DebtKind.FINANCIAL_FIRM, DebtKind.OVERDRAFT, DebtKind.CARD_ARREARS)
"""Debts valued on the survey day (금융부채); the others are valued on the notice date."""

_PROOFS = {DebtKind.COURT_CONFIRMED: "법원 확인 서류", DebtKind.LEASE_DEPOSIT: "임대차계약서"}


class Cut(NamedTuple):
    """What a debt takes off, in won: at least `least`, at most `most` (None: no bound).

    `deposit`: a lease deposit received, which takes off no more than its property adds.
    """

    reading: Reading
    least: Fraction
    most: Fraction | None
    deposit: bool
    missing: tuple[Reading, ...] = ()


class _Owed(NamedTuple):
    """The members' part of a debt before the cap: its bounds, words, and what is not recorded."""

    least: Fraction
    most: Fraction | None
    why: str
    lacking: Lacking = ()


class _Left(NamedTuple):
    """What is left of a property's value for further deposits: its bounds (None: no bound)."""

    low: Fraction
    high: Fraction | None


def debts(
    facts: Facts, notice: Notice, terms: TotalAssetTerms, estates: Mapping[UUID, Item]
) -> tuple[Cut, ...]:
    """Return what each debt of the members takes off.

    `estates` are the members' parts of the holdings: a lease deposit received (임대보증금) takes
    off no more than what that property adds, several of them together neither.
    """
    left = {row: _Left(item.low, item.high) for row, item in estates.items()}
    found = []
    for one in facts.case.debts:
        owed = _owed(facts, notice, terms, one)
        if owed is None:
            continue
        if one.kind is DebtKind.LEASE_DEPOSIT and one.kind in terms.debts:
            owed = _capped(one, owed, left)
        found.append(_cut(one, owed))
    return tuple(found)


def _owed(facts: Facts, notice: Notice, terms: TotalAssetTerms, one: Debt) -> _Owed | None:
    """Return the members' part of a debt; None when no member owes it."""
    share = member_share(facts, one.owners)
    if one.owners and not share:
        return None
    if one.kind not in terms.debts:
        return _Owed(NONE, NONE, "부채로 인정하지 않음")
    proof = _PROOFS.get(one.kind)
    if proof and one.proven is False:
        return _Owed(NONE, NONE, f"{proof}로 확인되지 않아 빼지 않음")
    due = facts.case.surveyed_on if one.kind in FINANCIAL else notice.day
    why = f"부채로 뺌{as_of(one.valued_on, due)}"
    if share and share != 1:
        why += f" × 세대구성원 지분 {share}"
    most = None if one.amount is None else one.amount * (share or Fraction(1))
    lacking: Lacking = ()
    if one.amount is None:
        lacking += (("amount", "금액"),)
    if not one.owners:
        lacking += (("owners", "채무자"),)
    if proof and one.proven is None:
        lacking += (("proven", proof),)
    if lacking:
        return _Owed(NONE, most, f"{why}, {', '.join(name for _, name in lacking)} 미확인", lacking)
    return _Owed(most or NONE, most, why)


def _capped(one: Debt, owed: _Owed, left: dict[UUID, _Left]) -> _Owed:
    """Return a lease deposit capped at what is left of its property's value."""
    if one.holding is None:
        room = sum((each.low for each in left.values()), NONE)
        most = room if owed.most is None else min(owed.most, room)
        lacking = (*owed.lacking, ("holding", "임대한 부동산"))
        return _Owed(NONE, most, f"{owed.why}, 임대한 부동산 미확인", lacking)
    there = left.get(one.holding)
    if there is None:
        return _Owed(NONE, NONE, "세대구성원의 부동산이 아니어서 빼지 않음")
    least = owed.least if there.high is None else min(owed.least, there.high)
    most = there.low if owed.most is None else min(owed.most, there.low)
    left[one.holding] = _Left(there.low - most, None if there.high is None else there.high - least)
    why = owed.why
    if owed.most is not None and owed.most > most:
        why += ", 그 부동산 가액까지만"
    return _Owed(least, most, why, owed.lacking)


def _cut(one: Debt, owed: _Owed) -> Cut:
    label = f"{one.kind.label} {one.creditor}".rstrip()
    missing = tuple(
        Reading(
            label=f"{label} {name}",
            value="미확인",
            target=Target(section="debts", field=field, row=one.id),
        )
        for field, name in owed.lacking
    )
    text = owed.why
    if owed.least:
        text = f"{shown(-owed.least)} · {owed.why}"
    reading = Reading(label=label, value=text, target=Target(section="debts", row=one.id))
    return Cut(reading, owed.least, owed.most, one.kind is DebtKind.LEASE_DEPOSIT, missing)


def least_of(cuts: Sequence[Cut]) -> Fraction:
    """Return what is taken off for certain, in won."""
    return sum((one.least for one in cuts), NONE)


def most_of(cuts: Sequence[Cut]) -> Fraction | None:
    """Return the most that may be taken off, in won; None where there is no bound."""
    tops = [one.most for one in cuts if one.most is not None]
    return sum(tops, NONE) if len(tops) == len(cuts) else None
