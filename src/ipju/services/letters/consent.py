"""The consent forms (동의서) of a notice, blank or filled in from a case."""

from __future__ import annotations

from datetime import date

from ipju.domain import printed as models
from ipju.domain.dates import age_on
from ipju.domain.notice import FinancialConsentTerms, Notice
from ipju.domain.person import Person, Relation
from ipju.domain.rrn import masked
from ipju.services.letters.sheet import CannotPrint, Sheet


def blank_consent(notice: Notice, practice: bool = False) -> models.ConsentForm:
    """Return the consent form of a notice with nothing filled in."""
    return models.ConsentForm(form=notice.papers.consent_form, practice=practice)


def blank_financial_consent(notice: Notice, practice: bool = False) -> models.FinancialConsentForm:
    """Return the 금융정보 등 제공 동의서 of a notice with nothing filled in, or CannotPrint."""
    return models.FinancialConsentForm(form=_financial(notice).form, practice=practice)


def consent(sheet: Sheet) -> models.ConsentForm:
    """Return the form with every household member as a signer; the unborn sign nothing.

    A member under the age of the notice (만 14세) on the day of printing is signed for by the
    guardian (보호자).
    """
    limit = sheet.notice.papers.guardian_below_age
    return models.ConsentForm(
        form=sheet.notice.papers.consent_form,
        case_number=sheet.case.number,
        signers=tuple(_signer(one, sheet.on, limit) for one in _members(sheet)),
        phone=sheet.case.phone,
        practice=sheet.case.practice,
    )


def financial_consent(sheet: Sheet) -> models.FinancialConsentForm:
    """Return the 금융정보 등 제공 동의서 with every member as a signer of both columns.

    CannotPrint where the notice asks for none. At a renewal (재계약) only members who signed none
    before have to sign: they are those without a signature in the papers carried over (C10).
    """
    case, terms = sheet.case, _financial(sheet.notice)
    members = _members(sheet)
    if case.renewal is not None:
        signed = {
            mark.person
            for paper in case.papers
            if paper.kind == terms.paper
            for mark in paper.signatures
            if mark.signed and mark.unnotified
        }
        members = [one for one in members if one.id not in signed]
        if not members:
            raise CannotPrint(
                "새로 동의할 세대구성원이 없습니다. 처음 낸 동의서를 재계약에도 그대로 씁니다."
            )
    limit = terms.guardian_below_age
    applicant = case.applicant
    return models.FinancialConsentForm(
        form=terms.form,
        case_number=case.number,
        applicant=_signer(applicant, sheet.on, limit) if applicant else models.Signer(),
        address=case.address,
        signers=tuple(_signer(one, sheet.on, limit) for one in members),
        practice=case.practice,
    )


def _financial(notice: Notice) -> FinancialConsentTerms:
    if notice.financial_consent is None:
        raise CannotPrint("이 공고는 금융정보 등 제공 동의서를 받지 않습니다.")
    return notice.financial_consent


def _members(sheet: Sheet) -> list[Person]:
    """Return the household members, the applicant first."""
    members = sheet.judgement.facts.household.members
    return sorted(members, key=lambda one: one.relation is not Relation.SELF)


def _signer(person: Person, on: date, limit: int) -> models.Signer:
    return models.Signer(
        name=person.name,
        rrn_text=masked(person.rrn) if person.rrn else "",
        relation=person.relation.label,
        guardian=person.birth is not None and age_on(person.birth, on) < limit,
        phone=person.phone,
    )
