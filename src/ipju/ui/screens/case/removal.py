"""Removing a row together with what would point to nothing without it: one act, undone together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit, apply, change, type_of_step, value_at
from ipju.domain.share import OwnerShare

Path = tuple[type_of_step, ...]

_OF_A_PERSON = (
    ("incomes", "person", "소득"),
    ("pregnancies", "mother", "임신"),
    ("vulnerable", "person", "취약계층 항목"),
    ("tenancies", "person", "공공임대"),
    ("subsidies", "person", "중복지원"),
    ("arrears", "person", "체납"),
    ("papers", "subject", "서류"),
    ("consent_refusals", "person", "동의 거부"),
)
"""Rows that are about one person and mean nothing without them."""

_OWNED = (
    ("holdings", "부동산"),
    ("cars", "자동차"),
    ("financial_assets", "금융자산"),
    ("other_assets", "기타자산"),
    ("debts", "부채"),
)
"""Rows with owners and their shares."""


class _Removal:
    """Collects edits, each made on the case as the ones before it leave it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.edits: list[Edit] = []
        self.went: Counter[str] = Counter()

    def put(self, path: Path, value: object, word: str) -> None:
        edit = change(self.case, path, value)
        self.case = apply(self.case, [edit])
        self.edits.append(edit)
        self.went[word] += 1

    def person(self, person: UUID) -> None:
        for field, names, word in _OF_A_PERSON:
            for row in getattr(self.case, field):
                if getattr(row, names) == person:
                    if field == "incomes":
                        self.income(row.id)
                    self.put((field, row.id), None, word)
        for marriage in self.case.marriages:
            if marriage.spouse == person:
                self.put(("marriages", marriage.id, "spouse"), None, "혼인의 배우자")
        for paper in self.case.papers:
            left = tuple(one for one in paper.signatures if one.person != person)
            if left != paper.signatures:
                self.put(("papers", paper.id, "signatures"), left, "서명")
        for payer in self.case.scholar.payers if self.case.scholar else ():
            if payer.person == person:
                self.put(("scholar", "payers", payer.id, "person"), None, "건강보험료 내는 사람")
        self._property_of(person)

    def _property_of(self, person: UUID) -> None:
        for field, word in _OWNED:
            for row in getattr(self.case, field):
                if field == "holdings" and all(one.person == person for one in row.owners):
                    self.holding(row.id)
                self._owned((field, row.id), row.owners, person, word)
        for extract in self.case.dwelling.extracts if self.case.dwelling else ():
            for entry in extract.entries:
                path = ("dwelling", "extracts", extract.id, "entries", entry.id, "owners")
                if any(one.person == person for one in entry.owners):
                    self.put(path, self._outside(entry.owners, person), "등기의 소유자")

    def income(self, income: UUID) -> None:
        for row in self.case.incomes:
            if row.duplicate_of == income:
                self.put(("incomes", row.id, "duplicate_of"), None, "중복 표시")

    def holding(self, holding: UUID) -> None:
        for row in self.case.debts:
            if row.holding == holding:
                self.put(("debts", row.id, "holding"), None, "보증금의 부동산")

    def entry(self, path: Path) -> None:
        rows = value_at(self.case, path[:-1])
        for row in rows if isinstance(rows, tuple) else ():
            if row.parent == path[-1]:
                self.put((*path[:-1], row.id, "parent"), None, "주등기 표시")

    def _owned(self, path: Path, owners: tuple[OwnerShare, ...], person: UUID, word: str) -> None:
        """Remove what the person owned alone; of the rest they become an owner outside."""
        if not any(one.person == person for one in owners):
            return
        if all(one.person == person for one in owners):
            self.put(path, None, word)
        else:
            self.put((*path, "owners"), self._outside(owners, person), f"{word} 지분")

    def _outside(self, owners: tuple[OwnerShare, ...], person: UUID) -> tuple[OwnerShare, ...]:
        known = self.case.person(person)
        name = known.name if known else ""
        return tuple(
            replace(one, person=None, name=name) if one.person == person else one for one in owners
        )


def removal(case: Case, path: Path) -> tuple[tuple[Edit, ...], str]:
    """Return the edits that remove the row at `path`, and in words what goes with it.

    The words are empty when nothing else changes, else such as `소득 2건, 서명 1건`.
    """
    found = _Removal(case)
    row_id = path[-1]
    if isinstance(row_id, UUID):
        if path[0] == "people":
            found.person(row_id)
        elif path[0] == "incomes":
            found.income(row_id)
        elif path[0] == "holdings":
            found.holding(row_id)
        elif path[-2] == "entries":
            found.entry(path)
        elif path[-2] == "prices" and case.dwelling and case.dwelling.chosen_price == row_id:
            found.put(("dwelling", "chosen_price"), None, "고른 가격")
    words = ", ".join(f"{word} {count}건" for word, count in found.went.items())
    found.put(path, None, "")
    return tuple(found.edits), words
