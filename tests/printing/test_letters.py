"""Letters say the result, its reasons and clauses, and what to do by when."""

from dataclasses import replace
from datetime import date

import pytest

from ipju.domain.printed import Decision, Remedy, TitleAnalysis
from ipju.printing import Letter, Office, PrintModel, Recipient
from ipju.printing.fonts import load_typeface
from ipju.printing.formfile import load_stationery
from ipju.printing.letter import lay_out_letter
from ipju.printing.page import MM, Rect, Sheet, Text
from tests.printing.samples import (
    DEFECTS,
    FONTS,
    FORMS,
    GROUNDS,
    INCOME,
    LONG_NAME,
    PRINTER,
    REAL_ESTATE,
    eligible,
    ineligible,
    pages,
    reasons,
    receipt,
    squeezed,
    supplement,
    text_of,
    title_analysis,
)


def in_order(text: str, *parts: str) -> None:
    """Every part stands in the text, each after the one before."""
    start = 0
    for part in parts:
        assert squeezed(part) in text[start:], part
        start = text.index(squeezed(part), start) + 1


def test_a_refusal_reads_in_the_order_of_an_official_letter() -> None:
    in_order(
        text_of(PRINTER.render(ineligible())),
        "서울주택도시공사", "수신 오견본 귀하", "(01234) 서울특별시 예시구 견본로 12",
        "(경유)", "제목 2023년 제3차 보증금지원형 장기안심주택 부적격 안내 및 소명 방법",
        "1. 귀하께서", "2. 심사 결과: 부적격 (아래 1개 항목이",
        "월평균소득 (가구원 3명) 7,180,409원 6,718,198원 이하 462,211원 초과 부적합",
        "부동산 48,200,000원 215,500,000원 이하 여유 1억 6,730만원 적합",
        "확인한 자료: 사회보장정보시스템", "가. 월평균소득", "한도를 넘습니다.",
        "※ 근거: 공고 2. 신청자격", "가. 기간 2024. 2. 26.(월) ~ 2024. 3. 6.(수)",
        "3. 6.자 우편 소인까지 인정", "나. 방법 등기우편만 접수", "다. 보낼 곳 서울특별시 강남구",
        "라. 낼 것 원천기관에서 정정한 소득 자료, 그 기관의 확인서", "붙임 소명서 1부. 끝.",
        "서울주택도시공사 사장", "담당 박담당", "결재 최결재", "결재일 2024. 2. 22.",
        "시행 맞춤형주택공급부-0007 (2024. 2. 23.)", "심사표 제1판 · 지문 3C91 0A4E",
        "전화 1600-3456", "1 / 1 · 발행 2회",
    )  # fmt: skip


def test_a_letter_without_a_way_to_object_offers_none() -> None:
    text = text_of(PRINTER.render(ineligible(objection=None, attachments=())))
    assert "소명할수" not in text
    assert "장기안심주택부적격안내" in text
    # Nor does the subject promise one once the period is over.
    assert "소명방법" not in text
    assert "붙임" not in text


def test_without_attachments_the_last_sentence_is_followed_by_the_end() -> None:
    text = text_of(PRINTER.render(eligible()))
    assert "알려주시기바랍니다.끝." in text
    assert text.count("끝.") == 1


def test_the_qualified_read_their_points_and_that_nothing_is_promised() -> None:
    in_order(
        text_of(PRINTER.render(eligible(notes=("발표는 3월 15일입니다.",)))),
        "적격 안내", "심사 결과: 적격", "부동산", "가점은 9점", "선정되었다는 뜻이 아닙니다.",
        "발표는 3월 15일입니다.",
    )  # fmt: skip


def test_no_points_are_mentioned_when_none_were_counted() -> None:
    assert "가점" not in text_of(PRINTER.render(eligible(points=None)))


def test_thirty_reasons_go_on_over_pages_under_the_same_head() -> None:
    sheets = pages(PRINTER.render(ineligible(rows=reasons(30))))
    text = squeezed("".join(sheets))
    assert "아래30개항목" in text
    for reason in reasons(30):
        assert squeezed(reason.reason) in text
        assert squeezed(reason.clause) in text
    tables = [page for page in sheets if squeezed("심사 항목 확인된 값") in squeezed(page)]
    assert len(tables) >= 2
    for number, page in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in page
        assert "2023-3-00871" in page
    assert ["서울주택도시공사 사장" in page for page in sheets].index(True) == len(sheets) - 1


