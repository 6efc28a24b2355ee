"""The input for one fact: its kind follows from the type of the field in the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ipju.domain.dates import SEOUL
from ipju.domain.labelled import Labelled
from ipju.domain.rrn import parse_rrn
from ipju.ui.screens.case.fields import PARTS, Ask
from ipju.ui.widgets.choice_fields import CheckField, ComboField
from ipju.ui.widgets.field import TypedField
from ipju.ui.widgets.reading import Unreadable
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import AreaField, DateField, IntField, MoneyField, TextField

NOTHING = "–"

CHOSEN = ("kind", "building")
"""Texts that name something of the notice (a paper, a building) and are chosen, not typed."""

FactInput = TypedField | ComboField | CheckField

type_of_options = Callable[[Ask], list[tuple[object, str]]]


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Return the resolved types of a domain dataclass."""
    return get_type_hints(kind)


def hint_of(kind: type, ask: Ask) -> Any:
    """Return the type of the field that an input is for, without its None."""
    owner = PARTS[kind, ask.part] if ask.part else kind
    hint = hints_of(owner)[ask.name]
    if get_origin(hint) in (Union, UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        if len(inner) == 1:
            return inner[0]
    return hint


def is_optional(kind: type, ask: Ask) -> bool:
    """Tell whether the field may be left empty."""
    owner = PARTS[kind, ask.part] if ask.part else kind
    hint = hints_of(owner)[ask.name]
    return type(None) in get_args(hint)


def empty_word(kind: type, ask: Ask) -> str | None:
    """Return the word of "nothing chosen", None where one must be chosen."""
    if ask.part and ask.name == "ground":
        return "없음"
    return NOTHING if is_optional(kind, ask) or ask.name == "building" else None


def default_of(kind: type, name: str) -> object:
    """Return the default of a field, which an emptied text input goes back to."""
    return next(one.default for one in fields(kind) if one.name == name)


def read_moment(text: str) -> object:
    """Read `2023-12-27 14:12` (Korean time) as UTC; Unreadable with a Korean reason."""
    bare = text.strip()
    if not bare:
        return None
    try:
        local = datetime.strptime(bare, "%Y-%m-%d %H:%M").replace(tzinfo=SEOUL)
    except ValueError:
        raise Unreadable("일시가 아닙니다. 2023-12-27 14:12처럼 적습니다.") from None
    return local.astimezone(UTC)


def write_moment(value: object) -> str:
    """Write a UTC moment in Korean time."""
    if not isinstance(value, datetime):
        return ""
    return value.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


def read_year(text: str) -> object:
    """Read a year of four digits, `2026` or `2026년`; Unreadable with a Korean reason."""
    bare = text.strip().removesuffix("년").strip()
    if not bare:
        return None
    if len(bare) != 4 or not bare.isdecimal():
        raise Unreadable("연도가 아닙니다. 2026처럼 네 자리로 적습니다.")
    return int(bare)


def _label_of(value: object) -> str:
    return value.label if isinstance(value, Labelled) else ""


def _rrn_reason(digits: str) -> str | None:
    try:
        parse_rrn(digits)
    except ValueError as error:
        return str(error)
    return None


def make_input(kind: type, ask: Ask, options: type_of_options) -> FactInput:
    """Return the input for a fact of `kind`; `options` lists what a reference may point to."""
    hint = hint_of(kind, ask)
    if ask.name == "rrn":
        return RrnField(ask.label, check=_rrn_reason)
    if hint is date:
        return DateField(ask.label, help_text=ask.help)
    if hint is datetime:
        return TypedField(ask.label, read_moment, write_moment, help_text=ask.help)
    if hint is bool:
        return CheckField(ask.label, help_text=ask.help)
    if hint is int:
        return _number(ask)
    if hint is UUID or (hint is str and ask.name in CHOSEN):
        return ComboField(ask.label, options(ask), empty=empty_word(kind, ask), help_text=ask.help)
    if isinstance(hint, type) and issubclass(hint, Labelled):
        if ask.told:
            return TypedField(ask.label, str, _label_of, help_text=ask.help)
        offered = [(one, one.label) for one in hint]
        return ComboField(ask.label, offered, empty=empty_word(kind, ask), help_text=ask.help)
    return TextField(ask.label, help_text=ask.help)


def _number(ask: Ask) -> FactInput:
    if ask.unit == "area":
        return AreaField(ask.label, help_text=ask.help)
    if ask.unit == "year":
        return TypedField(ask.label, read_year, lambda value: f"{value}년", help_text=ask.help)
    if ask.unit == "count":
        return IntField(ask.label, help_text=ask.help)
    return MoneyField(ask.label, help_text=ask.help)
