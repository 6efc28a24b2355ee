"""The consent form prints exactly the parts of the notice's form, for every signer."""

from typing import Any

import pytest

from ipju.printing import ConsentForm, PrintError, Signer
from ipju.printing.consent import lay_out_consent
from ipju.printing.fonts import load_typeface
from ipju.printing.formfile import load_stationery
from ipju.printing.page import Rect
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


def ja(**facts: Any) -> ConsentForm:
    """The form in the variant of the corporation."""
    return ConsentForm(form="consent-ja", **facts)


BLANK = ja()

CATEGORIES = {
    "기본": (
        "주민등록사항(성명, 주민등록번호 포함)",
        "주소, 배우자 주민등록번호 또는 외국인등록번호",
        "병역사항(행복주택 공급 시 남성에게만 해당)",
        "연락처(유·무선 전화번호, 전자우편주소)",
        "가족관계사항",
        "입주자저축 가입내역",
        "주택소유 및 공공임대주택 계약·입주내역",
    ),
    "소득": (
        "「소득세법」 제12조, 제16조부터 제22조에 따른 소득내역",
        "공적연금 가입내역",
        "건강보험 가입내역",
        "국가·지자체 등으로부터 지급받는 각종 급여, 수당 및 직불금내역",
        "국세 및 지방세 과세내역",
        "사업자등록사항",
    ),
    "자산": ("토지·주택·분양권, 건축물 및 자동차 보유내역",),
    "기타": (
        "「국민기초생활 보장법」상 수급자 또는 차상위계층 해당여부",
        "「국가유공자 등 예우 및 지원에 관한 법률」 국가유공자(유족)",
        "「5·18민주유공자예우 및 단체설립에 관한 법률」 5·18민주유공자(유족) 확인서",
        "「한부모가족지원법」 한부모가족증명서",
    ),
}

RECIPIENTS = (
    ("국토교통부장관", "주택소유여부 검색, 주거급여 계좌정보조회",
     "성명, 주민등록번호, 연락처, 주소"),
    ("소득·재산 및 주택 관련 원천정보 보유기관", "주택, 소득 및 자산 검색",
     "성명, 주민등록번호, 연락처, 주소"),
    ("사회보장정보원", "주택, 소득 및 자산 검색", "성명, 주민등록번호, 연락처, 주소"),
    ("임대주택 위탁관리업체", "임대주택 입주자 관리", "성명, 주소, 연락처, 계약내역"),
    ("거주자 실태조사 업무 수탁자", "거주자 실태조사",
     "성명, 생년월일, 연락처, 계약내역, 가족관계사항"),
    ("입주자 만족도조사 업무 수탁자", "입주자 만족도 조사", "성명, 연락처, 주소"),
    ("대행법무법인", "권리분석 심사, 계약체결",
     "성명, 생년월일, 연락처, 주소, 당첨내역, 계약내역"),
    ("서울특별시", "주택소유현황, 세대원정보 확인", "성명, 주민등록번호"),
)  # fmt: skip

REGISTER_ITEMS = (
    "주소(세대주)",
    "과거 주소변동 사항(세대주)",
    "전입일/변동일(세대주 및 세대원)",
    "국내거소신고번호 및 외국인등록번호(세대주 및 세대원)",
    "재외국민 여부(세대주 및 세대원)",
    "교부대상자(외) 세대주와 다른 세대원의 이름(세대주 및 세대원)",
    "세대원의 세대주와의 관계(세대원)",
    "동거인(세대원)",
    "과거의 주소변동 사항 중 세대주 성명/관계(세대주)",
    "전체 주민등록번호(세대주 및 세대원)",
)

NAMED_IN_TEXT = (
    "국토교통부장관, 서울특별시, 행정정보공동이용시스템",
    "「개인정보 보호법」 제2조제6호의 공공기관으로서 소득·재산 및 주택 관련 원천정보 보유기관",
    "「사회복지사업법」 제6조의3에 따라 설립된 기구(사회보장정보원)",
    "거주자 실태조사업무 수탁자 및 만족도 조사업무 수탁자",
    "권리분석 심사 및 계약체결을 대행하는 법무법인 사무소",
)

PURPOSES = (
    "청약업무 수행", "임차인 자격 심사 및 선정순위 결정", "임대차 계약체결 및 관리",
    "임대료 수납관리", "임대주택 입주자 관리", "임대주택 중복 입주 확인",
    "임대주택 거주자 실태조사 및 만족도 조사", "임대주택 정책 자료 활용 등",
)  # fmt: skip

ARTICLES = (
    "「공공주택 특별법」 제4조", "제48조의6", "제48조의7", "「전자정부법」 제36조",
    "「개인정보 보호법」 제17조제2항 및 제18조제3항",
)  # fmt: skip


@pytest.fixture(scope="module")
def blank() -> str:
    return text_of(PRINTER.render(BLANK))


