"""What lies under one finding: questions, answers, remarks to confirm, the opened 왜?."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QRadioButton, QVBoxLayout, QWidget

from ipju.domain.finding import Finding, Target
from ipju.domain.notice import Notice
from ipju.ui.screens.judgement.questions import Asked, Key, answer_words, answered_when
from ipju.ui.screens.judgement.reasons import Reasons
from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import EDGE
from ipju.ui.widgets.review_question import ReviewQuestion
from ipju.ui.widgets.surface import Label

_INDENT = 34
_RADIO = 34


@dataclass(frozen=True, slots=True)
class Below:
    """What is to stand under a finding. `lines` are quiet; `why` is the finding to explain."""

    asked: tuple[Asked, ...] = ()
    lines: tuple[str, ...] = ()
    why: Finding | None = None
    tint: str = ""

    def __bool__(self) -> bool:
        return bool(self.asked or self.lines or self.why)


class _Question(ReviewQuestion):
    """A review question whose edge is loud only while it waits."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_open():
            super().paintEvent(event)
        else:
            QFrame.paintEvent(self, event)


class _Lines(QWidget):
    """Quiet one-line remarks under a finding, each with its whole text as tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INDENT, 3, 12, 4)
        self._column.setSpacing(2)
        self._labels: list[Label] = []
        self.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines; none hides the part."""
        while len(self._labels) < len(lines):
            label = Label("", tone="ink2", elide=True)
            self._labels.append(label)
            self._column.addWidget(label)
        for at, label in enumerate(self._labels):
            text = lines[at] if at < len(lines) else ""
            label.setText(text)
            label.setToolTip(text)
            label.setVisible(bool(text))
        self.setVisible(bool(lines))


class FindingDetail(QWidget):
    """The widget under a finding. `answered(asked, choice, reason)`, `target_pressed(target)`."""

    answered = Signal(object, str, str)
    target_pressed = Signal(object)
    resized = Signal()

    def __init__(self, officer: str, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._officer = officer
        self._notice = notice
        self._below = Below()
        self._body = QWidget(self)
        self._reasons: Reasons | None = None
        self._questions: dict[Key, ReviewQuestion] = {}
        self._asked: dict[Key, Asked] = {}
        self._lines = _Lines()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._lines)

    def show_below(self, below: Below) -> None:
        """Show this; questions that stand already keep what was typed into them."""
        if below == self._below:
            return
        before, self._below = self._below, below
        self._show_questions(below.asked)
        self._lines.show_lines(() if below.why else below.lines)
        if below.why != before.why:
            self._show_reasons(below.why)
        self.update()
        self.size_widget_rows()

    def question(self, key: Key) -> ReviewQuestion | None:
        """The question with this key, if it stands here."""
        return self._questions.get(key)

    def first_open(self) -> ReviewQuestion | None:
        """The first question that waits for an answer."""
        return next((one for one in self._questions.values() if one.is_open()), None)

    def size_widget_rows(self) -> None:
        """Ask for another height; the questions within call this when they grow."""
        self.updateGeometry()
        self.resized.emit()

    def _show_questions(self, asked: tuple[Asked, ...]) -> None:
        keys = [one.key for one in asked]
        for gone in [key for key in self._questions if key not in keys]:
            self._drop(gone)
        for at, one in enumerate(asked):
            standing = self._asked.get(one.key)
            if standing is None or standing.question != one.question:
                self._ask(one, at)
            if standing is None or standing.answer != one.answer:
                self._show_answer(self._questions[one.key], one)
            self._asked[one.key] = one

    def _ask(self, asked: Asked, at: int) -> None:
        question = asked.question
        made = _Question(
            question.text,
            f"{asked.clause} “{question.quote}”" if question.quote else asked.clause,
            [(one.id, one.text) for one in question.choices],
            self._officer,
        )
        old = self._questions.get(asked.key)
        if old is not None:
            made.choose(old.choice())
            made.reason.set_value(old.reason.text() or None)
            self._drop(asked.key)
        made.reopened.connect(made.set_open)
        made.reopened.connect(made.focus_first)
        made.answered.connect(lambda value, why, key=asked.key: self._on_answered(key, value, why))
        self._questions[asked.key] = made
        self._column.insertWidget(at, made)
        self._fold(made)

    def _show_answer(self, question: ReviewQuestion, asked: Asked) -> None:
        if asked.answer is None:
            question.set_open()
            return
        question.choose(asked.answer.choice)
        question.set_answered(
            answer_words(asked), asked.answer.officer, answered_when(asked.answer)
        )
        question.set_surface("panel")

    def _on_answered(self, key: Key, value: object, reason: str) -> None:
        self.answered.emit(self._asked[key], str(value), reason)

    def _drop(self, key: Key) -> None:
        widget = self._questions.pop(key)
        self._asked.pop(key, None)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _show_reasons(self, finding: Finding | None) -> None:
        if self._reasons is not None:
            self._column.removeWidget(self._reasons)
            self._reasons.hide()
            self._reasons.deleteLater()
            self._reasons = None
        if finding is not None:
            self._reasons = Reasons(finding, self._notice, self._go)
            self._column.addWidget(self._reasons)

    def _go(self, target: Target) -> None:
        self.target_pressed.emit(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            for one in self._questions.values():
                self._fold(one)

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter belongs to the question the keys are in, not to the primary act of the case,
        # which has the same key: two shortcuts for one key would make Qt run neither.
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _signs(event) and self._focused():
            event.accept()
            return True
        # A text that folds or a part that opens is known to the layout only after its own turn.
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        question = self._focused() if _signs(event) else None
        if question is None:
            super().keyPressEvent(event)
        else:
            question.sign()

    def _focused(self) -> ReviewQuestion | None:
        focused = QApplication.focusWidget()
        for one in self._questions.values():
            if focused is not None and one.is_open() and one.isAncestorOf(focused):
                return one
        return None

    def _fold(self, question: ReviewQuestion) -> None:
        """Break long choices at their words: a radio button does not wrap by itself."""
        room = max(160, (self.width() or 400) - _INDENT - 12 - _RADIO)
        for radio in question.findChildren(QRadioButton):
            whole = radio.text().replace("\n", " ")
            radio.setText(folded(whole, room))
            radio.setAccessibleName(whole)
            radio.setStyleSheet("QRadioButton { outline: 0; }")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        grounds = {"fail": "failbg", "rev": "revbg"}
        painter.fillRect(self.rect(), theme.colour(grounds.get(self._below.tint, "panel")))
        if self._below.tint:
            painter.fillRect(0, 0, EDGE, self.height(), theme.colour(self._below.tint))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        painter.end()


def _signs(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return pressed == control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def folded(text: str, width: int) -> str:
    """Return `text` broken into lines of at most `width` px, at its spaces (어절)."""
    metrics = QFontMetrics(font())
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)
