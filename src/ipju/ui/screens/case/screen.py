"""`CaseScreen`: sections at the left, the form in the middle, the live judgement at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ipju.domain.case import Case
from ipju.domain.dates import SEOUL
from ipju.domain.decision import Proposal
from ipju.domain.editing import EditClash
from ipju.domain.finding import WORST_FIRST, Outcome, Target
from ipju.rules.names import TITLES, Group
from ipju.services.open_case import reread_case
from ipju.ui.case_session import CaseSession
from ipju.ui.focus import activate_again
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.screens.case import sections
from ipju.ui.screens.case.clash import ClashBar
from ipju.ui.screens.case.decision_state import DecisionState
from ipju.ui.screens.case.header import CaseHeader
from ipju.ui.screens.case.history import HistoryPage
from ipju.ui.screens.case.letters import LettersPage
from ipju.ui.screens.case.needed import section_needed
from ipju.ui.screens.case.page import Page
from ipju.ui.screens.case.parts import DwellingPage, ScholarPage
from ipju.ui.screens.case.places import MARKS, SECTION_OF_FIELD, WORDS, section_of_rule
from ipju.ui.screens.case.revealing import ask_reveal
from ipju.ui.screens.judgement.panel import JudgementPanel
from ipju.ui.undo_keys import leaves_undo
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.feedback import Banner, KeyHints, Toast
from ipju.ui.widgets.line_input import LineInput
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.section_list import SectionItem, SectionList
from ipju.ui.widgets.surface import Label, Pane, Rule, fill, line_of

LEAST_WIDTH = 884
"""What the smallest window leaves beside the rail; the wide layout must not ask for more."""

NARROW_BELOW = 1100
PANEL_WIDE, PANEL = 456, 436
WIDE_FROM = 1400


class CaseScreen(Pane):
    """One case. `closed`, `title_requested`, `steps_requested` (신청 단계), `next_requested`."""

    closed = Signal()
    title_requested = Signal()
    steps_requested = Signal()
    next_requested = Signal()

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._session, self._jobs = session, jobs
        self._banner_says = ""
        self._last: QWidget | None = None
        self.header = CaseHeader(session)
        self.banner = Banner("fail", "")
        self.banner.hide()
        self.clash = ClashBar()
        self.tabs = SectionList(horizontal=True, shortcuts=False)
        self.list = SectionList(shortcuts=False)
        self.stack = QStackedWidget()
        self.decisions = DecisionState(session, jobs, self)
        self.letters = LettersPage(session, jobs, self.decisions)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "application": lambda: sections.application(session),
            "household": lambda: sections.household(session),
            "income": lambda: sections.income(session),
            "assets": lambda: sections.assets(session),
            "scholar": lambda: ScholarPage(session),
            "papers": lambda: sections.papers(session, jobs),
            "dwelling": lambda: DwellingPage(session),
            "renewal": lambda: sections.renewal(session),
            "letters": lambda: self.letters,
            "history": lambda: HistoryPage(session, jobs),
        }
        self.pages: dict[str, QWidget] = {}
        self.panel = JudgementPanel(session)
        self.saved = Label("", tone="ink2")
        self.undo_button = Button("되돌리기", "quiet", icon_name="undo")
        self.beside_button = Button("나란히 보기", "quiet")
        self.beside_button.clicked.connect(self.show_beside)
        self.toast = Toast(self)
        self.toast.undo.connect(self.undo)
        self._build()
        self._wire()
        self._mark_sections()
        self.show_section("household")

    def sections(self) -> tuple[str, ...]:
        """Return the keys of the sections this case has, in the order of their numbers."""
        notice, case = self._session.notice, self._session.case
        return tuple(key for key in WORDS if section_needed(notice, case, key))

    def show_section(self, key: str) -> None:
        """Show one section."""
        self.list.set_current(key)
        self.tabs.set_current(key)
        self.stack.setCurrentWidget(self.pages[key])

    def focus_target(self, target: Target) -> bool:
        """Go to the field that decides a finding and put the focus there."""
        key = SECTION_OF_FIELD.get(target.section, "application")
        if key not in self.pages:
            return False
        self.show_section(key)
        page = self.pages[key]
        return isinstance(page, Page) and page.focus_target(target)

    def _build(self) -> None:
        self.foot = Pane("surface")
        self.hints = KeyHints(("Ctrl+1–9", "구역"), ("F8", "다음 판단"), ("F1", "단축키"))
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(20, 6, 20, 6)
        foot.addLayout(
            line_of(
                self.saved,
                self.undo_button,
                KeyHints(("Ctrl+Z", "")),
                self.beside_button,
                KeyHints(("Ctrl+B", "")),
                None,
                self.hints,
            )
        )
        middle = QWidget()
        form = QVBoxLayout(middle)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(0)
        form.addWidget(self.stack, 1)
        form.addWidget(Rule())
        form.addWidget(self.foot)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(middle)
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(self.split, 1)
        whole = QVBoxLayout(self)
        fill(whole, self.header, Rule(), self.banner, self.clash, self.tabs, spacing=0)
        whole.addLayout(body, 1)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _wire(self) -> None:
        session = self._session
        self.list.chosen.connect(self.show_section)
        self.tabs.chosen.connect(self.show_section)
        self.header.act_pressed.connect(self._next_act)
        self.header.supplement_pressed.connect(self._to_supplement)
        self.header.back_pressed.connect(self.closed)
        self.header.next_pressed.connect(self.next_requested)
        self.panel.target_requested.connect(self.focus_target)
        self.undo_button.clicked.connect(self.undo)
        session.judged.connect(self._mark_sections)
        session.saved.connect(self._on_saved)
        session.save_failed.connect(self._on_failed)
        session.clashed.connect(self._on_clash)
        session.undo_changed.connect(self._show_undo)
        session.refused.connect(self._on_refused)
        self.decisions.voided.connect(self._on_voided)
        self.decisions.changed.connect(self.header.show_decisions)
        self.decisions.ask()
        self.banner.acted.connect(self._on_banner)
        self.clash.mine_chosen.connect(lambda: self._reread(session.keep_ours))
        self.clash.theirs_chosen.connect(lambda: self._reread(session.take_over))
        for keys, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", session.redo),
            ("Ctrl+Y", session.redo),
            ("Ctrl+Return", self._next_act),
            ("F6", self._next_pane),
            ("Ctrl+B", self.show_beside),
            ("F3", self.steps_requested.emit),
            ("Ctrl+Right", self.next_requested.emit),
            *((f"Ctrl+{at}", partial(self._go_at, at)) for at in range(1, 10)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._show_undo()

    def show_beside(self) -> None:
        """Show the case as another notice judges it, beside its own."""
        from ipju.ui.screens.case.beside import BesideDialog

        dialog = BesideDialog(self._session, self._jobs, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.target_requested.connect(self.focus_target)
        dialog.finished.connect(lambda _how: activate_again(self))
        dialog.open()

    def undo(self) -> None:
        """Take the last act back; a text being typed is taken back first by its own field."""
        self._session.undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Ctrl+Z for the case while a text is not being typed: a line editor would eat it."""
        return leaves_undo(watched, event) or super().eventFilter(watched, event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, LineInput) and self.isAncestorOf(new):
            new.installEventFilter(self)  # installing once more only moves it to the front
        if new is not None and new is not self and self.isAncestorOf(new):
            self._last = new

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keys on to where they were last, else to the first input of the section."""
        super().focusInEvent(event)
        last = self._last
        if last is not None and isValid(last) and last.isVisibleTo(self):
            last.setFocus(event.reason())
        else:
            self._go(self.list.current())

    def _go_at(self, number: int) -> None:
        """Go to a section by the number it has among those shown."""
        shown = self.list.keys()
        if number <= len(shown):
            self._go(shown[number - 1])

    def _go(self, key: str) -> None:
        """Show a section and put the keys into it."""
        self.show_section(key)
        page = self.pages[key]
        if isinstance(page, Page):
            page.focus_first()
        else:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_act(self) -> None:
        if not self.panel.open_first_question():
            finding = next(
                (one for one in self._session.judgement.findings if one.outcome is Outcome.MISSING),
                None,
            )
            if finding is not None:
                wanted = finding.missing[0].target if finding.missing else finding.target
                if wanted is not None:
                    self.focus_target(wanted)

    def _to_supplement(self) -> None:
        self.show_section("letters")
        self.letters.forms.select_id("supplement")

    def _next_pane(self) -> None:
        panes: list[QWidget] = [self.list if self.list.isVisible() else self.tabs]
        shown = self.pages[self.list.current()]
        panes += [shown, self.panel]
        focused = QApplication.focusWidget()
        at = next((at for at, one in enumerate(panes) if _holds(one, focused)), -1)
        following = panes[(at + 1) % len(panes)]
        if isinstance(following, Page):
            following.focus_first()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark_sections(self, *_: object) -> None:
        counted: dict[str, Counter[Outcome]] = {key: Counter() for key in WORDS}
        for finding in self._session.judgement.findings:
            if TITLES[finding.rule][0] is not Group.POINTS:
                counted[section_of_rule(finding.rule)][finding.outcome] += 1
        items = []
        shown = self.sections()
        for key in shown:
            self._make_page(key)
            word, found = WORDS[key], counted[key]
            worst = next((one for one in WORST_FIRST if found[one] and one in MARKS), None)
            mark = MARKS[worst] if worst is not None else ""
            count = found[worst] if worst not in (None, Outcome.PASS) else 0
            items.append(SectionItem(key, word, mark, count))
        self.list.set_items(items)
        self.tabs.set_items(items)
        if self.list.current() not in shown:
            self.show_section("application")  # the section one was in is gone

    def _make_page(self, key: str) -> None:
        if key in self.pages:
            return
        self.pages[key] = page = self._makers[key]()
        self.stack.addWidget(page)
        if isinstance(page, Page):
            page.reveal_requested.connect(self._ask_reveal)
            page.removed.connect(self.toast.show_message)
        if isinstance(page, sections.ApplicationPage):
            page.steps_requested.connect(self.steps_requested)
        if isinstance(page, DwellingPage):
            page.title_requested.connect(self.title_requested)

    def _on_saved(self, at: datetime) -> None:
        self.saved.setText(f"✓ 저장됨 {at.astimezone(SEOUL):%H:%M:%S}")
        if not self._session.has_unsaved:
            self._solved()

    def _solved(self) -> None:
        """Close the banner about saving; other words stay until read."""
        self.clash.hide()
        if self._banner_says == "failed":
            self.banner.hide()
            self._banner_says = ""

    def _say(self, says: str, tone: str, words: str, act: str) -> None:
        self._banner_says = says
        self.banner.say(tone, words, act)
        self.banner.show()

    def _on_failed(self, message: str) -> None:
        self._say("failed", "fail", message, "다시 저장")

    def _on_refused(self, message: str) -> None:
        self._say("word", "rev", message, "닫기")

    def _on_voided(self, proposal: Proposal) -> None:
        what = f"{proposal.matter.label} {proposal.verdict.label}"
        self._on_refused(
            f"사실이 바뀌어 올린 결정({what})이 효력을 잃었습니다. "
            f"통지(Ctrl+{self.sections().index('letters') + 1})에서 다시 올리십시오."
        )

    def _on_clash(self, clash: EditClash) -> None:
        self.clash.say(self._session.case, clash)

    def _on_banner(self) -> None:
        if self._banner_says == "failed":
            self._session.save_again()
        else:
            self.banner.hide()

    def _reread(self, then: Callable[[Case], None]) -> None:
        """Ask for the case as it is stored now, and let the session go on with it."""
        office, case_id = self._session.office, self._session.case.id
        self.clash.hide()
        self._jobs.run(
            lambda: reread_case(office, case_id),
            then,
            lambda error: self._on_failed(f"사례를 다시 읽지 못했습니다. {explain(error)}"),
            label="다시 읽기",
            owner=self,
        )

    def _show_undo(self) -> None:
        label = self._session.undo_label
        if not self._session.has_unsaved and not self._session.is_saving:
            if not self.clash.isHidden():
                self._reread(self._session.take_over)  # taken back here: show what is stored
            self._solved()  # the act that could not be saved was taken back
        self.undo_button.setEnabled(bool(label))
        self.undo_button.setToolTip(f"되돌릴 것: {label}" if label else "되돌릴 것이 없습니다.")

    def _ask_reveal(self, person: UUID, field: RrnField) -> None:
        ask_reveal(self._session, self._jobs, person, field, self._on_refused, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        narrow = width < NARROW_BELOW
        self.tabs.setVisible(narrow)
        self.list.setVisible(not narrow)
        self.hints.setVisible(not narrow)
        panel = PANEL_WIDE if width >= WIDE_FROM else PANEL if not narrow else 372
        room = width - (0 if narrow else self.list.width())
        self.split.setSizes([max(room - panel, 200), panel])


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))
