"""Print models with invented people, and ways to look into the PDF they become."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from ipju.domain.printed import Fact, Remedy
from ipju.domain.printed_selection import SelectionNotice
from ipju.printing import (
    ClaimRow,
    Decision,
    Defect,
    GroundRow,
    Judged,
    Objection,
    PriceRow,
    Printer,
    Receipt,
    ReceivedPaper,
    Recipient,
    Signer,
    SupplementRequest,
    TitleAnalysis,
)

ROOT = Path(__file__).parents[2]
FORMS = ROOT / "forms"
FONTS = ROOT / "resources" / "fonts"
PRINTER = Printer(FORMS, FONTS)

LONG_NAME = "남궁예시하늘빛나라별님구름햇살가득한이름"

SENT: dict[str, Any] = {
    "case_number": "2023-3-00871",
    "recipient": Recipient(
        name="오견본", address="서울특별시 예시구 견본로 12, 103동 402호", postcode="01234"
    ),
    "notice_title": "2023년 제3차 보증금지원형 장기안심주택",
    "notice_date": date(2023, 12, 15),
    "track": "일반공급",
    "sent_on": date(2024, 2, 23),
    "number": "맞춤형주택공급부-0007",
    "officer": "박담당",
    "supervisor": "최결재",
    "approved_on": date(2024, 2, 22),
    "sheet": "제1판",
    "fingerprint": "3C91 0A4E",
    "issue": 2,
}

INCOME = Judged(
    item="월평균소득\n(가구원 3명)", value="7,180,409원", limit="6,718,198원 이하",
    margin="462,211원 초과", outcome="부적합", bad=True,
    clause="2. 신청자격 – 일반공급 소득 및 자산 보유 기준",
    reason="가구원 3명의 월평균소득 합계가 3인 가구의 한도를 넘습니다.",
)  # fmt: skip
REAL_ESTATE = Judged(
    item="부동산", value="48,200,000원", limit="215,500,000원 이하",
    margin="여유 1억 6,730만원", outcome="적합",
)  # fmt: skip

OBJECTION = Objection(
    begins=date(2024, 2, 26),
    ends=date(2024, 3, 6),
    rule="3. 6.자 우편 소인까지 인정",
    how="등기우편만 접수 (방문·팩스 불가)",
    where="서울특별시 강남구 개포로 621, 1층 맞춤형주택공급부 장기안심신규담당자 앞",
    bring=("원천기관에서 정정한 소득 자료", "그 기관의 확인서"),
    consequence="기간 안에 자료를 내지 않으면 이의가 없는 것으로 봅니다.",
)


def ineligible(**changes: Any) -> Decision:
    """A refusal with one reason, as it is sent."""
    facts: dict[str, Any] = {
        **SENT, "eligible": False, "rows": (INCOME, REAL_ESTATE),
        "sources": ("사회보장정보시스템 조회(2024. 2. 14.)",), "objection": OBJECTION,
        "attachments": ("소명서 1부.",), **changes,
    }  # fmt: skip
    return Decision(**facts)


def eligible(**changes: Any) -> Decision:
    """A letter that says the applicant qualifies."""
    facts: dict[str, Any] = {
        **SENT, "eligible": True, "rows": (REAL_ESTATE,), "points": 9, **changes,
    }  # fmt: skip
    return Decision(**facts)


def selection(*, selected: bool, **changes: Any) -> SelectionNotice:
    """A letter that says how the ranking ended."""
    facts: dict[str, Any] = {
        **SENT, "selected": selected,
        "facts": (
            Fact(name="순위", text="적격 4,213명 가운데 312번째(모집호수 1,800호)"),
            Fact(name="가점", text="가점 9점, 부양가족 3명"),
        ),
        "reason": "" if selected else "자격을 갖춘 신청자가 모집호수보다 많습니다.",
        "reason_clause": "" if selected else "2장 선정방법",
        "steps": (
            (Fact(name="계약", text="2025. 3. 14.(금)까지 계약해야 합니다."),) if selected else ()
        ),
        "notes": ("자격은 입주할 때까지 유지해야 합니다.",),
        "basis": "2024. 3. 11.(월) 확정한 일반공급 순위 명부, 2024. 3. 13.(수) 공개 추첨",
        "digest": "3fa19c77d0e2b451 8890aa62c41d5ef3 b7c2098d6e4f1a2b 3c4d5e6f70819203",
        "keeps": "개인정보는 6개월 동안 보유한 뒤 5일 안에 파기합니다.",
        "clauses": ("1장 공급 호수",),
        "remedies": (Remedy(name="행정심판", text="90일 이내에 청구", clause="행정심판법"),),
        "notified_by": "「행정절차법」 제26조", **changes,
    }  # fmt: skip
    return SelectionNotice(**facts)


def reasons(count: int) -> tuple[Judged, ...]:
    """That many failed items, each with its own value and reason."""
    return tuple(
        Judged(
            item=f"세대구성원 {n}의 소득 자료", value=f"{n * 111_111:,}원",
            limit="공고일 당시의 소득", margin=f"{n * 1_000:,}원 초과", outcome="부적합",
            bad=True, clause=f"별표1 제{n}호",
            reason=f"세대구성원 {n}의 소득이 원천기관의 자료와 {n * 1_000:,}원 다릅니다.",
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def receipt(**changes: Any) -> Receipt:
    """A receipt for three papers that came by post."""
    facts: dict[str, Any] = {
        **SENT, "applicant": "오견본", "birth_date": date(1988, 4, 5), "phone": "010-0000-0000",
        "received_on": date(2024, 1, 3), "postmark": date(2024, 1, 2),
        "papers": (
            ReceivedPaper(name="주민등록표등본(상세)", subject="오견본",
                          issued_on=date(2023, 12, 27)),
            ReceivedPaper(name="주민등록표초본", subject="오견본",
                          issued_on=date(2023, 12, 28), remark="과거주소 5년"),
            ReceivedPaper(name="임신진단서", subject="이보기", remark="원본"),
        ),
        "notes": ("내신 서류는 돌려드리지 않습니다.",), **changes,
    }  # fmt: skip
    return Receipt(**facts)


DEFECTS = (
    Defect(
        item="주민등록표등본(상세)", defect="발급일 2023. 12. 11.은 공고일보다 앞섭니다.",
        remedy="2023. 12. 15. 이후에 발급한 등본을 다시 내 주십시오.",
        clause="4. 제출서류", issuer="행정복지센터, 정부24",
    ),
    Defect(
        item="임신진단서", defect="임신확인서는 인정하지 않습니다.",
        remedy="임신주수와 태아 수가 적힌 임신진단서 원본을 내 주십시오.",
    ),
)  # fmt: skip


def supplement(**changes: Any) -> SupplementRequest:
    """A request to mend two papers."""
    facts: dict[str, Any] = {
        **SENT, "defects": DEFECTS, "due": date(2024, 2, 2), "how": "등기우편만 접수합니다.",
        "where": "서울특별시 강남구 개포로 621 맞춤형주택공급부 장기안심신규담당자 앞",
        "consequence": "기한까지 보완하지 않으면 내신 서류 그대로 심사합니다.", **changes,
    }  # fmt: skip
    return SupplementRequest(**facts)


GROUNDS = (
    "압류·가압류·가등기", "토지와 건물의 소유자", "선순위 설정최고액", "미등기 건물",
    "보증보험 가입", "철거 예정", "건설업자·법인 임대인", "전체 부채", "위반건축물",
)  # fmt: skip


def title_analysis(possible: bool, **changes: Any) -> TitleAnalysis:
    """A title analysis with three prices, two mortgages and the nine grounds."""
    facts: dict[str, Any] = {
        **SENT, "possible": possible, "dwelling": "서울특별시 예시구 견본로 34, 301호",
        "dwelling_kind": "다세대주택", "area": "52.30㎡", "terms": "전세 130,000,000원",
        "analysed_on": date(2024, 12, 6),
        "prices": (
            PriceRow(basis="KB시세", source="2024. 11. 18. 조회", price=412_000_000,
                     senior="58.25%", debt="89.80%", chosen=True),
            PriceRow(basis="공동주택가격 × 180%", source="2024년", price=415_800_000,
                     senior="57.72%", debt="88.98%"),
            PriceRow(basis="거래가액", source="1년 이내", price=398_000_000,
                     senior="60.30%", debt="92.96%"),
        ),
        "price_reason": "공고에 먼저 적힌 기준",
        "claims": (
            ClaimRow(name="근저당 1", registered_on=date(2021, 4, 12), creditor="가상은행",
                     amount=180_000_000),
            ClaimRow(name="근저당 2", registered_on=date(2022, 10, 5), creditor="표본금고",
                     amount=60_000_000),
            ClaimRow(name="선순위 설정최고액", amount=240_000_000, total=True),
            ClaimRow(name="이 계약 보증금", amount=130_000_000),
            ClaimRow(name="부채 합계", amount=370_000_000, total=True),
        ),
        "grounds": tuple(
            GroundRow(number=n, ground=ground, found=f"{ground} 확인 결과",
                      outcome="해당" if n == 8 and not possible else "해당 없음",
                      bad=n == 8 and not possible, clause="권리분석 ⑧")
            for n, ground in enumerate(GROUNDS, 1)
        ),
        "deposit": 130_000_000, "support": 45_000_000, "own_share": 85_000_000,
        "contract_by": date(2025, 3, 14) if possible else None, **changes,
    }  # fmt: skip
    return TitleAnalysis(**facts)


def household(count: int) -> tuple[Signer, ...]:
    """Signers 예시1, 예시2, …: the applicant first, the last one under 14."""
    return tuple(
        Signer(
            name=f"예시{n}", relation="본인" if n == 1 else "자녀", guardian=n == count,
            rrn_text=f"10010{n}-3******",
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def pages(data: bytes) -> list[str]:
    """The text of every page as a reader extracts it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Text without white space, so that line ends do not matter."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-"))


def text_of(data: bytes) -> str:
    """All text of a PDF without white space."""
    return squeezed("".join(pages(data)))


def picture(data: bytes, page: int = 0, dpi: int = 200) -> Any:
    """A page as a grey picture."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
