"""Inputs for incomes, property, cars, what bars a contract, and papers."""

from __future__ import annotations

from ipju.domain.income import Income
from ipju.domain.paper import Paper
from ipju.domain.property import Car, Holding
from ipju.domain.tenancy import Arrears, OtherSubsidy, PublicTenancy
from ipju.ui.screens.case.asks import Ask, Group

MEANS: dict[type, tuple[Group, ...]] = {
    Income: (
        Group(
            "",
            (
                Ask("person", "누구", 4),
                Ask("kind", "항목", 4),
                Ask("source", "출처", 4),
                Ask("monthly", "월 소득", 4),
                Ask("workplace", "사업장", 4),
                Ask("employed_since", "계속 고용 시작일", 4),
                Ask("construction", "건설공사 종사", 4),
                Ask("lump_sum", "일시금", 4),
            ),
        ),
        Group(
            "같은 사업장 중복",
            (
                Ask("duplicate_of", "중복된 기록", 6, rows="incomes"),
                Ask("duplicate_confirmed", "소명으로 확인", 6),
            ),
        ),
        Group(
            "원천기관 정정",
            (
                Ask("monthly", "정정 월 소득", 3, part="correction"),
                Ask("record", "정정 자료", 3, part="correction"),
                Ask("confirmation", "확인서", 3, part="correction"),
                Ask("postmarked_on", "소인", 3, part="correction"),
            ),
        ),
    ),
    Holding: (
        Group(
            "",
            (
                Ask("kind", "종류", 3),
                Ask("address", "소재지", 6),
                Ask("acquisition", "취득 원인", 3),
                Ask("owners", "소유자와 지분", 12),
            ),
        ),
        Group(
            "가액",
            (
                Ask("land_area", "토지 면적", 3, unit="area"),
                Ask("land_unit_price", "개별공시지가 (㎡당)", 3),
                Ask("floor_area", "건물 전용면적", 3, unit="area"),
                Ask("published_price", "공시가격", 3),
                Ask("standard_value", "시가표준액", 3),
                Ask("land_exclusion", "토지 제외 사유", 6),
                Ask("land_exclusion_proven", "제외 증빙", 3),
            ),
        ),
        Group(
            "분양권·입주권의 가액",
            (
                Ask("right", "권리", 3),
                Ask("paid_so_far", "지금까지 낸 금액", 3, help="분양권: 계약금과 중도금"),
                Ask("assessed", "기준건물평가액", 3, help="조합원입주권"),
                Ask("settlement_paid", "납부한 청산금", 3),
                Ask("settlement_received", "지급받은 청산금", 3),
            ),
        ),
        Group(
            "소유 기준일",
            (
                Ask("registered_on", "등기접수일", 3),
                Ask("ledger_on", "대장 처리일", 3),
                Ask("recognised_on", "공공기관 인정일", 3),
                Ask("contracted_on", "공급계약일", 3),
                Ask("paid_on", "잔금 완납일", 3),
                Ask("renamed_on", "명의변경일", 3),
                Ask("disposed_registered_on", "처분 등기접수일", 3),
                Ask("disposed_ledger_on", "처분 대장 처리일", 3),
                Ask("disposed_recognised_on", "처분 인정일", 3),
            ),
        ),
        Group(
            "무주택으로 보는 사유 (별표2)",
            tuple(
                Ask(name, label, span, part="exemption")
                for name, label, span in (
                    ("ground", "주장하는 호", 6),
                    ("notified_on", "부적격 통보일", 3),
                    ("done_on", "처분·정리한 날", 3),
                    ("detached", "단독주택", 3),
                    ("outside_urban", "도시지역 아님", 3),
                    ("myeon", "면 지역", 3),
                    ("capital_area", "수도권", 3),
                    ("lived_there", "그곳에 거주", 3),
                    ("moved_away", "다른 지역 이주", 3),
                    ("approved_on", "사용승인일", 3),
                    ("first_register_place", "최초 등록기준지", 3),
                    ("from_lineal_or_spouse", "직계존속·배우자 상속", 3),
                    ("sold_out", "분양 완료", 3),
                    ("tax_registered", "사업자등록", 3),
                    ("for_own_workers", "소속 근로자 숙소", 3),
                    ("government_policy", "정부시책 공급", 3),
                    ("condition_met", "폐가·멸실·다른 용도", 3),
                    ("project_applied_on", "사업 승인 신청일", 3),
                    ("proof", "증빙", 3),
                )
            ),
        ),
    ),
    Car: (
        Group(
            "",
            (
                Ask("name", "차량", 3),
                Ask("kind", "차종", 3),
                Ask("use", "용도", 3),
                Ask("tenure", "보유 형태", 3),
                Ask("value", "차량가액", 3),
                Ask("low_emission", "저공해차", 3),
                Ask("subsidy", "보조금", 3),
                Ask("subsidy_to_owner", "본인이 보조금 받음", 3),
                Ask("exemption", "제외 사유", 4),
                Ask("exemption_proven", "제외 증빙", 4),
                Ask("injury_grade", "상이등급", 4, unit="count"),
                Ask("owners", "소유자와 지분", 12),
            ),
        ),
    ),
    PublicTenancy: (
        Group(
            "공공임대",
            (
                Ask("person", "누구", 3),
                Ask("kind", "종류", 3),
                Ask("name", "단지", 3),
                Ask("lived_in", "거주", 3),
                Ask("contracted_on", "계약일", 3),
                Ask("cancelled_on", "계약 취소일", 3),
                Ask("left_on", "퇴거일", 3),
                Ask("will_end", "끝낼 예정", 3),
            ),
        ),
    ),
    OtherSubsidy: (
        Group(
            "중복지원",
            (
                Ask("person", "누구", 3),
                Ask("kind", "종류", 3),
                Ask("name", "사업 이름", 3),
                Ask("receiving", "받는 중", 3),
                Ask("ended_on", "끝난 날", 3),
            ),
        ),
    ),
    Arrears: (
        Group(
            "체납",
            (
                Ask("person", "누구", 3),
                Ask("landlord", "임대주택 관리", 3),
                Ask("amount", "체납액", 3),
                Ask("cleared_on", "납부한 날", 3),
            ),
        ),
    ),
    Paper: (
        Group(
            "",
            (
                Ask("kind", "서류", 6),
                Ask("subject", "누구의 서류", 3),
                Ask("issued_on", "발급일", 3),
                Ask("postmarked_on", "소인", 3),
                Ask("received_on", "제출일", 3),
                Ask("registered_mail", "등기우편", 3),
                Ask("original", "원본", 3),
                Ask("rrn_shown", "주민등록번호 표기", 3),
                Ask("wrong_kind", "대신 낸 다른 서류", 3),
                Ask("weeks", "임신 주수", 3, unit="count"),
                Ask("foetuses", "태아 수", 3, unit="count"),
                Ask("attached", "붙임서류", 3),
                Ask("note", "메모", 6),
                Ask("shows", "표기된 항목", 12),
                Ask("signatures", "서명", 12),
            ),
        ),
    ),
}
