"""`TitleScreen`: the 권리분석 of one home on one page."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ipju.domain.dwelling import Dwelling
from ipju.domain.editing import change
from ipju.domain.finding import Outcome, Target
from ipju.domain.money import won
from ipju.domain.notice import TitleTerms
from ipju.rules.judge import Judgement
from ipju.rules.prices import QUESTION, TitleAnalysis, basis_question, title_analysis
from ipju.services.answer import answer_edit
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.counterfactual import CounterfactualBlock
from ipju.ui.screens.judgement.rows import MARKS, counts_of
from ipju.ui.screens.title.figures import (
    bar_of,
    basis_day,
    claim_rows,
    grounds,
    result_of,
)
from ipju.ui.screens.title.header import TitleHeader
from ipju.ui.screens.title.prices import PriceChoice
from ipju.ui.screens.title.side import GroundsList, SupportFoot
from ipju.ui.theme.tokens import STRONG, TITLE
from ipju.ui.widgets.feedback import EmptyState
from ipju.ui.widgets.marks import LOUD, MARK_TONES, Mark
from ipju.ui.widgets.price_bar import PriceBar, PriceBarData
from ipju.ui.widgets.surface import Label, Pane, Rule, line_of
from ipju.ui.widgets.table import Table
from ipju.ui.widgets.table_model import Column

SIDE_WIDTH = 372
SIDE_COMPACT = 320
COMPACT_BELOW = 1024
TITLE_RULES = ("seizure", "unregistered", "senior-lien", "debt-ratio", "building-violation")


class TitleScreen(Pane):
    """권리분석. `closed` by Esc or 돌아가기; `target_requested(Target)` goes to a field."""

    closed = Signal()
    target_requested = Signal(object)

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._session = session
        self.header = TitleHeader()
        self.header.back.connect(self.closed)
        self.side = GroundsList(session)
        self.side.target_requested.connect(self.target_requested)
        self.support = SupportFoot()
        self.empty = EmptyState("아직 주택을 적지 않았습니다.", "", "주택 적기", key="Ctrl+Enter")
        self.empty.first_pressed.connect(self._ask_home)
        self._build_left()
        self._build()
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)
        self.setFocusProxy(self.choice.table)
        session.judged.connect(self._show)
        session.case_changed.connect(self._on_case)
        self._show(session.judgement)

    def _build_left(self) -> None:
        self._mark = Mark("na")
        self.result = Label("")
        self.sentence = Label("", px=STRONG, bold=False, elide=True)
        self._waiting = Label("", tone="ink2")
        self._price = Label("", px=TITLE, bold=True)
        self._price_note = Label("", tone="ink2", elide=True)
        self._price_row = QWidget()
        price = QHBoxLayout(self._price_row)
        price.setContentsMargins(0, 0, 0, 0)
        price.setSpacing(8)
        for part in (Label("가격", tone="ink2"), self._price, self._price_note):
            price.addWidget(part)
        price.setStretch(2, 1)
        self.bar = PriceBar()
        self.choice = PriceChoice()
        self.choice.signed.connect(self._sign)
        self.choice.picked.connect(lambda _: self._draw_bar())
        self.claims = Table(
            (
                Column("채권"),
                Column("등기접수", 88),
                Column("채권자", 76),
                Column("금액", 118, "r"),
            ),
            name="채권",
        )
        self.unread = EmptyState("등기를 아직 읽지 않았습니다.", "", "등기 적기")
        self.unread.first_pressed.connect(
            lambda: self.target_requested.emit(Target(section="dwelling", field="extracts"))
        )
        self.no_price = EmptyState(
            "주택가격을 아직 적지 않았습니다.",
            "KB시세, 공시가격, 거래가액처럼 공고가 정한 가격을 적으면 막대와 비율이 나옵니다.",
            "가격 적기",
        )
        self.no_price.first_pressed.connect(
            lambda: self.target_requested.emit(Target(section="dwelling", field="prices"))
        )
        self.changes = CounterfactualBlock(self._session, TITLE_RULES, always=True, parent=self)

    def _build(self) -> None:
        inner = Pane("surface")
        left = QVBoxLayout(inner)
        left.setContentsMargins(16, 10, 16, 14)
        left.setSpacing(8)
        head = line_of(self._mark, self.result, self.sentence, self._waiting)
        head.setStretch(2, 1)
        left.addLayout(head)
        left.addWidget(self._price_row)
        left.addWidget(self.bar)
        left.addWidget(self.no_price)
        left.addWidget(self.choice)
        left.addSpacing(4)
        self._lower = lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lower.setSpacing(20)
        under = QVBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.unread)
        under.addWidget(self.claims)
        under.addStretch(1)
        beside = QVBoxLayout()
        beside.addWidget(self.changes)
        beside.addStretch(1)
        lower.addLayout(under, 11)
        lower.addLayout(beside, 9)
        left.addLayout(lower)
        left.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inner)
        self._right = right = Pane("panel")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side, 1)
        column.addWidget(Rule())
        foot = Pane("surface")
        QVBoxLayout(foot).setContentsMargins(0, 0, 0, 0)
        layout = foot.layout()
        assert layout is not None
        layout.addWidget(self.support)
        column.addWidget(foot)
        self._body = QWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.scroller, 1)
        row.addWidget(Rule(vertical=True))
        row.addWidget(right)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(16, 16, 16, 16)
        nothing.addWidget(self.empty)
        nothing.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addWidget(Rule())
        page.addWidget(self._body, 1)
        page.addWidget(self._nothing, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_BELOW
        self._right.setFixedWidth(SIDE_COMPACT if compact else SIDE_WIDTH)
        self.choice.set_compact(compact)
        direction = QBoxLayout.Direction
        self._lower.setDirection(direction.TopToBottom if compact else direction.LeftToRight)

    def _on_case(self, _: object) -> None:
        self._show(self._session.judgement)

    def _show(self, judgement: Judgement) -> None:
        case, notice = judgement.facts.case, self._session.notice
        self.header.show_case(case, notice.calendar, self._session.office.clock.today())
        terms, analysis = notice.title_review, title_analysis(judgement.facts, notice)
        there = terms is not None and analysis is not None and case.dwelling is not None
        self._body.setVisible(there)
        self._nothing.setVisible(not there)
        if terms is None:
            self.empty.say(
                "이 공고에는 권리분석이 없습니다.", "공고가 정한 권리분석 기준이 없습니다."
            )
        elif analysis is None or case.dwelling is None:
            self.empty.say(
                "아직 주택을 적지 않았습니다.",
                "주소, 유형, 면적과 보증금을 적으면 권리분석을 시작합니다.",
            )
        else:
            self._show_analysis(judgement, terms, analysis, case.dwelling)

    def _show_analysis(
        self, judgement: Judgement, terms: TitleTerms, analysis: TitleAnalysis, home: Dwelling
    ) -> None:
        outcome, sentence = result_of(judgement, analysis)
        mark = MARKS[outcome]
        self._mark.set_mark(mark)
        self.result.setText(outcome.label)
        self.result.set_tone(MARK_TONES[mark])
        self.result.set_bold(mark in LOUD)
        self.sentence.setText(sentence)
        counts = counts_of(grounds(judgement))
        waiting = [
            f"{word} {counts[one]}"
            for one, word in ((Outcome.REVIEW, "판단"), (Outcome.MISSING, "미확인"))
            if counts[one]
        ]
        self._waiting.setText(f"남은 일 {' · '.join(waiting)}" if waiting else "")
        self.no_price.setVisible(not home.prices)
        self.choice.setVisible(bool(home.prices))
        self.choice.show_analysis(analysis, terms)
        self._draw_bar()
        read = any(one.entries_read_b is not None or one.entries for one in home.extracts)
        self.unread.setVisible(not read)
        day = basis_day(home)
        self.unread.say(
            "등기를 아직 읽지 않았습니다.",
            f"갑구와 을구를 끝까지 적어야 선순위를 알 수 있습니다. 기준일은 {day}입니다."
            if day
            else "갑구와 을구를 끝까지 적어야 선순위를 알 수 있습니다.",
        )
        self.claims.set_rows(claim_rows(analysis), flash=True)
        self.claims.fit_height()
        self.side.show_judgement(judgement, analysis)
        self.support.show_support(self._session, judgement)

    def _draw_bar(self) -> None:
        judgement, terms = self._session.judgement, self._session.notice.title_review
        analysis = title_analysis(judgement.facts, self._session.notice)
        if analysis is None or terms is None:
            return
        chosen = next(
            (one for one in analysis.lines if str(one.price.id) == self.choice.chosen),
            analysis.shown,
        )
        self._price_row.setVisible(chosen is not None)
        self.bar.setVisible(chosen is not None)
        if chosen is None:
            self.bar.set_data(PriceBarData(0, ()))
            return
        self._price.setText(won(chosen.value))
        times = "" if chosen.rule.percent == 100 else f" × {chosen.rule.percent}%"
        self._price_note.setText(f"{chosen.price.basis.label}{times} = 100%")
        self.bar.set_data(bar_of(analysis, chosen, terms))

    def _sign(self, price_id: str, reason: str) -> None:
        """Settle the basis; an answer given to the question before is given anew with it."""
        session, case = self._session, self._session.case
        price = UUID(price_id)
        edits = [
            change(case, ("dwelling", "chosen_price"), price),
            change(case, ("dwelling", "price_reason"), reason),
        ]
        analysis = title_analysis(session.judgement.facts, session.notice)
        terms = session.notice.title_review
        if case.answer(QUESTION) is not None and analysis is not None and terms is not None:
            question = basis_question(analysis, terms)
            edits.append(
                answer_edit(
                    session.office.actor, session.office.clock.now(), question, price_id, reason
                )
            )
        session.commit_all(tuple(edits), "가격 기준을 정함")

    def _ask_home(self) -> None:
        self.target_requested.emit(Target(section="dwelling"))
