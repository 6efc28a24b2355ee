"""File an application (신청 접수): what was given by word, the final confirmation, taking it back.

Facts are recorded as any others while the application is written; only the last act makes it one.
After that nothing of it changes here: it is taken back and made again within the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.dates import SEOUL, seoul_time
from ipju.domain.editing import change
from ipju.domain.notice import Notice
from ipju.services.application_steps import (
    Gap,
    Given,
    Timing,
    asked_of,
    gaps,
    is_filed_here,
    timing,
)
from ipju.services.authority import CASES, may, note
from ipju.services.counter import SECOND, Likely, LooksAlike, beside, note_beside
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import Clock, UnitOfWork
from ipju.services.record import changes_of, lay_down
from ipju.services.sight import note_sight

FILE, TAKE_BACK = "file-application", "withdraw-application"
_GIVE = {one: f"give-{one.value}" for one in Given}
_UNGIVE = {one: f"take-back-{one.value}" for one in Given}
_ALL_ROWS = 100_000


class CannotFile(ValueError):
    """An application cannot be filed, or taken back, so; nothing was stored."""


class NotWholeYet(CannotFile):
    """The application lacks something; `gaps` says what, in the order it is asked."""

    def __init__(self, found: Sequence[Gap]) -> None:
        rest = f" 그 밖에 {len(found) - 1}가지가 더 있습니다." if len(found) > 1 else ""
        super().__init__(f"{found[0].label} 항목을 적어야 접수할 수 있습니다.{rest}")
        self.gaps = tuple(found)


class OutsidePeriod(CannotFile):
    """The moment lies outside the application period, and nobody said why it is filed anyway."""

    def __init__(self, when: Timing) -> None:
        super().__init__(
            f"{when.label}입니다. 접수기간 밖의 신청은 부적격이 됩니다. "
            "그래도 접수하려면 사유를 적으십시오."
        )
        self.timing = when


@dataclass(frozen=True, slots=True, kw_only=True)
class Applying:
    """How far an application is: what was given by word, and who filed or took it back when.

    `beside` are others that may be of the same household, `knowingly` that somebody has said
    already why this one is made all the same.
    """

    given: frozenset[Given] = frozenset()
    filed_by: str = ""
    filed_on: datetime | None = None
    taken_back_on: datetime | None = None
    beside: tuple[Likely, ...] = ()
    knowingly: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """The case as it stands after an act upon its application."""

    case: Case
    changes: Changes


def desk_moment(clock: Clock) -> datetime:
    """Return this moment on the day of the desk, which in a practice office is its own."""
    time = seoul_time(clock.now()).time()
    return datetime.combine(clock.today(), time, SEOUL).astimezone(UTC)


@may(CASES)
def applying(office: Office, case_id: UUID) -> Applying:
    """Return how far the application of a case is, and which others may be of its household."""
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        note_sight(office, unit, case_id)
    names = {one.id.hex: one.name for one in office.store.staff()}
    found = _told(office, case_id)
    filed_by = names.get(found.filed_by, "") if found.filed_by else ""
    return replace(found, filed_by=filed_by, beside=beside(office, case))


@may(CASES)
def give(office: Office, case_id: UUID, what: Given, given: bool) -> Changes:
    """Record that the applicant pledged or consented (or no longer does), as a ledger row.

    CannotFile once the application is filed, or where the notice asks for no such thing.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        if what not in asked_of(notice_of(office.notices, case)):
            raise CannotFile(f"이 공고의 신청에는 {what.label} 단계가 없습니다.")
        _refuse_filed(case)
        if (what in _told(office, case_id).given) != given:
            note(office, unit, (_GIVE if given else _UNGIVE)[what], case_id)
    return Changes(case_id=case_id, trail=True)


