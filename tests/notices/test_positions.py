"""A fault is found at its line, however the TOML is laid out."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ipju.notices.positions import key_lines, line_of

TEXT = '''# a comment with = and [brackets]
plain = 1
"quoted key" = "a # that is no comment" # one that is
dotted.inner . deep = [ 1, # first
  2,

  [3, 4],
]
text = """
not_a_key = 1
a \\" quote"""
literal = \'\'\'
[not.a.table]
\'\'\'
day = 2023-12-15 10:00:00
inline = { one = 1, two = { three = "}" }, "four, five" = [ { six = 6 } ] }

[table]
key = 'single \\'

[table."sub.table"]
key = true

[[list]]
id = "first"
[list.part]
name = "of the first"
[[list]]
id = "second"
[[list.inner]]
x = 1
[[list.inner]]
x = 2
'''


def test_every_key_has_its_line() -> None:
    lines = key_lines(TEXT)
    places = {
        ("plain",): 2,
        ("quoted key",): 3,
        ("dotted", "inner", "deep"): 4,
        ("dotted", "inner", "deep", 1): 5,
        ("dotted", "inner", "deep", 2, 1): 7,
        ("text",): 9,
        ("literal",): 12,
        ("day",): 15,
        ("inline", "two", "three"): 16,
        ("inline", "four, five", 0, "six"): 16,
        ("table", "key"): 19,
        ("table", "sub.table", "key"): 22,
        ("list", 0): 24,
        ("list", 0, "part", "name"): 27,
        ("list", 1): 28,
        ("list", 1, "id"): 29,
        ("list", 1, "inner", 0, "x"): 31,
        ("list", 1, "inner", 1, "x"): 33,
    }
    assert {path: lines.get(path) for path in places} == places


def test_nothing_is_found_inside_texts_and_comments() -> None:
    assert ("not_a_key",) not in key_lines(TEXT)
    assert ("not",) not in key_lines(TEXT)


def test_a_text_may_end_in_quotes_of_its_own() -> None:
    text = 'a = """she said ""so"""""\nb = 2\n'
    assert tomllib.loads(text)["a"] == 'she said ""so""'
    assert key_lines(text) == {("a",): 1, ("b",): 2}


def test_what_is_missing_is_shown_where_it_belongs() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("list", 1, "inner", 1, "y")) == 32
    assert line_of(lines, ("absent",)) == 1


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {path} if path else set()
    items = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        items = enumerate(value)
    for key, inner in items:
        found |= paths(inner, (*path, key))
    return found


def test_it_finds_exactly_what_the_parser_finds() -> None:
    assert set(key_lines(TEXT)) == paths(tomllib.loads(TEXT))


def test_it_finds_exactly_what_the_parser_finds_in_the_notice(notice_text: str) -> None:
    assert set(key_lines(notice_text)) == paths(tomllib.loads(notice_text))


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
_SCALARS = st.one_of(
    st.integers(-9, 9).map(str),
    st.booleans().map(lambda one: str(one).lower()),
    _TEXTS.map(lambda one: '"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"'),
    _TEXTS.filter(lambda one: "'" not in one).map(lambda one: f"'{one}'"),
    _TEXTS.filter(lambda one: "'" not in one).map(lambda one: f"'''\n{one}\n{one}'''"),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda all_: "[\n" + ",  # , ]\n".join(all_) + "\n]"),
        st.lists(inner, max_size=3).map(
            lambda all_: "{" + ", ".join(f"k{n} = {v}" for n, v in enumerate(all_)) + "}"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(["", "[t]", "[[l]]", "[[l.m]]"]), _VALUES), max_size=6))
def test_any_layout_the_parser_takes(parts: list[tuple[str, str]]) -> None:
    text = ""
    for number, (header, value) in enumerate(parts):
        if header == "[[l.m]]" and "[[l]]" not in text:
            header = ""
        if header and (header != "[t]" or "[t]" not in text):
            text += f"{header}\n"
        text += f"key{number} = {value}\n"
    document = tomllib.loads(text)
    lines = key_lines(text)
    assert set(lines) == paths(document)
    for number, _ in enumerate(parts):
        (line,) = {line for path, line in lines.items() if path[-1] == f"key{number}"}
        assert text.splitlines()[line - 1].startswith(f"key{number} = ") or "\r" in text
