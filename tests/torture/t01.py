"""T1: `kill -9` at a random moment while saving, importing and migrating."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.services.open_case import add_case, reread_case
from ipju.services.record import record
from ipju.storage.store import open_store
from tests.storage.desk import KEY
from tests.torture.offices import killed, opened, people_of, same, sound
from tests.torture.result import Result

SCHEMA_1 = Path(__file__).parents[1] / "storage" / "fixtures" / "schema-1.db"
LONGEST = 0.12
"""Seconds a child may work before it is killed."""


def run(count: int, seed: int = 0) -> Result:
    """Kill `count` children, a third at each kind of work."""
    random = Random(seed)
    bad: list[str] = []
    told = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with opened(root / "saving") as office:
            case = add_case(office, _counting(people_of(1, seed)[0])).case
        saved = imported = 0
        for index in range(count):
            if index % 3 == 0:
                before = saved
                saved, wrong = _saving(root / "saving", case, saved, random)
                told += saved - before
            elif index % 3 == 1:
                before = imported
                imported, wrong = _importing(root / "importing", imported, seed, random)
                told += imported - before
            else:
                wrong = _migrating(root / f"migrating-{index}", random)
            bad += [f"run {index}: {wrong}"] if wrong else []
    return Result(
        id="T1",
        what="kill -9 while saving, importing, migrating",
        figure="0 acknowledged lost, 0 half, 0 broken",
        done=count,
        bad=tuple(bad),
        words=f"{told} acknowledged changes, all found",
    )


def _counting(case: Case) -> Case:
    """Return a case three of whose facts count its saves."""
    first, *others = case.people
    return replace(case, phone="0", email="0", people=(replace(first, name="0"), *others))


def _moment(random: Random) -> Callable[[], None]:
    return lambda: time.sleep(random.uniform(0, LONGEST))


def _saving(folder: Path, case: Case, known: int, random: Random) -> tuple[int, str]:
    """Set the same number into three facts of a case in one save, again and again."""

    def work(tell: Callable[[int], None]) -> None:
        with opened(folder) as office:
            now = reread_case(office, case.id)
            while True:
                number = str(int(now.phone) + 1)
                steps = (("phone",), ("email",), ("people", now.people[0].id, "name"))
                edits = [change(now, one, number) for one in steps]
                now = record(office, case.id, edits).case
                tell(int(number))

    last = killed(work, _moment(random)) or known
    with opened(folder) as office:
        found = reread_case(office, case.id)
        wrong = sound(office)
    parts = {found.phone, found.email, found.people[0].name}
    if len(parts) != 1:
        wrong = wrong or f"half a save: {sorted(parts)}"
    number = int(found.phone)
    # The last save may have been committed without having been acknowledged.
    if number - last not in (0, 1):
        wrong = wrong or f"acknowledged {last}, found {number}"
    return number, wrong


def _importing(folder: Path, known: int, seed: int, random: Random) -> tuple[int, str]:
    """Bring in one invented case after the other."""
    cases = people_of(known + 40, seed + 1)

    def work(tell: Callable[[int], None]) -> None:
        with opened(folder) as office:
            for number, one in enumerate(cases[known:], start=known + 1):
                add_case(office, one)
                tell(number)

    last = killed(work, _moment(random)) or known
    with opened(folder) as office:
        found = list(office.store.read_all())
        wrong = sound(office)
    if len(found) - last not in (0, 1):
        wrong = wrong or f"acknowledged {last}, found {len(found)}"
    wanted = {one.id: one for one in cases}
    if not all(same(one, wanted[one.id]) for one in found):
        wrong = wrong or "half a case"
    return len(found), wrong


def _migrating(folder: Path, random: Random) -> str:
    """Open a store of the first schema: its migration is cut off, and made good at the next."""
    folder.mkdir()
    path = folder / "office.db"
    path.write_bytes(SCHEMA_1.read_bytes())

    def work(tell: Callable[[int], None]) -> None:
        open_store(path, KEY).close()
        tell(1)

    killed(work, _moment(random))
    store = open_store(path, KEY)
    found = list(store.read_all())
    broken = store.broken_ledger_row()
    whole = store.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    store.close()
    shutil.rmtree(folder)
    if len(found) != 4 or broken is not None or not whole:
        return f"{len(found)} cases, ledger {broken}, whole {whole}"
    return ""
