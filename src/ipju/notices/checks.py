"""What must hold between the values of a notice, beyond the type of each: gaps, order, references.

Each check yields (path, Korean message); the path is where the value stands in notice.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from ipju.domain.case import Supply
from ipju.domain.finding import Clause
from ipju.domain.money import LARGEST, won
from ipju.domain.notice import (
    Band,
    Calendar,
    IncomeTerms,
    Notice,
    PapersTerms,
    PointsTerms,
)
from ipju.notices.checks_letting import letting_faults
from ipju.notices.checks_rules import rules
from ipju.notices.faults import repeated, type_of_fault
from ipju.notices.labels import label
from ipju.notices.readings import READINGS
from ipju.notices.schema import type_of_path

LONGEST_HEADING = 20
"""A clause stands in a table column of the letters."""

_MAY_BE_BLANK = ("decided_by", "reason", "legal_basis")

_CITED = re.compile(r"「[^「」]+」 제\d+조")
"""A clause of a law as notices cite it."""

_ORDER = (
    ("notice_date", "application_from"),
    ("application_from", "application_until"),
    ("notice_date", "papers_from"),
    ("papers_from", "papers_until"),
    ("application_until", "papers_until"),
    ("papers_until", "explanation_from"),
    ("explanation_from", "explanation_until"),
    ("explanation_until", "announced_on"),
    ("announced_on", "title_request_until"),
    ("title_request_until", "contract_until"),
)


def faults(notice: Notice, known_rules: Sequence[str]) -> Iterator[type_of_fault]:
    """Yield every fault between the values of `notice`; `known_rules` are the rules there are."""
    yield from _values(notice, ())
    yield from rules(notice, known_rules)
    yield from _calendar(notice.calendar)
    yield from _quota(notice)
    if notice.income is not None:
        yield from _income(notice.income, notice)
    if notice.points is not None:
        yield from _points(notice.points, notice)
    yield from _objection(notice)
    yield from _papers(notice)
    yield from letting_faults(notice)
    yield from _dwelling(notice)
    yield from _support(notice)
    yield from _config(notice)
    basis = notice.retention.legal_basis
    if notice.may_hold_numbers and _CITED.search(basis) is None:
        message = "법령 조문이 아닙니다. 「…법」 제00조처럼 적거나, 근거가 없으면 비워 두세요."
        yield ("retention", "legal_basis"), message


def _values(value: Any, path: type_of_path) -> Iterator[type_of_fault]:
    """Check each value by itself: no blank text, no zero or absurd number, no repeated choice."""
    if is_dataclass(value):
        for one in fields(value):
            left_out = one.default == "" and getattr(value, one.name) == ""
            if one.name not in _MAY_BE_BLANK and not left_out:
                yield from _values(getattr(value, one.name), (*path, one.name))
        if isinstance(value, Clause) and len(value.heading) > LONGEST_HEADING:
            yield (*path, "heading"), f"근거 제목은 {LONGEST_HEADING}자를 넘을 수 없습니다."
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            if isinstance(one, str) and one in value[:index]:
                yield (*path, index), "같은 값이 두 번 있습니다."
            yield from _values(one, (*path, index))
    elif isinstance(value, str) and not value.strip():
        yield path, "비어 있습니다."
    elif type(value) is int:
        yield from _number(value, path)


def _number(value: int, path: type_of_path) -> Iterator[type_of_fault]:
    if value < 0 or (value == 0 and not _may_be_zero(path)):
        yield path, "0보다 커야 합니다."
    elif value > LARGEST:
        yield path, "수가 너무 큽니다. 자릿수를 확인하세요."


def _may_be_zero(path: type_of_path) -> bool:
    """A track without homes, a room without deposit or rent, a scale that starts at nothing."""
    return (
        path[:2] == ("quota", "tracks")
        or (path[0] == "buildings" and path[-1] in ("deposit", "rent"))
        or path == ("scholar", "points_from")
    )


def _calendar(calendar: Calendar) -> Iterator[type_of_fault]:
    yield from _order(calendar)
    names = {one.name for one in fields(Calendar)} - {"clause", "amendments"}
    latest: dict[str, int] = {}
    for index, one in enumerate(calendar.amendments):
        path: type_of_path = ("calendar", "amendments", index)
        if one.field not in names:
            yield (*path, "field"), "일정에 없는 항목입니다."
            continue
        for name in ("old", "new"):
            if _iso(getattr(one, name)) is None:
                yield (*path, name), "날짜가 아닙니다. 2024-01-05처럼 적습니다."
        earlier_one = latest.get(one.field)
        if earlier_one is not None and calendar.amendments[earlier_one].new != one.old:
            yield (*path, "old"), "바로 앞 변경의 날짜와 다릅니다."
        latest[one.field] = index
    for name, index in latest.items():
        if _iso(calendar.amendments[index].new) not in (None, getattr(calendar, name)):
            path = ("calendar", "amendments", index, "new")
            yield path, f"지금 일정({getattr(calendar, name)})과 다릅니다."


def _order(calendar: Calendar) -> Iterator[type_of_fault]:
    for first, last in (("papers_from", "papers_until"), ("explanation_from", "explanation_until")):
        if (getattr(calendar, first) is None) != (getattr(calendar, last) is None):
            yield ("calendar", last), "기간의 처음과 끝을 함께 적거나 함께 비웁니다."
    for earlier, later in _ORDER:
        before, after = getattr(calendar, earlier), getattr(calendar, later)
        if before is None or after is None:
            continue
        if _moment(before, after) > _moment(after, before):
            message = f"{label(Calendar, earlier)}({before})보다 빠를 수 없습니다."
            yield ("calendar", later), message


def _moment(value: date, other: date) -> date:
    """Return `value` so that it can be ordered beside `other`: days when either is only a day."""
    if isinstance(value, datetime) and not isinstance(other, datetime):
        return value.date()
    return value


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _quota(notice: Notice) -> Iterator[type_of_fault]:
    if notice.quota is None:
        return
    tracks = notice.quota.tracks
    total = sum(one.homes for one in tracks)
    if total != notice.quota.homes:
        message = f"공급유형별 호수의 합({total:,}호)이 전체 {notice.quota.homes:,}호와 다릅니다."
        yield ("quota", "tracks"), message
    yield from repeated(("quota", "tracks"), [one.supply for one in tracks], "공급유형")


def _income(terms: IncomeTerms, notice: Notice) -> Iterator[type_of_fault]:
    path: type_of_path = ("income", "tables")
    longest = max((len(one.amounts) for one in terms.tables), default=0)
    if not terms.tables:
        yield path, "소득 표가 하나도 없습니다."
    for index, table in enumerate(terms.tables):
        here: type_of_path = (*path, index, "amounts")
        if not table.amounts:
            yield here, "1인 가구의 금액부터 있어야 합니다."
        elif len(table.amounts) < longest:
            missing = len(table.amounts) + 1
            yield here, f"{missing}인 가구의 금액이 없습니다. 다른 표에는 {longest}인까지 있습니다."
        for size, (lower, higher) in enumerate(pairwise(table.amounts), 2):
            if lower >= higher and higher:
                message = (
                    f"{size}인 가구 {won(higher)}이 {size - 1}인 가구 {won(lower)}보다 커야 합니다."
                )
                yield (*here, size - 1), message
    yield from repeated(path, [one.id for one in terms.tables], "소득 표 이름")
    yield from repeated(
        ("income", "by_supply"), [one.supply for one in terms.by_supply], "공급유형"
    )
    covered = {one.supply for one in terms.by_supply}
    for track in notice.quota.tracks if notice.quota is not None else ():
        if track.supply not in covered:
            yield ("income", "by_supply"), f"{track.supply.label}의 소득 표가 없습니다."
    if notice.scholar is not None and Supply.SCHOLAR not in covered:
        yield ("income", "by_supply"), f"{Supply.SCHOLAR.label}의 소득 표가 없습니다."
    ids = {one.id for one in terms.tables}
    for index, by in enumerate(terms.by_supply):
        if by.table not in ids:
            yield ("income", "by_supply", index, "table"), f"없는 소득 표입니다: {by.table}."


def _points(terms: PointsTerms, notice: Notice) -> Iterator[type_of_fault]:
    for name in ("age", "dependants", "residence", "children"):
        bands: tuple[Band, ...] = getattr(terms, name)
        if not bands:
            yield ("points", name), "배점 구간이 하나도 없습니다."
        for index, (higher, lower) in enumerate(pairwise(bands), 1):
            if lower.at_least >= higher.at_least:
                path: type_of_path = ("points", name, index, "at_least")
                yield path, "배점 구간은 높은 기준부터 차례로 적습니다."
            if lower.points >= higher.points:
                path = ("points", name, index, "points")
                yield path, "낮은 구간의 점수는 앞 구간의 점수보다 작아야 합니다."
    if notice.income is None or terms.low_income_table not in {
        one.id for one in notice.income.tables
    }:
        yield ("points", "low_income_table"), f"없는 소득 표입니다: {terms.low_income_table}."
    grounds = [one.ground for one in terms.vulnerable]
    yield from repeated(("points", "vulnerable"), grounds, "사회취약계층 사유")
    papers = {one.id for one in notice.papers.papers}
    for index, ground in enumerate(terms.vulnerable):
        for choice, together in enumerate(ground.papers):
            place: type_of_path = ("points", "vulnerable", index, "papers", choice)
            if not together:
                yield place, "서류가 하나도 없는 선택지입니다."
            for position, paper in enumerate(together):
                if paper not in papers:
                    yield (*place, position), f"제출서류 목록에 없는 서류입니다: {paper}."


def _objection(notice: Notice) -> Iterator[type_of_fault]:
    remedies = notice.objection.remedies
    if not remedies and "행정절차법" in notice.objection.clause.chapter:
        yield ("objection", "remedies"), "불복하는 길을 하나는 적어야 통지문을 낼 수 있습니다."
    ids = [one.id for one in remedies]
    yield from repeated(("objection", "remedies"), ids, "불복 이름")


def _papers(notice: Notice) -> Iterator[type_of_fault]:
    terms = notice.papers
    ids = [one.id for one in terms.papers]
    yield from repeated(("papers", "papers"), ids, "서류 이름")
    for name in ("consent", "pregnancy"):
        if getattr(terms, name) not in ids:
            message = f"제출서류 목록에 없는 서류입니다: {getattr(terms, name)}."
            yield ("papers", name), message
    for index, paper in enumerate(terms.papers):
        path: type_of_path = ("papers", "papers", index, "shows")
        yield from repeated(path, [one.id for one in paper.shows], "표기사항")
        if paper.unpaid and paper.unpaid not in ids:
            place: type_of_path = ("papers", "papers", index, "unpaid")
            yield place, f"제출서류 목록에 없는 서류입니다: {paper.unpaid}."
    yield from _way(notice)


def _way(notice: Notice) -> Iterator[type_of_fault]:
    """Papers come by post within a printed period, or as the notice says in its own words."""
    terms, calendar = notice.papers, notice.calendar
    if terms.registered_mail_only:
        for name in ("papers_from", "papers_until"):
            if getattr(calendar, name) is None:
                yield ("calendar", name), "등기우편으로 받는 공고에는 서류 제출 기간을 적습니다."
        return
    for name in ("filing", "address"):
        if not getattr(terms, name):
            message = f"등기우편으로 받지 않는 공고에는 {label(PapersTerms, name)}을(를) 적습니다."
            yield ("papers", name), message


def _dwelling(notice: Notice) -> Iterator[type_of_fault]:
    home, title = notice.dwelling, notice.title_review
    if home is None:
        return
    if not home.kinds:
        yield ("dwelling", "kinds"), "지원할 수 있는 주택이 하나도 없습니다."
    for index, kind in enumerate(home.violation_common_allowed):
        if kind not in home.kinds:
            yield (
                ("dwelling", "violation_common_allowed", index),
                f"대상주택이 아닙니다: {kind.label}.",
            )
    if home.area_single > home.area_family:
        yield ("dwelling", "area_family"), "1인 가구의 면적보다 작을 수 없습니다."
    for index, price in enumerate(title.prices if title is not None else ()):
        path: type_of_path = ("title_review", "prices", index, "kinds")
        if not price.kinds:
            yield path, "어느 주택의 가격 기준인지 없습니다."
        for position, kind in enumerate(price.kinds):
            if kind not in home.kinds:
                yield (*path, position), f"대상주택이 아닙니다: {kind.label}."


def _support(notice: Notice) -> Iterator[type_of_fault]:
    if notice.car is not None and notice.car.injury_grade_from > notice.car.injury_grade_until:
        yield ("car", "injury_grade_until"), "상이등급의 끝이 처음보다 앞설 수 없습니다."
    if notice.support is None:
        return
    bands = notice.support.bands
    if not bands or bands[-1].up_to is not None:
        yield ("support", "bands"), "마지막 구간에는 보증금 상한(up_to)을 적지 않습니다."
    reached = 0
    for index, band in enumerate(bands):
        path: type_of_path = ("support", "bands", index)
        if band.percent > 100:
            yield (*path, "percent"), "100을 넘을 수 없습니다."
        if band.up_to is None:
            if index < len(bands) - 1:
                yield path, "보증금 상한(up_to)이 없는 구간은 마지막이어야 합니다."
        elif band.up_to <= reached:
            yield (*path, "up_to"), "앞 구간의 상한보다 커야 합니다."
        reached = band.up_to or reached


def _config(notice: Notice) -> Iterator[type_of_fault]:
    yield from repeated(("config",), [one.id for one in notice.config], "해석 번호")
    for index, one in enumerate(notice.config):
        path: type_of_path = ("config", index)
        known = READINGS.get(one.id)
        if known is None:
            yield (*path, "id"), f"모르는 해석 번호입니다: {one.id}."
            continue
        if set(one.options) != set(known.options) or len(one.options) != len(known.options):
            yield (*path, "options"), f"선택지는 {', '.join(known.options)}입니다."
        if one.chosen not in one.options:
            yield (*path, "chosen"), "선택지에 없는 해석입니다."
        for name in ("decided_by", "reason"):
            if not getattr(one, name).strip():
                yield (*path, name), "누가 왜 정했는지 적어야 합니다."
    present = {one.id for one in notice.config}
    for decision, known in READINGS.items():
        asked = not known.rules or bool(known.rules.intersection(notice.rules))
        if known.section and getattr(notice, known.section) is None:
            asked = False
        if asked and decision not in present:
            yield ("config",), f"해석 {decision}({known.about})이 없습니다."
