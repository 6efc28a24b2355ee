"""이력: what was done with this case, and the signed answers."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ipju.services.history import Act, history
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.case.inputs import write_moment
from ipju.ui.screens.case.page import Page
from ipju.ui.widgets.surface import SectionHead
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column


class HistoryPage(Page):
    """The ledger rows of the case, read whenever the page is shown, and the answers."""

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, "이력", parent)
        self._jobs = jobs
        self.answers = Table(
            (
                Column("언제", 136),
                Column("누가", 76),
                Column("항목", 106),
                Column("답"),
                Column("사유"),
            ),
            name="서명한 판단",
        )
        self.acts = Table(
            (Column("언제", 136), Column("누가", 76), Column("한 일"), Column("사유")),
            name="한 일",
        )
        self._answers_head = SectionHead("서명한 판단", "")
        for part in (self._answers_head, self.answers, SectionHead("한 일", ""), self.acts):
            self.column.addWidget(part)
        self.close_column()
        session.case_changed.connect(self._show_answers)
        session.saved.connect(self._ask)
        self._show_answers()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self, *_: object) -> None:
        if not self.isVisible():
            return
        office, case_id = self.session.office, self.session.case.id
        self._jobs.run(
            lambda: history(office, case_id),
            self._show,
            self._failed,
            label="이력",
            key="history",
            owner=self,
        )

    def _show(self, acts: tuple[Act, ...]) -> None:
        self.acts.set_rows(
            [
                {
                    "id": str(at),
                    "cells": [
                        {"t": write_moment(one.at)},
                        {"t": one.actor},
                        {"t": one.what},
                        {"t": one.why, "tip": one.why},
                    ],
                }
                for at, one in enumerate(acts)
            ]
        )
        self.acts.fit_height()

    def _failed(self, error: Exception) -> None:
        self.note.setText(f"이력을 읽지 못했습니다. {explain(error)}")

    def _show_answers(self, *_: object) -> None:
        from ipju.rules.names import TITLES

        answers = sorted(self.session.case.answers, key=lambda one: one.answered_at, reverse=True)
        self._answers_head.setVisible(bool(answers))
        self.answers.setVisible(bool(answers))
        self.answers.set_rows(
            [
                {
                    "id": one.id.hex,
                    "cells": [
                        {"t": write_moment(one.answered_at)},
                        {"t": one.officer},
                        {"t": TITLES.get(one.question.partition("/")[0], ("", ""))[1]},
                        {"t": self._choice(one.question, one.choice)},
                        {"t": one.reason, "tip": one.reason},
                    ],
                }
                for one in answers
            ]
        )
        self.answers.fit_height()

    def _choice(self, question: str, choice: str) -> str:
        for finding in self.session.judgement.findings:
            for asked in finding.questions:
                if asked.id == question:
                    for one in asked.choices:
                        if one.id == choice:
                            return one.text
        return choice
