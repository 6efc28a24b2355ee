"""The tables. Those of a case are made from the shape of the domain types; the rest stand here.

No row object leaves this room: reading and writing go through the tables' columns.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from ipju.storage import letting_tables, office_tables, season_tables
from ipju.storage.metadata import METADATA
from ipju.storage.shape import ColumnShape, Kind, TableShape, case_shape

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: String,
    Kind.INTEGER: Integer,
    Kind.BOOLEAN: Boolean,
    Kind.DATE: String,
    Kind.MOMENT: String,
    Kind.UUID: String,
    Kind.WORD: String,
    Kind.WORDS: String,
    Kind.SECRET: LargeBinary,
}


_ADDED_LATER = {("cases", "building"): text("''"), ("cases", "renewal_present"): text("'0'")}
"""Columns that a later schema added where rows lay already: SQLite asks for a default."""


_FOUND_BY = {"people": ("name", "birth")}
"""By which columns the rows of a table of the case are looked for, beside their case."""


def _listed(*columns: str) -> Index:
    return Index(f"ix_case_line_{'_'.join(columns)}", *columns)


class CaseLineRow(SQLModel, table=True):
    """What lists and searches read of a case, kept in the same transaction as the case.

    The row is short so that a list over 100,000 of them stays quick. `urgency` is the outcome as
    a number that sorts the worst first (`lines.URGENCY`).
    """

    __tablename__ = "case_line"
    metadata = METADATA
    __table_args__ = (
        _listed("case_id", "notice"),
        _listed("notice", "number"),
        _listed("notice", "name", "number"),
        _listed("notice", "points", "number"),
        _listed("notice", "updated_at", "number"),
        _listed("urgency", "notice", "number"),
        _listed("stage", "notice", "number"),
        _listed("officer", "notice", "number"),
    )

    row: int | None = Field(default=None, primary_key=True)
    case_id: str = Field(unique=True, foreign_key="cases.id", ondelete="CASCADE")
    number: str = Field(index=True)
    name: str = Field(index=True)
    name_jamo: str = Field(index=True)
    initials: str = Field(index=True)
    phone_tail: str = Field(index=True)
    birth: str | None = Field(default=None, index=True)
    notice: str
    supply: str
    stage: str
    officer: str
    urgency: int
    failed: int = 0
    review: int = 0
    missing: int = 0
    points: int | None = Field(default=None, index=True)
    headline: str = ""
    updated_at: str = Field(index=True)


class JudgementRow(SQLModel, table=True):
    """The findings of the latest judgement of a case, and the version it judged."""

    __tablename__ = "judgement"
    metadata = METADATA

    case_id: str = Field(primary_key=True, foreign_key="cases.id", ondelete="CASCADE")
    version: int
    findings: bytes


class LedgerRow(SQLModel, table=True):
    """One act or view (장부), chained to the row before by SHA-256; `seal` is the keyed seal."""

    __tablename__ = "ledger"
    metadata = METADATA
    __table_args__ = (
        Index("ix_ledger_action_at_actor_case_id", "action", "at", "actor", "case_id"),
        Index("ix_ledger_actor_action", "actor", "action"),
        Index("ix_ledger_case_id_action", "case_id", "action"),
    )

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    device: str
    actor: str = Field(index=True)
    action: str = Field(index=True)
    case_id: str | None = None
    why: str
    detail: str
    previous: str
    hash: str
    seal: str | None = None


def _column(shape: ColumnShape, primary: bool, table: str = "") -> Column[Any]:
    return Column(
        shape.name,
        _TYPES[shape.kind],
        primary_key=primary,
        nullable=not primary and (shape.optional or shape.kind is Kind.SECRET),
        server_default=_ADDED_LATER.get((table, shape.name)),
    )


def _attribute(column: str) -> str:
    """Return the attribute of a column; SQLModel has names of its own (`register`)."""
    return f"{column}_" if hasattr(SQLModel, column) else column


def _row_class(shape: TableShape) -> type[SQLModel]:
    """Return the SQLModel class of one table of the case."""
    root = shape.name == "cases"
    found: list[Column[Any]] = []
    if not root:
        cascade = ForeignKey("cases.id", ondelete="CASCADE")
        found.append(Column("case_id", String, cascade, primary_key=True))
    if shape.nested:
        found.append(Column("parent_id", String, nullable=False))
    if not root and not shape.single:
        found.append(Column("position", Integer, nullable=False))
    found += [_column(one, one.name == "id", shape.name) for one in shape.columns]
    for part in shape.parts:
        if part.present:
            later = _ADDED_LATER.get((shape.name, part.present))
            found.append(Column(part.present, Boolean, nullable=False, server_default=later))
        found += [
            Column(one.name, _TYPES[one.kind], nullable=bool(part.present) or one.optional)
            for one in part.columns
        ]
    found += [
        Column(f"{one.name}_index", String, nullable=True, index=True)
        for one in shape.columns
        if one.kind is Kind.SECRET
    ]
    namespace: dict[str, Any] = {
        "__tablename__": shape.name,
        "__module__": __name__,
        "__doc__": f"Rows of {shape.row.__name__}.",
        "metadata": METADATA,
        "__annotations__": {_attribute(one.name): Any for one in found},
    }
    if root:
        namespace["__table_args__"] = (UniqueConstraint("number", name="uq_cases_number"),)
    if shape.name in _FOUND_BY:
        columns = _FOUND_BY[shape.name]
        name = f"ix_{shape.name}_{'_'.join(columns)}"
        namespace["__table_args__"] = (Index(name, *columns),)
    namespace |= {_attribute(one.name): Field(sa_column=one) for one in found}
    name = "".join(part.title() for part in shape.name.split("_")) + "Row"
    made: type[SQLModel] = types.new_class(
        name, (SQLModel,), {"table": True}, lambda body: body.update(namespace)
    )
    return made


@cache
def row_classes() -> dict[str, type[SQLModel]]:
    """Return the SQLModel class of every table of the case, parents first."""
    return {one.name: _row_class(one) for one in case_shape().walk()}


def metadata() -> MetaData:
    """Return the metadata of every table."""
    row_classes()
    letting_tables.joined()
    season_tables.joined()
    return office_tables.joined()


def table(name: str) -> Table:
    """Return one table by its name."""
    return metadata().tables[name]
