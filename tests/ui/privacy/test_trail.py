"""장부 on the screen: searched and paged in SQL, everything in Korean words."""

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import ipju
from ipju.domain.decision import Verdict
from ipju.domain.trail import TrailRow
from ipju.services.action_words import ACTIONS
from ipju.services.destroy import destroy
from ipju.services.office import Changes
from ipju.ui.screens.privacy.trail import TrailPage
from ipju.ui.screens.privacy.trail_words import DETAIL_WORDS, GROUPS, day_bounds, detail_words
from ipju.ui.widgets.table import Table
from tests.services.told_results import tell
from tests.ui.privacy.conftest import House, seoul, type_of_sitting
from tests.ui.sitting import Sitting, cells


def _column(table: Table, at: int) -> list[str]:
    return [row[at] for row in cells(table)]


def _page(sitting: Sitting) -> TrailPage:
    page: TrailPage = sitting.page("trail")
    return page


def test_the_newest_act_stands_first_in_words_with_who_and_which_case(
    sit: type_of_sitting, house: House
) -> None:
    case = house.case("2026-1-00001")
    house.act("2026-11-02 10:00", case_id=case.id)
    house.act("2026-11-03 11:30", "reveal-rrn", case.id, why="등본과 대조", person=str(case.id))
    page = _page(sit(house.at()))
    assert cells(page.table)[:2] == [
        ["2026-11-03 11:30", "박담당", "주민등록번호를 봄", "2026-1-00001", "등본과 대조"],
        ["2026-11-02 10:00", "박담당", "사례를 봄", "2026-1-00001", ""],
    ]
    assert page.detail_why.text() == "사유: 등본과 대조"
    assert page.detail_line.text().startswith("8번째 줄 · 11:30:00 · ")
    assert page.count.text() == "1–8 / 8줄"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"case_number": "2026-1-00001"}, ["주민등록번호를 봄", "사례를 봄"]),
        ({"actions": GROUPS["주민등록번호"]}, ["주민등록번호를 봄"]),
        ({"actions": GROUPS["거절된 것"]}, ["권한이 없어 거절됨"]),
        ({"text": "등본과"}, ["주민등록번호를 봄"]),
        ({"since": seoul("2026-11-04 00:00")}, ["권한이 없어 거절됨"]),
        (
            {"since": seoul("2026-11-02 00:00"), "until": seoul("2026-11-03 00:00")},
            ["사례를 봄"],
        ),
    ],
)
def test_a_search_is_answered_by_the_store(
    sit: type_of_sitting, house: House, changed: dict[str, Any], found: list[str]
) -> None:
    case = house.case("2026-1-00001")
    house.act("2026-11-02 10:00", case_id=case.id)
    house.act("2026-11-03 11:30", "reveal-rrn", case.id, why="등본과 대조")
    house.act("2026-11-04 09:00", "refused", name="강관리", act="view_case")
    sitting = sit(house.at())
    page = _page(sitting)
    page.ask(**changed)
    sitting.settle()
    assert _column(page.table, 2) == found


def test_filters_are_chosen_and_typed_by_keys(sit: type_of_sitting, house: House) -> None:
    house.act("2026-11-02 10:00", why="첫째")
    house.act("2026-11-03 10:00", why="둘째", name="이담당")
    house.act("2026-11-04 10:00", why="셋째")
    sitting = sit(house.at())
    page = _page(sitting)
    sitting.fill(page.since, "261103")
    sitting.press("Tab")
    assert _column(page.table, 4) == ["셋째", "둘째"]
    sitting.type("261103")
    sitting.press("Tab")
    assert _column(page.table, 4) == ["둘째"]
    page.clear_button.click()
    sitting.settle()
    assert page.since.value() is None
    sitting.press("Ctrl+F")
    sitting.type("셋")
    sitting.wait_for(lambda: _column(page.table, 4) == ["셋째"])
    sitting.press("Down")
    assert page.table.hasFocus()


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(
    sit: type_of_sitting, house: House
) -> None:
    sitting = sit(house.at())
    page = _page(sitting)
    sitting.fill(page.since, "261103")
    sitting.press("Tab")
    sitting.type("261102")
    sitting.press("Tab")
    assert page.until.error() == "부터보다 앞선 날입니다."


def test_pages_turn_by_the_keys_of_the_list(sit: type_of_sitting, house: House) -> None:
    for number in range(120):
        house.act(f"2026-11-02 10:{number % 60:02d}", why=f"{number}")
    sitting = sit(house.at())
    page = _page(sitting)
    assert page.count.text() == "1–100 / 126줄"
    page.take_keys()
    sitting.press("Ctrl+End")
    sitting.press("PgDown")
    assert page.count.text() == "101–126 / 126줄"
    assert page.table.currentIndex().row() == 0
    assert not page.turn(1)
    sitting.press("PgUp")
    assert page.count.text() == "1–100 / 126줄"
    assert page.table.currentIndex().row() == 99


def test_what_is_not_found_says_so_and_how_to_go_on(sit: type_of_sitting, house: House) -> None:
    sitting = sit(house.at())
    page = _page(sitting)
    page.take_keys()
    page.ask(text="없는 말")
    sitting.settle()
    assert page.empty.accessibleName() == "찾은 줄이 없습니다."
    assert page.count.text() == "0줄"
    assert page.search.hasFocus(), "the keys do not go astray with the list"
    assert page.empty.first is not None
    page.empty.first.button.click()
    sitting.settle()
    assert page.table.isVisible()


