"""What each member earns a month: corrections, several sources, duplicates, lump sums (별표1).

Every figure is kept as a span `low … high` in won; they differ only while a fact is missing or an
officer has to decide, so that a limit is missed or kept for certain or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.dates import add_months
from ipju.domain.finding import Question, Reading, Target, Threshold
from ipju.domain.income import Correction, Income, IncomeKind
from ipju.domain.notice import IncomeTerms, Notice
from ipju.domain.person import Person
from ipju.rules.employments import (
    Line,
    Part,
    Record,
    claims_in,
    duplicates,
    employments,
    groups_of,
    plain,
    sum_parts,
    unrecorded,
)
from ipju.rules.facts import Facts

DUPLICATE_NOTE = (
    "같은 사업장의 중복 소득은 높은 금액을 반영했습니다. 낮은 금액을 반영하면 결과가 달라집니다. "
    "맞는지 확인하세요."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyIncome:
    """Monthly income of a household in won.

    `known_sum` is what it is at least, `highest` what it can be at most (None: no bound, a
    member's income is not known). `missing` and `questions` are what lies between the two.
    `duplicate_saving` is how much less it would be had the lower figure of each confirmed
    duplicate been taken (A21).
    """

    known_sum: int
    highest: int | None
    lines: tuple[Line, ...]
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    duplicate_saving: int = 0

    @property
    def total(self) -> int | None:
        """The income in won a month when nothing is open, else None."""
        return self.known_sum if self.known_sum == self.highest else None


def monthly_income(facts: Facts, notice: Notice) -> MonthlyIncome:
    """Return what the members of the household being judged earn a month (별표1).

    Siblings and others who are no members do not count. Raises ValueError for a notice without
    income terms.
    """
    terms = notice.income
    if terms is None:
        raise ValueError(f"{notice.id}: no income terms")
    by_person: dict[UUID, list[Income]] = {}
    for one in facts.case.incomes:
        by_person.setdefault(one.person, []).append(one)
    parts = [
        _person(facts, notice, terms, member, by_person.get(member.id, []))
        for member in facts.household.members
    ]
    total = sum_parts(parts)
    return MonthlyIncome(
        known_sum=total.low,
        highest=total.high,
        lines=total.lines,
        missing=total.missing,
        questions=total.questions,
        thresholds=_thresholds(facts, notice, terms),
        duplicate_saving=total.saving,
    )


def _thresholds(facts: Facts, notice: Notice, terms: IncomeTerms) -> tuple[Threshold, ...]:
    """Return the dates and spans of the notice that these incomes made us read."""
    read: list[Threshold] = []
    incomes = [one for one in facts.case.incomes if facts.household.has(one.person)]
    if any(one.correction for one in incomes):
        calendar = notice.calendar
        for key, day in (
            ("from", calendar.explanation_from),
            ("until", calendar.explanation_until),
        ):
            if day is not None:
                read.append(Threshold(key=f"calendar.explanation_{key}", text=day.isoformat()))
    if any(one.kind is IncomeKind.DAILY and one.employed_since for one in incomes):
        read += (
            Threshold(key="income.regular_after_months", text=f"{terms.regular_after_months}개월"),
            Threshold(
                key="income.construction_regular_after_months",
                text=f"{terms.construction_regular_after_months}개월",
            ),
            Threshold(key="calendar.notice_date", text=notice.day.isoformat()),
        )
    return tuple(read)


def _person(
    facts: Facts, notice: Notice, terms: IncomeTerms, person: Person, incomes: Sequence[Income]
) -> Part:
    """Return the income of one member; an unanswered query has no upper bound."""
    part = _records(facts, notice, terms, person, incomes) if incomes else Part(0, 0)
    if person.income_checked or (person.income_checked is None and incomes):
        return part
    reading = Reading(
        label=f"{person.name} 소득 조회",
        value="조회 결과 없음",
        target=Target(section="people", field="income_checked", row=person.id),
    )
    return part._replace(high=None, missing=(*part.missing, reading))


def _records(
    facts: Facts, notice: Notice, terms: IncomeTerms, person: Person, incomes: Sequence[Income]
) -> Part:
    """Judge the records under both readings of an unrecorded construction trade, if any."""
    open_trade = tuple(
        one for one in incomes if one.construction is None and _in_between(one, notice, terms)
    )
    part = _judge(facts, notice, terms, person, incomes, builder=False)
    if not open_trade:
        return part
    other = _judge(facts, notice, terms, person, incomes, builder=True)
    if (part.low, part.high) == (other.low, other.high):
        return part
    missing = tuple(
        unrecorded(one, f"{person.name} {one.kind.label} 건설업 종사", "construction")
        for one in open_trade
    )
    high = None if part.high is None or other.high is None else max(part.high, other.high)
    return part._replace(low=min(part.low, other.low), high=high, missing=part.missing + missing)


def _in_between(one: Income, notice: Notice, terms: IncomeTerms) -> bool:
    """Tell whether only the trade decides if this daily pay has become regular pay."""
    since = one.employed_since
    if one.kind is not IncomeKind.DAILY or since is None:
        return False
    first = add_months(since, terms.regular_after_months)
    return first <= notice.day < add_months(since, terms.construction_regular_after_months)


def _is_regular(one: Income, notice: Notice, terms: IncomeTerms, *, builder: bool) -> bool:
    """Tell whether pay counts as 상시: from 3 months (construction: 1 year) with one employer."""
    if one.kind is IncomeKind.REGULAR:
        return True
    if one.kind is not IncomeKind.DAILY or one.employed_since is None:
        return False
    months = (
        terms.construction_regular_after_months
        if (builder if one.construction is None else one.construction)
        else terms.regular_after_months
    )
    return add_months(one.employed_since, months) <= notice.day


def _record(
    one: Income, person: Person, notice: Notice, terms: IncomeTerms, *, builder: bool
) -> Record:
    """Return the figure of one record after its correction, if that was brought in time."""
    place = f"({one.workplace})" if one.workplace else ""
    label = f"{person.name} {one.kind.label}{place}"
    regular = _is_regular(one, notice, terms, builder=builder)
    source = one.source.label if one.source else "출처 미기록"
    why = f"{source} 조회 금액"
    if regular and one.kind is IncomeKind.DAILY:
        why += ", 고용 기간에 따라 상시근로소득"
    missing = () if one.monthly is not None else (unrecorded(one, f"{label} 월 금액", "monthly"),)
    plain = Record(one, label, one.monthly or 0, one.monthly, why, missing, regular)
    if one.correction is None:
        return plain
    accepted, lacking = _accepted(one.correction, notice)
    if accepted is False:
        return plain._replace(why=why + ", 정정은 소명 요건을 갖추지 못해 반영 안 함")
    new = one.correction.monthly
    if accepted and new is not None:
        return plain._replace(low=new, high=new, why="원천기관 정정 반영", missing=())
    open_fields = tuple(unrecorded(one, f"{label} 정정 {name}", field) for field, name in lacking)
    low = 0 if new is None or one.monthly is None else min(new, one.monthly)
    high = None if new is None or one.monthly is None else max(new, one.monthly)
    return plain._replace(low=low, high=high, why=why, missing=missing + open_fields)


def _accepted(
    correction: Correction, notice: Notice
) -> tuple[bool | None, tuple[tuple[str, str], ...]]:
    """Tell whether a correction counts (소명): record, confirmation, and sent within the period.

    Where the notice prints no period for explaining, the day it was sent does not decide.
    """
    day, calendar = correction.postmarked_on, notice.calendar
    in_time: bool | None = True
    if calendar.explanation_until is not None:
        first = calendar.explanation_from or date.min
        in_time = None if day is None else first <= day <= calendar.explanation_until
    tests = (
        (correction.record, "correction.record", "원천기관 기록"),
        (correction.confirmation, "correction.confirmation", "확인서"),
        (in_time, "correction.postmarked_on", "소인"),
        (None if correction.monthly is None else True, "correction.monthly", "금액"),
    )
    if any(value is False for value, _, _ in tests):
        return False, ()
    lacking = tuple((field, name) for value, field, name in tests if value is None)
    return (None if lacking else True), lacking


def _judge(
    facts: Facts,
    notice: Notice,
    terms: IncomeTerms,
    person: Person,
    incomes: Sequence[Income],
    *,
    builder: bool,
) -> Part:
    """Put the records of one member together: sources, duplicates, workplaces, lump sums."""
    parts: list[Part] = []
    records: list[Record] = []
    for one in incomes:
        record = _record(one, person, notice, terms, builder=builder)
        if one.lump_sum:
            parts.append(Part(0, 0, (Line(one.id, record.label, 0, "일시금은 재산으로 보아 뺌"),)))
        else:
            records.append(record)
    unplaced: list[Record] = []
    placed: list[list[Record]] = []
    for group in groups_of(records):
        claimed = claims_in(group)
        if not claimed and group[0].regular:
            if group[0].income.workplace:
                placed.append(group)
            else:
                unplaced += group
        elif claimed:
            parts.append(duplicates(facts, terms, group, claimed))
        else:
            parts.append(plain(group[0]))
    parts.append(employments(facts, terms, placed, unplaced))
    return sum_parts(parts)