def test_the_fifteenth_reason_is_lettered_after_the_fourteenth() -> None:
    text = text_of(PRINTER.render(ineligible(rows=reasons(16))))
    in_order(text, "하. 세대구성원 14", "거. 세대구성원 15", "너. 세대구성원 16")


@pytest.mark.parametrize("count", range(1, 24))
def test_the_sender_never_stands_alone_on_a_page(count: int) -> None:
    last = squeezed(pages(PRINTER.render(ineligible(rows=reasons(count))))[-1])
    before = last[: last.index("서울주택도시공사사장")]
    assert "끝." in before
    assert "이의가없는것으로봅니다." in before


def laid_out(model: Letter, form: str) -> Sheet:
    """The pages of a letter as drawing steps."""
    return lay_out_letter(
        model, PRINTER.form(form), load_stationery(FORMS / "stationery.toml"),
        load_typeface(FONTS).metrics,
    )  # fmt: skip


@pytest.mark.parametrize("count", range(1, 24))
def test_the_seal_never_covers_the_last_lines(count: int) -> None:
    last = laid_out(ineligible(rows=reasons(count)), "decision-ineligible").pages[-1]
    texts = [step for step in last if isinstance(step, Text)]
    sender = next(n for n, step in enumerate(texts) if step.text == "서울주택도시공사 사장")
    seal = next(step for step in last if isinstance(step, Rect) and step.dashed)
    assert max(step.y for step in texts[:sender]) < seal.y
    assert seal.width == pytest.approx(24 * MM)


@pytest.mark.parametrize("prices", range(1, 20))
def test_a_sentence_that_leads_to_a_table_stays_with_it(prices: int) -> None:
    model = title_analysis(possible=False)
    longer = replace(model, prices=model.prices[:1] * prices)
    for page in pages(PRINTER.render(longer)):
        if "등기된 채권과 보증금" in page:
            assert "부채 합계" in page
        if "주택 가격과 비율" in page:
            assert "KB시세" in page


def test_a_reason_longer_than_a_page_goes_on_inside_the_margins() -> None:
    reason = "가나다라 마바사 " * 600
    rows = (replace(reasons(1)[0], reason=reason, value="아자차카 " * 700),)
    sheet = laid_out(ineligible(rows=rows), "decision-ineligible")
    assert len(sheet.pages) > 3
    for page in sheet.pages[:-1]:
        texts = [step for step in page if isinstance(step, Text)]
        body, number = texts[:-1], texts[-1]
        assert max(step.y for step in body) <= sheet.frame.bottom < number.y
    text = text_of(PRINTER.render(ineligible(rows=rows)))
    assert text.count("마바사") == 600
    assert text.count("아자차카") == 700


def test_only_what_failed_is_listed_as_a_reason() -> None:
    text = text_of(PRINTER.render(ineligible()))
    assert "가.월평균소득" in text
    assert "나.부동산" not in text


def test_a_long_name_and_address_wrap_beside_the_code() -> None:
    recipient = Recipient(
        name=LONG_NAME,
        address="서울특별시 예시구 견본로123456길 78-901, 아름다운예시마을견본단지 1234동 5678호",
    )
    text = text_of(PRINTER.render(ineligible(recipient=recipient)))
    assert f"{LONG_NAME}귀하" in text
    assert squeezed(recipient.address) in text


def test_another_office_can_send_the_letter() -> None:
    office = Office(
        name="예시주택공사", sender="예시주택공사 대표", department="견본부",
        address="예시시 견본로 1", phone="02-000-0000", web="example.invalid",
    )  # fmt: skip
    text = text_of(PRINTER.render(replace(eligible(), office=office)))
    in_order(text, "예시주택공사", "예시주택공사 대표", "전화 02-000-0000")
    assert "1600-3456" not in text


