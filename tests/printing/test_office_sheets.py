"""The office's own sheets: what they say, and that their codes are read off the paper."""

from datetime import date
from typing import Any

import pytest
import zxingcpp

from ipju.domain.keys import RecoveryKey
from ipju.domain.printed_office import (
    CountRow,
    DestructionSheet,
    EventRow,
    MonthSheet,
    RecoverySheet,
    WordRow,
)
from ipju.services.recovery_sheet import recovery_sheet
from tests.printing.samples import LONG_NAME, PRINTER, pages, picture, squeezed, text_of

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


HASH = "3f9a04c2" * 8


def month_sheet(**changes: Any) -> MonthSheet:
    """The review of a month with something of everything in it."""
    facts: dict[str, Any] = {
        "office": "예시주택부", "made_on": DAY, "code": f"123881 {HASH}",
        "month": "2026년 10월", "span": "118,204 ~ 123,881번", "rows": "5,678",
        "acts": (CountRow(name="사례를 봄", count="3,201"),),
        "people": (CountRow(name=LONG_NAME, count="2,310", more="701"),),
        "own": (CountRow(name="사례를 파기함", count="2"),),
        "unusual": (
            EventRow(when="3일(토) 22:14", who=LONG_NAME, what="근무 시간 밖: 토요일 22:14, 3번",
                     remark="2023-3-00871, 2023-3-00872 외"),
        ),
        "roles": (EventRow(when="5일(월) 09:12", who="이담당", what="결재 역할을 줌",
                           remark="강관리 · 대행"),),
        "decisions": (CountRow(name="승인", count="198"),),
        "destructions": ("2022-2-00001", "2022-2-00002"),
        "anchor_row": "123,881", "anchor_lines": ("3f9a 04c2 " * 4, "3f9a 04c2 " * 4),
        "before": "앞서 서명한 2026년 9월의 기준점(118,203번)은 그대로입니다.",
        "chain": "장부 124,010줄이 모두 이어집니다.", "signer": "예시주택부 한보호",
        "signed_on": "2026. 11. 2.(월) 10:12", "fingerprint": "9F3A 11C0 77DE 0B4A",
        **changes,
    }  # fmt: skip
    return MonthSheet(**facts)


def in_order(text: str, *parts: str) -> None:
    """Every part stands in the text, each after the one before."""
    start = 0
    for part in parts:
        assert squeezed(part) in text[start:], part
        start = text.index(squeezed(part), start) + 1


def test_a_month_sheet_reads_from_the_anchor_to_the_signature() -> None:
    in_order(
        text_of(PRINTER.render(month_sheet())),
        "2026년 10월 월별 점검표", "118,204 ~ 123,881번, 모두 5,678줄", "그대로입니다.",
        "1. 기준점", "123,881번", "3f9a 04c2", "2. 사람별", "2,310", "3. 행위별", "3,201",
        "4. 결정", "5. 점검자 본인의 행위", "6. 살펴볼 행위 1건", "2023-3-00871", "7. 역할",
        "결재 역할을 줌", "8. 파기 사례 2건: 2022-2-00001, 2022-2-00002", "점검한 사람",
        "예시주택부 한보호", "서명 또는 인", "9F3A 11C0 77DE 0B4A",
    )  # fmt: skip


def test_a_quiet_month_says_that_there_was_nothing() -> None:
    quiet = month_sheet(
        span="", acts=(), people=(), own=(), unusual=(), roles=(), decisions=(),
        destructions=(), anchor_row="", anchor_lines=(), code="", signed_on="",
    )  # fmt: skip
    data = PRINTER.render(quiet)
    in_order(
        text_of(data),
        "이 달에는 장부에 적힌 것이 없습니다.", "살펴볼 행위 없음",
        "주거나 거둔 것이 없습니다.", "이 달에 파기한 사례가 없습니다.",
        "아직 서명하지 않은 달입니다.",
    )  # fmt: skip
    assert zxingcpp.read_barcodes(picture(data)) == []


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_the_anchor_of_a_month_is_read_off_the_paper(dpi: int) -> None:
    assert read_code(PRINTER.render(month_sheet()), dpi) == f"123881 {HASH}"


def test_a_long_month_goes_on_over_pages_with_its_foot_on_each() -> None:
    unusual = month_sheet().unusual * 60
    data = PRINTER.render(
        month_sheet(unusual=unusual, unusual_more="이 밖에 9건은 화면에서 봅니다.")
    )
    found = [squeezed(one) for one in pages(data)]
    assert len(found) > 3
    for number, text in enumerate(found, 1):
        assert f"{number}/{len(found)}" in text
        assert squeezed("2026년 10월 장부 월별 점검표 · 지문 9F3A") in text


def test_a_destruction_certificate_keeps_long_words_on_one_page() -> None:
    sheet = DestructionSheet(
        office="예시주택부", made_on=DAY, case_number="2023-3-00871",
        notice_title="2023년 제3차 보증금지원형 장기안심주택", holding="미선정",
        period="결과를 알린 날부터 6개월", due_on=date(2026, 10, 25),
        destroy_by=date(2026, 10, 30), destroyed_on=date(2026, 11, 2), destroyed_at="10:12",
        late="3일 늦음", reason="보유 기간이 끝났음을 장부와 통지 내역으로 확인함. " * 8,
        rows="1,204", approved_by=LONG_NAME, fingerprint="9F3A 11C0 77DE 0B4A",
    )  # fmt: skip
    data = PRINTER.render(sheet)
    assert len(pages(data)) == 1
    in_order(
        text_of(data),
        "개인정보 파기확인서", "2023-3-00871", "2026. 10. 25.(일)", "2026. 10. 30.(금)",
        "2026. 11. 2.(월) 10:12 · 3일 늦음", "1,204줄", f"개인정보 담당 {LONG_NAME}",
        "확인한 사람", "지문 9F3A 11C0",
    )  # fmt: skip
    assert "고친흔적" not in text_of(data)
