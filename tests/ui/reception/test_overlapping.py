"""겹치는 신청 by keys: some of a group settled together, and a settlement taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from ipju.domain.case import Case
from ipju.domain.person import Person, Relation
from ipju.services.overlaps import GROUPS_SHOWN
from ipju.ui.widgets.surface import Label
from tests.services.applications_file import FIRST, HEADS, written
from tests.ui.reception.test_importing import page_of
from tests.ui.sitting import Sitting, cells

THREE = [(f"A-{at}", f"2023-12-2{6 + at} 10:00", *FIRST[2:]) for at in (1, 2, 3)]


def three(desk: Sitting, tmp_path: Path) -> Any:
    page = page_of(desk)
    page.open_file(written(tmp_path / "a.xlsx", HEADS, *THREE))
    desk.settle()
    page.take()
    desk.settle()
    return page_of(desk, "overlaps")


def chips(page: Any) -> list[str]:
    return [row["cells"][0].get("chip", "") for row in page.cases.rows_model.rows()]


def test_one_of_three_is_left_out_and_settled_later(desk: Sitting, tmp_path: Path) -> None:
    page = three(desk, tmp_path)
    assert page.more_hints.isVisible()
    desk.press("Return")
    desk.press("Down")
    desk.press("Down")
    desk.press("Space")
    assert chips(page) == ["", "", "이번에 뺌"]
    assert page.stand_act.blocked_reason() == "이번에 뺀 신청입니다"
    desk.press("Up")
    desk.press("Space")
    assert page.apart_act.blocked_reason() == "둘 이상의 신청을 함께 정합니다"
    desk.press("Space")
    desk.press("Up")
    page.reason.setFocus()
    desk.type("먼저 낸 것")
    desk.press("Ctrl+Return")
    assert page.banner.text() == "신청 2건을 정했습니다."
    assert cells(page.groups)[0][-1] == "정할 것"
    assert chips(page) == ["", "인정 안 함", ""]


def test_a_settlement_is_taken_back_with_a_reason(desk: Sitting, tmp_path: Path) -> None:
    page = three(desk, tmp_path)
    assert not page.again_act.button.isVisible()
    page.reason.setText("먼저 낸 것")
    desk.press("Ctrl+Return")
    assert chips(page) == ["인정", "인정 안 함", "인정 안 함"]
    assert page.again_act.button.isVisible()
    desk.press("Ctrl+Shift+U")
    assert "사유를 적어야 합니다" in page.banner.text()
    page.reason.setText("잘못 눌렀음")
    desk.press("Ctrl+Shift+U")
    assert page.banner.text() == "신청 3건을 다시 정할 것으로 되돌렸습니다."
    assert cells(page.groups)[0][-1] == "정할 것"
    assert chips(page) == ["", "", ""]
    assert not page.again_act.button.isVisible()


def test_many_groups_are_turned_by_the_page(desk: Sitting) -> None:
    made = [
        Case(
            id=uuid4(),
            notice="jangi-ansim-2023-3",
            number=f"B-{at:03d}-{turn}",
            practice=True,
            people=(
                Person(
                    id=uuid4(),
                    name=f"김예시{at}",
                    relation=Relation.SELF,
                    birth=date(1990, 1, 1),
                ),
            ),
        )
        for at in range(GROUPS_SHOWN + 1)
        for turn in (1, 2)
    ]

    def store() -> None:
        with desk.office.store.unit() as unit:
            unit.cases.add_all(made)

    desk.jobs.run(store, lambda _none: None, label="신청")
    desk.settle()
    page = page_of(desk, "overlaps")
    page.refresh()
    desk.settle()
    assert page.turning.words.text() == f"1–{GROUPS_SHOWN} / {GROUPS_SHOWN + 1}묶음"
    assert cells(page.groups)[0][0] == "김예시0"
    page.groups.select_id(page.groups.rows_model.rows()[-1]["id"])
    page.groups.setFocus()
    desk.press("PgDown")
    assert [row[0] for row in cells(page.groups)] == [f"김예시{GROUPS_SHOWN}"]
    assert page.group().cases[0].number == f"B-{GROUPS_SHOWN:03d}-1"
    desk.press("PgUp")
    assert page.group().cases[0].name == f"김예시{GROUPS_SHOWN - 1}"

    # A case that lies on another page is shown there.
    page.show_case("jangi-ansim-2023-3", made[-1].id)
    desk.settle()
    assert page.group().cases[1].case_id == made[-1].id
    # All that wait are told, not those of the page.
    assert f"정할 것 {GROUPS_SHOWN + 1} · 정함 0" in [
        one.text() for one in page.head.findChildren(Label)
    ]
