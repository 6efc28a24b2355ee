"""백업 on the screen: state in words, a backup now, checks and drills with a way to stop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ipju.domain.backup import Backup, Drill
from ipju.services.backup import BackupState, back_up, list_backups
from ipju.services.office import Office
from ipju.ui.screens.admin.backup_words import row_of, size_words, state_words
from tests.ui.admin.conftest import type_of_sitting
from tests.ui.sitting import Sitting, cells

MOMENT = datetime(2024, 2, 27, 5, 32, tzinfo=UTC)


def _answers(sitting: Sitting) -> dict[str, str]:
    page = sitting.screen.pages.currentWidget()
    return {what.text(): answer.text() for what, answer in page.facts}


def test_an_office_without_backups_says_how_to_begin(sit: type_of_sitting, keyed: Office) -> None:
    sitting = sit(keyed)
    page = sitting.page("backups")
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "아직 백업이 없습니다."
    assert page.warned()[0].startswith("쓸 수 있는 백업이 없습니다.")
    assert _answers(sitting)["마지막 백업"] == "아직 없음"
    assert not page.verify_button.isEnabled()


def test_a_backup_is_made_by_its_key_and_stands_in_the_list(
    sit: type_of_sitting, keyed: Office
) -> None:
    sitting = sit(keyed)
    page = sitting.page("backups")
    sitting.press("Ctrl+Return")
    sitting.settle()
    assert page.progress.summary() == "백업했습니다."
    (made,) = list_backups(keyed)
    assert made.verified_at is not None
    ((when, why, count, _size, state),) = cells(page.table)
    assert (why, count) == ("직접", "0건")
    assert state.startswith("확인함 / ")
    assert _answers(sitting)["마지막 백업"] == f"{when}, 사례 0건"
    assert page.warned() == ()
    assert sitting.told[-1].backups


def test_a_drill_says_that_the_backup_can_be_restored(sit: type_of_sitting, keyed: Office) -> None:
    back_up(keyed)
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.drill_button.click()
    sitting.settle()
    assert page.progress.summary() == "되살릴 수 있습니다."
    assert "백업과 같음" in _answers(sitting)["마지막 복원 연습"]


def test_a_damaged_backup_is_found_by_enter_and_stays_marked(
    sit: type_of_sitting, keyed: Office
) -> None:
    path = back_up(keyed).backup.path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.take_keys()
    sitting.press("Return")
    sitting.settle()
    assert "쓸 수 없습니다" in page.progress.summary()
    assert cells(page.table)[0][4].startswith("쓸 수 없음 / ")
    assert any("손상" in words for words in page.warned())


def test_a_backup_that_is_stopped_says_so_and_leaves_those_before(
    sit: type_of_sitting, keyed: Office
) -> None:
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.make_act.button.setFocus()
    page.make()
    assert page.is_working()
    assert page.blocked_words() == "하는 중"
    sitting.wait_for(lambda: bool(sitting.jobs.asides()) or not page.is_working())
    page.progress.stop_requested.emit()
    sitting.settle()
    assert page.progress.summary() in ("멈췄습니다.", "백업했습니다.")
    assert (page.progress.summary() == "백업했습니다.") == bool(list_backups(keyed))
    assert page.blocked_words() == ""


def test_the_folder_is_changed_and_later_backups_lie_there(
    sit: type_of_sitting, keyed: Office, tmp_path: Path
) -> None:
    other = tmp_path / "다른 곳"
    other.mkdir()
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.ask_folder = lambda: str(other)
    page.folder_button.click()
    sitting.settle()
    assert _answers(sitting)["백업 폴더"] == str(other)
    page.make()
    sitting.settle()
    assert list(other.glob("*.ipju-backup"))


def test_a_folder_that_is_not_there_is_refused_on_the_page(
    sit: type_of_sitting, keyed: Office, tmp_path: Path
) -> None:
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.ask_folder = lambda: str(tmp_path / "없는 곳")
    page.folder_button.click()
    sitting.settle()
    assert page.banner.isVisible()
    assert "폴더" in page.banner.text()


def test_the_keys_stay_on_the_page_while_the_act_is_closed(
    sit: type_of_sitting, keyed: Office
) -> None:
    sitting = sit(keyed)
    page = sitting.page("backups")
    page.make_act.button.setFocus()
    page.make()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    sitting.settle()


def test_a_practice_office_says_why_it_has_none(sit: type_of_sitting, practice: Office) -> None:
    page = sit(practice).page("backups")
    assert page.empty.accessibleName() == "연습 사무실은 백업하지 않습니다."
    for act in (page.make_act, page.drill_button, page.verify_button, page.folder_button):
        assert not act.isVisible()


def test_backups_are_shown_in_words() -> None:
    one = Backup(path=Path("a.ipju-backup"), made_at=MOMENT, kind="daily", size=3_400_000, cases=7)
    shown = [cell.get("t") for cell in row_of(one)["cells"]]
    assert shown == ["2024-02-27 14:32", "매일", "7건", "3.2MB", "확인한 적 없음"]
    checked = row_of(replace(one, verified_at=MOMENT + timedelta(minutes=2)))["cells"][4]
    assert checked.get("t") == "확인함"
    assert checked.get("sub") == "2024-02-27 14:34에 열어 견줌 · a.ipju-backup"
    bad = row_of(replace(one, problem="백업 파일이 손상되었습니다."))
    assert bad.get("tint") == "fail"
    assert bad["cells"][4].get("sub") == "백업 파일이 손상되었습니다."


def test_a_failed_drill_says_what_failed() -> None:
    drill = Drill(at=MOMENT, backup="a", cases=0, sound=False, words="자료가 다릅니다.")
    words = dict(state_words(BackupState(None, drill, ())))
    assert words["마지막 복원 연습"] == "2024-02-27 14:32, 실패: 자료가 다릅니다."
    assert words["백업 폴더"] == "정하지 않음"


def test_sizes_are_written_in_the_unit_people_use() -> None:
    sizes = (0, 900, 1024, 463_108, 1024**2, 5 * 1024**2 + 600_000, 3 * 1024**3)
    assert [size_words(one) for one in sizes] == [
        "0B",
        "900B",
        "1.0KB",
        "452.2KB",
        "1.0MB",
        "5.5MB",
        "3GB",
    ]