def test_the_blank_form_is_one_sheet_of_two_pages_naming_nobody() -> None:
    front, back = pages(PRINTER.render(BLANK))
    assert front.count("(서명 또는 인)") == 8
    assert squeezed(front).count("본인(서명또는인)") == 1
    assert "2023-3-" not in front
    assert "1 / 2" in front
    assert "2 / 2" in back


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_lists_its_items_in_order(blank: str, category: str) -> None:
    start = blank.index(squeezed(f"{category} {CATEGORIES[category][0]}"))
    for item in CATEGORIES[category]:
        start = blank.index(squeezed(item), start) + 1


@pytest.mark.parametrize("row", RECIPIENTS, ids=lambda row: row[0])
def test_every_recipient_has_its_purpose_and_items(blank: str, row: tuple[str, ...]) -> None:
    table = blank[blank.index("개인정보를제공받는자제공목적제공항목") :]
    assert squeezed("".join(row)) in table


def test_the_register_row_lists_what_is_asked_of_whom(blank: str) -> None:
    start = blank.index(squeezed("행정정보공동이용시스템, 주민센터 주민등록표 등·초본"))
    for item in REGISTER_ITEMS:
        start = blank.index(squeezed(item), start) + 1


@pytest.mark.parametrize("words", [*NAMED_IN_TEXT, *PURPOSES, *ARTICLES])
def test_recipients_purposes_and_articles_are_those_of_the_notice(blank: str, words: str) -> None:
    assert squeezed(words) in blank


def test_periods_differ_for_the_office_and_for_third_parties(blank: str) -> None:
    own = "입주자로 선정되지 못한 자 6개월, 입주대상자 5년, 계약자 영구"
    theirs = (
        "입주자로 선정되지 못한 자 6개월, 입주대상자 임대차계약 체결시까지, 계약자 임대차계약기간"
    )
    assert blank.index(squeezed(own)) < blank.index(squeezed(theirs))
    assert "지체없이(5일이내)" in blank


@pytest.mark.parametrize("foreign", ["백암", "카드사", "금융결제원", "장애인복지법", "중개업자"])
def test_nothing_of_another_notice_is_printed(blank: str, foreign: str) -> None:
    assert foreign not in blank


def test_seven_sections_are_required_and_four_ask_for_a_choice(blank: str) -> None:
    assert blank.count("[필수]") == 7
    assert blank.count("동의합니다동의하지않습니다") == 4


def test_all_choices_are_printed_as_empty_nine_point_squares() -> None:
    (sheet,) = lay_out_consent(
        BLANK, PRINTER.form("consent-ja"), load_stationery(FORMS / "stationery.toml"),
        load_typeface(FONTS).metrics,
    )  # fmt: skip
    squares = [
        step
        for page in sheet.pages
        for step in page
        if isinstance(step, Rect) and step.width == step.height == 9 and step.line
    ]
    assert len(squares) == 4 * 2 + len(CATEGORIES)


def test_the_applicants_contact_and_the_office_stand_at_the_foot() -> None:
    text = text_of(PRINTER.render(ja(phone="010-0000-0000")))
    foot = text[text.index("연락처010-0000-0000") :]
    assert squeezed("서울주택도시공사 06336 서울특별시 강남구 개포로 621 (개포동 14-5)") in foot
    assert "www.i-sh.co.kr" in foot


def test_eight_people_sign_on_one_sheet() -> None:
    data = PRINTER.render(ja(case_number="2023-3-04127", signers=household(8)))
    front, _ = pages(data)
    for signer in household(8):
        assert signer.name in front
        assert signer.rrn_text in front
    assert front.count("(보호자 서명)") == 1
    assert front.count("(서명 또는 인)") == 7


def test_the_ninth_person_signs_a_second_complete_sheet() -> None:
    data = PRINTER.render(ja(case_number="2023-3-04127", signers=household(9)))
    sheets = pages(data)
    assert len(sheets) == 4
    assert "예시8" in sheets[0]
    assert "예시9" not in sheets[0]
    assert "예시9" in sheets[2]
    assert squeezed("2. 개인정보의 수집·이용") in squeezed(sheets[2])
    assert squeezed(sheets[1]) == squeezed(sheets[3])


def test_a_name_too_long_for_its_cell_is_printed_whole() -> None:
    signers = (Signer(name=LONG_NAME, relation="본인"), Signer(name="Sample Exampleton-Longname"))
    text = text_of(PRINTER.render(ja(signers=signers)))
    assert "SampleExampleton-Longname" in text
    assert all(part in text for part in (LONG_NAME[:7], LONG_NAME[-4:]))
    assert len(pages(PRINTER.render(ja(signers=signers)))) == 2


def test_practice_stores_mark_every_page() -> None:
    marked = pages(PRINTER.render(ja(practice=True)))
    assert all("연습용 견본" in page for page in marked)
    assert "연습용 견본" not in "".join(pages(PRINTER.render(BLANK)))


def test_a_name_the_font_cannot_write_is_refused_by_its_character() -> None:
    with pytest.raises(PrintError, match=r"U\+1F600.*글꼴에 없는 글자"):
        PRINTER.render(ja(signers=(Signer(name="홍\U0001f600동"),)))
