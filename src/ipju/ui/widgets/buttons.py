"""Buttons: primary, plain, quiet and icon; and `Act`, a button that says why it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import CONTROL, ICON
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.icons import icon
from ipju.ui.widgets.surface import Label, restyle

_ICON_TONES = {"primary": "onaccent", "plain": "ink2", "quiet": "accent", "icon": "ink2"}


class Button(QPushButton):
    """A verb with its object. `kind`: primary, plain, quiet, icon (28 px, needs `name`).

    Return and Enter press it as Space does, so that keyboards need one habit only.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "plain",
        *,
        icon_name: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(ICON, ICON))
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name)
        if kind == "icon":
            self.setFixedSize(28, 28)
        else:
            self.setFixedHeight(CONTROL)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Change the loudness."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.setFont(font(bold=kind == "primary"))
        restyle(self)
        self._refresh_icon()

    def set_icon(self, icon_name: str) -> None:
        """Change the icon; an empty name takes it away."""
        self._icon_name = icon_name
        self._refresh_icon()

    def _refresh_icon(self) -> None:
        if self._icon_name:
            tone = _ICON_TONES[self._kind] if self.isEnabled() else "ink3"
            self.setIcon(icon(self._icon_name, tone))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._refresh_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind == "primary" and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current_theme().colour("onaccent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2.5, 2.5)
            painter.end()


class Act(QWidget):
    """A button with its key printed beside it and, when closed, the reason instead.

    `triggered` comes from a click, Space, Enter or the key `key` anywhere in the window.
    """

    triggered = Signal()

    def __init__(
        self,
        text: str,
        kind: str = "plain",
        *,
        key: str = "",
        icon_name: str = "",
        shortcut: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.button = Button(text, kind, icon_name=icon_name)
        self._cap = KeyCap(key) if key else None
        self._reason = Label("", tone="ink2", elide=True)
        self._reason.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        if self._cap is not None:
            row.addWidget(self._cap)
        row.addWidget(self._reason)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self.triggered)
        self._shortcuts: list[QShortcut] = []
        if key and shortcut:
            sequence = key.replace("Enter", "Return")
            for one in dict.fromkeys((sequence, key)):
                bound = QShortcut(QKeySequence(one), self)
                bound.setContext(Qt.ShortcutContext.WindowShortcut)
                # A key held down is one act: the next thing in view was not looked at yet.
                bound.setAutoRepeat(False)
                bound.activated.connect(self._by_key)
                self._shortcuts.append(bound)

    def _by_key(self) -> None:
        """Act by the key; the syllable that is still being composed belongs to what was typed."""
        QGuiApplication.inputMethod().commit()
        self.button.click()

    def set_blocked(self, reason: str | None) -> None:
        """Close the act and say why beside it, or open it again with None."""
        self.button.setEnabled(reason is None)
        self._reason.setText(reason or "")
        self._reason.setVisible(bool(reason))
        self.button.setAccessibleDescription(reason or "")
        if self._cap is not None:
            self._cap.setVisible(not reason)

    def blocked_reason(self) -> str:
        """Why the act is closed; empty when it is open."""
        return self._reason.text()

    def set_text(self, text: str) -> None:
        """Change the words on the button."""
        self.button.setText(text)
