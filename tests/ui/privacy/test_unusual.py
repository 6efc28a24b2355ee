"""눈에 띄는 것 on the screen: by kind, with what to look at, and the rows behind it."""

from datetime import date

from ipju.domain.trail import TrailQuery
from ipju.domain.unusual import Unusual, UnusualKind
from ipju.ui.screens.privacy.unusual import LOOK_AT, query_of
from tests.ui.privacy.conftest import House, seoul, type_of_sitting
from tests.ui.sitting import cells


def _night(house: House) -> None:
    """A view at three in the morning of a Wednesday, and a refused act."""
    case = house.case("2026-1-00001")
    house.act("2026-11-04 03:00", case_id=case.id)
    house.act("2026-11-05 10:00", "refused", name="강관리", act="view_case")


def test_each_kind_says_what_to_look_at(sit: type_of_sitting, house: House) -> None:
    _night(house)
    page = sit(house.at()).page("unusual")
    rows = cells(page.table)
    assert rows[0] == ["근무 시간 밖 1", LOOK_AT[UnusualKind.OFF_HOURS]]
    assert rows[1][:2] == ["2026-11-04 03:00", "박담당"]
    assert rows[1][3] == "2026-1-00001"
    assert rows[2][0] == "거절된 시도 1"
    assert rows[3][2].endswith(": 사례 보기")
    assert page.month_label.text() == "2026년 11월"


def test_enter_shows_the_rows_of_the_ledger_behind_it(sit: type_of_sitting, house: House) -> None:
    _night(house)
    house.act("2026-11-04 10:00", name="이담당")
    house.act("2026-11-05 11:00")
    sitting = sit(house.at())
    page = sitting.page("unusual")
    page.take_keys()
    sitting.press("Return")
    assert sitting.screen.sections.current() == "trail"
    trail = sitting.screen.pages.currentWidget()
    assert [row[:2] for row in cells(trail.table)] == [["2026-11-04 03:00", "박담당"]]
    assert trail.who.text() == "박담당"
    assert trail.since.value() == trail.until.value() == date(2026, 11, 4)
    assert trail.table.hasFocus()


def test_other_months_are_reached_by_keys_and_none_that_has_not_begun(
    sit: type_of_sitting, house: House
) -> None:
    _night(house)
    sitting = sit(house.at())
    page = sitting.page("unusual")
    page.take_keys()
    sitting.press("Alt+Left")
    assert page.month_label.text() == "2026년 10월"
    assert page.empty.accessibleName() == "2026년 10월에는 눈에 띄는 것이 없습니다."
    assert page.earlier.hasFocus()
    sitting.press("Alt+Right")
    assert page.month_label.text() == "2026년 11월"
    assert not page.later.isEnabled()
    page.turn(1)
    assert page.month == date(2026, 11, 1)


def test_neighbours_and_namesakes_are_looked_for_through_the_month() -> None:
    seen = Unusual(
        kind=UnusualKind.NEIGHBOURS,
        actor="a",
        name="박담당",
        when=seoul("2026-11-04 09:00"),
        words="",
    )
    assert query_of(seen) == TrailQuery(
        actor="a", since=seoul("2026-11-04 00:00"), until=seoul("2026-12-01 00:00")
    )
    own = Unusual(
        kind=UnusualKind.OWN_NAME,
        actor="a",
        name="박담당",
        when=seoul("2026-11-04 09:00"),
        words="",
        cases=("2026-1-00001",),
    )
    assert query_of(own).case_number == "2026-1-00001"


def test_every_kind_says_what_to_look_at() -> None:
    assert set(LOOK_AT) == set(UnusualKind)
