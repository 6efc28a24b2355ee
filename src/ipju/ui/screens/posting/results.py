"""결과 목록: the list that is published, masked as public lists are, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.account import Role
from ipju.services.office import Changes
from ipju.services.result_list import (
    ListedLine,
    Published,
    ResultList,
    publish_results,
    result_list,
)
from ipju.services.selection import SelectionDue, selection_due
from ipju.ui.focus import focus_first
from ipju.ui.jobs import Jobs, Task
from ipju.ui.screens.posting.asking import ask_save
from ipju.ui.screens.posting.dialogs import PurposeDialog
from ipju.ui.screens.posting.telling import Telling
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import Banner, EmptyState, ProgressPanel
from ipju.ui.widgets.surface import Label, SectionHead, fill
from ipju.ui.widgets.table import make_table
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("번호", 64, "r"),
    Column("접수번호", 150),
    Column("성명", 0),
    Column("생년월일", 120),
    Column("공급유형", 190),
    Column("결과", 100),
)
SHOWN: Final = 500
ANNOUNCED: Final = "결과 발표"
_DECIDES: Final = (Role.CASEWORKER, Role.SUPERVISOR)
_TAKES_ALL: Final = 1000


class ResultsPage(Page):
    """The list of one notice, saved for Excel or as PDF."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "결과 목록", parent)
        self._found: ResultList | None = None
        self.ask_save: Callable[[QWidget, str, str, str], Path | None] = ask_save
        self.head = SectionHead("결과 목록", "", px=19, whole=True)
        self.choice = AnyNotice()
        self.choice.chosen.connect(self._on_notice)
        self.excel_act = Act("엑셀로 저장", icon_name="excel", key="Ctrl+S")
        self.excel_act.triggered.connect(lambda: self.save(".xlsx", "엑셀 (*.xlsx)"))
        self.pdf_act = Act("PDF로 저장", icon_name="print", key="Ctrl+P")
        self.pdf_act.triggered.connect(lambda: self.save(".pdf", "PDF (*.pdf)"))
        self.missing = Banner("rev", "")
        self.missing.hide()
        self.omitted = Banner("rev", "")
        self.omitted.hide()
        self.progress = ProgressPanel()
        self.telling = Telling(jobs)
        self.telling.changed.connect(self.changed.emit)
        self.table = make_table(COLUMNS, name="결과 명단")
        self.empty = EmptyState("", "")
        self.empty.hide()
        self.basis = Label("", tone="ink2", elide=True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        fill(head, self.head, None, self.choice, self.excel_act, self.pdf_act)
        fill(foot, self.basis, None, self.telling.one_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.banner, self.missing, self.omitted, self.telling, self.progress):
            column.addWidget(part)
        column.addWidget(self.table, _TAKES_ALL)
        column.addWidget(self.empty)
        column.addStretch(1)
        column.addLayout(foot)
        self._offer()

    def concerned(self, changes: Changes) -> bool:
        return changes.decisions or changes.season or changes.cases

    def take_keys(self) -> None:
        focus_first(self.table, self.choice, self.empty)
        self.table.show_keys()

    def refresh(self) -> None:
        office = self.office
        if office is None:
            return
        notice = self.choice.offer(office)
        if not notice or not any(one in office.actor.roles for one in _DECIDES):
            self._show(None)
            return

        def read(task: Task) -> tuple[ResultList, SelectionDue]:
            found = result_list(office, notice, task.report)
            return found, selection_due(office, notice, found)

        self.progress.hide()
        self.jobs.run_long(
            read,
            lambda both: self._show(*both),
            self._not_read,
            on_progress=self._on_progress,
            label="결과 목록",
            key="result-list",
            owner=self,
        )

    def _on_progress(self, done: int, total: int) -> None:
        """Tell of the reading only when it takes its time."""
        if total >= SHOWN and done < total:
            if not self.progress.is_running():
                self.progress.start("승인된 결정을 확인하는 중", total)
            self.progress.set_progress(done, total)

    def save(self, ending: str, kinds: str) -> None:
        """Ask why and where, then write the list."""
        found = self._found
        if self.office is None or found is None or found.missing:
            return
        dialog = PurposeDialog(
            f"{found.heading} {len(found.lines):,}명을 내보냅니다",
            "성명은 한 글자를 가립니다. 생년월일과 접수번호가 들어 있으니 공개할 곳에만 두십시오.",
            "파일 고르기",
            reason=ANNOUNCED,
            parent=self,
        )
        dialog.wanted.connect(lambda _none, reason: self._save(found, ending, kinds, reason))
        dialog.open()

    def _save(self, found: ResultList, ending: str, kinds: str, reason: str) -> None:
        office, notice = self.office, self.choice.notice()
        path = self.ask_save(self, found.heading, ending, kinds) if office is not None else None
        if office is None or path is None:
            return
        target: Path = path
        self.jobs.run(
            lambda: publish_results(office, notice, target, reason),
            self._on_saved,
            self.refuse,
            label=found.heading,
            owner=self,
        )

    def _on_saved(self, done: Published) -> None:
        self.say("pas", f"{done.lines:,}명을 {done.path}에 저장했습니다.")
        self.changed.emit(done.changes)

    def _not_read(self, error: Exception) -> None:
        self._show(None)
        self.refuse(error)

    def _on_notice(self) -> None:
        self.telling.clear()
        self.refresh()

    def _show(self, found: ResultList | None, due: SelectionDue | None = None) -> None:
        self._found = found
        self.telling.show_due(self.office, due)
        self.progress.hide()
        lines = found.lines if found is not None else ()
        self.table.set_rows([_row(at, one) for at, one in enumerate(lines[:SHOWN], start=1)])
        self.table.setVisible(bool(lines))
        self.table.show_keys()
        more = f" 가운데 앞의 {SHOWN:,}명" if len(lines) > SHOWN else ""
        note = f"{found.heading} {len(lines):,}명{more}" if found is not None and lines else ""
        self.head.set_note(note)
        self.basis.setText(found.basis if found is not None and lines else "")
        missing = found.missing if found is not None else ()
        if lines:
            self.missing.say("rev", f"아직 내보낼 수 없습니다. {' '.join(missing)}")
        self.missing.setVisible(bool(lines) and bool(missing))
        omitted = found.omitted if found is not None else ""
        if omitted:
            self.omitted.say("rev", omitted)
        self.omitted.setVisible(bool(omitted))
        if found is None:
            self.empty.say("볼 수 있는 명단이 없습니다.", "결과 명단은 담당과 결재가 봅니다.")
        else:
            self.empty.say("아직 발표할 결과가 없습니다.", "\n".join(missing))
        self.empty.setVisible(not lines)
        self._offer()

    def _offer(self) -> None:
        ready = self._found is not None and bool(self._found.lines) and not self._found.missing
        for act in (self.excel_act, self.pdf_act):
            act.setVisible(ready)


def _row(place: int, line: ListedLine) -> Row:
    return {
        "id": line.number,
        "cells": (
            {"t": f"{place:,}", "align": "r"},
            {"t": line.number, "keep": True},
            {"t": line.name, "bold": True},
            {"t": line.birth.isoformat() if line.birth else "–", "keep": True},
            {"t": line.supply},
            {"t": line.result, "mark": "pas"},
        ),
    }
