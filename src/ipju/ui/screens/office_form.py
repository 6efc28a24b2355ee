"""업무 사무실: the form that makes the real office, or opens it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.typed_fields import TextField

SHORTEST_PASSWORD = 10
"""Characters; the password alone holds the key where there is no keyring."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who sits down at the real office, and the password; None where the keyring holds the key."""

    name: str
    password: str | None
    new: bool


class OfficeForm(QWidget):
    """`entered(Entry)` when name and password are complete; what is wrong stays at its field."""

    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = True
        self._by_keyring = False
        self.title = Label("업무 사무실", role="strong")
        self.words = Label("", tone="ink2", wrap=True)
        self.problem = Banner("fail", "")
        self.problem.hide()
        self.name = TextField("담당자 이름", required=True, max_length=40)
        self.password = _hidden("비밀번호")
        self.again = _hidden("비밀번호 한 번 더")
        self.act = Act("업무 사무실 만들기", "plain", shortcut=False)
        self.act.triggered.connect(self.submit)
        grid = FieldGrid()
        for field in (self.name, self.password, self.again):
            grid.add(field, 4)
            field.input.returnPressed.connect(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.words, self.problem, grid):
            column.addWidget(part)
        column.addLayout(line_of(self.act, None))

    def prepare(self, *, new: bool, by_keyring: bool) -> None:
        """Ask what this computer needs: a new office or its password; a keyring needs none."""
        self._new, self._by_keyring = new, by_keyring
        self.again.setVisible(new and not by_keyring)
        self.password.setVisible(not by_keyring)
        self.act.set_text("업무 사무실 만들기" if new else "업무 사무실 열기")
        if by_keyring:
            self.words.setText(
                "실제 신청인의 자료를 넣는 사무실입니다. 열쇠는 이 컴퓨터의 열쇠 보관함이 지킵니다."
            )
        elif new:
            self.words.setText(
                "실제 신청인의 자료를 넣는 사무실입니다. 쓸 수 있는 열쇠 보관함이 없어 "
                f"비밀번호가 열쇠가 됩니다({SHORTEST_PASSWORD}자 이상). "
                "잊으면 자료를 열 방법이 없으니 따로 적어 금고에 두십시오."
            )
        else:
            self.words.setText("이 컴퓨터의 업무 사무실을 비밀번호로 엽니다.")

    def submit(self) -> None:
        """Check what was typed and hand it over; errors stay at their field."""
        name, password = self.name.text().strip(), self.password.text()
        self.name.set_error(None if name else "답과 장부에 남을 이름을 적으십시오.")
        wrong: str | None = None
        if not self._by_keyring and not password:
            wrong = "비밀번호를 적으십시오."
        elif not self._by_keyring and self._new and len(password) < SHORTEST_PASSWORD:
            wrong = f"{SHORTEST_PASSWORD}자보다 짧습니다. 더 길게 정하십시오."
        self.password.set_error(wrong)
        differs = self._new and not self._by_keyring and password != self.again.text()
        self.again.set_error("위와 다릅니다. 같은 비밀번호를 적으십시오." if differs else None)
        if not name or wrong or differs:
            return
        self.problem.hide()
        self.act.set_blocked("여는 중")
        self.entered.emit(Entry(name, None if self._by_keyring else password, self._new))

    def refuse(self, said: str) -> None:
        """Say why the office did not open; the name stays, the password is typed anew."""
        self.act.set_blocked(None)
        self.problem.say("fail", said)
        self.problem.show()
        self._forget()
        self.password.setFocus()

    def finish(self) -> None:
        """Forget the password; the office is open."""
        self.act.set_blocked(None)
        self._forget()

    def _forget(self) -> None:
        for field in (self.password, self.again):
            field.input.clear()


def _hidden(label: str) -> TextField:
    field = TextField(label, required=True, max_length=200)
    field.input.setEchoMode(QLineEdit.EchoMode.Password)
    return field
