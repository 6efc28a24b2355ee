"""Line icons, recoloured from `currentColor` and rendered as vectors at paint time."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ipju.ui.theme import current_theme
from ipju.ui.theme.theme import ICON_PATHS
from ipju.ui.theme.tokens import ICON


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> bytes:
    file = QFile(f"{ICON_PATHS}:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise LookupError(f"no icon named {name!r}")
    try:
        return bytes(file.readAll().data()).replace(b"currentColor", colour.encode())
    finally:
        file.close()


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name, colour)))


def paint_icon(painter: QPainter, rect: QRectF, name: str, tone: str = "ink2") -> None:
    """Draw an icon of `resources/icons` in a colour role. LookupError for an unknown name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, current_theme().hex(tone)).render(painter, rect)
    painter.restore()


def icon(name: str, tone: str = "ink2", size: int = ICON) -> QIcon:
    """A QIcon for menus and actions in today's theme; ask again after a theme switch."""
    scale = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.screens() else 1
    pixmap = QPixmap(QSize(round(size * scale), round(size * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, size, size), name, tone)
    painter.end()
    made = QIcon()
    made.addPixmap(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Disabled)
    return made


class Icon(QWidget):
    """An icon as a picture (not a button). Without `name_for_readers` it is decoration."""

    def __init__(
        self,
        name: str,
        *,
        tone: str = "ink2",
        size: int = ICON,
        name_for_readers: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self.setFixedSize(size, size)
        self.setAccessibleName(name_for_readers)

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another icon or tone."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._tone)
        painter.end()
