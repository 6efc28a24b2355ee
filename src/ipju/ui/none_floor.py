"""Keeps Python 3.11 alive under PySide6 6.12.

That release returns None from every void method, and now and then True or False, without
owning a reference. From Python 3.12 on these are immortal and nothing happens; before that each
call takes one reference away, and after some ten thousand calls the interpreter aborts
(`none_dealloc`, `bool_dealloc`).
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

# More void calls than a window makes in a working year, and still far from the counter's end.
_RESERVE: Final = sys.maxsize // 4


def hold_none() -> None:
    """Give None, True and False references no window can use up. Twice is harmless."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < _RESERVE // 2:
            count = ctypes.c_ssize_t.from_address(id(constant))
            count.value += _RESERVE
