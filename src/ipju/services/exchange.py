"""A case as JSON and back: the exchange file (교환 파일), and the text of a frozen sheet.

The domain types are the only definition of the fields; pydantic reads them. In a file written by
hand a row's id may be any short name (`"id": "spouse"`); it becomes a UUID derived from it, the
same one each time. Unknown keys are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ipju.domain.case import Case
from ipju.domain.rrn import without_rrn

_SHOWABLE = re.compile(
    # A date or moment, a small number, a word of the file format.
    r"\d{1,4}(?:[-./]\d{1,2}){1,2}(?:[T ]\d{1,2}:\d{1,2}(?::\d{1,2})?)?"
    r"|-?\d{1,6}(?:\.\d{1,4})?"
    r"|[a-z][a-z-]{0,29}",
    re.ASCII,
)
"""What a message may repeat of a wrong value. Anything else that stands in the wrong place may be
a name, a number or an address of somebody."""

_NAMES = UUID("6c3a5f0e-6f0b-5d0c-9a51-1b1f6a0d2e77")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was given: where, and what to do about it, in Korean."""

    place: str
    message: str

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return without_rrn(text)


class BadInput(ValueError):
    """Input that cannot be taken; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(one) for one in self.problems))


@cache
def _adapter() -> TypeAdapter[Case]:
    return TypeAdapter(Case)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _dataclass_in(hint: Any) -> type | None:
    """Return the dataclass that a field holds, directly, optionally or in a tuple."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    if get_origin(hint) in (tuple, Union, UnionType):
        for part in get_args(hint):
            found = _dataclass_in(part)
            if found is not None:
                return found
    return None


def _is_identity(hint: Any) -> bool:
    return hint is UUID or UUID in get_args(hint)


def identity(name: str) -> UUID:
    """Return the UUID of a hand-written short name, or the UUID the text already is."""
    try:
        return UUID(name)
    except ValueError:
        return uuid5(_NAMES, name)


def _plain(hint: Any) -> Any:
    """Return the type of a field without its None."""
    kept = [one for one in get_args(hint) if one is not type(None)]
    return kept[0] if get_origin(hint) in (Union, UnionType) and len(kept) == 1 else hint


def _misread(hint: Any, value: object) -> str:
    """Return the kind of error of a value that pydantic would take for something it isn't.

    It reads 20231215 as a second of 1970, 1 as true and true as 1.
    """
    plain = _plain(hint)
    if value is None:
        return ""
    if plain is bool:
        return "" if isinstance(value, bool) else "bool_type"
    if plain is int:
        return "" if isinstance(value, int) and not isinstance(value, bool) else "int_type"
    if plain is date:
        whole = isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value))
        return "" if whole else "date_type"
    if plain is datetime:
        whole = isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.match(value))
        return "" if whole else "datetime_type"
    return ""


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
KOREA = "+09:00"


def shown_key(key: object) -> str:
    """Return a key that nobody knows as a message may show it: it may be somebody's name."""
    return key if isinstance(key, str) and _KEY.fullmatch(key) else "(모르는 이름)"


_KEY = re.compile(r"[A-Za-z_][A-Za-z_-]{0,39}", re.ASCII)


