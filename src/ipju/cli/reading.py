"""Case files: one JSON object, an array of them, or NDJSON (one case a line)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from ipju.domain.case import Case
from ipju.domain.editing import written
from ipju.domain.validation import contradictions
from ipju.services.exchange import BadInput, Problem, parse_case

LARGEST_CASE = 8 * 1024 * 1024
"""Bytes of one case; a household of eight with every fact takes about 60 kB."""


def read_cases(name: str) -> Iterator[tuple[str, Case]]:
    """Yield (place, case) for every case in a file; `-` is standard input.

    Raises BadInput naming file, place and reason; cases before the bad one have been yielded.
    """
    if name == "-":
        yield from _cases(sys.stdin, "표준 입력")
        return
    path = Path(name)
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _cases(file, name)
    except FileNotFoundError:
        raise BadInput([Problem(name, "파일이 없습니다. 이름과 폴더를 확인하세요.")]) from None
    except IsADirectoryError:
        raise BadInput([Problem(name, "폴더입니다. 사례 파일을 고르세요.")]) from None
    except PermissionError:
        raise BadInput([Problem(name, "읽을 권한이 없습니다.")]) from None
    except UnicodeDecodeError as error:
        message = f"UTF-8 글자가 아닙니다({error.start}번째 바이트). UTF-8로 저장하세요."
        raise BadInput([Problem(name, message)]) from None


def _cases(file: TextIO, name: str) -> Iterator[tuple[str, Case]]:
    first = _line(file, name, 1)
    if _is_whole(first):
        yield name if name.endswith("json") else f"{name} 1줄", _case(first, f"{name} 1줄")
        number = 1
        while line := _line(file, name, number + 1):
            number += 1
            if line.strip():
                yield f"{name} {number}줄", _case(line, f"{name} {number}줄")
        return
    text = first + _rest(file, name, len(first))
    raw = _decoded(text, name)
    if isinstance(raw, list):
        for index, one in enumerate(raw):
            place = f"{name} [{index}]"
            yield place, _checked(one, place)
    else:
        yield name, _checked(raw, name)


def _line(file: TextIO, name: str, number: int) -> str:
    line = file.readline(LARGEST_CASE + 1)
    if len(line) > LARGEST_CASE:
        raise _too_large(f"{name} {number}줄")
    return line


def _rest(file: TextIO, name: str, already: int) -> str:
    text = file.read(LARGEST_CASE + 1 - already)
    if already + len(text) > LARGEST_CASE:
        raise _too_large(name)
    return text


def _too_large(place: str) -> BadInput:
    message = "너무 큽니다. 한 사례는 8MB까지, 여러 사례는 한 줄에 하나씩(NDJSON) 적으세요."
    return BadInput([Problem(place, message)])


def _is_whole(line: str) -> bool:
    """Tell whether a line by itself is a JSON object: then the file is NDJSON (or one line)."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _decoded(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"JSON이 아닙니다. {error.lineno}줄 {error.colno}칸을 확인하세요."
        raise BadInput([Problem(place, message)]) from None
    except RecursionError:
        raise BadInput([Problem(place, "묶음이 너무 깊습니다. 파일을 확인하세요.")]) from None


def _case(line: str, place: str) -> Case:
    return _checked(_decoded(line, place), place)


def _checked(raw: Any, place: str) -> Case:
    if not isinstance(raw, dict):
        raise BadInput([Problem(place, "사례는 묶음({ })이어야 합니다.")])
    try:
        case = parse_case(raw)
    except BadInput as error:
        raise BadInput(
            Problem(f"{place} {one.place}".strip(), one.message) for one in error.problems
        ) from None
    found = contradictions(case)
    if found:
        raise BadInput(Problem(f"{place} {written(case, one.path)}", one.message) for one in found)
    return case
