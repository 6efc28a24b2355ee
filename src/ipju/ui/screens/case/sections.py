"""The sections of a case (신청, 세대, 소득 …) and what lies on each page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.case import Case, ClaimedPoints, Residence
from ipju.domain.dwelling import Dwelling, Lease, Ledger
from ipju.domain.editing import change
from ipju.domain.finding import Target
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case import catalogue
from ipju.ui.screens.case.checklist import ChecklistBlock
from ipju.ui.screens.case.form import FactForm
from ipju.ui.screens.case.rows import RowKind, RowsBlock
from ipju.ui.screens.counterfactual import CounterfactualBlock
from ipju.ui.theme.tokens import TITLE
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import EmptyState
from ipju.ui.widgets.surface import Label, Rule, line_of

FORM_MARGIN = 20


class Page(QScrollArea):
    """One section: a heading and blocks, scrolling by itself; the focused input stays in view."""

    reveal_requested = Signal(object, object)
    removed = Signal(str)

    def __init__(self, session: CaseSession, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        self._inside = QWidget()
        self._inside.setProperty("surface", "surface")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(FORM_MARGIN, 16, FORM_MARGIN, 16)
        self.column.setSpacing(14)
        self.heading = Label(title, px=TITLE, bold=True)
        self.note = Label("", tone="ink2", elide=True)
        self.heading_line = line_of(self.heading, self.note, None)
        self.column.addLayout(self.heading_line)
        self.setWidget(self._inside)
        self.blocks: dict[str, RowsBlock] = {}
        self.forms: dict[str, FactForm] = {}
        self.first: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_view)

    def add_form(self, name: str, kind: type, path: Path) -> FactForm:
        """Add the form of a part of the case; `name` is what targets call it."""
        form = FactForm(self.session, kind)
        self.forms[name] = form
        self.column.addWidget(form)
        form.show_row(path)
        return form

    def add_rows(
        self, kind: RowKind, base: Path | None = (), note: Callable[[], str] | None = None
    ) -> RowsBlock:
        """Add a table of rows with its form."""
        with_keys = not self.blocks
        block = RowsBlock(self.session, kind, base, with_keys=with_keys, note=note)
        block.reveal_requested.connect(self.reveal_requested)
        block.removed.connect(self.removed)
        self.blocks[kind.field] = block
        self.column.addWidget(block)
        return block

    def add_changes(self, rules: tuple[str, ...]) -> None:
        """Add what lawful change would turn the failed findings of these rules."""
        # Made inside the page: a block that shows itself without a parent would be a window.
        self.column.addWidget(CounterfactualBlock(self.session, rules, parent=self._inside))

    def hide_heading(self) -> None:
        """Leave the title to the first table, whose head says it already."""
        self.heading.hide()
        self.note.hide()
        self.column.removeItem(self.heading_line)

    def add_rule(self) -> None:
        """Add a hairline between blocks."""
        self.column.addWidget(Rule())

    def close_column(self) -> None:
        """Push everything to the top."""
        self.column.addStretch(1)

    def focus_target(self, target: Target) -> bool:
        """Show the row and focus the field a finding points to."""
        block = self.blocks.get(target.section)
        if block is not None:
            if target.row is not None:
                block.show_row(target.row)
            return block.focus_field(target.field)
        for name in (target.section, ""):
            form = self.forms.get(name)
            # A field of the case itself is named by its section alone.
            if form is not None and form.focus_field(target.field or target.section):
                return True
        return False

    def focus_first(self) -> None:
        """Put the focus into the first input or table of the page."""
        if self.first is not None and self.first.isVisible():
            self.first.setFocus()
            return
        for block in self.blocks.values():
            if block.table.isVisible():
                block.table.setFocus()
                return
        for form in self.forms.values():
            form.focus_first()
            return
        self.setFocus()

    def _keep_in_view(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 24, 48)


def application(session: CaseSession) -> Page:
    """신청: the application, contact, residence, claimed points, bars."""
    page = Page(session, "신청")
    page.add_form("", Case, ())
    page.add_form("residence", Residence, ("residence",))
    page.add_form("claimed", ClaimedPoints, ("claimed",))
    page.add_rule()
    for kind in (
        catalogue.VULNERABLE,
        catalogue.OTHER_APPLICATIONS,
        catalogue.TENANCIES,
        catalogue.SUBSIDIES,
        catalogue.ARREARS,
    ):
        page.add_rows(kind)
    page.add_changes(("existing-tenancy", "other-subsidy", "arrears"))
    page.close_column()
    return page


def household(session: CaseSession) -> Page:
    """세대: people, marriages, pregnancies."""
    page = Page(session, "세대")

    def size() -> str:
        found = session.judgement.facts.household
        members = len(found.members)
        text = f"가구원수 {found.size}명 = 구성원 {members}"
        return f"{text} + 태아 {found.unborn}" if found.unborn else text

    page.add_rows(catalogue.PEOPLE, note=size)
    page.add_rule()
    page.add_rows(catalogue.MARRIAGES)
    page.add_rows(catalogue.PREGNANCIES)
    page.hide_heading()
    page.close_column()
    return page


def income(session: CaseSession) -> Page:
    """소득: every figure found."""
    page = Page(session, "소득")

    def total() -> str:
        finding = session.judgement.finding("income")
        return f"합계 {finding.value}" if finding and finding.value else ""

    page.add_rows(catalogue.INCOMES, note=total)
    page.add_changes(("income",))
    page.hide_heading()
    page.close_column()
    return page


def assets(session: CaseSession) -> Page:
    """자산: real estate, homes and cars."""
    page = Page(session, "자산")
    page.add_rows(catalogue.HOLDINGS)
    page.add_rule()
    page.add_rows(catalogue.CARS)
    page.add_changes(("home-ownership", "real-estate", "car"))
    page.hide_heading()
    page.close_column()
    return page


def papers(session: CaseSession) -> Page:
    """서류: the checklist and the papers that came."""
    page = Page(session, "서류")
    checklist = ChecklistBlock(session)
    page.column.addWidget(checklist)
    page.first = checklist.table
    page.add_rule()
    block = page.add_rows(catalogue.PAPERS)
    checklist.paper_chosen.connect(block.show_row)
    checklist.paper_wanted.connect(lambda: block.form.setFocus())
    page.add_changes(("documents", "consent"))
    page.hide_heading()
    page.close_column()
    return page


class DwellingPage(Page):
    """주택: the home, its papers, prices, tenants and registers."""

    title_requested = Signal()

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "주택", parent)
        self.to_title = Button("권리분석 보기", "primary")
        self.to_title.clicked.connect(self.title_requested)
        self.remove = Button("주택 지우기", "quiet", icon_name="trash")
        self.remove.clicked.connect(self._drop)
        self.heading_line.addWidget(self.remove)
        self.heading_line.addWidget(self.to_title)
        self._empty = EmptyState(
            "아직 적은 주택이 없습니다.",
            "입주할 주택을 정하면 적습니다. 권리분석과 지원금이 바로 계산됩니다.",
            "주택 적기",
        )
        self._empty.first_pressed.connect(self._begin)
        self.column.addWidget(self._empty)
        begin = self._empty.first
        self.first = begin.button if begin is not None else None
        self._filled: QWidget | None = None
        session.case_changed.connect(self._follow)
        self.close_column()
        self._follow()

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

    def _begin(self) -> None:
        self.session.commit_all(
            (change(self.session.case, ("dwelling",), Dwelling()),), "주택 적기 시작"
        )
        self.forms[""].focus_first()

    def _drop(self) -> None:
        self.session.commit_all((change(self.session.case, ("dwelling",), None),), "주택 지움")

    def _follow(self, *_: object) -> None:
        there = self.session.case.dwelling is not None
        if there == (self._filled is not None):
            return
        self._empty.setVisible(not there)
        self.to_title.setVisible(there)
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
        base: Path = ("dwelling",)
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
        self.column = outer
        outer.insertWidget(outer.count() - 1, self._filled)
