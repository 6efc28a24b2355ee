"""A notice spread out as lines a caseworker reads: what `describe` shows and `compare` compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from ipju.domain import notice as n
from ipju.domain.dates import spoken
from ipju.domain.finding import Clause
from ipju.notices import shown
from ipju.notices.labels import LABELS, label
from ipju.notices.readings import READINGS
from ipju.rules.names import TITLES

type_of_key = tuple[str, ...]

GENERAL = "공고"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing of a list that comes or goes as a whole: what it is, its name (`임신진단서`)."""

    key: type_of_key
    what: str
    name: str
    folded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value: `key` pairs it with its counterpart, `part` is its name within its item.

    `cites` marks a clause; `hidden` values are compared, not shown; `order` is a sequence of keys.
    """

    key: type_of_key
    name: str
    part: str
    value: str
    clause: Clause | None
    item: Item | None = None
    cites: bool = False
    hidden: bool = False
    order: type_of_key = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section of the notice with its entries."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the walk stands: key and name so far, the clause in force, the item around."""

    key: type_of_key = ()
    prefix: str = ""
    clause: Clause | None = None
    item: Item | None = None

    def entry(self, part: str, value: str, *key: str) -> Entry:
        return Entry(
            key=(*self.key, *key),
            name=f"{self.prefix}{part}",
            part=part,
            value=value,
            clause=self.clause,
            item=self.item,
        )


type_of_spread = Callable[[Any, _Place, n.Notice], Iterator[Entry]]


@lru_cache(maxsize=4)
def blocks(notice: n.Notice) -> tuple[Block, ...]:
    """Return every value of the notice, section by section in the order of the schema."""
    general: list[Entry] = []
    found: list[Block] = []
    for one in fields(notice):
        value, name = getattr(notice, one.name), LABELS[n.Notice][one.name]
        place = _Place(key=(one.name,))
        if is_dataclass(value):
            found.append(Block(title=name.name, entries=tuple(_walk(value, place, notice))))
        elif one.name == "config":
            found.append(Block(title=name.name, entries=tuple(_config(value, place, notice))))
        elif one.name == "buildings":
            entries = tuple(_buildings(value, place, notice))
            found.extend([Block(title=name.name, entries=entries)] if entries else [])
        elif one.name == "rules":
            general.extend(_rules(value, place, notice))
        elif name.hidden:
            general.append(replace(place.entry(name.name, str(value)), hidden=True))
        elif name.show is not None:
            general.append(place.entry(name.name, name.show(value, notice)))
    return (Block(title=GENERAL, entries=tuple(general)), *found)


