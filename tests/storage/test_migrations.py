"""The migrations make exactly the tables the program uses, and an older file loses nothing."""

import json
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ipju.services.exchange import parse_case
from ipju.storage import migrations
from ipju.storage.backup import StoreBackups
from ipju.storage.custody import choose_folder
from ipju.storage.problems import NotWritten, StoreExists
from ipju.storage.restore import restore
from ipju.storage.store import SCHEMA, Store, create_store, open_store
from ipju.storage.tables import metadata
from tests.storage.desk import KEY

FIXTURES = Path(__file__).parent / "fixtures"


def test_the_migrations_make_the_tables_of_the_program(store: Store) -> None:
    def wanted(name: str | None, kind: str, _parents: object) -> bool:
        # SQLite keeps the full text index in tables of its own.
        return kind != "table" or not (name or "").startswith("case_search")

    context = MigrationContext.configure(
        store.connection,
        opts={"include_name": wanted, "compare_type": True, "compare_server_default": True},
    )
    assert compare_metadata(context, metadata()) == []


def test_a_new_store_carries_the_newest_schema(store: Store) -> None:
    versions = sorted((Path(migrations.__file__).parent / "versions").glob("[0-9]*.py"))
    newest = int(versions[-1].name[:4])
    assert store.connection.exec_driver_sql("PRAGMA user_version").scalar() == newest == SCHEMA


def old_store(folder: Path) -> Path:
    """Return a store as the first release wrote it (invented people only)."""
    old = folder / "office.db"
    old.write_bytes((FIXTURES / "schema-1.db").read_bytes())
    return old


def test_an_older_store_is_backed_up_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    old = old_store(tmp_path)
    open_store(old, KEY).close()
    backups = StoreBackups(old, KEY, tmp_path / "keys.json")
    (backup,) = backups.all()
    assert (backup.kind, backup.cases, backup.problem) == ("before-migration", 4, "")
    assert backup.verified_at is not None
    assert "박담당".encode() not in backup.path.read_bytes()
    restored = restore(backup.path, KEY, tmp_path / "again" / "office.db")
    again, now = open_store(restored.path, KEY), open_store(old, KEY)
    assert list(again.read_all()) == list(now.read_all())
    head = again.head()
    assert head is not None
    assert head.store
    again.close()
    now.close()


def test_without_its_backup_folder_an_older_store_is_backed_up_beside_itself(
    tmp_path: Path,
) -> None:
    old = old_store(tmp_path)
    disk = tmp_path / "disk"
    disk.mkdir()
    choose_folder(old, disk)
    for one in [*disk.iterdir()]:
        one.unlink()
    disk.rmdir()
    open_store(old, KEY).close()
    (backup,) = (tmp_path / "backups").glob("*.ipju-backup")
    assert "before-migration" in backup.name


def test_a_store_that_can_not_be_backed_up_is_not_migrated(tmp_path: Path) -> None:
    old = old_store(tmp_path)
    before = old.read_bytes()
    (tmp_path / "backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotWritten, match="빈 자리"):
        open_store(old, KEY)
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_no_half_made_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("alembic.operations.Operations.execute", broken)
        with pytest.raises(ZeroDivisionError):
            create_store(path, KEY)
    assert not path.exists()
    create_store(path, KEY).close()
    with pytest.raises(StoreExists):
        create_store(path, KEY)


def test_a_store_of_the_first_schema_still_opens_with_all_its_facts(tmp_path: Path) -> None:
    old = old_store(tmp_path)
    facts = json.loads((FIXTURES / "schema-1.json").read_text(encoding="utf-8"))
    opened = open_store(old, KEY)
    found = list(opened.read_all())
    assert len(found) == 4
    assert found == [parse_case(one) for one in facts]
    assert {one.number for one in opened.search("2023-3-0000")} == {
        "2023-3-00001", "2023-3-00002", "2023-3-00003",
    }  # fmt: skip
    assert opened.broken_ledger_row() is None
    opened.close()
