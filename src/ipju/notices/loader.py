"""Reading notice.toml into a `Notice`: strictly, and with every fault said at once."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipju.domain.notice import Notice
from ipju.notices.checks import faults
from ipju.notices.positions import key_lines, line_of, type_of_path
from ipju.notices.problems import NoticeError, Problem
from ipju.notices.schema import Reader
from ipju.notices.syntax import explain
from ipju.rules.names import RULE_IDS

LARGEST_FILE = 1_000_000
"""Bytes; the notices so far have some 20,000."""

_NAMES_OF_ITEMS = ("id", "ground", "supply")


def load_notice(path: Path, known_rules: Sequence[str] = RULE_IDS) -> Notice:
    """Return the notice described by the TOML file at `path`.

    `known_rules` are the rule ids a notice may name. Raises NoticeError with every fault found,
    each with file name, line, key and a Korean message; never another error for a bad file.
    """
    return parse_notice(read_bytes(path), path.name, known_rules)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of the file at `path`; NoticeError when it can't be read or is absurd."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _whole(path.name, "공고 파일이 너무 큽니다. 다른 파일이 아닌지 확인하세요.")
        return path.read_bytes()
    except FileNotFoundError:
        raise _whole(path.name, "파일이 없습니다.") from None
    except OSError:
        raise _whole(
            path.name, "파일을 읽을 수 없습니다. 폴더가 아닌지, 권한이 있는지 보세요."
        ) from None


def parse_notice(data: bytes, name: str, known_rules: Sequence[str] = RULE_IDS) -> Notice:
    """Return the notice that `data` describes; `name` names the file in messages.

    Raises NoticeError as `load_notice` does.
    """
    text, document = _document(data, name)
    reader = Reader()
    notice: Notice = reader.read(Notice, document)
    found = reader.problems or list(faults(notice, known_rules))
    if found:
        lines = key_lines(text)
        problems = [
            Problem(
                file=name, line=line_of(lines, path), key=_spoken(path, document), message=message
            )
            for path, message in found
        ]
        raise NoticeError(tuple(sorted(problems, key=lambda one: one.line)))
    return notice


def _document(data: bytes, name: str) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "UTF-8로 저장한 글자 파일이 아닙니다."
        raise NoticeError((Problem(file=name, line=line, key="", message=message),)) from None
    try:
        return text, tomllib.loads(text)
    except RecursionError:
        raise _whole(name, "괄호가 너무 깊이 겹쳐 있습니다.") from None
    except ValueError as error:
        line, message = explain(error, text)
        raise NoticeError((Problem(file=name, line=line, key="", message=message),)) from None


def _whole(name: str, message: str) -> NoticeError:
    return NoticeError((Problem(file=name, line=0, key="", message=message),))


def _spoken(path: type_of_path, document: Any) -> str:
    """Return `income.tables.general.amounts` for a path; list items by their id, else number."""
    words, value = [], document
    for step in path:
        value = _inside(value, step)
        if isinstance(step, str):
            words.append(step)
            continue
        names = [value[key] for key in _NAMES_OF_ITEMS if isinstance(value, dict) and key in value]
        words.append(str(names[0]) if names else f"{step + 1}번째")
    return ".".join(words)


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None
