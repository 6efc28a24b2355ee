"""The scans (스캔) of a case under its papers: which line each shows, seen and re-laid here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ipju.domain.dates import seoul_time
from ipju.domain.paper import Paper
from ipju.domain.post import Scan
from ipju.services.office import Changes
from ipju.services.scans import lay_scan, scans_of, take_out
from ipju.ui.case_session import CaseSession
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.focus import activate_again
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.reception.envelope_dialogs import OutDialog
from ipju.ui.screens.reception.scan_view import ScanView
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.choice_fields import ComboField
from ipju.ui.widgets.feedback import Banner
from ipju.ui.widgets.surface import Label, SectionHead
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column, Row

NOWHERE: Final = "서류를 고르지 않음"
_MOST_ROWS: Final = 6
_NARROW: Final = 560
_EMPTY: Final = (
    "들어온 스캔이 없습니다. 접수의 봉투에서 이 사례를 열고 스캔 파일을 놓으면 여기에 보입니다."
)


class PaperScans(QWidget):
    """The scans of the case. `laid(papers)`: the papers that have one, whenever they are read."""

    laid = Signal(object)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._scans: tuple[Scan, ...] = ()
        self.lay_button = Button("서류 바꾸기", "quiet")
        self.lay_button.clicked.connect(self.ask_paper)
        self.out_button = Button("꺼내기", "quiet", icon_name="undo")
        self.out_button.clicked.connect(self.ask_out)
        self.view_button = Button("보기", "quiet", icon_name="open")
        self.view_button.clicked.connect(self.view)
        parts = (self.view_button, KeyCap("F4"), self.lay_button, KeyCap("F2"))
        self.head = SectionHead("스캔", "", *parts, self.out_button, KeyCap("Del"))
        self.table = Table(
            (Column("서류"), Column("파일", 190), Column("쪽", 44, "r"), Column("들어온 때", 132)),
            name="스캔",
        )
        self.table.opened.connect(lambda _id: self.view())
        self.banner = Banner("fail", "", "닫기")
        self.banner.acted.connect(self.banner.hide)
        self.banner.hide()
        self.empty = Label(_EMPTY, tone="ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.banner, self.table, self.empty):
            column.addWidget(part)
        for key, act in (
            (Qt.Key.Key_F4, self.view),
            (Qt.Key.Key_F2, self.ask_paper),
            (Qt.Key.Key_Delete, self.ask_out),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        session.saved.connect(self.refresh)
        session.case_changed.connect(self._show)
        self._show()

    def refresh(self, *_: object) -> None:
        """Read the scans of the case anew, while they are in view."""
        if not self.isVisible():
            return
        office, case_id = self._session.office, self._session.case.id
        self._jobs.run(
            lambda: scans_of(office, case_id),
            self._on_read,
            self._refuse,
            label="스캔",
            key="case-scans",
            owner=self,
        )

    def view(self) -> None:
        """Show the pages of the current scan."""
        scan = self._current()
        if scan is not None:
            self._show_dialog(ScanDialog(self._session, self._jobs, scan, self.window()))

    def view_paper(self, paper: UUID) -> bool:
        """Show the newest scan of a paper; False where it has none."""
        mine = [one for one in self._scans if one.paper == paper]
        if not mine:
            return False
        self.table.select_id(mine[-1].id.hex)
        self.view()
        return True

    def ask_paper(self) -> None:
        """Ask which paper the current scan shows."""
        scan = self._current()
        if scan is None:
            return
        dialog = LayDialog(self._papers(), scan.paper, self.window())
        case_id = self._session.case.id

        def accept() -> None:
            office, paper = self._session.office, dialog.paper()
            self._do("스캔 붙이기", lambda: lay_scan(office, scan.id, case_id, paper))

        dialog.accepted.connect(accept)
        self._show_dialog(dialog)

    def ask_out(self) -> None:
        """Ask why the current scan does not belong here; it goes back to the tray (스캔함)."""
        scan = self._current()
        if scan is None:
            return
        dialog = OutDialog(self.window())

        def accept() -> None:
            office, why = self._session.office, dialog.reason()
            self._do("스캔 꺼내기", lambda: take_out(office, scan.id, why))

        dialog.accepted.connect(accept)
        self._show_dialog(dialog)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.table.set_widths((0, 120 if narrow else 190, 44, 132))

    def _show_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _how: activate_again(self.table))
        dialog.open()

    def _do(self, label: str, act: Callable[[], Changes]) -> None:
        self.banner.hide()
        self._jobs.run(act, self._on_done, self._refuse, label=label, owner=self)

    def _on_done(self, changes: Changes) -> None:
        self._session.changes.emit(changes)
        self.refresh()

    def _refuse(self, error: Exception) -> None:
        self.banner.say("fail", explain(error), "닫기")
        self.banner.show()

    def _on_read(self, found: tuple[Scan, ...]) -> None:
        self._scans = found
        self._show()

    def _show(self, *_: object) -> None:
        papers = dict(self._papers())
        self.table.set_rows([self._row(one, papers) for one in self._scans])
        self.table.fit_height(_MOST_ROWS)
        some = bool(self._scans)
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        for one in (self.view_button, self.lay_button, self.out_button):
            one.setEnabled(some)
        lost = sum(one.paper not in papers for one in self._scans)
        note = f"{len(self._scans)}개" if some else ""
        self.head.set_note(f"{note} · 서류를 고르지 않음 {lost}개" if lost else note)
        if some and not self.table.current_id():
            self.table.select_id(self._scans[0].id.hex)
        self.laid.emit(frozenset(one.paper for one in self._scans if one.paper in papers))

    def _current(self) -> Scan | None:
        chosen = self.table.current_id()
        return next((one for one in self._scans if one.id.hex == chosen), None)

    def _papers(self) -> list[tuple[UUID, str]]:
        """Return the papers that came, by what they are called and whose they are."""
        return [(one.id, self._word(one)) for one in self._session.case.papers]

    def _word(self, paper: Paper) -> str:
        terms = {one.id: one.name for one in self._session.notice.papers.papers}
        people = {one.id: one.name for one in self._session.case.people}
        day = paper.issued_on or paper.postmarked_on or paper.received_on
        parts = (
            terms.get(paper.kind, "그 밖의 서류"),
            people.get(paper.subject, "") if paper.subject is not None else "",
            day.isoformat() if day is not None else "",
        )
        return " · ".join(one for one in parts if one)

    def _row(self, scan: Scan, papers: dict[UUID, str]) -> Row:
        word = papers.get(scan.paper, "") if scan.paper is not None else ""
        at = seoul_time(scan.added_at)
        return {
            "id": scan.id.hex,
            "cells": (
                {"t": word or NOWHERE, "mark": "pas" if word else "rev", "tip": word},
                {"t": scan.name, "tone": "ink2", "tip": scan.name},
                {"t": f"{scan.pages}", "align": "r"},
                {"t": f"{at:%Y-%m-%d %H:%M}", "tone": "ink2", "keep": True},
            ),
        }


class ScanDialog(QDialog):
    """The pages of one scan before the case; Esc goes back to the papers."""

    def __init__(self, session: CaseSession, jobs: Jobs, scan: Scan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("스캔")
        self.setModal(True)
        self.resize(parent.width() * 9 // 10, parent.height() * 9 // 10)
        self._open = (session.office, scan)
        self.view = ScanView(jobs, self)
        self.view.closed.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.show_scan(*self._open)

    def done(self, result: int) -> None:
        self.view.clear()  # nothing of the page stays in the window
        super().done(result)


class LayDialog(ActDialog):
    """Asks which of the papers that came a scan shows."""

    def __init__(
        self, papers: list[tuple[UUID, str]], now: UUID | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "서류 바꾸기",
            "스캔에 보이는 서류를 고릅니다. 받은 서류만 고를 수 있습니다.",
            "붙이기",
            parent=parent,
        )
        self.which = ComboField("서류", papers, empty=NOWHERE)
        self.which.set_value(now if now in dict(papers) else None)
        self.fields.addWidget(self.which)

    def paper(self) -> UUID | None:
        """The paper chosen; None for none of them."""
        chosen = self.which.value()
        return chosen if isinstance(chosen, UUID) else None
