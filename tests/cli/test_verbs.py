"""Every verb of the command line does its whole job."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from ipju import bootstrap
from ipju.services.frozen import DECISION_FORMS
from ipju.services.letters import CASE_FORMS
from tests.cli.running import SAMPLES, run

PDFS = {f"{form}.pdf" for form in CASE_FORMS} | {"consent-blank.pdf", "consent-rooms-blank.pdf"}


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_demonstration_prints_every_form_and_says_where_all_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run(capsys, "demo-run", "-o", tmp_path)
    # And again: now the office and the files are there already.
    ran = run(capsys, "demo-run", "-o", tmp_path)

    assert (ran.status, ran.err, ran.out) == (0, "", first.out)
    assert {one.name for one in tmp_path.glob("*.pdf")} == PDFS
    assert all(str(tmp_path / name) in ran.out for name in PDFS)
    lines = ran.out.splitlines()
    assert "  부적합: 월평균소득, 제출서류" in lines
    assert "김예시 · 소득 하나를 4,402,056원으로 고쳐 다시 심사했습니다." in lines
    assert "  부적합: 제출서류" in lines
    assert lines[-1].startswith("  그리지 못했습니다.")
    after = json.loads((tmp_path / "kim-yesi-after.json").read_text(encoding="utf-8"))
    income = next(one for one in after["findings"] if one["rule"] == "income")
    assert (income["outcome"], income["slack"]) == ("pass", 0)
    assert "  자격 부적격: 박담당 올림, 최결재 승인, 시행 맞춤형주택공급부 (연습)-3" in lines
    for form in DECISION_FORMS:
        letter = _text(tmp_path / f"{form}.pdf")
        assert "최결재" in letter
        assert "결재 전 초안" not in letter
    assert "120,000원 넘습니다" in _text(tmp_path / "ineligible.pdf")
    assert "계약 가능" in _text(tmp_path / "title.pdf")
    assert "이보기" in _text(tmp_path / "consent.pdf")


def test_the_demonstration_brings_an_applicant_to_a_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "demo-run", "-o", tmp_path)
    lines = ran.out.splitlines()

    assert lines[0] == "윤표본 · 2023-T-00318: 사례를 열어 심사했습니다."
    assert "  부적합: 총자산, 금융정보 동의서" in lines
    assert "  201호를 제안했습니다: 보증금 21,000,000원, 월 248,580원" in lines
    after = json.loads((tmp_path / "yun-pyobon.json").read_text(encoding="utf-8"))
    assets = next(one for one in after["findings"] if one["rule"] == "total-assets")
    assert (assets["outcome"], assets["amount"], assets["slack"]) == (
        "fail", 363_000_000, -2_000_000,
    )  # fmt: skip
    for form, words in (
        ("waiting", "2025"),
        ("contract", "248,580원"),
        ("renewal", "장안파크빌1"),
        ("financial-consent", "서가상"),
        ("consent-rooms-blank", "백암복지재단"),
    ):
        assert words in _text(tmp_path / f"{form}.pdf")


def test_the_practice_office_is_filled_and_filled_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for cases in ("12", "5"):
        ran = run(capsys, "demo", "--cases", cases, "--store", tmp_path)
        assert (ran.status, ran.out) == (
            0, f"연습 사례 {cases}건을 넣었습니다. 자리: {tmp_path}\n",
        )  # fmt: skip

    with bootstrap.practice_office(tmp_path) as office:
        numbers = [one.number for one in office.store.read_all()]
    homes = [one for one in numbers if one.startswith("2023-3-")]
    rooms = [one for one in numbers if one.startswith("2023-T-")]
    assert sorted(homes) == [f"2023-3-{index:05d}" for index in range(1, 10)]
    assert sorted(rooms) == [f"2023-T-{index:05d}" for index in range(1, 9)]
    assert len(numbers) == 17

    paper = tmp_path / "receipt.pdf"
    for number in ("2023-3-00009", "2023-T-00001"):
        ran = run(capsys, "print", number, "receipt", "-o", paper, "--store", tmp_path)
        assert (ran.status, ran.out) == (0, f"{paper}\n")
        assert number in _text(paper)

    ran = run(capsys, "print", "2023-3-00099", "receipt", "-o", paper, "--store", tmp_path)
    assert (ran.status, ran.err) == (2, "2023-3-00099: 그런 파일도, 그런 접수번호도 없습니다.\n")


def test_a_number_without_any_office_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "print", "7", "receipt", "-o", tmp_path / "a.pdf", "--store", tmp_path)

    assert ran.status == 2
    assert "연습 사무실도 아직 없습니다" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "demo", "--cases", "1", "--store", tmp_path)
    store = tmp_path / "practice.db"
    store.write_bytes(b"\x00" * store.stat().st_size)

    ran = run(capsys, "demo", "--cases", "1", "--store", tmp_path)

    assert (ran.status, ran.out) == (2, "")
    assert "열쇠가 맞지 않거나 파일이 손상되었습니다" in ran.err


def test_a_form_of_a_case_file_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "new" / "folder" / "e.pdf"
    sample = SAMPLES / "hong-gildong.json"

    ran = run(capsys, "print", sample, "eligible", "-o", paper, "--on", "2024-02-27")

    assert (ran.status, ran.out) == (0, f"{paper}\n")
    assert "홍길동" in _text(paper)
    assert "결재 전 초안" in _text(paper)


def test_the_schema_names_every_fact(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "schema")

    properties = json.loads(ran.out)["properties"]
    sample = json.loads((SAMPLES / "kim-yesi.json").read_text(encoding="utf-8"))
    assert set(sample) <= set(properties)


def test_the_notice_is_listed_shown_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "notice", "list")
    assert listed.out.startswith("jangi-ansim-2023-3  2023년 제3차 보증금지원형 장기안심주택")
    shown = run(capsys, "notice", "show", "jangi-ansim-2023-3")
    assert "서류 제출 마감: 2024-01-05 (금)  (1장 공급절차 및 일정)" in shown.out
    file = SAMPLES.parent / "notices" / "jangi-ansim-2023-3" / "notice.toml"
    checked = run(capsys, "notice", "check", file)
    assert (checked.status, checked.err) == (0, "")
    assert "이상 없습니다" in checked.out


def test_two_notices_are_compared_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = SAMPLES.parent / "notices" / "jangi-ansim-2023-3"
    text = (here / "notice.toml").read_text(encoding="utf-8")
    other = tmp_path / "notice.toml"
    other.write_text(text.replace("215_500_000", "215_000_000", 1), encoding="utf-8")

    ran = run(capsys, "notice", "diff", "jangi-ansim-2023-3", tmp_path)
    assert (ran.status, ran.out) == (
        0, "[부동산]\n  부동산 합산 한도: 215,500,000원 → 215,000,000원\n",
    )  # fmt: skip
    same = run(capsys, "notice", "diff", here, "jangi-ansim-2023-3")
    assert same.out == "두 공고의 내용이 같습니다.\n"
