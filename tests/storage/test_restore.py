"""A restore puts back what was backed up, whole or not at all, and deletes nothing."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ipju.storage import presence
from ipju.storage.archive import BackupProblem, DamagedBackup, OtherOffice, Stopped
from ipju.storage.backup import StoreBackups
from ipju.storage.custody import DESTRUCTIONS, BackupBusy, workroom
from ipju.storage.problems import InUse, NotWritten, WrongRecovery
from ipju.storage.restore import AnotherOffice, NoRecovery, restore
from ipju.storage.store import Store, create_store, open_store
from tests.storage.backing import (
    OTHER_SLOT,
    SLOT,
    backups_of,
    certificate_of,
    destroyed,
    dump_of,
    lying_in,
    peopled,
    with_recovery,
)
from tests.storage.desk import KEY, added, case, read
from tests.storage.test_backup import files_no_larger_than


def unwrap(slot: Mapping[str, Any]) -> bytes:
    """Open the slot as the right recovery key does."""
    if dict(slot) != SLOT:
        raise WrongRecovery
    return KEY


@pytest.fixture
def backups(store: Store) -> StoreBackups:
    with_recovery(store.path.parent)
    peopled(store)
    return backups_of(store)


@pytest.fixture
def backup(backups: StoreBackups) -> Path:
    return backups.make("daily").path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """The place of the store on another computer."""
    return tmp_path / "another computer" / "office" / "office.db"


def ledger_of(path: Path) -> list[tuple[int, str, str, dict[str, Any]]]:
    store = open_store(path, KEY)
    rows = store.connection.exec_driver_sql(
        "SELECT seq, actor, action, detail FROM ledger ORDER BY seq"
    ).all()
    store.close()
    return [(row[0], row[1], row[2], json.loads(row[3])) for row in rows]


def test_on_a_clean_computer_the_recovery_key_alone_brings_all_back(
    store: Store, backup: Path, clean: Path
) -> None:
    restored = restore(backup, unwrap, clean)
    assert (restored.cases, restored.destroyed, restored.aside) == (3, 0, None)
    store.close()
    assert dump_of(clean, ledger_until=3) == dump_of(store.path)
    slots = json.loads((clean.parent / "keys.json").read_text(encoding="utf-8"))
    assert slots == {"version": 2, "slots": [SLOT]}
    names = {one for one in lying_in(clean.parent) if not one.endswith(".lock")}
    assert names == {"office.db", "keys.json"}


def test_the_restore_itself_is_the_next_row_of_the_ledger(backup: Path, clean: Path) -> None:
    restore(backup, unwrap, clean)
    seq, actor, action, detail = ledger_of(clean)[-1]
    assert (seq, actor, action) == (4, "복구 열쇠", "restore")
    assert (detail["backup"], detail["seq"], detail["destroyed"]) == (backup.name, 3, 0)
    store = open_store(clean, KEY)
    assert store.broken_ledger_row() is None
    store.close()


def test_another_recovery_key_writes_nothing(backup: Path, clean: Path) -> None:
    def wrong(_slot: Mapping[str, Any]) -> bytes:
        raise WrongRecovery

    with pytest.raises(WrongRecovery):
        restore(backup, wrong, clean)
    assert not clean.parent.exists()


def test_a_key_that_is_not_that_of_the_backup_writes_nothing(backup: Path, clean: Path) -> None:
    with pytest.raises(OtherOffice):
        restore(backup, bytes(32), clean)
    assert lying_in(clean.parent) == {}


def test_a_backup_without_recovery_slot_says_so(store: Store, clean: Path) -> None:
    made = backups_of(store).make("daily").path
    with pytest.raises(NoRecovery, match="복구 열쇠로 열 수 있는 백업이 아닙니다"):
        restore(made, unwrap, clean)
    assert restore(made, KEY, clean).cases == 0
    assert not (clean.parent / "keys.json").exists()


@pytest.mark.parametrize("at", [0, 300, 60_000, -10])
def test_a_damaged_backup_leaves_everything_as_it_was(store: Store, backup: Path, at: int) -> None:
    store.close()
    damaged = bytearray(backup.read_bytes())
    damaged[at] ^= 1
    backup.write_bytes(damaged)
    before = lying_in(store.path.parent)
    with pytest.raises(BackupProblem):
        restore(backup, KEY, store.path)
    assert lying_in(store.path.parent) == before


def test_there_must_be_a_backup(clean: Path, tmp_path: Path) -> None:
    with pytest.raises(DamagedBackup, match="백업 파일이 없습니다"):
        restore(tmp_path / "none.ipju-backup", KEY, clean)
    with pytest.raises(DamagedBackup, match="읽지 못했습니다"):
        restore(tmp_path, KEY, clean)


def without_journals(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out journals that hold nothing: SQLite had no room for so much as their head."""
    return {name: data for name, data in files.items() if data or "-" not in name[-4:]}


