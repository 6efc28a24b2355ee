"""Saying in Korean what tomllib found wrong with a TOML text, and where."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

_SAYINGS = (
    ("Unterminated string", "닫는 따옴표가 없습니다."),
    ("Unclosed array", "닫는 대괄호 ]가 없거나 값 사이에 쉼표가 없습니다."),
    ("Unclosed inline table", "닫는 중괄호 }가 없거나 값 사이에 쉼표가 없습니다."),
    ("Expected '=' after a key", "이름 다음에 = 가 없습니다."),
    ("Expected newline or end of document", "값 다음에 다른 글자가 있습니다. 줄을 바꾸세요."),
    ("Expected ']'", "닫는 대괄호 ]가 없습니다."),
    ("Expected ']]'", "닫는 대괄호 ]]가 없습니다."),
    ("Cannot overwrite a value", "같은 이름이 두 번 있습니다."),
    ("Cannot declare", "같은 표가 두 번 있습니다."),
    ("Cannot mutate immutable namespace", "이미 닫힌 표에 값을 더했습니다."),
    ("Duplicate inline table key", "같은 이름이 두 번 있습니다."),
    ("Cannot redefine namespace", "같은 이름이 두 번 있습니다."),
    ("Invalid date or datetime", "달력에 없는 날짜나 시각입니다."),
    ("Invalid value", "값이 없거나 값으로 읽을 수 없습니다. 글자는 따옴표로 묶습니다."),
    ("Invalid statement", "이름 = 값도, [표]도 아닌 줄입니다."),
    ("Invalid initial character for a key part", "이름으로 쓸 수 없는 글자입니다."),
    ("Unescaped '\\' in a string", "따옴표 안의 \\ 는 두 번(\\\\) 적습니다."),
    ("Illegal character", "쓸 수 없는 제어 문자가 있습니다."),
    ("Found invalid character", "쓸 수 없는 글자가 있습니다."),
)


def explain(error: ValueError, text: str) -> tuple[int, str]:
    """Return the line (from 1) and the Korean message of a fault tomllib found in `text`."""
    said = str(error)
    place = _PLACE.search(said)
    line = text.count("\n", 0, len(text.rstrip())) + 1
    column = ""
    if place is None:
        line = 0
    elif place["line"]:
        line, column = int(place["line"]), f"{place['column']}번째 글자: "
    else:
        column = "파일이 중간에 끝났습니다. "
    for start, korean in _SAYINGS:
        if said.startswith(start):
            return line, column + korean
    return line, column + "TOML 문법에 맞지 않습니다."
