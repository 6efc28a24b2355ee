"""The migrations make exactly the tables the program uses, and an older file loses nothing."""

import json
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ipju.services.exchange import parse_case
from ipju.storage import migrations
from ipju.storage.engine import engine_of
from ipju.storage.migrations import backup_before
from ipju.storage.problems import StoreExists
from ipju.storage.store import SCHEMA, Store, create_store, open_store
from ipju.storage.tables import metadata
from tests.storage.desk import KEY, added, case, read

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


def test_a_copy_is_laid_beside_the_store_before_a_migration(store: Store, path: Path) -> None:
    stored = added(store, case("2023-3-00001"))
    copy = backup_before(engine_of(path, KEY, new=False), path, SCHEMA)
    assert copy.parent != path.parent
    assert KEY not in copy.read_bytes()
    assert "김예시".encode() not in copy.read_bytes()
    again = open_store(copy, KEY)
    assert read(again, stored.id) == stored
    again.close()


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
    """The file lies in the repository as the first release wrote it (invented people only)."""
    old = tmp_path / "office.db"
    old.write_bytes((FIXTURES / "schema-1.db").read_bytes())
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
