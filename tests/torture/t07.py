"""T7: an insider at the open store changes the ledger: every single change is found.

He holds the open connection, drops the triggers and knows how the chain is reckoned, so he may
reckon it anew; he has not got the key of the seals. Rows taken away are found by the last anchor,
which lies outside (backup, paper); whatever else he does also behind the last anchor.
"""

import hashlib
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from ipju.domain.trail import Anchor
from ipju.storage.ledger import START, Ledger
from ipju.storage.sealing import Secrets
from ipju.storage.store import Store, create_store, open_store
from tests.torture.result import Result

KEY = bytes(range(32))
ROWS, EARLY = 60, 30
COLUMNS = ("at", "device", "actor", "action", "case_id", "why", "detail", "previous", "hash")
ACTIONS = ("view", "record", "reveal-rrn", "approve", "print-letter", "grant-role")
TRIGGERS = ("ledger_stays", "ledger_kept", "signed_month_stays", "destruction_stays")
BEGAN = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)

type_of_row = list[Any]
"""seq, the nine columns of the chain, seal."""


@dataclass
class Insider:
    """Somebody at the open store. Out of his reach lie an `early` anchor and the last one."""

    store: Store
    early: Anchor
    anchor: Anchor
    dice: random.Random
    bad: list[str] = field(default_factory=list)

    def rows(self) -> list[type_of_row]:
        """Read the ledger as it stands."""
        found = self.store.connection.exec_driver_sql(
            f"SELECT seq, {', '.join(COLUMNS)}, seal FROM ledger ORDER BY seq"
        )
        return [list(row) for row in found]

    def write(self, rows: list[type_of_row]) -> None:
        """Put these rows in place of all there are."""
        self.store.connection.exec_driver_sql("DELETE FROM ledger")
        if not rows:
            return
        self.store.connection.exec_driver_sql(
            f"INSERT INTO ledger (seq, {', '.join(COLUMNS)}, seal) VALUES ({','.join('?' * 11)})",
            [tuple(row) for row in rows],
        )


def run(count: int, seed: int = 0) -> Result:
    """Change the ledger `count` times in every way there is, each time from the whole one."""
    dice = random.Random(seed)
    ways: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        insider = _insider(folder, dice)
        try:
            if not insider.store.check_trail([insider.anchor]).sound:
                insider.bad.append("the untouched ledger is not sound")
            for number in range(count):
                way = WAYS[number % len(WAYS)]
                ways[way.__name__] = ways.get(way.__name__, 0) + 1
                with _undone(insider.store):
                    told = way(insider)
                    anchor = insider.anchor if way in SHORTER else insider.early
                    if insider.store.check_trail([anchor]).sound:
                        insider.bad.append(f"not found: {told}")
            rolled = _rolled_back(folder, insider)
        finally:
            insider.store.close()
    return Result(
        id="T7",
        what="edits, deletions, insertions, swaps, truncation and roll-back of the ledger",
        figure="every one found against the last anchor",
        done=count + rolled,
        bad=tuple(insider.bad),
        words=f"{len(ways)} ways, {rolled} older copies put back",
    )


def _insider(folder: Path, dice: random.Random) -> Insider:
    """Make an office with a ledger, copies of its file as it grew, and the anchor at its end."""
    path = folder / "office.db"
    store = create_store(path, KEY)
    early = None
    for number in range(ROWS):
        _act(store, number, dice)
        if number % 10 == 5:
            store.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy(path, folder / f"copy-{number:02}.db")
        if number == EARLY:
            early = store.head()
    anchor = store.head()
    assert early is not None
    assert anchor is not None
    for trigger in TRIGGERS:
        store.connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    return Insider(store, early, anchor, dice)


def _act(store: Store, number: int, dice: random.Random) -> None:
    with store.unit() as unit:
        unit.ledger.append(
            at=BEGAN + timedelta(minutes=number),
            actor=dice.choice(("a" * 32, "b" * 32)),
            action=dice.choice(ACTIONS),
            case_id=uuid4(),
            why=dice.choice(("", "소명 서류 도착", "서류 대조")),
            detail={"version": number},
        )


@contextmanager
def _undone(store: Store) -> Iterator[None]:
    """Take every change back at the end, so that the next one starts from the whole ledger."""
    store.connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        store.connection.exec_driver_sql("ROLLBACK")


def _chained(rows: list[type_of_row], start: int) -> None:
    """Reckon numbers and hashes anew from a row on, as anybody can; the seals stay as they are."""
    for place in range(start, len(rows)):
        rows[place][0] = place + 1
        rows[place][8] = rows[place - 1][9] if place else START
        text = json.dumps(
            [rows[place][8], *rows[place][1:8]], ensure_ascii=False, separators=(",", ":")
        )
        rows[place][9] = hashlib.sha256(text.encode()).hexdigest()


def _another(insider: Insider, column: str, value: Any) -> str:
    """Return something else that could stand in a column."""
    dice = insider.dice
    if column == "detail":
        return json.dumps({"version": dice.randint(1000, 9999)})
    if column in ("previous", "hash"):
        return f"{dice.getrandbits(256):064x}"
    if column == "at":
        return (BEGAN - timedelta(days=dice.randint(1, 900))).isoformat()[:19] + ".000000"
    if column == "action":
        return dice.choice([one for one in ACTIONS if one != value])
    return f"{value or ''}{dice.randint(0, 9)}"


