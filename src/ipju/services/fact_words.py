"""The facts of a case in words: where each stands (소득 · 이보기 · 월 금액) and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ipju.domain.area import square_metres
from ipju.domain.case import Answer, Case
from ipju.domain.contradiction import AREA_FIELDS
from ipju.domain.dates import seoul_time, spoken
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper
from ipju.domain.renewal import Renewal
from ipju.domain.rrn import masked
from ipju.domain.scholar import Payer
from ipju.rules.names import TITLES

SECTIONS = MappingProxyType({
    "residence": "서울 거주", "claimed": "신청 가점", "people": "세대", "marriages": "혼인",
    "pregnancies": "임신", "incomes": "소득", "holdings": "부동산", "cars": "자동차",
    "vulnerable": "취약계층", "tenancies": "공공임대", "subsidies": "다른 지원",
    "arrears": "체납", "other_applications": "다른 신청", "papers": "서류", "dwelling": "주택",
    "answers": "판단", "exclusion": "세대구성원 제외", "correction": "소득 정정",
    "owners": "소유 지분", "exemption": "예외", "signatures": "서명", "ledger": "건축물대장",
    "lease": "임대차", "landlords": "임대인", "prices": "가격", "tenants": "다른 임차인",
    "extracts": "등기부", "entries": "등기", "joint_with": "공동담보",
    "financial_assets": "금융자산", "other_assets": "기타자산", "debts": "부채",
    "consent_refusals": "동의 거부", "scholar": "장학생", "payers": "보험료 납부",
    "renewal": "재계약",
})  # fmt: skip
"""Parts of a case that hold facts of their own."""

WORDS = MappingProxyType({
    "number": "번호", "supply": "공급유형", "channel": "접수 방법",
    "stage": "단계", "officer": "담당자", "applied_at": "신청 일시", "income_box": "소득 확인란",
    "postcode": "우편번호", "address": "주소", "phone": "전화", "email": "전자우편",
    "registered_in_seoul": "서울 주민등록", "moved_to_seoul_on": "서울 전입일",
    "re_registered_on": "재등록일", "age": "나이", "dependants": "부양가족",
    "residence": "서울 거주", "children": "미성년 자녀", "vulnerable": "취약계층",
    "applications_checked": "중복 신청 확인", "tenancies_checked": "공공임대 확인",
    "subsidies_checked": "다른 지원 확인", "arrears_checked": "체납 확인", "name": "이름",
    "relation": "관계", "birth": "생년월일", "rrn": "주민등록번호", "register": "등본",
    "registered_on": "등록일", "nationality": "국적", "registration": "등록 구분",
    "in_family_register": "가족관계증명서", "stays_with": "함께 사는 곳", "ground": "사유",
    "reported_on": "신고일", "proven": "증명", "together_since": "함께 등재된 날",
    "parentage": "친자 관계", "adopted_on": "입양일", "householder": "세대주",
    "minor_ground": "미성년 세대주 사유", "income_checked": "소득 조회",
    "home_checked": "주택 조회", "estate_checked": "부동산 조회", "car_checked": "자동차 조회",
    "tenancy_checked": "임대 조회", "spouse": "배우자", "ended_on": "끝난 날",
    "mother": "임신한 사람", "foetuses": "태아 수", "weeks": "임신 주수", "examined_on": "진단일",
    "born_on": "출산일", "person": "사람", "kind": "종류", "source": "원천", "workplace": "직장",
    "monthly": "월 금액", "lump_sum": "한 번에 받은 돈", "duplicate_of": "겹치는 소득",
    "duplicate_confirmed": "중복 확인", "record": "정정 자료", "confirmation": "확인서",
    "postmarked_on": "소인", "employed_since": "입사일", "construction": "건설 일용직",
    "numerator": "지분(분자)", "denominator": "지분(분모)", "land_area": "토지 면적",
    "land_unit_price": "개별공시지가", "floor_area": "건물 면적", "published_price": "공시가격",
    "standard_value": "시가표준액", "land_exclusion": "토지 제외 사유",
    "land_exclusion_proven": "토지 제외 증명", "acquisition": "취득 원인",
    "ledger_on": "대장 처리일", "recognised_on": "취득 인정일", "contracted_on": "계약일",
    "paid_on": "잔금일", "renamed_on": "명의변경일", "disposed_registered_on": "처분 등기일",
    "disposed_ledger_on": "처분 대장 처리일", "disposed_recognised_on": "처분 인정일",
    "notified_on": "통보일", "done_on": "처분한 날", "detached": "단독주택",
    "outside_urban": "도시지역 밖", "myeon": "면 지역", "capital_area": "수도권",
    "lived_there": "거주", "moved_away": "이주", "approved_on": "사용승인일",
    "first_register_place": "최초 등록기준지", "from_lineal_or_spouse": "직계·배우자에게서",
    "sold_out": "분양 완료", "tax_registered": "사업자 등록", "for_own_workers": "근로자 숙소",
    "government_policy": "정부 시책", "condition_met": "요건 충족", "proof": "증빙",
    "project_applied_on": "사업계획 신청일", "use": "용도", "tenure": "보유 형태",
    "value": "가액", "low_emission": "저공해차", "subsidy": "보조금",
    "subsidy_to_owner": "보조금 받은 사람", "exemption_proven": "예외 증명",
    "injury_grade": "상이등급", "lived_in": "거주", "cancelled_on": "해지·말소일",
    "left_on": "퇴거일", "will_end": "끝낼 예정", "receiving": "받는 중", "landlord": "임대인",
    "amount": "금액", "cleared_on": "해소일", "withdrawn_on": "철회일", "subject": "누구의 것",
    "issued_on": "발급일", "registered_mail": "등기우편", "original": "원본",
    "rrn_shown": "뒷자리 표기", "shows": "표기사항", "wrong_kind": "다른 종류",
    "attached": "첨부", "signed": "서명", "by_guardian": "보호자 서명",
    "signed_on": "서명·계약일", "agreed": "동의", "note": "비고", "in_seoul": "서울",
    "area": "전용면적", "move_in_report": "전입신고", "floor_heating": "바닥 난방",
    "kitchen": "부엌", "toilet": "화장실", "whole_unit": "한 세대 전체", "for_sale": "매매 중",
    "unregistered": "미등기", "already_insured": "보증보험 가입",
    "demolition_planned": "철거 예정", "insurable": "보증보험 가능", "new_building": "신축",
    "sale_price_unknown": "분양가 모름", "insurance_on": "보증 신청일", "opposable_on": "대항력",
    "other_tenants_known": "다른 임차인 확인", "chosen_price": "정한 가격 기준",
    "price_reason": "가격 기준 사유", "seen_on": "열람일", "violation_own_part": "전유부 위반",
    "violation_common_part": "공용부 위반", "violation_other_unit": "다른 호 위반",
    "residential_use": "주거 용도", "deposit": "보증금", "monthly_rent": "월세",
    "through_broker": "공인중개사", "already_living": "이미 거주",
    "title_requested_on": "권리분석 신청", "title_passed_on": "권리분석 통과",
    "moved_in_on": "입주일", "related": "친족", "basis": "기준", "as_of": "기준일", "unit": "호",
    "fixed_on": "확정일자", "vacant": "공실", "viewed_on": "열람일",
    "includes_cancelled": "말소사항 포함", "pending_filing": "신청 사건",
    "entries_read_a": "갑구 확인", "entries_read_b": "을구 확인",
    "separate_land_register": "토지 별도등기", "land_right_missing": "대지권 없음",
    "section": "갑·을구", "rank": "순위번호", "purpose": "등기목적", "parent": "주등기",
    "received_on": "접수일", "receipt_no": "접수번호", "cause": "등기원인", "holder": "권리자",
    "currency": "통화", "status": "상태", "joint_with": "공동담보",
    "limits_disposal": "처분 제한", "for_ownership_share": "지분에 대한 것", "question": "물음",
    "reason": "사유", "answered_at": "답한 때", "building": "신청 주택",
    "surveyed_on": "조사기준일", "finance_queried_on": "금융 조회일",
    "marriages_checked": "혼인관계 확인", "finance_checked": "금융정보 조회",
    "assets_checked": "일반자산 조회", "right": "권리", "paid_so_far": "지금까지 낸 금액",
    "assessed": "기준건물평가액", "settlement_paid": "납부한 청산금",
    "settlement_received": "지급받은 청산금", "institution": "금융기관", "valued_on": "평가한 날",
    "creditor": "빌려준 곳", "holding": "보증금을 받은 부동산", "unnotified": "미통보 동의",
    "refused_on": "거부한 날", "school": "학교", "level": "과정", "student": "학적",
    "until": "재학 예정 마지막 날", "bracket_issuable": "지원구간 통지서 발급",
    "single_parent": "한부모", "separate": "단독세대", "trade": "문구업계 종사",
    "trade_since": "종사 시작일", "result": "선정 결과", "result_on": "결과일", "role": "누구",
    "pays": "보험료 납부", "judged_on": "재계약 심사일", "first_on": "처음 시작일",
    "starts_on": "시작일", "ends_on": "종료일", "deposit_before": "지금 보증금",
    "rent_before": "지금 월임대료", "rent": "월임대료", "raised_on": "마지막 인상일",
    "lease_raised": "운영기관 임대차 인상", "figures_year": "기준 연도",
    "income_1": "소득 한도 1인", "income_2": "소득 한도 2인", "income_3": "소득 한도 3인",
    "income_4": "소득 한도 4인", "income_5": "소득 한도 5인", "income_step": "5인 초과 1인당",
    "total_assets": "총자산 한도", "car": "자동차 한도",
})  # fmt: skip
"""Single facts; one name means the same thing wherever it stands."""

UNTOLD = frozenset({"id", "version", "practice", "notice", "choice"})
"""Fields that are no facts of the applicant, or mere keys; an answer tells its reason."""


def facts(case: Case, notice: Notice) -> Iterator[tuple[str, str, str]]:
    """Yield (key, place, text) of every recorded fact; `key` pairs it with its counterpart."""
    yield from _Telling(case, notice).inside(case, "", ())


class _Telling:
    """Tells the facts of one case in the words of its notice."""

    def __init__(self, case: Case, notice: Notice) -> None:
        self._people: dict[UUID | None, str] = {one.id: one.name for one in case.people}
        self._ids = {rule: title for rule, (_group, title) in TITLES.items()}
        for paper in notice.papers.papers:
            self._ids[paper.id] = paper.name
            self._ids.update({one.id: one.name for one in paper.to_see})
        self._ids.update({one.id: one.name for one in notice.buildings})

    def inside(
        self, owner: Any, key: str, place: tuple[str, ...]
    ) -> Iterator[tuple[str, str, str]]:
        """Yield what stands in one part or row and below it."""
        for one in fields(owner):
            value = getattr(owner, one.name)
            if one.name in UNTOLD or value is None or value in ("", ()):
                continue
            if isinstance(owner, Renewal) and one.name == "lease":
                continue  # which row of the leases: no fact of the applicant
            here = f"{key}.{one.name}"
            part = (*place, SECTIONS.get(one.name, one.name))
            if is_dataclass(value):
                yield from self.inside(value, here, part)
            elif isinstance(value, tuple) and is_dataclass(value[0]):
                yield from self._rows(value, here, part)
            else:
                yield here, " · ".join((*place, WORDS[one.name])), self._text(one.name, value)

    def _rows(
        self, rows: tuple[Any, ...], key: str, place: tuple[str, ...]
    ) -> Iterator[tuple[str, str, str]]:
        for at, row in enumerate(rows):
            whose = (*place, self._whose(row, at))
            here = f"{key}[{getattr(row, 'id', at)}]"
            yield here, " · ".join(whose), "있음"
            yield from self.inside(row, here, whose)

    def _whose(self, row: Any, at: int) -> str:
        """Return what tells a row from its neighbours: a name, a person, a paper, a number."""
        if isinstance(row, Paper):
            return self._ids.get(row.kind, row.kind)
        if isinstance(row, Answer):
            return self._text("question", row.question)
        if isinstance(row, Payer):
            return row.role.label
        names = (getattr(row, one, "") for one in ("name", "institution", "creditor"))
        name = next((one for one in names if one), "")
        return name or self._people.get(getattr(row, "person", None)) or f"{at + 1}번째"

    def _text(self, name: str, value: Any) -> str:
        if name == "rrn":
            return masked(value)
        if name == "figures_year":
            return f"{value}년"
        if name == "question":
            return self._ids.get(str(value).partition("/")[0], str(value))
        if name in AREA_FIELDS:
            return square_metres(value)
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, Labelled):
            return value.label
        if isinstance(value, bool):
            return "예" if value else "아니요"
        if isinstance(value, datetime):
            return f"{seoul_time(value):%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return spoken(value)
        if isinstance(value, UUID):
            return self._people.get(value, "다른 줄")
        if isinstance(value, tuple):
            return ", ".join(self._plain(one) for one in value)
        if isinstance(value, int):
            return f"{value:,}"
        return self._ids.get(str(value), str(value))
