"""Review of the ledger (장부 점검): search it, see what is unusual, sign each month in order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from ipju.domain.account import Grant, Role
from ipju.domain.dates import SEOUL, add_months, seoul_time
from ipju.domain.trail import (
    Anchor,
    ChainReport,
    SignedMonth,
    TrailPage,
    TrailQuery,
    TrailSpan,
)
from ipju.domain.unusual import Unusual, UnusualKind
from ipju.services.action_words import ACTIONS, act_words
from ipju.services.authority import may, note
from ipju.services.lists_anew import rebuild_lists
from ipju.services.month_sheet import content_of, sheet_of
from ipju.services.monthly import ActCount, MonthReview, PersonCount, Previous, RoleChange
from ipju.services.office import Changes, Office
from ipju.services.unusual import MOST, unusual_in

DECISIONS = ("propose", "withdraw", "approve", "send-back", "refuse", "void", "issue-letter")


class CannotSign(ValueError):
    """A month cannot be signed as things stand; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class TrailFound:
    """A page of the ledger, with the names of accounts and the Korean words of actions."""

    page: TrailPage
    names: Mapping[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signed:
    """A month as it was signed."""

    month: SignedMonth
    changes: Changes


@may(Role.PRIVACY)
def search_trail(office: Office, query: TrailQuery) -> TrailFound:
    """Return one page of the ledger."""
    return TrailFound(office.store.trail(query), _names(office), ACTIONS)


@may(Role.PRIVACY, Role.ADMIN)
def check_trail(office: Office) -> ChainReport:
    """Check the whole ledger against the anchors in backups and signed months.

    Lists of letters are held against what they are kept from, too.
    """
    report = _checked(office)
    return replace(report, rebuilt=rebuild_lists(office).lines)


@may(Role.PRIVACY)
def unusual(office: Office, month: date) -> tuple[Unusual, ...]:
    """Return what is worth a look in a month; `month` is any day of it."""
    signed = _signed(office)
    span = _span(office, _first(month), signed, _pending(office, signed))
    return unusual_in(office, span, _names(office))


@may(Role.PRIVACY)
def month_review(office: Office, month: date) -> MonthReview:
    """Return what the ledger says of a month, and whether it can be signed."""
    return _review(office, _first(month))


@may(Role.PRIVACY)
def sign_month(office: Office, month: date) -> Signed:
    """Sign a month that has ended, in order, after the whole chain was checked.

    Raises CannotSign: not ended, signed already, a month before it is not signed, nothing in it,
    or the ledger is not sound. Anchors of backups that lie beyond one which was restored are told
    on the sheet, and hinder nothing: the restoring is a row of the ledger itself.
    """
    first = _first(month)
    review = _review(office, first)
    if review.obstacle:
        raise CannotSign(review.obstacle)
    report = _checked(office)
    if report.broken_at is not None or _unexplained(office, report):
        raise CannotSign(f"{chain_words(report)} 서명하기 전에 백업과 대조하세요.")
    now = office.clock.now()
    content = content_of(review, chain_words(report), _signer(office), now)
    with office.store.unit() as unit:
        if any(one.month == first for one in unit.months.all()):
            raise CannotSign(f"{_words(first)}은 이미 서명했습니다.")
        anchor = office.store.reviews.anchor(review.span.upto)
        signed = SignedMonth(
            month=first,
            signed_at=now,
            signed_by=office.actor.id,
            anchor=anchor,
            content=content,
        )
        unit.months.sign(signed)
        note(
            office,
            unit,
            "sign-month",
            detail={
                "month": f"{first:%Y-%m}",
                "seq": anchor.seq,
                "hash": anchor.hash,
                "content": hashlib.sha256(content).hexdigest(),
            },
        )
    return Signed(signed, Changes(trail=True))


@may(Role.PRIVACY)
def month_sheet(office: Office, month: date) -> bytes:
    """Return the printed review (월별 점검표): as it was signed, or as it stands unsigned."""
    first = _first(month)
    signed = _signed(office).get(first)
    if signed is not None:
        content = signed.content
    else:
        content = content_of(_review(office, first), "", "", None)
    sheet = sheet_of(
        content,
        signed,
        office=office.actor.department,
        practice=office.practice,
        on=seoul_time(office.clock.now()).date(),
    )
    return office.printer.render(sheet)


def chain_words(report: ChainReport) -> str:
    """Return what a check of the ledger came to, in one sentence."""
    if report.broken_at is not None:
        return f"장부의 {report.broken_at:,}번 줄이 앞뒤와 맞지 않습니다."
    if report.missed:
        rows = ", ".join(f"{one.seq:,}번" for one in report.missed)
        return f"밖에 남겨 둔 기준점({rows})이 장부와 맞지 않습니다. 뒤가 잘렸거나 되돌린 것입니다."
    return f"장부 {report.rows:,}줄이 모두 이어지고, {report.covered:,}번까지 기준점과 맞습니다."


def _checked(office: Office) -> ChainReport:
    kept = [one.anchor for one in office.backups.all()] if office.backups else []
    anchors = [one for one in kept if one is not None]
    anchors += [_claimed(one) for one in _signed(office).values()]
    return office.store.check_trail(anchors)


def _unexplained(office: Office, report: ChainReport) -> tuple[Anchor, ...]:
    """Return the missed anchors for which no restoring of an older backup accounts."""
    restored = [
        (row.at, seq)
        for row in office.store.reviews.rows(TrailSpan(0, report.rows), ("restore",), MOST)
        if isinstance(seq := row.detail.get("seq"), int)
    ]
    return tuple(
        one
        for one in report.missed
        if one.kind != "backup" or not any(seq < one.seq and one.at < at for at, seq in restored)
    )


def _claimed(month: SignedMonth) -> Anchor:
    """Return the anchor of a signed month; that of an altered one fits nothing."""
    anchor = month.anchor
    if month.whole:
        return anchor
    return Anchor(
        store=anchor.store, seq=anchor.seq, hash=anchor.hash, at=anchor.at, seal="", kind="month"
    )


def _review(office: Office, first: date) -> MonthReview:
    signed, names, reviews = _signed(office), _names(office), office.store.reviews
    pending = _pending(office, signed)
    span = _span(office, first, signed, pending)
    tally = reviews.tally(span)
    seen = reviews.cases_by_actor(span)
    acts, people = Counter[str](), Counter[str]()
    for actor, action, count in tally:
        acts[action] += count
        people[actor] += count
    own = Counter({action: count for actor, action, count in tally if actor == office.actor.key})
    found = unusual_in(office, span, names)
    this = signed.get(first)
    return MonthReview(
        month=first,
        span=span,
        rows=max(span.upto - span.after, 0),
        acts=_counts(acts),
        people=tuple(
            PersonCount(actor=actor, name=names.get(actor, actor), acts=count, cases=seen[actor])
            for actor, count in _by_count(people, names)
        ),
        own=_counts(own),
        unusual=found,
        refused=tuple(one for one in found if one.kind is UnusualKind.REFUSED),
        roles=_role_changes(office, first, names),
        decisions=_counts(Counter({one: acts[one] for one in DECISIONS if acts[one]})),
        destructions=tuple(one.case_number for one in reviews.rows(span, ("destroy",), MOST)),
        anchor=reviews.anchor(span.upto) if span.upto > span.after else None,
        previous=_previous(office, first, signed),
        signed=this,
        signed_by=names.get(this.signed_by.hex, "") if this else "",
        obstacle=_obstacle(office, first, signed, pending, span),
    )


def _by_count(people: Counter[str], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return who did how much, those who did most first."""
    return sorted(people.items(), key=lambda one: (-one[1], names.get(one[0], one[0])))


def _counts(found: Counter[str]) -> tuple[ActCount, ...]:
    order = list(ACTIONS)
    known = sorted(
        found.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order)
    )
    return tuple(ActCount(action, act_words(action), count) for action, count in known)


def _role_changes(office: Office, first: date, names: Mapping[str, str]) -> tuple[RoleChange, ...]:
    since, until = _bounds(first)
    with office.store.unit() as unit:
        grants = unit.accounts.grants()
    changes = [one for grant in grants for one in _changes_of(grant, names)]
    return tuple(
        sorted(
            (one for one in changes if since <= one.at < until),
            key=lambda one: (one.at, one.name, one.role),
        )
    )


def _changes_of(grant: Grant, names: Mapping[str, str]) -> Iterable[RoleChange]:
    name = names.get(grant.account.hex, "")
    by = names.get(grant.granted_by.hex, "")
    yield RoleChange(grant.granted_at, name, grant.role.label, True, by, grant.why)
    if grant.revoked_at is not None and grant.revoked_by is not None:
        by = names.get(grant.revoked_by.hex, "")
        yield RoleChange(grant.revoked_at, name, grant.role.label, False, by, grant.revoked_why)


def _previous(office: Office, first: date, signed: Mapping[date, SignedMonth]) -> Previous | None:
    before = max((one for one in signed if one < first), default=None)
    if before is None:
        return None
    month = signed[before]
    try:
        stands = office.store.reviews.anchor(month.anchor.seq).hash == month.anchor.hash
    except KeyError:
        stands = False
    return Previous(month=before, anchor=month.anchor, holds=stands and month.whole)


def _obstacle(
    office: Office,
    first: date,
    signed: Mapping[date, SignedMonth],
    pending: tuple[date, ...],
    span: TrailSpan,
) -> str:
    """Return why a month can't be signed now; empty when it can."""
    if first in signed:
        return f"{_words(first)}은 이미 서명했습니다."
    if _bounds(first)[1] > office.clock.now():
        return f"{_words(first)}은 아직 끝나지 않았습니다. 달이 끝난 뒤에 서명하세요."
    earlier = [one for one in pending if one < first]
    if earlier:
        return f"{_words(earlier[0])}을 먼저 점검하고 서명하세요. 차례대로 서명합니다."
    if any(one > first for one in signed):
        return f"{_words(first)}보다 뒤의 달에 이미 서명했습니다."
    if span.upto <= span.after:
        return f"{_words(first)}에는 장부에 적힌 것이 없습니다."
    return ""


def _span(
    office: Office,
    first: date,
    signed: Mapping[date, SignedMonth],
    pending: tuple[date, ...],
) -> TrailSpan:
    """Return the rows of a month: those after the month before, up to the last one in it.

    Rows are counted on where the last signed month ended, so that none is passed over, whatever
    its clock said.
    """
    reviews = office.store.reviews
    since, until = _bounds(first)
    before = max((one for one in signed if one < first), default=None)
    start = signed[before].anchor.seq if before else 0
    if any(one < first for one in pending):
        start = reviews.last_before(since, start)
    if first in signed:
        return TrailSpan(start, signed[first].anchor.seq)
    if any(one > first for one in signed):
        return TrailSpan(start, start)
    return TrailSpan(start, reviews.last_before(until, start))


def _pending(office: Office, signed: Mapping[date, SignedMonth]) -> tuple[date, ...]:
    """Return the months with rows that follow the last signed one and are not signed."""
    last = max(signed, default=None)
    months = office.store.reviews.months(signed[last].anchor.seq if last else 0)
    return tuple(one for one in months if last is None or one > last)


def _signed(office: Office) -> dict[date, SignedMonth]:
    with office.store.unit() as unit:
        return {one.month: one for one in unit.months.all()}


def _names(office: Office) -> dict[str, str]:
    return {one.id.hex: one.name for one in office.store.staff()}


def _signer(office: Office) -> str:
    words = (office.actor.department, office.actor.name)
    return " ".join(one for one in words if one)


def _first(day: date) -> date:
    return day.replace(day=1)


def _bounds(first: date) -> tuple[datetime, datetime]:
    """Return when a month of Korea begins and ends."""
    after = add_months(first, 1)
    return (
        datetime(first.year, first.month, 1, tzinfo=SEOUL),
        datetime(after.year, after.month, 1, tzinfo=SEOUL),
    )


def _words(first: date) -> str:
    return f"{first.year}년 {first.month}월"
