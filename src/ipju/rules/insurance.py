"""Health insurance (건강보험료) of father, mother and student: a paper for each who pays or not."""

from __future__ import annotations

from uuid import uuid5

from ipju.domain.finding import Outcome, Reading, Target
from ipju.domain.notice import Notice, PaperTerms
from ipju.domain.paper import Paper
from ipju.domain.replacing import replace
from ipju.domain.scholar import Payer, PayerRole, Scholar
from ipju.rules.facts import Facts
from ipju.rules.filing import Line, Requirement, best_set, is_for, judged

_PARENTS = (PayerRole.FATHER, PayerRole.MOTHER)


def insurance_lines(
    facts: Facts, notice: Notice, need: Requirement, scholar: Scholar
) -> list[Line]:
    """Return the paper of father, mother and student; of a single parent that of the parent.

    Somebody who pays nothing (미납부자) hands in the paper the notice names for that.
    """
    payers = {role: _payer(facts, scholar, role) for role in PayerRole}
    lines = {
        role: _of(facts, notice, need, payers[role], tuple(payers.values())) for role in PayerRole
    }
    parents = [lines[role] for role in _PARENTS]
    if scholar.single_parent:
        recorded = {one.role for one in scholar.payers}
        known = [lines[role] for role in _PARENTS if role in recorded]
        parents = best_set([[one] for one in known or parents])
    elif scholar.single_parent is None:
        parents = _perhaps_alone(parents)
    return [*parents, lines[PayerRole.SELF]]


def _payer(facts: Facts, scholar: Scholar, role: PayerRole) -> Payer:
    """Return who is recorded for a role; the student is the applicant."""
    found = next((one for one in scholar.payers if one.role is role), None)
    applicant = facts.case.applicant if role is PayerRole.SELF else None
    if found is None:
        found = Payer(id=uuid5(facts.case.id, role.value), role=role)
    if applicant is not None and found.person is None:
        found = replace(found, person=applicant.id)
    return found


def _of(
    facts: Facts, notice: Notice, need: Requirement, payer: Payer, everybody: tuple[Payer, ...]
) -> Line:
    """Judge the paper of one payer; whether he pays is asked only where it decides."""
    need = replace(need, payer=payer, person=facts.case.person(payer.person))
    paying, unpaid = need, replace(need, terms=_unpaid(notice, need.terms))
    if payer.pays is False:
        need = unpaid
    papers = facts.case.papers
    proves_none = any(is_for(one, unpaid) for one in papers)
    if payer.pays is None and proves_none and not any(is_for(one, paying) for one in papers):
        line = judged(facts, notice, unpaid)
        if line.outcome is not Outcome.PASS:
            return line
        pays = Target(section="scholar", field="payers.pays", row=payer.id)
        label = f"{payer.role.label}의 건강보험료 납부 여부"
        asked = Reading(label=label, value="미확인", target=pays)
        return replace(line, outcome=Outcome.MISSING, missing=(asked,))
    if not any(is_for(one, need) for one in papers):
        loose = _of_nobody(papers, need.terms, everybody)
        if loose is not None:
            target = Target(section="papers", field="subject", row=loose.id)
            whose = Reading(label=f"{need.terms.name} 누구의 것인지", value="미확인", target=target)
            need = replace(need, unsure=whose)
    return judged(facts, notice, need)


def _unpaid(notice: Notice, terms: PaperTerms) -> PaperTerms:
    """Return the terms of the paper that somebody who pays nothing hands in."""
    return next((one for one in notice.papers.papers if one.id == terms.unpaid), terms)


def _of_nobody(
    papers: tuple[Paper, ...], terms: PaperTerms, everybody: tuple[Payer, ...]
) -> Paper | None:
    """Return a paper of that kind of which it is not recorded whose it is."""
    known = {one.id for one in everybody} | {one.person for one in everybody if one.person}
    return next((o for o in papers if o.kind == terms.id and o.subject not in known), None)


def _perhaps_alone(parents: list[Line]) -> list[Line]:
    """Ask for the single parent where one parent's paper is there and the other's is not."""
    if not any(one.outcome is Outcome.PASS for one in parents):
        return parents
    target = Target(section="scholar", field="single_parent")
    alone = Reading(label="한부모 여부", value="미확인", target=target)
    return [
        replace(one, outcome=Outcome.MISSING, missing=(alone,), defects=())
        if one.paper is None and one.outcome in (Outcome.FAIL, Outcome.MISSING)
        else one
        for one in parents
    ]
