"""Inputs for the application and its people."""

from __future__ import annotations

from ipju.domain.case import Case, ClaimedPoints, OtherApplication, Residence, VulnerableClaim
from ipju.domain.person import Marriage, Person, Pregnancy
from ipju.ui.screens.case.asks import Ask, Group

PEOPLE: dict[type, tuple[Group, ...]] = {
    Case: (
        Group(
            "",
            (
                Ask("number", "접수번호", 3),
                Ask("supply", "공급유형", 3),
                Ask("channel", "접수 방법", 3),
                Ask("building", "신청 주택", 3),
                Ask("stage", "단계", 3),
                Ask("applied_at", "신청 저장 일시", 3, help="예: 2023-12-27 14:12"),
                Ask("income_box", "신청한 소득 구간", 3),
                Ask("officer", "담당", 3),
                Ask("email", "전자우편", 3),
            ),
        ),
        Group(
            "연락처",
            (
                Ask("phone", "전화", 3),
                Ask("postcode", "우편번호", 2),
                Ask("address", "주소 (도로명)", 6),
            ),
        ),
        Group(
            "조회 결과가 왔는가",
            (
                Ask("applications_checked", "다른 신청", 3),
                Ask("tenancies_checked", "공공임대", 3),
                Ask("subsidies_checked", "중복지원", 3),
                Ask("arrears_checked", "체납", 3),
            ),
        ),
        Group("", (Ask("marriages_checked", "혼인관계를 확인함", 4),), page="household"),
        Group(
            "금융자산의 기준",
            (
                Ask("surveyed_on", "조사기준일", 3, help="금융자산·부채를 평가하는 날"),
                Ask("finance_queried_on", "금융 조회일", 3, help="동의서로 금융기관에 물은 날"),
            ),
            page="assets",
        ),
    ),
    Residence: (
        Group(
            "서울 거주",
            (
                Ask("registered_in_seoul", "공고일 서울 등록", 4),
                Ask("moved_to_seoul_on", "서울 최종 전입일", 4),
                Ask("re_registered_on", "말소 후 재등록일", 4),
            ),
        ),
    ),
    ClaimedPoints: (
        Group(
            "신청한 가점",
            (
                Ask("age", "① 나이", 2, unit="count"),
                Ask("dependants", "② 부양가족", 2, unit="count"),
                Ask("residence", "③ 서울 거주", 2, unit="count"),
                Ask("children", "④ 미성년 자녀", 3, unit="count"),
                Ask("vulnerable", "⑤ 취약계층", 3, unit="count"),
            ),
        ),
    ),
    VulnerableClaim: (
        Group("⑤ 취약계층", (Ask("ground", "해당 항목", 6), Ask("person", "해당자", 6))),
    ),
    OtherApplication: (
        Group(
            "다른 신청",
            (
                Ask("number", "접수번호", 3),
                Ask("name", "신청자", 3),
                Ask("relation", "신청자와의 관계", 3),
                Ask("supply", "공급유형", 3),
                Ask("withdrawn_on", "취소한 날", 3),
            ),
        ),
    ),
    Person: (
        Group(
            "",
            (
                Ask("name", "성명", 3),
                Ask("rrn", "주민등록번호", 3),
                Ask("birth", "생년월일", 3),
                Ask("relation", "관계", 3),
                Ask("register", "등재", 3),
                Ask("registered_on", "전입일", 3),
                Ask("together_since", "계속 등재 시작일", 3, help="세대통합: 끊김 없이 등재된 날"),
                Ask("householder", "세대주", 3),
                Ask("nationality", "국적", 3),
                Ask("registration", "등록 상태", 3),
                Ask("in_family_register", "가족관계등록부 등재", 3),
                Ask("stays_with", "외국인 체류지", 3),
                Ask("parentage", "어느 혼인의 자녀", 3),
                Ask("adopted_on", "입양신고일", 3),
                Ask("minor_ground", "미성년 신청 사유", 3),
                Ask("phone", "휴대전화", 3),
            ),
        ),
        Group(
            "구성원에서 빼는 사유",
            (
                Ask("ground", "사유", 6, part="exclusion"),
                Ask("reported_on", "신고일", 3, part="exclusion"),
                Ask("proven", "증빙", 3, part="exclusion"),
            ),
        ),
        Group(
            "조회 결과가 왔는가",
            (
                Ask("income_checked", "소득", 3),
                Ask("home_checked", "주택", 3),
                Ask("estate_checked", "부동산", 3),
                Ask("car_checked", "자동차", 3),
                Ask("tenancy_checked", "공공임대", 3),
                Ask("finance_checked", "금융정보", 3),
                Ask("assets_checked", "일반자산", 3),
            ),
        ),
    ),
    Marriage: (
        Group(
            "혼인",
            (
                Ask("spouse", "배우자", 4),
                Ask("registered_on", "혼인신고일", 4),
                Ask("ended_on", "혼인 종료일", 4),
            ),
        ),
    ),
    Pregnancy: (
        Group(
            "임신",
            (
                Ask("mother", "임신한 사람", 4),
                Ask("foetuses", "태아 수", 2, unit="count"),
                Ask("weeks", "임신 주수", 2, unit="count"),
                Ask("examined_on", "진단일", 2),
                Ask("born_on", "출산일", 2),
            ),
        ),
    ),
}
