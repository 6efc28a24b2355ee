"""Columns of a statement, and days and moments as they lie in the store."""

from __future__ import annotations

from datetime import date, datetime

from ipju.storage.ledger import read_moment


def places(columns: str) -> str:
    """Return a mark for each column."""
    return ",".join("?" for _ in columns.split(","))


def names(columns: str) -> str:
    """Return the columns quoted: `end` is a word of SQL."""
    return ", ".join(f'"{one.strip()}"' for one in columns.split(","))


def sets(columns: str) -> str:
    """Return the columns as they are set."""
    return ", ".join(f'"{one.strip()}" = ?' for one in columns.split(","))


def day_of(text: str | None) -> date | None:
    """Return the day a column holds."""
    return date.fromisoformat(text) if text else None


def text_of(day: date | None) -> str | None:
    """Return a day as a column holds it."""
    return day.isoformat() if day else None


def moment_of(text: str | None) -> datetime | None:
    """Return the moment a column holds."""
    return read_moment(text) if text else None
