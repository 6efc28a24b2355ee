"""Korean names of the fields of a notice about rooms an operator lets, and about scholars."""

from __future__ import annotations

from ipju.domain import notice as n
from ipju.notices import shown
from ipju.notices.label import Label
from ipju.notices.label import at as _at
from ipju.notices.label import hidden as _hidden

LETTING: dict[type, dict[str, Label]] = {
    n.AgeTerms: {
        "clause": _at("나이 근거"),
        "born_from": _at("출생일(부터)", shown.day),
        "born_until": _at("출생일(까지)", shown.day),
        "age_from": _at("나이(이상)", shown.age),
        "age_until": _at("나이(이하)", shown.age),
    },
    n.MaritalTerms: {
        "clause": _at("혼인 중이 아닐 것 근거"),
        "kept_clause": _at("자격 유지 근거"),
    },
    n.TotalAssetTerms: {
        "clause": _at("총자산 근거"),
        "method_clause": _at("총자산 산정방법 근거"),
        "date_clause": _at("총자산 산정시점 근거"),
        "debt_clause": _at("부채 근거"),
        "limit": _at("총자산 한도", shown.money),
        "financial": _at("금융자산", clause="method_clause"),
        "other": _at("기타자산", clause="method_clause"),
        "debts": _at("빼는 부채", shown.words, "debt_clause"),
    },
    n.FinancialMeasure: {
        "kind": _at("금융자산 종류", shown.word),
        "measure": _at("산정방법", shown.text),
    },
    n.OtherMeasure: {
        "kind": _at("기타자산 종류", shown.word),
        "measure": _at("산정방법", shown.text),
    },
    n.FinancialConsentTerms: {
        "clause": _at("금융정보 동의 근거"),
        "refusal_clause": _at("동의 거부 근거"),
        "paper": _at("동의서", shown.paper),
        "form": _hidden("금융정보 동의서 서식"),
        "valid_months": _at("제출일부터 조회할 수 있는 기간", shown.months),
        "refusals": _at("각하되는 거부 횟수", shown.times, "refusal_clause"),
        "guardian_below_age": _at("보호자가 서명하는 나이(미만)", shown.age),
    },
    n.ScholarTerms: {
        "clause": _at("장학생 선정기준 근거"),
        "dates_clause": _at("장학생 모집일정 근거"),
        "duties_clause": _at("장학생 필수 참여활동 근거"),
        "papers_clause": _at("장학생 서류 근거"),
        "applied_from": _at("장학생 서류접수 시작", shown.day, "dates_clause"),
        "applied_until": _at("장학생 서류접수 마감", shown.day, "dates_clause"),
        "review_from": _at("장학생 서류심사 시작", shown.day, "dates_clause"),
        "review_until": _at("장학생 서류심사 마감", shown.day, "dates_clause"),
        "interview_from": _at("장학생 면접심사 시작", shown.day, "dates_clause"),
        "interview_until": _at("장학생 면접심사 마감", shown.day, "dates_clause"),
        "announced_on": _at("장학생 합격자 발표", shown.day, "dates_clause"),
        "enrolled_until": _at("재학해야 하는 날(까지)", shown.day),
        "students": _at("지원할 수 있는 학적", shown.words),
        "criteria": _at("장학생 선정기준"),
        "interview_criteria": _at("장학생 면접기준"),
        "points_from": _at("항목마다 가장 낮은 점수", shown.points),
        "points_until": _at("항목마다 가장 높은 점수", shown.points),
        "reviewers": _at("단계마다 심사하는 사람", shown.persons),
        "trade_years": _at("문구업계 근무·사업 기간", shown.years, "papers_clause"),
        "duties": _at("장학생 필수 참여활동", shown.listed, "duties_clause"),
        "needs": _at("장학생 지원서류", clause="papers_clause"),
        "question_clause": _at("문의 근거"),
        "question_to": _at("문의하는 곳", shown.text, "question_clause"),
    },
    n.Criterion: {
        "id": _hidden("기준 번호"),
        "text": _at("내용", shown.text),
        "clause": _at("기준 근거"),
    },
    n.ScholarNeed: {
        "id": _hidden("서류 항목 번호"),
        "name": _at("이름", shown.text),
        "clause": _at("서류 근거"),
        "any_of": _at("낼 수 있는 서류", shown.alternatives),
        "students": _at("학적", shown.everyone_or),
        "levels": _at("과정", shown.everyone_or),
        "trades": _at("문구업계", shown.trades),
        "fallback_only": _at("뒤의 서류는 앞의 서류를 발급받을 수 없을 때만", shown.yes),
    },
    n.Building: {
        "id": _hidden("공급주택 번호"),
        "name": _at("이름", shown.text),
        "address": _at("주소", shown.text),
        "clause": _at("공급주택 근거"),
        "rooms": _at("호실"),
    },
    n.RoomTerms: {
        "room": _at("호실", shown.text),
        "area": _at("전용면적", shown.floor_area),
        "deposit": _at("보증금", shown.money),
        "rent": _at("월 임대료", shown.money),
    },
    n.WaitingTerms: {
        "clause": _at("예비입주자 근거"),
        "valid_years": _at("순번이 유효한 기간", shown.years),
        "ratio_percent": _at("예비입주자 비율", shown.percent),
        "vacancies": _at("공가가 생기는 경우", shown.texts),
    },
    n.LettingTerms: {
        "clause": _at("임대차 근거"),
        "renewal_clause": _at("재계약 근거"),
        "rise_clause": _at("임대조건 인상 근거"),
        "proof_clause": _at("입주 전 증명 근거"),
        "moves_in_clause": _at("입주할 수 있는 날 근거"),
        "guidance_clause": _at("입주 안내 근거"),
        "moves_in_from": _at("입주할 수 있는 날(부터)", shown.day, "moves_in_clause"),
        "term_years": _at("임대차기간", shown.years),
        "renewals": _at("재계약 횟수 한도", shown.times, "renewal_clause"),
        "total_years": _at("최대 거주기간", shown.years),
        "scholar_term_years": _at("장학생 임대차기간", shown.years),
        "rise_percent": _at("인상 한도", shown.percent, "rise_clause"),
        "rise_wait_years": _at("다시 올릴 수 있을 때까지", shown.years, "rise_clause"),
        "renewal_rules": _at("재계약 심사 항목", clause="renewal_clause"),
        "scholar_free": _at("장학생의 보증금·임대료", shown.free),
        "guidance": _at("입주 안내", shown.listed, "guidance_clause"),
    },
}
