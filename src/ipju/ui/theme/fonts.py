"""Fonts that come with the program, set in pixels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from ipju.ui.theme.tokens import BODY

FAMILY = "Noto Sans KR"


def load_fonts(folder: Path) -> str:
    """Register the shipped fonts once and return the family to use.

    Falls back to the system's default family when the folder holds none, so that a
    damaged installation still shows a window.
    """
    if FAMILY not in QFontDatabase.families():
        for file in sorted(folder.glob("NotoSansKR-*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(file))
    if FAMILY in QFontDatabase.families():
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def body_font(family: str) -> QFont:
    """The application font: 13 px, a touch narrower, unhinted so digits keep one width."""
    font = QFont(family)
    font.setPixelSize(BODY)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font(px: int = BODY, *, bold: bool = False) -> QFont:
    """The application font in another size or weight. Only Regular and Bold are shipped."""
    made = QFont(QApplication.font())
    made.setPixelSize(px)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made
