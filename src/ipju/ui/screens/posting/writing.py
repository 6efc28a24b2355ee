"""Labels and the list for the post office: asked for, then written beside the letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ipju.services.mail_lists import write_labels, write_mail_list
from ipju.services.office import Office
from ipju.services.publishing import Written
from ipju.ui.jobs import Jobs
from ipju.ui.screens.posting.asking import ask_save
from ipju.ui.screens.posting.dialogs import labels_dialog, list_dialog


class PostFiles:
    """`done(what, written)` when a file lies where it was asked for, `refused(error)` else."""

    def __init__(
        self,
        jobs: Jobs,
        owner: QWidget,
        done: Callable[[str, Written], object],
        refused: Callable[[Exception], object],
    ) -> None:
        self._jobs, self._owner, self._done, self._refused = jobs, owner, done, refused
        self.ask_save: Callable[[QWidget, str, str, str], Path | None] = ask_save

    def labels(self, office: Office, letters: list[UUID]) -> None:
        """Ask from which place on, why and where; then write the labels."""
        dialog = labels_dialog(len(letters), self._owner)
        dialog.wanted.connect(
            lambda skipped, reason: self._write(
                ("주소 라벨", ".pdf", "PDF (*.pdf)"),
                lambda path: write_labels(office, letters, path, reason, skipped),
            )
        )
        dialog.open()

    def mail_list(self, office: Office, letters: list[UUID]) -> None:
        """Ask why and where; then write the list for the post office."""
        dialog = list_dialog(len(letters), self._owner)
        dialog.wanted.connect(
            lambda _none, reason: self._write(
                ("등기 접수 목록", ".xlsx", "엑셀 (*.xlsx)"),
                lambda path: write_mail_list(office, letters, path, reason),
            )
        )
        dialog.open()

    def _write(self, file: tuple[str, str, str], work: Callable[..., Written]) -> None:
        path = self.ask_save(self._owner, *file)
        if path is None:
            return
        self._jobs.run(
            lambda: work(path),
            lambda written: self._done(file[0], written),
            self._refused,
            label=file[0],
            owner=self._owner,
        )
