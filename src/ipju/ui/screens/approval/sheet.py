"""The frozen sheet (심사표) of one proposal, as it was frozen, and the letter it leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ipju.domain.decision import Matter, ProposalState
from ipju.services.decisions import OpenedSheet
from ipju.ui.screens.approval.rows import CLAUSE, COLUMNS, FACT_COLUMNS, LIMIT, fact_rows, rows_of
from ipju.ui.screens.approval.words import VERDICT_MARKS, moment_words
from ipju.ui.theme.tokens import STRONG
from ipju.ui.widgets.chips import KeyCap
from ipju.ui.widgets.choice_fields import Segmented
from ipju.ui.widgets.icons import Icon
from ipju.ui.widgets.marks import MARK_TONES, Mark
from ipju.ui.widgets.pdf_view import PdfView
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, line_of
from ipju.ui.widgets.table import Table

_NARROW = 800
_ROOMY = 1000
_ROOMY_WIDTHS = (96, 124, 0, 210, 160, 164)
"""With room to spare, a limit in words and the name of a clause are told whole."""
_FACTS = 4
SHEET, LETTER = 0, 1
TURN = "Ctrl+T"


class SheetView(QWidget):
    """`show_sheet(opened)`; `letter_wanted` asks for the letter the first time it is looked at."""

    letter_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: OpenedSheet | None = None
        self._narrow = False
        self._build_head()
        self._build_changes()
        self.table = Table(COLUMNS, name="심사표")
        self.facts_head = SectionHead("바뀐 사실", "")
        self.facts = Table(FACT_COLUMNS, header=False, name="바뀐 사실")
        self.letter = PdfView()
        self.letter.print_button.hide()
        self.letter.save_button.hide()
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.facts_head)
        inside.addWidget(self.facts)
        self.pages = QStackedWidget()
        self.pages.addWidget(sheet)
        self.pages.addWidget(self.letter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(Rule())
        body = QVBoxLayout()
        body.setContentsMargins(18, 10, 18, 10)
        body.setSpacing(8)
        body.addLayout(self._verdict_line)
        body.addWidget(self.reasons)
        body.addWidget(self.changes)
        body.addWidget(self.pages, 1)
        whole.addLayout(body, 1)
        turn = QShortcut(QKeySequence(TURN), self)
        turn.setContext(Qt.ShortcutContext.WindowShortcut)
        turn.activated.connect(lambda: self.turn(1 - self.views.current()))

    def _build_head(self) -> None:
        self.head = Pane("surface")
        self.name = Label("", role="title", elide=True)
        self.number = Label("", px=STRONG, tone="ink2")
        self.frozen = Label("", tone="ink2", elide=True)
        self.proposer = Label("")
        self.editor = Label("", tone="ink2")
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(2)
        left.addLayout(line_of(self.name, self.number, None))
        left.addLayout(line_of(Icon("lock", tone="ink2", size=14), self.frozen, spacing=6))
        for label in (self.proposer, self.editor):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(18, 6, 18, 6)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.mark = Mark("na", 20)
        self.verdict = Label("", role="title")
        self.points = Label("", tone="ink2")
        self.views = Segmented(["심사표", "나갈 통지"])
        self.views.setAccessibleName("보는 것")
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.views.setFixedWidth(164)
        self.views.set_current(SHEET)
        self.views.chosen.connect(self.turn)
        self._verdict_line = line_of(
            Label("올린 결정", tone="ink2"),
            self.mark,
            self.verdict,
            8,
            self.points,
            None,
            self.views,
            KeyCap(TURN),
        )
        self.reasons = Label("", wrap=True)

    def _build_changes(self) -> None:
        self.changes = Pane("rev")
        self.changed = Label("", bold=True, tone="rev", elide=True)
        self.sent_back = Label("", wrap=True)
        self.only = QCheckBox("바뀐 것만")
        self.only.toggled.connect(lambda _on: self._fill())
        column = QVBoxLayout(self.changes)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addLayout(line_of(self.changed, None, self.only))
        column.addWidget(self.sent_back)

    def show_sheet(self, opened: OpenedSheet) -> None:
        """Show a sheet; what was looked at of the one before is let go."""
        self._opened = opened
        applicant = opened.case.applicant
        proposal, sheet = opened.proposal, opened.sheet
        self.name.setText(applicant.name if applicant and applicant.name else "이름 없음")
        self.number.setText(f"{opened.case.number}  {opened.case.supply.label}")
        self.frozen.setText(
            f"심사표 제{sheet.version}판 · {moment_words(sheet.frozen_at)} 고정"
            f" · 지문 {opened.fingerprint}"
        )
        self.proposer.setText(f"올린 사람 {opened.proposed_by}")
        edited = moment_words(opened.edited_at) if opened.edited_at else ""
        self.editor.setText(f"마지막 수정 {opened.edited_by or '없음'} {edited}".strip())
        mark = VERDICT_MARKS[proposal.verdict]
        self.mark.set_mark(mark, proposal.verdict.label)
        self.verdict.setText(f"{proposal.matter.label} {proposal.verdict.label}")
        self.verdict.set_tone(MARK_TONES[mark])
        self.points.setText(
            f"가점 {opened.points.counted}점" if proposal.matter is Matter.PERSON else ""
        )
        self.reasons.setText(f"올린 사유: {proposal.reasons}")
        self._show_changes(opened)
        self.letter.clear()
        self.views.setEnabled(opened.has_letter)
        self.views.setToolTip("" if opened.has_letter else "보류에는 나갈 통지가 없습니다.")
        self.turn(SHEET)
        self._fill()
        self.table.scrollToTop()

    def opened(self) -> OpenedSheet | None:
        """The sheet that is shown."""
        return self._opened

    def turn(self, view: int) -> None:
        """Look at the sheet or at the letter as it will go out."""
        if view == LETTER and not self.views.isEnabled():
            return
        self.views.set_current(view)
        self.pages.setCurrentIndex(view)
        if view == LETTER and not self.letter.data():
            self.letter.clear("만드는 중…")
            self.letter_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        for column in (LIMIT, CLAUSE):
            self.table.setColumnHidden(column, narrow)
        roomy = event.size().width() >= _ROOMY
        usual = _ROOMY_WIDTHS if roomy else [one.width for one in COLUMNS]
        self.table.set_widths([88, 104, 0, 0, 150, 0] if narrow else usual)
        self.points.setVisible(not narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()

    def _show_changes(self, opened: OpenedSheet) -> None:
        previous = opened.previous
        self.changes.setVisible(previous is not None)
        self.only.setChecked(False)
        if previous is None:
            return
        count = len({one.rule for one in opened.differences})
        who = f", {opened.previous_by}" if opened.previous_by else ""
        before = f"지난번({moment_words(previous.proposed_at)[:10]}{who} {previous.state.label})"
        self.changed.setText(
            f"{before}에서 {count}건이 바뀌었습니다." if count else f"{before}과 판정이 같습니다."
        )
        self.only.setEnabled(bool(count))
        turned = previous.state in (ProposalState.SENT_BACK, ProposalState.REFUSED)
        self.sent_back.setText(f"{previous.state.label} 사유: {previous.decision_reason}")
        self.sent_back.setVisible(turned and bool(previous.decision_reason))

    def _fill(self) -> None:
        if self._opened is None:
            return
        only = self.only.isChecked()
        self.table.set_rows(rows_of(self._opened, only_changed=only, narrow=self._narrow))
        facts = fact_rows(self._opened)
        self.facts.set_rows(facts)
        self.facts_head.set_note(f"지난번 올린 뒤 {len(facts)}건")
        for part in (self.facts_head, self.facts):
            part.setVisible(bool(facts))
        self.facts.fit_height(most_rows=_FACTS)
