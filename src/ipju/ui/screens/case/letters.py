"""통지: decisions to be proposed and issued, the other forms, and the letters that went out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.decision import IssuedLetter, ProposalState
from ipju.services.files import write_whole
from ipju.services.issue_letter import draft, letter_preview, print_letter, save_letter
from ipju.services.letters import FORMS, CannotPrint
from ipju.services.office import Changes
from ipju.services.print_form import (
    note_printed,
    preview_blank,
    preview_form,
    save_form,
)
from ipju.services.print_requests import preview_request, print_requests
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.approval.words import STATE_MARKS
from ipju.ui.screens.case.decision_state import STANDING, DecisionState
from ipju.ui.screens.case.letters_propose import ProposeBlock, may_decide
from ipju.ui.screens.case.letters_requests import (
    CaseRequests,
    may_print,
    save_request,
    words_of,
)
from ipju.ui.screens.case.letters_words import (
    CHOICES,
    Choice,
    choice_of,
    choices_of,
    filled_of,
    is_blank,
    other_forms,
    suggested,
)
from ipju.ui.theme.tokens import TITLE
from ipju.ui.widgets.chips import Chip
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.pdf_view import PdfView
from ipju.ui.widgets.surface import Label, Pane, line_of
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column, Row

_LETTER = "letter/"
_LIST, _LIST_NARROW, _NARROW = 206, 164, 560
_PAGE = 280
"""Least height of the page below what is said of it; a low window scrolls both."""


class LettersPage(QWidget):
    """The list at the left; at the right where the decision stands, and the page as printed."""

    def __init__(
        self,
        session: CaseSession,
        jobs: Jobs,
        state: DecisionState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._jobs = jobs
        self._state = state
        self._shown = ""
        self._others: dict[str, str] = {}
        self._last_said: tuple[str, str] | None = None
        self.forms = Table((Column("서식"),), header=False, name="서식")
        self.forms.row_changed.connect(self._choose)
        self.block = ProposeBlock(session, jobs, state)
        self.block.said.connect(self._keep_saying)
        self.block.issued.connect(self._on_issued)
        self.block.began.connect(self.forms.setFocus)
        self.changed_since = Chip("그 뒤 사실이 바뀜", "rev")
        self.letter_words = Label("", wrap=True)
        self.pdf = PdfView()
        self.pdf.save_wanted.connect(self._save)
        self.pdf.banner.acted.connect(self._read)
        self.pdf.print_button.clicked.disconnect()
        self.pdf.print_button.clicked.connect(self._print)
        self.save_button, self.print_button = self.pdf.save_button, self.pdf.print_button
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(Label("통지", px=TITLE, bold=True))
        left.addWidget(self.forms, 1)
        self.pdf.setMinimumHeight(_PAGE)
        side = Pane("surface")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        right.addWidget(self.block)
        right.addWidget(self.letter_words)
        right.addLayout(line_of(self.changed_since, None))
        right.addWidget(self.pdf, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(16)
        whole.addLayout(left)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(side)
        whole.addWidget(scroll, 1)
        self.setFocusProxy(self.forms)
        self.requests = CaseRequests(session, jobs, self)
        self.block.hide()
        self.changed_since.hide()
        self.letter_words.hide()
        self.forms.setFixedWidth(_LIST)
        self._fill()
        session.case_changed.connect(self._again)
        state.changed.connect(self._on_state)
        self.requests.changed.connect(self._on_state)
        state.voided.connect(self._on_voided)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._state.ask()
        self.requests.ask()
        if not self.forms.current_id():
            self.forms.select_id(self._first())
        else:
            self._again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self.forms.setFixedWidth(_LIST_NARROW if narrow else _LIST)

    def show_form(self, row: str) -> None:
        """Show one row of the list: a decision, another form, or a letter that went out."""
        self._shown = row
        choice, letter, asked = choice_of(row), self._letter(row), self.requests.line(row)
        self.block.setVisible(choice is not None)
        lost = self._state.lost_words(letter) if letter is not None else ""
        self.changed_since.set_text(lost)
        self.changed_since.setVisible(bool(lost))
        self.letter_words.setVisible(letter is not None or asked is not None)
        for button in (self.save_button, self.print_button):
            button.setVisible(choice is None and (asked is None or may_print(asked)))
        if choice is not None:
            self.block.choose(choice)
            self._show_decision(choice)
        elif letter is not None:
            self._show_letter(letter)
        elif asked is not None:
            office, request = self.session.office, asked.request.id
            self.letter_words.setText(words_of(asked))
            self._load(lambda: preview_request(office, request), f"{asked.request.kind.label}서")
        elif row in self._others:
            self._load(self._form_maker(row), self._others[row])

    def _first(self) -> str:
        """The row to begin with: what stands, else what the findings lead to."""
        for choice in CHOICES:
            found = self._state.latest(choice.matter)
            if found is not None and found.verdict in choice.verdicts:
                return choice.row
        verdict = suggested(self.session.judgement, CHOICES[0].matter)
        return next(one.row for one in CHOICES if verdict in one.verdicts)

    def _choose(self, row: str) -> None:
        self._last_said = None
        self.show_form(row)

    def _again(self, *_: object) -> None:
        if self.isVisible() and self._shown and not self._shown.startswith(_LETTER):
            self.show_form(self._shown)

    def _on_state(self, _found: object) -> None:
        self._fill()
        if self.isVisible() and self._shown:
            self.show_form(self._shown)

    def _on_voided(self, _proposal: object) -> None:
        """Take away what was said of an act that has no effect any more."""
        self._last_said = None
        self.pdf.banner.hide()

    def _fill(self) -> None:
        """Show the list with where each decision stands, and what was issued."""
        rows: list[Row] = []
        matter = None
        for choice in choices_of(self.session.notice):
            if choice.matter is not matter:
                matter = choice.matter
                rows.append(group_row(f"group/{matter.value}", f"결정 · {matter.label}"))
            rows.append(self._choice_row(choice))
        rows.append(group_row("group/other", "그 밖의 서식"))
        self._others = other_forms(self.session.notice, self.session.case)
        rows += [
            {"id": key, "cells": [{"t": name, "tip": name}]} for key, name in self._others.items()
        ]
        letters = self._state.known.letters if self._state.known is not None else ()
        if letters:
            rows.append(group_row("group/issued", "발급한 통지"))
        rows += [self._letter_row(one) for one in letters]
        self.forms.set_rows([*rows, *self.requests.rows()])

    def _choice_row(self, choice: Choice) -> Row:
        found = self._state.latest(choice.matter)
        stands = found is not None and found.verdict in choice.verdicts
        if found is None or not stands or found.state is ProposalState.WITHDRAWN:
            return {"id": choice.row, "cells": [{"t": choice.words}]}
        sent = self._state.letter_of(found) is not None
        words = "발급함" if sent and found.state is ProposalState.APPROVED else found.state.label
        return {
            "id": choice.row,
            "cells": [
                {
                    "t": choice.words,
                    "mark": STATE_MARKS[found.state],
                    "tone": "ink",
                    "sub": words,
                    "said": f"{choice.words}, {words}",
                }
            ],
        }

    def _letter_row(self, letter: IssuedLetter) -> Row:
        by = self._state.name(letter.issued_by)
        said = f"{letter.issued_on} {by} · 출력 {letter.prints}"
        lost = self._state.lost_words(letter)
        return {
            "id": f"{_LETTER}{letter.id.hex}",
            "cells": [
                {
                    "t": FORMS[letter.form],
                    "sub": lost or said,
                    "sub_tone": "rev" if lost else "ink3",
                    "bold": True,
                    "tip": f"시행 {letter.number}, {said}번",
                }
            ],
        }

    def _letter(self, row: str) -> IssuedLetter | None:
        letters = self._state.known.letters if self._state.known is not None else ()
        return next((one for one in letters if row == f"{_LETTER}{one.id.hex}"), None)

    def _show_decision(self, choice: Choice) -> None:
        if not choice.form:
            self.pdf.clear("보류에는 나갈 통지가 없습니다.")
            self._say_again()
            return
        found = self._state.latest(choice.matter)
        office, case = self.session.office, self.session.case
        frozen = (
            found is not None
            and found.state in STANDING
            and found.verdict in choice.verdicts
            and may_decide(self.session)
        )
        name = f"{choice.words} · 결재 전 초안"
        if found is not None and frozen:
            proposal = found.id
            if found.state is ProposalState.APPROVED:
                name = f"{choice.words} · 승인된 심사표에서"
            self._load(lambda: letter_preview(office, proposal), name)
        else:
            self._load(lambda: draft(office, case, choice.form), name)

    def _show_letter(self, letter: IssuedLetter) -> None:
        by, name = self._state.name(letter.issued_by), FORMS[letter.form]
        self.letter_words.setText(
            f"시행 {letter.number}\n{letter.issued_on} {by} 발급 · 출력 {letter.prints}번"
        )
        if not letter.whole:
            self.pdf.clear(name)
            self.pdf.say("fail", "발급할 때의 통지와 다릅니다. 개인정보 담당자에게 알리십시오.")
            return
        self.pdf.show_pdf(letter.pdf, name)
        self._say_again()

    def _form_maker(self, form: str) -> Callable[[], bytes]:
        office, case = self.session.office, self.session.case
        if is_blank(form):
            return lambda: preview_blank(office, case.notice, filled_of(form))
        return lambda: preview_form(office, case, form)

    def _load(self, make: Callable[[], bytes], name: str) -> None:
        """Make a page in the background; a newer one makes the one before it worthless."""
        if not self.pdf.data():
            self.pdf.clear("만드는 중…")
        self.save_button.setEnabled(False)
        self.print_button.setEnabled(False)
        row = self._shown

        def show(data: bytes) -> None:
            if self._shown != row:
                return  # what was chosen since is shown without making anything
            self.pdf.show_pdf(data, name)
            self.block.set_problem("")
            self._say_again()

        def fail(error: Exception) -> None:
            if self._shown != row:
                return
            self.pdf.clear(name)
            self.block.set_problem(explain(error))
            tone = "rev" if isinstance(error, CannotPrint) else "fail"
            self.pdf.say(tone, explain(error))

        self._jobs.run(make, show, fail, label="미리보기", key="preview", owner=self)

    def _save(self, path: str, data: bytes) -> None:
        """Save under the name the officer picked; a letter's saving is counted."""
        office, case, row = self.session.office, self.session.case, self._shown
        letter, asked = self._letter(row), self.requests.line(row)

        def act() -> Path:
            if letter is not None:
                return save_letter(office, letter.id, Path(path))
            if asked is not None:
                return save_request(office, asked.request.id, Path(path))
            if is_blank(row):
                return write_whole(Path(path), data)
            return save_form(office, case, row, Path(path))

        self._jobs.run(act, self._saved, self._not_saved, label="PDF로 저장", owner=self)

    def _print(self) -> None:
        """Print what is shown; a letter is counted first, and the same bytes go out."""
        printer = self.pdf.ask_printer()
        if printer is None:
            return
        office, case, row = self.session.office, self.session.case, self._shown
        letter, asked = self._letter(row), self.requests.line(row)

        def count() -> None:
            if letter is not None:
                print_letter(office, letter.id, "인쇄")
            elif asked is not None:
                print_requests(office, [asked.request.id])
            elif not is_blank(row):
                note_printed(office, case, row, "인쇄")

        def paint(_nothing: None) -> None:
            self.pdf.paint_on(printer)
            self._told("pas", "인쇄기에 보냈습니다. 부친 날은 따로 적습니다.")

        self._jobs.run(count, paint, self._not_printed, label="인쇄", owner=self)

    def _on_issued(self, letter: IssuedLetter) -> None:
        """Go to the letter that has just gone out, ready to be printed."""
        self._shown = f"{_LETTER}{letter.id.hex}"
        self._state.changed.connect(self._to_shown, Qt.ConnectionType.SingleShotConnection)

    def _to_shown(self, _found: object) -> None:
        self.forms.select_id(self._shown, tell=False)
        self.show_form(self._shown)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, path: Path) -> None:
        self._told("pas", f"저장했습니다: {path}")

    def _not_saved(self, error: Exception) -> None:
        reason = getattr(error, "strerror", None)
        words = f"다른 자리를 고르세요. ({reason})" if reason else explain(error)
        self._told("fail", f"저장하지 못했습니다. {words}")

    def _not_printed(self, error: Exception) -> None:
        self._told("fail", f"인쇄하지 않았습니다. {explain(error)}")

    def _told(self, tone: str, words: str) -> None:
        """Say how it ended; a letter was counted, so the list is read again."""
        self._keep_saying(tone, words)
        if self._letter(self._shown) is not None:
            self._state.ask()
            self.session.changes.emit(Changes(letters=True, trail=True))

    def _keep_saying(self, tone: str, words: str) -> None:
        """Keep the words while the page below them is made anew."""
        self._last_said = (tone, words)
        self.pdf.say(tone, words)

    def _read(self) -> None:
        self._last_said = None

    def _say_again(self) -> None:
        if self._last_said is not None:
            self.pdf.say(*self._last_said)
