"""Opening an SQLCipher file: refused when plain, with a wrong key, or too old a library."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ipju.storage.problems import (
    Busy,
    NoStore,
    NotWritten,
    OldLibrary,
    PlainTextStore,
    Refused,
    StoreExists,
    StoreProblem,
    WrongKey,
)

PLAIN_HEAD = b"SQLite format 3\x00"
OLDEST_SQLITE = (3, 51, 3)
"""The first release without the WAL-reset bug that can lose a commit."""

BUSY_MILLISECONDS = 10_000

DAMAGE = ("not a database", "malformed", "no such table", "Could not decode")
"""What the database says of a file that is not what the program wrote."""
PAGE = 4096
"""Bytes of a page, as SQLCipher writes them."""


def engine_of(path: Path, key: bytes, *, new: bool) -> Engine:
    """Return the engine of the encrypted file at `path`, checked by reading it once.

    `new` demands that there is no file yet; else there must be one. Raises the problems of this
    room; never makes a new, empty or plain store in place of one that would not open.
    """
    if new and path.exists():
        raise StoreExists(path)
    if not new:
        _demand(path)

    from sqlcipher3 import dbapi2

    if new:
        _made_private(path)

    def connect() -> Any:
        return _connection(path, key)

    # With the path given the dialect takes no pool that shares a connection between threads.
    engine = create_engine(
        f"sqlite:///{path}",
        module=dbapi2,
        creator=connect,
        poolclass=NullPool,
        hide_parameters=True,
    )
    # `hide_parameters` hides what goes in; with the log level turned up the library would still
    # write every row that comes out.
    # A logger that no configuration knows by name and none can turn up.
    mute = logging.getLoggerClass()("ipju.storage.engine")
    mute.disabled = True
    engine.logger = mute
    return engine


def _made_private(path: Path) -> None:
    """Make the file of a new store, readable by this user only; its journals follow it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        raise NotWritten(path) from None


def _demand(path: Path) -> None:
    """Raise NoStore unless there is a file with a page; SQLite takes a shorter one for empty."""
    if not path.is_file() or path.stat().st_size < PAGE:
        raise NoStore(path)


def _is_plain(path: Path) -> bool:
    """Tell whether a file that would not open is not encrypted.

    Never asked of a file that is open: closing it would let go of SQLite's locks on it.
    """
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEAD)) == PLAIN_HEAD


def _connection(path: Path, key: bytes) -> Any:
    from sqlcipher3 import dbapi2

    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise OldLibrary(dbapi2.sqlite_version)
    try:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    except dbapi2.DatabaseError as error:
        raise problem_of(str(error), path) or NotWritten(path) from None
    try:
        # What SQLCipher finds wrong is told by us, not on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise OldLibrary("SQLCipher 없음")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except dbapi2.DatabaseError as error:
        connection.close()
        if _is_plain(path):
            raise PlainTextStore(path) from None
        raise problem_of(str(error), path) or WrongKey(path) from None
    return connection


def schema_of(path: Path, key: bytes) -> int:
    """Return the number of the migration a store is at, changing nothing of it."""
    _demand(path)
    connection = _connection(path, key)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def pages_damaged(path: Path, key: bytes) -> bool:
    """Read every page of a store and tell whether one does not fit its seal (HMAC).

    What a crash left in the journal is folded in first: it mends pages that were half written.
    Pages that another window may have been writing are read again while nobody can.
    """
    _demand(path)
    connection = _connection(path, key)
    with told(path):
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            if not connection.execute("PRAGMA cipher_integrity_check").fetchall():
                return False
            connection.execute("BEGIN IMMEDIATE")
            return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        finally:
            connection.close()


def fetched(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of a hot statement straight from the driver."""
    driver: Any = connection.connection.dbapi_connection
    rows: list[tuple[Any, ...]] = driver.execute(statement, values).fetchall()
    return rows


def in_transaction(connection: Connection) -> bool:
    """Tell whether the file's transaction is still open."""
    driver: Any = connection.connection.dbapi_connection
    return bool(driver.in_transaction)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database says while it is used into a problem a person can act on."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except (DBAPIError, dbapi2.DatabaseError) as error:
        problem = problem_of(str(getattr(error, "orig", error)), path)
        if problem is None:
            raise
        if isinstance(problem, WrongKey):
            # The file was opened with this key, so that a page which does not fit is damaged.
            from ipju.storage.opening import damaged

            raise damaged(path) from None
        raise problem from None


def problem_of(message: str, path: Path) -> StoreProblem | None:
    """Return the problem behind a message of the database, None when it is a fault of ours."""
    if "locked" in message or "busy" in message:
        return Busy()
    if message.startswith("ipju: "):
        return Refused(message.removeprefix("ipju: "))
    # A file with the right key that lacks a table has lost more than a row; a text that is none
    # would be told with what can be read of it.
    if any(one in message for one in DAMAGE):
        return WrongKey(path)
    if any(one in message for one in ("full", "disk I/O", "readonly", "unable to open")):
        return NotWritten(path)
    return None
