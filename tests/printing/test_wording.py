"""Wording templates put values into sentences, and only values."""

from dataclasses import dataclass
from datetime import date

import pytest

from ipju.printing.wording import BOX, Run, Scope, parse


@dataclass(frozen=True)
class Row:
    bad: bool


@dataclass(frozen=True)
class Model:
    name: str = "김예시"
    day: date | None = None
    amount: int = 4_024_661
    rows: tuple[Row, ...] = (Row(True), Row(False), Row(True))
    inner: Row | None = None


def read(source: str, model: Model | None = None) -> str:
    return parse(source).plain(Scope(model or Model()))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{name} 귀하", "김예시 귀하"),
        ("{amount:won}", "4,024,661원"),
        ("{rows:count}건 가운데 {rows:bad}건, {rows:good}건", "3건 가운데 2건, 1건"),
        ("끝<, {day}까지>", "끝"),
        ("{inner.bad}", ""),
    ],
)
def test_fields_are_written_their_way(source: str, text: str) -> None:
    assert read(source) == text


def test_days_are_written_as_in_official_letters() -> None:
    model = Model(day=date(2024, 3, 6))
    assert read("{day}|{day:day}|{day:short}<, {day:short}까지>", model) == (
        "2024. 3. 6.(수)|2024. 3. 6.(수)|2024. 3. 6., 2024. 3. 6.까지"
    )


def test_a_day_is_never_broken_over_two_lines() -> None:
    (run,) = parse("{day:short}").runs(Scope(Model(day=date(2024, 3, 6))))
    assert " " not in run.text


def test_weights_and_boxes_become_runs() -> None:
    assert parse("가 **{name}** []").runs(Scope(Model())) == (
        Run("가 "), Run("김예시", True), Run(" "), Run(BOX),
    )  # fmt: skip


def test_a_whole_sentence_can_be_bold() -> None:
    assert parse("가 {name}").runs(Scope(Model()), bold=True) == (
        Run("가 ", True), Run("김예시", True),
    )  # fmt: skip


def test_marks_inside_a_value_are_only_text() -> None:
    assert read("{name}", Model(name="**{amount}** [] <x>")) == "**{amount}** [] <x>"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("name", True), ("!name", False), ("day", False), ("!day", True),
     ("rows", True), ("rows:bad", True), ("inner.bad", False)],
)  # fmt: skip
def test_conditions_ask_for_a_value(condition: str, holds: bool) -> None:
    assert Scope(Model()).holds(condition) is holds


def test_a_count_of_nothing_is_no_value() -> None:
    assert not Scope(Model(rows=(Row(False),))).holds("rows:bad")


@pytest.mark.parametrize("source", ["{name:won}", "{amount:short}", "{name:count}", "{name:list}",
                                    "{name:day}"])  # fmt: skip
def test_a_way_of_writing_refuses_what_it_cannot_write(source: str) -> None:
    with pytest.raises(TypeError):
        read(source)