def _prepared(kind: type, raw: object, scope: str, place: str, problems: list[Problem]) -> object:
    """Copy `raw`, turning short names in UUID fields into UUIDs; note keys nobody knows."""
    if not isinstance(raw, Mapping):
        return raw
    done: dict[str, object] = {}
    hints = _hints(kind)
    for key, value in raw.items():
        here = f"{place}.{key}" if place else str(key)
        hint = hints.get(key)
        inner = _dataclass_in(hint)
        if hint is None:
            here = f"{place}.{shown_key(key)}" if place else shown_key(key)
            problems.append(Problem(here, "모르는 항목입니다. 이름을 확인하거나 지우세요."))
        elif _is_identity(hint) and isinstance(value, str):
            done[key] = str(identity(value if _is_uuid(value) else f"{scope}/{value}"))
        elif inner is not None and isinstance(value, list | tuple):
            done[key] = [
                _prepared(inner, one, scope, f"{here}[{index}]", problems)
                for index, one in enumerate(value)
            ]
        elif inner is not None:
            done[key] = _prepared(inner, value, scope, here, problems)
        elif wrong := _misread(hint, value):
            problems.append(_told(here, wrong, value))
            done[key] = value
        elif _plain(hint) is datetime and isinstance(value, str) and _MOMENT.fullmatch(value):
            # Without a zone it is the time on the clock of a Korean office.
            done[key] = value + KOREA
        elif key == "rrn" and isinstance(value, str):
            done[key] = value.replace("-", "").replace(" ", "")
        else:
            done[key] = value
    return done


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def parse_case(raw: Mapping[str, object]) -> Case:
    """Read a case from decoded JSON or TOML.

    Raises BadInput with every problem: unknown keys, impossible dates, wrong kinds of value.
    Contradictions between facts are not looked for here.
    """
    scope = str(raw.get("id", raw.get("number", "case")))
    problems: list[Problem] = []
    data = cast("dict[str, object]", _prepared(Case, raw, scope, "", problems))
    data.setdefault("id", str(identity(f"{scope}/case")))
    try:
        case = _adapter().validate_python(data)
    except ValidationError as error:
        known = {one.place for one in problems}
        found = [_problem(one) for one in error.errors(include_url=False)]
        problems += [one for one in found if one.place not in known]
        raise BadInput(problems) from None
    if problems:
        raise BadInput(problems)
    return case


def dump_case(case: Case) -> dict[str, Any]:
    """Return the case as JSON-ready values, every field of it."""
    return cast("dict[str, Any]", _adapter().dump_python(case, mode="json"))


def dump_case_json(case: Case) -> bytes:
    """Return the case as compact JSON bytes, the same for the same facts."""
    return _adapter().dump_json(case)


def case_schema() -> dict[str, Any]:
    """Return the JSON schema of a case."""
    return _adapter().json_schema()


_MESSAGES = {
    "missing": "빠졌습니다. 값을 적으세요.",
    "enum": "쓸 수 없는 값입니다. 쓸 수 있는 값: {expected}",
    "int_type": "정수가 아닙니다.",
    "int_parsing": "정수가 아닙니다.",
    "int_from_float": "소수는 쓸 수 없습니다. 정수로 적으세요.",
    "bool_type": "참·거짓(true, false)이나 빈 값(null)만 쓸 수 있습니다.",
    "bool_parsing": "참·거짓(true, false)이나 빈 값(null)만 쓸 수 있습니다.",
    "string_type": "글자가 아닙니다. 따옴표로 묶어 적으세요.",
    "string_unicode": "읽을 수 없는 글자가 들어 있습니다. 다시 적으세요.",
    "tuple_type": "목록([ ])이 아닙니다.",
    "dataclass_type": "묶음({{ }})이 아닙니다.",
    "dataclass_exact_type": "묶음({{ }})이 아닙니다.",
    "uuid_parsing": "식별자가 아닙니다.",
    "uuid_type": "식별자가 아닙니다.",
}


def _problem(error: ErrorDetails) -> Problem:
    place = ""
    for part in error["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else part
    expected = (
        str((error.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
    )
    value = None if error["type"] == "missing" else error.get("input")
    return _told(place, error["type"], value, expected)


def _told(place: str, kind: str, value: object, expected: str = "") -> Problem:
    """Return the problem of one kind at a place, with the value where it can be nobody's."""
    if kind.startswith("datetime_"):
        message = "날짜와 시각이 아닙니다. 2023-12-27T14:12:00처럼 적으세요."
    elif kind.startswith("date_"):
        message = "달력에 없는 날짜이거나 날짜가 아닙니다. 2023-12-15처럼 적으세요."
    else:
        message = _MESSAGES.get(kind, "쓸 수 없는 값입니다.").format(expected=expected)
    if isinstance(value, str | int | float):
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        if _SHOWABLE.fullmatch(shown):
            message = f"{message} (적힌 값: {shown})"
    return Problem(place, message)
