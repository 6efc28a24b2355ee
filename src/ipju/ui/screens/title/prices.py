"""Every price basis compared, the one that is chosen, and the signed reason for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.domain.notice import TitleTerms
from ipju.rules.prices import TitleAnalysis
from ipju.ui.screens.title.figures import basis_rows
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.surface import Label, line_of, restyle
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

COLUMNS: Final = (
    Column("", 36),
    Column("가격 기준"),
    Column("가격", 110, "r"),
    Column("선", 154),
    Column("선순위", 144),
    Column("부채 전체", 152),
)


class BasisTable(Table):
    """The price bases. `chosen(id)` by click, Space or Enter on a basis that may be used."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, name="가격 기준", parent=parent)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and not event.modifiers():
            self._choose(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, at: int) -> None:
        rows = self.rows_model.rows()
        if 0 <= at < len(rows) and not rows[at].get("dim"):
            self.chosen.emit(rows[at].get("id", ""))


class PriceChoice(QWidget):
    """The table with its reason line. `signed(price id, reason)` once both are there.

    Choosing a basis moves the keys into the reason; `picked(price id)` lets the screen draw it.
    """

    signed = Signal(str, str)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: TitleAnalysis | None = None
        self._terms: TitleTerms | None = None
        self._chosen = ""
        self._settled = ("", "")
        self.table = BasisTable()
        self.table.chosen.connect(self._pick)
        self._name = Label("기준을 고른 사유", tone="ink2")
        self.reason = LineInput()
        self.reason.setPlaceholderText("무엇을 보고 이 가격으로 정했는지 적습니다")
        self.reason.setAccessibleName("기준을 고른 사유")
        self.reason.returnPressed.connect(self.sign)
        self.sign_button = Button("사유 서명", "primary")
        self.sign_button.clicked.connect(self.sign)
        self._below = Label("", tone="ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        line = line_of(self._name, self.reason, self.sign_button)
        line.setStretch(1, 1)
        column.addLayout(line)
        column.addWidget(self._below)
        self._below.hide()

    @property
    def chosen(self) -> str:
        """The id of the price that is picked or settled; empty while the notice's order holds."""
        return self._chosen

    def show_analysis(self, analysis: TitleAnalysis, terms: TitleTerms) -> None:
        """Show the bases; what is being typed as a reason stays."""
        self._analysis, self._terms = analysis, terms
        settled = str(analysis.shown.price.id) if analysis.settled and analysis.shown else ""
        now = (settled, analysis.reason if settled else "")
        if now != self._settled:
            self._settled = now
            self._chosen = settled
            self.reason.setText(now[1].partition(": ")[2] or now[1])
            self.reason.setModified(False)
            self.reason.setCursorPosition(0)
        known = {str(one.price.id) for one in analysis.lines}
        if self._chosen not in known:
            self._chosen = ""
        self._redraw()
        self._say("")

    def set_compact(self, compact: bool) -> None:
        """Leave the small bars out where the window is small."""
        self.table.setColumnHidden(3, compact)
        self.table.set_widths((24, 0, 98, 0, 140, 146) if compact else (36, 0, 106, 150, 156, 160))

    def _redraw(self) -> None:
        if self._analysis is None or self._terms is None:
            return
        terms = self._terms
        titles = {
            3: f"{terms.senior_percent}% · {terms.debt_percent}% 선",
            4: f"선순위 {terms.senior_percent}%",
            5: f"부채 전체 {terms.debt_percent}%",
        }
        for at, title in titles.items():
            self.table.rows_model.columns[at] = Column(title, COLUMNS[at].width)
        self.table.set_rows(basis_rows(self._analysis, terms, self._shown()))
        self.table.fit_height()
        has_lines = bool(self._analysis.lines)
        for part in (self._name, self.reason, self.sign_button):
            part.setVisible(has_lines)

    def _shown(self) -> str:
        if self._chosen or self._analysis is None or self._analysis.shown is None:
            return self._chosen
        differs = self._analysis.senior_differs or self._analysis.debt_differs
        return "" if differs else str(self._analysis.shown.price.id)

    def _pick(self, price_id: str) -> None:
        self._chosen = price_id
        self._redraw()
        self._say("")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(price_id)

    def sign(self) -> None:
        """Sign the basis, or say what is missing."""
        reason = self.reason.text().strip()
        if not self._chosen:
            self._say("기준을 하나 고르십시오.")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not reason:
            self._say("사유를 적어야 서명할 수 있습니다.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say("")
            self.signed.emit(self._chosen, reason)

    def message(self) -> str:
        """What is missing before the basis can be signed."""
        return self._below.text()

    def _say(self, text: str) -> None:
        self._below.setText(text)
        self._below.set_tone("fail")
        self._below.setVisible(bool(text))
        if self.reason.property("bad") != bool(text):
            self.reason.setProperty("bad", bool(text))
            restyle(self.reason)
