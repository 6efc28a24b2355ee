"""The stable ids of the rules, the group each stands in and the words a caseworker reads."""

from __future__ import annotations

from ipju.domain.labelled import Labelled


class Group(Labelled):
    """Groups of the judgement panel, in the order of the notice."""

    ELIGIBILITY = "eligibility", "자격"
    MEANS = "means", "소득·자산"
    PAPERS = "papers", "서류"
    POINTS = "points", "가점"
    DWELLING = "dwelling", "주택 요건"
    TITLE = "title", "권리분석"
    CONTRACT = "contract", "지원·계약"


TITLES: dict[str, tuple[Group, str]] = {
    "nationality": (Group.ELIGIBILITY, "국적"),
    "age": (Group.ELIGIBILITY, "나이"),
    "marital-state": (Group.ELIGIBILITY, "혼인"),
    "minor": (Group.ELIGIBILITY, "미성년자"),
    "residence": (Group.ELIGIBILITY, "서울 거주"),
    "one-application": (Group.ELIGIBILITY, "중복 신청"),
    "household": (Group.ELIGIBILITY, "세대구성원"),
    "home-ownership": (Group.ELIGIBILITY, "무주택"),
    "income": (Group.MEANS, "월평균소득"),
    "real-estate": (Group.MEANS, "부동산"),
    "total-assets": (Group.MEANS, "총자산"),
    "car": (Group.MEANS, "자동차"),
    "supply-newlywed": (Group.ELIGIBILITY, "신혼부부"),
    "supply-generations": (Group.ELIGIBILITY, "세대통합"),
    "existing-tenancy": (Group.ELIGIBILITY, "공공임대"),
    "other-subsidy": (Group.ELIGIBILITY, "중복지원"),
    "arrears": (Group.ELIGIBILITY, "체납"),
    "documents": (Group.PAPERS, "제출서류"),
    "consent": (Group.PAPERS, "동의서"),
    "financial-consent": (Group.PAPERS, "금융정보 동의서"),
    "scholar": (Group.ELIGIBILITY, "장학생 재학"),
    "scholar-papers": (Group.PAPERS, "장학생 서류"),
    "points-age": (Group.POINTS, "① 나이"),
    "points-dependants": (Group.POINTS, "② 부양가족"),
    "points-residence": (Group.POINTS, "③ 서울 거주"),
    "points-children": (Group.POINTS, "④ 미성년 자녀"),
    "points-vulnerable": (Group.POINTS, "⑤ 취약계층"),
    "dwelling-place": (Group.DWELLING, "소재지"),
    "dwelling-kind": (Group.DWELLING, "주택 유형"),
    "dwelling-area": (Group.DWELLING, "전용면적"),
    "whole-unit": (Group.DWELLING, "한 세대 전체"),
    "for-sale": (Group.DWELLING, "매매 중"),
    "building-violation": (Group.TITLE, "9 위반건축물"),
    "relative-owner": (Group.DWELLING, "직계존비속 소유"),
    "deposit-limit": (Group.DWELLING, "보증금 한도"),
    "rent-share": (Group.DWELLING, "월세 합계"),
    "seizure": (Group.TITLE, "1 압류·가압류·가등기"),
    "owner-mismatch": (Group.TITLE, "2 토지·건물 소유자"),
    "senior-lien": (Group.TITLE, "3 선순위 60%"),
    "unregistered": (Group.TITLE, "4 미등기 건물"),
    "already-insured": (Group.TITLE, "5 보증보험 가입"),
    "demolition": (Group.TITLE, "6 철거 예정"),
    "landlord-corporate": (Group.TITLE, "7 건설업체·법인 임대인"),
    "insurable": (Group.DWELLING, "보증보험 가능"),
    "debt-ratio": (Group.TITLE, "8 부채 90%"),
    "price": (Group.TITLE, "가격 기준"),
    "support": (Group.CONTRACT, "지원금"),
    "contract-deadline": (Group.CONTRACT, "계약기한"),
    "lease-term": (Group.CONTRACT, "임대차기간"),
    "renewal-count": (Group.ELIGIBILITY, "재계약 횟수"),
    "rent-increase": (Group.CONTRACT, "임대조건 인상"),
}

RULE_IDS = tuple(TITLES)
