"""개인정보 수집·이용 및 제3자 제공 동의서, blank or filled in from a case."""

from __future__ import annotations

from ipju.domain import printed as models
from ipju.domain.dates import age_on
from ipju.domain.person import Relation
from ipju.domain.rrn import masked
from ipju.services.letters.sheet import Sheet


def blank_consent(practice: bool = False) -> models.ConsentForm:
    """Return the consent form with nothing filled in."""
    return models.ConsentForm(practice=practice)


def consent(sheet: Sheet) -> models.ConsentForm:
    """Return the form with every household member as a signer; the unborn sign nothing.

    A member under the age of the notice (만 14세) on the day of printing is signed for by the
    guardian (보호자).
    """
    members = sorted(
        sheet.judgement.facts.household.members,
        key=lambda one: one.relation is not Relation.SELF,
    )
    limit = sheet.notice.papers.guardian_below_age
    signers = tuple(
        models.Signer(
            name=one.name,
            rrn_text=masked(one.rrn) if one.rrn else "",
            relation=one.relation.label,
            guardian=one.birth is not None and age_on(one.birth, sheet.on) < limit,
        )
        for one in members
    )
    return models.ConsentForm(
        case_number=sheet.case.number,
        signers=signers,
        phone=sheet.case.phone,
        practice=sheet.case.practice,
    )
