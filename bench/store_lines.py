"""Search, lists and opening a case, beside the plain cursor asking the same of the same file."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from measure import Line, beside, times
from stores import opened

from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery, SortBy
from ipju.storage.hangul import jamo
from ipju.storage.store import Store

NAME = "case_line AS line WHERE name_jamo >= ? AND name_jamo < ?"
INITIALS = "case_line AS line WHERE initials >= ? AND initials < ?"
WORDS = "case_search JOIN case_line AS line ON line.row = case_search.rowid WHERE text MATCH ?"
TYPED = {
    "김": NAME, "김예": NAME, "김예시": NAME, "ㄱ": INITIALS, "ㄱㅇ": INITIALS,
    "견본로 12": WORDS, "0000-1234": WORDS, "0042": WORDS, "2023-3-0": WORDS, "19900": WORDS,
}  # fmt: skip
"""What somebody types, from a half-known name to a phone number, and the query that finds it."""

PAST = "\U0010ffff"
FRAME = 16.7
SHOWN = 20


def _cursor(store: Store) -> Any:
    return store.connection.connection.dbapi_connection


def search(folder: Path, rounds: int) -> list[Line]:
    """Search as you type: each text beside the raw query that answers it."""
    store = opened(folder)
    try:
        cursor = _cursor(store)
        ours, floors, slowest = 0.0, 0.0, 0.0
        worst = ""
        for text, source in TYPED.items():
            statement = f"SELECT line.* FROM {source} LIMIT {SHOWN}"
            letters = text if source is INITIALS else jamo(text)
            values = (f'"{letters}"',) if source is WORDS else (letters, letters + PAST)
            mine, bare = beside(
                lambda text=text: store.search(text, SHOWN),
                lambda statement=statement, values=values: cursor.execute(
                    statement, values
                ).fetchall(),
                rounds,
            )
            ours, floors = ours + mine, floors + bare
            if mine > slowest:
                slowest, worst = mine, text
        count = len(TYPED)
        return [
            Line(
                work=f"search as you type ({count} texts)",
                ours=ours / count,
                floor=floors / count,
                unit="ms",
                limit=3,
            ),
            Line(work=f"the slowest of them ({worst})", ours=slowest, unit="ms", limit=FRAME),
        ]
    finally:
        store.close()


def lists(folder: Path, rounds: int) -> list[Line]:
    """One answer of the list 심사, count included, whatever it is filtered and sorted by."""
    store = opened(folder)
    try:
        slowest, worst = 0.0, ""
        for sort in SortBy:
            for outcome in (None, Outcome.FAIL):
                query = CaseQuery(sort=sort, outcome=outcome, descending=True)
                taken = median(times(lambda query=query: store.page(query), max(3, rounds // 10)))
                if taken > slowest:
                    slowest, worst = taken, f"{sort.value}, {outcome.value if outcome else 'all'}"
        return [Line(work=f"slowest list answer ({worst})", ours=slowest, unit="ms", limit=100)]
    finally:
        store.close()


def opening(folder: Path, rounds: int) -> list[Line]:
    """Open a case as an aggregate, beside reading the same rows with the plain cursor."""
    store = opened(folder)
    try:
        cursor = _cursor(store)
        ids = [one.id for one in store.page(CaseQuery(limit=60)).lines]
        statements = list(store._statements.select.values())

        def open_all() -> None:
            with store.unit() as unit:
                for one in ids:
                    unit.cases.get(one)

        def read_all() -> None:
            cursor.execute("BEGIN IMMEDIATE")
            for one in ids:
                for statement in statements:
                    cursor.execute(statement, (one.hex,)).fetchall()
            cursor.execute("COMMIT")

        mine, bare = beside(open_all, read_all, rounds)
        return [
            Line(
                work="opening a case",
                ours=mine / len(ids),
                floor=bare / len(ids),
                unit="ms",
                limit=3,
            )
        ]
    finally:
        store.close()
