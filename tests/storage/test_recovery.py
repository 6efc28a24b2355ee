"""The recovery key: read however it is typed; a slip of the pen is named by its place."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju import bootstrap
from ipju.storage.problems import RecoveryMistyped
from ipju.storage.recovery import closest, letters_apart, new_recovery, read_recovery, written

WORDS = bootstrap.recovery_words()
SECRET = bytes(range(16))
KEY = written(SECRET, WORDS)


def test_the_list_has_a_word_for_every_byte_and_none_begins_another() -> None:
    assert len(WORDS) == len(set(WORDS)) == 256
    assert all(re.fullmatch("[가-힣]{2,3}", one) for one in WORDS)
    assert not [(a, b) for a in WORDS for b in WORDS if a != b and b.startswith(a)]


def test_a_key_is_eighteen_words_and_a_text_a_qr_can_carry() -> None:
    made = new_recovery(WORDS)
    assert len(made.words) == 18
    assert re.fullmatch("IPJU1(-[A-Z2-7]{4,5}){6}", made.code)
    assert new_recovery(WORDS) != made


@given(st.binary(min_size=16, max_size=16))
def test_words_and_code_are_the_same_key(secret: bytes) -> None:
    made = written(secret, WORDS)
    assert read_recovery(" ".join(made.words), WORDS) == secret
    assert read_recovery("".join(made.words), WORDS) == secret
    assert read_recovery(made.code, WORDS) == secret


@pytest.mark.parametrize(
    "typed",
    [
        "\n".join(f"{place}. {word}" for place, word in enumerate(KEY.words, start=1)),
        ", ".join(KEY.words),
        "  " + "\t ".join(KEY.words) + " \r\n",
        " ".join(f"{place}){word}" for place, word in enumerate(KEY.words, start=1)),
        unicodedata.normalize("NFD", " ".join(KEY.words)),
        "\u200b".join(KEY.words),
        " ".join("".join(KEY.words[at : at + 6]) for at in range(0, 18, 6)),
        " ".join(" ".join(word) for word in KEY.words),
        KEY.code.lower(),
        KEY.code.replace("-", " "),
        KEY.code.removeprefix("IPJU1-").replace("-", ""),
        KEY.code.replace("O", "0").replace("B", "8"),
        unicodedata.normalize("NFKC", KEY.code).translate({ord("-"): "–"}),
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert read_recovery(typed, WORDS) == SECRET


@pytest.mark.parametrize("place", [1, 7, 18])
def test_a_word_that_is_none_is_named_by_its_place(place: int) -> None:
    words = list(KEY.words)
    words[place - 1] += "들"
    with pytest.raises(RecoveryMistyped, match=f"^{place}번째 낱말") as wrong:
        read_recovery(" ".join(words), WORDS)
    assert wrong.value.place == place


def test_the_word_that_was_meant_is_offered() -> None:
    words = list(KEY.words)
    words[2] = {"가위": "가의"}.get(words[2], words[2][:-1] + "힣")
    with pytest.raises(RecoveryMistyped, match=f"3번째 .*혹시.*{KEY.words[2]}"):
        read_recovery(" ".join(words), WORDS)


def test_a_word_for_another_word_of_the_list_is_found_by_its_place() -> None:
    for at in range(18):
        words = list(KEY.words)
        words[at] = WORDS[(WORDS.index(words[at]) + 101) % 256]
        with pytest.raises(RecoveryMistyped, match=f"(^|, ){at + 1}번째"):
            read_recovery(" ".join(words), WORDS)


def test_two_words_in_the_wrong_order_are_named() -> None:
    words = list(KEY.words)
    words[4], words[5] = words[5], words[4]
    with pytest.raises(RecoveryMistyped, match="5번째와 6번째 낱말의 순서"):
        read_recovery(" ".join(words), WORDS)


def test_several_wrong_words_are_told_as_such() -> None:
    words = [WORDS[(WORDS.index(one) + 1) % 256] for one in KEY.words]
    with pytest.raises(RecoveryMistyped):
        read_recovery(" ".join(words), WORDS)


def test_a_missing_word_is_told_by_the_count() -> None:
    with pytest.raises(RecoveryMistyped, match="18개인데 17개"):
        read_recovery(" ".join(KEY.words[:-1]), WORDS)


def test_a_wrong_word_among_words_without_spaces_is_named() -> None:
    text = "".join((*KEY.words[:3], "쀍", *KEY.words[4:]))
    with pytest.raises(RecoveryMistyped, match="4번째 낱말") as wrong:
        read_recovery(text, WORDS)
    assert wrong.value.place == 4


@pytest.mark.parametrize(
    "text", ["", "IPJU1", "IPJU1-AAAAA", KEY.code[:-1], KEY.code + "A" * 8, "?" * 29, "Ü" * 29]
)
def test_a_text_that_is_no_key_is_told_in_korean(text: str) -> None:
    with pytest.raises(RecoveryMistyped, match="복구 열쇠가 아닙니다"):
        read_recovery(text, WORDS)


def test_a_letter_of_the_code_that_is_another_is_found() -> None:
    letters = list(KEY.code)
    letters[10] = "A" if letters[10] != "A" else "B"
    with pytest.raises(RecoveryMistyped):
        read_recovery("".join(letters), WORDS)


def test_no_two_words_are_one_letter_apart() -> None:
    apart = [letters_apart(a, b) for a in WORDS for b in WORDS if a < b]
    assert min(apart) == 2
    assert closest("가의", WORDS)[0] == "가위"
