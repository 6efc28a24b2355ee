"""Query results laid onto a case: the edits they make, and what differs from what is recorded.

What an agency found counts (소득·자산은 조회 결과가 기준). A declared income gives way to what was
found; property that a query does not know of stays, for a person to look at. What an officer
added to a record (소명 정정, 제외 사유, 예외) is never taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from ipju.domain.area import square_metres
from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.editing import Edit, apply, change, value_at
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.labelled import Labelled
from ipju.domain.means import (
    Debt,
    DebtKind,
    FinancialAsset,
    FinancialKind,
    OtherAsset,
    OtherAssetKind,
)
from ipju.domain.money import won
from ipju.domain.person import Person
from ipju.domain.property import Car, CarKind, Holding, HoldingKind
from ipju.domain.share import OwnerShare
from ipju.domain.tenancy import PublicRental, PublicTenancy
from ipju.services.import_columns import bare
from ipju.services.query_columns import ITEM, SHARE, SHEETS, QueryKind
from ipju.services.query_sheets import BadResult, FoundRow


class How(Labelled):
    """How what was found stands to what is recorded."""

    ADDED = "added", "새로 찾음"
    CHANGED = "changed", "값이 다름"
    GONE = "gone", "조회에 없어 뺌"
    KEPT = "kept", "조회에 없어 그대로"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference of a person's means: `item` names the record, `declared` are its figures as
    they stand, `found` those of the query; '' where there is no such record."""

    case_id: UUID
    number: str
    name: str
    kind: QueryKind
    how: How
    item: str
    declared: str
    found: str


@dataclass(frozen=True, slots=True)
class _Section:
    """Where records of a sort stand in a case; `label` is the field that names one of them.

    `owned`: by people with shares; else a record is of one person. `shared`: of several at once.
    """

    name: str
    make: Any
    label: str
    shared: bool = False
    owned: bool = True


_SECTIONS: Final[tuple[tuple[type[Labelled], _Section], ...]] = (
    (IncomeKind, _Section("incomes", Income, "workplace", owned=False)),
    (HoldingKind, _Section("holdings", Holding, "address", shared=True)),
    (CarKind, _Section("cars", Car, "name", shared=True)),
    (FinancialKind, _Section("financial_assets", FinancialAsset, "institution")),
    (DebtKind, _Section("debts", Debt, "creditor")),
    (OtherAssetKind, _Section("other_assets", OtherAsset, "name")),
    (PublicRental, _Section("tenancies", PublicTenancy, "name", owned=False)),
)
_MONEY: Final = (
    ("monthly", "월"),
    ("land_unit_price", "개별공시지가"),
    ("published_price", "공시가격"),
    ("standard_value", "시가표준액"),
    ("value", "가액"),
    ("amount", "금액"),
)
_AREAS: Final = (("land_area", "토지"), ("floor_area", "건물"))
_DAYS: Final = (("contracted_on", "계약"), ("cancelled_on", "해지"), ("left_on", "퇴거"))


_THERE: Final = "있음"