def _walk(owner: Any, place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in fields(owner):
        name, value = LABELS[type(owner)][one.name], getattr(owner, one.name)
        if value == one.default and value in (None, ""):
            continue
        here = replace(
            place,
            key=(*place.key, one.name),
            clause=getattr(owner, name.clause, None) or place.clause,
        )
        spread = _LISTS.get((type(owner), one.name))
        if name.hidden:
            yield replace(here.entry(name.name, str(value)), hidden=True)
        elif isinstance(value, Clause):
            yield replace(here.entry(name.name, str(value)), cites=True, clause=value)
        elif spread is not None:
            yield from spread(value, here, notice)
        elif name.show is not None:
            yield here.entry(name.name, name.show(value, notice))


def _inside(place: _Place, key: str, what: str, name: str, prefix: str, *, folded: bool) -> _Place:
    here = (*place.key, key)
    item = Item(key=here, what=what, name=name, folded=folded)
    return replace(place, key=here, prefix=prefix, item=item)


def _rules(value: Sequence[str], place: _Place, _: n.Notice) -> Iterator[Entry]:
    yield from _rule_names(label(n.Notice, "rules"), value, place)


def _renewal_rules(value: Sequence[str], place: _Place, _: n.Notice) -> Iterator[Entry]:
    yield from _rule_names(label(n.LettingTerms, "renewal_rules"), value, place)


def _rule_names(name: str, value: Sequence[str], place: _Place) -> Iterator[Entry]:
    for rule in value:
        yield place.entry(name, TITLES[rule][1] if rule in TITLES else shown.UNKNOWN, rule)
    yield replace(place.entry(f"{name} 순서", "", "order"), order=tuple(value))


def _members(value: Sequence[n.MemberPlace], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        name = f"{label(n.HouseholdTerms, 'members')} {one.relation.label}"
        yield place.entry(name, shown.words(one.registers, notice), one.relation.value)


def _measures(owner: type, field: str) -> type_of_spread:
    """Return what spreads how each kind of asset is measured: `금융자산 요구불예금`."""
    name = LABELS[owner][field].name

    def spread(value: Sequence[Any], place: _Place, _: n.Notice) -> Iterator[Entry]:
        for one in value:
            yield place.entry(f"{name} {one.kind.label}", one.measure, one.kind.value)

    return spread


def _criteria(field: str) -> type_of_spread:
    """Return what spreads the criteria a person scores: `장학생 선정기준 1`."""
    what = LABELS[n.ScholarTerms][field].name

    def spread(value: Sequence[n.Criterion], place: _Place, notice: n.Notice) -> Iterator[Entry]:
        for index, one in enumerate(value, 1):
            name = f"{what} {index}"
            yield from _walk(
                one, _inside(place, one.id, what, name, f"{name} ", folded=True), notice
            )

    return spread


def _needs(value: Sequence[n.ScholarNeed], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        what = label(n.ScholarTerms, "needs")
        inside = _inside(place, one.id, what, one.name, f"{what} {one.name} ", folded=True)
        yield from _walk(one, inside, notice)


def _buildings(value: Sequence[n.Building], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        what = label(n.Notice, "buildings")
        inside = _inside(place, one.id, what, one.name, f"{one.name} ", folded=False)
        yield from _walk(one, replace(inside, clause=one.clause), notice)


def _rooms(value: Sequence[n.RoomTerms], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        yield place.entry(f"{one.room}호", shown.room(one, notice), one.room)


def _amendments(value: Sequence[n.Amendment], place: _Place, _: n.Notice) -> Iterator[Entry]:
    dates = LABELS[n.Calendar]
    for index, one in enumerate(value):
        what = dates[one.field].name if one.field in dates else shown.UNKNOWN
        text = f"{what} {one.old} → {one.new} ({spoken(one.announced_on)} 공지, {one.reason})"
        yield place.entry(label(n.Calendar, "amendments"), text, str(index))


def _tracks(value: Sequence[n.QuotaTrack], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        name = f"{label(n.Quota, 'tracks')} {one.supply.label}"
        yield place.entry(name, shown.homes(one.homes, notice), one.supply.value)


def _tables(value: Sequence[n.IncomeTable], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        prefix = f"소득 한도({one.label}) "
        what = label(n.IncomeTerms, "tables")
        yield from _walk(one, _inside(place, one.id, what, one.label, prefix, folded=False), notice)


def _amounts(value: Sequence[int], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for size, amount in enumerate(value, 1):
        yield place.entry(f"{size}인", shown.money(amount, notice), str(size))


def _by_supply(value: Sequence[n.SupplyIncome], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        name = f"{label(n.IncomeTerms, 'by_supply')} {one.supply.label}"
        yield place.entry(name, shown.table(one.table, notice), one.supply.value)


def _ranked(owner: type, field: str, step: str) -> type_of_spread:
    """Return what spreads a list whose order matters: `① 신청자 나이 1구간`."""
    name = LABELS[owner][field]

    def spread(value: Sequence[Any], place: _Place, notice: n.Notice) -> Iterator[Entry]:
        for index, one in enumerate(value, 1):
            text = name.show(one, notice) if name.show is not None else ""
            yield place.entry(f"{name.name} {index}{step}", text, str(index))

    return spread


def _vulnerable(
    value: Sequence[n.VulnerablePoints], place: _Place, notice: n.Notice
) -> Iterator[Entry]:
    for one in value:
        what, name = label(n.PointsTerms, "vulnerable"), one.ground.label
        inside = _inside(place, one.ground.value, what, name, f"{what} {name} ", folded=True)
        yield from (entry for entry in _walk(one, inside, notice) if entry.key[-1] != "ground")


def _papers(value: Sequence[n.PaperTerms], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        what = label(n.PapersTerms, "papers")
        step = "" if one.stage is n.PaperStage.ELIGIBILITY else f"({one.stage.label})"
        inside = _inside(place, one.id, what, one.name, f"{what}{step} {one.name} ", folded=True)
        yield from _walk(one, inside, notice)


def _remedies(value: Sequence[n.RemedyTerms], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        what = label(n.ObjectionTerms, "remedies")
        inside = _inside(place, one.id, what, one.name, f"{what} {one.name} ", folded=True)
        yield from _walk(one, inside, notice)


def _shows(value: Sequence[n.FieldShown], place: _Place, _: n.Notice) -> Iterator[Entry]:
    for one in value:
        yield place.entry(label(n.PaperTerms, "shows"), one.name, one.id)


def _config(value: Sequence[n.Config], place: _Place, notice: n.Notice) -> Iterator[Entry]:
    for one in value:
        known = READINGS.get(one.id)
        name = f"{known.about if known is not None else shown.UNKNOWN} {one.id}"
        what = label(n.Notice, "config")
        inside = _inside(place, one.id, what, name, f"{what}({name}) ", folded=True)
        chosen, other = readings(one)
        yield inside.entry(label(n.Config, "chosen"), chosen, "chosen")
        yield inside.entry("다른 해석", other, "other")
        for field in ("decided_by", "reason"):
            text = shown.text(getattr(one, field), notice)
            yield inside.entry(label(n.Config, field), text, field)
        options = inside.entry(label(n.Config, "options"), str(one.options), "options")
        yield replace(options, hidden=True)


def readings(one: n.Config) -> tuple[str, str]:
    """Return the Korean text of the chosen reading and of the other one.

    `reading` is the text of the first option, `other_reading` of the second, so that changing
    `chosen` alone changes the reading.
    """
    if one.chosen == one.options[0]:
        return one.reading, one.other_reading
    if one.chosen in one.options:
        return one.other_reading, one.reading
    return shown.UNKNOWN, one.reading


_LISTS: dict[tuple[type, str], type_of_spread] = {
    (n.Calendar, "amendments"): _amendments,
    (n.Quota, "tracks"): _tracks,
    (n.IncomeTerms, "tables"): _tables,
    (n.IncomeTerms, "by_supply"): _by_supply,
    (n.IncomeTable, "amounts"): _amounts,
    (n.PointsTerms, "age"): _ranked(n.PointsTerms, "age", "구간"),
    (n.PointsTerms, "dependants"): _ranked(n.PointsTerms, "dependants", "구간"),
    (n.PointsTerms, "residence"): _ranked(n.PointsTerms, "residence", "구간"),
    (n.PointsTerms, "children"): _ranked(n.PointsTerms, "children", "구간"),
    (n.PointsTerms, "vulnerable"): _vulnerable,
    (n.HouseholdTerms, "members"): _members,
    (n.TotalAssetTerms, "financial"): _measures(n.TotalAssetTerms, "financial"),
    (n.TotalAssetTerms, "other"): _measures(n.TotalAssetTerms, "other"),
    (n.ScholarTerms, "criteria"): _criteria("criteria"),
    (n.ScholarTerms, "interview_criteria"): _criteria("interview_criteria"),
    (n.ScholarTerms, "needs"): _needs,
    (n.Building, "rooms"): _rooms,
    (n.LettingTerms, "renewal_rules"): _renewal_rules,
    (n.PapersTerms, "papers"): _papers,
    (n.PaperTerms, "shows"): _shows,
    (n.ObjectionTerms, "remedies"): _remedies,
    (n.TitleTerms, "prices"): _ranked(n.TitleTerms, "prices", "순위"),
    (n.SupportTerms, "bands"): _ranked(n.SupportTerms, "bands", "구간"),
}

_NOTHING = ("없음", shown.NOT_NEEDED, shown.ALL, shown.NO, n.PaperStage.ELIGIBILITY.label)


def folded(entries: tuple[Entry, ...]) -> str:
    """Return the entries of one item in a line: `제출 대상: 전원 · 발급처: 정부24`.

    What is not asked for is left out.
    """
    parts: dict[str, list[str]] = {}
    for one in entries:
        if not (one.hidden or one.cites or one.part == "이름" or one.value in _NOTHING):
            parts.setdefault(one.part, []).append(one.value)
    return " · ".join(f"{part}: {', '.join(values)}" for part, values in parts.items())
