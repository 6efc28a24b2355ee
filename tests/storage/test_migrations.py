"""The migrations make exactly the tables the program uses, and an older file loses nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ipju import bootstrap
from ipju.domain.decision import Matter, Verdict
from ipju.domain.examination import OutcomeQuery
from ipju.domain.means import Debt, DebtKind
from ipju.services.approve import approve
from ipju.services.decisions import decisions, open_sheet, waiting
from ipju.services.exchange import parse_case
from ipju.services.propose import propose, withdraw
from ipju.storage import migrations
from ipju.storage.backup import StoreBackups
from ipju.storage.custody import choose_folder
from ipju.storage.engine import engine_of
from ipju.storage.problems import NotWritten, Refused, StoreExists
from ipju.storage.restore import restore
from ipju.storage.store import SCHEMA, Store, create_store, open_store
from ipju.storage.tables import metadata
from tests.storage.desk import KEY
from tests.storage.kept_lines import states_of_letters
from tests.storage.leases import offered
from tests.storage.tables_of import columns_of, counted, rows_of

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


def old_store(folder: Path, schema: int = 1) -> Path:
    """Return a store as an older release wrote it (invented people only)."""
    old = folder / "office.db"
    old.write_bytes((FIXTURES / f"schema-{schema}.db").read_bytes())
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


@pytest.mark.parametrize("schema", [1, 2, 4])
def test_no_row_of_an_older_store_is_lost_or_changed(tmp_path: Path, schema: int) -> None:
    old = old_store(tmp_path, schema)
    engine = engine_of(old, KEY, new=False)
    with engine.connect() as connection:
        columns = dict(columns_of(connection))
        # Alembic's own table carries the schema, and a store without an id is given one.
        for own in ("alembic_version", "setting"):
            columns.pop(own, None)
        before = rows_of(connection, columns)
    engine.dispose()
    opened = open_store(old, KEY)
    assert rows_of(opened.connection, columns) == before
    assert opened.check_trail().sound
    opened.close()


@pytest.mark.parametrize("schema", [1, 2, 4])
def test_lists_of_letters_are_filled_from_an_older_store(tmp_path: Path, schema: int) -> None:
    opened = open_store(old_store(tmp_path, schema), KEY)
    states = {1: [], 2: ["to-send", "to-send"], 4: ["returned", "sent", "sent", "sent"]}[schema]
    assert sorted(states_of_letters(opened.connection)) == states
    opened.close()


def test_a_store_with_a_season_keeps_rooms_requests_post_scans_draws_and_runs(
    tmp_path: Path,
) -> None:
    told = json.loads((FIXTURES / "schema-4.json").read_text(encoding="utf-8"))
    opened = open_store(old_store(tmp_path, 4), KEY)
    assert list(opened.read_all()) == [parse_case(one) for one in told["cases"]]
    assert {one: counted(opened.connection)[one] for one in told["rows"]} == told["rows"]
    held = set[str]()
    with opened.unit() as unit:
        for one in opened.read_all():
            kept = {
                "lease": unit.leases.of_case(one.id),
                "waiting": unit.waiting.of_case(one.id),
                "scores": unit.scores.of(one.id),
                "requests": unit.requests.of_case(one.id),
                "postings": unit.postings.of_case(one.id),
                "letters": unit.letters.of(one.id),
            }
            assert all(each.whole for found in kept.values() for each in found)
            held |= {name for name, found in kept.items() if found}
            assert all(unit.scans.content(each.id) for each in unit.scans.of_case(one.id))
        assert held == {"lease", "waiting", "scores", "requests", "postings", "letters"}
        (roster,) = unit.rosters.all("jangi-ansim-2023-3")
        drawn = unit.rosters.draws(roster.id)
        assert roster.whole
        assert [(one.whole, one.annulled_at is None) for one in drawn] == [
            (True, True), (True, False),
        ]  # fmt: skip
        assert unit.figures.all("teukhwa-maeip-2023-baekam")
        (waits,) = unit.scans.tray()
        assert unit.scans.content(waits.id).startswith(b"\x89PNG")
        runs = unit.examinations.last()
        assert [one.cases for one in runs] == [15, 15]
        page = unit.examinations.page(OutcomeQuery(run=runs[0].id, changed=True))
        assert [one.result.number for one in page.lines] == ["2023-3-00021"]
    opened.close()


def told_of_schema_2() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / "schema-2.json").read_text(encoding="utf-8"))
    return found


def test_a_store_with_staff_and_decisions_keeps_every_fact_and_every_role(tmp_path: Path) -> None:
    told = told_of_schema_2()
    opened = open_store(old_store(tmp_path, 2), KEY)
    found = list(opened.read_all())
    assert len(found) == 5
    assert found == [parse_case(one) for one in told["cases"]]
    assert {one.name: sorted(role.value for role in one.roles) for one in opened.staff()} == (
        told["staff"]
    )
    assert len(told["staff"]) == 6
    assert opened.check_trail().sound
    opened.close()


def test_decisions_of_an_older_store_stand_and_their_letters_are_the_ones_that_went_out(
    tmp_path: Path,
) -> None:
    told = told_of_schema_2()
    opened = open_store(old_store(tmp_path, 2), KEY)
    states = set[str]()
    with opened.unit() as unit:
        for one in opened.read_all():
            proposals, letters = unit.proposals.of(one.id), unit.letters.of(one.id)
            assert all(each.whole for each in proposals)
            assert all(each.whole for each in letters)
            assert [[p.verdict.value, p.state.value, p.digest] for p in proposals] == (
                told["proposals"][one.number]
            )
            assert [[each.number, each.form, each.digest] for each in letters] == (
                told["letters"][one.number]
            )
            assert all(unit.sheets.get(p.sheet).digest == p.digest for p in proposals)
            assert all(each.pdf.startswith(b"%PDF") for each in letters)
            states |= {p.state.value for p in proposals}
    assert states == {"approved", "waiting", "void"}
    opened.close()


@pytest.mark.parametrize("schema", [1, 2])
def test_an_older_store_gets_the_rooms_and_the_new_facts(tmp_path: Path, schema: int) -> None:
    opened = open_store(old_store(tmp_path, schema), KEY)
    case = next(iter(opened.read_all()))
    assert (case.building, case.renewal, case.scholar, case.debts) == ("", None, None, ())
    lease = offered(case.id)
    with opened.unit() as unit:
        assert unit.leases.held() == ()
        assert unit.waiting.all("n") == ()
        unit.leases.add(lease)
        debt = Debt(id=uuid4(), kind=DebtKind.PRIVATE, amount=1)
        saved = unit.cases.save(replace(case, building="a", debts=(debt,)))
    with opened.unit() as unit:
        assert unit.leases.of_case(case.id) == (replace(lease, version=1),)
        assert unit.cases.get(case.id) == saved
    with pytest.raises(Refused) as refused, opened.unit():
        opened.connection.exec_driver_sql("DELETE FROM room_lease")
    assert refused.value.rule == "room_lease_kept"
    opened.close()


def test_what_was_decided_before_a_migration_stands_upon_the_same_facts(tmp_path: Path) -> None:
    """Facts that came later are no change of the facts: no approval loses its effect by them."""
    opened = open_store(old_store(tmp_path, 2), KEY)
    park = bootstrap.office(opened, bootstrap.seat(opened, "박담당"), practice=True)
    choi = replace(park, actor=bootstrap.seat(opened, "최결재"))
    number = {one.number: one.id for one in opened.read_all()}
    (approved,) = decisions(park, number["2023-3-00011"]).proposals
    assert (approved.state.value, approved.whole) == ("approved", True)
    # What waits was judged by an older file of the notice: it is proposed anew, then approved.
    (line,) = waiting(choi).lines
    sheet = open_sheet(choi, line.proposal.id)
    assert (sheet.case.number, sheet.proposed_by) == ("2023-3-00013", "박담당")
    assert "공고 자료" in sheet.blocked
    withdraw(park, line.proposal.id)
    again = propose(park, sheet.case.id, Matter.PERSON, Verdict.ELIGIBLE, "다시 올림").proposal
    assert approve(choi, again.id, again.digest).proposal.whole
    opened.close()
