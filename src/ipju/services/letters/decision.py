"""적격·부적격 안내: the result, its reasons with their clauses, and how to object by when."""

from __future__ import annotations

from dataclasses import replace

from ipju.domain import printed as models
from ipju.domain.dates import in_letter
from ipju.domain.finding import Finding, Outcome
from ipju.domain.notice import PaperStage
from ipju.rules.documents import checklist
from ipju.rules.names import Group
from ipju.services.letters.period import rule_until
from ipju.services.letters.sheet import CannotPrint, Sheet, clauses_of, head, judged, remedies

PERSON = (Group.ELIGIBILITY, Group.MEANS, Group.PAPERS)

_STAGES = {"documents": PaperStage.ELIGIBILITY, "scholar-papers": PaperStage.SCHOLAR}
"""Which papers of the list a rule judges."""

BRING = {
    "income": "원천기관이 정정한 소득 자료와 그 기관의 확인서",
    "home-ownership": "주택 소유 여부를 증명하는 서류(등기부, 건축물대장 등)",
    "real-estate": "부동산 가액이나 소유 사실을 바로잡은 공적 자료와 그 기관의 확인서",
    "car": "자동차 소유 사실이나 가액을 바로잡은 공적 자료와 그 기관의 확인서",
    "documents": "내지 않았거나 요건에 맞지 않은 서류",
    "existing-tenancy": "공공임대주택의 계약 해지나 퇴거를 증명하는 서류",
    "total-assets": "자산·부채의 소유 사실이나 가액을 바로잡은 공적 자료와 그 기관의 확인서",
    "age": "출생일을 증명하는 서류",
    "marital-state": "혼인관계를 증명하는 서류",
    "financial-consent": "세대구성원 모두가 두 칸에 서명한 금융정보 등 제공 동의서",
    "scholar": "재학을 증명하는 서류",
    "scholar-papers": "내지 않았거나 요건에 맞지 않은 장학생 서류",
}


NO_HOME = "세대구성원 모두 임대차계약이 끝날 때까지 주택을 소유하지 않아야 합니다."

PENDING = "발급할 때 담당자가 기한을 정해 적습니다."
"""Stands for the period of the 소명 until somebody gave it."""


def ineligible(sheet: Sheet) -> models.Decision:
    """Return the refusal; CannotPrint while nothing of the applicant's conditions fails."""
    rows = sheet.findings(*PERSON)
    failed = [one for one in rows if one.outcome is Outcome.FAIL]
    if not failed:
        raise CannotPrint("부적합 항목이 없어 부적격 안내를 만들 수 없습니다.")
    bring = tuple(BRING[one.rule] for one in failed if one.rule in BRING)
    return models.Decision(
        **head(sheet),
        **remedies(sheet),
        eligible=False,
        rows=tuple(_row(sheet, one) for one in rows if one.outcome is not Outcome.NA),
        objection=_objection(sheet, bring),
    )


def _objection(sheet: Sheet, bring: tuple[str, ...]) -> models.Objection | None:
    """Return the 소명 of the notice; None once its period is over, when the law alone helps.

    Where the notice prints no period, the officer gives one when he issues the letter.
    """
    calendar, terms = sheet.notice.calendar, sheet.notice.objection
    begins, ends = calendar.explanation_from, calendar.explanation_until
    if ends is not None and sheet.on > ends:
        return None
    return models.Objection(
        begins=begins,
        ends=ends,
        pending="" if ends else PENDING,
        rule=rule_until(terms.in_time, ends),
        how=terms.how,
        where=sheet.notice.office.mail_address,
        bring=bring or ("통보 내용이 사실과 다름을 증명하는 객관적인 서류",),
        consequence=terms.consequence,
    )


def _row(sheet: Sheet, finding: Finding) -> models.Judged:
    """Return the row of a finding; a refusal names every paper that is wrong, not the first."""
    row = judged(finding)
    stage = _STAGES.get(finding.rule)
    if stage is None or not row.bad:
        return row
    lines = [
        one
        for one in checklist(sheet.judgement.facts, sheet.notice)
        if one.requirement.terms.stage is stage
    ]
    wrong = [
        f"{one.requirement.name}: {', '.join(defect.text for defect in one.defects)}"
        for one in lines
        if one.outcome is Outcome.FAIL and one.defects and not one.requirement.points
    ]
    return replace(row, reason="; ".join(wrong) + "." if wrong else row.reason)


def eligible(sheet: Sheet) -> models.Decision:
    """Return the notice of eligibility; CannotPrint while anything fails or is open."""
    rows = sheet.findings(*PERSON)
    waiting = [one.title for one in rows if one.outcome not in (Outcome.PASS, Outcome.NA)]
    if waiting:
        raise CannotPrint(f"적합하지 않은 항목이 있습니다: {', '.join(waiting)}")
    return models.Decision(
        **head(sheet),
        **remedies(sheet),
        eligible=True,
        clauses=clauses_of(one for one in rows if one.outcome is not Outcome.NA),
        rows=tuple(judged(one) for one in rows if one.outcome is not Outcome.NA),
        points=sheet.judgement.points.counted if sheet.notice.points else None,
        notes=_next_steps(sheet),
    )


def _next_steps(sheet: Sheet) -> tuple[str, ...]:
    """Return what happens next, as far as the notice prints it."""
    notice, calendar = sheet.notice, sheet.notice.calendar
    if sheet.case.renewal is not None:
        return ("재계약의 기간과 보증금·임대료는 재계약 안내로 따로 알려 드립니다.",)
    said: list[str] = []
    if calendar.announced_on is not None:
        said.append(f"입주대상자는 {in_letter(calendar.announced_on)} 발표할 예정입니다.")
    if notice.letting is not None:
        said.append("입주할 호실이나 예비입주자 순번은 개별로 안내합니다.")
    said.append("자격은 공고일부터 입주할 때까지 유지해야 하며, 변동이 있으면 취소될 수 있습니다.")
    if notice.home is not None and notice.home.until_lease_ends:
        said.append(NO_HOME)
    if calendar.contract_until is not None:
        said.append(
            f"선정되면 권리분석을 거쳐 {in_letter(calendar.contract_until)}까지 "
            "계약을 체결해야 합니다."
        )
    return tuple(said)
