"""Whoever is signed in keeps the office backed up, and is told when it isn't."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.services.authority import NotAllowed
from ipju.services.backup import (
    KINDS,
    NoBackups,
    back_up,
    back_up_if_due,
    backup_state,
    due,
    list_backups,
    run_drill,
    set_backup_folder,
    verify_backup,
)
from ipju.services.office import Changes, Office
from ipju.storage.backup import StoreBackups
from ipju.storage.custody import FolderGone
from ipju.storage.restore import restore
from ipju.storage.store import open_store
from tests.services.real_office import STAFF, RealOffice, real_office
from tests.storage.backing import OTHER_SLOT, SLOT, with_recovery

KEY = bytes(range(32))


@dataclass(frozen=True)
class ClockAhead:
    """The clock of this computer, set ahead or back."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by

    def today(self) -> date:
        return self.now().date()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealOffice]:
    made = real_office(tmp_path)
    backups = StoreBackups(tmp_path / "office.db", KEY, tmp_path / "keys.json")
    yield replace(made, office=replace(made.office, backups=backups))
    made.office.store.close()


def ahead(office: Office, **by: float) -> Office:
    return replace(office, clock=ClockAhead(timedelta(**by)))


def acts(real: RealOffice) -> list[tuple[str, str]]:
    return [(who, action) for who, action, _why, _detail in real.rows()]


def test_the_first_to_come_backs_up_and_drills_and_nobody_does_it_again(real: RealOffice) -> None:
    office = real.at("박담당")
    assert due(office).backup
    assert due(office).drill
    done = back_up_if_due(office)
    assert done.backup is not None
    assert (done.backup.kind, done.backup.problem) == ("daily", "")
    assert done.drill is not None
    assert done.drill.sound
    assert done.drill.backup == done.backup.path.name
    assert done.changes == Changes(backups=True, trail=True)
    me = office.actor.key
    assert acts(real)[-2:] == [(me, "backup"), (me, "drill")]
    rows = real.rows()
    again = back_up_if_due(real.at("한보호"))
    assert (again.backup, again.drill, again.changes) == (None, None, Changes())
    assert real.rows() == rows
    state = backup_state(office)
    assert state.last is not None
    assert state.last.path == done.backup.path
    assert state.last_drill == done.drill
    assert state.warnings == ()


@pytest.mark.parametrize("name", STAFF)
def test_each_of_the_staff_may_back_up_and_see_how_it_stands(real: RealOffice, name: str) -> None:
    office = real.at(name)
    made = back_up(office)
    assert made.backup.cases == 0
    assert KINDS[made.backup.kind] == "직접"
    assert list_backups(office) == (made.backup,)
    assert run_drill(office).drill.sound
    assert backup_state(office).warnings == ()


def test_a_backup_is_due_each_day_and_a_drill_each_week(real: RealOffice) -> None:
    back_up_if_due(real.office)
    assert due(ahead(real.office, days=1)).backup
    assert not due(ahead(real.office, days=6, hours=23)).drill
    assert due(ahead(real.office, days=7, minutes=1)).drill


def test_a_clock_set_back_or_ahead_and_back_makes_nothing_less_due(real: RealOffice) -> None:
    back_up_if_due(real.office)
    assert due(ahead(real.office, days=-3)).backup
    assert due(ahead(real.office, days=-3)).drill


def test_a_renewed_recovery_key_makes_a_backup_due_at_once(
    real: RealOffice, tmp_path: Path
) -> None:
    with_recovery(tmp_path, SLOT)
    back_up_if_due(real.office)
    assert not due(real.office).backup
    with_recovery(tmp_path, OTHER_SLOT)
    assert back_up_if_due(real.office).backup is not None
    assert not due(real.office).backup


def test_no_backup_at_all_is_told(real: RealOffice) -> None:
    (told,) = backup_state(real.office).warnings
    assert told.startswith("쓸 수 있는 백업이 없습니다.")
    assert told.endswith("지금 백업하세요.")