def test_details_are_told_in_words(sit: type_of_sitting, house: House) -> None:
    account = house.at(name="이담당").actor.key
    house.act("2026-11-02 10:00", "grant-role", account=account, roles=["supervisor", "intake"])
    house.act("2026-11-02 10:01", "edit-account", account=account, fields=["name", "phone"])
    house.act("2026-11-02 10:02", "refused", act="view_case")
    house.act("2026-11-02 10:03", "record", fields=["people.1.name", "incomes.2.amount"], version=3)
    house.act("2026-11-02 10:04", "backup", kind="daily", seq=1234, sound=True, hash="a" * 64)
    house.act("2026-11-02 10:05", "sign-in-failed", tried_at="2026-11-01T09:00:00+00:00")
    house.act("2026-11-01 10:00", "propose", matter="person", verdict="ineligible", was="waiting")
    sitting = sit(house.at())
    page = _page(sitting)
    said = []
    for row in page.table.rows_model.rows()[:7]:
        page.table.select_id(row["id"])
        said.append(page.detail_line.text())
    assert "판정 부적격" in said[0]
    assert "시계가 뒤처짐 86,700초" in said[0]
    assert "시도한 때 2026-11-01 18:00" in said[1]
    assert "종류 매일" in said[2]
    assert "온전함 예" in said[2]
    assert "지문 aaaaaaaaaaaa" in said[2]
    assert "고친 것 2곳 · 판 3" in said[3]
    assert "하려던 일 사례 보기" in said[4]
    assert "계정 이담당 · 고친 것 이름, 전화" in said[5]
    assert "역할 결재, 접수" in said[6]
    words = " ".join(part for one in said for part in one.split(" · ")[3:])
    assert not re.search("[a-z]{3,}", words.replace("a" * 12, "")), words


def test_a_destroyed_case_is_still_called_by_its_number(sit: type_of_sitting, house: House) -> None:
    case = house.case("2026-1-00009")
    house.act("2026-11-02 10:00", case_id=case.id)

    tell(house.at(), case.id, Verdict.INELIGIBLE, date(2025, 1, 2))
    destroy(house.at(), [case.id], "보유 기간이 끝남")
    page = _page(sit(house.at()))
    numbers = _column(page.table, 3)
    assert numbers[0] == "2026-1-00009"
    assert "2023" not in "".join(numbers)


def test_the_list_is_asked_again_when_an_act_was_written(
    sit: type_of_sitting, house: House
) -> None:
    sitting = sit(house.at())
    page = _page(sitting)
    house.act("2026-11-05 10:00", why="방금")
    sitting.screen.note(Changes(cases=True))
    sitting.settle()
    assert "방금" not in _column(page.table, 4)
    sitting.screen.note(Changes(trail=True))
    sitting.settle()
    assert _column(page.table, 4)[0] == "방금"


def test_every_act_is_found_by_a_group_and_every_group_has_words() -> None:
    grouped = {action for actions in GROUPS.values() for action in actions}
    assert set(ACTIONS) <= grouped


def _written(argument: str) -> list[ast.expr]:
    """What services and storage hand over as one argument of a ledger row."""
    found = list[ast.expr]()
    for path in Path(ipju.__file__).parent.rglob("*.py"):
        if "ui" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == argument:
                found.append(node.value)
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                named = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(one, ast.Name) and one.id == argument for one in named):
                    found.append(node.value)
            elif isinstance(node, ast.Call) and argument == "action":
                name = getattr(node.func, "id", "")
                found += node.args[2:3] if name in ("note", "_note") else []
    return found


def test_every_act_that_is_written_has_a_word() -> None:
    constants = [one.value for one in _written("action") if isinstance(one, ast.Constant)]
    acts = {one for one in constants if one not in ("append", "store_true")}  # of argparse
    assert {"view", "issue-letter", "destroy"} <= acts
    assert acts <= set(ACTIONS)


def test_every_detail_that_is_written_has_a_word() -> None:
    named = [key for one in _written("detail") if isinstance(one, ast.Dict) for key in one.keys]
    keys = {str(one.value) for one in named if isinstance(one, ast.Constant)}
    assert {"account", "seq", "holding", "registered"} <= keys
    assert keys <= set(DETAIL_WORDS)


def test_a_month_of_days_is_asked_as_moments_of_the_korean_day() -> None:

    since, until = day_bounds(date(2026, 11, 1), date(2026, 11, 30))
    assert since is not None
    assert until is not None
    assert since == seoul("2026-11-01 00:00")
    assert until - since == timedelta(days=30)
    assert day_bounds(None, None) == (None, None)


def test_what_the_post_brought_back_is_told_in_words() -> None:
    row = TrailRow(
        seq=815,
        at=datetime(2024, 3, 18, tzinfo=UTC),
        actor="박담당",
        action="return-letter",
        case_id=None,
        case_number="",
        why="",
        device="",
        detail={"attempt": 1, "returned": "absent", "kind": "supplement", "rent": 414000},
    )
    told = detail_words(row, {})
    assert told.endswith("보낸 차례 1 · 반송 사유 폐문부재 · 종류 보완요청 · 월임대료 414,000원")
