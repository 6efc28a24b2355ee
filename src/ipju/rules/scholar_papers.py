"""The papers of the scholar track as filed (장학생 지원서류), with their alternatives (Ⅶ장)."""

from __future__ import annotations

from ipju.domain.dates import spoken
from ipju.domain.finding import Finding, Threshold
from ipju.domain.notice import Notice, ScholarTerms
from ipju.domain.scholar import Scholar, StationeryTrade
from ipju.rules.facts import Facts
from ipju.rules.filed import finding_of
from ipju.rules.outcome import not_applicable
from ipju.rules.periods import notice_day
from ipju.rules.recorded import NO_RULE
from ipju.rules.scholar import track
from ipju.rules.scholar_needs import scholar_lines, undecided


def scholar_papers(facts: Facts, notice: Notice) -> Finding:
    """Judge the scholar papers: for whom, which set will do, and when they came."""
    rule = "scholar-papers"
    if notice.scholar is None:
        return not_applicable(rule, NO_RULE, "이 공고에는 장학생 모집이 없습니다.")
    terms, student = track(facts, notice)
    if terms is None:
        clause = notice.scholar.papers_clause
        return not_applicable(rule, clause, "장학생으로 지원하지 않았습니다.")
    return finding_of(
        rule,
        terms.papers_clause,
        scholar_lines(facts, notice),
        _thresholds(notice, terms, student),
        missing=undecided(terms, student),
    )


def _thresholds(notice: Notice, terms: ScholarTerms, student: Scholar) -> tuple[Threshold, ...]:
    """Return the dates and years of the notice that the papers are compared with."""
    last = terms.applied_until
    read = [
        Threshold(key="papers.issued_from", text=spoken(notice.papers.issued_from)),
        Threshold(key="scholar.applied_from", text=spoken(terms.applied_from)),
        Threshold(key="scholar.applied_until", text=f"{spoken(last.date())} {last:%H:%M}"),
        notice_day(notice),
    ]
    if student.trade not in (None, StationeryTrade.NONE):
        read.append(Threshold(key="scholar.trade_years", text=f"{terms.trade_years}년"))
    return tuple(read)
