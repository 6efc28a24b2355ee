"""A strip of days: weekday, holiday, bands of periods, how many deadlines fall on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ipju.domain.dates import WEEKDAYS
from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import RADIUS, STRONG

_HEAD: Final = 46
_LANE: Final = 24
_FOOT: Final = 34
_SATURDAY: Final = 5
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Band:
    """A period, both ends included. tone: accent (now), plain, or solid (a single event)."""

    first: date
    last: date
    text: str
    tone: str = "plain"


class CalendarStrip(QWidget):
    """Days in a row. `day_chosen(date)` on click.

    `holidays` names public holidays, `counts` says (number, tone) per day: tone fail for
    overdue, rev for today to D-3, strong for a big day, ink otherwise.
    """

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[date] = []
        self._today: date | None = None
        self._bands: list[tuple[Band, int]] = []
        self._holidays: Mapping[date, str] = {}
        self._counts: Mapping[date, tuple[int, str]] = {}
        self._lanes = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("마감 달력")

    def set_days(
        self,
        days: Sequence[date],
        today: date,
        *,
        bands: Sequence[Band] = (),
        holidays: Mapping[date, str] | None = None,
        counts: Mapping[date, tuple[int, str]] | None = None,
    ) -> None:
        """Show these days in order."""
        self._days, self._today = list(days), today
        self._holidays, self._counts = holidays or {}, counts or {}
        self._bands = []
        free: list[date] = []  # last day taken in each lane
        for band in sorted(bands, key=lambda b: (b.first, -b.last.toordinal())):
            lane = next((at for at, end in enumerate(free) if end < band.first), len(free))
            free[lane : lane + 1] = [band.last]
            self._bands.append((band, lane))
        self._lanes = len(free)
        said = [f"{day:%m-%d} {count}건" for day, (count, _) in sorted(self._counts.items())]
        self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(46 * max(7, len(self._days)), _HEAD + _LANE * self._lanes + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def _day_rect(self, at: int) -> QRect:
        each = (self.width() - 1) / max(1, len(self._days))
        left = round(at * each)
        return QRect(left, 0, round((at + 1) * each) - left, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, day in enumerate(self._days):
            if self._day_rect(at).contains(event.position().toPoint()):
                self.day_chosen.emit(day)
                name = self._holidays.get(day)
                if name:
                    QToolTip.showText(event.globalPosition().toPoint(), name, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        for at, day in enumerate(self._days):
            self._paint_day(painter, self._day_rect(at), at, day)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for band, lane in self._bands:
            self._paint_band(painter, band, lane)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRect, at: int, day: date) -> None:
        theme = current_theme()
        holiday = self._holidays.get(day, "")
        off = bool(holiday) or day.weekday() >= _SATURDAY
        now = day == self._today
        if now:
            painter.fillRect(box, theme.colour("accentbg"))
        elif off:
            painter.fillRect(box, theme.colour("sunken"))
        painter.fillRect(QRect(box.left(), 0, 1, box.height()), theme.colour("line"))
        if now:
            painter.fillRect(QRect(box.left(), 0, box.width() + 1, 2), theme.colour("accent"))
        tone = "ink"
        if now:
            tone = "accent"
        elif holiday or day.weekday() == _SUNDAY:
            tone = "fail"
        elif day.weekday() == _SATURDAY:
            tone = "ink3"
        label = f"{day.month}.{day.day}" if at == 0 or day.day == 1 else str(day.day)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font(bold=now))
        painter.setPen(theme.colour(tone))
        painter.drawText(QRect(box.left(), 7, box.width(), 18), centre, label)
        painter.setFont(font())
        below = "오늘" if now else holiday or WEEKDAYS[day.weekday()]
        below = painter.fontMetrics().elidedText(
            below, Qt.TextElideMode.ElideRight, box.width() - 2
        )
        painter.drawText(QRect(box.left(), 24, box.width(), 18), centre, below)
        count, weight = self._counts.get(day, (0, ""))
        if count:
            big = weight in ("strong", "rev", "fail")
            painter.setFont(font(STRONG if big else 13, bold=big))
            painter.setPen(theme.colour(weight if weight in ("rev", "fail") else "ink"))
            foot = QRect(box.left(), box.height() - _FOOT, box.width(), _FOOT)
            painter.drawText(foot, centre, f"{count:,}")

    def _paint_band(self, painter: QPainter, band: Band, lane: int) -> None:
        theme = current_theme()
        inside = [at for at, day in enumerate(self._days) if band.first <= day <= band.last]
        if not inside:
            return
        left = self._day_rect(inside[0]).left() + 3
        right = self._day_rect(inside[-1]).right() - 1
        box = QRectF(left + 0.5, _HEAD + lane * _LANE + 0.5, right - left, _LANE - 4)
        ground, ink, edge = {
            "accent": ("accentbg", "accent", "accent"),
            "solid": ("accent", "onaccent", "accent"),
        }.get(band.tone, ("surface", "ink2", "line2"))
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setFont(font(bold=band.tone != "plain"))
        painter.setPen(theme.colour(ink))
        inner = box.adjusted(8, 0, -4, 0)
        text = painter.fontMetrics().elidedText(
            band.text, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
