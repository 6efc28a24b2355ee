"""Record facts (기록): lay edits onto the stored case, judge it, write the ledger row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit, EditClash, apply
from ipju.domain.notice import Notice
from ipju.domain.scholar import ScholarResult
from ipju.domain.validation import Contradiction, contradictions
from ipju.services.authority import CASES, DECIDING, demand, may, note
from ipju.services.claims_raised import ALL_ROWS, raised_words
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.sight import note_sight


class Contradictory(ValueError):
    """Edits that would put something impossible into a case; nothing of them was saved."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        super().__init__("\n".join(one.message for one in found))
        self.found = tuple(found)


class NotSigned(ValueError):
    """An answer that carries the name of somebody else."""

    def __init__(self) -> None:
        super().__init__("판단에는 자기 이름으로만 서명할 수 있습니다.")


class DecidedElsewhere(ValueError):
    """An edit of what only a supervisor decides (선정 결과), upon the sheets of the reviewers."""

    def __init__(self) -> None:
        super().__init__(
            "장학생 선정 결과는 선정에서 결재 담당자가 정합니다. 여기서 적거나 고치거나 지울 수 "
            "없습니다."
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """The case as it now stands in the store."""

    case: Case
    changes: Changes


def new_contradictions(before: Case, after: Case) -> tuple[Contradiction, ...]:
    """Return what is impossible in `after` and was not so in `before`."""
    found = contradictions(after)
    if not found:
        return ()
    old = {(one.path, one.message) for one in contradictions(before)}
    return tuple(one for one in found if (one.path, one.message) not in old)


def numbers_without_basis(
    notice: Notice, before: Case | None, after: Case
) -> tuple[Contradiction, ...]:
    """Return each RRN that is new in `after` and that the notice cites no clause for.

    「개인정보 보호법」 제24조의2: a number may be processed only where a law demands or allows it.
    """
    if notice.may_hold_numbers:
        return ()
    held = {one.id: one.rrn for one in before.people} if before is not None else {}
    if before is not None and before.notice != after.notice:
        held = {}
    message = (
        "이 공고에는 주민등록번호를 처리할 법령 근거가 없어 번호를 저장하지 않습니다. "
        "생년월일만 적으세요."
    )
    return tuple(
        Contradiction(path=("people", one.id, "rrn"), message=message)
        for one in after.people
        if one.rrn is not None and one.rrn != held.get(one.id)
    )


def void_standing(office: Office, unit: UnitOfWork, case_id: UUID) -> None:
    """A change of facts takes the effect from what was proposed or approved, and says so."""
    for one in unit.proposals.void(case_id):
        detail = {"proposal": one.id.hex, "was": one.state.value}
        note(office, unit, "void", case_id, why="사실이 바뀜", detail=detail)


def scholar_result(case: Case) -> tuple[ScholarResult | None, date | None]:
    """Return what was decided of a scholar and when; empty for everybody else."""
    scholar = case.scholar
    return (None, None) if scholar is None else (scholar.result, scholar.result_on)


def place_of(edit: Edit) -> str:
    """Return the path of an edit for the ledger: field names and row ids, never values."""
    return ".".join(str(step) for step in edit.path)


@may(CASES)
def record(office: Office, case_id: UUID, edits: Sequence[Edit], why: str = "") -> Recorded:
    """Save edits of one case in one transaction.

    Raises Contradictory when a value is impossible, EditClash when somebody else changed the same
    field meanwhile, NotSigned and NotAllowed when an answer is not the actor's to give,
    DecidedElsewhere for the result of a scholar, KeyError when the case is gone. On any error
    nothing is saved.
    """
    if any(one.path[0] == "answers" for one in edits):
        # An answer (판단) is given by a role that judges.
        demand(office, DECIDING, "answer")
    if any(one.path[0] == "renewal" for one in edits):
        # The limits and amounts of a renewal (재계약) are judged by: whoever lets rooms sets them.
        demand(office, DECIDING, "renewal")
    try:
        saved = _saved(office, case_id, edits, why)
    except EditClash:
        # A clash shows what is stored.
        with office.store.unit() as unit:
            note_sight(office, unit, case_id)
        raise
    return Recorded(saved, changes_of(case_id, edits))


def changes_of(case_id: UUID, edits: Sequence[Edit]) -> Changes:
    """Return what edits of the facts of a case change."""
    return Changes(
        case_id=case_id,
        cases=True,
        papers=any(one.path[0] == "papers" for one in edits),
        judgement=True,
        lists=True,
        queues=True,
        decisions=True,
    )


def _saved(office: Office, case_id: UUID, edits: Sequence[Edit], why: str) -> Case:
    with office.store.unit() as unit:
        return lay_down(office, unit, case_id, edits, why)


def lay_down(
    office: Office, unit: UnitOfWork, case_id: UUID, edits: Sequence[Edit], why: str
) -> Case:
    """Save edits of one case within a transaction that is open; raises as `record` does.

    For acts upon many cases at once that are taken whole or not at all. Claimed points that are
    raised after the filing are told in the row.
    """
    stored = unit.cases.get(case_id)
    changed = apply(stored, edits)
    _refuse_foreign_answers(office, stored, changed)
    if scholar_result(stored) != scholar_result(changed):
        raise DecidedElsewhere
    notice = notice_of(office.notices, changed)
    found = new_contradictions(stored, changed)
    found += numbers_without_basis(notice, stored, changed)
    if found:
        raise Contradictory(found)
    if changed == stored:
        note_sight(office, unit, case_id)
        return stored
    raised = raised_words(stored, changed, lambda: office.store.acts(case_id, ALL_ROWS))
    why = " · ".join(one for one in (raised, why) if one)
    void_standing(office, unit, case_id)
    saved = unit.cases.save(changed)
    judgement = examine(saved, notice, office.clock.today())
    store_judgement(unit, saved, judgement)
    note(
        office,
        unit,
        "record",
        case_id,
        why=why,
        detail={"fields": [place_of(one) for one in edits], "version": saved.version},
    )
    return saved


def _refuse_foreign_answers(office: Office, stored: Case, changed: Case) -> None:
    """Whatever answer is new, or no longer what was signed, carries the actor's own name."""
    signed = set(stored.answers)
    if any(one.officer != office.actor.name for one in changed.answers if one not in signed):
        raise NotSigned


@may(CASES)
def undo(office: Office, case_id: UUID, edits: Sequence[Edit]) -> Recorded:
    """Take edits back (되돌리기), the last one first."""
    return record(office, case_id, [one.inverse() for one in reversed(edits)], why="되돌리기")
