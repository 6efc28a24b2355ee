"""금융정보 등 제공 동의서: front and back with every fact of the notice's form, four to a sheet."""

from dataclasses import replace

import pytest

from ipju.printing import FinancialConsentForm, Signer
from ipju.printing.consent import lay_out_consent
from ipju.printing.consenters import FIRST, LAST
from ipju.printing.fonts import load_typeface
from ipju.printing.formfile import load_stationery
from ipju.printing.page import Rect, Text
from tests.printing.samples import (
    FONTS,
    FORMS,
    LONG_NAME,
    PRINTER,
    household,
    pages,
    squeezed,
    text_of,
)

FORM = "financial-consent"
BLANK = FinancialConsentForm(form=FORM)

INSTITUTIONS = (
    ("가", "은행", "「은행법」"),
    ("나", "중소기업은행", "「중소기업은행법」"),
    ("다", "한국산업은행", "「한국산업은행법」"),
    ("라", "한국수출입은행", "「한국수출입은행법」"),
    ("마", "한국은행", "「한국은행법」"),
    ("바", "투자매매업자·투자중개업자·집합투자업자·신탁업자·증권금융회사·종합금융회사 및 "
     "명의개서대행회사", "「자본시장과 금융투자업에 관한 법률」"),
    ("사", "상호저축은행 및 상호저축은행중앙회", "「상호저축은행법」"),
    ("아", "조합과 그 중앙회 및 농협은행", "「농업협동조합법」"),
    ("자", "조합 및 중앙회", "「수산업협동조합법」"),
    ("차", "신용협동조합 및 신용협동조합중앙회", "「신용협동조합법」"),
    ("카", "금고 및 중앙회", "「새마을금고법」"),
    ("타", "보험회사", "「보험업법」"),
    ("파", "체신관서", "「우체국예금·보험에 관한 법률」"),
    ("하", "같은 법 시행령 제2조에 따른 기관",
     "「금융실명거래 및 비밀보장에 관한 법률 시행령」 제2조"),
)  # fmt: skip

SCOPE = (
    ("금융정보", "가", "보통예금, 저축예금, 자유저축예금 등 요구불예금",
     "최근 3개월 이내의 평균 잔액"),
    ("금융정보", "나", "정기예금, 정기적금, 정기저축 등 저축성예금", "잔액 또는 총납입금"),
    ("금융정보", "다", "주식, 수익증권, 출자금, 출자지분",
     "최종 시세가액. 비상장주식의 평가는 「상속세 및 증여세법 시행령」 제54조제1항을 준용"),
    ("금융정보", "라", "채권, 어음, 수표, 채무증서, 신주인수권 증서", "액면가액"),
    ("금융정보", "마", "연금저축", "정기적으로 지급된 금액 또는 최종 잔액"),
    ("신용정보", "가", "대출 현황 및 연체 내용", "–"),
    ("신용정보", "나", "신용카드 미결제 금액", "–"),
    ("보험정보", "가", "보험증권", "해약하면 받을 환급금 또는 최근 1년 이내에 지급된 보험금"),
    ("보험정보", "나", "연금보험", "해약하면 받을 환급금 또는 정기적으로 지급되는 금액"),
)  # fmt: skip

FRONT = (
    "공공주택 신청자 인적사항", "신청자", "주소", "금융정보 등 제공 동의자", "신청자와의 관계",
    "동의자 성명", "주민등록번호(외국인등록번호)", "휴대전화번호",
    "금융정보 등의 제공을 동의함 1)", "통보하지 않는 것에 동의함 2)",
    "「공공주택 특별법」 제48조의4 및 같은 법 시행령 제42조", "국토교통부장관",
    "신청자 본인, 배우자, 신청자와 배우자의 직계존속·비속 등",
    "우편 또는 휴대전화 문자메시지", "유효기간: 제출일부터 6개월",
    "「공공주택 특별법」에 따른 공공주택의 입주자 선정 지원",
    "년", "월", "일", "금융기관장·신용정보집중기관장 귀하",
)  # fmt: skip

FOOT = "금융기관 등의 명칭, 금융정보 등의 범위, 유의사항 금융정보 등 제공 동의서 2023 · 1 / 2"

