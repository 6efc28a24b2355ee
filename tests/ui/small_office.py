"""An office with a store of its own: what the widgets need to be tried with real services."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.services.exchange import parse_case
from ipju.services.founding import found_practice
from ipju.services.office import Office
from ipju.storage.store import Store, create_store, open_store
from ipju.ui.case_session import CaseSession

DAY = date(2024, 2, 27)
MOMENT = datetime(2024, 2, 27, 5, 32, tzinfo=UTC)
SAMPLE = bootstrap.data_root() / "resources" / "samples" / "kim-yesi.json"


KEY = bytes(range(32))
_ROOM = TemporaryDirectory(prefix="ipju-tests-")
_FOLDER = Path(_ROOM.name)
_NUMBERS = count()


class FixedClock:
    """14:32 in Seoul on the practice day; every look at it takes a millisecond."""

    def __init__(self) -> None:
        self._moments = count()

    def now(self) -> datetime:
        return MOMENT + timedelta(milliseconds=next(self._moments))

    def today(self) -> date:
        return DAY


@cache
def _empty_store() -> bytes:
    """The file of a founded practice store without cases, made once for all tests."""
    path = _FOLDER / "empty.db"
    store = create_store(path, KEY)
    found_practice(store, MOMENT)
    store.close()
    return path.read_bytes()


def new_store() -> Store:
    """Return a practice store of its own, with its staff and no case."""
    path = _FOLDER / f"{next(_NUMBERS)}.db"
    path.write_bytes(_empty_store())
    return open_store(path, KEY)


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
    """Return an office whose store holds this case, as its version 1."""
    store = new_store()
    store.add_many([case])
    return Office(
        store=store,
        notices=bootstrap.notices(),
        printer=bootstrap.printer(),
        clock=FixedClock(),
        actor=bootstrap.seat(store, "박담당"),
        practice=True,
    )


def session_of(case: Case) -> CaseSession:
    """Return an open session on this case."""
    return CaseSession(office_of(case), Immediate(), replace(case, version=1))


def stored(session: CaseSession) -> Case:
    """Return the case as the store holds it."""
    with session.office.store.unit() as unit:
        return unit.cases.get(session.case.id)
