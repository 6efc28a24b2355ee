"""파기 on the screen: what is due and how late, many destroyed at once, what remains."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ipju.services.browse import find
from ipju.services.destroy import certificates, destroy
from ipju.ui.dialogs.service import ReasonDialog
from tests.services.desk import text_of
from tests.ui.privacy.conftest import House, type_of_sitting
from tests.ui.sitting import cells

IN_TIME = date(2026, 5, 16)  # six months later is two days ago
LATE = date(2026, 4, 30)


def test_what_is_due_is_told_with_its_days_and_what_is_late_in_red_words(
    sit: type_of_sitting, house: House
) -> None:
    house.told("2026-1-00002", IN_TIME)
    house.told("2026-1-00001", LATE)
    page = sit(house.at()).page("due")
    assert cells(page.table) == [
        ["2026-1-00001", "미선정", "2026-10-30 (금)", "14일 늦음"],
        ["2026-1-00002", "미선정", "2026-11-16 (월)", "D-3 (2026-11-21)"],
    ]
    late, soon = page.table.rows_model.rows()
    assert (late["cells"][3]["mark"], late["tint"]) == ("fail", "fail")
    assert soon["cells"][3]["tone"] == "rev"
    assert page.late.isVisible()
    assert page.late.text().startswith("1건이 파기할 날을 넘겼습니다.")
    assert page.destroy_act.blocked_reason() == "파기할 사례를 고르십시오"


def test_many_are_chosen_by_keys_and_destroyed_with_one_reason(
    sit: type_of_sitting, house: House
) -> None:
    gone = [house.told(f"2026-1-0000{at}", IN_TIME) for at in (1, 2)]
    kept = house.told("2026-1-00003", IN_TIME)
    sitting = sit(house.at())
    page = sitting.page("due")
    page.take_keys()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.chosen.text() == "2건 고름"
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(ReasonDialog)
    assert dialog.windowTitle() == "사례 2건을 파기합니다"
    assert dialog.act_button.text() == "2건 파기"
    sitting.press("Return")
    assert dialog.reason.error() == "사유를 적으십시오."
    assert certificates(house.at()) == ()
    sitting.type("보유 기간이 끝남")
    sitting.press("Return")
    assert {one.case_id for one in certificates(house.at())} == {one.id for one in gone}
    assert [row[0] for row in cells(page.table)] == [kept.number]
    assert find(house.at(name="박담당"), "2026-1-00001", 5) == ()
    assert page.done_banner.text().startswith("2건을 파기했습니다.")
    assert sitting.told[-1].cases
    page.done_banner.acted.emit()
    assert sitting.screen.sections.current() == "certificates"


def test_a_case_that_may_not_go_after_all_keeps_all_of_them(
    sit: type_of_sitting, house: House
) -> None:
    cases = [house.told(f"2026-1-0000{at}", IN_TIME) for at in (1, 2)]
    sitting = sit(house.at())
    page = sitting.page("due")
    page.choose_all()
    page.destroy_chosen()
    dialog = sitting.dialog(ReasonDialog)
    run = house.store.connection.exec_driver_sql
    run("UPDATE cases SET stage = 'contract' WHERE id = ?", (cases[0].id.hex,))
    sitting.fill(dialog.reason, "보유 기간이 끝남")
    sitting.press("Return")
    assert dialog.isVisible()
    assert "아무것도 파기하지 않았습니다" in dialog.problem.text()
    assert dialog.reason.text() == "보유 기간이 끝남"
    assert certificates(house.at()) == ()
    dialog.reject()


def test_nothing_due_says_when_something_will_be(sit: type_of_sitting, house: House) -> None:
    sitting = sit(house.at())
    page = sitting.page("due")
    assert page.empty.isVisible()
    assert not page.destroy_act.isVisible()
    page = sitting.page("certificates")
    assert page.empty.isVisible()


def test_certificates_are_shown_and_saved_as_they_are_printed(
    sit: type_of_sitting, house: House, tmp_path: Path
) -> None:
    case = house.told("2026-1-00001", LATE)
    destroy(house.at(), [case.id], "보유 기간이 끝남")
    sitting = sit(house.at())
    page = sitting.page("certificates")
    ((number, when),) = cells(page.table)
    assert number == "2026-1-00001 / 미선정"
    assert when.endswith("보유 기간이 끝남")
    assert "파기확인서" in text_of(page.sheet.data())
    page.take_keys()
    sitting.press("Return")
    assert page.sheet.print_button.hasFocus()
    page.sheet.ask_path = lambda name: str(tmp_path / name)
    page.sheet.save_button.click()
    sitting.settle()
    saved = tmp_path / "파기확인서 2026-1-00001.pdf"
    assert saved.read_bytes() == page.sheet.data()
    assert page.sheet.banner.text().startswith("저장했습니다")


def test_a_certificate_that_was_altered_is_marked(sit: type_of_sitting, house: House) -> None:
    case = house.told("2026-1-00001", LATE)
    destroy(house.at(), [case.id], "보유 기간이 끝남")
    run = house.store.connection.exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f"DROP TRIGGER {name}")
    run("UPDATE destruction SET reason = '다른 사유'")
    page = sit(house.at()).page("certificates")
    assert cells(page.table)[0][1].startswith("고친 흔적")
