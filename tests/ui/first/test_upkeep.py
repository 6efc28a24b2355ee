"""Backups by themselves: made after signing in, told when something is wrong with them."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from ipju import bootstrap
from ipju.domain.backup import Backup, Drill
from ipju.services.backup import BackupState, backup_state
from ipju.ui.jobs import Jobs, Task
from ipju.ui.rooms import explain
from ipju.ui.upkeep import is_overdue
from tests.ui.first.conftest import ADMIN, PASSWORD, Founded, Visitor, type_of_visit

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def _state(visitor: Visitor) -> BackupState:
    office = visitor.desk.office()
    assert office is not None
    return backup_state(office)


def test_the_backup_and_the_drill_of_the_day_are_made_by_themselves(officer: Visitor) -> None:
    state = _state(officer)
    assert state.last is not None
    assert state.last.cases == 1
    assert state.last_drill is not None
    assert state.last_drill.sound
    assert state.warnings == ()
    assert not officer.window.upkeep.isVisible()
    assert officer.window.bar.work() == ""


def test_a_backup_folder_that_is_gone_is_told_with_a_way_to_try_again(
    office: Founded, come: type_of_visit, tmp_path: Path
) -> None:
    from ipju.services.backup import set_backup_folder

    folder = tmp_path / "stick"
    folder.mkdir()
    entered = bootstrap.enter_office(bootstrap.office_folder(), ADMIN, PASSWORD)
    set_backup_folder(bootstrap.office_of(entered), folder)
    entered.store.close()
    shutil.rmtree(folder)
    visitor = come()
    visitor.sign_in(ADMIN, PASSWORD)
    banner = visitor.window.upkeep
    visitor.wait_for(banner.isVisible)
    visitor.rest()
    assert "stick" in banner.text()
    folder.mkdir()
    banner.acted.emit()
    visitor.wait_for(lambda: not banner.isVisible())
    visitor.rest()
    assert [one.suffix for one in folder.iterdir() if one.suffix == ".ipju-backup"]


def test_a_backup_of_today_is_not_made_twice(officer: Visitor, come: type_of_visit) -> None:
    first = _state(officer).last
    officer.desk.upkeep.look()
    officer.rest()
    assert _state(officer).last == first


def test_everybody_is_told_of_what_is_overdue_only() -> None:
    backup = Backup(path=Path("a"), made_at=NOW - timedelta(days=1), kind="daily", size=1)
    drill = Drill(at=NOW - timedelta(days=1), backup="a", cases=1, sound=True)
    well = BackupState(backup, drill, ())
    assert not is_overdue(well, NOW)
    assert is_overdue(BackupState(None, None, ("없음",)), NOW)
    assert is_overdue(replace(well, last=replace(backup, made_at=NOW - timedelta(days=3))), NOW)
    assert is_overdue(replace(well, last_drill=replace(drill, at=NOW - timedelta(days=9))), NOW)
    assert not is_overdue(replace(well, last_drill=None), NOW)


def test_work_aside_keeps_nobody_waiting_and_ends_with_the_window(officer: Visitor) -> None:
    began, ended = Event(), Event()

    def work(task: Task) -> None:
        began.set()
        while not task.cancelled:
            pass
        ended.set()

    officer.desk.jobs.aside(work)
    officer.wait_for(began.is_set)
    officer.press("Alt+3")
    assert officer.window.rail.current() == "cases"
    assert not ended.is_set()
    officer.window.close()
    assert ended.is_set()


def test_what_runs_aside_can_be_stopped_from_the_bar(qapp: object, officer: Visitor) -> None:
    bar = officer.window.bar
    bar.say_work("백업하는 중")
    assert bar.work() == "백업하는 중"
    bar.stop_wanted.emit()
    officer.settle()
    bar.say_work("")


def test_an_error_aside_is_told_like_any_other(qapp: object, qtbot: object) -> None:
    jobs = Jobs(explain)
    errors: list[Exception] = []

    def fail(_task: Task) -> None:
        raise ValueError("복원하지 못했습니다.")

    jobs.aside(fail, on_error=errors.append)
    jobs.close()
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    assert [str(one) for one in errors] == ["복원하지 못했습니다."]
    assert jobs.asides() == ()
