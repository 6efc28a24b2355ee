"""A new password (새 비밀번호), typed twice, with what it must be shown while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipju.services.passwords import LONGEST, SHORTEST, weakness
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.typed_fields import TextField

_RULES = (f"{SHORTEST}자 이상", "짐작하기 어려움", "두 번 같음")


def password_field(label: str) -> TextField:
    """Return a field whose text is hidden and taken exactly as it is typed."""
    field = TextField(label, required=True, max_length=LONGEST + 1)
    field.input.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def forget(field: TextField) -> None:
    """Empty a password field, and its undo."""
    field.input.clear()
    field.input.setModified(False)
    field.set_error(None)


class NewPassword(QWidget):
    """Two fields and what is asked of them. `changed` at every key; `entered` on Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self, label: str = "비밀번호", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._login = self._name = ""
        self.first = password_field(label)
        self.again = password_field(f"{label} 한 번 더")
        grid = FieldGrid()
        grid.add(self.first, 6)
        grid.add(self.again, 6)
        self._rules: list[tuple[Mark, Label]] = []
        rules = QHBoxLayout()
        rules.setContentsMargins(0, 0, 0, 0)
        rules.setSpacing(6)
        for words in _RULES:
            pair = Mark("na", parent=self), Label(words, tone="ink2")
            self._rules.append(pair)
            rules.addWidget(pair[0])
            rules.addWidget(pair[1])
            rules.addSpacing(10)
        rules.addStretch(1)
        self.reason = Label("", tone="ink2", wrap=True)
        self.reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(grid)
        column.addLayout(rules)
        column.addWidget(self.reason)
        self.setFocusProxy(self.first)
        for field in (self.first, self.again):
            field.input.textChanged.connect(self._on_typed)
            field.input.returnPressed.connect(self.entered)
        self._show_rules()

    def set_owner(self, login: str, name: str) -> None:
        """Say whose password it is: neither login nor name may stand in it."""
        self._login, self._name = login, name
        self._show_rules()

    def password(self) -> str:
        """What was typed first, exactly."""
        return self.first.input.text()

    def check(self) -> bool:
        """Tell whether the password will do; what is wrong shows at its field, which takes keys."""
        weak = weakness(self.password(), self._login, self._name)
        differs = not weak and self.password() != self.again.input.text()
        self.first.set_error(_first_sentence(weak) or None)
        self.reason.setVisible(bool(weak))
        self.again.set_error("위와 다릅니다. 같은 비밀번호를 적으세요." if differs else None)
        if weak or differs:
            (self.first if weak else self.again).setFocus()
        return not weak and not differs

    def rules(self) -> dict[str, bool]:
        """What is asked, and whether it is so."""
        return {label.text(): mark.mark() == "pas" for mark, label in self._rules}

    def clear(self) -> None:
        """Forget what was typed."""
        forget(self.first)
        forget(self.again)

    def _on_typed(self) -> None:
        for field in (self.first, self.again):
            field.set_error(None)
        self._show_rules()
        self.changed.emit()

    def _show_rules(self) -> None:
        password = self.password()
        weak = weakness(password, self._login, self._name)
        long_enough = len(password) >= SHORTEST
        # At the field there is room for a few words only; the way out stands below, whole.
        self.reason.setText(weak)
        self.reason.setVisible(bool(weak) and long_enough)
        kept = (
            long_enough,
            not weak,
            bool(password) and password == self.again.input.text(),
        )
        for (mark, label), yes in zip(self._rules, kept, strict=True):
            mark.set_mark("pas" if yes else "na", "됨" if yes else "아직")
            label.set_tone("pas" if yes else "ink2")


def _first_sentence(words: str) -> str:
    head, dot, _rest = words.partition(". ")
    return f"{head}." if dot else words
