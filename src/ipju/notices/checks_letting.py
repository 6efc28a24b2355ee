"""What must hold between the values of a notice about rooms, scholars, assets and consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date, datetime
from itertools import pairwise

from ipju.domain.notice import (
    AgeTerms,
    Condition,
    LettingTerms,
    Notice,
    PaperStage,
    PapersTerms,
    RealEstateTerms,
    ScholarNeed,
    ScholarTerms,
    TotalAssetTerms,
)
from ipju.domain.scholar import StationeryTrade
from ipju.notices.faults import repeated, type_of_fault
from ipju.notices.labels import label
from ipju.notices.schema import type_of_path

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")

_ORDER = (
    "applied_from",
    "applied_until",
    "review_from",
    "review_until",
    "interview_from",
    "interview_until",
    "announced_on",
)


def letting_faults(notice: Notice) -> Iterator[type_of_fault]:
    """Yield every fault between these values: order, references, what belongs together."""
    relations = [one.relation for one in notice.household.members]
    yield from repeated(("household", "members"), relations, "세대구성원")
    if notice.age is not None:
        yield from _age(notice.age)
    if notice.real_estate is not None:
        yield from _land(notice.real_estate)
    if notice.total_assets is not None:
        yield from _assets(notice.total_assets)
    yield from _consent(notice)
    yield from _steps(notice)
    if notice.scholar is not None:
        yield from _scholar(notice.scholar)
        yield from _needs(notice.scholar, notice.papers)
    yield from _rooms(notice)
    if notice.letting is not None:
        yield from _letting(notice.letting)


def _age(terms: AgeTerms) -> Iterator[type_of_fault]:
    if terms.born_from > terms.born_until:
        message = f"{label(AgeTerms, 'born_from')}({terms.born_from})보다 빠를 수 없습니다."
        yield ("age", "born_until"), message
    if terms.age_from > terms.age_until:
        yield ("age", "age_until"), f"만 {terms.age_from}세보다 적을 수 없습니다."


def _land(terms: RealEstateTerms) -> Iterator[type_of_fault]:
    for index, one in enumerate(terms.buildings):
        if one not in terms.exclusions:
            path: type_of_path = ("real_estate", "buildings", index)
            yield path, f"제외하는 토지가 아닙니다: {one.label}."


def _assets(terms: TotalAssetTerms) -> Iterator[type_of_fault]:
    financial = [one.kind for one in terms.financial]
    yield from repeated(("total_assets", "financial"), financial, "금융자산 종류")
    yield from repeated(
        ("total_assets", "other"), [one.kind for one in terms.other], "기타자산 종류"
    )


def _consent(notice: Notice) -> Iterator[type_of_fault]:
    terms = notice.financial_consent
    if terms is not None and terms.paper not in {one.id for one in notice.papers.papers}:
        path: type_of_path = ("financial_consent", "paper")
        yield path, f"제출서류 목록에 없는 서류입니다: {terms.paper}."


def _steps(notice: Notice) -> Iterator[type_of_fault]:
    """A paper of the scholar track is asked for by its list of needs, and only there."""
    for index, one in enumerate(notice.papers.papers):
        path: type_of_path = ("papers", "papers", index)
        if (one.stage is PaperStage.SCHOLAR) != (one.needed is Condition.BY_NEED):
            stage, by_need = PaperStage.SCHOLAR.label, Condition.BY_NEED.value
            yield (*path, "needed"), f"'{stage}' 단계의 서류에만 {by_need}을(를) 적습니다."
        if one.stage is PaperStage.SCHOLAR and notice.scholar is None:
            yield (*path, "stage"), "[scholar] 표가 없는 공고에는 장학생 서류가 없습니다."
        for position, month in enumerate(one.months):
            if _MONTH.fullmatch(month) is None:
                yield (*path, "months", position), "달이 아닙니다. 2023-09처럼 적습니다."


def _scholar(terms: ScholarTerms) -> Iterator[type_of_fault]:
    for earlier, later in pairwise(_ORDER):
        before, after = _day(getattr(terms, earlier)), _day(getattr(terms, later))
        if before > after:
            message = f"{label(ScholarTerms, earlier)}({before})보다 빠를 수 없습니다."
            yield ("scholar", later), message
    for name in ("students", "criteria", "interview_criteria", "needs"):
        if not getattr(terms, name):
            yield ("scholar", name), f"{label(ScholarTerms, name)}: 하나도 없습니다."
    for name in ("criteria", "interview_criteria"):
        ids = [one.id for one in getattr(terms, name)]
        yield from repeated(("scholar", name), ids, "기준 번호")
    if terms.points_from >= terms.points_until:
        yield ("scholar", "points_until"), f"{terms.points_from}점보다 커야 합니다."


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _needs(terms: ScholarTerms, papers: PapersTerms) -> Iterator[type_of_fault]:
    known = {one.id for one in papers.papers if one.stage is PaperStage.SCHOLAR}
    reached = {one.unpaid for one in papers.papers}
    yield from repeated(("scholar", "needs"), [one.id for one in terms.needs], "서류 항목 번호")
    for index, need in enumerate(terms.needs):
        path: type_of_path = ("scholar", "needs", index)
        yield from _choices(need, (*path, "any_of"), known)
        reached |= {paper for together in need.any_of for paper in together}
        yield from _for_whom(need, path, terms)
    for index, one in enumerate(papers.papers):
        if one.id in known - reached:
            yield ("papers", "papers", index), "어느 장학생 서류 항목에도 없는 서류입니다."


def _choices(need: ScholarNeed, path: type_of_path, known: Set[str]) -> Iterator[type_of_fault]:
    if not need.any_of:
        yield path, "낼 수 있는 서류가 하나도 없습니다."
    for choice, together in enumerate(need.any_of):
        if not together:
            yield (*path, choice), "서류가 하나도 없는 선택지입니다."
        for position, paper in enumerate(together):
            if paper not in known:
                message = f"장학생 지원서류 목록에 없는 서류입니다: {paper}."
                yield (*path, choice, position), message


def _for_whom(
    need: ScholarNeed, path: type_of_path, terms: ScholarTerms
) -> Iterator[type_of_fault]:
    trades = {one.value for one in StationeryTrade}
    for position, trade in enumerate(need.trades):
        if trade not in trades:
            words = ", ".join(f"{one.value}({one.label})" for one in StationeryTrade)
            yield (*path, "trades", position), f"다음 중 하나여야 합니다: {words}."
    for position, student in enumerate(need.students):
        if student not in terms.students:
            yield (*path, "students", position), f"지원할 수 없는 학적입니다: {student.label}."


def _rooms(notice: Notice) -> Iterator[type_of_fault]:
    if bool(notice.buildings) != (notice.letting is not None):
        yield ("buildings",), "공급주택과 [letting] 표는 함께 적거나 함께 비웁니다."
    if notice.waiting is not None and not notice.buildings:
        yield ("waiting",), "공급주택이 없는 공고에는 예비입주자가 없습니다."
    yield from repeated(("buildings",), [one.id for one in notice.buildings], "공급주택 번호")
    yield from repeated(("buildings",), [one.name for one in notice.buildings], "공급주택 이름")
    for index, building in enumerate(notice.buildings):
        path: type_of_path = ("buildings", index, "rooms")
        if not building.rooms:
            yield path, "호실이 하나도 없습니다."
        yield from repeated(path, [one.room for one in building.rooms], "호실")
    ratio = notice.waiting.ratio_percent if notice.waiting is not None else None
    if ratio is None and any(one.id == "C14" and one.chosen == "percent" for one in notice.config):
        yield ("waiting", "ratio_percent"), "해석 C14를 비율로 정했으면 비율을 적습니다."


def _letting(terms: LettingTerms) -> Iterator[type_of_fault]:
    for name in ("term_years", "scholar_term_years"):
        if getattr(terms, name) > terms.total_years:
            message = (
                f"{label(LettingTerms, 'total_years')}({terms.total_years}년)보다 길 수 없습니다."
            )
            yield ("letting", name), message
    if terms.rise_percent > 100:
        yield ("letting", "rise_percent"), "100을 넘을 수 없습니다."
