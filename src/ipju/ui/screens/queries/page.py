"""소득·자산 조회: the page that writes the file for the agencies and takes their results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ipju.services.authority import DECIDING
from ipju.services.office import Changes
from ipju.services.queries import (
    Asked,
    CheckedResults,
    LastTaken,
    QueryStopped,
    ResultTemplate,
    Scope,
    Taken,
    TakenBack,
    check_results,
    export_query,
    last_taken,
    save_result_template,
    take_results,
    undo_take,
)
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.screens.queries.dialogs import AskDialog, SourceDialog, UndoDialog
from ipju.ui.screens.queries.last import LastLine
from ipju.ui.screens.queries.listed import ListedPane
from ipju.ui.screens.queries.result import CheckedPane
from ipju.ui.screens.queries.rows import left_words
from ipju.ui.screens.queries.words import asking_words, items_words, taking_words
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.feedback import ProgressPanel
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill, line_of

_KINDS = "엑셀과 CSV (*.xlsx *.csv);;모든 파일 (*)"
_TAKES_ALL = 1000
_REFUSED = "담당과 결재 역할이 조회를 의뢰하고 결과를 받습니다."


class QueryPage(Page):
    """Asking and taking. `case_wanted(id, None)` opens a case that is left out or differs."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "소득·자산 조회", parent)
        self._path: Path | None = None
        self._checked: CheckedResults | None = None
        self._last: LastTaken | None = None
        self._task: Task | None = None
        self.head = SectionHead("소득·자산 조회", "", px=19)
        self.choice = AnyNotice()
        self.choice.chosen.connect(self._on_notice)
        self.ask_act = Act("조회 파일 만들기", "primary", key="Ctrl+E", icon_name="excel")
        self.ask_act.triggered.connect(self.ask)
        self.open_act = Act("결과 파일 고르기", key="Ctrl+O")
        self.open_act.triggered.connect(self.ask_file)
        self.template_act = Act("결과 양식 저장", "quiet", icon_name="excel")
        self.template_act.triggered.connect(self.ask_template)
        self.last = LastLine()
        self.last.undo_wanted.connect(self.ask_undo)
        self.items = Label("", tone="ink2", wrap=True)
        self.kinds = Label("", tone="ink2", wrap=True)
        self.progress = ProgressPanel()
        self.progress.stop_requested.connect(self._stop)
        self.progress.act_pressed.connect(self.progress.hide)
        self.listed = ListedPane()
        self.listed.case_wanted.connect(lambda case: self.case_wanted.emit(case, None))
        self.result = CheckedPane()
        self.result.left.connect(self.leave)
        self.result.again_wanted.connect(self._again)
        self.result.take_wanted.connect(self.ask_source)
        self.result.case_wanted.connect(lambda case: self.case_wanted.emit(case, None))
        self.steps = QStackedWidget()
        for one in (self._beginning(), self.result):
            self.steps.addWidget(one)
        head = QHBoxLayout()
        fill(head, self.head, None, self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.progress)
        column.addWidget(self.steps, 1)

    def _beginning(self) -> QWidget:
        asking, taking = Pane("panel", boxed=True), Pane("panel", boxed=True)
        for pane, title, words, acts in (
            (asking, "① 기관에 의뢰", self.items, (self.ask_act,)),
            (taking, "② 결과 받기", self.kinds, (self.open_act, self.template_act)),
        ):
            inside = QVBoxLayout(pane)
            inside.setContentsMargins(18, 14, 18, 16)
            inside.setSpacing(8)
            inside.addWidget(Label(title, role="strong"))
            inside.addWidget(words)
            inside.addStretch(1)
            inside.addLayout(line_of(*acts, None, spacing=12))
        page = QWidget()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(asking, 1)
        row.addWidget(taking, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.last)
        column.addWidget(self.listed, _TAKES_ALL)
        column.addStretch(1)
        return page

    def concerned(self, changes: Changes) -> bool:
        return False

    def take_keys(self) -> None:
        if self.steps.currentWidget() is self.result:
            self.result.take_keys()
        else:
            self.ask_act.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.office is None:
            return
        self.choice.offer(self.office)
        may = self.office.actor.roles & DECIDING
        for act in (self.ask_act, self.open_act, self.template_act):
            act.set_blocked(None)
            act.button.setEnabled(bool(may))
        if not may:
            self.say("rev", _REFUSED)
        self._tell()
        self._ask_last()

    def leave(self) -> None:
        """Put the file away; nothing of it was taken. Not while something is under way."""
        if self._task is not None:
            return
        self._path, self._checked = None, None
        self.banner.hide()
        self._tell()
        self.steps.setCurrentIndex(0)
        self.take_keys()

    def ask(self) -> None:
        """Ask whom to ask and why."""
        if self.office is None or not self.choice.notice() or self._task is not None:
            return
        items = items_words(self.office.notices.get(self.choice.notice()))
        dialog = AskDialog(items, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self._ask_where)
        dialog.open()

    def export(self, path: Path, agency: str, reason: str, scope: Scope) -> None:
        """Write the file for an agency."""
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or self._task is not None:
            return

        def work(task: Task) -> Asked:
            total = office.store.counts(notice).get("total", 0)
            return export_query(
                office,
                notice,
                path,
                agency,
                reason,
                scope,
                lambda done: task.report(min(done, total), total),
                lambda: task.cancelled,
            )

        self._run("조회 대상을 모으는 중", work, self._on_asked)

    def ask_template(self) -> None:
        """Ask where to save the sample file of results."""
        name, _kind = QFileDialog.getSaveFileName(
            self, "결과 양식 저장", "조회 결과 양식.xlsx", "엑셀 파일 (*.xlsx)"
        )
        office, notice = self.office, self.choice.notice()
        if name and office is not None and notice:
            self.jobs.run(
                lambda: save_result_template(office, notice, Path(name)),
                self._on_template,
                self.refuse,
                label="결과 양식 저장",
                owner=self,
            )

    def ask_file(self) -> None:
        """Ask which file of results to take."""
        name, _kind = QFileDialog.getOpenFileName(self, "결과 파일", "", _KINDS)
        if name:
            self.check(Path(name))

    def check(self, path: Path) -> None:
        """Read a file of results and show what differs."""
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or self._task is not None:
            return
        self._path = path

        def work(task: Task) -> CheckedResults:
            total = office.store.counts(notice).get("total", 0)
            return check_results(
                office,
                notice,
                path,
                lambda done: task.report(min(done, total), total),
                lambda: task.cancelled,
            )

        self._run(f"{path.name}을(를) 읽는 중", work, self._on_checked)

    def ask_source(self) -> None:
        """Ask whose answer it is."""
        checked = self._checked
        if checked is None or not checked.plans or self._task is not None:
            return
        dialog = SourceDialog(len(checked.plans), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self.take)
        dialog.open()

    def take(self, source: str) -> None:
        """Write the checked results into their cases."""
        office, checked = self.office, self._checked
        if office is None or checked is None or self._task is not None:
            return
        total = len(checked.plans)

        def work(task: Task) -> Taken:
            return take_results(
                office,
                checked,
                source,
                lambda done: task.report(done, total),
                lambda: task.cancelled,
            )

        self._run("조회 결과를 적는 중", work, self._on_taken)

    def ask_undo(self) -> None:
        """Ask why the last file is taken back."""
        last = self._last
        if last is None or self._task is not None:
            return
        dialog = UndoDialog(last.name, last.cases, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.agreed.connect(self.undo)
        dialog.open()

    def undo(self, reason: str) -> None:
        """Take the last file of results back."""
        office, notice, last = self.office, self.choice.notice(), self._last
        if office is None or not notice or last is None or self._task is not None:
            return
        total = last.cases

        def work(task: Task) -> TakenBack:
            return undo_take(
                office,
                notice,
                reason,
                lambda done: task.report(min(done, total), total),
                lambda: task.cancelled,
            )

        self._run("조회 결과를 되돌리는 중", work, self._on_undone)

    def _on_undone(self, back: TakenBack) -> None:
        self._end()
        left = f" 뒤에 고친 {len(back.left):,}곳은 그대로 두었습니다." if back.left else ""
        self.progress.finish(
            "rev" if back.left else "pas",
            f"{back.name}에서 받은 결과를 {back.cases:,}건에서 되돌리고 다시 심사했습니다.{left}",
            act="닫기",
        )
        self.listed.show_stays(back.left)
        self.changed.emit(back.changes)
        self._ask_last()

    def _run(self, title: str, work: Any, done: Any) -> None:
        self.banner.hide()
        # What is read or written is of the notice chosen when it began.
        self.choice.setEnabled(False)
        self.progress.start(title)
        self._task = self.jobs.run_long(
            work,
            done,
            self._not_done,
            on_progress=self.progress.set_progress,
            on_cancelled=lambda: self._not_done(QueryStopped()),
            label="소득·자산 조회",
            owner=self,
        )

    def _end(self) -> None:
        self._task = None
        self.choice.setEnabled(True)
        self.take_keys()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _not_done(self, error: Exception) -> None:
        self._end()
        self.progress.finish("rev" if isinstance(error, QueryStopped) else "fail", explain(error))

    def _ask_where(self, agency: str, reason: str, scope: Scope) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, "조회 파일 저장", "소득·자산 조회 대상.xlsx", "엑셀 파일 (*.xlsx)"
        )
        if name:
            self.export(Path(name), agency, reason, scope)

    def _on_asked(self, asked: Asked) -> None:
        self._end()
        left, why = "", ""
        if asked.left_out:
            left = f" 뺀 것이 {len(asked.left_out):,}건 있습니다."
            why = f"뺀 까닭: {left_words(asked.left_out)}. "
        self.progress.finish(
            "rev" if asked.left_out else "pas",
            f"{asked.path.name}에 {asked.cases:,}건 {asked.people:,}명을 담았습니다.{left}",
            f"{why}주민등록번호가 들어 있는 파일입니다. 보낸 뒤에는 지우십시오.",
            "닫기",
        )
        self.listed.show_left_out(asked.left_out)
        self.changed.emit(asked.changes)

    def _on_template(self, made: ResultTemplate) -> None:
        self.say("pas", f"{made.path.name}에 시트 {made.sheets}개의 양식을 저장했습니다.")

    def _on_checked(self, checked: CheckedResults) -> None:
        self._end()
        self.progress.hide()
        self._checked = checked
        self.result.show_checked(checked)
        self.steps.setCurrentWidget(self.result)
        self.result.take_keys()

    def _on_taken(self, taken: Taken) -> None:
        self._end()
        self.progress.finish(
            "pas",
            f"{taken.cases:,}건 {taken.people:,}명의 조회 결과를 적고 다시 심사했습니다.",
            act="닫기",
        )
        self.listed.clear()
        self.leave()
        self.changed.emit(taken.changes)
        self._ask_last()

    def _again(self) -> None:
        if self._path is not None:
            self.check(self._path)

    def _tell(self) -> None:
        """Say what goes out and what may come back for the notice chosen."""
        if self.office is not None and self.choice.notice():
            notice = self.office.notices.get(self.choice.notice())
            self.items.setText(asking_words(notice))
            self.kinds.setText(taking_words(notice))

    def _on_notice(self) -> None:
        self.leave()
        self.listed.clear()
        self._ask_last()

    def _ask_last(self) -> None:
        """Ask which file was taken last for the notice chosen."""
        office, notice = self.office, self.choice.notice()
        if office is None or not notice or not office.actor.roles & DECIDING:
            self._show_last(None)
            return
        self.jobs.run(
            lambda: last_taken(office, notice),
            self._show_last,
            self.refuse,
            label="마지막에 받은 결과",
            key="last-taken",
            owner=self,
        )

    def _show_last(self, last: LastTaken | None) -> None:
        self._last = last
        self.last.show_last(last)
