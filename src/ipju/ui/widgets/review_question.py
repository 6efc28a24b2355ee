"""A question only a person may answer: clause beside it, consequence on every choice, signed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ipju.ui.theme import current_theme
from ipju.ui.theme.tokens import EDGE
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label, Pane
from ipju.ui.widgets.typed_fields import TextField


class ReviewQuestion(Pane):
    """Open: question, quoted clause, radios, reason, 서명하고 답하기 (Ctrl+Enter), the officer.

    `choices` are pairs of (value, words that say the consequence). `answered(value, reason)`
    fires only with a choice and a reason; otherwise the missing one says so. After the
    answer is stored call `set_answered`; `set_voided` when the facts behind it changed.
    `reopened` when 다시 답하기 is pressed.
    """

    answered = Signal(object, str)
    reopened = Signal()

    def __init__(
        self,
        question: str,
        quote: str,
        choices: Sequence[tuple[object, str]],
        officer: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("rev", parent=parent)
        self._values = [value for value, _ in choices]
        self._words = [words for _, words in choices]
        self._open = QWidget()
        self._closed = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._open)
        outer.addWidget(self._closed)
        self._build_open(question, quote, officer)
        self._build_closed()
        self._closed.hide()
        self.setAccessibleName(f"판단 필요: {question}")
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.sign)

    def _build_open(self, question: str, quote: str, officer: str) -> None:
        column = QVBoxLayout(self._open)
        column.setContentsMargins(34, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(Label(question, bold=True, wrap=True))
        if quote:
            column.addWidget(Label(quote, tone="ink2", wrap=True))
        column.addSpacing(2)
        self._group = QButtonGroup(self)
        radios = QVBoxLayout()
        radios.setSpacing(0)
        column.addLayout(radios)
        for at, words in enumerate(self._words):
            radio = QRadioButton(words)
            self._group.addButton(radio, at)
            radios.addWidget(radio)
        self._group.idClicked.connect(self._on_choice)
        self._missing = Label("", tone="fail")
        self._missing.hide()
        column.addWidget(self._missing)
        self.reason = TextField("사유", placeholder="무엇을 보고 그렇게 판단했는지 적습니다")
        column.addWidget(self.reason)
        column.addSpacing(4)
        self.sign_button = Button("서명하고 답하기", "primary")
        self.sign_button.clicked.connect(self.sign)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.sign_button)
        foot.addWidget(KeyCap("Ctrl+Enter"))
        foot.addStretch(1)
        foot.addWidget(Label(officer, tone="ink2"))
        column.addLayout(foot)

    def _build_closed(self) -> None:
        row = QHBoxLayout(self._closed)
        row.setContentsMargins(34, 6, 12, 6)
        row.setSpacing(8)
        self._closed_mark = Mark("pas")
        self._closed_words = Label("", elide=True)
        self._closed_who = Label("", tone="ink3")
        again = Button("다시 답하기", "quiet")
        again.clicked.connect(self.reopened)
        row.addWidget(self._closed_mark)
        row.addWidget(self._closed_words, 1)
        row.addWidget(self._closed_who)
        row.addWidget(again)

    def choice(self) -> object:
        """The chosen value; None when nothing is chosen."""
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else None

    def choose(self, value: object) -> None:
        """Preselect a value; unknown values choose nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def focus_first(self) -> None:
        """Put the keys on the chosen radio, or the first one."""
        at = max(0, self._group.checkedId())
        self._group.button(at).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sign(self) -> None:
        """Answer, or say what is missing."""
        reason = self.reason.text().strip()
        if self._group.checkedId() < 0:
            self._say_missing("답을 하나 고르십시오.")
            self.focus_first()
        elif not reason:
            self._say_missing("")
            self.reason.set_error("사유를 적어야 서명할 수 있습니다.")
            self.reason.input.setFocus()
            self._resized()
        else:
            self.answered.emit(self.choice(), reason)

    def set_answered(self, words: str, who: str, when: str) -> None:
        """Collapse to one row: what was answered, by whom and when."""
        self._closed_mark.set_mark("pas", "답함")
        self._show_closed(words, f"{who} · {when}")

    def set_voided(self, why: str) -> None:
        """The answer no longer holds because the facts behind it changed."""
        self._closed_mark.set_mark("rev", "풀림")
        self._show_closed(why, "")

    def set_open(self) -> None:
        """Show the question again."""
        self._closed.hide()
        self._open.show()
        self.set_surface("rev")
        self._resized()

    def is_open(self) -> bool:
        """Whether the question still waits."""
        return not self._open.isHidden()

    def _show_closed(self, words: str, who: str) -> None:
        self._closed_words.setText(words)
        self._closed_who.setText(who)
        self._open.hide()
        self._closed.show()
        self._resized()

    def _on_choice(self) -> None:
        self._say_missing("")

    def _say_missing(self, text: str) -> None:
        self._missing.setText(text)
        self._missing.setVisible(bool(text))
        self._resized()

    def _resized(self) -> None:
        self.updateGeometry()
        viewport = self.parentWidget()
        view = viewport.parentWidget() if viewport is not None else None
        resize = getattr(view, "size_widget_rows", None)
        if resize is not None:
            resize()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme = current_theme()
        painter.fillRect(0, 0, EDGE, self.height(), theme.colour("rev"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()
