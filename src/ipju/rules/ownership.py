"""Since when and until when something is owned (별표2 소유 기준일), and whose share it is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ipju.domain.notice import Notice
from ipju.domain.property import Acquisition, Holding, HoldingKind
from ipju.domain.share import OwnerShare
from ipju.rules.facts import Facts

_NONE = Fraction(0)


class Span(NamedTuple):
    """Owned from `since` on and, when given up, up to the day before `until`; None = no date."""

    since: date | None
    until: date | None


class Owned(NamedTuple):
    """Whether something is owned on the notice date or acquired before moving in.

    `answer` None: it depends on how it was acquired, which is not recorded. `boundary`: acquired
    or given up exactly on the notice date or the day of moving in.
    """

    answer: bool | None
    span: Span
    boundary: bool


def member_share(facts: Facts, owners: tuple[OwnerShare, ...]) -> Fraction:
    """Return the share of the household members together, as an exact fraction."""
    shares = [one.fraction for one in owners if facts.household.has(one.person)]
    return shares[0] if len(shares) == 1 else sum(shares, _NONE)


def _earlier(first: date | None, second: date | None, other: date | None) -> date | None:
    """Return the earlier of register and ledger or, without both, the other public proof."""
    if first is not None and second is not None:
        return min(first, second)
    return first or second or other


def _span(holding: Holding, acquisition: Acquisition | None, notice: Notice) -> Span:
    until = _earlier(
        holding.disposed_registered_on, holding.disposed_ledger_on, holding.disposed_recognised_on
    )
    if holding.kind is not HoldingKind.PRESALE:
        since = _earlier(holding.registered_on, holding.ledger_on, holding.recognised_on)
    elif notice.reading("A28") != "borrow":
        since = None
    elif acquisition is Acquisition.PURCHASE:
        since = holding.paid_on
    elif acquisition in (Acquisition.INHERITANCE, Acquisition.GIFT):
        since = holding.renamed_on
    else:
        since = holding.contracted_on
    return Span(since, until)


def owned(facts: Facts, notice: Notice, holding: Holding) -> Owned:
    """Tell whether `holding` is owned on the notice date or acquired until moving in.

    Where no home may be owned until the lease ends, moving in changes nothing. Without any date
    it is owned: the query (조회) found it. A pre-sale right whose way of acquisition is not
    recorded is judged under each; where they differ the answer is None.
    """
    home = facts.case.dwelling
    moved_in = home.lease.moved_in_on if home is not None else None
    if notice.home is not None and notice.home.until_lease_ends:
        moved_in = None
    span = _span(holding, holding.acquisition, notice)
    answer = _held(span, notice.day, moved_in)
    boundary = notice.day in span or (moved_in is not None and span.since == moved_in)
    if holding.kind is HoldingKind.PRESALE and holding.acquisition is None:
        ways = (Acquisition.PURCHASE, Acquisition.SUPPLY, Acquisition.GIFT)
        answers = {_held(_span(holding, way, notice), notice.day, moved_in) for way in ways}
        if len(answers) > 1:
            return Owned(None, span, False)
    return Owned(answer, span, boundary)


def owned_on(notice: Notice, holding: Holding, day: date) -> bool | None:
    """Tell whether `holding` is owned on `day`; None where that depends on how it was acquired."""
    ways: tuple[Acquisition | None, ...] = (holding.acquisition,)
    if holding.kind is HoldingKind.PRESALE and holding.acquisition is None:
        ways = (Acquisition.PURCHASE, Acquisition.SUPPLY, Acquisition.GIFT)
    spans = [_span(holding, way, notice) for way in ways]
    answers = {
        (one.since is None or one.since <= day) and (one.until is None or one.until > day)
        for one in spans
    }
    return answers.pop() if len(answers) == 1 else None


def _held(span: Span, notice_date: date, moved_in: date | None) -> bool:
    if span.until is not None and span.until <= notice_date:
        return False
    return span.since is None or moved_in is None or span.since <= moved_in
