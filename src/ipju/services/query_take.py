"""Taking checked query results into their cases: the whole file in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from ipju.domain.case import Case
from ipju.domain.editing import Edit, apply
from ipju.domain.notice import Notice
from ipju.services.authority import DECIDING, may, note
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.query_checking import (
    BATCH,
    CheckedResults,
    Plan,
    cases_within,
    collector_at_rest,
    laid_on,
)
from ipju.services.query_memory import Written, remember
from ipju.services.query_problems import NotQueried, QueryStopped
from ipju.services.query_sheets import BadResult
from ipju.services.record import place_of, void_standing

CHANGED = Changes(
    cases=True, judgement=True, lists=True, queues=True, decisions=True, trail=True, season=True
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many cases the results of a file were written into."""

    cases: int
    people: int
    changes: Changes


@may(DECIDING)
def take_results(
    office: Office,
    checked: CheckedResults,
    source: str,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Taken:
    """Write checked results into every case of the file in one transaction, or into none.

    `source` says whose answer it is and of which day (출처); it stands in the row of every case.
    NotQueried without a source, while a cell is bad, when nothing would change, or when a case
    was changed meanwhile so that something else would differ than was shown; QueryStopped.
    """
    if not source.strip():
        raise NotQueried("결과의 출처(기관과 회신한 날)를 적으세요. 장부에 남습니다.")
    if checked.bad:
        raise NotQueried(f"고칠 칸이 {len(checked.bad):,}개 남아 있어 아무것도 받지 않았습니다.")
    if not checked.plans:
        raise NotQueried("모두 이미 적힌 내용과 같아 받을 것이 없습니다.")
    notice = office.notices.get(checked.notice)
    why = f"소득·자산 조회 결과: {source.strip()}"
    left = {one.number: one for one in checked.plans}
    laid: dict[UUID, Written] = {}
    with collector_at_rest(), office.store.unit() as unit:
        for at, case in enumerate(cases_within(office, unit, left)):
            if at % BATCH == 0:
                progress(at)
                if cancelled():
                    raise QueryStopped
            edits = _edits_now(notice, case, left.pop(case.number))
            if edits:
                keep(office, unit, case, edits, why)
                laid[case.id] = Written(case.number, tuple(edits))
        for number in left:
            raise _Changed(number)
        if not laid:
            raise NotQueried("다른 사람이 이미 받은 결과입니다. 더 받을 것이 없습니다.")
        kept = remember(office, unit, checked, source, laid)
        detail = {
            "notice": checked.notice,
            "cases": len(laid),
            "people": checked.people,
            "lines": checked.rows,
            "kinds": [one.value for one in checked.kinds],
            "differences": len(checked.differences),
            "hash": kept,
        }
        note(office, unit, "query-results", why=why, detail=detail)
    progress(len(laid))
    return Taken(len(laid), checked.people, CHANGED)


class _Changed(NotQueried):
    def __init__(self, number: str) -> None:
        super().__init__(
            f"{number}: 파일을 확인한 뒤 다른 사람이 고쳤습니다. 아무것도 받지 않았으니 "
            "파일을 다시 확인하세요."
        )


def _edits_now(notice: Notice, case: Case, plan: Plan) -> Sequence[Edit]:
    """Return the edits to a case as it stands; _Changed when they'd show other differences.

    What was added by a check of the same file by somebody else is found again here, so that
    nothing is written twice.
    """
    if case.id == plan.case_id and case.version == plan.version:
        return plan.edits
    bad: list[BadResult] = []
    laying, _people = laid_on(notice, case, plan.rows, bad)
    if bad or tuple(laying.differences) != plan.differences:
        raise _Changed(plan.number)
    return laying.edits


def keep(office: Office, unit: UnitOfWork, case: Case, edits: Sequence[Edit], why: str) -> None:
    """Save edits of a case that was read in this transaction, judge it, write its row.

    The edits are known to contradict nothing, and none of them is an answer.
    """
    void_standing(office, unit, case.id)
    saved = unit.cases.save(apply(case, edits))
    judged = examine(saved, notice_of(office.notices, saved), office.clock.today())
    store_judgement(unit, saved, judged)
    fields = [place_of(one) for one in edits]
    note(
        office,
        unit,
        "record",
        saved.id,
        why=why,
        detail={"fields": fields, "version": saved.version},
    )
