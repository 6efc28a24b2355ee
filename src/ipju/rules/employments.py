"""Putting income records together: one employment in several sources, duplicates (별표1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from ipju.domain.finding import Choice, Question, Reading, Target
from ipju.domain.income import Income, IncomeSource
from ipju.domain.money import won
from ipju.domain.notice import IncomeTerms
from ipju.rules.answers import ruling
from ipju.rules.facts import Facts

_CHOICES = (
    Choice(id="priority", text="별표1의 기관 순서에 따른 금액을 반영한다"),
    Choice(id="higher", text="두 기관 금액 중 높은 금액을 반영한다"),
)


_SUGGESTED = tuple(IncomeSource)
"""Where no order is printed, that of 별표1 is only a suggestion (C20)."""

BETWEEN_AGENCIES = "income/C20"


class Line(NamedTuple):
    """One income record: what of it counts in won a month, and why."""

    income: UUID
    label: str
    amount: int
    why: str


class Part(NamedTuple):
    """A span of won with what is open in it."""

    low: int
    high: int | None
    lines: tuple[Line, ...] = ()
    missing: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    saving: int = 0


class Record(NamedTuple):
    """One income record with its figure after correction, and the kind it is counted as."""

    income: Income
    label: str
    low: int
    high: int | None
    why: str
    missing: tuple[Reading, ...]
    regular: bool


def sum_parts(parts: Iterable[Part]) -> Part:
    """Add spans of won; one without an upper bound leaves the sum without one."""
    low, saving = 0, 0
    high: int | None = 0
    lines: list[Line] = []
    missing: list[Reading] = []
    questions: list[Question] = []
    for one in parts:
        low += one.low
        high = None if high is None or one.high is None else high + one.high
        lines += one.lines
        missing += one.missing
        questions += one.questions
        saving += one.saving
    return Part(low, high, tuple(lines), tuple(missing), tuple(questions), saving)


def unrecorded(one: Income, label: str, field: str) -> Reading:
    """Return the reading of a field of an income record that is not recorded."""
    return Reading(
        label=label, value="미확인", target=Target(section="incomes", field=field, row=one.id)
    )


def groups_of(records: Sequence[Record]) -> list[list[Record]]:
    """Group the records of one employment: one workplace, or claimed to be duplicates."""
    groups: list[list[Record]] = []
    for record in records:
        joined = [group for group in groups if any(_same(record, one) for one in group)]
        merged = [one for group in joined for one in group]
        groups = [group for group in groups if group not in joined]
        groups.append([*merged, record])
    return groups


def _linked(one: Record, other: Record) -> bool:
    return (
        one.income.duplicate_of == other.income.id and one.income.duplicate_confirmed is not False
    )


def _same(one: Record, other: Record) -> bool:
    if _linked(one, other) or _linked(other, one):
        return True
    workplace = one.income.workplace
    return one.regular and other.regular and workplace != "" and workplace == other.income.workplace


def claims_in(group: Sequence[Record]) -> list[Record]:
    """Return the records of a group that are claimed to repeat another one of it."""
    return [one for one in group if any(_linked(one, other) for other in group if other is not one)]


def _line(record: Record, *, counted: bool = True, why: str = "") -> Line:
    return Line(record.income.id, record.label, record.low if counted else 0, why or record.why)


def plain(record: Record) -> Part:
    """Count one record for itself."""
    return Part(record.low, record.high, (_line(record),), record.missing)


def _add(figures: Iterable[int | None]) -> int | None:
    total = 0
    for one in figures:
        if one is None:
            return None
        total += one
    return total


def _by_source(facts: Facts, terms: IncomeTerms, group: Sequence[Record]) -> Part:
    """Return the figure of one employment by the order of the sources that the notice prints.

    It stays open while a record has no source, unless one other stands first with its figure.
    Without a printed order an officer decides between the agencies (C20).
    """
    if not terms.source_order:
        return between_agencies(facts, group)
    order = {source: rank for rank, source in enumerate(terms.source_order)}
    last = len(order)
    ranks = [last if o.income.source is None else order.get(o.income.source, last) for o in group]
    best = min(ranks)
    chosen = [one for one, rank in zip(group, ranks, strict=True) if rank == best]
    unknown = [one for one in group if one.income.source is None]
    lines = tuple(
        _line(one)
        if one in chosen
        else _line(one, counted=False, why="앞 순위 기관 금액이 있어 반영 안 함")
        for one in group
    )
    part = Part(
        sum(one.low for one in chosen),
        _add(one.high for one in chosen),
        lines,
        tuple(reading for one in chosen for reading in one.missing),
    )
    alike = len(chosen) == 1 and len({(one.low, one.high) for one in group}) == 1
    if not unknown or len(group) == 1 or alike:
        return part
    missing = tuple(unrecorded(one.income, f"{one.label} 출처", "source") for one in unknown)
    return part._replace(
        low=min(one.low for one in group),
        high=_add(one.high for one in group),
        missing=part.missing + missing,
    )


def _of_agency(group: Sequence[Record], rows: Sequence[Record], *, repeated: bool) -> Part:
    """Return the figure of one agency: its records added up, of repeated ones the higher."""
    lows, highs = [one.low for one in rows], [one.high for one in rows]
    lines = tuple(
        _line(one)
        if one in rows
        else _line(
            one, counted=False, why=f"{_agency(one.income.source)} {_figure(one)} 반영 안 함"
        )
        for one in group
    )
    return Part(
        max(lows) if repeated else sum(lows),
        _highest(highs) if repeated else _add(highs),
        lines,
        tuple(reading for one in rows for reading in one.missing),
    )


def _figure(one: Record) -> str:
    return won(one.low) if one.low == one.high else "금액 미확인,"


def _agency(source: IncomeSource | None) -> str:
    return "출처 미기록" if source is None else source.label


def _choice_of(source: IncomeSource | None) -> str:
    return "unrecorded" if source is None else source.value


def _offer(source: IncomeSource | None, part: Part, *, suggested: bool) -> Choice:
    """Return the choice of one agency, with its figure where that is known."""
    figure = won(part.low) if part.low == part.high else "금액"
    why = "(다른 공고의 기관 순서에 따른 제안)" if suggested else ""
    return Choice(id=_choice_of(source), text=f"{_agency(source)} {figure}을 반영한다{why}")


def between_agencies(facts: Facts, group: Sequence[Record], *, repeated: bool = False) -> Part:
    """Return the figure of one employment where the notice prints no order of agencies (C20).

    Where the agencies differ an officer decides; the order of 별표1 is the suggestion. Until then
    the figure lies anywhere between the lowest and the highest. `repeated`: 소명 confirmed that
    the records are one income written down several times.
    """
    ranked: dict[IncomeSource | None, list[Record]] = {}
    for one in group:
        ranked.setdefault(one.income.source, []).append(one)
    order = sorted(
        ranked, key=lambda one: len(_SUGGESTED) if one is None else _SUGGESTED.index(one)
    )
    parts = {one: _of_agency(group, ranked[one], repeated=repeated) for one in order}
    first = parts[order[0]]
    nameless = ranked.get(None, [])
    same = len({(one.low, one.high) for one in parts.values()}) == 1
    if nameless and len(group) > 1 and not repeated and not (same and len(order) == len(group)):
        return _nameless(group, nameless, first)
    if same:
        return first
    question = Question(
        id=BETWEEN_AGENCIES,
        subject=min((one.income.id for one in ranked[order[0]]), key=str),
        text=(
            f"{ranked[order[0]][0].label}: 한 직장의 소득이 기관마다 다릅니다. 공고에 기관의 "
            "순서가 없습니다. 어느 기관의 금액을 반영할지 정하세요."
        ),
        quote="국가 또는 공공기관이 보유한 공적 소득자료를 근거로",
        choices=tuple(_offer(one, parts[one], suggested=one is order[0]) for one in order),
    )
    decided = ruling(facts, question)
    if decided is None:
        return first._replace(
            low=min(one.low for one in parts.values()),
            high=_highest(one.high for one in parts.values()),
            missing=tuple(reading for one in parts.values() for reading in one.missing),
            questions=(question,),
            lines=tuple(
                line._replace(why=f"{line.why}, 어느 기관인지 판단 필요") if line.amount else line
                for line in first.lines
            ),
        )
    taken = next(part for one, part in parts.items() if decided.choice == _choice_of(one))
    return taken._replace(
        lines=tuple(
            line._replace(why=decided.text) if line.amount else line for line in taken.lines
        )
    )


def _nameless(group: Sequence[Record], nameless: Sequence[Record], first: Part) -> Part:
    """Leave open whether records without a source repeat another agency's or add to it."""
    missing = tuple(unrecorded(one.income, f"{one.label} 출처", "source") for one in nameless)
    return first._replace(
        low=min(one.low for one in group),
        high=_add(one.high for one in group),
        missing=first.missing + missing,
    )