@dataclass(slots=True)
class Laying:
    """A case while results are laid onto it."""

    case: Case
    after: Case
    edits: list[Edit] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    bad: list[BadResult] = field(default_factory=list)
    _told: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    _met: set[tuple[UUID, UUID]] = field(default_factory=set)
    _made: set[UUID] = field(default_factory=set)
    _values: dict[UUID, Any] = field(default_factory=dict)
    _rows: dict[UUID, FoundRow] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Laying:
        """Begin with a case as it is stored."""
        return cls(case=case, after=case)

    def lay(self, rows: Sequence[tuple[Person, FoundRow]]) -> None:
        """Lay every row onto the case; afterwards each person's query counts as come back."""
        for person, row in rows:
            if row.item is not None:
                self._found(person, row, row.item)
        self._tell_changed()
        for person, kind in dict.fromkeys((person, row.kind) for person, row in rows):
            sources = {
                row.values.get("source") for who, row in rows if who.id == person.id
                and row.kind is kind
            }  # fmt: skip
            self._rest(person, kind, sources)
            self._edit(("people", person.id, SHEETS[kind].checked), True)

    def at_fault(self, path: Sequence[str | UUID]) -> tuple[FoundRow, str] | None:
        """Return the row and the column that told what stands at a path; None for none of them."""
        row = self._rows.get(path[1]) if len(path) > 1 and isinstance(path[1], UUID) else None
        if row is None:
            return None
        named = "institution" if path[-1] == "creditor" else str(path[-1])
        keys = named, SHARE if "owners" in path else ITEM, ITEM
        return row, next(one for one in keys if one in row.columns)

    def _edit(self, path: tuple[str | UUID, ...], value: object) -> None:
        if value_at(self.after, path) != value:
            edit = change(self.after, path, value)
            self.after = apply(self.after, (edit,))
            self.edits.append(edit)

    def _found(self, person: Person, row: FoundRow, item: Labelled) -> None:
        section = _section(item)
        values = {"kind": item, **row.values}
        if section.name == "debts":
            values["creditor"] = values.pop("institution")
        known = self._known(person, section, values)
        if known is None:
            made = section.make(id=uuid4(), **values, **_whose(section, person, row.share))
            self._edit((section.name, made.id), made)
            self._told[made.id] = values
            self._made.add(made.id)
            self._rows[made.id] = row
            self._met.add((made.id, person.id))
            self._tell(person, row.kind, How.ADDED, _name(section, made), "", _figures(made))
            return
        if (known.id, person.id) in self._met:
            self.bad.append(row.refused(ITEM, "같은 사람의 같은 항목이 두 번 적혀 있습니다."))
            return
        self._met.add((known.id, person.id))
        self._rows[known.id] = row
        told = self._told.setdefault(known.id, values)
        differ = [one for one, value in values.items() if told.setdefault(one, value) != value]
        if differ:
            words = "같은 대상의 다른 행과 값이 다릅니다. 어느 쪽이 맞는지 확인하세요."
            self.bad.append(row.refused(differ[0], words))
            return
        if known.id not in self._made:
            self._values.setdefault(known.id, (person, row.kind, section, known))
        for one, value in values.items():
            if one != section.label:
                self._edit((section.name, known.id, one), value)
        if section.owned:
            self._own(section, known, person, row.share)

    def _own(self, section: _Section, known: Any, person: Person, share: tuple[int, int]) -> None:
        owner = next((one for one in known.owners if one.person == person.id), None)
        path = (section.name, known.id, "owners")
        if owner is None:
            made = _owner(person, share)
            self._edit((*path, made.id), made)
        elif owner.fraction != _owner(person, share).fraction:
            self._edit((*path, owner.id, "numerator"), share[0])
            self._edit((*path, owner.id, "denominator"), share[1])

    def _known(self, person: Person, section: _Section, values: dict[str, Any]) -> Any:
        """Return the record of the case that a row tells of again, or None."""
        wanted = _key(section, values.get)
        for one in getattr(self.after, section.name):
            if _key(section, lambda name, one=one: getattr(one, name)) != wanted:
                continue
            if section.shared or (
                _is_of(one, person) and not self._is_further(section, one, person)
            ):
                return one
        return None

    def _is_further(self, section: _Section, one: Any, person: Person) -> bool:
        """Tell whether a record was told of already, where a person may have two that look alike.

        Two accounts at one bank do; two incomes from one source for one workplace do not, nor two
        tenancies of one home.
        """
        return section.owned and (one.id, person.id) in self._met

    def _tell_changed(self) -> None:
        """Tell of each record that was known, once, when its words changed.

        Figures are told whenever they differ; anything else when something else stood there.
        """
        for identity, (person, kind, section, before) in self._values.items():
            now = value_at(self.after, (section.name, identity))
            other = [
                (f"{head} {_worded(was)}", f"{head} {_worded(getattr(now, name))}")
                for name, head in _told_by(kind)
                if (was := getattr(before, name, None)) is not None and was != getattr(now, name)
            ]
            texts = _figures(before), _figures(now)
            if texts[0] != texts[1] or other:
                was, found = (
                    " · ".join((text, *words)) if text != _THERE else " · ".join(words) or text
                    for text, words in zip(
                        texts, zip(*other, strict=True) if other else ((), ()), strict=True
                    )
                )
                self._tell(person, kind, How.CHANGED, _name(section, before), was, found)

    def _rest(self, person: Person, kind: QueryKind, sources: set[Any]) -> None:
        """Look at what is recorded of a person and was not found."""
        told_of = set(self._told) | {one for one, _person in self._met}
        for section, one in list(_records(self.after, person, kind)):
            if one.id in told_of:
                continue
            words = _name(section, one), _figures(one), ""
            declared = isinstance(one, Income) and one.source in (None, IncomeSource.DECLARED)
            asked = isinstance(one, Income) and one.source in sources
            if (declared or asked) and not _has_work(self.after, one):
                self._edit((section.name, one.id), None)
                self._tell(person, kind, How.GONE, *words)
            else:
                self._tell(person, kind, How.KEPT, *words)

    def _tell(
        self, person: Person, kind: QueryKind, how: How, item: str, declared: str, found: str
    ) -> None:
        self.differences.append(
            Difference(
                case_id=self.case.id,
                number=self.case.number,
                name=person.name,
                kind=kind,
                how=how,
                item=item,
                declared=declared,
                found=found,
            )
        )


