"""`ipju season run`: from an Excel file to posted letters, by the services of the desk."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ipju import bootstrap
from ipju.domain.listing import CaseQuery
from ipju.domain.outgoing import PostState
from ipju.excel.books import ExcelBooks
from ipju.services.overlaps import overlaps
from ipju.services.publishing import overview
from ipju.services.result_list import result_list
from ipju.services.review import check_trail
from tests.cli.running import run
from tests.services.deciding import seated

NOTICE = "jangi-ansim-2023-3"
STEPS = [
    "엑셀 명단", "접수", "겹치는 신청", "봉투", "보완", "소득·자산 조회", "전체 심사", "소명",
    "다시 심사", "올리기", "목록 결재", "순위·추첨", "결과 명단", "통지", "발송",
]  # fmt: skip


def test_a_season_runs_from_the_excel_file_to_posted_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "season", "run", "--count", "41", "-o", tmp_path)

    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    steps = [line.split(". ", 1)[1] for line in lines[1:] if line[:2].strip().isdecimal()]
    assert [line.split(" (")[0] for line in steps] == STEPS
    assert not [line for line in lines if "되지 않음" in line or "내지 못함" in line]

    table = ExcelBooks().read(tmp_path / "1 신청 명단.xlsx").sheets[0].rows
    assert len(table) == 1 + 41
    with bootstrap.practice_office(tmp_path / "사무실") as office:
        assert office.store.page(CaseQuery(notice=NOTICE)).total == 41
        (twice,) = overlaps(office, NOTICE)
        assert twice.settlement is not None
        letters = overview(office, NOTICE)
        assert letters.to_issue == ()
        assert letters.letters.get(PostState.TO_SEND, 0) == 0
        sent, back = (letters.letters.get(one, 0) for one in (PostState.SENT, PostState.RETURNED))
        assert back == (sent + back) // 25 > 0
        eligible = len(result_list(seated(office, "최결재"), NOTICE).proposals)
        assert check_trail(seated(office, "한보호")).sound
    with pypdfium2.PdfDocument(tmp_path / "통지" / f"통지 00001-{sent + back:05d}.pdf") as pdf:
        assert len(pdf) >= sent + back
    assert f"부침 {sent + back}통, 반송 {back}통" in lines[-2]
    assert eligible > 0
    assert any(f"선정·미선정 통지 {eligible}건" in line for line in lines)


def test_the_draw_of_a_season_is_verified_from_its_proof_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "season", "run", "--count", "20", "-o", tmp_path)
    ran = run(capsys, "draw", "verify", tmp_path / "추첨 증명서 일반공급.pdf")
    assert (ran.status, ran.err) == (0, "")
    assert "추첨이 증명과 같습니다." in ran.out


def test_a_notice_that_ranks_nobody_has_no_season(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(
        capsys, "season", "run", "--notice", "teukhwa-maeip-2023-baekam", "-o", tmp_path / "x"
    )
    assert ran.status == 2
    assert ran.err.startswith("순위를 매기는 공고 하나를 고르세요.")
    assert not (tmp_path / "x").exists()
