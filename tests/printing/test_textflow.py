"""Korean text breaks at its spaces and loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from ipju.printing.textflow import Line, Metrics, break_lines
from ipju.printing.wording import BOX, Run, Scope, parse

EM = dict.fromkeys([*range(0xAC00, 0xD7A4), *range(0x20, 0x7F), *map(ord, "「」")], 1000.0)
METRICS = Metrics(EM, EM)

words = st.lists(st.text("가나다라 마바사「」-\n", min_size=1, max_size=40), min_size=1, max_size=4)


def shown(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces).rstrip() for line in lines]


def test_a_line_ends_at_a_space() -> None:
    lines = break_lines([Run("가나다 라마 바사아자")], 10, 60, METRICS)
    assert shown(lines) == ["가나다 라마", "바사아자"]


def test_a_word_longer_than_a_line_is_cut_at_its_hyphen_or_where_it_must() -> None:
    assert shown(break_lines([Run("가나다라마바사")], 10, 30, METRICS)) == [
        "가나다",
        "라마바",
        "사",
    ]
    assert shown(break_lines([Run("ab-cdef")], 10, 50, METRICS)) == ["ab-", "cdef"]


def test_a_word_may_change_weight_without_a_gap() -> None:
    (line,) = break_lines([Run("심사"), Run("결과", True), Run("는")], 10, 200, METRICS)
    assert [(piece.text, piece.bold, piece.x) for piece in line.pieces] == [
        ("심사", False, 0),
        ("결과", True, 20),
        ("는", False, 40),
    ]


def test_the_space_beside_a_corner_bracket_takes_no_room() -> None:
    (line,) = break_lines([Run("가 「나」 다")], 10, 200, METRICS)
    assert "".join(piece.text for piece in line.pieces) == "가 「나」 다"
    assert line.width == 50


def test_a_no_break_space_keeps_a_box_with_its_word() -> None:
    runs = parse("동의 []\N{NO-BREAK SPACE}합니다").runs(Scope(None))
    lines = break_lines(runs, 10, 60, METRICS)
    assert [BOX in "".join(p.text for p in line.pieces) for line in lines] == [False, True]


@given(texts=words, width=st.integers(15, 120))
def test_no_line_is_too_wide_and_no_character_is_lost(texts: list[str], width: int) -> None:
    runs = [Run(text, bool(n % 2)) for n, text in enumerate(texts)]
    lines = break_lines(runs, 10, width, METRICS)
    assert all(line.width <= width + 1e-6 for line in lines)
    kept = "".join(piece.text for line in lines for piece in line.pieces)
    assert "".join(kept.split()) == "".join("".join(texts).split())
