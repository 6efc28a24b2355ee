"""The steps of the first start that ask: the office and its first account, and the key's place."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from ipju.ui.theme import font
from ipju.ui.widgets.grid import FieldGrid
from ipju.ui.widgets.marks import Mark
from ipju.ui.widgets.new_password import NewPassword
from ipju.ui.widgets.surface import Label, line_of
from ipju.ui.widgets.typed_fields import TextField

_KEYRINGS = {
    "win32": "Windows 자격 증명 관리자",
    "darwin": "macOS 키체인",
}


@dataclass(frozen=True, slots=True)
class Founder:
    """The office to be made, and the first 관리 account."""

    office: str
    login: str
    name: str
    department: str
    phone: str
    password: str


def keyring_name() -> str:
    """What people call the keyring of this computer's system."""
    return _KEYRINGS.get(sys.platform, "데스크톱의 열쇠 보관함(Secret Service)")


def _no_blank(text: str) -> str | None:
    return "빈칸 없이 적으세요." if any(one.isspace() for one in text) else None


class OfficeStep(QWidget):
    """Step 1: what the office is called and who its first 관리 is. `entered` on Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = TextField("사무실 이름", required=True, max_length=60)
        self.office.set_help("복구 열쇠 용지에 적힙니다.")
        self.department = TextField("부서", required=True, max_length=60)
        self.department.set_help("통지문에 담당 부서로 적힙니다.")
        self.login = TextField("아이디", required=True, max_length=40, check=_no_blank)
        self.login.set_help("들어올 때 적습니다.")
        self.name = TextField("이름", required=True, max_length=40)
        self.phone = TextField("전화", required=True, max_length=20, placeholder="02-0000-0000")
        self.password = NewPassword()
        grid = FieldGrid()
        grid.add(self.office, 6)
        grid.add(self.department, 6)
        grid.add(self.login, 4)
        grid.add(self.name, 4)
        grid.add(self.phone, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            Label(
                "처음 만드는 계정은 관리입니다. 계정과 설정을 맡고 사례는 보지 않습니다. "
                "담당과 결재 계정은 사무실을 만든 뒤 관리 자리에서 엽니다.",
                tone="ink2",
                wrap=True,
            )
        )
        column.addWidget(grid)
        column.addWidget(self.password)
        column.addStretch(1)
        self.setFocusProxy(self.office)
        self._needed = (
            (self.office, "사무실 이름을 적으세요."),
            (self.department, "부서를 적으세요."),
            (self.login, "아이디를 적으세요."),
            (self.name, "이름을 적으세요."),
            (self.phone, "전화번호를 적으세요."),
        )
        for field, _words in self._needed:
            field.input.returnPressed.connect(self.entered)
        self.password.entered.connect(self.entered)
        for field in (self.login, self.name):
            field.input.textChanged.connect(self._tell_owner)

    def check(self) -> bool:
        """Tell whether all is there; what is wrong shows at its field, the first takes the keys."""
        wrong: list[TextField] = []
        for field, words in self._needed:
            text = field.text().strip()
            said = _no_blank(text) if text and field is self.login else None
            field.set_error(said if text else words)
            if said or not text:
                wrong.append(field)
        good = self.password.check()
        if wrong:
            wrong[0].setFocus()
        return good and not wrong

    def founder(self) -> Founder:
        """What was typed."""
        office, department, login, name, phone = (
            field.text().strip() for field, _words in self._needed
        )
        return Founder(office, login, name, department, phone, self.password.password())

    def clear(self) -> None:
        """Forget what was typed."""
        for field, _words in self._needed:
            field.set_value(None)
            field.input.clear()
        self.password.clear()

    def _tell_owner(self) -> None:
        self.password.set_owner(self.login.text().strip(), self.name.text().strip())


class KeyStep(QWidget):
    """Step 2: where the key will be kept. Without a keyring the password alone must be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._approved: bool | None = None
        self.mark = Mark("mis", parent=self)
        self.head = Label("열쇠 보관함을 찾는 중입니다.", bold=True, elide=True)
        self.body = Label("", tone="ink2", wrap=True)
        self.alone = QRadioButton("알았습니다. 비밀번호만으로 지킵니다.")
        self.alone.setFont(font())
        self.alone.setAutoExclusive(False)
        self.alone.hide()
        self.problem = Label("", tone="fail")
        self.problem.hide()
        self.alone.toggled.connect(self.problem.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = line_of(self.mark)
        head.addWidget(self.head, 1)
        column.addLayout(head)
        for part in (self.body, self.alone, self.problem):
            column.addWidget(part)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(self.alone)

    def prepare(self, approved: bool) -> None:
        """Say what this computer can do."""
        self._approved = approved
        self.mark.set_mark("pas" if approved else "rev")
        self.alone.setVisible(not approved)
        if approved:
            self.head.setText(f"열쇠의 반쪽을 {keyring_name()}에 둡니다.")
            self.body.setText(
                "자료는 언제나 암호화해 저장합니다. 자료를 열려면 각자의 비밀번호와 이 컴퓨터의 "
                "열쇠 보관함이 함께 있어야 합니다. 디스크만 훔치거나 비밀번호만 알아서는 "
                "열리지 않습니다. 컴퓨터를 잃거나 바꾸면 다음 단계의 복구 열쇠로 엽니다."
            )
        else:
            self.head.setText(
                "이 컴퓨터에는 쓸 수 있는 열쇠 보관함이 없어 비밀번호만으로 지킵니다."
            )
            self.body.setText(
                "자료는 언제나 암호화해 저장하지만, 디스크와 비밀번호를 함께 얻은 사람은 자료를 "
                "열 수 있습니다. 그래서 비밀번호가 길고 남이 모르는 것이어야 합니다. "
                "열쇠 보관함이 있는 컴퓨터에서 만들면 더 안전합니다. "
                "그래도 여기서 만들려면 아래를 고르세요."
            )

    def check(self) -> bool:
        """Tell whether the key has a place, chosen knowingly where there is no keyring."""
        chosen = bool(self._approved) or self.alone.isChecked()
        waiting = self._approved is None
        self.problem.setText(
            "아직 찾는 중입니다. 잠시 뒤에 다시 누르세요."
            if waiting
            else "비밀번호만으로 지키는 것을 직접 고르셔야 합니다."
        )
        self.problem.setVisible(not chosen)
        if not chosen and not waiting:
            self.alone.setFocus()
        return chosen
