"""The head of 권리분석: whose home, where, and the days that end it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.case import Case
from ipju.domain.dates import spoken
from ipju.domain.notice import Calendar
from ipju.ui.screens.title.figures import address_line
from ipju.ui.theme.tokens import CASE_HEADER, STRONG, TITLE
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.surface import Label, line_of


def days_left(until: date, today: date) -> str:
    """Return `D-98`, `오늘` or `3일 지남`."""
    left = (until - today).days
    if left == 0:
        return "오늘"
    return f"D-{left}" if left > 0 else f"{-left}일 지남"


def urgency(until: date, today: date) -> str:
    """Return the colour role of a deadline: overdue, today to D-3, or later."""
    left = (until - today).days
    return "fail" if left < 0 else "rev" if left <= 3 else "ink"


class TitleHeader(QWidget):
    """Name, number and address at the left; deadlines and 돌아가기 (`back`) at the right."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Label("", px=STRONG, bold=True)
        self._number = Label("", px=STRONG, bold=False, tone="ink2")
        self._address = Label("", tone="ink2", elide=True)
        self._contract = Label("", bold=False)
        self._request = Label("", tone="ink2")
        self.back_act = Act("돌아가기", icon_name="back", key="Esc", shortcut=False)
        self.back_act.triggered.connect(self.back)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
        title = Label("권리분석", px=TITLE, bold=True)
        left.addLayout(line_of(title, self._name, self._number, None, spacing=10))
        left.addWidget(self._address)
        right.addLayout(line_of(None, self._contract))
        right.addLayout(line_of(None, self._request))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)
        row.addWidget(self.back_act)
        self.setFixedHeight(CASE_HEADER)

    def show_case(self, case: Case, calendar: Calendar, today: date) -> None:
        """Show whose home it is and the deadlines of the notice."""
        self._name.setText("신청자 미상" if case.applicant is None else case.applicant.name)
        self._number.setText(case.number)
        address = (
            "주택을 적지 않았습니다." if case.dwelling is None else address_line(case.dwelling)
        )
        self._address.setText(address)
        self._show_day(self._contract, "계약 마감", calendar.contract_until, today)
        self._show_day(self._request, "권리분석 신청", calendar.title_request_until, today)

    @staticmethod
    def _show_day(label: Label, what: str, until: date | None, today: date) -> None:
        label.setVisible(until is not None)
        if until is None:
            return
        label.setText(f"{what} {spoken(until)} {days_left(until, today)}")
        tone = urgency(until, today)
        label.set_tone(tone)
        label.set_bold(tone != "ink")
