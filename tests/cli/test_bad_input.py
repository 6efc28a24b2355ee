"""Bad input is refused with file, place and reason in Korean; status 2, never a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import SAMPLES, Bytes, Ran, run

SAMPLE: dict[str, Any] = json.loads((SAMPLES / "kim-yesi.json").read_text(encoding="utf-8"))


def _with(path: str, value: Any) -> bytes:
    case = copy.deepcopy(SAMPLE)
    here: Any = case
    *steps, last = [int(one) if one.isdecimal() else one for one in path.split(".")]
    for step in steps:
        here = here[step]
    here[last] = value
    return json.dumps(case, indent=1).encode()


@pytest.fixture
def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], Ran]:
    def check(data: bytes) -> Ran:
        file = tmp_path / "case.json"
        file.write_bytes(data)
        ran = run(capsys, "check", file, "--json", "--on", "2024-02-27")
        return Ran(ran.status, ran.out, ran.err.replace(str(file), "FILE"))

    return check


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (_with("people.1.birth", "2023-02-30"), "people[1].birth", "달력에 없는 날짜"),
        (_with("people.1.birth", "20230228"), "people[1].birth", "2023-12-15처럼"),
        (_with("people.1.birth", 1), "people[1].birth", "2023-12-15처럼"),
        (_with("applied_at", "2023-12-32T10:00"), "applied_at", "날짜와 시각이 아닙니다"),
        (_with("applied_at", 5), "applied_at", "날짜와 시각이 아닙니다"),
        (_with("incomes.0.monthly", -1), "incomes[0].monthly", "0보다 작을 수 없습니다"),
        (_with("incomes.0.monthly", 1.5), "incomes[0].monthly", "정수가 아닙니다"),
        (_with("incomes.0.monthly", True), "incomes[0].monthly", "정수가 아닙니다"),
        (_with("incomes.0.monthly", 10**16), "incomes[0].monthly", "너무 큽니다"),
        (_with("people.0.householder", 1), "people[0].householder", "true, false"),
        (_with("people.0.rrn", "9902300000000"), "people[0].rrn", "달력에 없는 날짜"),
        (_with("people.0.name", "가" * 101), "people[0].name", "100자까지"),
        (_with("address", "가" * 2001), "address", "2,000자까지"),
        (_with("phone", "\ud800"), "phone", "읽을 수 없는 글자"),
        (_with("people.2.birth", "1970-01-01"), "people[2].birth", "늦게 태어나지 않았습니다"),
        (_with("cars.0.owners.0.numerator", 2), "cars[0].owners[0].numerator", "100%를 넘습니다"),
        (_with("dwelling.extracts.0.entries.1.received_on", None),
         "dwelling.extracts[0].entries[1].received_on", "접수일이 없습니다"),
        (_with("people.1.brith", "1984-07-02"), "people[1].brith", "모르는 항목"),
        (_with("people.1", 5), "people[1]", "묶음({ })이 아닙니다"),
        (_with("people", {}), "people", "목록([ ])이 아닙니다"),
        (_with("supply", "genral"), "supply", "general, newlywed, generations"),
        (_with("marriages.0.spouse", "yesi"), "marriages[0].spouse", "자기 자신과 혼인"),
        (_with("incomes.0.duplicate_of", "i1"), "incomes[0].duplicate_of", "돌고 돕니다"),
        (_with("dwelling.extracts.0.entries.1.parent", "e2"),
         "dwelling.extracts[0].entries[1].parent", "돌고 돕니다"),
        (_with("holdings.1.id", "h1"), "holdings[0]", "같은 id"),
        (_with("notice", "nowhere"), "notice", "모르는 공고입니다: nowhere"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_at_its_field(
    checked: Callable[[bytes], Ran], data: bytes, place: str, words: str
) -> None:
    ran = checked(data)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[0].startswith(f"FILE {place}: ")
    assert words in ran.err.splitlines()[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "FILE: 비어 있습니다"),
        (b"\n \r\n", "FILE: 비어 있습니다"),
        (b"[]", "FILE: 사례가 하나도 없습니다"),
        (b"5", "FILE: 사례는 묶음"),
        (b"[5]", "FILE [0]: 사례는 묶음"),
        (b'{"id": "a",\n "number" 5}', "FILE 2줄 11칸: JSON이 아닙니다"),
        (b'{"id": "a", "phone": "1", "phone": "2"}', "두 번 적혔습니다: phone"),
        (b'{"id": "a", "version": NaN}', "수가 아닙니다: NaN"),
        (b'{"id": "a", "version": -Infinity}', "수가 아닙니다: -Infinity"),
        (b'{"version": ' + b"9" * 6000 + b"}", "수가 너무 큽니다. 18자리"),
        (b"[" * 100_000, "FILE: 묶음이 너무 깊습니다"),
        (b'{"id":' * 100_000, "FILE: 묶음이 너무 깊습니다"),
        ('{"id":\n"가"}'.encode("cp949"), "FILE 2줄: UTF-8 글자가 아닙니다"),
        ('{"id":"가"}'.encode("utf-16"), "UTF-8 글자가 아닙니다"),
        (b'{"id": "' + b"x" * 40_000_000 + b'"}', "FILE 1줄: 너무 큽니다. 한 사례는 8MB까지"),
        (b"{\n" + b'"id": 5,\n' * 4_000_000 + b"}", "FILE: 너무 큽니다. 한 사례는 8MB까지"),
    ],
    ids=range(16),
)
def test_a_file_that_is_no_case_is_refused_whole(
    checked: Callable[[bytes], Ran], data: bytes, words: str
) -> None:
    ran = checked(data)

    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("people.0.rrn", 9902301234567),
        ("people.0.birth", "990101-1234567"),
        ("people.0.birth", "생년월일은 " * 5 + "990101-1234567"),
        ("supply", "9901011234567"),
    ],
)
def test_no_message_shows_a_whole_registration_number(
    checked: Callable[[bytes], Ran], path: str, value: object
) -> None:
    ran = checked(_with(path, value))

    assert ran.status == 2
    assert "234567" not in ran.err
    assert path.replace(".0.", "[0].") in ran.err


@pytest.mark.parametrize("typed", ["990229-1234567", "9902291234567"])
def test_a_number_given_as_an_argument_comes_back_masked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, typed: str
) -> None:
    for arguments in (
        ("print", typed, "receipt", "-o", tmp_path / "a.pdf", "--store", tmp_path),
        ("demo", "--cases", typed),
        ("schema", typed),
        ("check", tmp_path / typed),
    ):
        ran = run(capsys, *arguments)
        assert ran.status == 2
        assert "1234567" not in ran.err


@pytest.mark.parametrize("value", ["남궁예시", "010-0000-7777", "견본로 12, 305호", "Kim Yesi"])
def test_what_stands_in_the_wrong_place_is_not_repeated(
    checked: Callable[[bytes], Ran], value: str
) -> None:
    """It may be a name, a phone or an address; the place is enough to find it."""
    for path in ("people.0.birth", "supply", "people.0.relation"):
        ran = checked(_with(path, value))
        assert ran.status == 2
        assert path.replace(".0.", "[0].") in ran.err
        assert value not in ran.err
    for raw in (json.dumps({value: 1}), f'{{"{value}": 1, "{value}": 2}}'):
        assert value not in checked(raw.encode()).err


def test_a_folder_and_a_missing_file_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "check", tmp_path, tmp_path / "nothing.json")

    assert ran.status == 2
    assert ran.err.splitlines() == [
        f"{tmp_path}: 폴더입니다. 파일 이름을 적으세요.",
        f"{tmp_path}/nothing.json: 파일이나 폴더가 없습니다. 이름과 폴더를 확인하세요.",
    ]


def test_standard_input_is_named_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Bytes(b"\xff\n"))

    ran = run(capsys, "check", "-")

    assert (ran.status, ran.err) == (
        2, "표준 입력 1줄: UTF-8 글자가 아닙니다. UTF-8로 저장하세요.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check",), "빠진 것이 있습니다: 파일"),
        (("chek",), "모르는 말입니다: chek"),
        (("check", "a", "--jsn"), "모르는 값입니다: --jsn"),
        (("check", "a", "--on", "2024-02-30"), "달력에 없는 날짜"),
        (("demo", "--cases", "0"), "1부터 1,000,000까지"),
        (("demo", "--seed", "x"), "정수가 아닙니다: x"),
        (("print", "a", "b", "-o"), "값이 빠졌습니다"),
        (("notice", "show", "nowhere"), "모르는 공고입니다: nowhere"),
        (("notice", "check", "nowhere.toml"), "nowhere.toml: 파일이 없습니다"),
        (("print", "nowhere.json", "receipt", "-o", "a.pdf"), "nowhere.json: 파일이나 폴더가 없"),
        (
            ("print", SAMPLES / "kim-yesi.json", "letter", "-o", "a.pdf"),
            "모르는 서식입니다: letter",
        ),
        (("print", SAMPLES / "kim-yesi.json", "eligible", "-o", "a.pdf"), "적합하지 않은 항목"),
        (("print", SAMPLES / "kim-yesi.json", "receipt", "-o", SAMPLES), "저장하지 못했습니다"),
        (("demo", "--store", SAMPLES / "kim-yesi.json"), "같은 이름의 파일이 있습니다"),
    ],
)
def test_a_mistyped_command_is_answered_in_korean(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str | Path, ...], words: str
) -> None:
    ran = run(capsys, *arguments)

    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_notice_with_a_gap_in_its_table_is_refused_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = SAMPLES.parent / "notices" / "jangi-ansim-2023-3" / "notice.toml"
    file = tmp_path / "gap.toml"
    text = whole.read_text(encoding="utf-8")
    file.write_text(text.replace("  7_622_056,\n", "", 1), encoding="utf-8")

    ran = run(capsys, "notice", "check", file)

    assert (ran.status, ran.out) == (2, "")
    assert "gap.toml" in ran.err
    assert "줄" in ran.err
