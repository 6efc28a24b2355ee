"""지난 순서: every order that was made, by whom and why, and who stood in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.intake import OrderLine
from ipju.ui.screens.intake.words import NAME_COLUMNS, ORDERS_COLUMNS, name_row, orders_row
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.table import make_table


class OrdersDialog(QDialog):
    """The orders at the left, the names of the one chosen at the right."""

    def __init__(self, lines: Sequence[OrderLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("지난 순서")
        self.setModal(True)
        self.resize(720, 440)
        self._lines = lines
        self.orders = make_table(ORDERS_COLUMNS, name="정한 순서")
        self.orders.row_changed.connect(lambda _id: self._show())
        self.names = make_table(NAME_COLUMNS, name="순서의 신청자")
        close = Button("닫기", "primary")
        close.clicked.connect(self.accept)
        tables = QHBoxLayout()
        tables.setSpacing(16)
        tables.addWidget(self.orders, 6)
        tables.addWidget(self.names, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(8)
        column.addWidget(Label("지난 순서", role="strong"))
        column.addWidget(
            Label(
                "정한 순서는 고치거나 지우지 않습니다. 가장 나중에 정한 순서를 따릅니다.",
                tone="ink2",
            )
        )
        column.addLayout(tables, 1)
        column.addLayout(line_of(None, KeyCap("Esc"), close))
        self.orders.set_rows([orders_row(at, one) for at, one in enumerate(lines)])
        self.orders.select_id("0")
        self._show()
        self.orders.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        at = self.orders.currentIndex().row()
        found = self._lines[at].applicants if 0 <= at < len(self._lines) else ()
        rows = [name_row(place, number, name) for place, (number, name) in enumerate(found, 1)]
        self.names.set_rows(rows)
