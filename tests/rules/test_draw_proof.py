"""The proof of a draw: written for one page, typed off it, and held against itself."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipju.domain.draw import RosterEntry
from ipju.domain.draw_text import BadRoster, Summary, roster_text
from ipju.domain.replacing import replace
from ipju.rules.draw_proof import (
    BadProof,
    Proof,
    compact,
    in_groups,
    proof_lines,
    read_proof,
    result_lines,
    verify,
    verify_roster,
)
from ipju.rules.ranking import by_lot, drawn, lot, order_digest, summary_of
from tests.rules.test_ranking import LOTS, SEED, SIX, entry


def proof_of(entries: tuple[RosterEntry, ...] = SIX, quota: int = 4, seed: str = SEED) -> Proof:
    summary = summary_of("jangi-ansim-2023-3", "일반공급", quota, entries)
    tied = by_lot(seed, summary.tied)
    return Proof(
        summary=replace(summary, tied=tied),
        published=summary.digest,
        seed=seed,
        tied=tied,
        order=order_digest(drawn(entries, seed)),
    )


def text_of(proof: Proof) -> str:
    return "\n".join(proof_lines(proof))


def bare(proof: Proof) -> str:
    """The lines as somebody types them who leaves the checks out."""
    return "\n".join(line.rpartition(" [")[0] for line in proof_lines(proof))


def failed(proof: Proof) -> list[str]:
    return [one.words for one in verify(proof) if not one.sound]


def roster_failed(proof: Proof, text: str) -> list[str]:
    return [one.words for one in verify_roster(proof, text) if not one.sound]


def test_a_true_proof_is_sound_and_says_who_was_drawn() -> None:
    proof = read_proof(text_of(proof_of()))
    assert failed(proof) == []
    assert [one.words for one in verify(proof)][2].startswith("동점자 3명의 추첨 순서가")
    assert result_lines(proof) == tuple(
        (number, one, at < 2) for at, (number, one) in enumerate(LOTS.items())
    )


def test_it_may_be_typed_in_any_case_with_any_spaces_and_without_the_checks() -> None:
    text = bare(proof_of()).replace("공개지문: ", "공개지문：").replace("03-11", "3, 11")
    lines = [f"  {one}  " for one in text.splitlines()]
    lines[5] = lines[5].upper()
    typed = unicodedata.normalize("NFD", "\n\n".join(["추첨 증명서", *lines, "박담당 (인)"]))
    assert read_proof(typed) == proof_of()


def test_digits_of_balls_may_lack_their_zero_beside_a_check() -> None:
    assert read_proof(text_of(proof_of()).replace("03-11-17", "3-11-17")) == proof_of()


def test_a_slip_is_told_by_its_line() -> None:
    lines = text_of(proof_of()).splitlines()
    lines[2] = lines[2].replace("4", "5")
    with pytest.raises(BadProof, match=r"3번째 줄\(호수\)이 줄 끝의 확인 글자와 다릅니다"):
        read_proof("\n".join(lines))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("씨앗: ", "종자: ", "빠진 줄이 있습니다: 씨앗"),
        ("인원: 6", "인원: 여섯", "'인원' 줄은 수여야 합니다"),
        ("명부지문: a0f4", "명부지문: g0f4", "'명부지문' 줄은 숫자와 a–f로 된 64자여야 합니다"),
        ("명부지문: a0f4", "명부지문: a0", "'명부지문' 줄은 숫자와 a–f로 된 64자여야 합니다"),
        ("03-11", "46-11", "'씨앗' 줄: 공 번호는 1부터 45까지입니다: 46"),
        ("인원: 6", "인원: 6\n인원: 6", "5번째 줄: '인원' 줄이 두 번 있습니다"),
    ],
)
def test_what_is_no_proof_is_refused_with_the_place(old: str, new: str, words: str) -> None:
    text = bare(proof_of())
    assert old in text
    with pytest.raises(BadProof, match=words):
        read_proof(text.replace(old, new))


def test_another_paper_is_no_proof() -> None:
    with pytest.raises(BadProof, match="추첨 증명이 아닙니다"):
        read_proof("접수증\n신청자: 김예시\n")


OTHER = "공개 지문이 호수, 인원, 확정, 동점자와 명부 지문에서 나온 값과 다릅니다."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("호수: 4", "호수: 3", OTHER),
        ("인원: 6", "인원: 7", OTHER),
        ("확정: 2", "확정: 3", OTHER),
        ("공급: 일반공급", "공급: 특별공급", OTHER),
        ("명부지문: a0f4", "명부지문: a0f5", OTHER),
        ("2023-3-00456 ", "2023-3-00457 ", OTHER),
        ("22-25", "25-22", "동점자의 추첨 순서가 씨앗에서 나온 순서와 다릅니다."),
        (
            "2023-3-00012 2023-3-00456",
            "2023-3-00456 2023-3-00012",
            "동점자의 추첨 순서가 씨앗에서 나온 순서와 다릅니다.",
        ),
    ],
)
def test_whatever_is_altered_shows(old: str, new: str, words: str) -> None:
    text = bare(proof_of())
    assert old in text
    assert words in failed(read_proof(text.replace(old, new)))


def forged(sure: int, quota: int, count: int, *tied: str) -> Proof:
    """A proof whose digest fits, but which no roster could have."""
    ordered = by_lot(SEED, tied)
    summary = Summary(
        notice="n",
        supply="일반공급",
        quota=quota,
        count=count,
        sure=sure,
        roster="0" * 64,
        tied=ordered,
    )
    return Proof(summary=summary, published=summary.digest, seed=SEED, tied=ordered)


@pytest.mark.parametrize(
    "proof",
    [
        forged(2, 4, 9),
        forged(4, 4, 9, "a", "b"),
        forged(2, 4, 9, "a", "b"),
        forged(2, 3, 3, "a", "b"),
        forged(2, 3, 9, "a", "a"),
    ],
)
def test_figures_that_cannot_be_are_told(proof: Proof) -> None:
    assert len(failed(proof)) == 1
    assert failed(proof)[0].endswith("서로 맞지 않습니다.")


def test_without_equals_at_the_line_nobody_was_drawn() -> None:
    proof = read_proof(text_of(proof_of(quota=2)))
    assert failed(proof) == []
    assert verify(proof)[2].words == "호수의 경계에 동점자가 없어 추첨으로 정해진 사람이 없습니다."
    assert result_lines(proof) == ()


def test_an_annulled_draw_says_so_on_its_paper() -> None:
    annulled = replace(proof_of(), annulled="2024-03-13")
    assert read_proof(text_of(annulled)).annulled == "2024-03-13"
    assert read_proof(text_of(proof_of())).annulled == ""


def test_the_whole_roster_is_held_against_the_paper() -> None:
    proof, text = proof_of(), roster_text(SIX)
    assert roster_failed(proof, text) == []
    assert roster_failed(proof, text.replace("\n", "\r\n")) == []
    assert roster_failed(replace(proof, order=""), text) == []
    words = verify_roster(replace(proof, order=""), text)[3].words
    assert words == "전체 순서의 지문이 적혀 있지 않아 견주지 않았습니다."
    assert roster_failed(proof_of(quota=2), text) == []
    assert roster_failed(proof_of(quota=6), text) == []


def test_a_roster_by_points_first_is_in_order_too() -> None:
    by_points = (entry("a", points=9, rank=2), entry("b", points=2, rank=1))
    assert roster_failed(proof_of(by_points, 1), roster_text(by_points)) == []


FILE = "명부 파일의 지문이 증명의 명부 지문과 다릅니다."
RANKS = "명부가 순위, 가점, 부양가족, 생년월일의 순서로 되어 있지 않습니다."
LINE = "인원이나 경계의 동점자가 명부와 다릅니다."
WHOLE = "전체 순서의 지문이 명부와 씨앗에서 나온 값과 다릅니다."


def test_a_roster_that_is_another_one_is_told() -> None:
    assert roster_failed(proof_of(), roster_text(SIX[:5])) == [FILE, LINE, WHOLE]
    turned = (SIX[1], SIX[0], *SIX[2:])
    assert roster_failed(proof_of(turned), roster_text(turned)) == [RANKS]
    assert roster_failed(replace(proof_of(), order="0" * 64), roster_text(SIX)) == [WHOLE]
    with pytest.raises(BadRoster):
        verify_roster(proof_of(), "김예시")


def test_somebody_who_stood_equal_and_was_left_out_is_told() -> None:
    """The paper names two of the three who stood equal; its own figures fit."""
    summary = replace(proof_of().summary, tied=by_lot(SEED, ["2023-3-00012", "2023-3-00456"]))
    summary = replace(summary, quota=3)
    proof = Proof(summary=summary, published=summary.digest, seed=SEED, tied=summary.tied)
    assert failed(proof) == []
    assert roster_failed(proof, roster_text(SIX)) == [LINE]
    nobody = replace(summary, tied=(), sure=3, quota=3)
    proof = Proof(summary=nobody, published=nobody.digest, seed=SEED, tied=())
    assert failed(proof) == []
    assert roster_failed(proof, roster_text(SIX)) == [LINE]


@given(st.sets(st.integers(1, 99999), min_size=2, max_size=40), st.data())
def test_every_proof_reads_back_and_is_sound(ids: set[int], data: st.DataObject) -> None:
    entries = tuple(entry(f"2023-3-{one:05}", birth=date(1970, 1, 1)) for one in sorted(ids))
    quota = data.draw(st.integers(1, len(entries)))
    seed = data.draw(st.sampled_from([SEED, "코스피 종가 2681.81", "Bitcoin 833000 tail 7f3a"]))
    proof = proof_of(entries, quota, seed)
    assert read_proof(text_of(proof)) == read_proof(bare(proof)) == proof
    assert failed(proof) == []
    assert roster_failed(proof, roster_text(entries)) == []
    won = [number for number, _lot, chosen in result_lines(proof) if chosen]
    assert len(won) == (quota if quota < len(entries) else 0)
    assert all(lot(seed, number) for number in won)


@given(st.data())
def test_no_sign_of_the_paper_can_be_changed_unseen(data: st.DataObject) -> None:
    """But a sign of a seed that draws exactly the same: then nobody stands anywhere else."""
    proof = proof_of()
    lines = bare(proof).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, value = lines[at].split(": ", 1)
    place = data.draw(st.integers(0, len(value) - 1))
    sign = data.draw(st.sampled_from("0123456789abcdef가힣- "))
    lines[at] = f"{key}: {value[:place]}{sign}{value[place + 1 :]}"
    try:
        read = read_proof("\n".join(lines))
    except BadProof:
        return
    seen = failed(read) + roster_failed(read, roster_text(SIX))
    assert seen or replace(read, seed=SEED, annulled="") == proof


def test_the_code_holds_the_same_proof_in_fewer_signs() -> None:
    for proof in (proof_of(), replace(proof_of(), annulled="2024-03-13"), proof_of(quota=2)):
        assert read_proof(compact(proof)) == proof
        assert len(compact(proof)) < len(text_of(proof))


def test_digests_are_read_out_in_groups_of_four() -> None:
    assert in_groups("0123456789ab") == "0123 4567 89ab"
