"""Sections about a part of the case that may not be there yet: the home, the scholar track."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.dwelling import Dwelling, Lease, Ledger
from ipju.domain.editing import change
from ipju.domain.finding import Target
from ipju.domain.scholar import Payer, PayerRole, Scholar
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case import catalogue
from ipju.ui.screens.case.page import Page
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import EmptyState


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the case and its words: as whose field, what it is called, how to begin."""

    field: str
    word: str
    noun: str
    nothing: str
    why: str


class PartPage(Page):
    """A page whose forms stand only while the part of the case does."""

    def __init__(
        self,
        session: CaseSession,
        part: Part,
        parent: QWidget | None = None,
        *,
        act: Button | None = None,
    ) -> None:
        super().__init__(session, part.word, parent)
        self._part = part
        self.remove = Button(f"{part.noun} 지우기", "quiet", icon_name="trash")
        self.remove.clicked.connect(self._drop)
        self.heading_line.addWidget(self.remove)
        if act is not None:
            self.heading_line.addWidget(act)  # in its place before it is shown: else a window
        self._empty = EmptyState(part.nothing, part.why, f"{part.noun} 적기")
        self._empty.first_pressed.connect(self._begin)
        self.column.addWidget(self._empty)
        begin = self._empty.first
        self.first = begin.button if begin is not None else None
        self._filled: QWidget | None = None
        session.case_changed.connect(self._follow)
        self.close_column()
        self._follow()

    def focus_target(self, target: Target) -> bool:
        """Focus a field of the part; where it is not there yet, the button that begins it."""
        if self._filled is None:
            self._empty.setFocus()
            return True
        return super().focus_target(target)

    def new_part(self) -> Any:
        """Return the part as it begins."""
        raise TypeError(f"{type(self).__name__} begins nothing")

    def fill(self, base: Path) -> None:
        """Add the forms and tables of the part."""
        raise TypeError(f"{type(self).__name__} has no forms for {base}")

    def _begin(self) -> None:
        self._put(self.new_part(), f"{self._part.noun} 적기 시작")
        self.forms[""].focus_first()

    def _drop(self) -> None:
        self._put(None, f"{self._part.noun} 지움")

    def _put(self, value: object, label: str) -> None:
        edit = change(self.session.case, (self._part.field,), value)
        self.session.commit_all((edit,), label)

    def _follow(self, *_: object) -> None:
        there = getattr(self.session.case, self._part.field) is not None
        if there == (self._filled is not None):
            return
        self._empty.setVisible(not there)
        self.remove.setVisible(there)
        if there:
            self._fill()
        elif self._filled is not None:
            self._filled.hide()
            self._filled.deleteLater()
            self._filled = None
            self.forms, self.blocks = {}, {}

    def _fill(self) -> None:
        outer = self.column
        self._filled = QWidget()
        self.column = QVBoxLayout(self._filled)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.fill((self._part.field,))
        self.column = outer
        outer.insertWidget(outer.count() - 1, self._filled)


class ScholarPage(PartPage):
    """장학생: the studies, what decides the papers, who pays the health insurance, the result."""

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        part = Part(
            "scholar",
            "장학생",
            "장학생 정보",
            "아직 적은 장학생 정보가 없습니다.",
            "학교와 학적을 적으면 낼 서류가 바로 정해집니다.",
        )
        super().__init__(session, part, parent)

    def focus_target(self, target: Target) -> bool:
        """Focus a field of the studies or of one of the payers."""
        payers = self.blocks.get("payers")
        if payers is not None and target.field.startswith("payers"):
            if target.row is not None:
                payers.show_row(target.row)
            return payers.focus_field(target.field.rpartition(".")[2])
        if payers is not None and target.row is not None and payers.show_row(target.row):
            return payers.focus_field(target.field)
        form = self.forms.get("")
        if form is not None and form.focus_field(target.field):
            return True
        return super().focus_target(target)

    def _follow(self, *_: object) -> None:
        super()._follow()
        scholar = self.session.case.scholar
        # What was decided is not taken away together with what was recorded.
        self.remove.setVisible(scholar is not None and scholar.result is None)

    def new_part(self) -> Scholar:
        """Return studies not known yet, with the three of whom insurance papers are asked."""
        applicant = self.session.case.applicant
        own = applicant.id if applicant is not None else None
        return Scholar(
            payers=tuple(
                Payer(id=uuid4(), role=role, person=own if role is PayerRole.SELF else None)
                for role in PayerRole
            )
        )

    def fill(self, base: Path) -> None:
        """Add the form of the studies and the payers."""
        self.add_form("", Scholar, base)
        self.add_rule()
        self.add_rows(catalogue.PAYERS, base)
        self.add_changes(("scholar", "scholar-papers"))


class DwellingPage(PartPage):
    """주택: the home, its papers, prices, tenants and registers."""

    title_requested = Signal()

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        self.to_title = Button("권리분석 보기", "primary")
        part = Part(
            "dwelling",
            "주택",
            "주택",
            "아직 적은 주택이 없습니다.",
            "입주할 주택을 정하면 적습니다. 권리분석과 지원금이 바로 계산됩니다.",
        )
        super().__init__(session, part, parent, act=self.to_title)
        self.to_title.clicked.connect(self.title_requested)

    def focus_target(self, target: Target) -> bool:
        """Focus a field of the home; rows of its lists are named by their id."""
        if self._filled is None:
            self._empty.setFocus()
            return True
        field = target.field
        for name, form in self.forms.items():
            prefix = f"{name}."
            if name and field.startswith(prefix):
                return form.focus_field(field[len(prefix) :])
        for name, block in self.blocks.items():
            if field == name or field.startswith(f"{name}."):
                if target.row is not None:
                    block.show_row(target.row)
                return block.focus_field(field.rpartition(".")[2])
        if target.row is not None and self._focus_entry(target.row, field):
            return True
        return self.forms[""].focus_field(field)

    def _focus_entry(self, row: UUID, field: str) -> bool:
        for block in self.blocks.values():
            if block.show_row(row):
                return block.focus_field(field)
        home = self.session.case.dwelling
        for extract in home.extracts if home else ():
            if any(one.id == row for one in extract.entries):
                self.blocks["extracts"].show_row(extract.id)
                entries = self.blocks["entries"]
                entries.show_row(row)
                return entries.focus_field(field)
        return False

    def new_part(self) -> Dwelling:
        """Return a home of which nothing is known yet."""
        return Dwelling()

    def _follow(self, *_: object) -> None:
        super()._follow()
        self.to_title.setVisible(self.session.case.dwelling is not None)

    def fill(self, base: Path) -> None:
        """Add the home, its papers, prices, tenants and registers."""
        self.add_form("", Dwelling, base)
        self.add_form("lease", Lease, (*base, "lease"))
        self.add_form("ledger", Ledger, (*base, "ledger"))
        self.add_rule()
        for kind in (catalogue.LANDLORDS, catalogue.PRICES, catalogue.TENANTS):
            self.add_rows(kind, base)
        extracts = self.add_rows(catalogue.EXTRACTS, base)
        entries = self.add_rows(catalogue.ENTRIES, None)

        def show_entries(row: UUID | None) -> None:
            entries.setVisible(row is not None)
            entries.rebase(None if row is None else (*base, "extracts", row))

        show_entries(extracts.current())
        extracts.current_changed.connect(show_entries)