NOTES = (
    "2회 이상 거부·기피", "신청이 각하",
    "제49조의3에 따라 임대차계약이 해지·해제되거나 재계약이 거절",
    "한 번만 냅니다", "제출일부터 6개월 이내에 금융정보등을 조회",
    "동의 대상자가 추가되면 그 사람의 동의서를 따로",
    "제57조에 따라 5년 이하의 징역 또는 3천만원 이하의 벌금",
)  # fmt: skip


def form(count: int) -> FinancialConsentForm:
    people = tuple(
        replace(one, phone=f"010-0000-000{number}")
        for number, one in enumerate(household(count), 1)
    )
    return FinancialConsentForm(
        form=FORM, case_number="2023-T-00001", applicant=people[0], signers=people,
        address="서울특별시 예시구 견본로 12",
    )  # fmt: skip


def steps(model: FinancialConsentForm) -> list[object]:
    """The drawing steps of the front of the first sheet."""
    stationery = load_stationery(FORMS / "stationery.toml")
    sheets = lay_out_consent(model, PRINTER.form(FORM), stationery, load_typeface(FONTS).metrics)
    return list(sheets[0].pages[0])


def boxes(model: FinancialConsentForm) -> list[Rect]:
    """The boxes that a digit is written into."""
    found = [one for one in steps(model) if isinstance(one, Rect) and one.line]
    return [one for one in found if one.height > one.width and one.width < 15]


def test_the_blank_form_is_one_sheet_front_and_back() -> None:
    front, back = pages(PRINTER.render(BLANK))
    for words in FRONT:
        assert squeezed(words) in squeezed(front), words
    assert squeezed(front).endswith(squeezed(f"{FRONT[-1]}뒤쪽: {FOOT}"))
    assert front.count("(서명 또는 인)") == 4 * 2 + 2
    assert "금융기관 등의 명칭" in back
    assert "2 / 2" in back


@pytest.mark.parametrize("row", INSTITUTIONS, ids=lambda row: row[0])
def test_the_back_names_every_institution_by_its_act(row: tuple[str, ...]) -> None:
    assert squeezed("".join(row)) in squeezed(pages(PRINTER.render(BLANK))[1])


def test_the_back_names_institutions_and_scope_in_their_order() -> None:
    back = squeezed(pages(PRINTER.render(BLANK))[1])
    for rows in (INSTITUTIONS, SCOPE):
        assert squeezed("".join("".join(row) for row in rows)) in back
    assert squeezed("제25조에 따른 신용정보집중기관: 전국은행연합회 등") in back
    for words in NOTES:
        assert squeezed(words) in back, words


def test_numbers_are_written_into_six_and_seven_boxes_for_five_people() -> None:
    assert len(boxes(BLANK)) == (FIRST + LAST) * (1 + 4)
    assert (FIRST, LAST) == (6, 7)


def test_only_the_digits_that_may_be_shown_stand_in_the_boxes() -> None:
    model = FinancialConsentForm(
        form=FORM, signers=(Signer(name="예시", rrn_text="900101-1******"),)
    )
    first = boxes(model)[FIRST + LAST : 2 * (FIRST + LAST)]
    texts = [one for one in steps(model) if isinstance(one, Text)]
    written = "".join(
        text.text
        for box in first
        for text in texts
        if box.x < text.x < box.x + box.width and box.y < text.y < box.y + box.height
    )
    assert written == "9001011"
    assert "*" not in "".join(pages(PRINTER.render(model)))


def test_the_fifth_person_signs_a_second_complete_sheet() -> None:
    sheets = pages(PRINTER.render(form(5)))
    assert len(sheets) == 4
    assert "예시4" in sheets[0]
    assert "예시5" not in sheets[0]
    assert "예시5" in sheets[2]
    assert "서울특별시 예시구 견본로 12" in sheets[2]
    assert "(보호자 서명)" in sheets[2]
    assert squeezed(sheets[1]) == squeezed(sheets[3])


def test_each_persons_phone_stands_under_the_number() -> None:
    front = pages(PRINTER.render(form(4)))[0]
    for number in range(1, 5):
        assert f"010-0000-000{number}" in front


def test_a_long_name_and_practice_keep_to_two_pages() -> None:
    model = FinancialConsentForm(form=FORM, signers=(Signer(name=LONG_NAME),), practice=True)
    sheets = pages(PRINTER.render(model))
    assert len(sheets) == 2
    assert all("연습용 견본" in page for page in sheets)
    assert LONG_NAME[:5] in text_of(PRINTER.render(model))
