"""What the program says of itself: banner, empty place, toast, progress."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ipju.ui.theme import current_theme
from ipju.ui.theme.tokens import EDGE, RADIUS_TOAST, TOAST_MS
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.marks import MARK_TONES, Mark
from ipju.ui.widgets.surface import Label, Pane, fill


class Banner(Pane):
    """A line that stays until solved: tone rev, fail or pas, with at most one act.

    `acted` when the act is pressed. Never covers content: put it into the layout. With `wrap`
    it takes a second line where it is narrow.
    """

    acted = Signal()

    def __init__(
        self,
        tone: str,
        text: str,
        act: str = "",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(tone, parent=parent)
        self._tone = tone
        self._mark = Mark(tone, parent=self)
        self._text = Label(text, elide=not wrap, wrap=wrap)
        self._act = Button(act, "quiet")
        self._act.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        if wrap:
            self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self.setMinimumHeight(42)
        else:
            self.setFixedHeight(42)
        self.say(tone, text, act)

    def say(self, tone: str, text: str, act: str = "") -> None:
        """Show another message in the same place."""
        self._tone = tone
        self.set_surface(tone)
        self._mark.set_mark(tone)
        self._text.setText(text)
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """The message."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, EDGE, self.height(), current_theme().colour(MARK_TONES[self._tone]))
        painter.end()


class EmptyState(Pane):
    """What is missing here and how to begin; at most two acts.

    `first_pressed`, `second_pressed`. `key` is printed beside the first act and bound to it.
    """

    first_pressed = Signal()
    second_pressed = Signal()

    def __init__(
        self,
        title: str,
        body: str,
        first: str = "",
        second: str = "",
        *,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self._title = Label(title, role="strong")
        self._body = Label(body, tone="ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._body)
        self.first: Act | None = None
        self.second: Button | None = None
        acts = QHBoxLayout()
        acts.setSpacing(8)
        if first:
            self.first = Act(first, "primary", key=key)
            self.first.triggered.connect(self.first_pressed)
            acts.addWidget(self.first)
        if second:
            self.second = Button(second)
            self.second.clicked.connect(self.second_pressed)
            acts.addWidget(self.second)
        acts.addStretch(1)
        if first or second:
            column.addSpacing(4)
            column.addLayout(acts)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)

    def say(self, title: str, body: str) -> None:
        """Change the words."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self._title.setText(title)
        self._body.setText(body)


class _OnToast(Button):
    """The act on the toast, in the toast's own colours."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "quiet", parent=parent)

    def recolour(self, text: QColor) -> None:
        """Follow the theme: text like the toast's, nothing behind it."""
        self.setStyleSheet(
            f"QPushButton{{color:{text.name()};background:transparent;}}"
            f"QPushButton:hover{{background:transparent;}}"
            f"QPushButton:focus{{border:2px solid {text.name()};}}"
        )


class Toast(QWidget):
    """An act that can be undone was done: bottom centre of `host`, 8 s, `되돌리기 Ctrl+Z`.

    `undo` when pressed. The window keeps Ctrl+Z itself; errors never come here.
    """

    undo = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._text = Label("", elide=True)
        self._act = _OnToast(self)
        self._act.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 6, 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        self.setFixedHeight(34)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, act: str = "되돌리기 Ctrl+Z", ms: int = TOAST_MS) -> None:
        """Say what was done; a newer message replaces the one standing."""
        ink = current_theme().colour("ontoast")
        self._text.setText(text)
        self._text.setStyleSheet(f"color:{ink.name()};")
        self._act.setText(act)
        self._act.recolour(ink)
        self._act.setVisible(bool(act))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(ms)

    def text(self) -> str:
        """The message standing or last shown."""
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().colour("toast"))
        painter.drawRoundedRect(self.rect(), RADIUS_TOAST, RADIUS_TOAST)
        painter.end()

    def _on_undo(self) -> None:
        self.hide()
        self.undo.emit()

    def _place(self) -> None:
        host = self._host
        wanted = self._text.sizeHint().width() + self._act.sizeHint().width() + 60
        width = min(max(320, wanted), host.width() - 32)
        self.setGeometry(
            (host.width() - width) // 2, host.height() - self.height() - 16, width, self.height()
        )


class ProgressPanel(Pane):
    """Long work: what, how many of how many, time left, 멈추기; then what was done and what not.

    `stop_requested` while running, `act_pressed` on the ended line. The end stays until read.
    """

    stop_requested = Signal()
    act_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", boxed=True, parent=parent)
        self._began = 0.0
        self._total = 0
        self._running = False
        self._mark = Mark("pas", parent=self)
        self._title = Label("", bold=True)
        self._count = Label("", tone="ink2")
        self._left = Label("", tone="ink2")
        self._act = Button("멈추기", "quiet")
        self._act.clicked.connect(self._on_act)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._detail = Label("", tone="ink2", wrap=True)
        head = QHBoxLayout()
        fill(head, self._mark, self._title, self._count, None, self._left, self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def start(self, title: str, total: int = 0) -> None:
        """Begin; `total` 0 means that the number is not known yet."""
        self._began = time.monotonic()
        self._total, self._running = total, True
        self._mark.hide()
        self._detail.hide()
        self._bar.show()
        self._title.set_tone("ink")
        self._title.setText(title)
        self._act.setText("멈추기")
        self._act.setEnabled(True)
        self._act.show()
        self.set_progress(0, total)
        self.show()

    def set_progress(self, done: int, total: int) -> None:
        """`done` of `total`."""
        self._total = total
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(f"{done:,} / {total:,}" if total else "세는 중")
        spent = time.monotonic() - self._began
        left = ""
        if done and total > done and spent > 0.5:
            seconds = max(1, round(spent * (total - done) / done))
            left = f"약 {seconds}초 남음" if seconds < 90 else f"약 {round(seconds / 60)}분 남음"
        self._left.setText(left)

    def finish(self, mark: str, summary: str, detail: str = "", act: str = "") -> None:
        """End: `pas` all done, `rev` some not done, `fail` nothing done; why, and one act."""
        self._running = False
        self._bar.hide()
        self._left.setText("")
        self._count.setText("")
        self._mark.set_mark(mark)
        self._mark.show()
        self._title.set_tone(MARK_TONES.get(mark, "ink"))
        self._title.setText(summary)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._act.setText(act)
        self._act.setEnabled(True)
        self._act.setVisible(bool(act))
        self.setAccessibleName(f"{summary} {detail}".strip())

    def is_running(self) -> bool:
        """Whether work is going on."""
        return self._running

    def summary(self) -> str:
        """The heading as shown."""
        return self._title.text()

    def _on_act(self) -> None:
        if self._running:
            self._act.setText("멈추는 중")
            self._act.setEnabled(False)
            self.stop_requested.emit()
        else:
            self.act_pressed.emit()


class KeyHints(QWidget):
    """Keys and what they do, in one line: pairs such as ("F8", "다음 판단")."""

    def __init__(self, *hints: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, word in hints:
            row.addWidget(KeyCap(key))
            if word:
                row.addWidget(Label(word, tone="ink2"))
            row.addSpacing(6)
        row.addStretch(1)
