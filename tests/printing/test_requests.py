"""소명요청서 reads as an official letter, on as many pages as what was found needs."""

from datetime import date
from typing import Any

from ipju.printing import Defect, ExplanationRequest
from tests.printing.samples import PRINTER, SENT, pages, squeezed, text_of

CAR = Defect(
    item="자동차",
    defect="가장 비싼 자동차의 가액 39,970,000원은 한도 36,830,000원을 3,140,000원 넘습니다.",
    remedy="자동차 소유 사실이나 가액을 바로잡은 공적 자료와 그 기관의 확인서.",
    clause="2장 일반공급 ②",
)


def explanation(**changes: Any) -> ExplanationRequest:
    """A request with one thing to explain, as it is sent."""
    facts: dict[str, Any] = {
        **SENT,
        "defects": (CAR,),
        "begins": date(2024, 2, 26),
        "due": date(2024, 3, 6),
        "rule": "마지막 날 우편 소인까지 인정",
        "how": "등기우편만 접수합니다.",
        "where": "서울특별시 강남구 개포로 621, 1층",
        "consequence": "기간 안에 내지 않으면 선정에서 제외합니다.",
        **changes,
    }
    return ExplanationRequest(**facts)


def test_figures_clause_period_and_consequence_stand_in_their_order() -> None:
    text = text_of(PRINTER.render(explanation()))
    at = [
        text.index(squeezed(one))
        for one in (
            "제목 2023년 제3차 보증금지원형 장기안심주택 소명 요청",
            "아래 1건이 공고의 기준에 맞지 않습니다.",
            "39,970,000원",
            "근거: 공고 2장 일반공급 ②",
            "기간 2024. 2. 26.(월) ~ 2024. 3. 6.(수)까지 ※ 마지막 날 우편 소인까지 인정",
            "방법 등기우편만 접수합니다.",
            "보낼 곳 서울특별시 강남구",
            "제외합니다. 끝.",
        )
    ]
    assert at == sorted(at)


def test_a_notice_without_a_period_gives_the_last_day_alone() -> None:
    text = text_of(PRINTER.render(explanation(begins=None)))
    assert squeezed("기간 2024. 3. 6.(수)까지") in text
    assert "~" not in text


def test_thirty_findings_go_on_further_pages_and_none_is_lost() -> None:
    many = tuple(
        Defect(item=f"항목{at}", defect=CAR.defect, remedy=CAR.remedy, clause=f"{at}장 조항")
        for at in range(1, 31)
    )
    pdf = PRINTER.render(explanation(defects=many, renewal=True))
    assert len(pages(pdf)) > 1
    text = text_of(pdf)
    assert all(squeezed(f"항목{at}") in text for at in range(1, 31))
    assert squeezed("재계약 자격을 확인한 결과, 아래 30건이") in text
