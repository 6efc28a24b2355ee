"""Write a file whole or not at all (PDF, export): temporary file, fsync, rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_NAME = 40
"""Letters of a file's name that its temporary file bears, so that no name grows too long."""


def write_whole(path: Path, data: bytes) -> Path:
    """Write `data` under `path` so that the final name never holds half a file."""
    return fill_whole(path, lambda file: file.write(data))


def fill_whole(path: Path, fill: Callable[[BinaryIO], object]) -> Path:
    """Have a file written by `fill` so that the final name never holds half of it.

    Raises OSError when the folder is missing, read-only or full; an older file then stays as it
    was and no temporary file is left behind. One that a killed program left is cleared away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = f".{path.name[:_NAME]}."
    _clear(path.parent, beginning)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{beginning}{os.getpid()}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def _clear(folder: Path, beginning: str) -> None:
    """Delete temporary files whose program is no longer there; its number is in their name."""
    for left in [one for one in folder.iterdir() if one.name.startswith(beginning)]:
        from psutil import pid_exists

        owner = left.name.removeprefix(beginning).partition("-")[0]
        if owner.isdecimal() and not pid_exists(int(owner)):
            left.unlink(missing_ok=True)
