"""The look of the program: one token table, light and dark, and what is made from it.

`apply_theme(app, "light" | "dark", resources=None)` once at start and again to switch.
Painting code asks `current_theme().colour(role)` each time it paints.
"""

from ipju.ui.theme.fonts import FAMILY, font
from ipju.ui.theme.theme import DARK, LIGHT, Theme, apply_theme, current_theme
from ipju.ui.theme.tokens import ThemeName

__all__ = [
    "DARK",
    "FAMILY",
    "LIGHT",
    "Theme",
    "ThemeName",
    "apply_theme",
    "current_theme",
    "font",
]
