"""Invented papers of applicants for rooms: as they came by e-mail, now and then one short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ipju.domain.case import Case
from ipju.domain.dates import age_on
from ipju.domain.notice import Condition, Notice, PaperStage, PaperTerms
from ipju.domain.paper import Paper, Signature
from ipju.services.invented_dwelling import Chooser


def eligibility_papers(make: Chooser, notice: Notice, case: Case, came: date) -> tuple[Paper, ...]:
    """Return the papers everybody hands in (자격검증 서류), which came on one day."""
    wanted = [
        one
        for one in notice.papers.papers
        if one.stage is PaperStage.ELIGIBILITY and one.needed is Condition.ALWAYS
    ]
    return tuple(_filed(make, notice, case, wanted, came))


def scholar_papers(make: Chooser, notice: Notice, case: Case, came: date) -> tuple[Paper, ...]:
    """Return the papers of the scholar track, each as the list of the notice wants it."""
    terms, study = notice.scholar, case.scholar
    if terms is None or study is None:
        return ()
    known = {one.id: one for one in notice.papers.papers}
    wanted = [
        known[paper]
        for need in terms.needs
        if (not need.students or study.student in need.students)
        and (not need.levels or study.level in need.levels)
        and (not need.trades or study.trade in need.trades)
        for paper in need.any_of[0]
    ]
    return tuple(_filed(make, notice, case, wanted, came))


def _filed(
    make: Chooser, notice: Notice, case: Case, wanted: list[PaperTerms], came: date
) -> Iterator[Paper]:
    signed = {notice.papers.consent}
    if notice.financial_consent is not None:
        signed.add(notice.financial_consent.paper)
    for terms in wanted:
        drawn = make.random.randrange(1000)
        if drawn < 8:
            continue
        issued = max(notice.day, came - timedelta(days=make.random.randrange(12)))
        yield Paper(
            id=make.id(),
            kind=terms.id,
            subject=None if terms.id in signed else case.people[0].id,
            issued_on=notice.day - timedelta(days=9) if drawn > 994 else issued,
            received_on=came,
            rrn_shown=True,
            shows=tuple(field.id for field in terms.to_see),
            signatures=_signatures(make, case, came) if terms.id in signed else (),
        )


def _signatures(make: Chooser, case: Case, came: date) -> tuple[Signature, ...]:
    return tuple(
        Signature(
            id=make.id(),
            person=one.id,
            signed=True,
            by_guardian=one.birth is not None and age_on(one.birth, came) < 14,
            signed_on=came,
            agreed=True,
            unnotified=make.random.randrange(1000) > 25,
        )
        for one in case.people
    )
