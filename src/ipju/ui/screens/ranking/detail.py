"""The right side of 순위·추첨: what was frozen, what is to be published, what was drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ipju.services.candidates import Track
from ipju.services.ranking import Result, RosterLine
from ipju.ui.screens.intake.paragraph import Paragraph
from ipju.ui.screens.ranking.words import (
    HISTORY_COLUMNS,
    clock,
    digest_lines,
    draw_words,
    history_rows,
)
from ipju.ui.theme.tokens import BODY, LINE_HEIGHT
from ipju.ui.widgets.buttons import Act, Button
from ipju.ui.widgets.surface import Label, Pane, SectionHead, fill
from ipju.ui.widgets.table import make_table

_LEAST = 320
_DIGEST_LINES = 4
NO_ROSTER = (
    "아직 굳힌 명부가 없습니다. 자격 결재를 마친 뒤 명부를 굳히면 순서가 정해지고, "
    "추첨 전에 공개할 지문이 나옵니다."
)
NO_TIE = "호수의 경계에 동점자가 없어 추첨 없이 정해졌습니다. 추첨하면 동점자의 순서만 정해집니다."
TO_PUBLISH = "추첨 전에 이 지문을 공개하십시오. 명부나 호수를 바꾸면 지문이 달라집니다."
SUPERVISOR_ONLY = "결재 담당자가 합니다"


class _Words(Paragraph):
    """A paragraph as high as its words, whatever a wrapped label would rather have."""

    def _fit(self) -> None:
        if self.isVisible():
            self.setMinimumHeight(0)  # a label never asks for less than it was given before
            self.setFixedHeight(max(LINE_HEIGHT[BODY], self.heightForWidth(self.width())))


class RosterPane(Pane):
    """One supply type. `freeze_wanted`, `save_wanted`, `draw_wanted`, `proof_wanted`,

    `annul_wanted`; `past_wanted(draw id)` shows the proof of a draw out of the history.
    """

    freeze_wanted = Signal()
    save_wanted = Signal()
    draw_wanted = Signal()
    proof_wanted = Signal()
    annul_wanted = Signal()
    past_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.setMinimumWidth(_LEAST)
        self.roster_head = SectionHead("1. 명부")
        self.roster_words = _Words()
        self.freeze_act = Act("명부 굳히기", "primary", key="Ctrl+O", parent=self)
        self.freeze_act.triggered.connect(self.freeze_wanted)
        self.digest = Label("", bold=True)
        self.digest.setFixedHeight(self.digest.fontMetrics().lineSpacing() * _DIGEST_LINES + 4)
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.digest.setAccessibleName("공개할 지문")
        self.publish = _Words(TO_PUBLISH)
        self.copy_button = Button("지문 복사", parent=self)
        self.copy_button.clicked.connect(self._copy)
        self.save_button = Button("명부 저장", parent=self)
        self.save_button.clicked.connect(self.save_wanted)
        self.again_button = Button("다시 굳히기", parent=self)
        self.again_button.clicked.connect(self.freeze_wanted)
        self.draw_head = SectionHead("2. 추첨")
        self.draw_words = _Words()
        self.draw_act = Act("씨앗 넣고 추첨하기", "primary", key="Ctrl+O", parent=self)
        self.draw_act.triggered.connect(self.draw_wanted)
        self.proof_button = Button("증명서 보기", icon_name="print", parent=self)
        self.proof_button.clicked.connect(self.proof_wanted)
        self.annul_button = Button("무효로 하기", parent=self)
        self.annul_button.clicked.connect(self.annul_wanted)
        self.why_not = Label(SUPERVISOR_ONLY, tone="ink2", elide=True)
        self.history_head = SectionHead("지나온 일", "Enter 증명서")
        self.history = make_table(HISTORY_COLUMNS, name="명부와 추첨의 이력", header=False)
        self.history.opened.connect(self.past_wanted)
        self._digest = ""
        copying, drawing = QHBoxLayout(), QHBoxLayout()
        fill(copying, self.copy_button, self.save_button, self.again_button, None)
        fill(drawing, self.proof_button, self.annul_button, self.why_not, None)
        column = QVBoxLayout(self)
        fill(
            column,
            self.roster_head,
            self.roster_words,
            self.freeze_act,
            self.publish,
            self.digest,
            margins=14,
            spacing=6,
        )
        column.addLayout(copying)
        column.addSpacing(8)
        for part in (self.draw_head, self.draw_words, self.draw_act):
            column.addWidget(part)
        column.addLayout(drawing)
        column.addSpacing(8)
        column.addWidget(self.history_head)
        column.addWidget(self.history, 1)
        column.addStretch(0)

    def show_state(
        self,
        result: Result | None,
        track: Track | None,
        past: Sequence[RosterLine],
        decides: bool,
    ) -> None:
        """Show the newest roster, or what it would be made of; `decides`: the actor may act."""
        standing = result.line.standing if result else None
        self.roster_words.setText(_roster_words(result, track))
        blocked = None if decides else SUPERVISOR_ONLY
        self.freeze_act.setVisible(result is None)
        self.freeze_act.set_blocked(blocked)
        self.again_button.setVisible(result is not None and standing is None and decides)
        self._digest = result.line.roster.digest if result else ""
        self.digest.setText(digest_lines(self._digest))
        for part in (self.digest, self.copy_button, self.save_button):
            part.setVisible(result is not None)
        self.publish.setVisible(result is not None and standing is None)
        self.draw_head.setVisible(result is not None)
        self.draw_words.setText(_draw_words(result))
        self.draw_words.setVisible(result is not None)
        self.draw_act.setVisible(result is not None and standing is None)
        self.draw_act.set_blocked(blocked)
        self.proof_button.setVisible(standing is not None)
        self.annul_button.setVisible(standing is not None)
        self.why_not.setVisible(standing is not None and not decides)
        for button in (self.again_button, self.annul_button):
            button.setEnabled(decides)
            button.setAccessibleDescription(blocked or "")
        self.history.set_rows(history_rows(past))
        self.history.setVisible(bool(past))
        self.history_head.setVisible(bool(past))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._digest)


def _roster_words(result: Result | None, track: Track | None) -> str:
    if result is not None:
        line = result.line
        return f"{clock(line.roster.frozen_at)}에 굳힘 · {line.by}"
    if track is None:
        return NO_ROSTER
    waiting = (
        f"\n결정 전인 {track.undecided:,}건은 명부에 들지 않습니다." if track.undecided else ""
    )
    out = "".join(f"\n{number}: {why}" for number, why in track.left_out[:3])
    return f"적격으로 승인된 {len(track.entries):,}명이 들어갑니다.{waiting}{out}"


def _draw_words(result: Result | None) -> str:
    if result is None:
        return ""
    if result.line.standing is not None:
        return draw_words(result.line.standing)
    tied = len(result.cut.tied)
    if not tied:
        return NO_TIE
    return f"동점 {tied:,}명 가운데 {result.cut.seats:,}명을 추첨으로 정합니다."
