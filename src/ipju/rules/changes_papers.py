"""Lawful changes of papers: have a defective one issued anew, sign a consent again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import uuid5

from ipju.domain.dates import birthday
from ipju.domain.finding import Outcome
from ipju.domain.notice import FinancialConsentTerms, printed
from ipju.domain.paper import Paper, Signature
from ipju.domain.person import Person
from ipju.domain.replacing import replace
from ipju.rules.changes import Draft, Situation
from ipju.rules.documents import eligibility_lines
from ipju.rules.filing import Line
from ipju.rules.scholar_needs import scholar_lines


def reissued_papers(now: Situation) -> Iterator[Draft]:
    """Have every defective paper issued anew and sent as a supplement (보완)."""
    yield from _reissued_of(now, eligibility_lines(now.facts, now.notice))


def reissued_scholar_papers(now: Situation) -> Iterator[Draft]:
    """Have every defective scholar paper issued anew and sent as a supplement (보완)."""
    yield from _reissued_of(now, scholar_lines(now.facts, now.notice))


def _reissued_of(now: Situation, lines: Sequence[Line]) -> Iterator[Draft]:
    bad = [one for one in lines if one.outcome is Outcome.FAIL and not one.requirement.points]
    # A paper that never came, or a defect nothing cures, is not turned by any paper.
    if not bad or any(one.paper is None or not all(d.mend for d in one.defects) for one in bad):
        return
    yield Draft(
        title=f"서류 {len(bad)}종 다시 발급: {', '.join(one.requirement.name for one in bad)}",
        detail=" · ".join(dict.fromkeys(d.mend for one in bad for d in one.defects)),
        paper=", ".join(one.requirement.terms.name for one in bad),
        case=replace(now.case, papers=(*now.case.papers, *(_reissued(now, one) for one in bad))),
    )


def _reissued(now: Situation, line: Line) -> Paper:
    terms, today = line.requirement.terms, now.facts.reviewed_on
    old = line.paper or Paper(id=now.case.id, kind=terms.id)
    return replace(
        old,
        id=uuid5(old.id, "reissued"),
        kind=terms.id,
        issued_on=max(today, now.notice.papers.issued_from),
        postmarked_on=today,
        received_on=today,
        registered_mail=True,
        original=True,
        rrn_shown=True,
        wrong_kind="",
        shows=tuple(one.id for one in terms.to_see),
    )


def signed_financial_consent(now: Situation) -> Iterator[Draft]:
    """Have every member sign both columns of a new form, and query anew where that was done."""
    terms, today = printed(now.notice.financial_consent), now.facts.reviewed_on
    members = now.facts.household.members
    form = Paper(
        id=uuid5(now.case.id, "signed-anew"),
        kind=terms.paper,
        received_on=today,
        signatures=tuple(_signed(one, terms, today) for one in members),
    )
    queried = now.case.finance_queried_on
    yield Draft(
        title=f"금융정보 동의서 다시 받기: {', '.join(one.name for one in members)}",
        detail="세대구성원 모두가 두 칸에 서명한 동의서를 받습니다."
        + (" 금융정보는 그 뒤에 새로 조회합니다." if queried is not None else ""),
        paper="전원이 두 칸 모두 서명한 금융정보 등 제공 동의서",
        case=replace(
            now.case,
            papers=(*now.case.papers, form),
            finance_queried_on=None if queried is None else today,
        ),
    )


def _signed(person: Person, terms: FinancialConsentTerms, day: date) -> Signature:
    age = terms.guardian_below_age
    return Signature(
        id=uuid5(person.id, "signed-anew"),
        person=person.id,
        signed=True,
        unnotified=True,
        by_guardian=person.birth is not None and birthday(person.birth, age) > day,
        signed_on=day,
    )
