"""Taking back the file of query results that was taken last (되돌리기)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.editing import Edit, apply, type_of_step, value_at
from ipju.services.authority import DECIDING, may, note
from ipju.services.fact_words import SECTIONS, WORDS
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.query_checking import BATCH, cases_within, collector_at_rest
from ipju.services.query_memory import LastTaken, Written, forget, remembered, written_by
from ipju.services.query_problems import NotQueried, QueryStopped
from ipju.services.query_take import CHANGED, keep
from ipju.services.record import new_contradictions


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAsIs:
    """What stays though the file was taken back, and why."""

    case_id: UUID | None
    number: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Into how many cases a file is not written any more, and what of it stays."""

    name: str
    cases: int
    left: tuple[LeftAsIs, ...]
    changes: Changes


@may(DECIDING)
def last_taken(office: Office, notice_id: str) -> LastTaken | None:
    """Return the file of results that can be taken back, or None."""
    with office.store.unit() as unit:
        return remembered(unit, notice_id)


@may(DECIDING)
def undo_take(
    office: Office,
    notice_id: str,
    reason: str,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> TakenBack:
    """Take back what the last file of results wrote, in one transaction.

    What somebody changed by hand since then stays and is listed. Decisions upon these cases lose
    their effect and they are judged again. NotQueried without a reason, when no file was taken or
    nothing of it can be taken back; QueryStopped.
    """
    if not reason.strip():
        raise NotQueried("되돌리는 사유를 적으세요. 장부에 남습니다.")
    why = f"조회 결과 되돌림: {reason.strip()}"
    left: list[LeftAsIs] = []
    done = 0
    with collector_at_rest(), office.store.unit() as unit:
        taken = remembered(unit, notice_id)
        if taken is None:
            raise NotQueried(
                "되돌릴 조회 결과가 없습니다. 마지막에 받은 파일만 되돌릴 수 있습니다."
            )
        written = written_by(unit, notice_id)
        for at, case in enumerate(_cases(office, unit, written)):
            if at % BATCH == 0:
                progress(at)
                if cancelled():
                    raise QueryStopped
            back, stays = _back(case, written.pop(case.id).edits)
            left += stays
            if back:
                keep(office, unit, case, back, why)
                done += 1
        left += [
            LeftAsIs(case_id=None, number=one.number, what="신청 전체", why="없어진 신청")
            for one in written.values()
        ]
        if not done:
            raise NotQueried("받은 뒤에 모두 고쳐져 되돌릴 것이 없습니다.")
        forget(unit, notice_id)
        detail = {"notice": notice_id, "cases": done, "left": len(left)}
        note(office, unit, "query-undo", why=why, detail=detail)
    progress(done)
    return TakenBack(taken.name, done, tuple(left), CHANGED)


def _cases(office: Office, unit: UnitOfWork, written: Mapping[UUID, Written]) -> Iterator[Case]:
    """Yield the cases that a file was written into, also one whose number was changed since."""
    numbers = {one.number: None for one in written.values()}
    missed = dict.fromkeys(written)
    for case in cases_within(office, unit, numbers):
        if case.id in missed:
            del missed[case.id]
            yield case
    for one in missed:
        try:
            case = unit.cases.get(one)
        except KeyError:
            continue
        yield case


def _back(case: Case, edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], tuple[LeftAsIs, ...]]:
    """Return the edits that take those of a file back, and what stays because it was changed."""

    def stays(what: str, why: str) -> LeftAsIs:
        return LeftAsIs(case_id=case.id, number=case.number, what=what, why=why)

    if case.stage is Stage.CLOSED:
        return (), (stays("신청 전체", "종결된 신청"),)
    after, back, changed = case, [], []
    for edit in (one.inverse() for one in reversed(edits)):
        now = value_at(after, edit.path)
        if now == edit.after:
            continue
        if now != edit.before:
            changed.append(edit)
            continue
        after = apply(after, (edit,))
        back.append(edit)
    wrong = new_contradictions(case, after)
    if wrong:
        return (), (stays("신청 전체", wrong[0].message),)
    words = dict.fromkeys(_place(case, one.path) for one in changed)
    return tuple(back), tuple(stays(one, "받은 뒤에 고쳐짐") for one in words)


def _place(case: Case, path: Sequence[type_of_step]) -> str:
    """Return where something stands, in words: `소득 ㈜가상물산`."""
    return " ".join(dict.fromkeys(_steps(case, path)))


def _steps(case: Case, path: Sequence[type_of_step]) -> Iterator[str]:
    yield SECTIONS[str(path[0])]
    row = value_at(case, tuple(path[:2]))
    named = ("name", "workplace", "address", "institution", "creditor")
    name = next((str(found) for one in named if (found := getattr(row, one, ""))), "")
    kind = getattr(row, "kind", None)
    if name:
        yield name
    elif kind is not None:
        yield kind.label
    if len(path) == 3:
        yield SECTIONS.get(str(path[2])) or WORDS[str(path[2])]


__all__ = ["LastTaken", "LeftAsIs", "TakenBack", "last_taken", "undo_take"]