def _repeated(facts: Facts, group: Sequence[Record], claimed: Sequence[Record]) -> Part:
    """Judge records of several agencies claimed to be one income, without a printed order."""
    unconfirmed = [one for one in claimed if one.income.duplicate_confirmed is None]
    places = {one.income.workplace for one in group}
    together = all(one.regular for one in group) and len(places) == 1 and "" not in places
    if not unconfirmed or together:
        return between_agencies(facts, group, repeated=not unconfirmed)
    apart = sum_parts(plain(one) for one in group)
    missing = tuple(
        unrecorded(one.income, f"{one.label} 중복 확인", "duplicate_confirmed")
        for one in unconfirmed
    )
    return apart._replace(low=min(one.low for one in group), missing=apart.missing + missing)


def _highest(figures: Iterable[int | None]) -> int | None:
    best = 0
    for one in figures:
        if one is None:
            return None
        best = max(best, one)
    return best


def duplicates(
    facts: Facts, terms: IncomeTerms, group: Sequence[Record], claimed: Sequence[Record]
) -> Part:
    """Judge records claimed to be one income: the higher, or an officer where agencies collide."""
    if not terms.source_order and len({one.income.source for one in group}) > 1:
        return _repeated(facts, group, claimed)
    regular = [one for one in group if one.regular]
    others = [one for one in group if not one.regular]
    parts = [plain(one) for one in others]
    if regular:
        parts.append(_by_source(facts, terms, regular))
    together = sum_parts(parts)
    if not others and len({one.income.source for one in regular}) > 1:
        return _collision(facts, regular, claimed[0], together)
    if not others:
        parts = [plain(one) for one in regular]
        together = sum_parts(parts)
    low, high = max(one.low for one in parts), _highest(one.high for one in parts)
    unconfirmed = [one for one in claimed if one.income.duplicate_confirmed is None]
    if unconfirmed:
        missing = tuple(
            unrecorded(one.income, f"{one.label} 중복 확인", "duplicate_confirmed")
            for one in unconfirmed
        )
        return together._replace(low=low, missing=together.missing + missing)
    lines = tuple(
        line if line.amount == low else line._replace(amount=0, why="중복으로 확인, 높은 금액 반영")
        for line in together.lines
    )
    return together._replace(
        low=low, high=high, lines=lines, saving=low - min(one.low for one in parts)
    )


