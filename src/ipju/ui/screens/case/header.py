"""The head of a case: who, number and track, the steps, the next deadline, the one next act."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipju.domain.case import Case, Stage, Supply
from ipju.domain.dates import spoken
from ipju.domain.decision import Matter, ProposalState
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.domain.outgoing import NOT_SELECTED, SELECTED
from ipju.services.decisions import Decisions
from ipju.ui.case_session import CaseSession
from ipju.ui.screens.case.inputs import write_moment
from ipju.ui.theme.tokens import TITLE
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import Chip, KeyCap
from ipju.ui.widgets.surface import Label, Pane, line_of

STEPS = (Stage.RECEIVED, Stage.PAPERS, Stage.EXAMINING, Stage.APPROVAL, Stage.SELECTED)
STEPS_FROM = 1120
AT_APPROVAL = {ProposalState.WAITING: "결재 대기", ProposalState.APPROVED: "승인"}
"""What stands for the step 결재 while a decision waits there, or stands approved."""
AT_SELECTION = {SELECTED: "선정", NOT_SELECTED: "미선정"}
"""What stands for the step 선정 once the applicant was told how the ranking ended."""
SOON = 3
"""Calendar days before a deadline from which it is shown loud."""


def deadline_of(case: Case, notice: Notice, today: date, failed: bool) -> tuple[str, date] | None:
    """Return the next deadline of a case and its name; the contract's when all others are over.

    None where the notice prints no deadline (상시 모집).
    """
    when, scholar = notice.calendar, notice.scholar
    wanted = [("서류 마감", when.papers_until)]
    if failed:
        wanted.append(("소명 마감", when.explanation_until))
    wanted += [
        ("발표", when.announced_on),
        ("권리분석 신청", when.title_request_until),
        ("계약 마감", when.contract_until),
    ]
    if scholar is not None and case.supply is Supply.SCHOLAR:
        steps = (
            ("장학생 서류 마감", scholar.applied_until.date()),
            ("장학생 면접 끝", scholar.interview_until),
            ("장학생 발표", scholar.announced_on),
        )
        wanted += [one for one in steps if one[1] >= today]  # printed days, nobody's duty later
    known = [(name, day) for name, day in wanted if day is not None]
    if not known:
        return None
    if case.dwelling is not None and case.dwelling.lease.signed_on is not None:
        return known[-1]
    return next((one for one in known if one[1] >= today), known[-1])


def track_words(case: Case, notice: Notice) -> str:
    """Return the supply type, and the building applied for where the notice has any."""
    building = notice.building(case.building)
    words = [case.supply.label, building.name if building is not None else ""]
    if case.renewal is not None:
        words.append(f"{case.renewal.number}번째 재계약")
    return " · ".join(one for one in words if one)


def distance(day: date, today: date) -> tuple[str, str]:
    """Return `D-8` and its tone: overdue is fail, today to D-3 is review, later is quiet."""
    days = (day - today).days
    if days < 0:
        return f"{-days}일 지남", "fail"
    if days == 0:
        return "오늘", "rev"
    return f"D-{days}", "rev" if days <= SOON else "ink2"


class CaseHeader(Pane):
    """Name, number, supply; steps; deadline; 보완요청서 and the next act.

    `act_pressed` for the next act, `supplement_pressed`, `back_pressed`, `next_pressed`.
    """

    act_pressed = Signal()
    supplement_pressed = Signal()
    back_pressed = Signal()
    next_pressed = Signal()

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._session = session
        self._at_approval = ""
        self._at_selection = ""
        self.back = Button("", "icon", icon_name="back", name="목록으로")
        self.name = Label("", px=TITLE, bold=True)
        self.number = Label("", px=15)
        self.supply = Label("", px=15, tone="ink2")
        self.origin = Label("", tone="ink2", elide=True)
        self.steps = [Chip(one.label, "status") for one in STEPS]
        self._quiet_steps = [Label(one.label, tone="ink2") for one in STEPS]
        self._arrows = [Label("›", tone="ink3") for _ in STEPS[1:]]
        self.deadline = Label("", tone="ink2")
        self.days = Label("", bold=True)
        self.supplement = Button("보완요청서", "plain", icon_name="mail")
        self.act = Button("", "primary")
        self._key = KeyCap("F8")
        self.next = Button("다음 사례", "plain")
        self.back.clicked.connect(self.back_pressed)
        self.act.clicked.connect(self.act_pressed)
        self.supplement.clicked.connect(self.supplement_pressed)
        self.next.clicked.connect(self.next_pressed)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addLayout(line_of(self.name, self.number, self.supply, None, spacing=10))
        who.addWidget(self.origin)
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for at, chip in enumerate(self.steps):
            if at:
                row.addWidget(self._arrows[at - 1])
            row.addWidget(chip)
            row.addWidget(self._quiet_steps[at])
        when = QVBoxLayout()
        when.setSpacing(0)
        for label in (self.deadline, self.days):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            when.addWidget(label)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(10, 8, 16, 8)
        whole.setSpacing(14)
        whole.addWidget(self.back)
        whole.addLayout(who, 1)
        whole.addWidget(self._steps)
        whole.addLayout(when)
        whole.addWidget(self.supplement)
        whole.addWidget(self.act)
        whole.addWidget(self._key)
        whole.addWidget(self.next)
        self.setFixedHeight(62)
        session.judged.connect(self.refresh)
        session.case_changed.connect(self.refresh)
        self.refresh()

    def show_decisions(self, found: Decisions) -> None:
        """Show the step 결재 while a decision upon the person waits or stands approved, and how
        the ranking ended once the applicant was told: as long as approval and ranking stand.
        """
        newest = next((one for one in found.proposals if one.matter is Matter.PERSON), None)
        self._at_approval = AT_APPROVAL.get(newest.state, "") if newest is not None else ""
        approved = newest.id if newest and newest.state is ProposalState.APPROVED else None
        told = (
            AT_SELECTION[one.form]
            for one in found.letters
            if one.form in AT_SELECTION and one.proposal == approved and one.id not in found.lost
        )
        self._at_selection = next(told, "")
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the case as it stands."""
        case, judgement = self._session.case, self._session.judgement
        applicant = case.applicant
        self.name.setText(applicant.name if applicant else "신청자 없음")
        self.number.setText(case.number)
        self.supply.setText(track_words(case, self._session.notice))
        applied = f"신청 {write_moment(case.applied_at)}" if case.applied_at else "신청 일시 미기재"
        self.origin.setText(f"{case.channel.label} {applied} · 담당 {case.officer or '없음'}")
        now = Stage.APPROVAL if self._at_approval else case.stage
        now = Stage.SELECTED if self._at_selection else now
        for stage, chip, quiet in zip(STEPS, self.steps, self._quiet_steps, strict=True):
            chip.setVisible(stage is now)
            quiet.setVisible(stage is not now)
            if stage is Stage.APPROVAL:
                chip.set_text(self._at_approval or stage.label)
            if stage is Stage.SELECTED:
                chip.set_text(self._at_selection or stage.label)
        failed = judgement.person is Outcome.FAIL
        today = self._session.office.clock.today()
        deadline = deadline_of(case, self._session.notice, today, failed)
        for label in (self.deadline, self.days):
            label.setVisible(deadline is not None)
        if deadline is not None:
            name, day = deadline
            self.deadline.setText(f"{name} {spoken(day)}")
            text, tone = distance(day, today)
            self.days.setText(text)
            self.days.set_tone(tone)
        self._offer()

    def _offer(self) -> None:
        findings = self._session.judgement.findings
        asked = {
            (question.id, question.subject)
            for one in findings
            if one.outcome is Outcome.REVIEW
            for question in one.questions
        }
        review = len(asked)
        missing = sum(one.outcome is Outcome.MISSING for one in findings)
        if review:
            self.act.setText(f"판단 {review}건 답하기")
        elif missing:
            self.act.setText(f"미확인 {missing}건 적기")
        self.act.setVisible(bool(review or missing))
        self._key.setVisible(bool(review or missing))
        self._make_room(self.width())

    def _make_room(self, width: int) -> None:
        """Leave 다음 사례 out only where the act before it needs the room."""
        self.next.setVisible(width >= 900 or self.act.isHidden())

    def minimumSizeHint(self) -> QSize:
        # What gives way does so by the width given; it must not hold the window open.
        return QSize(560, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self._steps.setVisible(width >= STEPS_FROM)
        self.supplement.setVisible(width >= 1000)
        self._make_room(width)
        self.supply.setVisible(width >= 700)
