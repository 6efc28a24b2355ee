"""Every list and queue of a season, at three sizes of the office: within 100 ms at the largest.

The milliseconds of the smaller offices stand in brackets behind the name: they show the growth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from statistics import median

from measure import Line, times
from season_parts import LAST
from stores import NOTICE, opened

from ipju import bootstrap
from ipju.domain.examination import OutcomeQuery
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import OutgoingQuery, PostState
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.browse import my_proposals, today
from ipju.services.counter import Typed, likely
from ipju.services.decisions import SHOWN, waiting
from ipju.services.envelopes import envelope_day
from ipju.services.office import Office
from ipju.services.outcomes import outcome_cases, outcome_changes, outcome_table
from ipju.services.overlap_queue import overlap_queues
from ipju.services.overlaps import overlap_list
from ipju.services.postings import find_posted
from ipju.services.publishing import outgoing, overview
from ipju.services.request_lists import due_until, request_queues
from ipju.services.request_views import request_page
from ipju.services.scans import tray
from ipju.services.season import season_figures

MOST = 100
"""Milliseconds in which every list answers."""

type_of_list = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Clock:
    """The clock of an office at the end of its season."""

    def now(self) -> datetime:
        return LAST

    def today(self) -> date:
        return LAST.date()


AT_ONCE = 1_000
"""Milliseconds at 10,000 cases of what is counted anew: ten times as much at ten times the size."""


def counts(folders: dict[int, Path], rounds: int) -> list[Line]:
    """Count what is counted over the whole ledger, in each office: its cost grows in proportion."""
    found: dict[str, list[float]] = {}
    for folder in folders.values():
        with _desks(folder) as (park, _choi):
            for name, work in _counts(park).items():
                found.setdefault(name, []).append(median(times(work, max(1, rounds // 60))))
    share = max(folders) / 10_000
    return [_line(name, taken, AT_ONCE * share) for name, taken in found.items()]


def _line(name: str, taken: list[float], limit: float) -> Line:
    smaller = ", ".join(f"{one:.1f}" for one in taken[:-1])
    return Line(work=f"{name} ({smaller})", ours=taken[-1], unit="ms", limit=limit)


def lists(folders: dict[int, Path], rounds: int) -> list[Line]:
    """Ask each list in each office; the largest office keeps the limit, the others show growth."""
    found: dict[str, list[float]] = {}
    for folder in folders.values():
        with _desks(folder) as (park, choi):
            for name, work in _lists(park, choi).items():
                found.setdefault(name, []).append(median(times(work, max(3, rounds // 12))))
    return [_line(name, taken, MOST) for name, taken in found.items()]


@contextmanager
def _desks(folder: Path) -> Iterator[tuple[Office, Office]]:
    """Open an office and seat 박담당 and 최결재 in it."""
    store = opened(folder)
    try:
        park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
        park = replace(park, clock=_Clock())
        yield park, replace(park, actor=bootstrap.seat(store, "최결재"))
    finally:
        store.close()


def _lists(park: Office, choi: Office) -> dict[str, type_of_list]:
    """Return every list by the place that shows it."""
    someone = park.store.page(CaseQuery(limit=1)).lines[0]
    with park.store.unit() as unit:
        known = unit.cases.get(someone.id)
        run = unit.examinations.last(1)[0].id
    number = known.applicant.rrn if known.applicant else None
    typed = Typed(notice=NOTICE, name=someone.name)
    return {
        "오늘 (담당)": lambda: today(park),
        "오늘 (결재)": lambda: today(choi),
        "오늘, one notice": lambda: today(park, NOTICE),
        "오늘: 겹치는 신청": lambda: overlap_queues(park),
        "접수: 겹치는 신청": lambda: overlap_list(park, NOTICE),
        "창구: by name": lambda: likely(park, typed),
        "창구: by name and number": lambda: likely(park, replace(typed, rrn=number)),
        "창구: by phone": lambda: likely(park, replace(typed, phone=known.phone)),
        "봉투: today": lambda: envelope_day(park),
        "봉투: tray": lambda: tray(park),
        **_letters(park),
        "결재 대기": lambda: waiting(choi),
        "결재 대기: far down": lambda: waiting(choi, max(0, waiting(choi).total - SHOWN)),
        "통지: 내가 올린 것": lambda: my_proposals(park),
        "심사 결과표": lambda: outcome_table(park, NOTICE),
        "심사 결과표: all": lambda: outcome_cases(park, OutcomeQuery(run=run)),
        "심사 결과표: by reason": lambda: outcome_cases(
            park, OutcomeQuery(run=run, notice=NOTICE, rule="income", outcome=Outcome.FAIL)
        ),
        "심사 결과표: by outcome": lambda: outcome_cases(
            park, OutcomeQuery(run=run, notice=NOTICE, outcome=Outcome.FAIL)
        ),
        "심사 결과표: what changed": lambda: outcome_changes(park, NOTICE),
    }


def _counts(park: Office) -> dict[str, type_of_list]:
    """Return what is counted or gathered over a whole notice, not shown by the page."""
    return {"현황": lambda: season_figures(park, NOTICE)}


def _letters(park: Office) -> dict[str, type_of_list]:
    """Return the lists of requests and of letters."""
    kind, sent = RequestKind.SUPPLEMENT, RequestState.SENT
    post = OutgoingQuery(notice=NOTICE)
    posted = outgoing(park, replace(post, state=PostState.SENT, limit=1))[0]
    assert posted.posting is not None
    registered = posted.posting.registered
    return {
        "오늘: 보완·소명": lambda: request_queues(park),
        "보완: by due day": lambda: request_page(park, kind, sent),
        "보완: ended last": lambda: request_page(park, kind, RequestState.CLOSED),
        "보완: far down": lambda: request_page(park, kind, RequestState.CLOSED, offset=2_000),
        "보완: by name": lambda: request_page(park, kind, sent, posted.name),
        "보완: due until": lambda: due_until(park, kind, LAST.date()),
        "발송: overview": lambda: overview(park, NOTICE),
        "발송: all": lambda: outgoing(park, post),
        "발송: to send": lambda: outgoing(park, replace(post, state=PostState.TO_SEND)),
        "발송: returned": lambda: outgoing(park, replace(post, state=PostState.RETURNED)),
        "발송: by name": lambda: outgoing(park, replace(post, text=posted.name)),
        "발송: by registered number": lambda: outgoing(park, replace(post, text=registered)),
        "발송: far down": lambda: outgoing(park, replace(post, offset=10_000)),
        "반송: find one": lambda: find_posted(park, registered),
    }
