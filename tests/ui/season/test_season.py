"""현황: the figures of a season as charts that one can read, hear and save."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from ipju.services.office import Office
from ipju.services.season import SeasonFigures, season_figures
from ipju.ui.dialogs.service import ReasonDialog
from ipju.ui.screens.season.page import SeasonPage
from ipju.ui.widgets.charts import BarChart
from ipju.ui.widgets.surface import Label
from tests.ui.season.conftest import NOTICE, seat, type_of_sitting
from tests.ui.sitting import Sitting, cells


def shown(chart: BarChart) -> list[tuple[str, int]]:
    return [(one.words, one.count) for one in chart.bars()]


def counted(desk: Sitting) -> SeasonFigures:
    """The figures as the database thread of the desk counts them."""
    found: list[SeasonFigures] = []
    desk.jobs.run(lambda: season_figures(desk.office, NOTICE), found.append)
    desk.settle()
    return found[0]


def test_every_figure_stands_on_the_page_and_is_told_to_a_screen_reader(
    office: Office, sit: type_of_sitting
) -> None:
    desk = sit(office)
    figures = counted(desk)
    way = desk.page("way")

    assert shown(way.way) == [(one.name, one.count) for one in figures.way]
    assert "신청 25건" in way.way.accessibleDescription()
    assert [row[0] for row in cells(way.steps)] == [one.name for one in figures.steps]
    assert sum(one.count for one in way.days.bars()) == sum(one.acts for one in figures.days)

    results = desk.page("results")
    assert shown(results.whole) == [(one.name, one.count) for one in figures.whole]
    assert shown(results.reasons) == [(one.name, one.count) for one in figures.reasons]
    assert shown(results.asked) == [(one.name, one.count) for one in figures.asked]
    people = [sum(bar.count for bar in chart.bars()) for chart in results.charts]
    assert people == [sum(count for _p, count in one.rows) for one in figures.points]

    everybody = desk.page("people")
    assert {name for name, _count in shown(everybody.all)} == {"박담당", "이담당", "최결재"}
    assert len(cells(everybody.table)) == len(figures.days)
    assert desk.problems == []


def test_bars_are_as_long_as_their_numbers(office: Office, sit: type_of_sitting) -> None:
    """The longest bar is painted longest: the chart is read, not decorated."""
    desk = sit(office)
    chart = desk.page("way").way
    picture = chart.grab().toImage()

    def painted(at: int) -> int:
        """Count the pixels of the bar's own colour on the middle line of its row."""
        box = chart.place(at)
        scale = picture.width() / chart.width()
        y = round(box.center().y() * scale)
        row = [picture.pixelColor(x, y).name() for x in range(picture.width())]
        ground = picture.pixelColor(picture.width() - 1, y).name()
        longest = best = 0
        before = ""
        for colour in row:
            longest = longest + 1 if colour == before and colour != ground else 0
            best, before = max(best, longest), colour
        return best

    lengths = {one.words: painted(at) for at, one in enumerate(chart.bars()) if one.count}
    counts = {one.words: one.count for one in chart.bars() if one.count}
    full = lengths["신청"]
    assert full > 100
    for words, count in counts.items():
        assert abs(lengths[words] - full * count / counts["신청"]) <= 3, words


def test_another_notice_is_chosen_once_for_all_pages(office: Office, sit: type_of_sitting) -> None:
    desk = sit(office)
    way = desk.page("way")
    at = next(one for one in range(way.choice.count()) if way.choice.itemData(one) != NOTICE)
    way.choice.setCurrentIndex(at)
    way.choice.activated.emit(at)
    desk.settle()
    assert way.empty.isVisible()
    assert not way.area.isVisible()

    results = desk.page("results")
    assert results.choice.currentData() == way.choice.currentData()
    assert results.empty.isVisible()


def test_the_same_is_saved_to_excel_with_its_reason(
    office: Office, sit: type_of_sitting, tmp_path: Path
) -> None:
    desk = sit(office)
    page: SeasonPage = desk.page("way")
    page.ask_path = lambda _parent: tmp_path / "현황.xlsx"

    desk.press("Ctrl+E")
    dialog = desk.dialog(ReasonDialog)
    desk.fill(dialog.reason, "주간 보고")
    dialog.accept()
    desk.settle()

    assert (tmp_path / "현황.xlsx").stat().st_size > 1000
    assert "저장했습니다" in page.banner.accessibleName() or page.banner.isVisible()
    assert any(one.trail for one in desk.told)


def test_who_only_takes_applications_in_sees_the_figures_and_saves_none(
    office: Office, sit: type_of_sitting
) -> None:
    desk = sit(seat(office, "정접수"))
    page = desk.page("way")
    assert shown(page.way)[0] == ("신청", 25)
    assert not page.save_act.isVisible()


def test_an_office_that_did_nothing_says_how_to_begin(fresh: Office, sit: type_of_sitting) -> None:
    desk = sit(fresh)
    for key in ("way", "results", "people"):
        page = desk.page(key)
        assert page.empty.isVisible()
        assert not page.area.isVisible()
    assert desk.problems == []


def test_who_waits_for_the_figures_is_told_that_they_are_being_counted(
    office: Office, sit: type_of_sitting
) -> None:
    desk = sit(office)
    way = desk.page("way")
    free = Event()

    def note() -> list[str]:
        return [one.text() for one in way.head.findChildren(Label)]

    assert any("현재, 장부에서 센 수" in one for one in note())
    desk.jobs.run(lambda: free.wait(60), lambda _done: None, label="다른 일")
    way.refresh()
    try:
        desk.wait_for(lambda: "장부에서 세는 중입니다" in note())
    finally:
        free.set()
    desk.settle()
    assert any("현재, 장부에서 센 수" in one for one in note())