def test_an_old_backup_and_an_old_drill_are_told_with_their_day(real: RealOffice) -> None:
    back_up_if_due(real.office)
    assert backup_state(ahead(real.office, days=1, hours=23)).warnings == ()
    (told,) = backup_state(ahead(real.office, days=2, minutes=1)).warnings
    assert "마지막 백업이 " in told
    assert "일 전(" in told
    assert "지금 백업하세요" in told
    assert len(backup_state(ahead(real.office, days=7, hours=23)).warnings) == 1
    both = backup_state(ahead(real.office, days=8, minutes=1)).warnings
    assert "마지막 복원 연습이 " in both[1]


def test_a_drill_never_made_is_told_after_eight_days(real: RealOffice) -> None:
    back_up(real.office)
    assert backup_state(real.office).warnings == ()
    found = backup_state(ahead(real.office, days=8, minutes=1)).warnings
    assert "복원 연습을 한 번도 하지 않았습니다. 지금 연습하세요." in found


def test_a_drill_that_fails_is_told_until_one_is_sound_and_is_due_again_next_day(
    real: RealOffice,
) -> None:
    made = back_up(real.office).backup
    data = bytearray(made.path.read_bytes())
    data[50_000] ^= 1
    made.path.write_bytes(data)
    failed = run_drill(real.office).drill
    assert not failed.sound
    assert "손상" in failed.words
    assert any("복원 연습이 실패했습니다" in one for one in backup_state(real.office).warnings)
    assert '"sound": false' in real.rows()[-1][3]
    assert not due(real.office).drill
    assert due(ahead(real.office, days=1, minutes=1)).drill
    back_up(real.office)
    run_drill(real.office)
    assert backup_state(real.office).warnings == ()


def test_a_store_put_aside_by_a_restore_is_told_after_four_weeks(
    real: RealOffice, tmp_path: Path
) -> None:
    made = back_up(real.office).backup
    real.office.store.close()
    aside = restore(made.path, KEY, tmp_path / "office.db").aside
    assert aside is not None
    again = replace(real.office, store=open_store(tmp_path / "office.db", KEY))
    for days, expected in ((27, False), (29, True)):
        found = backup_state(ahead(again, days=days)).warnings
        assert any(str(aside) in one and "폴더째 지우세요" in one for one in found) == expected
    shutil.rmtree(aside)
    assert not any("치워 둔" in one for one in backup_state(ahead(again, days=29)).warnings)
    again.store.close()


def test_a_backup_found_bad_is_told_and_is_not_the_last_good_one(real: RealOffice) -> None:
    made = back_up(real.office).backup
    assert verify_backup(real.office, made).problem == ""
    made.path.write_bytes(made.path.read_bytes()[:-100])
    assert "손상" in verify_backup(real.office, made).problem or "잘렸" in (
        verify_backup(real.office, made).problem
    )
    state = backup_state(real.office)
    assert state.last is None
    assert any(made.path.name in one for one in state.warnings)
    assert due(real.office).backup
    verified = [detail for _who, action, _why, detail in real.rows() if action == "verify-backup"]
    assert ['"sound": true' in one for one in verified] == [True, False, False]


def test_admins_choose_the_folder_and_nobody_else(real: RealOffice, tmp_path: Path) -> None:
    disk = tmp_path / "외장 디스크"
    disk.mkdir()
    with pytest.raises(NotAllowed):
        set_backup_folder(real.at("박담당"), disk)
    assert set_backup_folder(real.at("최관리"), disk) == Changes(backups=True, trail=True)
    assert acts(real)[-1] == (real.id("최관리").hex, "backup-folder")
    assert str(disk) not in str(real.rows())
    assert backup_state(real.office).folder == disk
    assert back_up(real.office).backup.path.parent == disk
    with pytest.raises(FolderGone, match="백업 폴더가 없습니다"):
        set_backup_folder(real.office, tmp_path / "none")
    assert backup_state(real.office).folder == disk
    disk.rename(tmp_path / "away")
    (told,) = backup_state(real.office).warnings
    assert f"백업 폴더도 없습니다({disk})" in told


def test_a_practice_office_is_not_backed_up(tmp_path: Path) -> None:
    with bootstrap.practice_office(tmp_path) as office:
        assert backup_state(office).warnings == ()
        assert not due(office).backup
        assert not due(office).drill
        assert back_up_if_due(office).changes == Changes()
        with pytest.raises(NoBackups, match="연습 사무실은 백업하지 않습니다"):
            back_up(office)
