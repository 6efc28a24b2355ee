"""The two doors of the program: the window and the command line."""

from __future__ import annotations

import sys
import threading
from pathlib import Path


def gui() -> int:
    """Open the desk; without arguments this is what `ipju-gui` does."""
    from ipju import bootstrap
    from ipju.ui.app import run

    _keep_memory()
    _tell_faults()
    return run(sys.argv, bootstrap)


def cli() -> int:
    """Run one verb of the command line, or open the desk when there is none."""
    if len(sys.argv) == 1:
        return gui()
    from ipju import bootstrap
    from ipju.cli.main import main

    _keep_memory()
    _tell_faults()
    return main(sys.argv[1:], bootstrap, pictures)


def _keep_memory() -> None:
    """Have a crash write no image of the memory, which holds keys and numbers, to the disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _tell_faults() -> None:
    """Let a fault of the program be told without what it says: that may be somebody's data."""
    from ipju.cli.problems import unexpected

    sys.excepthook = unexpected
    threading.excepthook = lambda fault: unexpected(
        fault.exc_type, fault.exc_value or fault.exc_type(), fault.exc_traceback
    )


def pictures(office: Path, out: Path) -> list[Path]:
    """Draw the desk with the practice office in `office` into `out`; ImportError without Qt."""
    from ipju import bootstrap
    from ipju.ui.portrait import take

    return take(bootstrap, office, out)


if __name__ == "__main__":
    sys.exit(cli())
