"""The rent roll and the figures of a year on the screen."""

from datetime import date
from pathlib import Path

from ipju.services.letting import move_in, offer, sign_lease
from ipju.services.office import Office
from ipju.services.renewals import figures
from ipju.ui.screens.rooms.figures import FiguresPage
from ipju.ui.screens.rooms.renewal_dialogs import FiguresDialog
from ipju.ui.screens.rooms.roll import RollPage
from tests.services.rooms import ROOMS, on
from tests.ui.rooms.conftest import DAY, eligible, seat, type_of_sitting
from tests.ui.sitting import cells


def _let(office: Office, number: str, name: str, room: str, until: date) -> None:
    case = eligible(office, number, name)
    lease = offer(office, case.id, "jangan", room, DAY).lease
    sign_lease(office, lease.id, DAY, DAY, until)
    move_in(office, lease.id, DAY)


def test_the_roll_tells_rents_ends_and_how_far_they_may_rise(
    sit: type_of_sitting, office: Office
) -> None:
    _let(office, "2023-T-00001", "김예시", "201", date(2026, 3, 3))
    _let(office, "2023-T-00002", "박예시", "202", date(2025, 3, 3))
    page = sit(on(office, date(2025, 1, 2))).page("roll")
    assert isinstance(page, RollPage)
    assert cells(page.table) == [
        [
            "201호 / 장안파크빌1", "김예시 / 2023-T-00001", "21,000,000원", "248,580원",
            "2024-03-04 – 26-03-03", "D-425", "0회", "지금부터 / 22,050,000원 · 261,009원까지",
        ],
        [
            "202호 / 장안파크빌1", "박예시 / 2023-T-00002", "21,000,000원", "340,641원",
            "2024-03-04 – 25-03-03", "D-60 / 만료 60일 전", "0회",
            "지금부터 / 22,050,000원 · 357,673원까지",
        ],
    ]  # fmt: skip
    assert [row["tint"] for row in page.table.rows_model.rows()] == ["", "rev"]
    assert page.foot_note.text() == "임대료 수납은 이 프로그램이 다루지 않습니다."


def test_without_a_lease_the_roll_says_how_to_begin(sit: type_of_sitting, office: Office) -> None:
    page = sit(office).page("roll")
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_the_roll_is_saved_for_excel(sit: type_of_sitting, office: Office, tmp_path: Path) -> None:
    _let(office, "2023-T-00001", "김예시", "201", date(2026, 3, 3))
    sitting = sit(office)
    page = sitting.page("roll")
    wanted = tmp_path / "임대현황.csv"
    page.ask_path = lambda _parent: wanted
    sitting.press("Ctrl+S")
    rows = wanted.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("주택,호실,접수번호,입주자")
    assert rows[1].startswith("장안파크빌1,201,2023-T-00001,김예시")
    assert str(wanted) in page.banner.text()


def test_the_figures_of_a_year_are_written_with_their_source(
    sit: type_of_sitting, office: Office
) -> None:
    sitting = sit(office)
    page = sitting.page("figures")
    assert isinstance(page, FiguresPage)
    assert page.empty.isVisible()
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(FiguresDialog)
    assert dialog.year.value() == 2024
    amounts = (4_100_000, 5_600_000, 6_800_000, 7_700_000, 8_100_000)
    for field, amount in zip(dialog.incomes, amounts, strict=True):
        sitting.fill(field, str(amount))
    sitting.fill(dialog.step, "670000")
    sitting.fill(dialog.total_assets, "370000000")
    sitting.fill(dialog.car, "37000000")
    sitting.press("Return")
    assert dialog.source.error() == "근거를 적으십시오."
    sitting.fill(dialog.source, "지어낸 고시")
    sitting.press("Return")
    (kept,) = figures(office, ROOMS)
    assert (kept.incomes, kept.step, kept.total_assets, kept.car) == (
        amounts, 670_000, 370_000_000, 37_000_000,
    )  # fmt: skip
    assert cells(page.table)[0][:2] == ["2024년", "4,100,000"]
    assert not page.empty.isVisible()


def test_figures_that_no_table_could_print_are_refused_and_stay_in_the_dialog(
    sit: type_of_sitting, office: Office
) -> None:
    sitting = sit(office)
    sitting.page("figures")
    sitting.press("Ctrl+Return")
    dialog = sitting.dialog(FiguresDialog)
    for field in (*dialog.incomes, dialog.step, dialog.total_assets, dialog.car):
        sitting.fill(field, "4000000")
    sitting.fill(dialog.source, "지어낸 고시")
    sitting.press("Return")
    assert dialog.problem.text() == "가구원이 많을수록 소득 기준이 커야 합니다. 금액을 확인하세요."
    assert figures(office, ROOMS) == ()
    sitting.press("Escape")


def test_figures_are_written_by_the_caseworker_only(sit: type_of_sitting, office: Office) -> None:
    page = sit(seat(office, "정접수")).page("figures")
    assert not page.put_act.button.isEnabled()
