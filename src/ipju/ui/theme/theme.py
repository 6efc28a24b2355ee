"""`Theme`: the token table as QPalette, colours and style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ipju.ui.theme.fonts import body_font, load_fonts
from ipju.ui.theme.indicators import write_indicators
from ipju.ui.theme.qss import style_sheet
from ipju.ui.theme.tokens import COLOURS, ThemeName

ICON_PATHS: Final = "ipjuicons"  # Qt search path the icon painter reads from


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the two looks. Holds no Qt object, so it can be made before the application."""

    name: ThemeName

    def hex(self, role: str) -> str:
        """The `#RRGGBB` of a role; KeyError when the role is not in the table."""
        light, dark = COLOURS[role]
        return light if self.name == "light" else dark

    def colour(self, role: str) -> QColor:
        """The colour of a role for painting."""
        return QColor(self.hex(role))

    def palette(self) -> QPalette:
        """The palette that standard dialogs and unstyled controls follow."""
        c = self.colour
        palette = QPalette()
        role = QPalette.ColorRole
        for target, name in (
            (role.Window, "surface"),
            (role.WindowText, "ink"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Text, "ink"),
            (role.Button, "surface"),
            (role.ButtonText, "ink"),
            (role.BrightText, "fail"),
            (role.PlaceholderText, "ink3"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "onaccent"),
            (role.Link, "accent"),
            (role.LinkVisited, "accent"),
            (role.ToolTipBase, "toast"),
            (role.ToolTipText, "ontoast"),
            (role.Accent, "accent"),
            (role.Light, "surface"),
            (role.Midlight, "line"),
            (role.Mid, "keyline"),
            (role.Dark, "line2"),
            (role.Shadow, "line2"),
        ):
            palette.setColor(target, c(name))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, c("ink3"))
        return palette


LIGHT: Final = Theme("light")
DARK: Final = Theme("dark")


def current_theme() -> Theme:
    """The theme in force, read off the application palette so that no state is kept twice."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def default_resources() -> Path:
    """`resources/` inside the installed package, or beside `src/` in a checkout."""
    here = Path(__file__).resolve()
    installed = here.parents[2] / "resources"
    return installed if installed.is_dir() else here.parents[4] / "resources"


def apply_theme(app: QApplication, name: ThemeName, resources: Path | None = None) -> Theme:
    """Give the application the look: style, font, palette, style sheet, icon folder.

    `resources` is the folder that holds `icons/` and `fonts/`. May be called again to
    switch between light and dark; open windows repaint themselves.
    """
    folder = resources or default_resources()
    theme = Theme(name)
    QDir.setSearchPaths(ICON_PATHS, [str(folder / "icons")])
    if app.style().name().casefold() != "fusion" and not app.styleSheet():
        app.setStyle(QStyleFactory.create("Fusion"))
    font = body_font(load_fonts(folder / "fonts"))
    if app.font() != font:
        app.setFont(font)
    sheet = style_sheet(theme.hex, write_indicators(theme.hex))
    # Each of these looks at every widget there is: only what is new is set.
    if app.styleSheet() != sheet:
        app.setPalette(theme.palette())
        app.setStyleSheet(sheet)
    return theme
