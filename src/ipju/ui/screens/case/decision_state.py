"""What was proposed, decided and issued upon the open case, read again after every save."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ipju.domain.decision import IssuedLetter, Matter, Proposal, ProposalState
from ipju.domain.outgoing import SELECTION_FORMS
from ipju.services.decisions import Decisions, decisions
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs

STANDING = (ProposalState.WAITING, ProposalState.APPROVED)


class DecisionState(QObject):
    """`changed(Decisions)`; `voided(Proposal)` when what stood lost its effect; `failed`."""

    changed = Signal(object)
    voided = Signal(object)
    failed = Signal(object)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.known: Decisions | None = None
        session.saved.connect(self.ask)
        session.clashed.connect(self.ask)  # what others changed voids as well

    def ask(self, *_: object) -> None:
        """Read again what stands upon this case."""
        office, case_id = self._session.office, self._session.case.id
        self._jobs.run(
            lambda: decisions(office, case_id),
            self._take,
            self.failed.emit,
            label="결정",
            key="decisions",
            owner=self,
        )

    def latest(self, matter: Matter) -> Proposal | None:
        """The newest proposal upon a matter, or None."""
        proposals = self.known.proposals if self.known is not None else ()
        return next((one for one in proposals if one.matter is matter), None)

    def letter_of(self, proposal: Proposal) -> IssuedLetter | None:
        """The letter that tells the decision of a proposal, or None."""
        letters = self.known.letters if self.known is not None else ()
        mine = (one for one in letters if one.proposal == proposal.id)
        return next((one for one in mine if one.form not in SELECTION_FORMS), None)

    def lost_words(self, letter: IssuedLetter) -> str:
        """Say why a letter that went out has no effect now; empty while it has."""
        if self.known is None:
            return ""
        if letter.id in self.known.lost:
            return "추첨·명부가 바뀜"
        known = self.known.proposals
        void = any(one.id == letter.proposal and one.state is ProposalState.VOID for one in known)
        return "그 뒤 사실이 바뀜" if void else ""

    def name(self, account: object) -> str:
        """The name of somebody who had a hand in it."""
        names = self.known.names if self.known is not None else {}
        return next((name for key, name in names.items() if key == account), "모르는 계정")

    def _take(self, found: Decisions) -> None:
        if found == self.known:
            return  # most saves change nothing here: no page is to be made anew
        before = self.known.proposals if self.known is not None else ()
        stood = {one.id for one in before if one.state in STANDING}
        self.known = found
        self.changed.emit(found)
        for one in found.proposals:
            if one.id in stood and one.state is ProposalState.VOID:
                self.voided.emit(one)