def _collision(facts: Facts, regular: Sequence[Record], claimed: Record, by_order: Part) -> Part:
    """Let an officer choose between the source order and the higher figure (A21)."""
    low = max(one.low for one in regular)
    high = _highest(one.high for one in regular)
    higher = by_order._replace(
        low=low,
        high=high,
        lines=tuple(
            _line(one, counted=one.low == low, why="담당자 판단에 따른 금액") for one in regular
        ),
    )
    if (higher.low, higher.high) == (by_order.low, by_order.high):
        return by_order
    question = Question(
        id="income/A21",
        subject=claimed.income.id,
        text=(
            f"{claimed.label}: 한 사업장의 소득이 기관마다 다르고 중복이라는 소명이 있습니다. "
            "어느 금액을 반영할지 정하세요."
        ),
        quote="동일사업장 소득 중복: 반영(높은 금액 반영)",
        choices=_CHOICES,
    )
    decided = ruling(facts, question)
    if decided is None:
        return by_order._replace(high=high, questions=(question,))
    chosen = by_order if decided.choice == "priority" else higher
    return chosen._replace(
        lines=tuple(
            line._replace(why=decided.text) if line.amount else line for line in chosen.lines
        )
    )


def employments(
    facts: Facts,
    terms: IncomeTerms,
    placed: Sequence[Sequence[Record]],
    unplaced: Sequence[Record],
) -> Part:
    """Add up the employments of one member; a record without workplace may belong to any."""
    named = [_by_source(facts, terms, group) for group in placed]
    apart = sum_parts([*named, *(plain(one) for one in unplaced)])
    sources = {one.income.source for group in placed for one in group}
    sources |= {one.income.source for one in unplaced}
    if not unplaced or len(sources) == 1:
        return apart
    lows = [apart.low, _by_source(facts, terms, unplaced).low + sum(one.low for one in named)]
    for index, group in enumerate(placed):
        rest = sum(one.low for place, one in enumerate(named) if place != index)
        lows.append(rest + _by_source(facts, terms, [*group, *unplaced]).low)
    missing = tuple(unrecorded(one.income, f"{one.label} 사업장", "workplace") for one in unplaced)
    return apart._replace(low=min(lows), missing=apart.missing + missing)
