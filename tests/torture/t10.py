"""T10: an office on a clean computer with nothing but a backup and the recovery key."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.keys import RecoveryKey
from ipju.domain.retention import Certificate, Holding
from ipju.services.backup import back_up
from ipju.services.office import Office
from ipju.storage.archive import opened as opened_backup
from ipju.storage.dump import Dump, canonical, copy_opened
from ipju.storage.problems import StoreProblem
from tests.torture.offices import people_of, sound
from tests.torture.result import Result

PASSWORD = "구름 위의 산책 3월"
NEW_PASSWORD = "바람이 분다 살아 4월"


def run(count: int, seed: int = 0) -> Result:
    """Back up, destroy a case, and restore elsewhere by words or code, `count` times."""
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "office"
        recovery = bootstrap.new_recovery_key()
        entered = bootstrap.create_office(
            home, "kim", "강관리", "주거복지부", "02-000-0002", PASSWORD, recovery
        )
        office = bootstrap.office_of(entered)
        try:
            for at in range(count):
                wrong = _round(office, entered.vault.key, recovery, Path(folder), at, seed)
                bad += [f"round {at}: {wrong}"] if wrong else []
        finally:
            entered.store.close()
    return Result(
        id="T10",
        what="restore on a clean computer with the recovery key only",
        figure="equal by canonical dump, destroyed cases stay destroyed",
        done=count,
        bad=tuple(bad),
        words=f"{count} offices brought back twice each",
    )


def _round(
    office: Office, key: bytes, recovery: RecoveryKey, folder: Path, at: int, seed: int
) -> str:
    cases = [
        replace(one, number=f"2023-3-{at:02d}{number:03d}")
        for number, one in enumerate(people_of(12 + at, seed + at))
    ]
    office.store.add_many(cases)
    early, late = cases[0], cases[1]
    _destroyed(office, early)
    backup = back_up(office).backup
    with opened_backup(backup.path) as (manifest, _pieces):
        until = manifest.anchor.seq if manifest.anchor else 0
    source = _dump(folder / "office" / bootstrap.OFFICE_FILE, key, until)
    disk = _taken_along(backup.path, folder / f"disk-{at}")

    store = bootstrap.restore_office(disk / backup.path.name, recovery.code, folder / f"clean-{at}")
    found = _dump(store, key, until)
    if found.differences(source):
        return f"another store: {found.differences(source)}"
    wrong = _moved_in(store.parent, recovery.code, office, (early,))
    if wrong:
        return wrong

    _destroyed(office, late)
    words = " ".join(recovery.words)
    disk = _taken_along(backup.path, folder / f"disk-{at}-later")
    store = bootstrap.restore_office(disk / backup.path.name, words, folder / f"later-{at}")
    return _moved_in(store.parent, words, office, (early, late)) or _refused(
        disk / backup.path.name, folder / f"refused-{at}"
    )


def _dump(path: Path, key: bytes, until: int) -> Dump:
    with copy_opened(path, key) as driver:
        return canonical(driver, until)


def _taken_along(backup: Path, disk: Path) -> Path:
    """Copy what a person carries to another computer: the backup and what lies beside it."""
    disk.mkdir()
    for one in (backup, backup.parent / "destructions.json"):
        shutil.copy(one, disk)
    return disk


def _destroyed(office: Office, case: Case) -> None:
    certificate = Certificate(
        case_id=case.id,
        case_number=case.number,
        notice=case.notice,
        holding=Holding.NOT_SELECTED,
        due_on=datetime(2024, 2, 1, tzinfo=UTC).date(),
        destroyed_at=datetime(2024, 2, 27, 1, 0, tzinfo=UTC),
        approved_by=office.actor.id,
        reason="보유 기간이 지남",
        rows=1,
    )
    with office.store.unit() as unit:
        unit.destructions.destroy(certificate)
    assert office.backups is not None
    office.backups.note_destruction(certificate)


def _moved_in(folder: Path, typed: str, office: Office, destroyed: tuple[Case, ...]) -> str:
    """Come in by the recovery key and look whether all is there and nothing destroyed is."""
    expected = {one.id: one for one in office.store.read_all()}
    entered = bootstrap.recover_office(folder, typed, "kim", NEW_PASSWORD)
    entered.store.close()
    entered = bootstrap.enter_office(folder, "kim", NEW_PASSWORD)
    try:
        there = bootstrap.office_of(entered)
        if {one.id: one for one in there.store.read_all()} != expected:
            return "other cases than there were"
        for one in destroyed:
            with there.store.unit() as unit:
                known = unit.destructions.get(one.id)
            if known is None or not known.whole or there.store.search(one.number):
                return "a destroyed case is there, or its certificate isn't"
        return sound(there)
    finally:
        entered.store.close()


def _refused(backup: Path, folder: Path) -> str:
    """Try with the recovery key of another office."""
    try:
        bootstrap.restore_office(backup, bootstrap.new_recovery_key().code, folder)
    except StoreProblem:
        return "something was written" if any(folder.rglob("*.db")) else ""
    return "another recovery key opened it"
