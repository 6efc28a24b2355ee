"""파기확인서: what remained of each destroyed case, as it is printed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.retention import Certificate
from ipju.services.destroy import certificate_sheet, certificates
from ipju.services.office import Changes
from ipju.ui.jobs import Jobs
from ipju.ui.screens.privacy.trail_words import moment_words
from ipju.ui.screens.sectioned import Page
from ipju.ui.screens.sheet import SheetView
from ipju.ui.widgets.feedback import EmptyState, KeyHints
from ipju.ui.widgets.surface import SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Cell, Column, Row

_LIST_WIDTH: Final = 284


def row_of(one: Certificate) -> Row:
    """A certificate in the list; one that was altered says so."""
    when: Cell = {"t": moment_words(one.destroyed_at), "sub": one.reason}
    if not one.whole:
        when = {"t": "고친 흔적", "mark": "fail", "sub": moment_words(one.destroyed_at)}
    return {
        "id": one.case_id.hex,
        "cells": ({"t": one.case_number, "sub": one.holding.label, "keep": True}, when),
        "lines": 2,
    }


class CertificatesPage(Page):
    """The certificates, newest first, and the chosen one beside them."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "파기확인서", parent)
        self._all: tuple[Certificate, ...] = ()
        self.head = SectionHead("파기확인서", "", px=19)
        self.sheet = SheetView(jobs)
        self.table = make_table(
            (Column("접수번호", 124), Column("파기한 때")), name="파기확인서 목록"
        )
        self.table.setFixedWidth(_LIST_WIDTH)
        self.table.row_changed.connect(lambda _id: self._look())
        self.table.opened.connect(lambda _id: self.sheet.print_button.setFocus())
        self.empty = EmptyState(
            "파기한 사례가 없습니다.", "사례를 파기하면 그 사례의 확인서가 여기에 남습니다."
        )
        self.empty.hide()
        left, row = QVBoxLayout(), QHBoxLayout()
        fill(left, self.table, KeyHints(("↑ ↓", "고르기")), spacing=8)
        left.setStretchFactor(self.table, 1)
        row.setSpacing(16)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left)
        row.addWidget(self.sheet, 1)
        self._whole = QWidget()
        self._whole.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self._whole, 1000)
        column.addWidget(self.empty)
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return changes.cases

    def take_keys(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        office = self.office
        if office is not None:
            self.jobs.run(
                lambda: certificates(office),
                self._show,
                self.refuse,
                label="파기확인서",
                key="certificates",
                owner=self,
            )

    def current(self) -> Certificate | None:
        """The certificate chosen."""
        wanted = self.table.current_id()
        return next((one for one in self._all if one.case_id.hex == wanted), None)

    def _show(self, found: tuple[Certificate, ...]) -> None:
        self._all = found
        self.head.set_note(f"{len(found):,}건" if found else "")
        self.table.set_rows([row_of(one) for one in found])
        self._whole.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current() is None:
            self.table.select_id(found[0].case_id.hex, tell=False)
        self._look()

    def _look(self) -> None:
        office, one = self.office, self.current()
        if office is None or one is None:
            return
        self.jobs.run(
            lambda: certificate_sheet(office, one.case_id),
            lambda data: self.sheet.show_pdf(data, f"파기확인서 {one.case_number}"),
            self._on_unread,
            label="파기확인서",
            key="certificate",
            owner=self,
        )

    def _on_unread(self, error: Exception) -> None:
        self.sheet.clear()
        self.refuse(error)
