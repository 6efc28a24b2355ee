"""Which facts a form asks for: their Korean labels and widths, in the order of the papers.

The kind of input follows from the type of the field in the domain; a label table is all that is
written here. A test walks every field of the domain and fails when a form leaves one out.
"""

from __future__ import annotations

from dataclasses import dataclass

from ipju.domain.case import Case, ClaimedPoints, OtherApplication, Residence, VulnerableClaim
from ipju.domain.dwelling import (
    Dwelling,
    Landlord,
    Lease,
    Ledger,
    OtherTenant,
    Price,
)
from ipju.domain.income import Correction, Income
from ipju.domain.paper import Paper
from ipju.domain.person import Exclusion, Marriage, Person, Pregnancy
from ipju.domain.property import Car, ExemptionClaim, Holding
from ipju.domain.register import Entry, Extract
from ipju.domain.tenancy import Arrears, OtherSubsidy, PublicTenancy


@dataclass(frozen=True, slots=True)
class Ask:
    """One input: the field of the row, its label, its span of 12 columns.

    `part` names the optional part of the row the field lies in (`exclusion`); `unit` tells apart
    the integers: won (default for amounts), area, count. `rows` is the path of the rows that a
    UUID field points to, when it isn't people.
    """

    name: str
    label: str
    span: int = 3
    part: str = ""
    unit: str = "won"
    rows: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-heading and its inputs."""

    title: str
    asks: tuple[Ask, ...]


FORMS: dict[type, tuple[Group, ...]] = {
    Case: (
        Group(
            "신청",
            (
                Ask("number", "접수번호", 3),
                Ask("supply", "공급유형", 3),
                Ask("channel", "접수 방법", 3),
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
                Ask("income_checked", "소득", 2),
                Ask("home_checked", "주택", 2),
                Ask("estate_checked", "부동산", 3),
                Ask("car_checked", "자동차", 2),
                Ask("tenancy_checked", "공공임대", 3),
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
    Income: (
        Group(
            "",
            (
                Ask("person", "누구", 3),
                Ask("kind", "항목", 3),
                Ask("source", "출처", 3),
                Ask("monthly", "월 소득", 3),
                Ask("workplace", "사업장", 4),
                Ask("employed_since", "계속 고용 시작일", 3),
                Ask("construction", "건설공사 종사", 3),
                Ask("lump_sum", "일시금", 2),
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
    Dwelling: (
        Group(
            "주택",
            (
                Ask("address", "소재지", 9),
                Ask("in_seoul", "서울", 3),
                Ask("kind", "건축물대장상 종류", 3),
                Ask("area", "전용면적", 3, unit="area"),
                Ask("whole_unit", "한 세대 전체", 3),
                Ask("for_sale", "매매 중", 3),
                Ask("move_in_report", "전입신고 가능", 3, help="오피스텔"),
                Ask("floor_heating", "바닥 난방", 3, help="오피스텔"),
                Ask("kitchen", "취사시설", 3, help="오피스텔"),
                Ask("toilet", "화장실", 3, help="오피스텔"),
            ),
        ),
        Group(
            "확인할 것",
            (
                Ask("unregistered", "미등기 건물", 3),
                Ask("already_insured", "보증보험 기가입", 3),
                Ask("demolition_planned", "철거 예정", 3),
                Ask("insurable", "보증보험 가능", 3),
                Ask("new_building", "신축", 3),
                Ask("sale_price_unknown", "분양가 알 수 없음", 3),
                Ask("insurance_on", "보험 가입일", 3),
                Ask("opposable_on", "대항요건·확정일자", 3),
                Ask("other_tenants_known", "다른 임차인 확인", 3),
            ),
        ),
    ),
    Ledger: (
        Group(
            "건축물대장",
            (
                Ask("seen_on", "열람일", 3),
                Ask("approved_on", "사용승인일", 3),
                Ask("residential_use", "주거용", 3),
                Ask("violation_own_part", "위반: 전용부분", 3),
                Ask("violation_common_part", "위반: 공용부분", 3),
                Ask("violation_other_unit", "위반: 다른 세대", 3),
            ),
        ),
    ),
    Lease: (
        Group(
            "임대차 조건",
            (
                Ask("kind", "임대 형태", 3),
                Ask("deposit", "보증금", 3),
                Ask("monthly_rent", "월세", 3),
                Ask("through_broker", "공인중개사", 3),
                Ask("already_living", "지금 사는 집", 3),
            ),
        ),
        Group(
            "진행",
            (
                Ask("title_requested_on", "권리분석 신청일", 3),
                Ask("title_passed_on", "권리분석 통과일", 3),
                Ask("signed_on", "계약일", 3),
                Ask("moved_in_on", "입주일", 3),
            ),
        ),
    ),
    Landlord: (
        Group(
            "임대인",
            (
                Ask("name", "이름", 3),
                Ask("kind", "구분", 3),
                Ask("related", "신청자 친족", 3),
                Ask("relation", "신청자와의 관계", 3),
                Ask("numerator", "지분 분자", 3, unit="count"),
                Ask("denominator", "지분 분모", 3, unit="count"),
            ),
        ),
    ),
    Price: (
        Group(
            "가격",
            (
                Ask("basis", "가격 기준", 3),
                Ask("amount", "가격 (배율 전)", 3),
                Ask("as_of", "기준일", 3),
                Ask("note", "비고", 3),
            ),
        ),
    ),
    OtherTenant: (
        Group(
            "다른 임차인",
            (
                Ask("unit", "호", 2),
                Ask("deposit", "보증금", 3),
                Ask("moved_in_on", "전입일", 2),
                Ask("fixed_on", "확정일자", 2),
                Ask("vacant", "공실", 3),
            ),
        ),
    ),
    Extract: (
        Group(
            "등기사항증명서",
            (
                Ask("kind", "종류", 3),
                Ask("number", "고유번호", 3),
                Ask("viewed_on", "열람일", 3),
                Ask("address", "표시된 소재지", 3),
                Ask("includes_cancelled", "말소사항 포함", 3),
                Ask("pending_filing", "신청사건 처리 중", 3),
                Ask("entries_read_a", "갑구 끝까지 봄", 3),
                Ask("entries_read_b", "을구 끝까지 봄", 3),
                Ask("separate_land_register", "별도등기 있음", 3),
                Ask("land_right_missing", "대지권 없음", 3),
            ),
        ),
    ),
    Entry: (
        Group(
            "등기",
            (
                Ask("section", "구", 2),
                Ask("rank", "순위번호", 2),
                Ask("kind", "등기목적 구분", 4),
                Ask("status", "상태", 4),
                Ask("purpose", "등기목적 (적힌 대로)", 4),
                Ask("received_on", "접수일", 2),
                Ask("receipt_no", "접수번호", 2),
                Ask("cause", "등기원인", 4),
                Ask("holder", "권리자", 4),
                Ask("amount", "금액", 3),
                Ask("currency", "통화", 2),
                Ask("cancelled_on", "말소일", 3),
                Ask("parent", "주등기", 4, rows="entries"),
                Ask("joint_with", "공동담보", 4),
                Ask("limits_disposal", "처분을 막는 가처분", 4),
                Ask("for_ownership_share", "지분에만 미침", 4),
                Ask("owners", "새 소유자와 지분", 12),
            ),
        ),
    ),
}

ASKED_ELSEWHERE = {
    (Case, name)
    for name in (
        "id", "notice", "practice", "version", "residence", "claimed", "people", "marriages",
        "pregnancies", "incomes", "holdings", "cars", "vulnerable", "tenancies", "subsidies",
        "arrears", "other_applications", "papers", "dwelling", "answers",
    )
} | {
    (Dwelling, name)
    for name in (
        "ledger", "lease", "landlords", "prices", "tenants", "extracts", "chosen_price",
        "price_reason",
    )
} | {
    (Person, "exclusion"),
    (Income, "correction"),
    (Holding, "exemption"),
    (Extract, "entries"),
}  # fmt: skip
"""Fields with a form, a table or a screen of their own (권리분석 picks price and reason)."""

PARTS: dict[tuple[type, str], type] = {
    (Person, "exclusion"): Exclusion,
    (Income, "correction"): Correction,
    (Holding, "exemption"): ExemptionClaim,
}
