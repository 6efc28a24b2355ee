"""The foot of 결재: sending back with its reason on a line of its own, approving below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.icons import Icon
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.surface import Label, Pane, line_of, restyle

_NARROW = 800
FREE = "올린 사람·고친 사람이 아니므로 결재할 수 있습니다."


class ActsFoot(Pane):
    """`approve_wanted`, `approve_chosen_wanted`; `send_back_wanted(reason)`,

    `refuse_wanted(reason)` with a reason only.
    """

    approve_wanted = Signal()
    approve_chosen_wanted = Signal()
    send_back_wanted = Signal(str)
    refuse_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.reason = LineInput()
        self.reason.setPlaceholderText("되돌리거나 반려할 때 적습니다. 올린 사람에게 보입니다.")
        self.reason.setAccessibleName("되돌림 사유")
        self.reason.textEdited.connect(lambda _text: self._mark_reason(bad=False))
        self._reason_word = Label("되돌림 사유", tone="ink2")
        self.send_back = Act("되돌리기", key="Ctrl+R", icon_name="back")
        self.refuse = Act("반려", "quiet", key="Ctrl+Shift+R")
        self.send_back.triggered.connect(lambda: self._turn_down(self.send_back_wanted.emit))
        self.refuse.triggered.connect(lambda: self._turn_down(self.refuse_wanted.emit))
        self._icon = Icon("check", tone="pas", size=15)
        self._lock = Icon("lock", tone="ink2", size=15)
        self.words = Label("", tone="ink2", elide=True)
        self.one = Act("이 건 승인", "primary", key="Ctrl+Enter")
        self.many = Act("고른 0건 승인", key="Ctrl+Shift+Enter")
        self.one.triggered.connect(self.approve_wanted)
        self.many.triggered.connect(self.approve_chosen_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 16, 8)
        column.setSpacing(6)
        first = line_of(self._reason_word, self.reason, self.send_back, self.refuse)
        first.setStretch(1, 1)
        column.addLayout(first)
        second = line_of(self._icon, self._lock, self.words, self.one, self.many)
        second.setStretch(2, 1)
        column.addLayout(second)
        self._count = 0
        self._blocked = ""
        self.allow("", 0)

    def allow(self, blocked: str | None, chosen: int, *, busy: bool = False) -> None:
        """Open or close the acts: `blocked` says why this one can't be decided (None: no one)."""
        self._count, self._blocked = chosen, blocked or ""
        free = blocked == "" and not busy
        for act in (self.one, self.send_back, self.refuse):
            act.button.setEnabled(free)
            act.button.setAccessibleDescription(self._blocked)
        self.reason.setEnabled(free)
        self.many.set_text(f"고른 {chosen}건 승인")
        self.many.button.setEnabled(chosen > 0 and not busy)
        self.many.button.setToolTip("" if chosen else "왼쪽에서 Space로 고릅니다.")
        self.words.setText("하는 중" if busy else self._blocked or (FREE if free else ""))
        self._icon.setVisible(free)
        self._lock.setVisible(bool(self._blocked))
        self._mark_reason(bad=False)

    def ask_reason(self) -> None:
        """Go to the line where the reason is typed."""
        self.reason.setFocus()

    def clear_reason(self) -> None:
        """Let go of what was typed."""
        self.reason.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reason_word.setVisible(event.size().width() >= _NARROW)

    def _turn_down(self, wanted: Callable[[str], object]) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._mark_reason(bad=True)
            self.words.setText("사유를 적어야 되돌리거나 반려할 수 있습니다.")
            self._icon.hide()
            self.reason.setFocus()
            return
        wanted(reason)

    def _mark_reason(self, *, bad: bool) -> None:
        if self.reason.property("bad") == bad:
            return
        self.reason.setProperty("bad", bad)
        restyle(self.reason)
        self.words.set_tone("fail" if bad else "ink2")
        if not bad:
            self.words.setText(self._blocked or FREE)
            self._icon.setVisible(not self._blocked)
