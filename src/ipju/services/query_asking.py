"""Sending a query out (조회 의뢰): who is asked about, and the file an agency answers by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.labelled import Labelled
from ipju.domain.notice import Notice
from ipju.domain.person import Person, Register, Relation
from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell
from ipju.rules.consent import consent
from ipju.rules.household import facts_of
from ipju.services.application_steps import UNFILED, is_unfiled
from ipju.services.authority import DECIDING, demand, may, note
from ipju.services.office import Changes, Office
from ipju.services.overlap_marks import settled_pairs
from ipju.services.ports import UnitOfWork
from ipju.services.query_columns import NUMBER, SHEETS, QueryKind, asked_columns, kinds_of
from ipju.services.query_problems import NotQueried, QueryStopped, books_of

_BATCH: Final = 200
_ALL: Final = 1_000_000
"""More proposals than there will ever be."""


_VOID: Final = "겹치는 신청에서 인정하지 않음"


class Scope(Labelled):
    """Whom a query asks about."""

    OPEN = "open", "조회가 오지 않은 사람만"
    ALL = "all", "모든 세대구성원"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Somebody who is not asked about, and why; `name` is empty where a whole case is left out."""

    case_id: UUID
    number: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The file that was written: how many cases and people it asks about, and who is left out."""

    path: Path
    cases: int
    people: int
    left_out: tuple[LeftOut, ...]
    changes: Changes


@may(DECIDING)
def export_query(
    office: Office,
    notice_id: str,
    path: Path,
    agency: str,
    reason: str,
    scope: Scope = Scope.OPEN,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Asked:
    """Write what an agency (조회 기관) needs to answer: number, name, RRN, phone, address.

    Only household members are asked about, only where everyone's consent is there, and only for
    applications that stand: filed, not closed, not refused, not settled to give way to another.
    Every case has a ledger row of this provision (제3자 제공), and the file one with its reason.
    NotQueried without agency, reason or anybody to ask about; QueryStopped; OSError when the place
    can't be written to. Without the file there are no rows of the provision, and the other way
    round; that it was begun stands in the ledger before anything is written.
    """
    if not agency.strip() or not reason.strip():
        raise NotQueried("조회를 맡길 기관과 사유를 적으세요. 장부에 남습니다.")
    books, notice = books_of(office.spreadsheets), office.notices.get(notice_id)
    rows: list[tuple[type_of_cell, ...]] = []
    asked: dict[UUID, list[str]] = {}
    left_out: list[LeftOut] = []
    with office.store.unit() as unit:
        fallen = fallen_cases(unit, notice_id)
    for done, case in enumerate(_cases(office, notice_id), start=1):
        if done % _BATCH == 0:
            progress(done)
            if cancelled():
                raise QueryStopped
        for one in _to_ask(office, notice, case, scope, fallen):
            if isinstance(one, LeftOut):
                left_out.append(one)
            else:
                rows.append(_asked_row(notice, case, one))
                asked.setdefault(case.id, []).append(one.id.hex)
    if not rows:
        raise NotQueried(_nobody(left_out))
    columns = asked_columns(notice)
    sheets = [
        WriteSheet(
            name="조회 대상",
            columns=tuple(WriteColumn(head=one.head, width=one.width) for one in columns),
            rows=tuple(rows),
        )
    ]
    items = [one.head for one in columns if one.field != NUMBER]
    why = f"{agency.strip()}: {reason.strip()}"
    # Long work ends with the role of whoever began it.
    demand(office, DECIDING, "export_query")
    with office.store.unit() as unit:
        # Kept before a number leaves the store: a program killed between file and rows tells so.
        detail = {"notice": notice.id, "cases": len(asked), "people": len(rows)}
        note(office, unit, "query-begin", why=why, detail=detail)
    with _no_file_without_rows(path), office.store.unit() as unit:
        for case_id, people in asked.items():
            note(office, unit, "query-export", case_id, why=why, detail={"people": people})
        detail = {
            "notice": notice.id,
            "cases": len(asked),
            "people": len(rows),
            "left_out": len(left_out),
            "items": items,
            "kinds": [one.value for one in kinds_of(notice)],
        }
        note(office, unit, "query-file", why=why, detail=detail)
        # Last of all: what cannot be written leaves no rows behind.
        written = books.write(path, sheets)
    progress(len(asked))
    return Asked(written, len(asked), len(rows), tuple(left_out), Changes(trail=True, season=True))


@contextmanager
def _no_file_without_rows(path: Path) -> Iterator[None]:
    """Take a new file away again when its ledger rows could not be kept after it was written."""
    before = _mark(path)
    try:
        yield
    except BaseException:
        if _mark(path) != before:
            path.unlink(missing_ok=True)
        raise


def _mark(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _cases(office: Office, notice_id: str) -> Iterator[Case]:
    return (one for one in office.store.read_all() if one.notice == notice_id)


def fallen_cases(unit: UnitOfWork, notice_id: str) -> Mapping[UUID, str]:
    """Return why applications of a notice do not stand, by case; closed ones tell it themselves.

    One that gave way to another of its household (겹치는 신청), or was refused by an approval.
    """
    fallen: dict[UUID, str] = {}
    for pair, told in settled_pairs(unit, notice_id).items():
        for one in pair.split("-"):
            if told["stands"] and one != told["stands"]:
                fallen[UUID(one)] = _VOID
    approved = unit.proposals.in_state(ProposalState.APPROVED, limit=_ALL)
    verdicts = {
        one.case_id: one.verdict for one in approved if one.matter is Matter.PERSON and one.whole
    }
    for case_id, verdict in verdicts.items():
        if verdict is Verdict.INELIGIBLE:
            fallen[case_id] = "부적격으로 결재됨"
    return fallen


def why_fallen(case: Case, fallen: Mapping[UUID, str]) -> str:
    """Return why an application does not stand; empty when it does.

    One that gave way says so in its facts; where somebody struck that out again, it stands.
    """
    if case.stage is Stage.CLOSED:
        return "종결된 신청"
    why = fallen.get(case.id, "")
    return "" if why == _VOID and not case.other_applications else why


def _to_ask(
    office: Office, notice: Notice, case: Case, scope: Scope, fallen: Mapping[UUID, str]
) -> Iterator[Person | LeftOut]:
    """Yield the members of one case to ask about, and whoever is left out with the reason."""
    facts = facts_of(case, notice, office.clock.today())
    wanted = [
        one for one in facts.household.members if scope is Scope.ALL or _is_open(notice, case, one)
    ]
    if not wanted:
        return
    why = why_fallen(case, fallen)
    if why:
        yield LeftOut(case_id=case.id, number=case.number, name="", why=why)
        return
    if is_unfiled(case, notice):
        yield LeftOut(case_id=case.id, number=case.number, name="", why=UNFILED)
        return
    agreed = consent(facts, notice)
    sure = agreed.outcome is Outcome.PASS or (
        agreed.outcome is Outcome.REVIEW and not agreed.missing
    )
    if not sure:
        yield LeftOut(
            case_id=case.id, number=case.number, name="", why=f"동의서: {agreed.sentence}"
        )
        return
    for one in wanted:
        if notice.may_hold_numbers and one.rrn is None:
            yield LeftOut(
                case_id=case.id, number=case.number, name=one.name, why="주민등록번호가 적히지 않음"
            )
        elif one.birth is None and one.rrn is None:
            yield LeftOut(
                case_id=case.id, number=case.number, name=one.name, why="생년월일이 적히지 않음"
            )
        else:
            yield one


def _is_open(notice: Notice, case: Case, person: Person) -> bool:
    """Tell whether an answer is missing; that of public tenancy may be there for a whole case."""
    return any(
        not getattr(person, SHEETS[one].checked)
        and not (one is QueryKind.TENANCY and case.tenancies_checked)
        for one in kinds_of(notice)
    )


def _asked_row(notice: Notice, case: Case, person: Person) -> tuple[type_of_cell, ...]:
    who: type_of_cell = person.rrn if notice.may_hold_numbers else str(person.birth)
    own = person.relation is Relation.SELF
    phone = person.phone or (case.phone if own else "")
    # Where else somebody lives is not recorded: the applicant's address would be a wrong one.
    here = own or person.register is Register.APPLICANT
    return (case.number, person.name, who, phone, case.address if here else "")


def _nobody(left_out: Sequence[LeftOut]) -> str:
    if not left_out:
        return "조회할 사람이 없습니다. 이 공고의 조회가 모두 와 있습니다."
    return (
        f"조회할 수 있는 사람이 없습니다. 뺀 것이 {len(left_out):,}건입니다. "
        f"예: {left_out[0].number} {left_out[0].name} {left_out[0].why}"
    )
