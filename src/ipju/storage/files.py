"""Files written whole or not at all: temporary file beside it, fsync, rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_NAME = 40
"""Letters of a file's name that its temporary file bears, so that no name grows too long."""


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file, readable by this user only, that takes its name when the block has ended.

    What a program killed at the same work left behind is cleared away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = f".{path.name[:_NAME]}."
    _clear(path.parent, beginning)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{beginning}{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clear(folder: Path, beginning: str) -> None:
    """Delete temporary files whose program is no longer there; its number is in their name."""
    for left in [one for one in folder.iterdir() if one.name.startswith(beginning)]:
        from psutil import pid_exists

        owner = left.name.removeprefix(beginning).partition("-")[0]
        if owner.isdecimal() and not pid_exists(int(owner)):
            left.unlink(missing_ok=True)
