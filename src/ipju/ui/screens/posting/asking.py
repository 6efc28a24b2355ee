"""Where files of the post go and come from, asked in the window of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget) -> Path | None:
    """Return the folder that files are to be written into."""
    name = QFileDialog.getExistingDirectory(parent, "인쇄 파일을 둘 폴더")
    return Path(name) if name else None


def ask_save(parent: QWidget, name: str, ending: str, kinds: str) -> Path | None:
    """Return where one file is to be saved, with its ending."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, f"{name} 저장", f"{name}{ending}", kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def ask_open(parent: QWidget) -> Path | None:
    """Return the list that the post office filled in."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, "등기번호를 채운 목록", "", "엑셀과 CSV (*.xlsx *.csv)"
    )
    return Path(chosen) if chosen else None