def test_a_supplement_request_says_what_is_wrong_how_to_mend_it_and_by_when() -> None:
    text = text_of(PRINTER.render(supplement()))
    for number, defect in enumerate(DEFECTS, 1):
        for words in (defect.item, defect.defect, defect.remedy, defect.clause, defect.issuer):
            assert squeezed(words) in text
        assert squeezed(f"{number} {defect.item}") in text
    in_order(text, "아래 2건의", "가. 기한 2024. 2. 2.(금)까지", "나. 방법 등기우편만",
             "다. 보낼 곳", "라. 문의", "그대로 심사합니다. 끝.")  # fmt: skip


def test_forty_defects_keep_their_numbers_and_columns() -> None:
    sheets = pages(PRINTER.render(supplement(defects=DEFECTS * 20)))
    assert squeezed("40 임신진단서") in squeezed("".join(sheets))
    assert sum("보완하는 방법" in page for page in sheets) >= 3


def test_a_receipt_lists_the_papers_and_when_they_came() -> None:
    in_order(
        text_of(PRINTER.render(receipt())),
        "접수증", "접수번호 2023-3-00871", "접수일 2024. 1. 3.(수)", "신청인 오견본",
        "생년월일 1988. 4. 5.", "우편 소인 2024. 1. 2.(화)", "받은 서류 (3건)",
        "1 주민등록표등본(상세) 오견본 2023. 12. 27.", "3 임신진단서 이보기 – 원본",
        "내신 서류는 돌려드리지 않습니다.", "2024. 2. 23.", "서울주택도시공사 사장",
    )  # fmt: skip


def test_a_receipt_before_any_paper_came_has_no_list() -> None:
    text = text_of(PRINTER.render(receipt(papers=(), postmark=None)))
    assert "받은서류(0건)" in text
    assert "발급일" not in text
    assert "우편소인–" in text


def test_a_possible_dwelling_is_told_its_support_and_the_last_day() -> None:
    in_order(
        text_of(PRINTER.render(title_analysis(possible=True))),
        "권리분석 결과 안내", "서울특별시 예시구 견본로 34, 301호", "다세대주택, 전용면적 52.30㎡",
        "결과: 계약 가능", *GROUNDS, "○ KB시세", "412,000,000원 58.25% 89.80%",
        "398,000,000원 60.30% 92.96%", "적용한 까닭: 공고에 먼저 적힌 기준",
        "근저당 1 2021. 4. 12. 가상은행 180,000,000원", "부채 합계 370,000,000원",
        "보증금 130,000,000원", "지원금 45,000,000원", "본인 부담 85,000,000원",
        "2025. 3. 14.(금)까지",
    )  # fmt: skip


def test_an_impossible_dwelling_is_told_the_ground_and_no_support() -> None:
    text = text_of(PRINTER.render(title_analysis(possible=False)))
    in_order(text, "결과: 계약 불가", "8 전체 부채", "해당", "(근거: 공고 권리분석 ⑧)")
    assert "지원금" not in text


@pytest.mark.parametrize(
    "model",
    [ineligible(), eligible(), supplement(), receipt(), title_analysis(True)],
    ids=lambda model: type(model).__name__,
)
def test_practice_stores_mark_every_page(model: PrintModel) -> None:
    assert isinstance(model, Letter)
    assert "연습용 견본" not in "".join(pages(PRINTER.render(model)))
    marked = pages(PRINTER.render(replace(model, practice=True)))
    assert all("연습용 견본" in page for page in marked)


@pytest.mark.parametrize(
    "model",
    [ineligible(), eligible(), supplement(), title_analysis(True)],
    ids=lambda model: type(model).__name__,
)
def test_what_nobody_approved_says_so_on_every_page(model: PrintModel) -> None:
    assert isinstance(model, Letter)
    assert "초안" not in "".join(pages(PRINTER.render(model)))
    waits = replace(model, draft=True, approved_on=None)
    assert all("결재 전 초안" in page for page in pages(PRINTER.render(waits)))
    both = pages(PRINTER.render(replace(waits, practice=True)))
    assert all("연습용 견본 · 결재 전 초안" in page for page in both)
    stands = replace(waits, approved_on=date(2024, 2, 28))
    assert all("승인됨 · 발급 전" in page for page in pages(PRINTER.render(stands)))


