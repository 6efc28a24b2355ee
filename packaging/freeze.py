"""Freeze the checkout into dist/ipju with PyInstaller, in a venv of its own.

usage: python packaging/freeze.py     (Python 3.11 or newer; Linux, Windows, macOS)

PyInstaller is pinned here and not in the locks: it never runs on a caseworker's PC.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

PYINSTALLER = "pyinstaller==6.22.*"
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Make the venv, install the hashed lock, run PyInstaller and try the result."""
    os.chdir(ROOT)
    folder = ROOT / "build" / "freeze-venv"
    venv.create(folder, with_pip=True)
    windows = sys.platform == "win32"
    python = folder / ("Scripts/python.exe" if windows else "bin/python")

    def run(*command: str) -> None:
        subprocess.run([str(python), "-m", *command], check=True)

    run("pip", "install", "-q", "--require-hashes", "-r", "requirements/run.txt")
    run("pip", "install", "-q", "--no-deps", "--no-build-isolation", ".")
    run("pip", "install", "-q", PYINSTALLER)
    run("PyInstaller", "--noconfirm", "--log-level=WARN", "packaging/ipju.spec")
    frozen = ROOT / "dist" / "ipju" / ("ipju.exe" if windows else "ipju")
    subprocess.run([str(frozen), "notice", "list"], check=True, cwd=folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
