"""Drawings of radio buttons, check boxes and arrows, which a style sheet reads as files."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths


def _drawings(c: Callable[[str], str]) -> dict[str, str]:
    def svg(body: str, size: int = 16) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
            f'viewBox="0 0 {size} {size}" fill="none">{body}</svg>'
        )

    def radio(edge: str, fill: str, dot: str = "", width: float = 1.25) -> str:
        inner = f'<circle cx="8" cy="8" r="3.6" fill="{dot}"/>' if dot else ""
        return svg(
            f'<circle cx="8" cy="8" r="6.9" fill="{fill}" stroke="{edge}" '
            f'stroke-width="{width}"/>{inner}'
        )

    def box(edge: str, fill: str, tick: str = "") -> str:
        inner = (
            f'<path d="M4.4 8.3l2.5 2.5 4.7-5.2" stroke="{tick}" stroke-width="1.7" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
            if tick
            else ""
        )
        return svg(
            f'<rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="{fill}" '
            f'stroke="{edge}" stroke-width="1.25"/>{inner}'
        )

    def chevron(d: str, ink: str) -> str:
        return svg(
            f'<path d="{d}" stroke="{ink}" stroke-width="1.5" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )

    surface, accent = c("surface"), c("accent")
    return {
        "radio": radio(c("line2"), surface),
        "radio_hover": radio(accent, surface),
        "radio_on": radio(accent, surface, accent),
        "radio_focus": radio(accent, surface, width=2),
        "radio_on_focus": radio(accent, surface, accent, width=2),
        "radio_off": radio(c("keyline"), c("sunken")),
        "box": box(c("line2"), surface),
        "box_on": box(accent, accent, c("onaccent")),
        "box_off": box(c("keyline"), c("sunken")),
        "down": chevron("M4 6.2l4 4 4-4", c("ink2")),
        "down_off": chevron("M4 6.2l4 4 4-4", c("keyline")),
        "up": chevron("M4 9.8l4-4 4 4", c("ink2")),
        "right": chevron("M6.2 4l4 4-4 4", c("ink2")),
    }


def write_indicators(c: Callable[[str], str]) -> dict[str, str]:
    """Write the drawings for one theme to the cache and return name → file path.

    The folder's name is the digest of the drawings, so a second start writes nothing and
    a changed drawing never meets an old file. Falls back to the temporary folder when the
    cache cannot be written.
    """
    drawings = _drawings(c)
    digest = hashlib.sha256("".join(drawings.values()).encode()).hexdigest()[:12]
    cache = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    for base in (Path(cache) / "ipju", Path(tempfile.gettempdir()) / f"ipju-{os.getpid()}"):
        folder = base / f"indicators-{digest}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, drawing in drawings.items():
                file = folder / f"{name}.svg"
                if not file.exists():
                    part = folder / f"{name}.{os.getpid()}.part"
                    part.write_text(drawing, encoding="utf-8")
                    part.replace(file)
        except OSError:
            continue
        return {name: (folder / f"{name}.svg").as_posix() for name in drawings}
    return {}
