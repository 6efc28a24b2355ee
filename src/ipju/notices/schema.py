"""Turning parsed TOML into the domain's frozen types, strictly, and saying all that is wrong.

The domain types are the schema: every field of a dataclass is a key, nothing else is. No value
is converted on the way (a date is a TOML date, a number a whole number); only lists become
tuples and the English value of a choice becomes its member.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ipju.domain.labelled import Labelled

type_of_path = tuple[str | int, ...]

PERMANENT = "permanent"
"""TOML has no null: this word stands for None where a number may be left open (영구)."""

_WORDS: dict[type, str] = {
    bool: "true 또는 false",
    int: "정수",
    str: "따옴표로 묶은 글자",
    datetime: "날짜와 시각(2023-12-26T10:00:00)",
    date: "날짜(2023-12-26)",
}


class _Wrong:
    """Stands where a value could not be made."""


_WRONG = _Wrong()


class Reader:
    """Makes values of a declared type from parsed TOML; `problems` gathers what was wrong."""

    def __init__(self) -> None:
        """Start with no problem."""
        self.problems: list[tuple[type_of_path, str]] = []

    def read(self, declared: Any, value: object, path: type_of_path = ()) -> Any:
        """Return `value` as the `declared` type; when it is wrong, note why and return nothing.

        The result is only of use while `problems` is empty.
        """
        if get_origin(declared) is UnionType:
            return self._optional(declared, value, path)
        if get_origin(declared) is tuple:
            return self._list(get_args(declared)[0], value, path)
        if is_dataclass(declared) and isinstance(declared, type):
            return self._table(declared, value, path)
        if issubclass(declared, Labelled):
            return self._choice(declared, value, path)
        if type(value) is not declared:
            return self._wrong(path, f"{_WORDS[declared]}로 적습니다.")
        if isinstance(value, datetime) and value.tzinfo is not None:
            return self._wrong(path, "시간대를 적지 않습니다. 한국 시각으로 적습니다.")
        return value

    def _optional(self, declared: Any, value: object, path: type_of_path) -> Any:
        inner = next(one for one in get_args(declared) if one is not NoneType)
        if inner is int and value == PERMANENT:
            return None
        return self.read(inner, value, path)

    def _list(self, declared: Any, value: object, path: type_of_path) -> Any:
        if not isinstance(value, list):
            return self._wrong(path, "대괄호 목록으로 적습니다.")
        return tuple(self.read(declared, one, (*path, index)) for index, one in enumerate(value))

    def _table(self, declared: type, value: object, path: type_of_path) -> Any:
        if not isinstance(value, dict):
            return self._wrong(path, "이름과 값이 있는 표로 적습니다.")
        known, hints = {one.name: one for one in fields(declared)}, _hints(declared)
        for key in value:
            if key not in known:
                self._wrong((*path, key), "공고 파일에 없는 항목입니다. 철자를 확인하세요.")
        made = {}
        for name, one in known.items():
            if name in value:
                made[name] = self.read(hints[name], value[name], (*path, name))
            elif _required(one):
                self._wrong((*path, name), "빠진 항목입니다.")
        if any(type(one) is _Wrong for one in made.values()):
            return _WRONG
        return declared(**made) if not self._below(path) else _WRONG

    def _choice(self, declared: type[Labelled], value: object, path: type_of_path) -> Any:
        allowed = {one.value: one for one in declared}
        if not isinstance(value, str) or value not in allowed:
            words = ", ".join(f"{one.value}({one.label})" for one in declared)
            return self._wrong(path, f"다음 중 하나여야 합니다: {words}.")
        return allowed[value]

    def _below(self, path: type_of_path) -> bool:
        return any(where[: len(path)] == path for where, _ in self.problems)

    def _wrong(self, path: type_of_path, message: str) -> _Wrong:
        self.problems.append((path, message))
        return _WRONG


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


@cache
def _hints(declared: type) -> dict[str, Any]:
    return get_type_hints(declared)
