"""Inputs for the home, its lease, its prices and its registers."""

from __future__ import annotations

from ipju.domain.dwelling import Dwelling, Landlord, Lease, Ledger, OtherTenant, Price
from ipju.domain.register import Entry, Extract
from ipju.ui.screens.case.asks import Ask, Group

HOME: dict[type, tuple[Group, ...]] = {
    Dwelling: (
        Group(
            "",
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
