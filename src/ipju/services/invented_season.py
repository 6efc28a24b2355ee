"""An invented season (연습 한 철): its Excel of applications, and what then comes in of each.

Practice offices only. Numbers of people have 99 as their district, which no register ever gave:
they have the shape that a query needs, and nobody can be found by them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from ipju.domain.case import Case
from ipju.domain.dates import seoul_time
from ipju.domain.editing import Edit, change
from ipju.domain.finding import Outcome
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper
from ipju.domain.person import Person, Relation
from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell
from ipju.rules.facts import Facts
from ipju.services import import_columns as of
from ipju.services.authority import CASES, demand, may
from ipju.services.envelope_papers import (
    Envelope,
    dated,
    is_signed_form,
    lines_of,
    receive,
    sign_over,
    signers,
    to_ask,
)
from ipju.services.envelopes import finish_envelope
from ipju.services.examine import examine
from ipju.services.import_columns import POINTS, columns_of
from ipju.services.invented import invent
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.query_columns import SHEETS
from ipju.services.query_problems import books_of
from ipju.services.record import lay_down

AGAIN: Final = 40
"""Every so many applications, somebody applies a second time."""
_NO_DISTRICT: Final = "99"
_BATCH: Final = 100
_SECOND: Final = 30
_QUERIED: Final = tuple(sheet.checked for sheet in SHEETS.values())
"""What a person has looked up elsewhere: open until the query comes back."""
_LATER: Final = frozenset({
    "id", "notice", "number", "supply", "channel", "stage", "officer", "practice", "applied_at",
    "income_box", "claimed", "incomes", "holdings", "cars", "financial_assets", "other_assets",
    "debts", "other_applications", "dwelling", "answers", "version",
})  # fmt: skip
"""What an envelope does not tell: the application did, a query will, or nobody asks."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the season and how many lines it holds."""

    path: Path
    lines: int


@dataclass(frozen=True, slots=True)
class Brought:
    """How many applications got their papers and household."""

    cases: int
    changes: Changes


def season_cases(notice: Notice, count: int, seed: int = 1) -> Iterator[Case]:
    """Yield the applications of an invented season: whole people with numbers, some of them twice.

    The second application of somebody has ids of its own and comes an hour later.
    """
    serials: Counter[str] = Counter()
    before: Case | None = None
    for index, case in enumerate(invent(notice, count, seed), start=1):
        if before is not None and index % AGAIN == 0:
            second = renamed(before, defaultdict(uuid4))
            assert before.applied_at is not None
            yield replace(
                second, number=case.number, applied_at=before.applied_at + timedelta(hours=1)
            )
            before = None
            continue
        people = tuple(_numbered(one, serials) for one in case.people)
        before = replace(case, people=people if notice.may_hold_numbers else case.people)
        yield before


def is_second(index: int) -> bool:
    """Tell whether the application at this place (from 1) is somebody's second one."""
    return index % AGAIN == 0


def _numbered(person: Person, serials: Counter[str]) -> Person:
    birth = person.birth
    if birth is None:
        return person
    woman = person.relation is Relation.SPOUSE or (
        person.relation is not Relation.SELF and birth.day % 2 == 0
    )
    front = f"{birth:%y%m%d}{(1 if birth.year < 2000 else 3) + woman}"
    serials[front] += 1
    return replace(person, rrn=f"{front}{_NO_DISTRICT}{serials[front]:04d}")


def renamed(value: Any, ids: Mapping[UUID, UUID]) -> Any:
    """Return a value with every id replaced that `ids` knows; a defaultdict knows them all."""
    if isinstance(value, UUID):
        return ids[value] if isinstance(ids, defaultdict) else ids.get(value, value)
    if isinstance(value, tuple):
        return tuple(renamed(one, ids) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: renamed(one, ids) for name, one in told.items()})
    return value


@may(CASES)
def write_applications(
    office: Office, notice_id: str, count: int, path: Path, seed: int = 1
) -> Written:
    """Write the Excel file of invented applications as an online system would give it out.

    PermissionError in a real office; OSError when it can't be written.
    """
    refuse_real(office.practice)
    notice = office.notices.get(notice_id)
    wanted = columns_of(notice)
    rows = tuple(
        tuple(_cell(case, one.key) for one in wanted) for case in season_cases(notice, count, seed)
    )
    sheet = WriteSheet(
        name="신청 명단",
        columns=tuple(
            WriteColumn(head=one.head, width=one.width, kind=_KINDS.get(one.key, "text"))
            for one in wanted
        ),
        rows=rows,
    )
    return Written(books_of(office.spreadsheets).write(path, [sheet]), len(rows))


_KINDS: Final = {
    of.APPLIED: "moment",
    of.BIRTH: "day",
    of.MOVED: "day",
    of.SPOUSE_BIRTH: "day",
    of.MARRIED: "day",
    **{f"points_{one}": "number" for one in POINTS},
}