@pytest.mark.parametrize(
    "name", ["예시공사", "사회복지법인 백암복지재단", "아주 긴 이름의 예시복지재단 법인"]
)
def test_the_marks_never_stand_upon_the_name_of_the_office(name: str) -> None:
    name = name.strip()
    office = Office(
        name=name, sender=name, department="견본부", address="예시시 견본로 1", phone="", web=""
    )
    waits = replace(eligible(), office=office, practice=True, draft=True)
    first = laid_out(waits, "decision-eligible").pages[0]
    box = next(step for step in first if isinstance(step, Rect))
    written = next(step for step in first if isinstance(step, Text) and step.text == name)
    # The baseline of the name lies below the marks, or all of the name right of them.
    assert box.y > 10 * MM
    assert written.x > box.x + box.width or written.y - 19 > box.y + box.height


REMEDIES = (
    Remedy(name="행정심판", text="안 날부터 90일 이내에 청구", clause="「행정심판법」 제27조"),
    Remedy(name="행정소송", text="안 날부터 90일 이내에 제기", clause="「행정소송법」 제20조"),
)


@pytest.mark.parametrize(
    "model", [ineligible(), eligible(), title_analysis(True), title_analysis(False)]
)
def test_a_decision_says_how_and_by_when_to_dispute_it(model: Decision | TitleAnalysis) -> None:
    assert "불복" not in text_of(PRINTER.render(model))
    told = replace(model, remedies=REMEDIES, notified_by="「행정절차법」 제26조")
    in_order(
        text_of(PRINTER.render(told)),
        "이 결정에 불복하면", "(근거: 「행정절차법」 제26조)",
        "가. 행정심판 안 날부터 90일 이내에 청구 (근거: 「행정심판법」 제27조)",
        "나. 행정소송 안 날부터 90일 이내에 제기 (근거: 「행정소송법」 제20조)",
    )  # fmt: skip


@pytest.mark.parametrize("model", [eligible(), title_analysis(True)])
def test_a_good_result_cites_what_it_rests_on(model: Decision | TitleAnalysis) -> None:
    cited = replace(model, clauses=("2장 일반공급 ①", "별표2 1호"))
    in_order(text_of(PRINTER.render(cited)), "근거: 공고 2장 일반공급 ①, 별표2 1호")


def test_the_officer_stands_with_his_own_office_and_phone() -> None:
    model = ineligible(officer_department="주거복지부", officer_phone="02-000-0001")
    in_order(
        text_of(PRINTER.render(model)),
        "담당 주거복지부 박담당", "결재 최결재", "전화 02-000-0001 (대표 1600-3456)",
    )  # fmt: skip


def test_letters_printed_together_count_their_own_pages() -> None:
    sheets = pages(PRINTER.render_many([eligible(), title_analysis(True), receipt()]))
    assert len(sheets) == 4
    assert "1 / 1" in sheets[0]
    assert "1 / 2" in sheets[1]
    assert "2 / 2 · 발행 2회" in sheets[2]
    assert "발행" not in sheets[1]
    assert "1 / 1" in sheets[3]


def test_a_long_officers_name_does_not_run_into_the_next_entry() -> None:
    sheet = laid_out(eligible(officer=LONG_NAME), "decision-eligible")
    foot = {step.text: step for step in sheet.pages[0] if isinstance(step, Text)}
    officer = foot[LONG_NAME]
    end = officer.x + sheet.metrics.width(LONG_NAME, False, officer.size)
    assert end < foot["결재 "].x
    assert foot["최결재"].size == 9


@pytest.mark.parametrize("margin", ["여유 205,342,160원", "205,342,160원 초과"])
def test_a_difference_of_hundreds_of_millions_stays_on_its_line(margin: str) -> None:
    good, bad = replace(REAL_ESTATE, margin=margin), replace(INCOME, margin=margin)
    assert _on_one_line(PRINTER.render(eligible(rows=(good,))), margin) == 1
    assert _on_one_line(PRINTER.render(ineligible(rows=(bad, good))), margin) == 2


def _on_one_line(data: bytes, words: str) -> int:
    """How many lines of the first page hold these words whole."""
    return sum(words in line for line in pages(data)[0].splitlines())
