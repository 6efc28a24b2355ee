"""A notice laid out to be read: sections of label, value and clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from ipju.domain.finding import Clause
from ipju.domain.notice import Notice
from ipju.notices.sheet import Block, Entry, blocks, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what it is, its value, where the notice says so."""

    label: str
    value: str
    clause: Clause | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one title."""

    title: str
    rows: tuple[Row, ...]


def describe(notice: Notice) -> list[Section]:
    """Return everything the notice says, for reading; papers and open points one line each."""
    return [_section(one) for one in blocks(notice)]


def _section(block: Block) -> Section:
    visible = [one for one in block.entries if not (one.hidden or one.cites or one.order)]
    visible = [one for one in visible if one.item is None or one.part != "이름"]
    # A section that only says where the notice has something still says that.
    visible = visible or [_said(one) for one in block.entries if one.cites]
    rows = [_row(tuple(group)) for _, group in groupby(visible, key=_line)]
    return Section(title=block.title, rows=tuple(rows))


def _said(one: Entry) -> Entry:
    return replace(one, name=one.name.removesuffix(" 근거"), value="공고에 적힘")


def _line(one: Entry) -> tuple[str, ...]:
    """Return what entries of one row have in common."""
    if one.item is not None and one.item.folded:
        return one.item.key
    return (one.name,)


def _row(entries: tuple[Entry, ...]) -> Row:
    first = entries[0]
    if first.item is not None and first.item.folded:
        return Row(label=first.item.name, value=folded(entries), clause=first.clause)
    return Row(label=first.name, value=", ".join(one.value for one in entries), clause=first.clause)
