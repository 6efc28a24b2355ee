"""T2: a disk full at every size while saving, importing, backing up, printing, migrating."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from ipju.domain.case import Case
from ipju.domain.editing import Edit
from ipju.domain.person import Person, Relation
from ipju.services.exchange import parse_case
from ipju.services.office import Office
from ipju.services.open_case import add_case, reread_case
from ipju.services.print_form import save_form
from ipju.services.record import record
from ipju.storage.backup import StoreBackups
from ipju.storage.store import create_store, open_store
from tests.cli.running import SAMPLES
from tests.storage.desk import KEY
from tests.torture.offices import on_a_full_disk, opened, people_of, same, sound
from tests.torture.result import Result
from tests.torture.t01 import SCHEMA_1

PAGE = 4096
MANY = 100


@dataclass
class Tried:
    """How the sizes of one step ended."""

    refused: int = 0
    done: int = 0


def run(count: int, seed: int = 0) -> Result:
    """Try `count` sizes, shared among the steps; each ends whole, and works once there is room."""
    steps = (_save, _import, _print, _migrate, _back_up)
    bad: list[str] = []
    words = []
    with tempfile.TemporaryDirectory() as folder:
        for number, step in enumerate(steps):
            sizes = len(range(number, count, len(steps)))
            tried = Tried()
            for at in range(sizes):
                here = Path(folder) / f"{step.__name__}-{at}"
                # From two pages to eight megabytes, so that each step is refused and succeeds.
                room = round(PAGE * 2 ** (1 + at * 10 / max(sizes - 1, 1)))
                wrong = step(here, room, seed, tried)
                bad += [f"{step.__name__} with {room} bytes: {wrong}"] if wrong else []
            words.append(f"{step.__name__[1:]} {tried.refused} refused, {tried.done} done")
    return Result(
        id="T2",
        what="disk full while saving, importing, backing up, printing, migrating",
        figure="clear message, old data whole, works again",
        done=count,
        bad=tuple(bad),
        words="; ".join(words),
    )


def _tried(how: str, words: str, tried: Tried) -> str:
    if how == "refused":
        tried.refused += 1
    elif how == "done":
        tried.done += 1
    else:
        return words
    return ""


def _stored(folder: Path, seed: int) -> Case:
    with opened(folder) as office:
        return add_case(office, people_of(1, seed)[0]).case


def _large(office: Office, case: Case) -> Case:
    """Add a hundred people with long names in one save."""
    names = [f"{index}예시" + "가" * 90 for index in range(MANY)]
    people = [Person(id=uuid4(), name=one, relation=Relation.SIBLING) for one in names]
    edits = [Edit(path=("people", one.id), before=None, after=one) for one in people]
    return record(office, case.id, edits).case


def _save(folder: Path, room: int, seed: int, tried: Tried) -> str:
    case = _stored(folder, seed)

    def work() -> None:
        with opened(folder) as office:
            _large(office, case)

    how, words = on_a_full_disk(room, work)
    wrong = _tried(how, words, tried)
    with opened(folder) as office:
        found = reread_case(office, case.id)
        if how == "refused" and not same(found, case):
            wrong = wrong or "the old case is not whole"
        wrong = wrong or sound(office)
        if how == "refused" and len(_large(office, found).people) < MANY:
            wrong = wrong or "does not work again"
    return wrong


def _import(folder: Path, room: int, seed: int, tried: Tried) -> str:
    before = _stored(folder, seed)
    wanted = people_of(60, seed)[1:]

    def work() -> None:
        with opened(folder) as office:
            office.store.add_many(wanted)

    how, words = on_a_full_disk(room, work)
    wrong = _tried(how, words, tried)
    with opened(folder) as office:
        found = list(office.store.read_all())
        if len(found) != (1 if how == "refused" else 60):
            wrong = wrong or f"{len(found)} cases after {how}"
        if not same(found[0], before):
            wrong = wrong or "the old case is not whole"
        wrong = wrong or sound(office)
        if how == "refused" and office.store.add_many(wanted) != 59:
            wrong = wrong or "does not work again"
    return wrong


def _print(folder: Path, room: int, seed: int, tried: Tried) -> str:
    sample = parse_case(json.loads((SAMPLES / "kim-yesi.json").read_text(encoding="utf-8")))
    with opened(folder) as office:
        case = add_case(office, sample).case
    path = folder / "consent.pdf"
    path.write_bytes(b"the one before")

    def work() -> None:
        with opened(folder) as office:
            save_form(office, case, "consent", path)

    how, words = on_a_full_disk(room, work)
    wrong = _tried(how, words, tried)
    if how == "refused" and path.read_bytes() != b"the one before":
        wrong = wrong or "the file before is gone"
    if [one.name for one in folder.glob(".*")]:
        wrong = wrong or "a half file stayed"
    with opened(folder) as office:
        wrong = wrong or sound(office)
        if not save_form(office, case, "consent", path).read_bytes().startswith(b"%PDF"):
            wrong = wrong or "does not work again"
    return wrong


def _migrate(folder: Path, room: int, _seed: int, tried: Tried) -> str:
    return _of_the_first_schema(folder, room, tried, lambda path: open_store(path, KEY).close())


def _back_up(folder: Path, room: int, seed: int, tried: Tried) -> str:
    folder.mkdir()
    path = folder / "office.db"
    store = create_store(path, KEY)
    store.add_many(people_of(20, seed))
    backups = StoreBackups(path, KEY, folder / "keys.json", folder / "backups")
    first = backups.make("asked")
    store.close()
    how, words = on_a_full_disk(room, lambda: backups.make("asked"))
    wrong = _tried(how, words, tried)
    kept = backups.all()
    # Of one day the newest stays: the first one while there is no second.
    if [one.made_at == first.made_at for one in kept] != [how == "refused"]:
        wrong = wrong or f"{len(kept)} backups after {how}"
    if [one for one in (folder / "backups").iterdir() if one.name.startswith(".")]:
        wrong = wrong or "a half file stayed"
    if any(backups.verify(one).problem for one in kept):
        wrong = wrong or "the backup is not whole"
    if backups.make("asked").problem:
        wrong = wrong or "does not work again"
    return wrong


def _of_the_first_schema(folder: Path, room: int, tried: Tried, work: Callable[[Path], Any]) -> str:
    folder.mkdir()
    path = folder / "office.db"
    path.write_bytes(SCHEMA_1.read_bytes())
    how, words = on_a_full_disk(room, lambda: work(path))
    wrong = _tried(how, words, tried)
    store = open_store(path, KEY)
    if len(list(store.read_all())) != 4 or store.broken_ledger_row() is not None:
        wrong = wrong or "the old cases are not whole"
    store.close()
    return wrong
