"""What the desk remembers between two days: window size, look, who signed in. No case data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_SMALLEST = (960, 540)
LOOKS = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Remembered:
    """Size of the window in logical px, whether it filled the screen, the look chosen.

    `login` is what was typed to sign in last, so that only the password is typed next time.
    """

    width: int = 1280
    height: int = 800
    maximized: bool = False
    look: str = "system"
    login: str = ""


def read(path: Path) -> Remembered:
    """Return what was remembered; the defaults when there is nothing readable."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Remembered()
    if not isinstance(found, dict):
        return Remembered()
    width, height, look = found.get("width"), found.get("height"), found.get("look")
    login = found.get("login")
    known = Remembered()
    return Remembered(
        width=max(_SMALLEST[0], width) if isinstance(width, int) else known.width,
        height=max(_SMALLEST[1], height) if isinstance(height, int) else known.height,
        maximized=found.get("maximized") is True,
        look=look if look in LOOKS else known.look,
        login=login if isinstance(login, str) else known.login,
    )


def write(path: Path, what: Remembered) -> None:
    """Remember; a folder that cannot be written costs no more than the memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(what)), encoding="utf-8")
    except OSError:
        return