def _cell(case: Case, key: str) -> type_of_cell:
    me, spouse = case.people[0], _spouse(case)
    cells: dict[str, type_of_cell] = {
        of.NUMBER: case.number,
        of.SUPPLY: case.supply.label,
        of.NAME: me.name,
        of.RRN: me.rrn,
        of.BIRTH: me.birth,
        of.BUILDING: case.building,
        of.PHONE: case.phone,
        of.EMAIL: case.email or None,
        of.POSTCODE: case.postcode,
        of.ADDRESS: case.address,
        of.BOX: case.income_box.label if case.income_box else None,
        of.MOVED: case.residence.moved_to_seoul_on,
        of.VULNERABLE: case.vulnerable[0].ground.label
        if case.vulnerable and case.vulnerable[0].ground
        else None,
        **{f"points_{one}": getattr(case.claimed, one) for one in POINTS},
    }
    if case.applied_at is not None:
        # Excel keeps midnight as a day without a time, which no online system stores.
        cells[of.APPLIED] = seoul_time(case.applied_at).replace(tzinfo=None, second=_SECOND)
    if spouse is not None:
        cells[of.SPOUSE] = spouse.name
        cells[of.SPOUSE_RRN] = spouse.rrn
        cells[of.SPOUSE_BIRTH] = spouse.birth
        cells[of.MARRIED] = case.marriages[0].registered_on if case.marriages else None
    return cells.get(key)


def _spouse(case: Case) -> Person | None:
    return next((one for one in case.people if one.relation is Relation.SPOUSE), None)


@may(CASES)
def bring_envelopes(
    office: Office,
    cases: Iterable[Case],
    progress: Callable[[int], None] = lambda _done: None,
) -> Brought:
    """Record what the envelopes of invented people hold: their household and their papers.

    Each case is found by its number (접수번호); KeyError when it did not come in. Means stay open
    until the query comes back.
    """
    refuse_real(office.practice)
    done = 0
    for batch in batched(cases, _BATCH):
        # Long work ends with the role of whoever began it.
        demand(office, CASES, "bring_envelopes")
        opened: list[Case] = []
        with office.store.unit() as unit:
            for known in batch:
                case_id = unit.cases.id_of(known.number)
                if case_id is None:
                    raise KeyError(known.number)
                stored = unit.cases.get(case_id)
                edits = told_by_envelope(stored, known)
                opened.append(lay_down(office, unit, case_id, edits, "봉투의 서류"))
        for one in opened:
            end_envelope(office, one)
        done += len(batch)
        progress(done)
    return Brought(done, Changes(cases=True, papers=True, judgement=True, lists=True, queues=True))


@may(CASES)
def end_envelope(office: Office, case: Case) -> None:
    """End an invented envelope as whoever opened it does: its papers, and what is lacking.

    PermissionError in a real office.
    """
    refuse_real(office.practice)
    notice = notice_of(office.notices, case)
    today = office.clock.today()
    asked = to_ask(case, notice, examine(case, notice, today), today)
    came_on = max((one.postmarked_on for one in case.papers if one.postmarked_on), default=None)
    finish_envelope(office, case.id, Envelope(came_on=came_on), len(case.papers), len(asked))


def told_by_envelope(stored: Case, known: Case) -> tuple[Edit, ...]:
    """Return the edits by which an imported case learns what its envelope tells."""
    ids = {known.people[0].id: stored.people[0].id}
    theirs, ours = _spouse(known), _spouse(stored)
    if theirs is not None and ours is not None:
        ids[theirs.id] = ours.id
    for name in ("marriages", "vulnerable"):
        pairs = zip(getattr(known, name), getattr(stored, name), strict=False)
        ids |= {one.id: other.id for one, other in pairs}
    whole = renamed(known, ids)
    unasked = dict.fromkeys(_QUERIED, None)
    whole = replace(whole, people=tuple(replace(one, **unasked) for one in whole.people))
    return tuple(
        change(stored, (one.name,), getattr(whole, one.name))
        for one in fields(Case)
        if one.name not in _LATER and getattr(whole, one.name) != getattr(stored, one.name)
    )


def batched(cases: Iterable[Case], size: int) -> Iterator[tuple[Case, ...]]:
    """Yield cases `size` at a time."""
    left = iter(cases)
    while batch := tuple(islice(left, size)):
        yield batch


def refuse_real(practice: bool) -> None:
    """Raise PermissionError in a real office: nobody invented may come into it."""
    if not practice:
        raise PermissionError("지어낸 한 철은 연습 사무실에서만 돌립니다.")


@may(CASES)
def sent_after(office: Office, case: Case, came_on: date) -> tuple[Edit, ...]:
    """Return the edits by which a supplement (보완) mends every paper that is not in order.

    PermissionError in a real office.
    """
    refuse_real(office.practice)
    notice = notice_of(office.notices, case)
    judged = examine(case, notice, office.clock.today())
    facts, edits = judged.facts, []
    for line in lines_of(judged, notice):
        if line.outcome in (Outcome.PASS, Outcome.NA):
            continue
        paper = receive(facts, notice, line.requirement, Envelope(came_on=came_on))
        paper = dated(paper, facts, notice, came_on)
        edits.append(change(case, ("papers", paper.id), paper))
    for form in case.papers:
        if is_signed_form(notice, form.kind):
            signed = _signed_by_all(form, facts, notice)
            if signed != form:
                edits.append(change(case, ("papers", form.id), signed))
    return tuple(edits)


def _signed_by_all(form: Paper, facts: Facts, notice: Notice) -> Paper:
    """Return a consent form on which whoever had not signed did so."""
    done = {one.person for one in form.signatures if one.signed}
    for person in signers(facts):
        if person.id not in done:
            form = sign_over(form, facts, notice, person)
    return form