@may(CASES)
def file_application(
    office: Office,
    case_id: UUID,
    version: int,
    saved_at: datetime | None = None,
    reason: str = "",
) -> Applied:
    """Confirm the application as it was shown (`version`) and file it: its `applied_at` is set.

    At the counter the moment is now; one that came otherwise (`saved_at`) was saved elsewhere.
    NotWholeYet while something is lacking, OutsidePeriod without a reason for a moment outside
    the period, CannotFile when it is filed already, was taken back, or is not what was shown.
    """
    why = " ".join(reason.split())
    told = _told(office, case_id)
    with office.store.unit() as unit:
        shown = unit.cases.get(case_id)
    # Looked for before the act: what was shown is what is filed, else the version differs.
    others = () if told.knowingly else beside(office, shown)
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        notice = notice_of(office.notices, case)
        _refuse_filed(case)
        if case.version != version:
            raise CannotFile("그사이 내용이 바뀌었습니다. 다시 읽어 보고 접수하십시오.")
        lacking = gaps(case, notice, told.given)
        if lacking:
            raise NotWholeYet(lacking)
        moment = _moment(office, case, saved_at)
        when = timing(moment, notice)
        if when is not Timing.WITHIN and not why:
            raise OutsidePeriod(when)
        if others and not why:
            raise LooksAlike(others)
        edit = change(case, ("applied_at",), moment)
        saved = lay_down(office, unit, case_id, [edit], why="최종 확인")
        _note_filed(office, unit, saved, notice, when, why)
        if others:
            note_beside(office, unit, saved, others, why)
    changes = replace(changes_of(case_id, [edit]), trail=True)
    return Applied(saved, changes)


@may(CASES)
def withdraw_application(office: Office, case_id: UUID, reason: str) -> Applied:
    """Take a filed application back (신청취소) within the period, so that another can be made.

    It is closed and counts as never made. CannotFile without a reason, outside the period, or
    for a case that has gone on beyond its papers.
    """
    why = " ".join(reason.split())
    if not why:
        raise CannotFile("신청을 취소하는 사유를 적으십시오.")
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        if case.applied_at is None:
            raise CannotFile("아직 접수하지 않은 신청입니다.")
        if case.stage not in (Stage.RECEIVED, Stage.PAPERS):
            raise CannotFile(f"{case.stage.label} 단계의 신청은 여기서 취소할 수 없습니다.")
        if timing(desk_moment(office.clock), notice_of(office.notices, case)) is not Timing.WITHIN:
            raise CannotFile("접수기간 안에서만 신청을 취소하고 다시 신청할 수 있습니다.")
        edits = [change(case, ("applied_at",), None), change(case, ("stage",), Stage.CLOSED)]
        saved = lay_down(office, unit, case_id, edits, why="신청취소")
        detail = {"applied_at": case.applied_at.isoformat(), "version": saved.version}
        note(office, unit, TAKE_BACK, case_id, why=why, detail=detail)
    return Applied(saved, replace(changes_of(case_id, edits), trail=True))


def _refuse_filed(case: Case) -> None:
    if case.applied_at is not None:
        raise CannotFile("이미 접수한 신청입니다. 바꾸려면 접수기간 안에 취소하고 다시 신청합니다.")
    if case.stage is Stage.CLOSED:
        raise CannotFile("취소하거나 끝난 신청입니다. 새로 신청하십시오.")


def _moment(office: Office, case: Case, saved_at: datetime | None) -> datetime:
    """Return when the application was made: now at the counter, else when it was saved."""
    now = desk_moment(office.clock)
    if is_filed_here(case):
        return now
    if saved_at is None:
        raise CannotFile("신청을 저장한 일시를 적으십시오.")
    if saved_at > now:
        raise CannotFile("신청 일시가 지금보다 뒤입니다.")
    return saved_at


def _told(office: Office, case_id: UUID) -> Applying:
    """Return what the ledger tells of an application, the newest row of each kind."""
    given: dict[Given, bool] = {}
    last: tuple[str, datetime, str] | None = None
    knowingly = False
    for at, actor, action, _why in office.store.acts(case_id, _ALL_ROWS):
        for one in Given:
            if action in (_GIVE[one], _UNGIVE[one]):
                given.setdefault(one, action == _GIVE[one])
        knowingly = knowingly or action == SECOND
        if action in (FILE, TAKE_BACK) and last is None:
            last = (action, at, actor)
    said = frozenset(one for one, yes in given.items() if yes)
    found = Applying(given=said, knowingly=knowingly)
    if last is None:
        return found
    action, at, actor = last
    if action == TAKE_BACK:
        return replace(found, taken_back_on=at)
    return replace(found, filed_by=actor, filed_on=at)


def _note_filed(
    office: Office,
    unit: UnitOfWork,
    saved: Case,
    notice: Notice,
    when: Timing,
    why: str,
) -> None:
    detail: dict[str, object] = {
        "version": saved.version,
        "applied_at": saved.applied_at.isoformat() if saved.applied_at else "",
        "confirmed": [one.value for one in asked_of(notice)],
        "timing": when.value,
    }
    note(office, unit, FILE, saved.id, why=why, detail=detail)
