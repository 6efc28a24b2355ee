"""The office's own sheets: what they say, and that their codes are read off the paper."""

from datetime import date

import pytest
import zxingcpp

from ipju.domain.keys import RecoveryKey
from ipju.domain.printed_office import RecoverySheet, WordRow
from ipju.services.recovery_sheet import recovery_sheet
from tests.printing.samples import PRINTER, pages, picture, squeezed, text_of

KEY = RecoveryKey(
    words=(
        *("가람", "나무", "다리", "마루", "바다", "사슴", "아침"),
        *("자전거", "차림", "카드", "타조", "파도", "하늘"),
    ),
    code="IPJU-0123-4567-89AB-CDEF-0123-4567-89AB-CDEF",
)
DAY = date(2026, 11, 22)


def read_code(data: bytes, dpi: int = 200) -> str:
    """What a reader makes of the only code on the first page."""
    (found,) = zxingcpp.read_barcodes(picture(data, dpi=dpi))
    return str(found.text)


def test_a_recovery_sheet_bears_every_word_with_its_number_and_the_code() -> None:
    data = recovery_sheet(PRINTER, KEY, "예시주택부", DAY)
    text = text_of(data)
    at = [text.index(f"{number}.{word}") for number, word in enumerate(KEY.words, 1)]
    assert at == sorted(at)
    assert "낱말13개" in text
    assert squeezed("예시주택부 · 2026. 11. 22. 만듦") in text
    assert KEY.code in text
    assert len(pages(data)) == 1


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_the_code_of_a_recovery_sheet_is_read_off_the_paper(dpi: int) -> None:
    assert read_code(recovery_sheet(PRINTER, KEY, "예시주택부", DAY), dpi) == KEY.code


def test_the_same_key_makes_the_same_sheet() -> None:
    first = recovery_sheet(PRINTER, KEY, "예시주택부", DAY)
    assert recovery_sheet(PRINTER, KEY, "예시주택부", DAY) == first


def test_a_practice_sheet_says_so_and_one_without_a_code_draws_none() -> None:
    sheet = RecoverySheet(
        office="예시주택부", made_on=DAY, practice=True, count=1, words=(WordRow(first="1. 가람"),)
    )
    data = PRINTER.render(sheet)
    assert "연습용견본" in text_of(data)
    assert zxingcpp.read_barcodes(picture(data)) == []
