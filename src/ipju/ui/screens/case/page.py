"""A section of a case as a page of forms and tables."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.finding import Target
from ipju.ui.case_session import CaseSession, Path
from ipju.ui.screens.case.form import FactForm
from ipju.ui.screens.case.needed import rows_needed
from ipju.ui.screens.case.rows import RowKind, RowsBlock
from ipju.ui.screens.counterfactual import CounterfactualBlock
from ipju.ui.theme.tokens import TITLE
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

    def add_form(self, name: str, kind: type, path: Path, page: str = "") -> FactForm:
        """Add the form of a part of the case; `name` is what targets call it."""
        form = FactForm(self.session, kind, page=page)
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

    def add_needed(self, *kinds: RowKind) -> None:
        """Add those tables of rows of the case that its notice needs, or that hold rows."""
        for kind in kinds:
            if rows_needed(self.session.notice, self.session.case, kind.field):
                self.add_rows(kind)

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
        if not any(form.focus_first() for form in self.forms.values()):
            self.setFocus()

    def _keep_in_view(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 24, 48)
