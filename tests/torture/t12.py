"""T12: RRNs revealed and looked for while the store fails: never a number without its row.

Every row is looked for through a connection of its own, which sees what was committed only.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.listing import CaseQuery
from ipju.domain.person import Person, Register, Relation
from ipju.services.answer import NoReason
from ipju.services.browse import find, next_in_queue, page
from ipju.services.office import Office
from ipju.services.open_case import add_case, view_case
from ipju.services.record import record
from ipju.services.reveal import reveal_rrn
from ipju.storage.problems import StoreProblem
from ipju.storage.store import Store, open_store
from tests.services.real_office import RealOffice, real_office
from tests.torture.offices import NOTICE
from tests.torture.result import Result

PEOPLE = 6
KEY = bytes(range(32))


class Injected(Exception):
    """A fault that stands for anything the system below may do."""


@dataclass
class Desk:
    """An office with numbers in it, the second connection, and what was found wrong."""

    office: Office
    store: Store
    outside: Store
    cases: tuple[Case, ...]
    dice: random.Random
    bad: list[str] = field(default_factory=list)
    shown: int = 0
    failed: int = 0

    def rows(self, action: str, case_id: UUID | None, person: UUID | None) -> int:
        """Count the committed rows of an act by whoever is at this desk."""
        found = self.outside.connection.exec_driver_sql(
            "SELECT detail FROM ledger WHERE action = ? AND actor = ? AND case_id IS ?",
            (action, self.office.actor.key, case_id.hex if case_id else None),
        ).all()
        wanted = {"person": str(person)} if person else {}
        return sum(wanted.items() <= json.loads(one[0]).items() for one in found)


def run(count: int, seed: int = 0) -> Result:
    """Do `count` sequences of acts with a fault somewhere in most of them."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder), dice) as desk:
        for number in range(count):
            for _step in range(dice.randint(2, 5)):
                _one_act(desk, f"sequence {number}")
        if desk.store.check_trail().broken_at is not None:
            desk.bad.append("the ledger no longer fits together")
        text = str(desk.outside.connection.exec_driver_sql("SELECT * FROM ledger").all())
        desk.bad += [
            "a number stands in the ledger"
            for one in desk.cases
            for person in one.people
            if person.rrn and (person.rrn in text or person.rrn[6:] in text)
        ]
        if not desk.shown or (count >= 10 and not desk.failed):
            desk.bad.append(f"nothing tried: {desk.shown} shown, {desk.failed} failed")
        shown, failed = desk.shown, desk.failed
    return Result(
        id="T12",
        what="RRNs revealed and looked for while the store fails",
        figure="0 numbers without their committed row",
        done=count,
        bad=tuple(desk.bad),
        words=f"{shown} shown, {failed} acts failed",
    )


@contextmanager
def _desk(folder: Path, dice: random.Random) -> Iterator[Desk]:
    made: RealOffice = real_office(folder)
    office = made.at("박담당")
    store = made.office.store
    assert isinstance(store, Store)
    outside = open_store(folder / "office.db", KEY)
    try:
        cases = tuple(add_case(office, _case(number, dice)).case for number in range(PEOPLE))
        yield Desk(office, store, outside, cases, dice)
    finally:
        outside.close()
        store.close()


def _case(number: int, dice: random.Random) -> Case:
    people = tuple(
        Person(
            id=uuid4(),
            name=f"김예시{number}",
            relation=relation,
            # Nobody's: the serial part begins with six zeros or ends beyond any that was given.
            rrn=f"99{dice.randint(1, 12):02}{dice.randint(1, 28):02}1{dice.randint(0, 999999):06}",
            register=Register.APPLICANT,
        )
        for relation in (Relation.SELF, Relation.SIBLING)
    )
    return Case(id=uuid4(), notice=NOTICE, people=people)


def _one_act(desk: Desk, where: str) -> None:
    case = desk.dice.choice(desk.cases)
    person = desk.dice.choice(case.people)
    act = desk.dice.choice((_reveal, _reveal, _find, _page, _next, _view, _edit, _reveal_badly))
    fault = desk.dice.choice(FAULTS)
    try:
        act(desk, case, person, fault, where)
    except (Injected, StoreProblem, NoReason, KeyError):
        desk.failed += 1
    except Exception as error:
        # The driver's own word for an interrupted statement.
        if "interrupted" not in str(error):
            raise
        desk.failed += 1


type_of_fault = Callable[[Desk], Any]


def _told(
    desk: Desk,
    where: str,
    action: str,
    case_id: UUID | None,
    person: UUID | None,
    fault: type_of_fault,
    look: Callable[[], object],
) -> object:
    """Do an act under a fault; whatever it gives must have its row by then."""
    before = desk.rows(action, case_id, person)
    with fault(desk):
        given = look()
    if given:
        desk.shown += 1
        if desk.rows(action, case_id, person) != before + 1:
            desk.bad.append(f"{where}: {action} under {fault.__name__} without its row")
    return given


def _reveal(desk: Desk, case: Case, person: Person, fault: type_of_fault, where: str) -> None:
    given = _told(
        desk, where, "reveal-rrn", case.id, person.id, fault,
        lambda: reveal_rrn(desk.office, case.id, person.id, "서류 대조"),
    )  # fmt: skip
    if given not in (None, person.rrn):
        desk.bad.append(f"{where}: another number came out")


