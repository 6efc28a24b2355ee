"""A dialog for an act that cannot be undone or leaves a ledger row. Never 예/아니오."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.surface import Label


class ActDialog(QDialog):
    """Title = the act, body of at most two lines, fields in `fields`, Esc left, the act right.

    Put inputs into `fields` (a vertical layout). `set_blocked(reason)` closes the act and
    says why. `ask()` shows it and tells whether the act was chosen. Enter is the act,
    except inside a text of several lines, where it is Ctrl+Enter.
    """

    def __init__(
        self,
        title: str,
        body: str,
        act: str,
        *,
        cancel: str = "그만두기",
        width: int = 560,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        self._reason = Label("", tone="ink2", elide=True)
        self.cancel_button = Button(cancel)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button = Button(act, "primary")
        self.act_button.clicked.connect(self.accept)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(10)
        body_label = Label(body, tone="ink2", wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(KeyCap("Esc"))
        foot.addWidget(self.act_button)
        foot.addWidget(KeyCap("Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(8)
        column.addWidget(Label(title, role="strong"))
        column.addWidget(body_label)
        column.addLayout(self.fields)
        column.addSpacing(8)
        column.addLayout(foot)
        # A wrapped label tells a height that is not that of its lines: too low it would be clipped,
        # too high the fields would stand unevenly apart.
        body_label.setFixedHeight(body_label.heightForWidth(width - 40))

    def set_blocked(self, reason: str | None) -> None:
        """Close the act with the reason beside it, or open it with None."""
        self.act_button.setEnabled(reason is None)
        self._reason.setText(reason or "")
        self.act_button.setAccessibleDescription(reason or "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (_first_in(self.fields) or self.act_button).setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self) -> bool:
        """Show and wait. True when the act was chosen."""
        return self.exec() == QDialog.DialogCode.Accepted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            writing = isinstance(self.focusWidget(), QPlainTextEdit)
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if self.focusWidget() is self.cancel_button:
                self.reject()
            elif (held or not writing) and self.act_button.isEnabled():
                self.accept()
            return
        super().keyPressEvent(event)


def _first_in(layout: QLayout) -> QWidget | None:
    """Return the first widget of a layout, which may begin with a row of its own."""
    first = layout.itemAt(0)
    if first is None:
        return None
    inside = first.layout()
    return first.widget() or (_first_in(inside) if inside is not None else None)
