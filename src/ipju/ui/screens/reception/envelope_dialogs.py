"""What an envelope asks in a dialog: whose signature, what is not shown, what came instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ipju.ui.dialogs.base import ActDialog
from ipju.ui.screens.reception.key_table import KeyTable
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label
from ipju.ui.widgets.table_model import Column, Row
from ipju.ui.widgets.typed_fields import TextField


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that is turned over by its number: `word`, how it stands, and its mark."""

    word: str
    stands: str
    mark: str


class TickDialog(QDialog):
    """Numbered things, each turned over by its digit or Space; Enter goes back to the list.

    `read` gives them as they stand, `turn(at)` turns one over: it is stored at once.
    """

    def __init__(
        self,
        title: str,
        body: str,
        read: Callable[[], Sequence[Tick]],
        turn: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(520)
        self._read, self._turn = read, turn
        self.table = KeyTable(
            (Column("번", 40, "r"), Column("무엇"), Column("지금", 200)), name=title, parent=self
        )
        self.table.typed.connect(self._on_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(Label(title, role="strong"))
        column.addWidget(Label(body, tone="ink2", elide=True))
        column.addWidget(self.table)
        column.addWidget(KeyHints(("번호", "바꾸기"), ("Space", "바꾸기"), ("Enter", "돌아가기")))
        self.refresh()
        self.table.fit_height(10)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show how each thing stands now."""
        rows: list[Row] = [
            {
                "id": str(at),
                "cells": (
                    {"t": str(at + 1), "tone": "ink3", "align": "r", "keep": True},
                    {"t": one.word, "bold": True},
                    {"t": one.stands, "mark": one.mark},
                ),
            }
            for at, one in enumerate(self._read())
        ]
        self.table.set_rows(rows)
        self.table.show_keys()

    def _on_key(self, name: str) -> None:
        if name in ("enter", "escape"):
            self.accept()
            return
        at = int(name) - 1 if name.isdecimal() else -1
        if name == "space" and self.table.current_id():
            at = int(self.table.current_id())
        if 0 <= at < len(self.table.rows_model.rows()):
            self.table.select_id(str(at))
            self._turn(at)
            self.refresh()


class WrongKindDialog(ActDialog):
    """Asks which paper lay in the envelope instead; an empty name says that the right one came."""

    def __init__(self, wanted: str, came: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "종류 다름",
            f"{wanted} 대신 봉투에 든 서류의 이름을 적습니다. 비우면 맞는 서류로 되돌립니다.",
            "적기",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = TextField("봉투에 든 서류", max_length=60)
        self.name.set_value(came or None)
        self.fields.addWidget(self.name)
        self.name.input.selectAll()

    def came(self) -> str:
        """The name of the paper that came; empty for the right one."""
        return self.name.input.text().strip()


class ReasonDialog(ActDialog):
    """Asks why; the act stays closed until a reason is written."""

    def __init__(self, title: str, body: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(title, body, act, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.why = TextField("사유", required=True)
        self.why.input.textChanged.connect(self._weigh)
        self.fields.addWidget(self.why)
        self._weigh("")

    def reason(self) -> str:
        """The reason as typed."""
        return self.why.input.text().strip()

    def _weigh(self, text: str) -> None:
        self.set_blocked(None if text.strip() else "사유를 적으십시오.")


class OutDialog(ReasonDialog):
    """Asks why a scan is taken out of its case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        body = "이 사례에서 꺼내 스캔함으로 되돌립니다. 사유가 장부에 남습니다."
        super().__init__("스캔 꺼내기", body, "꺼내기", parent)


class DiscardDialog(ReasonDialog):
    """Asks why a scan of the tray is thrown away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        body = "스캔함에서 아주 지웁니다. 되돌릴 수 없고 사유가 장부에 남습니다."
        super().__init__("스캔 버리기", body, "버리기", parent)
