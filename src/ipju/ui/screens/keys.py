"""F1: the keys of the desk, on one page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.surface import Label

GROUPS: Final = (
    (
        "어디서나",
        (
            ("Ctrl+K", "찾기"),
            ("Alt+1 · 9 · 3", "오늘, 접수, 심사"),
            ("Alt+2 · 6", "선정, 임대"),
            ("Alt+4 · 0 · 5", "결재, 통지, 권리분석"),
            ("Alt+7 · 8", "개인정보, 관리"),
            ("Ctrl+N", "새 사례"),
            ("Ctrl+G", "공고 고르기"),
            ("Ctrl+L", "잠그기"),
            ("F1", "이 쪽"),
            ("Ctrl+Q", "끝내기"),
        ),
    ),
    (
        "목록",
        (
            ("↑ ↓", "고르기"),
            ("Enter", "열기"),
            ("PgUp · PgDn", "앞 쪽, 다음 쪽"),
            ("Ctrl+F", "이 목록에서 찾기"),
            ("Ctrl+R", "심사 결과표"),
            ("Tab", "다음 자리로"),
        ),
    ),
    (
        "사례",
        (
            ("Ctrl+1–9", "구역"),
            ("F8", "다음 판단"),
            ("Shift+F8", "앞 판단"),
            ("F6", "다음 칸"),
            ("Ctrl+Enter", "먼저 할 일"),
            ("Ctrl+→", "다음 사례"),
            ("Ctrl+B", "다른 공고와 나란히 보기"),
            ("Ins", "줄 더하기"),
            ("Ctrl+Z", "되돌리기"),
            ("Ctrl+Y", "다시 하기"),
            ("Esc", "적던 것 되돌리기"),
            ("F7 · F9", "겹친 고침: 내 것, 저쪽 것"),
            ("Ctrl+U", "통지에서 결정 올리기"),
            ("Ctrl+I", "승인된 통지 발급"),
        ),
    ),
    (
        "결재",
        (
            ("Space", "고르기"),
            ("Ctrl+Enter", "이 건 승인"),
            ("Ctrl+Shift+Enter", "고른 것 모두 승인"),
            ("Ctrl+R", "되돌리기"),
            ("Ctrl+Shift+R", "반려"),
            ("Ctrl+T", "심사표 · 나갈 통지"),
        ),
    ),
    (
        "선정",
        (
            ("Ctrl+O · M", "순서·명부·추첨, 모의"),
            ("Alt+↑ ↓", "한 줄 옮기기"),
            ("Ctrl+Enter", "순서 저장, 부르기"),
        ),
    ),
    (
        "적는 법",
        (
            ("4024661", "4,024,661원"),
            ("402만", "4,020,000원"),
            ("4.9억", "490,000,000원"),
            ("231215", "2023-12-15 (금)"),
            ("ㅎㄱㄷ", "홍길동을 찾음"),
        ),
    ),
)


COLUMNS = (("어디서나", "목록"), ("사례",), ("결재", "선정", "적는 법"))
"""Which groups stand under each other: the whole must fit the smallest window."""


class KeysDialog(QDialog):
    """Every key with its word. Esc, Enter or F1 closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("단축키")
        self.setAccessibleName("단축키")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(Label("단축키", role="title"))
        head.addStretch(1)
        head.addWidget(KeyCap("Esc"))
        head.addWidget(Label("닫기", tone="ink2"))
        column.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        for titles in COLUMNS:
            side = QVBoxLayout()
            side.setSpacing(14)
            for title, keys in GROUPS:
                if title in titles:
                    side.addLayout(_group(title, keys))
            side.addStretch(1)
            columns.addLayout(side)
        column.addLayout(columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)


def _group(title: str, keys: tuple[tuple[str, str], ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Label(title, role="strong"))
    table = QGridLayout()
    table.setHorizontalSpacing(12)
    table.setVerticalSpacing(6)
    table.setColumnMinimumWidth(0, 96)
    for row, (key, word) in enumerate(keys):
        table.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        label = Label(word, tone="ink2")
        label.setMinimumWidth(130)
        table.addWidget(label, row, 1)
    column.addLayout(table)
    return column
