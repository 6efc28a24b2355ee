"""장부 검사 on the screen: whole or not, proven how far, and how far not."""

from dataclasses import replace
from datetime import UTC, datetime

from ipju.domain.trail import Anchor, ChainReport
from ipju.services.backup import back_up
from ipju.services.office import Office
from ipju.ui.screens.admin.chain import anchor_row, said_of
from tests.ui.admin.conftest import type_of_sitting
from tests.ui.sitting import cells

MOMENT = datetime(2024, 2, 27, 5, 32, tzinfo=UTC)
ANCHOR = Anchor(store="s", seq=8, hash="h", at=MOMENT, seal="x", kind="backup")


def test_nothing_is_said_before_it_was_checked(sit: type_of_sitting, practice: Office) -> None:
    page = sit(practice).page("chain")
    assert page.empty.isVisible()
    assert not page.verdict.isVisible()


def test_a_whole_ledger_is_said_to_be_and_how_far_it_is_proven(
    sit: type_of_sitting, keyed: Office
) -> None:
    back_up(keyed)
    sitting = sit(keyed)
    page = sitting.page("chain")
    page.take_keys()
    sitting.press("Return")
    assert page.words.text() == "장부가 온전합니다."
    assert "기준점이 밝혀 줍니다" in page.lines.text()
    ((_when, where, _row, fits),) = cells(page.table)
    assert (where, fits) == ("백업", "맞음")
    assert page.check_act.button.hasFocus()


def test_a_row_removed_by_raw_sql_is_told_with_its_number(
    sit: type_of_sitting, practice: Office
) -> None:
    store = practice.store
    connection = store.connection
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS ledger_is_not_removed")
    for (name,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'"
    ).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DELETE FROM ledger WHERE seq = 3")
    sitting = sit(practice)
    page = sitting.page("chain")
    page.check()
    sitting.settle()
    assert page.words.text() == "장부가 온전하지 않습니다."
    assert "4번째 줄부터 앞뒤와 맞지 않습니다." in page.lines.text()
    assert page.verdict.accessibleName().startswith("장부가 온전하지 않습니다.")


def test_what_is_covered_and_what_is_not_is_counted() -> None:
    report = ChainReport(rows=20, broken_at=None, head=None, covered=8, anchors=(ANCHOR,))
    mark, words, lines = said_of(report)
    assert (mark, words) == ("pas", "장부가 온전합니다.")
    assert lines[1].startswith("8번째 줄까지는")
    assert lines[2].startswith("그 뒤 12줄은 이어짐만으로")
    alone = said_of(replace(report, covered=0))[2]
    assert alone[1].startswith("20줄은 이어짐만으로")
    whole = said_of(replace(report, covered=20))[2]
    assert len(whole) == 2


def test_an_anchor_that_is_missed_is_told_as_a_tail_cut_off() -> None:
    report = ChainReport(rows=5, broken_at=None, head=None, covered=0, missed=(ANCHOR,))
    mark, words, lines = said_of(report)
    assert (mark, words) == ("fail", "장부가 온전하지 않습니다.")
    assert "8번째" in lines[1]
    assert "대조하십시오" in lines[-1]
    assert anchor_row(0, ANCHOR, fits=False).get("tint") == "fail"


def test_lists_that_were_made_anew_and_records_that_are_missed_are_told() -> None:
    report = ChainReport(rows=5, broken_at=None, head=None, covered=5)
    mark, words, lines = said_of(replace(report, rebuilt=3))
    assert (mark, words) == ("fail", "장부는 온전하나 통지 목록이 고쳐져 있었습니다.")
    assert "3줄이" in lines[-2]
    mark, words, lines = said_of(replace(report, rebuilt=3, unlike=(("스캔", 2), ("통지문", 1))))
    assert (mark, words) == ("fail", "장부는 온전하나 기록이 장부와 다릅니다.")
    assert "(스캔 2건, 통지문 1건)" in lines[-2]
    broken = replace(report, broken_at=4, unlike=(("스캔", 2),))
    assert said_of(broken)[1] == "장부가 온전하지 않습니다."
