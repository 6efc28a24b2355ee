"""An office whose store is a dict: what the widgets need to be tried with real services."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.listing import CaseLine, CasePage, CaseQuery, Summary
from ipju.services.exchange import parse_case
from ipju.services.office import Actor, Office
from ipju.ui.case_session import CaseSession

DAY = date(2024, 2, 27)
MOMENT = datetime(2024, 2, 27, 5, 32, tzinfo=UTC)
SAMPLE = bootstrap.data_root() / "resources" / "samples" / "kim-yesi.json"


class FixedClock:
    """14:32 in Seoul on the practice day; every look at it takes a millisecond."""

    def __init__(self) -> None:
        self._moments = count()

    def now(self) -> datetime:
        return MOMENT + timedelta(milliseconds=next(self._moments))

    def today(self) -> date:
        return DAY


class MemoryCases:
    """Cases by id, with the same version check as a real store."""

    def __init__(self, rows: dict[UUID, Case]) -> None:
        self.rows = rows

    def get(self, case_id: UUID) -> Case:
        return self.rows[case_id]

    def id_of(self, number: str) -> UUID | None:
        return next((one.id for one in self.rows.values() if one.number == number), None)

    def add(self, case: Case) -> Case:
        return self._put(replace(case, version=1))

    def save(self, case: Case) -> Case:
        if case.version != self.rows[case.id].version:
            raise RuntimeError("다른 곳에서 먼저 고쳤습니다.")
        return self._put(replace(case, version=case.version + 1))

    def delete(self, case_id: UUID) -> None:
        del self.rows[case_id]

    def next_number(self, prefix: str) -> str:
        return f"{prefix}-{len(self.rows) + 1:05d}"

    def _put(self, case: Case) -> Case:
        self.rows[case.id] = case
        return case


class MemoryLedger:
    """Rows of the ledger as they were appended."""

    def __init__(self) -> None:
        self.rows: list[str] = []

    def append(
        self,
        *,
        at: datetime,
        actor: str,
        action: str,
        case_id: UUID | None = None,
        why: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        self.rows.append(f"{at.isoformat()} {actor} {action} {why}".strip())


class MemoryJudgements:
    """The latest summary of each case."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Summary] = {}

    def put(self, case_id: UUID, version: int, summary: Summary, findings: bytes) -> None:
        self.rows[case_id] = summary


class MemoryUnit:
    """One transaction; nothing is rolled back because nothing here can fail half-way."""

    def __init__(
        self, cases: MemoryCases, ledger: MemoryLedger, judgements: MemoryJudgements
    ) -> None:
        self.cases = cases
        self.ledger = ledger
        self.judgements = judgements


class MemoryStore:
    """The store of a test: what was saved can be looked at in `cases.rows`."""

    def __init__(self, *cases: Case) -> None:
        self.cases = MemoryCases({one.id: one for one in cases})
        self.ledger = MemoryLedger()
        self.judgements = MemoryJudgements()

    @contextmanager
    def unit(self) -> Iterator[MemoryUnit]:
        yield MemoryUnit(self.cases, self.ledger, self.judgements)

    def page(self, query: CaseQuery) -> CasePage:
        return CasePage(lines=(), total=len(self.cases.rows))

    def search(self, text: str, limit: int = 20) -> tuple[CaseLine, ...]:
        return ()

    def counts(self, notice: str | None = None) -> Mapping[str, int]:
        return {}

    def recent(self, actor: str, limit: int = 10) -> tuple[tuple[CaseLine, datetime], ...]:
        return ()

    def read_all(self) -> Iterator[Case]:
        yield from self.cases.rows.values()

    def add_many(self, cases: Iterable[Case]) -> int:
        return len([self.cases.add(one) for one in cases])

    def close(self) -> None:
        self.cases.rows.clear()


class Immediate:
    """Runs at once what the database thread would run."""

    def run(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None],
    ) -> object:
        try:
            done = fn()
        except (ValueError, KeyError, RuntimeError) as error:
            on_error(error)
        else:
            on_done(done)
        return None


def sample_case() -> Case:
    """Return the sample case that comes with the program."""
    return parse_case(json.loads(SAMPLE.read_text(encoding="utf-8")))


def office_of(case: Case) -> Office:
    """Return an office whose store holds this case."""
    return Office(
        store=MemoryStore(case),
        notices=bootstrap.notices(),
        printer=bootstrap.printer(),
        clock=FixedClock(),
        actor=Actor("박담당"),
        practice=True,
    )


def session_of(case: Case) -> CaseSession:
    """Return an open session on this case."""
    return CaseSession(office_of(case), Immediate(), case)


def stored(session: CaseSession) -> Case:
    """Return the case as the store holds it."""
    with session.office.store.unit() as unit:
        return unit.cases.get(session.case.id)
