"""F1: the keys of the desk, place by place, on one page that scrolls in a small window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.feedback import KeyHints
from ipju.ui.widgets.surface import Label, fill

type_of_group = tuple[str, tuple[tuple[str, str], ...]]

COLUMNS: Final[tuple[tuple[type_of_group, ...], ...]] = (
    (
        (
            "어디서나",
            (
                ("Ctrl+K", "찾기"),
                ("Alt+1 · 9 · 3", "오늘, 접수, 심사"),
                ("Alt+2 · 6", "선정, 임대"),
                ("Alt+4 · 0 · 5", "결재, 통지, 권리분석"),
                ("Alt+-", "현황"),
                ("Alt+7 · 8", "개인정보, 관리"),
                ("Ctrl+1–9", "그 자리의 구역"),
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
                ("Shift+↑ ↓", "여럿 고르기"),
                ("Ctrl+A", "모두 고르기"),
                ("Ctrl+F", "이 목록에서 찾기"),
                ("Ctrl+R", "심사 결과표"),
                ("Tab", "다음 자리로"),
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
        (
            "현황",
            (("Ctrl+E", "엑셀로 저장"),),
        ),
        (
            "개인정보",
            (
                ("Ctrl+Enter", "서명하기, 파기"),
                ("Alt+← →", "앞 달, 다음 달"),
            ),
        ),
        (
            "관리",
            (
                ("Ctrl+O", "계정 열기"),
                ("Ctrl+Enter", "백업, 장부 검사"),
            ),
        ),
    ),
    (
        (
            "사례",
            (
                ("F8", "다음 판단"),
                ("Shift+F8", "앞 판단"),
                ("F6", "다음 칸"),
                ("Ctrl+Enter", "먼저 할 일"),
                ("Ctrl+→", "다음 사례"),
                ("Ctrl+B", "다른 공고와 나란히 보기"),
                ("F3", "신청 단계로 보기"),
                ("Ins", "줄 더하기"),
                ("Ctrl+Z", "되돌리기"),
                ("Ctrl+Y", "다시 하기"),
                ("Esc", "적던 것 되돌리기"),
                ("F7 · F9", "겹친 고침: 내 것, 저쪽 것"),
                ("F4 · F2", "서류의 스캔 보기, 붙이기"),
                ("Ctrl+U", "통지에서 결정 올리기"),
                ("Ctrl+I", "승인된 통지 발급"),
            ),
        ),
        (
            "접수 · 신청 단계",
            (
                ("Enter", "다음 칸"),
                ("PgDn · Alt+→", "다음 단계"),
                ("PgUp · Alt+←", "앞 단계"),
                ("Ctrl+1–6", "그 단계"),
                ("Ins", "가족 더하기"),
                ("Ctrl+Enter", "접수하기"),
                ("Esc", "사례로"),
            ),
        ),
        (
            "접수 · 엑셀로 받기",
            (
                ("Ctrl+O", "파일 고르기"),
                ("F4 · F5", "열 맞추기, 다시 읽기"),
                ("Ctrl+Enter", "받기"),
            ),
        ),
        (
            "접수 · 겹치는 신청",
            (
                ("Ctrl+Enter", "이 신청을 인정"),
                ("Ctrl+Shift+Enter", "모두 따로 인정"),
                ("Space", "빼고 정하기"),
                ("Ctrl+Shift+L", "겹치지 않는 신청 적기"),
                ("Ctrl+Shift+U", "정한 것 되돌리기"),
            ),
        ),
        (
            "접수 · 봉투",
            (
                ("Space", "날짜 없이 받음"),
                ("231218", "발급일을 적고 받음"),
                ("S", "서명"),
                ("N", "빠진 표시"),
                ("K", "종류 다름"),
                ("Ctrl+B", "보완요청 만들기"),
                ("Enter", "다음 봉투"),
                ("Ctrl+Enter", "빈 봉투 마치기"),
                ("Ctrl+O", "스캔 파일 추가"),
                ("Y · Del", "스캔 붙이기, 꺼내기"),
            ),
        ),
        (
            "접수 · 소득·자산 조회",
            (
                ("Ctrl+E", "조회 파일 만들기"),
                ("Ctrl+O", "결과 파일 고르기"),
                ("Ctrl+Enter", "받기"),
            ),
        ),
    ),
    (
        (
            "결재",
            (
                ("Space", "고르기, 목록에서 빼기·넣기"),
                ("Ctrl+Enter", "이 건 승인"),
                ("Ctrl+Shift+Enter", "고른 것 모두 승인"),
                ("Ctrl+R", "되돌리기"),
                ("Ctrl+Shift+R", "반려"),
                ("Ctrl+T", "심사표 · 나갈 통지"),
                ("Ctrl+O · E", "목록 열기, 열어 볼 것"),
                ("Ctrl+B", "승인하는 방법 바꾸기"),
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
            "통지 · 보완과 소명",
            (
                ("Ctrl+O", "한 사람의 요청서 만들기"),
                ("Ctrl+Shift+O", "모두 만들기"),
                ("Ctrl+P", "고른 것 출력"),
                ("Ctrl+Enter", "부치기, 답 받기, 판단"),
                ("Ctrl+E", "반송 적기"),
                ("Ctrl+D", "기한 지난 것 정리"),
            ),
        ),
        (
            "통지 · 발송·반송",
            (
                ("Ctrl+P", "인쇄 파일"),
                ("Ctrl+L", "주소 라벨"),
                ("Ctrl+S", "등기 목록, 결과 목록 저장"),
                ("Ctrl+O", "등기번호 넣기"),
                ("Ctrl+Enter", "부친 것 적기, 반송 적기"),
                ("Ctrl+Z", "반송 취소"),
                ("Ctrl+I", "한 분에게 결과 알리기"),
            ),
        ),
        (
            "임대",
            (
                ("← ↑ → ↓", "방 고르기"),
                ("Ctrl+S", "임대 현황 엑셀로"),
                ("Ctrl+Enter", "기준금액 적기"),
            ),
        ),
    ),
)
"""The groups under each other in each column: the keys of a place stand together."""

GROUPS: Final = tuple(group for column in COLUMNS for group in column)

_SCROLL: Final = 60
_EDGE: Final = 24
_FRAME: Final = 64
"""What a window keeps around the dialog, so that it is seen to lie upon it."""


class KeysDialog(QDialog):
    """Every key with its word. Esc, Enter or F1 closes it; ↑ ↓ and PgUp PgDn scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("단축키")
        self.setAccessibleName("단축키")
        head = QHBoxLayout()
        self.hints = KeyHints(("PgDn", "아래로"), ("Esc", "닫기"))
        fill(head, Label("단축키", role="title"), None, self.hints)
        self.page = QWidget()
        columns = QHBoxLayout(self.page)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(28)
        for groups in COLUMNS:
            side = QVBoxLayout()
            side.setSpacing(14)
            for title, keys in groups:
                side.addLayout(_group(title, keys))
            side.addStretch(1)
            columns.addLayout(side)
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.page)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("단축키 목록")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 18, 12, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        self.resize(self._size())

    def _size(self) -> QSize:
        """Return the size of the whole page, or what the window behind has room for."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        whole = self.page.sizeHint()
        wanted = QSize(whole.width() + bar + _EDGE + 12, whole.height() + 90)
        behind = self.parentWidget()
        if behind is None:
            return wanted
        room = behind.window().size()
        return wanted.boundedTo(QSize(room.width() - 16, room.height() - _FRAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        bar = self.area.verticalScrollBar()
        page = bar.pageStep()
        steps = {
            Qt.Key.Key_Down: _SCROLL,
            Qt.Key.Key_Up: -_SCROLL,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: -bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            bar.setValue(bar.value() + step)
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
    table.setColumnStretch(1, 1)
    for row, (key, word) in enumerate(keys):
        table.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        label = Label(word, tone="ink2")
        label.setMinimumWidth(130)
        table.addWidget(label, row, 1)
    column.addLayout(table)
    return column
