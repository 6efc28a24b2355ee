"""How figures of a season are coloured; the words beside them tell the same."""

from __future__ import annotations

from typing import Final

from ipju.services.season import Figure

_TONES: Final = {
    "accent": "accent",
    "pass": "pas",
    "fail": "fail",
    "review": "rev",
    "missing": "line2",
}


def tone_of(figure: Figure) -> str:
    """Return the colour role of a bar."""
    return _TONES.get(figure.tone, "c1")
