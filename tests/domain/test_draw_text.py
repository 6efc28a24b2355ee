"""Seeds as they are called out, and the texts of a roster that other tools can hash again."""

import unicodedata
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.draw import RosterEntry
from ipju.domain.draw_text import (
    BadRoster,
    BadSeed,
    Summary,
    digest_of,
    plain,
    read_roster,
    read_seed,
    roster_text,
)

BALLS = "03-11-17-22-25-31-38-40-44"


@pytest.mark.parametrize(
    "typed",
    [
        "3 11 17 22 25 31 38 40 44",
        "3,11,17, 22,25,31,38,40,44",
        "03·11·17·22·25·31·38·40·44",
        BALLS,
    ],
)
def test_nine_balls_are_one_seed_however_they_are_typed(typed: str) -> None:
    assert read_seed(typed) == BALLS


def test_balls_keep_the_order_in_which_they_were_drawn() -> None:
    assert read_seed("44 3 11 17 22 25 31 38 40") != BALLS


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "씨앗을 적으십시오."),
        ("   ", "씨앗을 적으십시오."),
        ("1 2 3 4 5 6 7 8", "공 번호는 9개입니다(지금 8개)."),
        ("1 2 3 4 5 6 7 8 46", "공 번호는 1부터 45까지입니다: 46"),
        ("0 2 3 4 5 6 7 8 9", "공 번호는 1부터 45까지입니다: 0"),
        ("1 2 3 4 5 6 7 8 8", "공 번호 8이(가) 두 번 있습니다."),
        ("눈 오는 밤", "8자부터 40자까지입니다(지금 6자)"),
        ("가" * 41, "8자부터 40자까지입니다(지금 41자)"),
        ("大寒民國 서울 구민회관", "대괄호와 한자는 쓸 수 없습니다"),
        ("서울 [구민회관] 추첨", "대괄호와 한자는 쓸 수 없습니다"),
    ],
)
def test_what_is_no_seed_is_refused_with_the_reason(typed: str, words: str) -> None:
    with pytest.raises(BadSeed, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_seed(typed)


def test_words_are_one_seed_however_a_computer_writes_them() -> None:
    words = "2024년 3월 12일 코스피 종가 2681.81"
    assert read_seed(f"  {unicodedata.normalize('NFD', words)} ") == words
    assert read_seed(words.replace(" ", "  ")) == words


@given(st.permutations(range(1, 46)).map(lambda every: every[:9]))
def test_a_seed_of_balls_reads_itself(balls: list[int]) -> None:
    seed = read_seed(" ".join(map(str, balls)))
    assert read_seed(seed) == seed
    assert [int(one) for one in seed.split("-")] == balls


def _entry(number: str, rank: int | None = None) -> RosterEntry:
    return RosterEntry(
        case_id=uuid4(), number=number, rank=rank, points=15, dependants=3, birth=date(1960, 2, 3)
    )


def test_a_roster_is_written_without_ids_and_read_back() -> None:
    text = roster_text([_entry("2023-3-00001"), _entry("2023-3 00002", 1)])
    assert text == "2023-3-00001\t0\t15\t3\t1960-02-03\n2023-300002\t1\t15\t3\t1960-02-03\n"
    first, second = read_roster(text)
    assert (first.number, first.standing) == ("2023-3-00001", (0, 15, 3, date(1960, 2, 3)))
    assert second.rank == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-3-00001\t0\t15\t3\t1960-02-03\n김예시\n", "2번째 줄을 읽을 수 없습니다"),
        ("2023-3-00001\t0\t15\t3\t1960-02-31\n", "1번째 줄에 없는 날짜가 있습니다"),
    ],
)
def test_a_line_that_is_none_is_named(text: str, words: str) -> None:
    with pytest.raises(BadRoster, match=words):
        read_roster(text)


def test_a_summary_does_not_depend_on_the_order_of_the_tied() -> None:
    def summary(*tied: str) -> Summary:
        return Summary(
            notice="n", supply="일반공급", quota=3, count=9, sure=2, roster="0" * 64, tied=tied
        )

    assert summary("b", "a").digest == summary("a", "b").digest == digest_of(summary("a", "b").text)
    assert summary("a", "b").digest != summary("a", "c").digest
    assert summary("a", "b").seats == 1
    assert summary().seats == 0


def test_a_plain_word_has_no_space_and_one_form() -> None:
    assert plain(unicodedata.normalize("NFD", " 특별 공급 ")) == "특별공급"
