"""`BuildingPlan`: a building seen from the front, one tile a room, as wide as its floor area.

Domain-free: a tile brings its words and one of five looks. The look tells the state by shape as
well as by colour: dashed, edged, filled, plain, hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ipju.ui.theme import current_theme, font
from ipju.ui.theme.tokens import EDGE, LINE_HEIGHT, RADIUS, STRONG

LOOKS: Final = ("free", "offered", "contracted", "occupied", "leaving")
TILE_HEIGHT: Final = 68
_GAP: Final = 4
_PAD: Final = 8
_FLOOR_WIDTH: Final = 34
_TILE_LEAST: Final = 88
_GROUNDS: Final = {
    "free": "surface",
    "offered": "revbg",
    "contracted": "accentbg",
    "occupied": "sunken",
    "leaving": "sunken",
}
_EDGES: Final = {"offered": "rev", "contracted": "accent", "leaving": "rev"}
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class RoomTile:
    """A room as drawn: its number, the word of its state, two lines, and what it is as wide as.

    `short` stands for `first` where the tile is too narrow for it; `loud` writes the second line
    bold in the colour of what a person must do about it.
    """

    id: str
    room: str
    look: str
    word: str
    first: str
    second: str
    span: int
    short: str = ""
    loud: bool = False

    def said(self) -> str:
        """The room in words."""
        return ", ".join(
            one for one in (f"{self.room}호", self.word, self.first, self.second) if one
        )


class _Tile(QAbstractButton):
    """One room; a click or the arrow keys choose it."""

    stepped = Signal(int, int)
    entered = Signal()
    opened = Signal()

    def __init__(self, tile: RoomTile, parent: QWidget) -> None:
        super().__init__(parent)
        self.tile = tile
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_tile(tile)

    def show_tile(self, tile: RoomTile) -> None:
        """Draw another state of the same room."""
        self.tile = tile
        self.setAccessibleName(tile.said())
        self.setToolTip(tile.said())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_TILE_LEAST, TILE_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        theme, look = current_theme(), self.tile.look
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(theme.colour("line2" if look in ("free", "offered") else "keyline"), 1)
        if look == "free":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = _GROUNDS[look]
        if look == "free" and self.underMouse():
            ground = "hover"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if look == "leaving":
            painter.fillRect(box, QBrush(theme.colour("keyline"), Qt.BrushStyle.BDiagPattern))
            words = QRectF(_PAD - 4, 5, self.width() - 2 * _PAD + 8, self.height() - 10)
            painter.fillRect(words, theme.colour("sunken"))
        edge = _EDGES.get(look)
        if edge:
            painter.fillRect(QRectF(1, 2, EDGE, self.height() - 4), theme.colour(edge))
        if self.isChecked():
            ring = QPen(theme.colour("accent"), 2)
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, RADIUS, RADIUS)
            if self.hasFocus():
                painter.drawRoundedRect(inside.adjusted(2, 2, -2, -2), RADIUS - 1, RADIUS - 1)

    def _paint_words(self, painter: QPainter) -> None:
        theme, tile = current_theme(), self.tile
        width = self.width() - 2 * _PAD
        number, body, strong = font(STRONG, bold=True), font(), font(bold=True)
        top = 6
        painter.setFont(number)
        painter.setPen(theme.colour("ink"))
        line = LINE_HEIGHT[STRONG] - 2
        painter.drawText(QRect(_PAD, top, width, line), Qt.AlignmentFlag.AlignVCenter, tile.room)
        taken = QFontMetrics(number).horizontalAdvance(tile.room) + 8
        state = strong if tile.look in _EDGES else body
        painter.setFont(state)
        painter.setPen(theme.colour(_EDGES.get(tile.look, "ink2")))
        measure = QFontMetrics(state)
        fits = measure.horizontalAdvance(tile.word) <= width - taken
        word = tile.word if fits else tile.word.partition(" ")[0]
        painter.drawText(
            QRect(_PAD + taken, top, width - taken, line),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            word,
        )
        fits = QFontMetrics(body).horizontalAdvance(tile.first) <= width
        first = tile.first if fits or not tile.short else tile.short
        self._line(painter, top + line, first, "ink", bold=False)
        tone = "rev" if tile.loud else "ink2"
        self._line(painter, top + line + LINE_HEIGHT[13], tile.second, tone, bold=tile.loud)

    def _line(self, painter: QPainter, top: int, text: str, tone: str, *, bold: bool) -> None:
        chosen = font(bold=bold)
        width = self.width() - 2 * _PAD
        painter.setFont(chosen)
        painter.setPen(current_theme().colour(tone))
        shown = QFontMetrics(chosen).elidedText(text, Qt.TextElideMode.ElideRight, width)
        box = QRect(_PAD, top, width, LINE_HEIGHT[13])
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class BuildingPlan(QWidget):
    """One building: floors from the top down, the rooms of a floor in a row.

    `chosen(id)` when a room is chosen, `opened(id)` at Enter or double click, `left(dx, dy)`
    when the keys lead out of the building. One room of the plan is the one Tab stop.
    """

    chosen = Signal(str)
    opened = Signal(str)
    left = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._floors: list[tuple[str, list[_Tile]]] = []
        self._widest = 1

    def set_floors(self, floors: Sequence[tuple[str, Sequence[RoomTile]]]) -> None:
        """Show these floors, the top one first; a room keeps its tile, its choice and the keys."""
        known = {tile.tile.id: tile for _name, row in self._floors for tile in row}
        self._floors = []
        for name, tiles in floors:
            row = []
            for tile in tiles:
                found = known.pop(tile.id, None)
                if found is None:
                    found = self._made(tile)
                else:
                    found.show_tile(tile)
                row.append(found)
            self._floors.append((name, row))
        for gone in known.values():
            gone.deleteLater()
        spans = [sum(one.tile.span for one in row) for _name, row in self._floors]
        self._widest = max([1, *spans])
        self.setFixedHeight(max(0, len(self._floors) * (TILE_HEIGHT + _GAP) - _GAP))
        self._order()
        self._arrange()
        self.update()

    def tiles(self) -> tuple[RoomTile, ...]:
        """The rooms as drawn, from the top left on."""
        return tuple(tile.tile for _name, row in self._floors for tile in row)

    def choose(self, room_id: str, *, keys: bool = False) -> bool:
        """Mark a room (an unknown id marks none); with `keys` the focus goes there."""
        found = None
        for tile in self._all():
            tile.setChecked(tile.tile.id == room_id)
            if tile.isChecked():
                found = tile
        self._order()
        if found is not None and keys:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        return found is not None

    def current(self) -> str:
        """The id of the room chosen, empty when none is."""
        return next((one.tile.id for one in self._all() if one.isChecked()), "")

    def place_of(self, room_id: str) -> QRect:
        """Where a room lies in this widget."""
        found = next((one for one in self._all() if one.tile.id == room_id), None)
        return found.geometry() if found is not None else QRect()

    def nearest(self, point: QPointF, *, from_top: bool) -> str:
        """Return the room of the first or last floor that is nearest to a place across."""
        if not self._floors:
            return ""
        row = self._floors[0 if from_top else -1][1]
        best = min(row, key=lambda one: abs(one.geometry().center().x() - point.x()), default=None)
        return best.tile.id if best is not None else ""

    def minimumSizeHint(self) -> QSize:
        most = max((len(row) for _name, row in self._floors), default=1)
        return QSize(_FLOOR_WIDTH + most * (_TILE_LEAST + _GAP), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        painter.setFont(font())
        painter.setPen(theme.colour("ink3"))
        for at, (name, _row) in enumerate(self._floors):
            top = at * (TILE_HEIGHT + _GAP)
            box = QRect(0, top, _FLOOR_WIDTH - 8, TILE_HEIGHT)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _all(self) -> list[_Tile]:
        return [tile for _name, row in self._floors for tile in row]

    def _made(self, tile: RoomTile) -> _Tile:
        made = _Tile(tile, self)
        made.entered.connect(lambda: self._enter(made))
        made.clicked.connect(lambda: self._enter(made))
        made.stepped.connect(lambda dx, dy: self._step(made, dx, dy))
        made.opened.connect(lambda: self.opened.emit(made.tile.id))
        made.show()
        return made

    def _order(self) -> None:
        """Only the room chosen (else the first) is a Tab stop: arrows do the rest."""
        tiles = self._all()
        stop = next((one for one in tiles if one.isChecked()), tiles[0] if tiles else None)
        for one in tiles:
            one.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus
            )

    def _arrange(self) -> None:
        room = max(0, self.width() - _FLOOR_WIDTH)
        least = min((one.tile.span for one in self._all()), default=1)
        most = max((len(row) for _name, row in self._floors), default=1)
        # Where the smallest room would be too narrow to be read, all are drawn alike.
        even = room * least // self._widest < _TILE_LEAST + _GAP
        whole = most if even else self._widest
        for at, (_name, row) in enumerate(self._floors):
            top, start = at * (TILE_HEIGHT + _GAP), 0
            for tile in row:
                end = start + (1 if even else tile.tile.span)
                left = _FLOOR_WIDTH + room * start // whole
                right = _FLOOR_WIDTH + room * end // whole
                tile.setGeometry(left, top, max(8, right - left - _GAP), TILE_HEIGHT)
                start = end

    def _enter(self, tile: _Tile) -> None:
        if self.current() != tile.tile.id or not tile.isChecked():
            self.choose(tile.tile.id)
        self.chosen.emit(tile.tile.id)

    def _step(self, tile: _Tile, dx: int, dy: int) -> None:
        floor = next(at for at, (_name, row) in enumerate(self._floors) if tile in row)
        row = self._floors[floor][1]
        if dx:
            at = row.index(tile) + dx
            if 0 <= at < len(row):
                row[at].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit(dx, 0)
            return
        below = floor + dy
        if not 0 <= below < len(self._floors):
            self.left.emit(0, dy)
            return
        middle = tile.geometry().center().x()
        beside = self._floors[below][1]
        nearest = min(beside, key=lambda one: abs(one.geometry().center().x() - middle))
        nearest.setFocus(Qt.FocusReason.OtherFocusReason)
