"""Say which system libraries Qt misses here; exit 0 when it misses none.

usage: python scripts/qt_libraries.py [--window]

Offscreen needs fewer libraries than a real X11 window (``--window``). Each missing library
is one line on standard output, in the words of the dynamic loader.
"""

import ctypes
import importlib
import sys
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtPdf")


def missing(window: bool) -> list[str]:
    """Return one line for each part of Qt that does not load."""
    faults = []
    for name in MODULES:
        try:
            importlib.import_module(f"PySide6.{name}")
        except ImportError as error:
            faults.append(str(error))
    if faults or not sys.platform.startswith("linux"):
        return faults
    import PySide6

    platforms = Path(PySide6.__path__[0]) / "Qt" / "plugins" / "platforms"
    for plugin in ("libqoffscreen.so", *(("libqxcb.so",) if window else ())):
        try:
            ctypes.CDLL(str(platforms / plugin))
        except OSError as error:
            faults.append(str(error))
    return faults


if __name__ == "__main__":
    lines = missing("--window" in sys.argv[1:])
    print("\n".join(dict.fromkeys(lines)))
    sys.exit(1 if lines else 0)