def _section(item: Labelled) -> _Section:
    return next(section for kind, section in _SECTIONS if isinstance(item, kind))


def _key(section: _Section, read: Any) -> tuple[object, ...]:
    """Return what makes two records the same thing."""
    label = bare(str(read(section.label) or ""))
    if section.name == "cars":
        return (label,)
    source = (read("source"),) if section.name == "incomes" else ()
    return (read("kind"), label, *source)


def _is_of(one: Any, person: Person) -> bool:
    if isinstance(one, Income | PublicTenancy):
        return one.person == person.id
    return any(owner.person == person.id for owner in one.owners)


def _owner(person: Person, share: tuple[int, int]) -> OwnerShare:
    return OwnerShare(id=uuid4(), person=person.id, numerator=share[0], denominator=share[1])


def _whose(section: _Section, person: Person, share: tuple[int, int]) -> dict[str, Any]:
    if not section.owned:
        return {"person": person.id}
    return {"owners": (_owner(person, share),)}


def _records(case: Case, person: Person, kind: QueryKind) -> Iterator[tuple[_Section, Any]]:
    """Yield the records of a person of which a query of this kind tells."""
    items = next(one.words for one in SHEETS[kind].columns if one.field == ITEM)
    for section in dict.fromkeys(_section(one) for one in items):
        for one in getattr(case, section.name):
            if one.kind in items and _is_of(one, person):
                yield section, one


def _has_work(case: Case, income: Income) -> bool:
    """Tell whether an officer added something to an income that must not be lost."""
    if income.correction is not None or income.duplicate_of is not None:
        return True
    return any(one.duplicate_of == income.id for one in case.incomes)


def _name(section: _Section, one: Any) -> str:
    """Return what a record is: its kind, its name, its source."""
    parts = [one.kind.label if one.kind else "", str(getattr(one, section.label))]
    if isinstance(one, Income) and one.source is not None:
        parts.append(one.source.label)
    return " · ".join(one for one in parts if one)


def _figures(one: Any) -> str:
    """Return the figures of a record: money, shares, areas, days; one without any is there."""
    parts = [
        f"{word} {won(value)}"
        for name, word in _MONEY
        if (value := getattr(one, name, None)) is not None
    ]
    owners = getattr(one, "owners", ())
    shares = [str(it.fraction) for it in owners if it.fraction != 1]
    if shares:
        parts.append(f"지분 {', '.join(shares)}")
    parts += [
        f"{word} {square_metres(value)}"
        for name, word in _AREAS
        if (value := getattr(one, name, None)) is not None
    ]
    parts += [
        f"{word} {spoken(value)}"
        for name, word in _DAYS
        if (value := getattr(one, name, None)) is not None
    ]
    return " · ".join(parts) or _THERE


_TOLD: Final = frozenset({ITEM, SHARE, *(one[0] for one in (*_MONEY, *_AREAS, *_DAYS))})


def _told_by(kind: QueryKind) -> Iterator[tuple[str, str]]:
    """Yield the fields that a query tells and that are no figures, with their heads."""
    for one in SHEETS[kind].columns:
        if one.field not in _TOLD:
            yield one.field, one.head


def _worded(value: object) -> str:
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, date):
        return spoken(value)
    if isinstance(value, bool):
        return "예" if value else "아니요"
    return "미확인" if value is None else str(value)