@pytest.mark.parametrize("share", [0, 30, 70])
def test_a_full_disk_leaves_the_old_store_whole(store: Store, backup: Path, share: int) -> None:
    more = added(store, case("2023-3-00077"))
    store.close()
    before = lying_in(store.path.parent)
    size = max(1, backup.stat().st_size * share // 100)
    with files_no_larger_than(size), pytest.raises(NotWritten, match="빈 자리"):
        restore(backup, KEY, store.path)
    assert without_journals(lying_in(store.path.parent)) == before
    again = open_store(store.path, KEY)
    assert read(again, more.id) == more
    again.close()
    assert restore(backup, KEY, store.path).cases == 3


def test_it_can_be_stopped(store: Store, backup: Path, clean: Path) -> None:
    with pytest.raises(Stopped):
        restore(backup, KEY, clean, stopped=lambda: True)
    assert lying_in(clean.parent) == {}


def test_what_lay_there_is_put_aside_with_its_unfolded_journal(store: Store, backup: Path) -> None:
    later = added(store, case("2023-3-00077"))
    # A program that was killed leaves its last saves in the journal.
    folder = store.path.parent
    kept = {one: (folder / one).read_bytes() for one in ("office.db", "office.db-wal")}
    store.close()
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    restored = restore(backup, KEY, store.path)
    assert restored.cases == 3
    assert restored.aside is not None
    assert restored.aside.name.startswith("replaced-")
    now = open_store(store.path, KEY)
    assert later.number not in {one.number for one in now.read_all()}
    now.close()
    aside = open_store(restored.aside / "office.db", KEY)
    assert read(aside, later.id) == later
    aside.close()


def test_keys_of_the_same_office_stay(store: Store, backup: Path) -> None:
    store.close()
    before = (store.path.parent / "keys.json").read_bytes()
    assert restore(backup, unwrap, store.path).aside is not None
    assert (store.path.parent / "keys.json").read_bytes() == before


def test_damaged_keys_are_put_aside_and_the_recovery_slot_comes_back(
    store: Store, backup: Path
) -> None:
    store.close()
    keys = store.path.parent / "keys.json"
    keys.write_bytes(b"{")
    restored = restore(backup, unwrap, store.path)
    assert restored.aside is not None
    assert (restored.aside / "keys.json").read_bytes() == b"{"
    assert json.loads(keys.read_text(encoding="utf-8"))["slots"] == [SLOT]


@pytest.mark.parametrize("damage", ["head", "cut", "empty", "plain"])
def test_a_damaged_store_is_put_aside_as_it_is(store: Store, backup: Path, damage: str) -> None:
    store.close()
    data = store.path.read_bytes()
    broken = {
        "head": b"x" * 5000 + data[5000:],
        "cut": data[: len(data) // 2],
        "empty": b"",
        "plain": b"SQLite format 3\x00" + data[16:],
    }[damage]
    store.path.write_bytes(broken)
    restored = restore(backup, unwrap, store.path, aside="damaged")
    assert restored.aside is not None
    assert restored.aside.name.startswith("damaged-")
    assert (restored.aside / "office.db").read_bytes() == broken
    assert dump_of(store.path).tables["cases"][0] == 3


def test_the_store_of_another_office_is_not_touched(backup: Path, clean: Path) -> None:
    clean.parent.mkdir(parents=True)
    with_recovery(clean.parent, OTHER_SLOT)
    create_store(clean, bytes(32)).close()
    before = lying_in(clean.parent)
    with pytest.raises(AnotherOffice, match="다른 사무실의 자료"):
        restore(backup, unwrap, clean)
    assert lying_in(clean.parent) == before


def test_a_store_that_a_window_has_open_is_not_touched(store: Store, backup: Path) -> None:
    window = presence.enter(store.path.parent)
    with pytest.raises(InUse, match=r"다른 창이.* 복원할 수 없습니다"):
        restore(backup, KEY, store.path)
    with workroom(store.path):
        window.release()
        with pytest.raises(BackupBusy):
            restore(backup, KEY, store.path)
    # Nor one that another program reads, though it has not said so.
    with pytest.raises(InUse, match="복원할 수 없습니다"):
        restore(backup, KEY, store.path)
    assert len(list(store.read_all())) == 3
    assert [one.name for one in store.path.parent.glob("replaced-*")] == []


@pytest.mark.parametrize("step", ["replace", "link", "mkdir"])
def test_a_disk_that_fails_in_the_midst_brings_the_old_files_back(
    store: Store, backup: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = added(store, case("2023-3-00077"))
    store.close()
    (store.path.parent / "keys.json").write_bytes(b"{")
    before = lying_in(store.path.parent) | {"office.db": dump_of(store.path)}
    whole = {"replace": Path.replace, "link": os.link, "mkdir": Path.mkdir}[step]

    def failing(*given: Any, **options: Any) -> Any:
        if step == "link" or "office.db" in str(given[-1]) or "replaced" in str(given[0]):
            raise OSError(28, "No space left on device")
        return whole(*given, **options)

    place = "os.link" if step == "link" else f"pathlib.Path.{step}"
    with monkeypatch.context() as broken:
        broken.setattr(place, failing)
        if step == "link":
            broken.setattr("pathlib.Path.replace", failing)
        with pytest.raises(NotWritten):
            restore(backup, KEY, store.path)
    found = lying_in(store.path.parent) | {"office.db": dump_of(store.path)}
    assert found == before
    again = open_store(store.path, KEY)
    assert read(again, more.id) == more
    again.close()


def test_destroyed_cases_stay_destroyed(store: Store, backup: Path, clean: Path) -> None:
    gone, kept, *_ = store.read_all()
    certificate = destroyed(store, gone)
    restored = restore(backup, unwrap, clean)
    assert (restored.cases, restored.destroyed) == (2, 1)
    again = open_store(clean, KEY)
    with again.unit() as unit:
        assert unit.cases.get(kept.id) == kept
        with pytest.raises(KeyError):
            unit.cases.get(gone.id)
        assert unit.destructions.get(gone.id) == certificate
    assert again.search(gone.number) == ()
    again.close()
    assert ledger_of(clean)[-1][3]["destroyed"] == 1


def test_a_forged_destruction_destroys_nothing(
    store: Store, backups: StoreBackups, clean: Path
) -> None:
    one, other, *_ = store.read_all()
    made = backups.make("daily").path
    destroyed(store, one)
    noted = made.parent / DESTRUCTIONS
    said = json.loads(noted.read_text(encoding="utf-8"))
    forged = [*said["rows"][0]]
    forged[0] = other.id.hex
    said["rows"].append(forged)
    noted.write_text(json.dumps(said), encoding="utf-8")
    restored = restore(made, unwrap, clean)
    assert (restored.cases, restored.destroyed) == (2, 1)


@pytest.mark.parametrize(
    "noted",
    [
        b"\xff{",
        b"[]",
        b'{"rows": [[]]}',
        b'{"rows": [["a", 5]]}',
        '{"rows": [["a", "봉인"]]}'.encode(),
        b'{"rows": 7}',
    ],
)
def test_a_damaged_note_of_destructions_stops_no_restore(
    backup: Path, clean: Path, noted: bytes
) -> None:
    (backup.parent / DESTRUCTIONS).write_bytes(noted)
    assert restore(backup, unwrap, clean).cases == 3


def test_a_certificate_with_another_reason_is_no_certificate(
    store: Store, backups: StoreBackups, clean: Path
) -> None:
    one = next(store.read_all())
    made = backups.make("daily").path
    backups.note_destruction(certificate_of(one))
    noted = made.parent / DESTRUCTIONS
    noted.write_text(
        noted.read_text(encoding="utf-8").replace("보유 기간이", "다른 까닭이"), encoding="utf-8"
    )
    assert restore(made, unwrap, clean).destroyed == 0
