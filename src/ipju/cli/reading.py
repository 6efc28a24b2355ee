"""Case files: one JSON object, an array of them, or NDJSON (one case a line)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn

from ipju.cli.problems import spoken
from ipju.domain.case import Case
from ipju.domain.editing import written
from ipju.domain.validation import contradictions
from ipju.services.exchange import BadInput, Problem, parse_case, shown_key

LARGEST_CASE = 8 * 1024 * 1024
"""Bytes of one case; a household of eight with every fact takes about 60 kB."""

LONGEST_NUMBER = 18
"""Digits; a won amount of this length is more than all the money there is."""

LINES = (".ndjson", ".jsonl")

type_of_reading = tuple[str, Case | BadInput]


class _Refused(ValueError):
    """Something JSON allows and a case file doesn't; the message is Korean."""


def read_cases(name: str) -> Iterator[type_of_reading]:
    """Yield (place, case) for every case in a file; `-` is standard input.

    Where one of many cases is bad, its BadInput stands in its place and the next one follows.
    Raises BadInput naming file, place and reason when the file as a whole can't be read.
    """
    if name == "-":
        yield from _cases(sys.stdin.buffer, "표준 입력", by_line=False)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _cases(file, name, by_line=name.endswith(LINES))
    except OSError as error:
        error.filename = name
        raise _bad(spoken(error)) from None


def only_case(name: str) -> Case:
    """Return the one case of a file; BadInput when it is bad or there are none or several."""
    found: list[Case] = []
    for _place, one in read_cases(name):
        if isinstance(one, BadInput):
            raise one
        found.append(one)
        if len(found) > 1:
            raise _bad("사례가 여러 건입니다. 한 건만 든 파일을 고르세요.", name)
    if not found:
        raise _bad("사례가 없습니다. 한 건이 든 파일을 고르세요.", name)
    return found[0]


def _bad(message: str, place: str = "") -> BadInput:
    return BadInput([Problem(place, message)])


def _cases(file: IO[bytes], name: str, by_line: bool) -> Iterator[type_of_reading]:
    number, first = _first_line(file, name)
    if not first:
        raise _bad("비어 있습니다. 사례가 든 파일인지 확인하세요.", name)
    if by_line or _is_whole(first):
        yield from _each_line(file, name, number, first)
        return
    raw = _decoded(_whole(file, name, number, first), name)
    if isinstance(raw, list):
        if not raw:
            raise _bad("사례가 하나도 없습니다.", name)
        for index, one in enumerate(raw):
            yield _read(one, f"{name} [{index}]")
    else:
        yield _read(raw, name)


def _first_line(file: IO[bytes], name: str) -> tuple[int, bytes]:
    """Return the first line that isn't blank with its number from 1; empty at the end."""
    number = 0
    while line := _line(file, name, number + 1):
        number += 1
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            return number, line
    return number, b""


def _line(file: IO[bytes], name: str, number: int) -> bytes:
    line = file.readline(LARGEST_CASE + 1)
    if len(line) > LARGEST_CASE:
        _too_large(f"{name} {number}줄")
    return line


def _whole(file: IO[bytes], name: str, number: int, first: bytes) -> bytes:
    # The blank lines before keep the line numbers of the decoder right.
    data = b"\n" * (number - 1) + first
    data += file.read(LARGEST_CASE + 1 - len(data))
    if len(data) > LARGEST_CASE:
        _too_large(name)
    return data


def _too_large(place: str) -> NoReturn:
    raise _bad(
        "너무 큽니다. 한 사례는 8MB까지, 여러 사례는 한 줄에 하나씩(NDJSON) 적으세요.", place
    )


def _is_whole(line: bytes) -> bool:
    """Tell whether a line by itself is a JSON object: then the file is NDJSON (or one line)."""
    try:
        text = line.decode()
        return isinstance(json.loads(text, parse_int=len, parse_constant=len), dict)
    except (ValueError, RecursionError):
        return False


def _each_line(file: IO[bytes], name: str, number: int, line: bytes) -> Iterator[type_of_reading]:
    while line:
        if line.strip():
            place = f"{name} {number}줄"
            try:
                yield _read(_decoded(line, place, one_line=True), place)
            except BadInput as error:
                yield place, error
        number += 1
        line = _line(file, name, number)


def _decoded(data: bytes, place: str, one_line: bool = False) -> Any:
    try:
        return json.loads(
            data.decode(),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_constant=_constant,
        )
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        at = place if one_line else f"{place} {line}줄"
        raise _bad("UTF-8 글자가 아닙니다. UTF-8로 저장하세요.", at) from None
    except json.JSONDecodeError as error:
        at = f"{place} {error.colno}칸" if one_line else f"{place} {error.lineno}줄 {error.colno}칸"
        raise _bad("JSON이 아닙니다. 따옴표, 쉼표, 괄호를 확인하세요.", at) from None
    except RecursionError:
        raise _bad("묶음이 너무 깊습니다. 파일을 확인하세요.", place) from None
    except _Refused as error:
        raise _bad(str(error), place) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(
            f"한 묶음에 같은 항목이 두 번 적혔습니다: {shown_key(twice)}. 하나만 남기세요."
        )
    return found


def _integer(text: str) -> int:
    if len(text.lstrip("-")) > LONGEST_NUMBER:
        raise _Refused(f"수가 너무 큽니다. {LONGEST_NUMBER}자리까지 적을 수 있습니다.")
    return int(text)


def _constant(text: str) -> NoReturn:
    raise _Refused(f"수가 아닙니다: {text}. 모르는 값은 비워 두세요(null).")


def _read(raw: Any, place: str) -> type_of_reading:
    try:
        return place, _checked(raw)
    except BadInput as error:
        return place, BadInput(_placed(error.problems, place))


def _placed(problems: Iterable[Problem], place: str) -> Iterator[Problem]:
    for one in problems:
        yield Problem(f"{place} {one.place}".strip(), one.message)


def _checked(raw: Any) -> Case:
    if not isinstance(raw, dict):
        raise _bad("사례는 묶음({ })이어야 합니다.")
    case = parse_case(raw)
    found = contradictions(case)
    if found:
        raise BadInput(Problem(written(case, one.path), one.message) for one in found)
    return case
