"""An insider at the files of an office: old keys, links, a backup in place of what stands."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ipju import bootstrap
from ipju.cli.main import main
from ipju.cli.verbs import BAD_INPUT
from ipju.domain.account import Role
from ipju.domain.retention import Certificate, Holding
from ipju.services.staff import open_account
from ipju.storage import custody, keys
from ipju.storage.problems import (
    KeyProblem,
    LockedOut,
    NotDamaged,
    StoreExists,
    UnsafePlace,
    WrongPassword,
)
from ipju.storage.store import Store
from tests.bootstrap.conftest import PASSWORD, RealOffice, acts
from tests.bootstrap.test_first_release import PASSWORD as OLD_PASSWORD
from tests.bootstrap.test_first_release import by_password, lay_down
from tests.storage.desk import added
from tests.storage.desk import case as small
from tests.storage.keyrings import SystemKeyring

OTHER = "가을비 우산 속 둘"


def test_a_password_alone_takes_nobodys_work_back(real: RealOffice) -> None:
    entered = real.create()
    office = bootstrap.office_of(entered)
    open_account(office, "jung", "정접수", "부", "02", [Role.INTAKE], OTHER)
    entered.backups.make("daily")
    kept = open_account(office, "park", "박담당", "부", "02", [Role.CASEWORKER], OTHER).account
    real.close()

    with pytest.raises(NotDamaged, match="온전"):
        bootstrap.restore_newest(real.folder, "jung", OTHER)

    assert kept.id in {one.id for one in real.enter().store.staff()}


def test_an_old_file_of_keys_lets_nobody_in_as_somebody_else(
    real: RealOffice, system: SystemKeyring
) -> None:
    old = lay_down(real, by_password(system))
    entered = real.enter("kang", OLD_PASSWORD)
    office = bootstrap.office_of(entered)
    open_account(office, "choi", "최결재", "부", "02", [Role.SUPERVISOR], OTHER)
    real.close()
    (real.folder / keys.SLOTS_FILE).write_bytes(old)

    with pytest.raises(KeyProblem, match="옛것"):
        real.enter("choi", OLD_PASSWORD)

    assert (real.folder / keys.SLOTS_FILE).read_bytes() == old


def test_a_link_to_a_store_in_a_synced_folder_is_no_way_round(
    real: RealOffice, tmp_path: Path
) -> None:
    real.create()
    real.close()
    synced = tmp_path / "Dropbox" / "office.db"
    synced.parent.mkdir()
    real.store.rename(synced)
    real.store.symlink_to(synced)

    with pytest.raises(UnsafePlace, match="Dropbox"):
        real.enter()


def test_failures_below_none_are_no_store_of_guesses(real: RealOffice) -> None:
    real.create()
    real.close()
    path = real.folder / keys.SLOTS_FILE
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    content["slots"][0]["failures"] = -1000
    path.write_text(json.dumps(content), encoding="utf-8")

    for _ in range(4):
        with pytest.raises(WrongPassword):
            real.enter(password="아닌 비밀번호")
    with pytest.raises(LockedOut):
        real.enter(password="아닌 비밀번호")
    with pytest.raises(LockedOut):
        real.enter(password=PASSWORD)


def test_what_lies_in_the_folder_is_for_its_user_only(real: RealOffice) -> None:
    entered = real.create()
    backup = entered.backups.make("daily")
    files = [*real.folder.glob("office.db*"), real.folder / keys.SLOTS_FILE, backup.path]
    modes = {one.name: one.stat().st_mode & 0o077 for one in files}
    assert modes == dict.fromkeys(modes, 0)
    assert "office.db-wal" in modes
    assert real.folder.stat().st_mode & 0o077 == 0
    assert backup.path.parent.stat().st_mode & 0o077 == 0
    real.close()

    bootstrap.restore_office(backup.path, real.recovery.code, real.folder)

    assert real.store.stat().st_mode & 0o077 == 0


def test_a_backup_does_not_bring_back_what_the_store_knows_as_destroyed(real: RealOffice) -> None:
    entered = real.create()
    store = entered.store
    assert isinstance(store, Store)
    gone = added(store, small("가-1"))
    backup = entered.backups.make("daily")
    certificate = Certificate(
        case_id=gone.id,
        case_number=gone.number,
        notice=gone.notice,
        holding=Holding.NOT_SELECTED,
        due_on=date(2024, 1, 1),
        destroyed_at=datetime.now(UTC),
        approved_by=uuid4(),
        reason="기간 만료",
        rows=3,
    )
    with store.unit() as unit:
        unit.destructions.destroy(certificate)
    entered.backups.note_destruction(certificate)
    for folder in (real.folder, backup.path.parent):
        noted = folder / custody.DESTRUCTIONS
        told = json.loads(noted.read_text(encoding="utf-8"))
        told["rows"][0][-1] = "0" * 64
        noted.write_text(json.dumps(told), encoding="utf-8")
    real.close()

    bootstrap.restore_office(backup.path, real.recovery.code, real.folder)

    entered = real.recover(real.recovery.code)
    assert list(entered.store.read_all()) == []
    assert "restore" in acts(entered)


def test_a_crash_leaves_no_image_of_the_memory() -> None:
    asked = (
        "import resource as r, sys; from ipju.__main__ import cli; sys.argv = ['ipju', 'schema'];"
        " r.setrlimit(r.RLIMIT_CORE, (r.getrlimit(r.RLIMIT_CORE)[1],) * 2); cli();"
        " print(r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"


def test_an_office_that_stands_is_not_passed_off_as_unfinished(real: RealOffice) -> None:
    real.create()
    real.close()
    path = real.folder / keys.SLOTS_FILE
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, "founding": True}), encoding="utf-8")

    assert bootstrap.has_office(real.folder)
    with pytest.raises(StoreExists):
        real.create()
    assert real.enter().actor.name == "강관리"


def test_the_command_line_lays_no_practice_office_beside_a_real_one(
    real: RealOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real.create()
    real.close()
    asked = ["print", "2023-3-00001", "consent", "-o", str(tmp_path / "x.pdf")]

    status = main([*asked, "--store", str(real.folder)], bootstrap, lambda _office, _out: [])

    assert status == BAD_INPUT
    assert "연습 사무실도 아직 없습니다" in capsys.readouterr().err
    assert not list(real.folder.glob("practice*"))
