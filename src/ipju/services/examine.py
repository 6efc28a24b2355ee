"""Examine (심사): judge a case by its notice, and leave the summary for lists and queues."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from ipju.domain.case import Case
from ipju.domain.finding import WORST_FIRST, Finding, Outcome
from ipju.domain.listing import Summary
from ipju.domain.notice import Notice
from ipju.rules.judge import HOME, PERSON, Judgement, judge
from ipju.rules.names import TITLES, Group
from ipju.services.authority import DECIDING, demand, may, note
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

BATCH = 500

type_of_judged = Callable[[UnitOfWork, Sequence[tuple[Case, Judgement, Summary]]], None]
"""What is told of a batch that was judged, while its transaction is open."""


@dataclass(frozen=True, slots=True)
class Examined:
    """How an examination of many cases ended."""

    done: int
    by_outcome: dict[Outcome, int]
    stopped: bool
    changes: Changes


def examine(case: Case, notice: Notice, reviewed_on: date) -> Judgement:
    """Judge one case; pure, so a screen may call it at every keystroke."""
    return judge(case, notice, reviewed_on)


def summary_of(judgement: Judgement) -> Summary:
    """Return what lists show of a judgement: the weightiest outcome of what is due, and its words.

    A home that nobody has found yet is not due, nor is a contract that is not yet signed; points
    bar nobody and are no gap, but a question about them waits for its answer.
    """
    due = due_findings(judgement)
    counts = Counter(one.outcome for one in due)
    worst = next((one for one in WORST_FIRST if counts[one]), Outcome.NA)
    headline = ""
    if worst not in (Outcome.PASS, Outcome.NA):
        first = next(one for one in due if one.outcome is worst)
        headline = _headline(first)
    return Summary(
        outcome=worst,
        failed=counts[Outcome.FAIL],
        review=counts[Outcome.REVIEW],
        missing=counts[Outcome.MISSING],
        points=judgement.points.counted if _gives_points(judgement) else None,
        headline=headline,
    )


def due_findings(judgement: Judgement) -> tuple[Finding, ...]:
    """Return the findings that weigh now: those of a summary, in the order of the notice."""
    return tuple(one for one in judgement.findings if _is_due(one, judgement))


def _headline(finding: Finding) -> str:
    """Return `자동차 314만원 초과`; what is not known yet has no margin to tell."""
    said = finding.margin or finding.value
    if finding.outcome is Outcome.MISSING and finding.margin:
        said = finding.outcome.label
    return said if said.startswith(finding.title) else f"{finding.title} {said}".strip()


def _gives_points(judgement: Judgement) -> bool:
    """Tell whether the notice gives points at all."""
    return any(TITLES[one.rule][0] is Group.POINTS for one in judgement.findings)


def _is_due(finding: Finding, judgement: Judgement) -> bool:
    group = TITLES[finding.rule][0]
    if group in PERSON:
        return True
    if group is Group.POINTS:
        return finding.outcome is Outcome.REVIEW
    if judgement.facts.case.dwelling is None:
        return False
    return group in HOME or finding.outcome is not Outcome.MISSING


def _row(finding: Finding) -> list[object]:
    return [finding.rule, finding.outcome.value, finding.amount, finding.bound, finding.slack]


def store_judgement(unit: UnitOfWork, case: Case, judgement: Judgement) -> Summary:
    """Leave the judgement of a stored case in the same transaction as the act that needed it."""
    summary = summary_of(judgement)
    unit.judgements.put(case.id, case.version, summary, _written(judgement))
    return summary


_AS_JSON = json.JSONEncoder(separators=(",", ":")).encode


def _written(judgement: Judgement) -> bytes:
    """Return the findings as the store keeps them."""
    return _AS_JSON([_row(one) for one in judgement.findings]).encode()


@may(DECIDING)
def examine_all(
    office: Office,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
    judged: type_of_judged = lambda _unit, _batch: None,
) -> Examined:
    """Judge every case of the store; stops between batches when `cancelled` says so.

    `judged` is told of every batch within its transaction.
    """
    outcomes: Counter[Outcome] = Counter()
    done = 0
    today = office.clock.today()
    batch: list[Case] = []
    stopped = False
    with _collector_at_rest():
        for case in office.store.read_all():
            batch.append(case)
            if len(batch) == BATCH:
                done += _examine_batch(office, batch, today, outcomes, judged)
                batch = []
                progress(done)
                if cancelled():
                    stopped = True
                    break
        if batch and not stopped:
            done += _examine_batch(office, batch, today, outcomes, judged)
            progress(done)
    return Examined(done, dict(outcomes), stopped, Changes(judgement=True, lists=True, queues=True))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from looking through millions of findings, which hold no cycle.

    It would take a tenth of the time; memory is freed by reference counts all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _examine_batch(
    office: Office,
    cases: list[Case],
    today: date,
    outcomes: Counter[Outcome],
    judged: type_of_judged,
) -> int:
    # Long work ends with the role of whoever began it.
    demand(office, DECIDING, "examine_all")
    with office.store.unit() as unit:
        told: list[tuple[Case, Judgement, Summary]] = []
        for case in cases:
            judgement = judge(case, notice_of(office.notices, case), today)
            summary = summary_of(judgement)
            outcomes[summary.outcome] += 1
            told.append((case, judgement, summary))
        unit.judgements.put_all(
            [(case.id, case.version, summary, _written(one)) for case, one, summary in told]
        )
        judged(unit, told)
        note(
            office,
            unit,
            "examine-batch",
            detail={"cases": len(cases)},
        )
    return len(cases)
