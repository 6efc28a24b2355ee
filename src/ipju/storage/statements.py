"""The SQL of a case's tables, written once for a store."""

from __future__ import annotations

from ipju.storage.codec import CaseCodec, RowCodec

MANY = 500
"""Cases read at once; below SQLite's limit of bound values."""


class Statements:
    """SELECT, INSERT, upsert and bulk SELECT of each table, by its name."""

    def __init__(self, codec: CaseCodec) -> None:
        self.select = {one.shape.name: _select(one) for one in codec.tables}
        self.insert = {one.shape.name: _insert(one) for one in codec.tables}
        self.put = {one.shape.name: _put(one) for one in codec.tables}
        self.select_many = {one.shape.name: _select_many(one) for one in codec.tables}


def _key(codec: RowCodec) -> str:
    return "id" if codec.shape.name == "cases" else "case_id"


def _order(codec: RowCodec) -> str:
    return " ORDER BY position" if "position" in codec.keys else ""


def _select(codec: RowCodec) -> str:
    names = ", ".join(codec.names)
    return f"SELECT {names} FROM {codec.shape.name} WHERE {_key(codec)} = ?{_order(codec)}"


def _select_many(codec: RowCodec) -> str:
    """Return the SELECT of a whole batch; the case ids are given as one JSON array.

    In no order: the rows of one case are few, and soon put in theirs.
    """
    names = ", ".join(codec.names)
    return (
        f"SELECT {names} FROM {codec.shape.name}"
        f" WHERE {_key(codec)} IN (SELECT value FROM json_each(?))"
    )


def _insert(codec: RowCodec) -> str:
    places = ", ".join("?" for _ in codec.names)
    return f"INSERT INTO {codec.shape.name} ({', '.join(codec.names)}) VALUES ({places})"


def _put(codec: RowCodec) -> str:
    shape = codec.shape
    if shape.name == "cases":
        keys = ["id"]
    elif shape.single:
        keys = ["case_id"]
    else:
        keys = ["case_id", "id"]
    updates = ", ".join(f"{one} = excluded.{one}" for one in codec.names if one not in keys)
    return f"{_insert(codec)} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {updates}"
