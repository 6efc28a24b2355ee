"""Inputs for the scholar track (장학생), refused consents, and the examination of a renewal."""

from __future__ import annotations

from ipju.domain.case import ConsentRefusal
from ipju.domain.renewal import Renewal
from ipju.domain.scholar import Payer, Scholar
from ipju.ui.screens.case.asks import Ask, Group

TRACK: dict[type, tuple[Group, ...]] = {
    Scholar: (
        Group(
            "학업",
            (
                Ask("school", "학교", 3),
                Ask("level", "과정", 3),
                Ask("student", "학적", 3),
                Ask("until", "재학 예정 마지막 날", 3),
            ),
        ),
        Group(
            "서류를 정하는 사실",
            (
                Ask("bracket_issuable", "지원구간 통지서 발급 가능", 4),
                Ask("single_parent", "한부모", 4),
                Ask("separate", "단독세대", 4),
                Ask("trade", "문구업계 종사자의 자녀", 4),
                Ask("trade_since", "종사 시작일", 4, help="끊김 없이 종사한 첫날"),
            ),
        ),
        Group(
            "선정 결과",
            (
                Ask("result", "결과", 4, help="선정에서 결재가 정함", told=True),
                Ask("result_on", "결과를 정한 날", 4, told=True),
            ),
        ),
    ),
    Payer: (
        Group(
            "",
            (
                Ask("role", "누구", 4),
                Ask("person", "세대에 적은 사람", 4, help="함께 적었을 때만"),
                Ask("pays", "건강보험료 납부", 4),
            ),
        ),
    ),
    ConsentRefusal: (
        Group(
            "",
            (
                Ask("person", "누구", 3),
                Ask("refused_on", "거부·기피한 날", 3),
                Ask("note", "내용", 6),
            ),
        ),
    ),
    Renewal: (
        Group(
            "재계약",
            (
                Ask("number", "몇 번째 재계약", 3, unit="count"),
                Ask("judged_on", "재계약 심사일", 3, help="이날을 기준으로 다시 심사"),
                Ask("first_on", "처음 임대차 시작일", 3),
                Ask("starts_on", "새 임대차 시작일", 3),
                Ask("ends_on", "새 임대차 종료일", 3),
            ),
        ),
        Group(
            "임대조건",
            (
                Ask("deposit_before", "지금 보증금", 3),
                Ask("deposit", "새 보증금", 3),
                Ask("rent_before", "지금 월임대료", 3),
                Ask("rent", "새 월임대료", 3),
                Ask("raised_on", "마지막으로 올린 날", 3),
                Ask("lease_raised", "운영기관 임대차 인상", 3),
            ),
        ),
        Group(
            "해당년도 기준금액",
            (
                Ask("figures_year", "기준 연도", 3, unit="year"),
                Ask("total_assets", "총자산 한도", 3),
                Ask("car", "자동차 한도", 3),
                Ask("income_step", "5인 초과 1인당", 3),
                Ask("income_1", "소득 1인", 3),
                Ask("income_2", "소득 2인", 3),
                Ask("income_3", "소득 3인", 3),
                Ask("income_4", "소득 4인", 3),
                Ask("income_5", "소득 5인", 3),
            ),
        ),
    ),
}
