"""The operator's variant prints its own items and recipients, and none of the corporation's."""

import pytest

from ipju.printing import ConsentForm, PrintError
from ipju.printing.consent import lay_out_consent
from ipju.printing.fonts import load_typeface
from ipju.printing.formfile import load_stationery
from ipju.printing.page import Rect
from tests.printing.samples import FONTS, FORMS, PRINTER, household, pages, squeezed, text_of

FORM = "consent-tm"

CATEGORIES = {
    "기본": (
        "주민등록사항(성명, 주민등록번호 포함)",
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
    "자산": ("토지, 주택, 건축물 및 자동차 보유내역",),
    "기타": (
        "「국민기초생활 보장법」상 수급자 또는 차상위계층 해당여부",
        "「장애인복지법」상 장애인 해당여부",
    ),
}

RECIPIENTS = (
    ("국토교통부장관", "주택소유여부 검색, 주거급여 계좌정보조회",
     "성명, 주민등록번호, 연락처, 주소"),
    ("소득·재산·주택 관련 원천정보 보유기관", "주택, 소득 및 자산 검색",
     "성명, 주민등록번호, 연락처, 주소"),
    ("사회보장정보원", "주택, 소득 및 자산 검색", "성명, 주민등록번호, 연락처, 주소"),
    ("임대주택 위탁관리업체", "임대주택 입주자 관리", "성명, 주소, 연락처, 계약내역"),
    ("거주자 실태조사 업무 수탁자", "거주자 실태조사",
     "성명, 생년월일, 연락처, 계약내역, 가족관계사항"),
    ("입주자 만족도조사 업무 수탁자", "입주자 만족도 조사", "성명, 연락처, 주소"),
    ("카드사, 결제대행사", "임대료 결제(카드), 임대료 수납관리", "주소, 계약자번호"),
    ("금융결제원", "임대료 결제(지로, 자동이체)", "성명, 생년월일, 계좌번호, 지로번호"),
    ("사회복지법인 백암복지재단", "주택, 소득 및 자산 등 입주 선정 관련 자격 결과",
     "성명, 주소, 연락처, 입주자격 검증결과"),
)  # fmt: skip

WORDS = (
    "「공공주택 특별법」 제4조", "제48조의6", "제48조의7", "「전자정부법」 제36조제1항",
    "「개인정보 보호법」 제17조제2항 및 제18조제3항", "관계는 청약자와의 관계",
    "수집·이용자 서울주택도시공사, 사회복지법인 백암복지재단",
    "임차인 자격 심사 및 선정순위 결정", "임대주택 정책 자료 활용 등",
    "카드사, 결제대행사 및 금융결제원, 사회복지법인 백암복지재단",
    "서울주택도시공사 및 사회복지법인 백암복지재단이 본인의 임대주택 공급신청 접수를 거부",
    "입주자로 선정되지 못한 자 6개월, 입주대상자 5년, 계약자 영구",
    "입주자로 선정되지 못한 자 6개월, 입주대상자 임대차계약 체결시까지, 계약자 임대차계약기간",
    "지체없이(5일 이내)",
)  # fmt: skip

FOREIGN = (
    "청약업무", "배우자 주민등록번호", "분양권", "국가유공자", "5·18", "한부모", "법무법인",
    "서울특별시", "행정정보공동이용시스템", "권리분석", "강남구", "i-sh", "연락처010", "계약자와의",
)  # fmt: skip


@pytest.fixture(scope="module")
def blank() -> str:
    return text_of(PRINTER.render(ConsentForm(form=FORM)))


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_lists_its_items_and_nothing_between(blank: str, category: str) -> None:
    assert squeezed(f"{category}\ufffc{', '.join(CATEGORIES[category])}").replace(
        "\ufffc", ""
    ) in blank.replace("☐", "")


def test_the_nine_recipients_stand_in_their_order(blank: str) -> None:
    rows = squeezed("".join("".join(row) for row in RECIPIENTS))
    assert squeezed("개인정보를 제공받는 자 개인정보 이용 목적 제공항목") + rows in blank


@pytest.mark.parametrize("words", WORDS)
def test_articles_periods_and_refusers_are_those_of_the_notice(blank: str, words: str) -> None:
    assert squeezed(words) in blank


@pytest.mark.parametrize("foreign", FOREIGN)
def test_nothing_of_the_other_notice_is_printed(blank: str, foreign: str) -> None:
    assert squeezed(foreign) not in blank


def test_six_people_sign_and_the_seventh_takes_another_sheet() -> None:
    front, back = pages(PRINTER.render(ConsentForm(form=FORM)))
    assert front.count("(서명 또는 인)") == 6
    assert squeezed(front).count("본인(서명또는인)") == 1
    assert "2 / 2" in back
    six = ConsentForm(form=FORM, case_number="2023-T-00001", signers=household(6))
    seven = ConsentForm(form=FORM, case_number="2023-T-00001", signers=household(7))
    assert len(pages(PRINTER.render(six))) == 2
    sheets = pages(PRINTER.render(seven))
    assert len(sheets) == 4
    assert "예시7" not in sheets[0]
    assert "예시7" in sheets[2]


def test_eight_choices_and_four_categories_are_empty_squares() -> None:
    (sheet,) = lay_out_consent(
        ConsentForm(form=FORM), PRINTER.form(FORM), load_stationery(FORMS / "stationery.toml"),
        load_typeface(FONTS).metrics,
    )  # fmt: skip
    squares = [
        step
        for page in sheet.pages
        for step in page
        if isinstance(step, Rect) and step.width == step.height == 9 and step.line
    ]
    assert len(squares) == 4 * 2 + len(CATEGORIES)


def test_a_notice_that_names_a_form_of_another_kind_is_refused() -> None:
    with pytest.raises(PrintError, match="'receipt' 서식은 이 문서에"):
        PRINTER.render(ConsentForm(form="receipt"))