def edit(insider: Insider) -> str:
    """Change one word of one row."""
    rows = insider.rows()
    place, column = insider.dice.randrange(len(rows)), insider.dice.randrange(len(COLUMNS))
    rows[place][column + 1] = _another(insider, COLUMNS[column], rows[place][column + 1])
    insider.write(rows)
    return f"{COLUMNS[column]} of row {place + 1}"


def edit_and_chain(insider: Insider) -> str:
    """Change one word and reckon the chain anew from there on."""
    rows = insider.rows()
    place, column = insider.dice.randrange(len(rows)), insider.dice.randrange(7)
    rows[place][column + 1] = _another(insider, COLUMNS[column], rows[place][column + 1])
    _chained(rows, place)
    insider.write(rows)
    return f"{COLUMNS[column]} of row {place + 1}, chained anew"


def edit_and_unseal(insider: Insider) -> str:
    """Change one word, reckon the chain anew, and pass all rows off for the first release's."""
    rows = insider.rows()
    place = insider.dice.randrange(len(rows))
    rows[place][3] = _another(insider, "actor", rows[place][3])
    _chained(rows, place)
    for row in rows:
        row[10] = None
    insider.write(rows)
    return f"actor of row {place + 1}, all seals taken off"


def edit_seal(insider: Insider) -> str:
    """Change a seal, take it off, or put that of another row in its place."""
    rows = insider.rows()
    one, other = insider.dice.sample(range(len(rows)), 2)
    rows[one][10] = insider.dice.choice((None, "", "0" * 64, rows[other][10]))
    insider.write(rows)
    return f"seal of row {one + 1}"


def delete(insider: Insider) -> str:
    """Take out one row."""
    rows = insider.rows()
    place = insider.dice.randrange(len(rows))
    del rows[place]
    insider.write(rows)
    return f"row {place + 1} taken out"


def delete_and_chain(insider: Insider) -> str:
    """Take out a few rows, number those behind anew and reckon their chain anew."""
    rows = insider.rows()
    place = insider.dice.randrange(len(rows))
    del rows[place : place + insider.dice.randint(1, 4)]
    _chained(rows, place)
    insider.write(rows)
    return f"rows from {place + 1} taken out, chained anew"


def insert(insider: Insider) -> str:
    """Put a row in between, the chain as it was or reckoned anew."""
    rows = insider.rows()
    place = insider.dice.randrange(len(rows))
    made = list(insider.dice.choice(rows))
    made[3], made[7] = "c" * 32, "{}"
    made[10] = insider.dice.choice((None, made[10]))
    rows.insert(place, made)
    chained = insider.dice.random() < 0.7
    for number, row in enumerate(rows):
        row[0] = number + 1
    if chained:
        _chained(rows, place)
    insider.write(rows)
    return f"a row put in at {place + 1}{', chained anew' if chained else ''}"


def append(insider: Insider) -> str:
    """Put rows at the end, well chained, without a seal or with that of another row."""
    rows = insider.rows()
    start = len(rows)
    for _row in range(insider.dice.randint(1, 3)):
        made = list(insider.dice.choice(rows))
        made[10] = insider.dice.choice((None, made[10]))
        rows.append(made)
    _chained(rows, start)
    insider.write(rows)
    return f"{len(rows) - start} rows put at the end"


def swap(insider: Insider) -> str:
    """Change two rows about, the chain as it was or reckoned anew."""
    rows = insider.rows()
    one, other = sorted(insider.dice.sample(range(len(rows)), 2))
    rows[one][1:], rows[other][1:] = rows[other][1:], rows[one][1:]
    chained = insider.dice.random() < 0.5
    if chained:
        _chained(rows, one)
    insider.write(rows)
    return f"rows {one + 1} and {other + 1} changed about"


def truncate(insider: Insider) -> str:
    """Cut off the tail, or all of it."""
    rows = insider.rows()
    left = insider.dice.choice((0, len(rows) - 1, insider.dice.randrange(len(rows))))
    insider.write(rows[:left])
    return f"cut off after row {left}"


def truncate_and_go_on(insider: Insider) -> str:
    """Cut off the tail and let the program itself write on, sealed, past the anchor."""
    rows = insider.rows()
    left = insider.dice.randrange(len(rows))
    insider.write(rows[:left])
    ledger = Ledger(insider.store.connection, Secrets(KEY))
    for number in range(ROWS - left + insider.dice.randint(0, 5)):
        ledger.append(at=BEGAN + timedelta(hours=number), actor="a" * 32, action="view")
    return f"cut off after row {left}, written on by the program"


WAYS: tuple[Callable[[Insider], str], ...] = (
    edit,
    edit_and_chain,
    edit_and_unseal,
    edit_seal,
    delete,
    delete_and_chain,
    insert,
    append,
    swap,
    truncate,
    truncate_and_go_on,
)
SHORTER = (delete, delete_and_chain, truncate, truncate_and_go_on)
"""Ways that may leave a shorter ledger in which every row fits."""


def _rolled_back(folder: Path, insider: Insider) -> int:
    """Put older copies of the whole file back, as they were or written on; return how many."""
    copies = sorted(folder.glob("copy-*.db"))
    done = 0
    for copy in copies:
        for written_on in (False, True):
            path = folder / "back.db"
            shutil.copy(copy, path)
            store = open_store(path, KEY)
            try:
                for number in range(ROWS if written_on else 0):
                    _act(store, number, insider.dice)
                if not store.check_trail().sound:
                    insider.bad.append(f"{copy.name} is not sound by itself")
                if store.check_trail([insider.anchor]).sound:
                    insider.bad.append(f"not found: {copy.name} put back, {written_on}")
            finally:
                store.close()
            path.unlink()
            done += 1
    return done
