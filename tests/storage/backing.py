"""A store with people and acts in it, its backups, and files that only look like one."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from ipju.domain.case import Case
from ipju.domain.retention import Certificate, Holding
from ipju.storage.archive import MANIFEST, STORE
from ipju.storage.backup import StoreBackups
from ipju.storage.dump import Dump, canonical, copy_opened
from ipju.storage.store import Store
from tests.storage.desk import KEY, added, case

SLOT = {"kind": "recovery", "salt": "00" * 16, "sealed": "11" * 60}
OTHER_SLOT = {"kind": "recovery", "salt": "22" * 16, "sealed": "33" * 60}


def backups_of(store: Store) -> StoreBackups:
    return StoreBackups(store.path, KEY, store.path.parent / "keys.json")


def with_recovery(folder: Path, slot: dict[str, str] = SLOT) -> None:
    """Lay a file of keys beside the store, as it is when the office was founded."""
    text = json.dumps({"version": 2, "slots": [{"kind": "user"}, slot]})
    (folder / "keys.json").write_text(text, encoding="utf-8")


def peopled(store: Store, count: int = 3) -> list[Case]:
    """Add cases, with an act in the ledger for each."""
    found = [added(store, case(f"2023-3-{number:05d}")) for number in range(1, count + 1)]
    for one in found:
        act(store, one.id)
    return found


def act(store: Store, case_id: UUID | None = None) -> None:
    with store.unit() as unit:
        unit.ledger.append(at=datetime.now(UTC), actor=uuid4().hex, action="view", case_id=case_id)


def dump_of(path: Path, ledger_until: int | None = None) -> Dump:
    """Return what a file of a store holds, read past the program."""
    with copy_opened(path, KEY) as driver:
        return canonical(driver, ledger_until)


def certificate_of(one: Case) -> Certificate:
    return Certificate(
        case_id=one.id,
        case_number=one.number,
        notice=one.notice,
        holding=Holding.NOT_SELECTED,
        due_on=date(2024, 2, 1),
        destroyed_at=datetime(2024, 2, 27, 1, 0, tzinfo=UTC),
        approved_by=uuid4(),
        reason="보유 기간이 지남",
        rows=3,
    )


def destroyed(store: Store, one: Case) -> Certificate:
    """Destroy a case as the service does, and note it beside the backups."""
    with store.unit() as unit:
        certificate = unit.destructions.destroy(certificate_of(one))
    backups_of(store).note_destruction(certificate)
    return certificate


def rewritten(
    path: Path,
    manifest: Callable[[dict[str, object]], object] = lambda said: None,
    store: Callable[[bytes], bytes] = lambda data: data,
) -> None:
    """Write a backup anew as a forger would: another manifest, another store."""
    with zipfile.ZipFile(path) as archive:
        said = json.loads(archive.read(MANIFEST))
        data = archive.read(STORE)
    manifest(said)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(said))
        archive.writestr(STORE, store(data))


def lying_in(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder; locks left out, which are empty."""
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and one.suffix != ".lock"
    }
