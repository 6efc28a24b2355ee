"""T13: a program killed while it writes a PDF, an export, a file of keys, a backup, a restore."""

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ipju.services.files import write_whole
from ipju.storage.archive import opened, whole
from ipju.storage.backup import StoreBackups
from ipju.storage.files import written_whole
from ipju.storage.restore import restore
from ipju.storage.sealing import Secrets
from ipju.storage.store import create_store, open_store
from tests.storage.desk import KEY
from tests.torture.offices import killed, people_of
from tests.torture.result import Result

SIZE = 3_000_000
type_of_ack = Callable[[int], None]


def run(count: int, seed: int = 0) -> Result:
    """Kill a writer `count` times at random moments: PDF, export, keys, backup, restore in turn."""
    chance = random.Random(seed)
    bad: list[str] = []
    told = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _office(folder / "office")
        kinds: tuple[tuple[str, Callable[[Path, random.Random], tuple[int, str]]], ...] = (
            ("pdf", _document),
            ("backup", _backup),
            ("export", _document),
            ("keys", _keys),
            ("restore", _restore),
        )
        for at in range(count):
            kind, trial = kinds[at % len(kinds)]
            place = folder / ("office" if kind in ("backup", "restore") else kind)
            done, wrong = trial(place, chance)
            told += done
            bad += [f"{kind}, kill {at}: {wrong}"] if wrong else []
    return Result(
        id="T13",
        what="killed while a PDF, export, file of keys, backup or restore is written",
        figure="no half file under the final name, nothing piles up",
        done=count,
        bad=tuple(bad),
        words=f"{told:,} files acknowledged before the kills",
    )


def _document(folder: Path, chance: random.Random) -> tuple[int, str]:
    return _files(folder, chance, lambda path, data: write_whole(path, data))


def _keys(folder: Path, chance: random.Random) -> tuple[int, str]:
    def write(path: Path, data: bytes) -> None:
        with written_whole(path) as file:
            file.write(data[: len(data) // 2])
            file.write(data[len(data) // 2 :])

    return _files(folder, chance, write)


def _content(number: int) -> bytes:
    """Return what stands in the file when it is whole: it ends as it begins."""
    mark = number.to_bytes(4)
    return mark + bytes([number % 251]) * SIZE + mark


def _files(
    folder: Path, chance: random.Random, write: Callable[[Path, bytes], object]
) -> tuple[int, str]:
    path = folder / "통지문.pdf"
    before = int.from_bytes(path.read_bytes()[:4]) if path.exists() else 0

    def work(acknowledge: type_of_ack) -> None:
        for number in range(before + 1, before + 10_000):
            write(path, _content(number))
            acknowledge(number)

    said = killed(work, lambda: time.sleep(chance.uniform(0, 0.1)))
    found = path.read_bytes() if path.exists() else b""
    number = int.from_bytes(found[:4])
    wrong = ""
    if found and found != _content(number):
        wrong = "half a file under the final name"
    elif number < max(said, before):
        wrong = "an acknowledged file is gone"
    elif len(list(folder.glob(".*"))) > 1:
        wrong = "left-overs pile up"
    write(path, _content(number + 1))
    if [one.name for one in folder.iterdir()] != [path.name]:
        wrong = wrong or "a left-over stays after the next file was written"
    return max(said - before, 0), wrong


def _office(folder: Path) -> None:
    folder.mkdir()
    store = create_store(folder / "office.db", KEY)
    store.add_many(people_of(60, 0))
    store.close()


def _backup(folder: Path, chance: random.Random) -> tuple[int, str]:
    path = folder / "office.db"
    backups = StoreBackups(path, KEY, folder / "keys.json")
    before = _newest(backups)

    def work(acknowledge: type_of_ack) -> None:
        store = open_store(path, KEY)
        while True:
            with store.unit() as unit:
                unit.ledger.append(at=datetime.now(UTC), actor="x", action="view")
            made = backups.make("daily")
            acknowledge(made.anchor.seq if made.anchor else 0)

    said = killed(work, lambda: time.sleep(chance.uniform(0, 0.5)))
    wrong = _half(backups)
    if _newest(backups) < max(said, before):
        wrong = wrong or "an acknowledged backup is gone"
    unfinished = [one for one in backups.folder.glob(".*") if one.suffix != ".lock"]
    if len(unfinished) > 2:
        wrong = wrong or "left-overs pile up"
    made = backups.make("daily")
    if made.problem or (folder / ".backup-work").exists() or list(backups.folder.glob(".*unf*")):
        wrong = wrong or "a left-over stays after the next backup"
    return int(said > before), wrong


def _restore(folder: Path, chance: random.Random) -> tuple[int, str]:
    """Restore over an office that has one case more: what stands there is the one or the other."""
    path = folder / "office.db"
    backup = StoreBackups(path, KEY, folder / "keys.json").make("daily")
    place = folder.parent / "restored" / path.name
    shutil.rmtree(place.parent, ignore_errors=True)
    restore(backup.path, KEY, place)
    _added(place)
    said = killed(
        lambda acknowledge: acknowledge(len(str(restore(backup.path, KEY, place)))),
        lambda: time.sleep(chance.uniform(0, 0.25)),
    )
    found = _cases(place)
    wrong = ""
    if found not in (backup.cases, backup.cases + 1) or (said and found != backup.cases):
        wrong = f"{found} cases where {backup.cases} were restored"
    if found == backup.cases and not any(place.parent.glob("replaced-*/office.db")):
        wrong = wrong or "what lay there is gone"
    restore(backup.path, KEY, place)
    if _cases(place) != backup.cases or (place.parent / ".backup-work").exists():
        wrong = wrong or "it does not work again"
    return int(bool(said)), wrong


def _added(path: Path) -> None:
    """Add one case to a store."""
    store = open_store(path, KEY)
    store.add_many([replace(one, number="2023-3-99999") for one in people_of(1, 99)])
    store.close()


def _cases(path: Path) -> int:
    store = open_store(path, KEY)
    try:
        return len(list(store.read_all())) if store.broken_ledger_row() is None else -1
    finally:
        store.close()


def _half(backups: StoreBackups) -> str:
    """Return what is wrong with the files that bear the name of a backup."""
    for one in backups.folder.glob("*.ipju-backup"):
        if not whole(one):
            return "half a backup under the final name"
        with opened(one) as (manifest, _pieces):
            if not manifest.is_of(Secrets(KEY)):
                return "a backup without its seal"
    return ""


def _newest(backups: StoreBackups) -> int:
    return max((one.anchor.seq for one in backups.all() if one.anchor), default=0)
