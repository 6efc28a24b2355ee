"""통지 of a case shows what was asked of the applicant in writing: where it stands, its letter."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtPrintSupport import QPrinter

from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestItem, RequestKind
from ipju.services.request_returns import record_return
from ipju.services.requests import draw_up, send, take_back
from ipju.ui.screens.case.letters import LettersPage
from tests.services.desk import acts, text_of
from tests.ui.case.conftest import Open
from tests.ui.sitting import cells

ITEM = RequestItem(rule="documents", what="등본: 흐림", bring="다시 보냄", clause="3장 서류")


def _asked(desk: Open) -> UUID:
    case, today = desk.session.case, desk.office.clock.today()
    due = date(today.year, today.month + 1, 15)
    request = draw_up(desk.office, case.id, RequestKind.SUPPLEMENT, due, [ITEM]).request
    send(desk.office, request.id, today, "1123456789012")
    return request.id


def _letters(desk: Open) -> LettersPage:
    desk.press("Ctrl+7")
    desk.settle()
    return desk.screen.letters


def _row(letters: LettersPage, request: UUID) -> list[str]:
    at = letters.forms.rows_model.row_of(f"request/{request.hex}")
    return cells(letters.forms)[at]


def test_a_case_nobody_was_asked_about_has_no_requests(desk: Open) -> None:
    assert not [one for one in cells(_letters(desk).forms) if one[0].startswith("요청서")]


def test_a_request_stands_in_the_case_with_its_state_and_its_letter(
    desk: Open, tmp_path: Path
) -> None:
    request = _asked(desk)
    letters = _letters(desk)
    assert _row(letters, request)[0].startswith("보완요청 / 보냄 · ")
    letters.forms.select_id(f"request/{request.hex}")
    desk.settle()
    words = letters.letter_words.text()
    for part in ("보완요청 · 보냄", "소인까지", "등기번호 1123456789012", "낼 것: 등본"):
        assert part in words
    assert "보완 요청" in text_of(letters.pdf.data())
    case = desk.session.case.id
    assert "print-request" not in acts(desk.office, case)

    path = tmp_path / "request.pdf"
    letters.pdf.ask_path = lambda _suggested: str(path)
    letters.save_button.click()
    desk.bot.waitUntil(path.exists, timeout=20_000)
    desk.settle()
    assert "등본" in text_of(path.read_bytes())
    out = tmp_path / "printed.pdf"

    def to_file() -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        return printer

    letters.pdf.ask_printer = to_file
    letters.print_button.click()
    desk.settle()
    assert out.stat().st_size > 10_000
    assert acts(desk.office, case).count("print-request") == 2


@pytest.mark.parametrize("ended", ["returned", "taken back"])
def test_what_came_back_or_was_taken_back_says_so(desk: Open, ended: str) -> None:
    request = _asked(desk)
    if ended == "returned":
        record_return(desk.office, request, desk.office.clock.today(), ReturnWhy.MOVED)
    else:
        take_back(desk.office, request, "잘못 만듦")
    letters = _letters(desk)
    letters.forms.select_id(f"request/{request.hex}")
    desk.settle()
    if ended == "returned":
        assert _row(letters, request)[0].startswith("보완요청 / 반송됨 · ")
        assert "반송: 이사" in letters.letter_words.text()
        assert letters.print_button.isVisible()
    else:
        assert _row(letters, request) == ["보완요청 / 거둠"]
        assert "사유: 잘못 만듦" in letters.letter_words.text()
        assert not letters.print_button.isVisible()
