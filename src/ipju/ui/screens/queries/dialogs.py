"""What is asked before a query goes out or its results come in; both stand in the ledger."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.services.queries import Scope
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.typed_fields import TextField

_NOTED = "장부에 남습니다."


class AskDialog(ActDialog):
    """Whom to ask, why, and about whom: `agreed(agency, reason, scope)`."""

    agreed = Signal(str, str, object)

    def __init__(self, items: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "조회 파일을 만듭니다",
            f"파일에는 {items}가 그대로 들어갑니다. 동의서를 모두 낸 세대의 세대구성원만 들어가고, "
            "신청마다 제3자 제공 기록이 남습니다.",
            "저장할 곳 고르기",
            parent=parent,
        )
        self.agency = TextField(
            "조회할 기관", required=True, placeholder="예: 사회보장정보원", help_text=_NOTED
        )
        self.reason = TextField(
            "사유", required=True, placeholder="예: 입주자격 소득·자산 조회", help_text=_NOTED
        )
        self.scope = ComboField("대상", [(one, one.label) for one in Scope])
        self.scope.set_value(Scope.OPEN)
        for one in (self.agency, self.reason, self.scope):
            self.fields.addWidget(one)

    def accept(self) -> None:
        """Go on when agency and reason are there."""
        for one, words in (
            (self.agency, "조회할 기관을 적으십시오."),
            (self.reason, "사유를 적으십시오."),
        ):
            if not one.text().strip():
                one.set_error(words)
                one.setFocus()
                return
        super().accept()
        self.agreed.emit(self.agency.text(), self.reason.text(), self.scope.value())


class UndoDialog(ActDialog):
    """Why the last file is taken back: `agreed(reason)`."""

    agreed = Signal(str)

    def __init__(self, file: str, cases: int, parent: QWidget | None = None) -> None:
        super().__init__(
            f"{cases:,}건에 받은 조회 결과를 되돌립니다",
            f"{file}에서 받은 값을 받기 전으로 돌립니다. 그 뒤에 고친 칸은 그대로 두고 보입니다. "
            "그 신청에 올린 결정은 효력을 잃고 다시 심사됩니다.",
            "되돌리기",
            parent=parent,
        )
        self.reason = TextField(
            "사유", required=True, placeholder="예: 다른 공고의 회신", help_text=_NOTED
        )
        self.fields.addWidget(self.reason)

    def accept(self) -> None:
        """Go on when the reason is there."""
        if not self.reason.text().strip():
            self.reason.set_error("되돌리는 사유를 적으십시오.")
            self.reason.setFocus()
            return
        super().accept()
        self.agreed.emit(self.reason.text())


class SourceDialog(ActDialog):
    """Whose answer it is and of which day: `agreed(source)`."""

    agreed = Signal(str)

    def __init__(self, cases: int, parent: QWidget | None = None) -> None:
        super().__init__(
            f"{cases:,}건에 조회 결과를 적습니다",
            "모두 적거나 하나도 적지 않습니다. 그 신청에 올린 결정은 효력을 잃고 다시 심사됩니다.",
            f"{cases:,}건에 적기",
            parent=parent,
        )
        self.source = TextField(
            "출처",
            required=True,
            placeholder="예: 사회보장정보원 2024-02-13 회신",
            help_text="신청마다 이력과 장부에 남습니다.",
        )
        self.fields.addWidget(self.source)

    def accept(self) -> None:
        """Go on when the source is there."""
        if not self.source.text().strip():
            self.source.set_error("어느 기관이 언제 회신했는지 적으십시오.")
            self.source.setFocus()
            return
        super().accept()
        self.agreed.emit(self.source.text())
