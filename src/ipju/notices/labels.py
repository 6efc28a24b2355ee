"""The one table of Korean names: for every field of a notice, its name and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipju.domain import notice as n
from ipju.domain.finding import Clause
from ipju.notices import shown

type_of_show = Callable[[Any, n.Notice], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The name of a field; `show` writes its value, None where `sheet` walks into it.

    `hidden` values (ids) are compared but never shown. `clause` is the field beside it that says
    where the notice has it.
    """

    name: str
    show: type_of_show | None = None
    clause: str = "clause"
    hidden: bool = False


def _at(name: str, show: type_of_show | None = None, clause: str = "clause") -> Label:
    return Label(name=name, show=show, clause=clause)


def _hidden(name: str) -> Label:
    return Label(name=name, hidden=True)


LABELS: dict[type, dict[str, Label]] = {
    Clause: {"chapter": _at("장"), "heading": _at("제목")},
    n.Notice: {
        "id": _hidden("공고 파일 이름"),
        "title": _at("공고 제목", shown.text),
        "short_title": _at("짧은 제목", shown.text),
        "programme": _at("사업", shown.text),
        "operator": _at("사업 시행자", shown.text),
        "round": _at("차수", shown.text),
        "number_prefix": _at("접수번호 머리", shown.text),
        "office": _at("담당 기관"),
        "rules": _at("심사 항목"),
        "calendar": _at("일정"),
        "household": _at("세대구성원"),
        "applicant": _at("신청자"),
        "objection": _at("이의·불복"),
        "retention": _at("개인정보 보유"),
        "papers": _at("제출서류"),
        "config": _at("공고 해석"),
        "quota": _at("공급 호수"),
        "income": _at("소득"),
        "real_estate": _at("부동산"),
        "car": _at("자동차"),
        "home": _at("주택 소유"),
        "newlywed": _at("특별공급(신혼부부)"),
        "generations": _at("특별공급(세대통합)"),
        "points": _at("가점"),
        "tenancy": _at("공공임대·중복지원·체납"),
        "dwelling": _at("대상주택"),
        "title_review": _at("권리분석"),
        "support": _at("지원금"),
        "contract": _at("계약"),
    },
    n.Office: {
        "name": _at("기관 이름", shown.text),
        "sender": _at("발신 명의", shown.text),
        "department": _at("담당 부서", shown.text),
        "postcode": _at("우편번호", shown.text),
        "address": _at("주소", shown.text),
        "mail_address": _at("서류 보낼 곳", shown.text),
        "phone": _at("전화", shown.text),
        "website": _at("홈페이지", shown.text),
    },
    n.Calendar: {
        "clause": _at("일정 근거"),
        "notice_date": _at("공고일", shown.day),
        "application_from": _at("청약 접수 시작", shown.day),
        "application_until": _at("청약 접수 마감", shown.day),
        "papers_from": _at("서류 제출 시작", shown.day),
        "papers_until": _at("서류 제출 마감", shown.day),
        "explanation_from": _at("소명 시작", shown.day),
        "explanation_until": _at("소명 마감", shown.day),
        "announced_on": _at("입주대상자 발표", shown.day),
        "contract_until": _at("계약기한", shown.day),
        "title_request_until": _at("권리분석 신청 마감", shown.day),
        "amendments": _at("일정 변경"),
    },
    n.Amendment: {
        "field": _hidden("일정 변경 항목"),
        "old": _at("바뀌기 전 날짜", shown.text),
        "new": _at("바뀐 날짜", shown.text),
        "announced_on": _at("변경 공지일", shown.day),
        "reason": _at("변경 사유", shown.text),
    },
    n.Quota: {
        "clause": _at("공급 호수 근거"),
        "homes": _at("모집호수 합계", shown.homes),
        "tracks": _at("모집호수"),
    },
    n.QuotaTrack: {
        "supply": _at("공급유형", shown.word),
        "homes": _at("호수", shown.homes),
    },
    n.HouseholdTerms: {
        "clause": _at("세대구성원 근거"),
        "spouse_clause": _at("자격검증이 불가능한 배우자 근거"),
        "exclusion_clause": _at("세대구성원 제외 근거"),
        "missing_report_months": _at(
            "가출·행방불명 신고 후 제외 기간", shown.months, "exclusion_clause"
        ),
    },
    n.ApplicantTerms: {
        "nationality_clause": _at("국적 근거"),
        "residence_clause": _at("서울 거주 근거"),
        "minor_clause": _at("미성년자 근거"),
        "minor_age": _at("성년 나이", shown.age, "minor_clause"),
        "application_clause": _at("중복 신청 근거"),
    },
    n.IncomeTerms: {
        "clause": _at("소득 기준 근거"),
        "sources_clause": _at("소득자료 출처 근거"),
        "tables": _at("소득 한도 표"),
        "by_supply": _at("소득 한도 적용"),
        "source_order": _at("상시근로소득 자료 순서", shown.ordered, "sources_clause"),
        "regular_after_months": _at("상시근로로 보는 기간", shown.months, "sources_clause"),
        "construction_regular_after_months": _at(
            "상시근로로 보는 기간(건설공사)", shown.months, "sources_clause"
        ),
    },
    n.IncomeTable: {
        "id": _hidden("표 이름"),
        "clause": _at("근거"),
        "label": _at("이름", shown.text),
        "amounts": _at("금액"),
        "per_person_beyond": _at("표에 없는 가구원 1인당 더하는 금액(100% 기준)", shown.money),
        "percent_beyond": _at("더하는 금액의 비율", shown.percent),
    },
    n.SupplyIncome: {
        "supply": _at("공급유형", shown.word),
        "table": _at("소득 표", shown.table),
    },
    n.RealEstateTerms: {
        "clause": _at("부동산 근거"),
        "exclusion_clause": _at("부동산 제외 토지 근거"),
        "limit": _at("부동산 합산 한도", shown.money),
    },
    n.CarTerms: {
        "clause": _at("자동차 근거"),
        "limit": _at("자동차 한도", shown.money),
        "injury_grade_from": _at("제외하는 보철용 차량 상이등급(부터)", shown.grade),
        "injury_grade_until": _at("제외하는 보철용 차량 상이등급(까지)", shown.grade),
    },
    n.HomeTerms: {
        "clause": _at("주택 소유 판정 근거"),
        "scope_clause": _at("주택의 범위 근거"),
        "date_clause": _at("주택 소유 기준일 근거"),
        "exemption_clause": _at("무주택 인정 근거"),
        "cure_months": _at("부적격 통보 후 처분·정리 기간", shown.months, "exemption_clause"),
        "old_house_years": _at("2호 가목 사용승인 후 경과", shown.years, "exemption_clause"),
        "rural_area": _at("2호 나목 단독주택 면적", shown.floor_area, "exemption_clause"),
        "small_area": _at("5호 소형 주택 면적", shown.floor_area, "exemption_clause"),
        "project_before": _at("10호 사업 신청 기준일", shown.day, "exemption_clause"),
        "unlicensed_needs_proof": _at("7호 무허가건물 증명", shown.needed, "exemption_clause"),
        "old_project_bars_later_buyers": _at(
            "10호 기준일 이후 매수한 자", shown.excluded, "exemption_clause"
        ),
    },
    n.NewlywedTerms: {
        "clause": _at("신혼부부 근거"),
        "years": _at("신혼부부 혼인기간", shown.years),
    },
    n.GenerationsTerms: {
        "clause": _at("세대통합 근거"),
        "age": _at("세대통합 직계존속 나이", shown.age),
        "years": _at("세대통합 부양기간", shown.years),
    },
    n.Band: {"at_least": _at("기준"), "points": _at("점수", shown.points)},
    n.PointsTerms: {
        "clause": _at("가점 근거"),
        "age": _at("① 신청자 나이", shown.age_band),
        "dependants": _at("② 부양가족 수", shown.heads_band),
        "residence": _at("③ 서울 연속거주", shown.years_band),
        "children": _at("④ 미성년 자녀 수", shown.heads_band),
        "residence_from_age": _at("③ 거주기간을 세는 나이", shown.age),
        "child_age_below": _at("④ 자녀 나이(미만)", shown.age),
        "sibling_age_below": _at("② 형제자매 나이(미만)", shown.age),
        "sibling_age_from": _at("② 형제자매 나이(이상)", shown.age),
        "low_income_table": _at("⑤ 다) 소득 표", shown.table),
        "vulnerable": _at("⑤ 사회취약계층"),
    },
    n.VulnerablePoints: {
        "ground": _at("사유", shown.word),
        "points": _at("배점", shown.points),
        "members": _at("세대원", shown.accepted),
        "papers": _at("증명서류", shown.alternatives),
    },
    n.TenancyTerms: {
        "tenancy_clause": _at("공공임대 신청 제한 근거"),
        "cancellation_clause": _at("선정 취소 근거"),
        "subsidy_clause": _at("중복지원 근거"),
        "arrears_clause": _at("체납 근거"),
        "listed": _at("신청이 제한되는 공공임대", shown.words, "tenancy_clause"),
    },
    n.FieldShown: {"id": _hidden("표기사항 이름"), "name": _at("표기사항", shown.text)},
    n.PaperTerms: {
        "id": _hidden("서류 이름"),
        "name": _at("이름", shown.text),
        "clause": _at("근거"),
        "needed": _at("제출 대상", shown.word),
        "subject": _at("누구의 서류", shown.word),
        "issuer": _at("발급처", shown.text),
        "rrn_shown": _at("주민등록번호 뒷자리 표기", shown.needed),
        "original": _at("원본", shown.needed),
        "shows": _at("표기사항", shown.text),
        "refused": _at("대신 받지 않는 서류", shown.texts),
    },
    n.PapersTerms: {
        "clause": _at("제출서류 근거"),
        "consent_clause": _at("동의서 근거"),
        "issued_from": _at("서류 발급일(이후)", shown.day),
        "registered_mail_only": _at("등기우편", shown.needed),
        "guardian_below_age": _at("보호자가 서명하는 나이(미만)", shown.age, "consent_clause"),
        "consent": _at("동의서로 보는 서류", shown.paper, "consent_clause"),
        "pregnancy": _at("임신을 증명하는 서류", shown.paper),
        "papers": _at("제출서류"),
    },
    n.DwellingTerms: {
        "place_clause": _at("사업지역 근거"),
        "kind_clause": _at("대상주택 근거"),
        "area_clause": _at("면적 근거"),
        "deposit_clause": _at("보증금 한도 근거"),
        "rent_clause": _at("월세 근거"),
        "unit_clause": _at("일부분 임대차 근거"),
        "sale_clause": _at("매매 중인 주택 근거"),
        "violation_clause": _at("위반건축물 근거"),
        "relative_clause": _at("직계존비속 소유 근거"),
        "insurance_clause": _at("보증보험 근거"),
        "kinds": _at("대상주택", shown.words, "kind_clause"),
        "violation_common_allowed": _at(
            "공용부분 위반을 허용하는 주택", shown.words, "violation_clause"
        ),
        "area_single": _at("전용면적 한도", shown.floor_area, "area_clause"),
        "area_family": _at("전용면적 한도(여러 명 가구)", shown.floor_area, "area_clause"),
        "family_from": _at("넓은 면적을 적용하는 가구원 수(이상)", shown.persons, "area_clause"),
        "deposit_limit": _at("보증금 한도", shown.money, "deposit_clause"),
        "conversion_rate": _at("전월세 전환율", shown.rate, "deposit_clause"),
        "leases": _at("임대차 종류", shown.words, "deposit_clause"),
    },
    n.TitleTerms: {
        "clause": _at("권리분석 근거"),
        "price_clause": _at("가격 기준 근거"),
        "senior_percent": _at("선순위 설정최고액 비율 한도", shown.percent),
        "debt_percent": _at("부채 비율 한도", shown.percent),
        "trade_within_years": _at("거래가격을 보는 기간", shown.years, "price_clause"),
        "prices": _at("가격 기준", shown.price_rule, "price_clause"),
    },
    n.PriceRule: {
        "basis": _at("가격 종류", shown.word),
        "label": _at("이름", shown.text),
        "percent": _at("배율", shown.percent),
        "kinds": _at("주택", shown.words),
    },
    n.SupportTerms: {
        "clause": _at("지원금 근거"),
        "bands": _at("지원금", shown.support_band),
    },
    n.SupportBand: {
        "percent": _at("지원율", shown.percent),
        "maximum": _at("최대 지원금", shown.money),
        "up_to": _at("보증금 상한"),
    },
    n.ContractTerms: {
        "clause": _at("계약기한 근거"),
        "broker_clause": _at("공인중개사 근거"),
        "term_years": _at("1회 계약기간", shown.years),
        "contracts": _at("계약 횟수", shown.times),
        "total_years": _at("최장 지원기간", shown.years),
    },
    n.ObjectionTerms: {
        "clause": _at("불복 고지 근거"),
        "how": _at("소명 방법", shown.text),
        "in_time": _at("소명 기한의 기준", shown.text),
        "consequence": _at("소명하지 않을 때", shown.text),
        "remedies": _at("불복"),
    },
    n.RemedyTerms: {
        "id": _hidden("불복 번호"),
        "name": _at("이름", shown.text),
        "clause": _at("불복 근거"),
        "days": _at("안 날부터", shown.days),
        "latest": _at("늦어도 결정부터", shown.text),
        "where": _at("어디에", shown.text),
    },
    n.RetentionTerms: {
        "clause": _at("보유 기간 근거"),
        "legal_basis": _at("고유식별정보 처리 근거 법령", shown.text),
        "not_selected_months": _at("보유 기간(선정되지 못한 자)", shown.months),
        "selected_months": _at("보유 기간(입주대상자)", shown.months),
        "contracted_months": _at("보유 기간(계약자)", shown.months),
        "third_party_not_selected_months": _at("제3자 보유 기간(선정되지 못한 자)", shown.months),
        "destroy_within_days": _at("파기 기한", shown.days),
    },
    n.Config: {
        "id": _hidden("해석 번호"),
        "chosen": _at("정한 해석"),
        "options": _hidden("선택지"),
        "reading": _at("첫째 해석"),
        "other_reading": _at("둘째 해석"),
        "decided_by": _at("정한 사람", shown.text),
        "reason": _at("정한 까닭", shown.text),
    },
}


def label(owner: type, field: str) -> str:
    """Return the Korean name of a field of a notice's type; KeyError when there is none."""
    return LABELS[owner][field].name
