"""The two doors of the program: the window and the command line."""

from __future__ import annotations

import sys


def gui() -> int:
    """Open the desk; without arguments this is what `ipju-gui` does."""
    from ipju.ui.app import run

    return run(sys.argv)


def cli() -> int:
    """Run one verb of the command line, or open the desk when there is none."""
    if len(sys.argv) == 1:
        return gui()
    from ipju.cli.main import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(cli())
