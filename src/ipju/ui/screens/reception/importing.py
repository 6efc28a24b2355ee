"""엑셀로 받기: a file is opened, its columns laid, its rows read, and all of it taken at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.services.import_applications import (
    Checked,
    Imported,
    ImportStopped,
    NotTaken,
    Opened,
    Template,
    check,
    import_checked,
    open_file,
    save_bad,
    save_template,
)
from ipju.services.office import Changes
from ipju.services.overlaps import overlap_list
from ipju.ui.jobs import Jobs, Task
from ipju.ui.screens.reception.import_mapping import MappingPane
from ipju.ui.screens.reception.import_result import ResultPane
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import EmptyState, ProgressPanel
from ipju.ui.widgets.surface import SectionHead, fill

_KINDS = "엑셀과 CSV (*.xlsx *.csv);;모든 파일 (*)"


class ImportPage(Page):
    """The steps of a file. `overlaps_wanted()` after taking one in which some overlap."""

    overlaps_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "엑셀로 받기", parent)
        self.setAcceptDrops(True)
        self._path: Path | None = None
        self._opened: Opened | None = None
        self._checked: Checked | None = None
        self._task: Task | None = None
        self.head = SectionHead("엑셀로 받기", "한 파일을 모두 받거나 하나도 받지 않습니다", px=19)
        self.choice = AnyNotice()
        self.choice.chosen.connect(self.leave)
        self.template_act = Act("양식 파일 저장", icon_name="excel")
        self.template_act.triggered.connect(self.ask_template)
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.overlaps_wanted)
        self.empty = EmptyState(
            "받을 파일을 고르거나 여기에 끌어 놓으세요.",
            "인터넷 접수에서 내려받은 엑셀(.xlsx)이나 CSV 파일을 그대로 받습니다. 열의 이름이 "
            "달라도 한 번 맞추면 기억합니다. 잘못된 칸이 하나라도 있으면 어느 칸인지 모두 "
            "보이고, 한 건도 받지 않습니다.",
            "파일 고르기",
            key="Ctrl+O",
        )
        self.empty.first_pressed.connect(self.ask_file)
        beginning = QWidget()
        inside = QVBoxLayout(beginning)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.empty)
        inside.addStretch(1)
        self.mapping = MappingPane()
        self.mapping.check_wanted.connect(self._check)
        self.mapping.left.connect(self.leave)
        self.result = ResultPane()
        self.result.left.connect(self.leave)
        self.result.columns_wanted.connect(self._show_columns)
        self.result.again_wanted.connect(self._again)
        self.result.take_wanted.connect(self.take)
        self.result.list_wanted.connect(self.ask_list)
        self.steps = QStackedWidget()
        for one in (beginning, self.mapping, self.result):
            self.steps.addWidget(one)
        head = QHBoxLayout()
        fill(head, self.head, None, self.choice, self.template_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.progress)
        column.addWidget(self.steps, 1)

    def concerned(self, changes: Changes) -> bool:
        return False

    def take_keys(self) -> None:
        step = self.steps.currentWidget()
        if isinstance(step, MappingPane | ResultPane):
            step.take_keys()
        elif self.empty.first is not None:
            self.empty.first.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.office is not None:
            self.choice.offer(self.office)

    def leave(self) -> None:
        """Put the file away; nothing of it was taken. Not while it is being taken."""
        if self._task is not None:
            return
        self._path, self._opened, self._checked = None, None, None
        self.banner.hide()
        self.steps.setCurrentIndex(0)
        self.take_keys()

    def ask_template(self) -> None:
        """Ask where to save the sample file."""
        name, _kind = QFileDialog.getSaveFileName(
            self, "양식 파일 저장", "신청 명단 양식.xlsx", "엑셀 파일 (*.xlsx)"
        )
        if name:
            self.save_template(Path(name))

    def save_template(self, path: Path) -> None:
        """Write the sample file."""
        office, notice = self.office, self.choice.notice()
        if office is not None and notice:
            self.jobs.run(
                lambda: save_template(office, notice, path),
                self._saved,
                self.refuse,
                label="양식 파일 저장",
                owner=self,
            )

    def ask_list(self) -> None:
        """Ask where to save the list of bad cells."""
        name, _kind = QFileDialog.getSaveFileName(
            self, "고칠 칸의 목록 저장", "고칠 칸.xlsx", "엑셀 파일 (*.xlsx)"
        )
        if name:
            self.save_list(Path(name))

    def save_list(self, path: Path) -> None:
        """Write the list of bad cells."""
        office, checked = self.office, self._checked
        if office is not None and checked is not None:
            self.jobs.run(
                lambda: save_bad(office, checked, path),
                lambda done: self.say("pas", f"{done.name}에 고칠 칸을 저장했습니다."),
                self.refuse,
                label="고칠 칸의 목록 저장",
                owner=self,
            )

    def ask_file(self) -> None:
        """Ask which file to take."""
        name, _kind = QFileDialog.getOpenFileName(self, "받을 파일", "", _KINDS)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file; its rows too where nothing is to be chosen."""
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or self._task is not None:
            return
        self.banner.hide()
        self._path = path
        self.progress.start(f"{path.name}을(를) 여는 중")

        def work(task: Task) -> Opened:
            opened = open_file(office, notice, path)
            # One file is one step: whoever stopped meanwhile wants nothing of it.
            task.check()
            return opened

        self._task = self.jobs.run_long(
            work,
            self._on_opened,
            self._not_read,
            on_cancelled=self._not_opened,
            label="파일 읽기",
            owner=self,
        )

    def take(self) -> None:
        """Take every row of the checked sheet."""
        office, checked = self.office, self._checked
        if (
            office is None
            or checked is None
            or self.result.take_act.blocked_reason()
            or self._task is not None
        ):
            return
        total = len(checked.cases)
        self.banner.hide()
        self.progress.start(f"{checked.name}에서 받는 중", total)
        self.result.take_act.set_blocked("받는 중입니다")

        def work(task: Task) -> tuple[Imported, int]:
            done = import_checked(
                office, checked, lambda count: task.report(count, total), lambda: task.cancelled
            )
            return done, overlap_list(office, checked.notice).waiting

        self._task = self.jobs.run_long(
            work,
            self._on_taken,
            self._not_taken,
            on_progress=self.progress.set_progress,
            on_cancelled=lambda: self._not_taken(ImportStopped()),
            label="엑셀로 받기",
            owner=self,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _saved(self, made: Template) -> None:
        self.say("pas", f"{made.path.name}에 열 {made.columns}개의 양식을 저장했습니다.")

    def _not_read(self, error: Exception) -> None:
        """What was read before stays in view: the file may lie open in Excel just now."""
        self._not_opened()
        self.refuse(error)
        self.take_keys()

    def _not_opened(self) -> None:
        self._task = None
        self.progress.hide()

    def _was_stopped(self) -> bool:
        """End a reading; tell whether somebody stopped it just as it ended."""
        stopped = self._task is not None and self._task.cancelled
        self._not_opened()
        return stopped

    def _on_opened(self, opened: Opened) -> None:
        if self._was_stopped() or self.office is None:
            return
        self._opened = opened
        self.mapping.show_file(opened, self.office.notices.get(opened.notice))
        self._show_columns()
        if len(opened.candidates) == 1:
            self._check()

    def _show_columns(self) -> None:
        if self._task is not None:
            return
        self.steps.setCurrentWidget(self.mapping)
        self.mapping.take_keys()

    def _check(self) -> None:
        office, opened, sheet = self.office, self._opened, self.mapping.sheet()
        if office is None or opened is None or sheet is None or self._task is not None:
            return
        columns = self.mapping.columns()
        self.banner.hide()
        total = len(sheet.data)
        self.progress.start(f"{opened.name}의 행을 읽는 중", total)
        self._task = self.jobs.run_long(
            lambda task: check(
                office,
                opened,
                sheet,
                columns,
                lambda count: task.report(count, total),
                lambda: task.cancelled,
            ),
            self._on_checked,
            self._not_checked,
            on_progress=self.progress.set_progress,
            on_cancelled=lambda: self._not_checked(ImportStopped()),
            label="행 확인",
            owner=self,
        )

    def _not_checked(self, error: Exception) -> None:
        self._task = None
        self.progress.hide()
        self._show_columns()
        if isinstance(error, NotTaken | ImportStopped):
            self.say("rev", str(error))
        else:
            self.refuse(error)

    def _on_checked(self, checked: Checked) -> None:
        if self._was_stopped():
            return
        self._checked = checked
        self.result.show_checked(checked)
        self.steps.setCurrentWidget(self.result)
        self.result.take_keys()

    def _again(self) -> None:
        """Read the file once more, after somebody mended it in Excel."""
        if self._path is not None:
            self.open_file(self._path)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_taken(self, told: tuple[Imported, int]) -> None:
        imported, waiting = told
        self._task = None
        words = (
            f"접수번호 {imported.first} – {imported.last}. 심사에서 '모두 다시 심사'로 판정합니다."
        )
        if imported.again:
            words += f" 앞서 조회한 신청 {imported.again:,}건은 겹치는지 다시 정해야 합니다."
        self.leave()
        self.progress.finish(
            "rev" if waiting else "pas",
            f"{imported.cases:,}건을 모두 받았습니다."
            + (f" 겹치는 신청이 {waiting:,}건 있습니다." if waiting else ""),
            words,
            "겹치는 신청 보기" if waiting else "",
        )
        self.changed.emit(imported.changes)

    def _not_taken(self, error: Exception) -> None:
        self._task = None
        self.result.take_act.set_blocked(None)
        if isinstance(error, ImportStopped):
            self.progress.finish("rev", str(error))
        else:
            self.progress.hide()
            self.refuse(error)
