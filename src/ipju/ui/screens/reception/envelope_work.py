"""The envelope in hand: its case, what came in it, and each act as one edit of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash, change
from ipju.domain.finding import Outcome
from ipju.domain.paper import Paper
from ipju.domain.person import Person
from ipju.rules.documents import Line
from ipju.services.envelope_papers import (
    Asked,
    Envelope,
    came,
    counted,
    dated,
    is_signed_form,
    lines_of,
    look_over,
    mistaken,
    receive,
    sign_over,
    signers,
    to_ask,
    turned,
    unchecked,
)
from ipju.services.office import Office
from ipju.services.open_case import reread_case
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the checklist and the paper its keys work on; `mine`: it came in this envelope.

    `number` is what people call the line by.
    """

    key: str
    number: int
    line: Line
    paper: Paper | None
    mine: bool


class EnvelopeWork(QObject):
    """`changed` after whatever changes what is shown; `said(sentence)` for what was not done;

    `told(Changes)` after an act was stored.
    """

    changed = Signal()
    said = Signal(str)
    told = Signal(object)

    def __init__(
        self, office: Office, jobs: Jobs, case: Case, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._jobs = office, jobs
        self._came: set[UUID] = set()
        self._touched, self._before = False, case.papers
        self.envelope = Envelope()
        self.session = CaseSession(office, jobs, case, parent=self)
        self.session.case_changed.connect(lambda _case: self.changed.emit())
        self.session.changes.connect(self.told)
        self.session.refused.connect(self.said)
        self.session.save_failed.connect(self.said)
        self.session.clashed.connect(self._on_clash)

    @property
    def case(self) -> Case:
        """The case with everything recorded so far."""
        return self.session.case

    def slots(self) -> tuple[Slot, ...]:
        """Return the checklist as it now stands."""
        found: list[Slot] = []
        for number, line in enumerate(lines_of(self.session.judgement, self.session.notice), 1):
            terms, subject = line.requirement.terms, line.requirement.subject
            mine = next(
                (
                    one
                    for one in reversed(self.case.papers)
                    if one.id in self._came
                    and one.kind == terms.id
                    and (subject is None or one.subject == subject)
                ),
                None,
            )
            key = f"{terms.id}/{subject.hex if subject else ''}/{line.requirement.why}"
            found.append(Slot(key, number, line, mine or line.paper, mine is not None))
        return tuple(found)

    def slot(self, key: str) -> Slot | None:
        """Return one line of the checklist, or None when it is asked for no more."""
        return next((one for one in self.slots() if one.key == key), None)

    def asked(self) -> tuple[Asked, ...]:
        """Return what a supplement would ask for as things stand."""
        session = self.session
        today = self._office.clock.today()
        return to_ask(session.case, session.notice, session.judgement, today)

    def count(self) -> int:
        """Return how many papers came in this envelope."""
        return sum(one.id in self._came for one in self.case.papers)

    def touch(self) -> None:
        """Say that something was done for this envelope beside its papers: a scan, a request."""
        self._touched = True

    def is_untouched(self) -> bool:
        """Tell whether nothing came in this envelope and nothing was done for it."""
        return not self._touched and self.case.papers == self._before

    def signers(self) -> tuple[Person, ...]:
        """Return who has to sign the consent forms."""
        return signers(self.session.judgement.facts)

    def signed_form(self, slot: Slot) -> bool:
        """Tell whether a line is one of the forms that members sign."""
        return is_signed_form(self.session.notice, slot.line.requirement.terms.id)

    def receive(self, key: str) -> None:
        """Receive the paper of a line, in order; one that came in this envelope is taken back."""
        slot = self.slot(key)
        if slot is None:
            return
        name = slot.line.requirement.terms.name
        if slot.mine and slot.paper is not None:
            self._commit((change(self.case, ("papers", slot.paper.id), None),), f"{name} 받음 취소")
            return
        if slot.paper is not None and not self._to_look_at(slot.paper):
            if slot.line.outcome is Outcome.PASS:
                self.said.emit(f"{name}: 앞서 받아 이상이 없는 서류입니다.")
                return
            self._receive_anew(slot)
            return
        self._receive_anew(slot, slot.paper)

    def set_day(self, key: str, day: date | None) -> None:
        """Record the day of issue; a paper not received yet is received by it."""
        slot = self.slot(key)
        if slot is None:
            return
        facts, notice = self.session.judgement.facts, self.session.notice
        paper = slot.paper
        if paper is None or (self._to_look_at(paper) and not slot.mine):
            paper = self._looked_over(slot, paper)
        self._put(dated(paper, facts, notice, day), f"{slot.line.requirement.terms.name} 발급일")

    def set_wrong(self, key: str, name: str) -> None:
        """Record that another paper came in its place; an empty name takes it back."""
        slot = self.slot(key)
        if slot is not None:
            paper = slot.paper or self._looked_over(slot, None)
            self._put(mistaken(paper, name), f"{slot.line.requirement.terms.name} 종류 다름")

    def count_weeks(self, key: str, weeks: int | None, foetuses: int | None) -> None:
        """Record the weeks and the foetuses that a diagnosis tells; None: it does not tell."""
        slot = self.slot(key)
        if slot is not None and slot.paper is not None:
            self._put(counted(slot.paper, weeks, foetuses), "임신주수")

    def sign(self, key: str, person: Person) -> None:
        """Turn one member's signature over."""
        slot = self.slot(key)
        if slot is not None and slot.paper is not None:
            facts, notice = self.session.judgement.facts, self.session.notice
            self._put(sign_over(slot.paper, facts, notice, person), f"{person.name} 서명")

    def turn(self, key: str, what: str) -> None:
        """Turn over one thing that the paper must show."""
        slot = self.slot(key)
        if slot is not None and slot.paper is not None:
            self._put(turned(slot.paper, what), f"{slot.line.requirement.terms.name} 표시 항목")

    def set_envelope(self, envelope: Envelope) -> None:
        """Record how the envelope came; the papers that came in it bear it too."""
        self.envelope = envelope
        notice = self.session.notice
        edits = [
            change(self.case, ("papers", one.id), came(one, notice, envelope))
            for one in self.case.papers
            if one.id in self._came
        ]
        edits = [one for one in edits if one.before != one.after]
        if edits:
            self._commit(tuple(edits), "봉투의 소인")
        else:
            self.changed.emit()

    def take_over(self, case: Case) -> None:
        """Show the case as it now stands in the store, others' acts with ours."""
        self.session.take_over(case)

    def undo(self) -> None:
        """Take the last act back."""
        if self.session.undo_label:
            self.session.undo()
        else:
            self.said.emit("되돌릴 것이 없습니다.")

    def _to_look_at(self, paper: Paper) -> bool:
        return unchecked(paper, self.session.notice)

    def _receive_anew(self, slot: Slot, known: Paper | None = None) -> None:
        self._put(self._looked_over(slot, known), f"{slot.line.requirement.terms.name} 받음")

    def _looked_over(self, slot: Slot, known: Paper | None) -> Paper:
        facts, notice = self.session.judgement.facts, self.session.notice
        need = slot.line.requirement
        if known is None:
            return receive(facts, notice, need, self.envelope)
        return look_over(known, facts, notice, need.terms, self.envelope)

    def _put(self, paper: Paper, label: str) -> None:
        known = any(one.id == paper.id for one in self.case.papers)
        looked_at = known and next(
            not self._to_look_at(one) for one in self.case.papers if one.id == paper.id
        )
        if not looked_at:
            self._came.add(paper.id)
        self._commit((change(self.case, ("papers", paper.id), paper),), label)

    def _commit(self, edits: tuple[Edit, ...], label: str) -> None:
        found = self.session.commit_all(edits, label)
        if found:
            self.said.emit(f"{label}: {found[0].message}")

    def _on_clash(self, _clash: EditClash) -> None:
        """Somebody else changed the same paper: what is stored stands, and is said."""
        self.said.emit("다른 곳에서 같은 서류를 먼저 고쳤습니다. 저장된 것을 보여 줍니다.")
        self.reread()

    def reread(self) -> None:
        """Show the case as it is stored now: a scanned form that came in is a paper of it."""
        office, case_id = self._office, self.case.id
        self._jobs.run(
            lambda: reread_case(office, case_id), self.take_over, label="다시 읽기", owner=self
        )
