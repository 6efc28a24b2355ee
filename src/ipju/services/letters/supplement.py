"""보완요청서: every defect of the papers, how to mend it, and by when."""

from __future__ import annotations

from datetime import timedelta

from ipju.domain import printed as models
from ipju.domain.finding import Outcome
from ipju.domain.notice import PaperStage
from ipju.rules.documents import Line, checklist
from ipju.services.letters.period import BY_POSTMARK
from ipju.services.letters.sheet import CannotPrint, Sheet, head, mail_subject
from ipju.services.working_days import period_ends

SUPPLEMENT_DAYS = 14
"""Calendar days given for a supplement; the notice names none, so the office's habit counts."""

SILENT = "기한 안에 보완하지 않으면 이미 낸 서류만으로 심사하여 부적격이 될 수 있습니다."
"""What follows when nothing comes: the request lapses, and a refusal is proposed."""

_RULES = {PaperStage.SCHOLAR: "scholar-papers"}
"""Which rule judges the papers of a stage; those of any other are `documents`."""


def supplement(sheet: Sheet) -> models.SupplementRequest:
    """Return the request with every paper that is missing or wrong; CannotPrint without any."""
    defects = tuple(one for _rule, one in defects_of(sheet))
    if not defects:
        raise CannotPrint("보완할 서류가 없어 보완요청서를 만들 수 없습니다.")
    return models.SupplementRequest(
        **head(sheet),
        defects=defects,
        due=period_ends(sheet.on + timedelta(days=SUPPLEMENT_DAYS)),
        rule=in_time(sheet),
        how=how_to_send(sheet),
        where=where_to_send(sheet),
        mail_subject=mail_subject(sheet),
        consequence=SILENT,
    )


def defects_of(sheet: Sheet) -> tuple[tuple[str, models.Defect], ...]:
    """Return every paper that is missing or wrong, each with the rule that says so."""
    # A renewal (재계약) asks for no papers of the list anew: its consents stand (C10).
    asked = "documents" in sheet.notice.rules
    lines = checklist(sheet.judgement.facts, sheet.notice) if asked else ()
    found = [
        (_RULES.get(line.requirement.terms.stage, "documents"), defect)
        for line in lines
        for defect in _defects(line, sheet)
    ]
    return (*found, *_consent_defects(sheet))


def where_to_send(sheet: Sheet) -> str:
    """Return where papers are sent to."""
    return sheet.notice.papers.address or sheet.notice.office.mail_address


def in_time(sheet: Sheet) -> str:
    """Return what counts as in time; empty where papers come otherwise than by registered mail."""
    return BY_POSTMARK if sheet.notice.papers.registered_mail_only else ""


def how_to_send(sheet: Sheet) -> str:
    """Return how papers are taken: by registered mail alone, or as the notice says."""
    papers = sheet.notice.papers
    if papers.registered_mail_only:
        return f"{sheet.notice.objection.how} 방문이나 팩스로는 받지 않습니다."
    return papers.filing or sheet.notice.objection.how


def _defects(line: Line, sheet: Sheet) -> list[models.Defect]:
    terms = line.requirement.terms
    clause = str(terms.clause)
    if line.paper is None and line.outcome in (Outcome.FAIL, Outcome.MISSING):
        return [
            models.Defect(
                item=line.requirement.name,
                defect="받지 못했습니다.",
                remedy=_how_to_get(line, sheet),
                clause=clause,
                issuer=terms.issuer,
            )
        ]
    return [
        models.Defect(
            item=line.requirement.name,
            defect=one.text,
            remedy=one.mend,
            clause=clause,
            issuer=terms.issuer,
        )
        for one in line.defects
        if one.mend
    ]


def _how_to_get(line: Line, sheet: Sheet) -> str:
    terms, notice = line.requirement.terms, sheet.notice
    if terms.id == notice.papers.consent:
        return "세대구성원 모두가 서명하고 모든 항목에 동의해 보내 주십시오."
    if notice.financial_consent is not None and terms.id == notice.financial_consent.paper:
        return "세대구성원 모두가 두 칸에 모두 서명해 보내 주십시오."
    wanted = [one.name for one in terms.to_see]
    if terms.rrn_shown:
        wanted.append("주민등록번호 뒷자리")
    shown = f" {', '.join(wanted)} 항목이 나오게" if wanted else ""
    instead = (
        f" 대신 {', '.join(line.requirement.instead)}도 됩니다." if line.requirement.instead else ""
    )
    if terms.format:
        return f"공고일 이후의 것을{shown} {terms.format}로 보내 주십시오.{instead}"
    return f"공고일 이후에{shown} 발급받아 보내 주십시오.{instead}"


def _consent_defects(sheet: Sheet) -> list[tuple[str, models.Defect]]:
    """Return what is wrong with consent forms that came in: who did not sign, or not all of it."""
    papers, financial = sheet.notice.papers, sheet.notice.financial_consent
    forms = [("consent", papers.consent, "모든 항목에 동의한")]
    if financial is not None:
        forms.append(("financial-consent", financial.paper, "두 칸에 모두 서명한"))
    names = {one.id: one.name for one in papers.papers}
    came = {one.kind for one in sheet.case.papers}
    failed = {one.rule: one for one in sheet.judgement.findings if one.outcome is Outcome.FAIL}
    return [
        (
            rule,
            models.Defect(
                item="동의서" if rule == "consent" else names[kind],
                defect=failed[rule].sentence,
                remedy=f"빠진 사람이 서명하고 {how} 동의서를 다시 보내 주십시오.",
                clause=str(failed[rule].clause),
            ),
        )
        for rule, kind, how in forms
        if rule in failed and kind in came
    ]
