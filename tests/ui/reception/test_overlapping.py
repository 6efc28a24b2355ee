"""겹치는 신청 by keys: some of a group settled together, and a settlement taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
