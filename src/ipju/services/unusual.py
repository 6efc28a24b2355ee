"""Unusual acts (살펴볼 행위) of a month: what the privacy officer looks into before signing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby

from ipju.domain.account import Role
from ipju.domain.dates import WEEKDAYS, seoul_time
from ipju.domain.trail import HourCount, TrailRow, TrailSpan
from ipju.domain.unusual import (
    DAY_BEGINS,
    DAY_ENDS,
    MANY_CASES,
    SEVERAL_NEIGHBOURS,
    Unusual,
    UnusualKind,
    building_of,
)
from ipju.services.action_words import act_words, service_words
from ipju.services.authority import may
from ipju.services.office import Office
from ipju.services.working_days import holidays_of

BY_ITSELF = ("backup", "verify-backup", "drill", "rebuild-lists", "lock", "void")
"""Acts the program does by itself: nobody chose their hour."""

FEW = 20
"""So many numbers of cases are named with one unusual thing."""

MOST = 1000
"""So many rows of one kind are shown; the trail's search shows all."""

WEEKEND = (5, 6)
_REFUSED = ("refused", "sign-in-failed", "unlock-failed", "password-failed")


@may(Role.PRIVACY)
def unusual_in(office: Office, span: TrailSpan, names: Mapping[str, str]) -> tuple[Unusual, ...]:
    """Return what is worth a look in a span of the ledger, by kind and time."""
    ways: tuple[Callable[[Office, TrailSpan], Iterator[Unusual]], ...] = (
        _many,
        _off_hours,
        _neighbours,
        _own_name,
        _clock_back,
        _refused,
        _new_password,
    )
    found = [one for way in ways for one in way(office, span)]
    order = list(UnusualKind)
    found.sort(key=lambda one: (order.index(one.kind), one.when))
    return tuple(_named(one, names) for one in found)


def _named(one: Unusual, names: Mapping[str, str]) -> Unusual:
    return Unusual(
        kind=one.kind,
        actor=one.actor,
        name=names.get(one.actor, one.actor),
        when=one.when,
        words=one.words,
        cases=one.cases,
    )


def _of(
    kind: UnusualKind, actor: str, when: datetime, words: str, cases: tuple[str, ...] = ()
) -> Unusual:
    return Unusual(kind=kind, actor=actor, name="", when=when, words=words, cases=cases)


def _many(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    for one in office.store.reviews.many(span, MANY_CASES):
        cases = office.store.reviews.numbers(one.span, one.actor, FEW)
        words = f"하루에 사례 {one.count:,}건을 봄 ({_between(one.first, one.last)})"
        yield _of(UnusualKind.MANY, one.actor, one.first, words, cases)


def _off_hours(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    hours = office.store.reviews.hours(span, BY_ITSELF)
    off_days = holidays_of({one.day.year for one in hours})
    off = [
        one
        for one in hours
        if not DAY_BEGINS <= one.hour < DAY_ENDS
        or one.day.weekday() in WEEKEND
        or one.day in off_days
    ]
    for (day, actor), group in groupby(off, key=lambda one: (one.day, one.actor)):
        yield _off_day(office, actor, tuple(group), _day_words(day, off_days))


def _off_day(office: Office, actor: str, group: tuple[HourCount, ...], day: str) -> Unusual:
    first, last = min(one.first for one in group), max(one.last for one in group)
    count = sum(one.count for one in group)
    words = f"{day} {_between(first, last)}, {count:,}번"
    cases: dict[str, None] = {}
    for one in group:
        if len(cases) < FEW:
            cases |= dict.fromkeys(office.store.reviews.numbers(one.span, actor, FEW))
    return _of(UnusualKind.OFF_HOURS, actor, first, words, tuple(cases)[:FEW])


def _neighbours(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    for _place, one in office.store.reviews.only_seen(span, building_of, SEVERAL_NEIGHBOURS):
        words = f"같은 건물의 사례 {one.count:,}건을 처리 없이 보기만 함"
        yield _of(UnusualKind.NEIGHBOURS, one.actor, one.first, words, one.numbers[:FEW])


def _own_name(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    for one in office.store.reviews.own_name(span):
        words = f"자기와 이름이 같은 신청자의 사례를 {one.count:,}번 보거나 처리함"
        yield _of(UnusualKind.OWN_NAME, one.actor, one.first, words, one.numbers)


def _clock_back(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    for row in office.store.reviews.set_back(span, MOST):
        back = row.detail.get("clock_back")
        seconds = back if isinstance(back, int) else 0
        words = f"컴퓨터 시계가 앞 기록보다 {_lasting(seconds)} 뒤처진 채로 {act_words(row.action)}"
        cases = (row.case_number,) if row.case_number else ()
        yield _of(UnusualKind.CLOCK_BACK, row.actor, row.at, words, cases)


def _refused(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    rows = office.store.reviews.rows(span, _REFUSED, MOST)
    grouped: dict[tuple[str, date, str], list[TrailRow]] = {}
    for row in rows:
        key = (row.actor, seoul_time(row.at).date(), _tried(row))
        grouped.setdefault(key, []).append(row)
    for (actor, _day, words), same in grouped.items():
        often = f", {len(same):,}번" if len(same) > 1 else ""
        cases = dict.fromkeys(row.case_number for row in same if row.case_number)
        yield _of(UnusualKind.REFUSED, actor, same[0].at, words + often, tuple(cases)[:FEW])


def _new_password(office: Office, span: TrailSpan) -> Iterator[Unusual]:
    """Whoever gives somebody a password could sign in as that person before they change it."""
    names = {one.id.hex: one.name for one in office.store.staff()}
    for row in office.store.reviews.rows(span, ("reset-password",), MOST):
        whose = names.get(str(row.detail.get("account")), "모르는 계정")
        words = f"{whose}의 비밀번호를 새로 정함"
        yield _of(UnusualKind.NEW_PASSWORD, row.actor, row.at, words)


def _tried(row: TrailRow) -> str:
    """Return what somebody tried in vain."""
    if row.action != "refused":
        return act_words(row.action)
    if "proposal" in row.detail:
        return "자기가 올렸거나 고친 결정을 승인하려 함"
    return f"권한 밖의 일을 하려 함: {service_words(row.detail.get('act'))}"


def _day_words(day: date, off_days: Mapping[date, str]) -> str:
    """Return which kind of day it was; the day itself stands beside it."""
    if day in off_days:
        return f"공휴일({off_days[day]})"
    return f"{WEEKDAYS[day.weekday()]}요일" if day.weekday() in WEEKEND else "평일"


def _between(first: datetime, last: datetime) -> str:
    begins, ends = f"{seoul_time(first):%H:%M}", f"{seoul_time(last):%H:%M}"
    return begins if begins == ends else f"{begins}~{ends}"


def _lasting(seconds: int) -> str:
    """Return a length of time in the largest unit that fits."""
    for size, word in ((86_400, "일"), (3_600, "시간"), (60, "분")):
        if seconds >= size:
            return f"{seconds // size:,}{word}"
    return f"{seconds}초"
