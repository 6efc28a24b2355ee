"""What the letter keys of an envelope ask: S the signatures, N what is not shown, K the kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QDialog, QWidget

from ipju.domain.paper import Signature
from ipju.domain.person import Person
from ipju.services.envelope_papers import seen_on
from ipju.ui.screens.reception.envelope_dialogs import Tick, TickDialog, WrongKindDialog
from ipju.ui.screens.reception.envelope_work import EnvelopeWork, Slot

_FIRST = "먼저 받음(Space)으로 적으십시오."


def ask_signatures(work: EnvelopeWork, slot: Slot, parent: QWidget) -> QDialog | str:
    """Return the dialog about who signed, or in words why there is none."""
    if not work.signed_form(slot):
        return "서명을 살피는 서류는 동의서입니다."
    if slot.paper is None:
        return _FIRST
    people = work.signers()

    def read() -> list[Tick]:
        now = work.slot(slot.key)
        paper = now.paper if now is not None else None
        marks = {one.person: one for one in paper.signatures} if paper is not None else {}
        return [_signature(one, marks.get(one.id)) for one in people]

    age = work.session.notice.papers.guardian_below_age
    body = f"만 {age}세 미만은 보호자가 서명합니다. 빠진 사람의 번호를 누르십시오."
    return TickDialog("서명", body, read, lambda at: work.sign(slot.key, people[at]), parent)


def _signature(person: Person, mark: Signature | None) -> Tick:
    word = f"{person.name} ({person.relation.label})"
    if mark is None or not mark.signed:
        return Tick(word, "서명 없음", "fail")
    return Tick(word, "보호자가 서명함" if mark.by_guardian else "서명함", "pas")


def ask_shown(work: EnvelopeWork, slot: Slot, parent: QWidget) -> QDialog | str:
    """Return the dialog about what a paper shows, or in words why there is none."""
    terms = slot.line.requirement.terms
    if slot.paper is None:
        return _FIRST
    ids = [one.id for one in seen_on(slot.paper, terms)]
    if not ids:
        return "이 서류에서 따로 살필 표시가 없습니다."

    def read() -> list[Tick]:
        now = work.slot(slot.key)
        seen = seen_on(now.paper, terms) if now is not None and now.paper is not None else ()
        return [
            Tick(one.word, "있음" if one.ok else "없음", "pas" if one.ok else "fail")
            for one in seen
        ]

    body = f"{terms.name}에 나오지 않은 것의 번호를 누르십시오."
    return TickDialog("빠진 표시", body, read, lambda at: work.turn(slot.key, ids[at]), parent)


def ask_kind(work: EnvelopeWork, slot: Slot, parent: QWidget) -> QDialog | str:
    """Return the dialog about the paper that came in place of the one asked for."""
    terms = slot.line.requirement.terms
    came = slot.paper.wrong_kind if slot.paper is not None else ""
    dialog = WrongKindDialog(terms.name, came or next(iter(terms.refused), ""), parent)
    dialog.accepted.connect(lambda: work.set_wrong(slot.key, dialog.came()))
    return dialog


ASKS: Mapping[str, Callable[[EnvelopeWork, Slot, QWidget], QDialog | str]] = MappingProxyType(
    {"s": ask_signatures, "n": ask_shown, "k": ask_kind}
)
