"""The sections of a case (신청, 세대, 소득 …) and what lies on each page."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ipju.domain.case import Case, ClaimedPoints, Residence
from ipju.domain.renewal import Renewal
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.screens.case import catalogue
from ipju.ui.screens.case.checklist import ChecklistBlock
from ipju.ui.screens.case.needed import form_needed
from ipju.ui.screens.case.page import Page
from ipju.ui.screens.case.paper_scans import PaperScans
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.chips import KeyCap


class ApplicationPage(Page):
    """신청; `steps_requested` shows it in the steps in which it is applied (신청 단계)."""

    steps_requested = Signal()

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session, "신청")
        self.steps_button = Button("신청 단계로 보기", "quiet", icon_name="right")
        self.steps_button.clicked.connect(self.steps_requested)
        if session.case.renewal is None:  # a renewal is not applied for
            self.heading_line.addWidget(self.steps_button)
            self.heading_line.addWidget(KeyCap("F3"))


def application(session: CaseSession) -> Page:
    """신청: the application, contact, residence, claimed points, bars."""
    page = ApplicationPage(session)
    page.add_form("", Case, ())
    for name, kind in (("residence", Residence), ("claimed", ClaimedPoints)):
        if form_needed(session.notice, session.case, kind, name):
            page.add_form(name, kind, (name,))
    page.add_rule()
    page.add_needed(
        catalogue.VULNERABLE,
        catalogue.OTHER_APPLICATIONS,
        catalogue.TENANCIES,
        catalogue.SUBSIDIES,
        catalogue.ARREARS,
    )
    page.add_changes(("existing-tenancy", "other-subsidy", "arrears"))
    page.close_column()
    return page


def household(session: CaseSession) -> Page:
    """세대: people, marriages, pregnancies."""
    page = Page(session, "세대")

    def size() -> str:
        found = session.judgement.facts.household
        members = len(found.members)
        text = f"가구원수 {found.size}명 = 구성원 {members}"
        return f"{text} + 태아 {found.unborn}" if found.unborn else text

    page.add_rows(catalogue.PEOPLE, note=size)
    page.add_rule()
    page.add_needed(catalogue.MARRIAGES)
    page.add_form("", Case, (), page="household")
    page.add_rows(catalogue.PREGNANCIES)
    page.hide_heading()
    page.close_column()
    return page


def income(session: CaseSession) -> Page:
    """소득: every figure found."""
    page = Page(session, "소득")

    def total() -> str:
        finding = session.judgement.finding("income")
        return f"합계 {finding.value}" if finding and finding.value else ""

    page.add_rows(catalogue.INCOMES, note=total)
    page.add_changes(("income",))
    page.hide_heading()
    page.close_column()
    return page


def assets(session: CaseSession) -> Page:
    """자산: real estate, homes, cars; where total assets are tested all the rest of them."""
    page = Page(session, "자산")
    page.add_needed(catalogue.HOLDINGS, catalogue.CARS)
    page.add_form("", Case, (), page="assets")
    page.add_needed(catalogue.FINANCIAL_ASSETS, catalogue.OTHER_ASSETS, catalogue.DEBTS)
    page.add_changes(("home-ownership", "real-estate", "total-assets", "car"))
    page.hide_heading()
    page.close_column()
    return page


def papers(session: CaseSession, jobs: Jobs) -> Page:
    """서류: the checklist, the scans, and the papers that came."""
    page = Page(session, "서류")
    checklist = ChecklistBlock(session)
    page.column.addWidget(checklist)
    page.first = checklist.table
    scans = PaperScans(session, jobs)
    scans.laid.connect(checklist.show_scanned)
    checklist.scan_wanted.connect(scans.view_paper)
    page.column.addWidget(scans)
    page.add_rule()
    block = page.add_rows(catalogue.PAPERS)
    checklist.paper_chosen.connect(block.show_row)
    checklist.paper_wanted.connect(lambda: block.form.setFocus())
    page.add_needed(catalogue.CONSENT_REFUSALS)
    page.add_changes(("documents", "consent", "financial-consent", "scholar-papers"))
    page.hide_heading()
    page.close_column()
    return page


def renewal(session: CaseSession) -> Page:
    """재계약: the lease to be renewed, the new one, and that year's figures."""
    page = Page(session, "재계약")
    page.add_form("renewal", Renewal, ("renewal",))
    page.add_changes(("renewal-count", "lease-term", "rent-increase"))
    page.close_column()
    return page
