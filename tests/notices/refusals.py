"""Asking for the faults of a notice text, shared by the tests of loader and checks."""

from __future__ import annotations

import pytest

from ipju.notices.loader import parse_notice
from ipju.notices.problems import NoticeError, Problem


def problems(text: str | bytes, **options: tuple[str, ...]) -> tuple[Problem, ...]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(NoticeError) as caught:
        parse_notice(data, "notice.toml", **options)
    assert str(caught.value).splitlines() == [str(one) for one in caught.value.problems]
    return caught.value.problems


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{old!r} is not unique"
    return text.replace(old, new)


def line_with(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def one(text: str, key: str, part: str, words: str) -> None:
    """Demand exactly one problem, at `key`, saying `part`, on the line where `words` stands."""
    (found,) = problems(text)
    assert found.key == key
    assert part in found.message
    assert found.line == line_with(text, words)
    assert str(found).startswith(f"notice.toml {found.line}줄 {key}: ")
