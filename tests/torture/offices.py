"""Practice offices in a folder of their own, and children that work in them and may be killed."""

import json
import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.services.exchange import dump_case
from ipju.services.invented import invent
from ipju.services.office import Actor, Office
from ipju.services.staff import open_account
from ipju.storage.problems import StoreProblem
from ipju.ui.rooms import explain

PASSWORD = "torture-본보기-7!"
STAFF = (
    (Role.CASEWORKER, "박담당"),
    (Role.SUPERVISOR, "최결재"),
    (Role.PRIVACY, "한보호"),
)
NOTICE = "jangi-ansim-2023-3"


@contextmanager
def opened(folder: Path, name: str = "박담당") -> Iterator[Office]:
    """Open the practice office in `folder`, made when there is none."""
    with bootstrap.practice_office(folder, name) as office:
        yield office


@contextmanager
def real_office(folder: Path) -> Iterator[dict[Role, Office]]:
    """Make a real office (업무) with somebody for each role, on the practice day; yield theirs."""
    entered = bootstrap.create_office(
        folder,
        "admin",
        "강관리",
        "주거복지부",
        "02-000-0001",
        PASSWORD,
        bootstrap.new_recovery_key(),
    )
    try:
        clock = bootstrap.SystemClock(bootstrap.PRACTICE_DAY)
        admin = replace(bootstrap.office_of(entered), clock=clock)
        offices = {Role.ADMIN: admin}
        for role, name in STAFF:
            made = open_account(
                admin, role.value, name, "주거복지부", "02-000-0002", frozenset({role}), PASSWORD
            )
            roles = frozenset({role})
            offices[role] = replace(admin, actor=replace(Actor.of(made.account), roles=roles))
        yield offices
    finally:
        entered.store.close()


def people_of(count: int, seed: int) -> tuple[Case, ...]:
    """Return invented cases, the same ones for the same seed."""
    notice = bootstrap.notices().get(NOTICE)
    return tuple(replace(one, practice=True) for one in islice(invent(notice, count, seed), count))


def same(one: Case, other: Case) -> bool:
    """Tell whether two cases hold the same facts, whatever their version."""
    left, right = dump_case(one), dump_case(other)
    return {**left, "version": 0} == {**right, "version": 0}


def sound(office: Office) -> str:
    """Return what is wrong with the store as a whole; empty when nothing is."""
    if office.store.check_trail().broken_at is not None:
        return "the ledger does not fit together"
    run = office.store.connection.exec_driver_sql
    if run("PRAGMA integrity_check").scalar() != "ok":
        return "the file is damaged"
    if run("PRAGMA foreign_key_check").all():
        return "rows without their case"
    return ""


def killed(work: Callable[[Callable[[int], None]], None], after: Callable[[], None]) -> int:
    """Run `work` in a child and kill it when `after` returns; return the last number it told.

    `work` is given a function to acknowledge with; what was told before the kill counts.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            work(lambda number: _tell(writing, number))
        finally:
            os._exit(0)
    os.close(writing)
    after()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while more := os.read(reading, 1 << 16):
        said += more
    os.close(reading)
    return int.from_bytes(said[len(said) // 4 * 4 - 4 :][:4]) if len(said) >= 4 else 0


def _tell(writing: int, number: int) -> None:
    os.write(writing, number.to_bytes(4))


def on_a_full_disk(room: int, work: Callable[[], Any]) -> tuple[str, str]:
    """Run `work` in a child that may write no file beyond `room` bytes; return how it ended.

    ("done", ""), ("refused", the message a person sees) or ("broken", a traceback).
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        ended = ("broken", "")
        try:
            ended = _ended(work)
        finally:
            told = ended if ended[0] != "broken" else ("broken", traceback.format_exc())
            os.write(writing, json.dumps(told).encode()[:60_000])
            os._exit(0)
    os.close(writing)
    said = b""
    while more := os.read(reading, 1 << 16):
        said += more
    os.close(reading)
    os.waitpid(child, 0)
    how, words = json.loads(said) if said else ("broken", "the child died")
    return str(how), str(words)


def _ended(work: Callable[[], Any]) -> tuple[str, str]:
    try:
        work()
    except (StoreProblem, OSError) as error:
        return ("refused", explain(error))
    return ("done", "")
