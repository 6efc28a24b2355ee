"""월별 점검 on the screen: which months wait, the sheet in view, signed once, in order."""

from pathlib import Path

from ipju.services.review import month_review, sign_month
from ipju.ui.dialogs.service import ReasonDialog
from tests.services.desk import text_of
from tests.ui.privacy.conftest import House, type_of_sitting
from tests.ui.sitting import Sitting, cells


def _filled(house: House) -> None:
    for month in ("09", "10", "11"):
        house.act(f"2026-{month}-03 10:00", why="전화 문의")


def _months(sitting: Sitting) -> list[list[str]]:
    return cells(sitting.page("months").table)


def test_each_month_says_whether_it_waits_to_be_signed(sit: type_of_sitting, house: House) -> None:
    _filled(house)
    sign_month(
        house.at("2026-10-02 10:00"),
        month_review(house.at(), house.at().clock.today().replace(month=9)).month,
    )
    assert _months(sit(house.at())) == [
        ["2026년 11월", "아직 끝나지 않음 / 1줄"],
        ["2026년 10월", "서명 전 / 2줄"],
        ["2026년 9월", "서명함 / 2026-10-02 한보호"],
    ]


def test_the_oldest_that_waits_is_in_view_as_it_is_printed(
    sit: type_of_sitting, house: House
) -> None:
    _filled(house)
    page = sit(house.at()).page("months")
    assert page.title.text() == "2026년 9월"
    assert "2026년 9월 월별 점검표" in text_of(page.sheet.data()).replace("\xa0", " ")
    assert page.sheet.document.pageCount() >= 1
    assert page.sign_act.blocked_reason() == ""


def test_a_month_is_signed_by_key_after_it_is_said_what_that_means(
    sit: type_of_sitting, house: House
) -> None:
    _filled(house)
    sitting = sit(house.at())
    page = sitting.page("months")
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(ReasonDialog)
    assert dialog.windowTitle() == "2026년 9월 점검에 서명합니다"
    sitting.press("Return")
    assert _months(sitting)[-1] == ["2026년 9월", "서명함 / 2026-11-18 한보호"]
    assert page.sign_act.blocked_reason() == "서명했습니다"
    assert "서명했습니다" in page.banner.text()
    assert sitting.told[-1].trail
    assert month_review(sitting.office, page.month()).signed is not None


def test_a_month_that_cannot_be_signed_says_why_beside_the_act(
    sit: type_of_sitting, house: House
) -> None:
    _filled(house)
    sitting = sit(house.at())
    page = sitting.page("months")
    page.table.select_id("2026-10")
    sitting.settle()
    assert page.sign_act.blocked_reason().startswith("2026년 9월을 먼저 점검하고")
    page.table.select_id("2026-11")
    sitting.settle()
    assert "아직 끝나지 않았습니다" in page.sign_act.blocked_reason()
    page.sign()
    assert not sitting.has_dialog(ReasonDialog)


def test_the_sheet_is_saved_as_it_is_shown(
    sit: type_of_sitting, house: House, tmp_path: Path
) -> None:
    _filled(house)
    sitting = sit(house.at())
    page = sitting.page("months")
    suggested: list[str] = []
    page.sheet.ask_path = lambda name: suggested.append(name) or str(tmp_path / name)
    page.sheet.save_button.click()
    sitting.settle()
    assert suggested == ["월별 점검표 2026-09.pdf"]
    assert (tmp_path / suggested[0]).read_bytes() == page.sheet.data()


def test_what_stands_out_in_the_month_is_one_step_away(sit: type_of_sitting, house: House) -> None:
    _filled(house)
    house.act("2026-10-07 03:00")
    sitting = sit(house.at())
    page = sitting.page("months")
    assert not page.unusual_button.isVisible()
    page.table.select_id("2026-10")
    sitting.settle()
    assert "눈에 띄는 것 " in page.summary.text()
    page.unusual_button.click()
    sitting.settle()
    assert sitting.screen.sections.current() == "unusual"
    assert sitting.screen.pages.currentWidget().month_label.text() == "2026년 10월"


def test_a_month_whose_signed_row_was_altered_is_said_on_the_page(
    sit: type_of_sitting, house: House
) -> None:
    _filled(house)
    september = house.at().clock.today().replace(month=9, day=1)
    sign_month(house.at("2026-10-02 10:00"), september)
    run = house.store.connection.exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f"DROP TRIGGER {name}")
    run("UPDATE ledger SET hash = 'forged' WHERE seq <= 7")
    sitting = sit(house.at())
    page = sitting.page("months")
    page.table.select_id("2026-10")
    sitting.settle()
    assert "2026년 9월에 서명한 자리가 장부와 맞지 않습니다" in page.banner.text()