def _reveal_badly(desk: Desk, case: Case, person: Person, fault: type_of_fault, where: str) -> None:
    """Ask for nobody's number, or without a reason: nothing comes out and nothing is written."""
    reason, whose = desk.dice.choice(((" ", person.id), ("까닭", uuid4())))
    before = desk.rows("reveal-rrn", case.id, None)
    try:
        with fault(desk):
            given = reveal_rrn(desk.office, case.id, whose, reason)
        desk.bad.append(f"{where}: {len(given)} characters for nobody")
    finally:
        if desk.rows("reveal-rrn", case.id, None) != before:
            desk.bad.append(f"{where}: a row of what was not shown")


def _typed(desk: Desk, person: Person) -> str:
    number = person.rrn or ""
    return desk.dice.choice(
        (
            number,
            f"{number[:6]}-{number[6:]}",
            f" {number[:6]} {number[6:]} ",
            f"{number[:6]}.{number[6:]}",
        )
    )


def _find(desk: Desk, _case: Case, person: Person, fault: type_of_fault, where: str) -> None:
    text = _typed(desk, person)
    _told(
        desk, where, "search-rrn", None, None, fault,
        lambda: find(desk.office, text),
    )  # fmt: skip


def _page(desk: Desk, _case: Case, person: Person, fault: type_of_fault, where: str) -> None:
    query = CaseQuery(text=_typed(desk, person))
    _told(
        desk, where, "search-rrn", None, None, fault,
        lambda: page(desk.office, query).lines,
    )  # fmt: skip


def _next(desk: Desk, _case: Case, person: Person, fault: type_of_fault, where: str) -> None:
    query = CaseQuery(text=_typed(desk, person))
    _told(
        desk, where, "search-rrn", None, None, fault,
        lambda: next_in_queue(desk.office, query, None),
    )  # fmt: skip


def _view(desk: Desk, case: Case, _person: Person, fault: type_of_fault, where: str) -> None:
    _told(
        desk, where, "view", case.id, None, fault,
        lambda: view_case(desk.office, case.id),
    )  # fmt: skip


def _edit(desk: Desk, case: Case, _person: Person, fault: type_of_fault, _where: str) -> None:
    with desk.store.unit() as unit:
        now = unit.cases.get(case.id)
    edit = change(now, ("phone",), f"010-0000-{desk.dice.randint(0, 9999):04}")
    with fault(desk):
        record(desk.office, case.id, [edit])


@contextmanager
def no_fault(_desk: Desk) -> Iterator[None]:
    """Everything works."""
    yield


@contextmanager
def before_a_statement(desk: Desk) -> Iterator[None]:
    """The n-th statement is never run."""
    with _at_statement(desk, "before_cursor_execute"):
        yield


@contextmanager
def after_a_statement(desk: Desk) -> Iterator[None]:
    """The n-th statement is run, and then nothing more; the n-th may be the commit."""
    with _at_statement(desk, "after_cursor_execute"):
        yield


@contextmanager
def _at_statement(desk: Desk, moment: str) -> Iterator[None]:
    left = desk.dice.randint(1, 9)

    def count(_connection: object, _cursor: object, statement: str, *_given: object) -> None:
        nonlocal left
        # Taking back is the last thing a program can do; what fails there is the power.
        left -= statement != "ROLLBACK"
        if left == 0 and statement != "ROLLBACK":
            raise Injected

    engine = desk.store.connection.engine
    event.listen(engine, moment, count)
    try:
        yield
    finally:
        event.remove(engine, moment, count)


@contextmanager
def interrupted(desk: Desk) -> Iterator[None]:
    """The database stops in the middle of a statement."""
    driver: Any = desk.store.connection.connection.dbapi_connection
    left = desk.dice.randint(1, 40)

    def stop() -> int:
        nonlocal left
        left -= 1
        return int(left == 0)

    driver.set_progress_handler(stop, 20)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def read_only(desk: Desk) -> Iterator[None]:
    """Nothing can be written."""
    with _pragma(desk, "query_only = ON", "query_only = OFF"):
        yield


@contextmanager
def full(desk: Desk) -> Iterator[None]:
    """The file may not grow by a page."""
    with _pragma(desk, "max_page_count = 1", "max_page_count = 1073741823"):
        yield


@contextmanager
def _pragma(desk: Desk, on: str, off: str) -> Iterator[None]:
    run = desk.store.connection.exec_driver_sql
    run(f"PRAGMA {on}")
    try:
        yield
    finally:
        run(f"PRAGMA {off}")


@contextmanager
def locked(desk: Desk) -> Iterator[None]:
    """Another program holds the store and does not let go."""
    inside, outside = desk.store.connection, desk.outside.connection
    inside.exec_driver_sql("PRAGMA busy_timeout = 1")
    outside.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        outside.exec_driver_sql("ROLLBACK")
        inside.exec_driver_sql("PRAGMA busy_timeout = 10000")


@contextmanager
def without_ledger(desk: Desk) -> Iterator[None]:
    """The ledger refuses every row."""
    run = desk.store.connection.exec_driver_sql
    run(
        "CREATE TEMP TRIGGER no_more_rows BEFORE INSERT ON main.ledger"
        " BEGIN SELECT RAISE(ABORT, 'ipju: no_more_rows'); END"
    )
    try:
        yield
    finally:
        run("DROP TRIGGER no_more_rows")


FAULTS: tuple[type_of_fault, ...] = (
    no_fault,
    before_a_statement,
    after_a_statement,
    interrupted,
    read_only,
    full,
    locked,
    without_ledger,
)
