"""The canonical dump of a store: what it holds, as one hash a table, so that two can be compared.

Rows are hashed in the order of their primary key as they lie there, sealed values as sealed. Left
out are the full text index's own tables, which SQLite may arrange differently each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipju.storage.engine import told

INDEX = "case_search"
"""The full text index; it and its shadow tables begin so."""

LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Dump:
    """What a store holds: the hash of its definitions (tables, indexes, triggers), and of each
    table how many rows there are and the hash of all of them."""

    definitions: str
    tables: Mapping[str, tuple[int, str]]

    def differences(self, other: Dump) -> tuple[str, ...]:
        """Return the names of the tables in which two stores differ; empty when in none."""
        names = sorted({*self.tables, *other.tables})
        found = [one for one in names if self.tables.get(one) != other.tables.get(one)]
        return tuple(found if self.definitions == other.definitions else ["(schema)", *found])


def canonical(driver: Any, ledger_until: int | None = None) -> Dump:
    """Return the canonical dump of an open store; of the ledger only rows up to a number.

    `driver` is the connection of the database itself. What follows in a ledger after a restore
    (that it was restored) is so left out of the comparison.
    """
    listed = driver.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        f" AND name NOT LIKE '{INDEX}_%' ORDER BY type, name"
    ).fetchall()
    definitions = hashlib.sha256(repr(listed).encode()).hexdigest()
    names = [name for kind, name, *_ in listed if kind == "table" and name != INDEX]
    return Dump(definitions, {one: _hashed(driver, one, ledger_until) for one in names})


def _hashed(driver: Any, table: str, ledger_until: int | None) -> tuple[int, str]:
    columns = driver.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [name for *_, place, name in sorted((one[5], one[1]) for one in columns) if place]
    order = ", ".join(f'"{one}"' for one in keys) or "rowid"
    upto = f" WHERE seq <= {ledger_until}" if table == LEDGER and ledger_until is not None else ""
    hashed, rows = hashlib.sha256(), 0
    for row in driver.execute(f'SELECT * FROM "{table}"{upto} ORDER BY {order}'):
        hashed.update(repr(row).encode())
        rows += 1
    return rows, hashed.hexdigest()


@contextmanager
def copy_opened(path: Path, key: bytes) -> Iterator[Any]:
    """Open a copy of a store for checking, without writing anything into it but what is asked.

    Raises the problems of `told`: wrong key, damaged, full disk.
    """
    from sqlcipher3 import dbapi2

    with told(path):
        driver = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            # What SQLCipher finds wrong is told by us, not on standard error.
            driver.execute("PRAGMA cipher_log_level = NONE")
            driver.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            driver.execute("PRAGMA temp_store = MEMORY")
            driver.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield driver
        finally:
            driver.close()


def unsound(driver: Any) -> str:
    """Return what SQLCipher and SQLite find wrong with an open copy; empty when nothing."""
    for check in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
        found = driver.execute(f"PRAGMA {check}").fetchall()
        if found and found != [("ok",)]:
            return check
    return ""
