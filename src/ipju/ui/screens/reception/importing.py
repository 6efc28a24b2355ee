"""엑셀로 받기: applications from a file, with the sample file to fill in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.import_applications import Template, save_template
from ipju.services.office import Changes
from ipju.ui.jobs import Jobs
from ipju.ui.screens.reception.notice_choice import AnyNotice
from ipju.ui.screens.sectioned import Page
from ipju.ui.widgets.buttons import Act
from ipju.ui.widgets.surface import Label, SectionHead, fill


class ImportPage(Page):
    """The notice, and the sample file of its applications."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, "엑셀로 받기", parent)
        self.head = SectionHead("엑셀로 받기", "인터넷 접수 자료를 그대로 받습니다", px=19)
        self.choice = AnyNotice()
        self.template_act = Act("양식 파일 저장", icon_name="excel", key="Ctrl+Shift+S")
        self.template_act.triggered.connect(self.ask_template)
        head = QHBoxLayout()
        fill(head, self.head, None, self.choice, self.template_act)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.banner)
        words = "양식 파일에는 이 공고의 신청에 적는 열과, 열마다 적는 법이 들어 있습니다."
        column.addWidget(Label(words, tone="ink2", wrap=True))
        column.addStretch(1)

    def concerned(self, changes: Changes) -> bool:
        return False

    def take_keys(self) -> None:
        self.template_act.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.office is not None:
            self.choice.offer(self.office)

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

    def _saved(self, made: Template) -> None:
        self.say("pas", f"{made.path.name}에 열 {made.columns}개의 양식을 저장했습니다.")
