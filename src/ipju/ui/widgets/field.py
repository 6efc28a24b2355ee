"""A labelled field: label above, input, one help or error line below.

Contract shared by all fields: `set_value` never emits and never touches a text that is
being typed; `edited(object)` fires on every keystroke that changes the value to another
readable one; `committed(object)` fires when the field is left (or Enter pressed) with a
readable value other than the last one set or committed. A text that cannot be read stays
as typed, with its reason below, and emits neither; `bad_changed(bool)` tells.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ipju.ui.theme.tokens import CONTROL, LABEL_GAP
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.reading import Unreadable
from ipju.ui.widgets.surface import Label, restyle


class LabelledField(QWidget):
    """Base of every field; holds the label, the line below and the `bad` state."""

    edited = Signal(object)
    committed = Signal(object)
    bad_changed = Signal(bool)

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = control
        self._help = help_text
        self._help_tone = "ink2"
        self._error = ""
        self._echo = ""
        self._bad = False
        self._label = Label("", tone="ink2", elide=True)
        self._label.setBuddy(control)
        self._below = Label("", tone="ink2", elide=True)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_GAP)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addWidget(self._below)
        column.addStretch(1)
        control.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(60)
        self.setFocusProxy(control)
        self.set_label(label, required=required)
        self.set_help(help_text)

    def set_label(self, label: str, *, required: bool = False) -> None:
        """Change the words above; a required field says so in words to screen readers."""
        self._label.setText(f"{label} *" if required else label)
        self._control.setAccessibleName(f"{label}, 꼭 적음" if required else label)
        self.setAccessibleName(label)

    def label(self) -> str:
        """The words above the input."""
        return self._label.text().removesuffix(" *")

    def control(self) -> QWidget:
        """The widget that takes the keys."""
        return self._control

    def set_help(self, text: str, tone: str = "ink2") -> None:
        """A standing line below; `tone` may be rev for a boundary or pas for a match."""
        self._help, self._help_tone = text, tone
        self._show_below()

    def set_error(self, text: str | None) -> None:
        """Mark the field bad with a reason (also from outside, e.g. a refused save)."""
        self._error = text or ""
        self._set_bad(bool(text))
        self._show_below()

    def error(self) -> str:
        """The reason shown; empty when the field is well."""
        return self._error

    def is_bad(self) -> bool:
        """Whether the field shows an error."""
        return self._bad

    def line_below(self) -> str:
        """What the line below says now."""
        return self._below.text() if not self._below.isHidden() else ""

    def _set_echo_below(self, text: str) -> None:
        self._echo = text
        self._show_below()

    def _set_bad(self, bad: bool) -> None:
        if bad == self._bad:
            return
        self._bad = bad
        self._control.setProperty("bad", bad)
        restyle(self._control)
        self.bad_changed.emit(bad)

    def _show_below(self) -> None:
        text = self._error or self._echo or self._help
        tone = "fail" if self._error else "ink2" if self._echo else self._help_tone
        self._below.set_tone(tone)
        self._below.setText(text)
        self._below.setToolTip(text)
        self._below.setVisible(bool(text))
        self._control.setAccessibleDescription(text)


class TypedField(LabelledField):
    """A field whose text is read into a value by `read` and written back by `write`."""

    def __init__(
        self,
        label: str,
        read: Callable[[str], object],
        write: Callable[[object], str],
        *,
        echoes: bool = False,
        right: bool = False,
        placeholder: str = "",
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.input = LineInput()
        super().__init__(label, self.input, help_text=help_text, required=required, parent=parent)
        self._read, self._write, self._echoes = read, write, echoes
        self._base: object = None  # last value set or committed
        self._now: object = None  # last readable value
        if right:
            self.input.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.input.setPlaceholderText(placeholder)
        self.input.setMinimumHeight(CONTROL)
        self.input.textEdited.connect(self._on_typed)
        self.input.left.connect(self._on_left)
        self.input.escaped.connect(self._on_escape)

    def text(self) -> str:
        """What stands in the box, readable or not."""
        return self.input.text()

    def set_read_only(self, read_only: bool) -> None:
        """A read-only field can be focused and copied, not changed."""
        self.input.setReadOnly(read_only)
        restyle(self.input)

    def set_value(self, value: object) -> None:
        """Show a value. Ignored for the text (not for undo) while someone is typing here."""
        self._base = value
        if self.input.hasFocus() and self.input.isModified():
            return
        self._now = value
        shown = self._shown(value)
        if shown != self.input.text():
            self.input.setText(shown)
            self.input.setCursorPosition(0)
        self.input.setModified(False)
        self.input.set_echo("")
        self._echo = ""
        self.set_error(None)

    def _value(self) -> object:
        return None if self._unreadable() else self._now

    def _shown(self, value: object) -> str:
        return "" if value is None else self._write(value)

    def _unreadable(self) -> str:
        try:
            self._read(self.input.text())
        except Unreadable as error:
            return str(error)
        return ""

    def _on_typed(self, text: str) -> None:
        try:
            value = self._read(text)
        except Unreadable as error:
            self._show_echo("")
            if self._error:
                self.set_error(str(error))
            return
        self._show_echo(f"= {self._shown(value)}" if self._echoes and value is not None else "")
        self.set_error(None)
        if value != self._now:
            self._now = value
            self.edited.emit(value)

    def _show_echo(self, text: str) -> None:
        if text.removeprefix("= ") == self.input.text():
            text = ""
        self.input.set_echo(text)
        fits = self.input.echo_fits()
        below = "" if fits else text
        if below != self._echo:
            self._set_echo_below(below)

    def _on_left(self) -> None:
        if not self.input.isModified():
            return
        try:
            value = self._read(self.input.text())
        except Unreadable as error:
            self._show_echo("")
            self.set_error(str(error))
            return
        self._show_echo("")
        self.set_error(None)
        changed = value != self._base
        self._now = self._base = value
        shown = self._shown(value)
        if shown != self.input.text():
            self.input.setText(shown)
        self.input.setModified(False)
        if changed:
            self.committed.emit(value)

    def _on_escape(self) -> None:
        changed = self._now != self._base
        self._now = self._base
        self.input.setText(self._shown(self._base))
        self.input.setModified(False)
        self._show_echo("")
        self.set_error(None)
        if changed:
            self.edited.emit(self._base)
