"""발송·반송 by keys: issued, put into files, posted with numbers, brought back, sent again."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from ipju.domain.case import Supply
from ipju.domain.outgoing import PostState
from ipju.domain.post import ReturnWhy
from ipju.domain.spreadsheet import WriteSheet
from ipju.services.mail_lists import COLUMNS
from ipju.services.office import Office
from ipju.services.postings import Posted, record_posted, record_returned, sendings
from ipju.services.ranking import draw, freeze_roster
from ipju.ui.screens.posting import page as pages
from ipju.ui.screens.posting.dialogs import (
    IssueDialog,
    NumbersDialog,
    PostDialog,
    PurposeDialog,
    ReturnDialog,
    UndoReturnDialog,
)
from ipju.ui.screens.posting.page import PostingPage
from ipju.ui.screens.posting.results import ResultsPage
from ipju.ui.screens.posting.words import TABS
from tests.services.deciding import Chairs
from tests.services.desk import text_of
from tests.services.drawing import JANGI, SEED, eligible
from tests.services.posting import decided, issued, listed
from tests.ui.posting.conftest import seat, type_of_sitting
from tests.ui.sitting import Sitting, cells

FIRST, SECOND = "1100000000011", "1100000000028"


def _page(sitting: Sitting) -> PostingPage:
    page = sitting.page("posting")
    assert isinstance(page, PostingPage)
    return page


def _go(sitting: Sitting, page: PostingPage, state: PostState) -> None:
    """Go to the list of a state as by its digit."""
    page.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    sitting.press(str(TABS.index(state) + 1))
    assert page.state() is state


def _shown(page: PostingPage) -> list[str]:
    return [one.get("id", "") for one in page.table.rows_model.rows()]


def _posted(office: Office, letter: UUID, number: str) -> None:
    record_posted(office, [Posted(letter=letter, registered=number)], office.clock.today())


def test_letters_are_issued_with_progress_and_stand_in_the_order_of_the_post(
    sit: type_of_sitting, desk: Chairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_ISSUED_AT_ONCE", 2)
    decided(desk, 3)
    sitting = sit(desk.park)
    page = _page(sitting)
    assert page.empty.isVisible()
    assert "결정이 3건" in page.todo.text()
    page.todo.acted.emit()
    dialog = sitting.dialog(IssueDialog)
    assert dialog.until.isHidden()  # the notice prints the period of its 소명
    sitting.press("Return")
    sitting.wait_for(lambda: not page.progress.is_running())
    sitting.settle()
    assert page.progress.summary() == "통지문 3건을 냈습니다."
    assert _shown(page) == [one.hex for one in listed(desk, PostState.TO_SEND)]
    codes = [row[0] for row in cells(page.table)]
    assert codes == sorted(codes)
    assert not page.todo.isVisible()
    assert sitting.told[-1].letters


def test_issuing_can_be_stopped_between_two_parts(
    sit: type_of_sitting, desk: Chairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_ISSUED_AT_ONCE", 1)
    decided(desk, 3)
    sitting = sit(desk.park)
    page = _page(sitting)
    page.todo.acted.emit()
    dialog = sitting.dialog(IssueDialog)
    dialog.wanted.connect(lambda _until: page.progress.stop_requested.emit())
    sitting.press("Return")
    sitting.settle()
    assert page.progress.summary() == "멈췄습니다. 그때까지 통지문 1건을 냈습니다."
    assert len(_shown(page)) == 1
    assert "결정이 2건" in page.todo.text()


def test_the_whole_list_goes_into_files_labels_and_the_list_for_the_post(
    sit: type_of_sitting, desk: Chairs, tmp_path: Path
) -> None:
    letters = issued(desk, 3)
    sitting = sit(desk.park)
    page = _page(sitting)
    page.ask_folder = lambda _parent: tmp_path
    page.files.ask_save = lambda _parent, name, ending, _kinds: tmp_path / f"{name}{ending}"

    sitting.press("Ctrl+P")
    sitting.dialog(PurposeDialog)
    sitting.press("Return")
    (folder,) = [one for one in tmp_path.glob("통지*") if one.is_dir()]
    (file,) = folder.iterdir()
    assert page.progress.summary() == "통지문 3건을 파일 1개로 만들었습니다."
    with desk.park.store.unit() as unit:
        kept = [unit.letters.get(one) for one in letters]
    assert text_of(file.read_bytes()) == "".join(text_of(one.pdf) for one in kept)
    assert [one.prints for one in kept] == [1, 1, 1]

    sitting.press("Ctrl+L")
    sitting.dialog(PurposeDialog)
    sitting.press("Return")
    assert "주소 라벨 3건을" in page.banner.text()
    assert (tmp_path / "주소 라벨.pdf").exists()

    # Rows that were chosen stand for themselves.
    page.take_keys()
    sitting.press("Home")
    sitting.press("Shift+Down")
    sitting.press("Ctrl+S")
    dialog = sitting.dialog(PurposeDialog)
    sitting.fill(dialog.reason, "")
    dialog.reason.set_value("")
    sitting.press("Return")
    assert dialog.reason.error() == "사유를 적으십시오."
    sitting.fill(dialog.reason, "등기 접수")
    sitting.press("Return")
    assert "등기 접수 목록 2건을" in page.banner.text()
    assert (tmp_path / "등기 접수 목록.xlsx").exists()


def test_the_numbers_of_the_post_office_are_taken_all_or_none(
    sit: type_of_sitting, desk: Chairs, tmp_path: Path
) -> None:
    issued(desk, 2)
    sitting = sit(desk.park)
    page = _page(sitting)
    lines = [page._lines[one] for one in _shown(page)]
    books = desk.park.spreadsheets
    assert books is not None

    def filled_in(*numbers: str) -> Path:
        rows = tuple(
            (at, number, line.name, "", "", line.case_number, line.number, "", 1)
            for at, (number, line) in enumerate(zip(numbers, lines, strict=True))
        )
        sheet = WriteSheet(name="접수", columns=COLUMNS, rows=rows)
        return books.write(tmp_path / "우체국.xlsx", [sheet])

    filled_in(FIRST, "12")
    page.ask_open = lambda _parent: tmp_path / "우체국.xlsx"
    sitting.press("Ctrl+O")
    wrong = sitting.dialog(NumbersDialog)
    assert cells(wrong.table) == [["B3", "등기번호는 숫자 13자리입니다. 다시 확인하세요."]]
    assert not wrong.act_button.isEnabled()
    sitting.press("Escape")
    assert len(_shown(page)) == 2

    filled_in(FIRST, SECOND)
    sitting.press("Ctrl+O")
    sitting.dialog(NumbersDialog)
    sitting.press("Return")
    assert "2건을 부친 것으로" in page.banner.text()
    assert _shown(page) == []
    _go(sitting, page, PostState.SENT)
    assert {row[4].partition(" / ")[2] for row in cells(page.table)} == {FIRST, SECOND}


def test_what_comes_back_is_written_down_by_its_number_and_posted_again(
    sit: type_of_sitting, desk: Chairs
) -> None:
    letter, other = issued(desk, 2)
    _posted(desk.park, letter, FIRST)
    sitting = sit(desk.park)
    page = _page(sitting)
    _go(sitting, page, PostState.SENT)
    sitting.press("Ctrl+Return")
    back = sitting.dialog(ReturnDialog)
    assert back.which.text() == ""
    sitting.press("Return")
    assert back.which.error() == "등기번호나 접수번호를 적으십시오."
    sitting.fill(back.which, SECOND)
    sitting.press("Return")
    assert "그 번호가 없습니다" in back.problem.text()
    back.which.set_value("")
    sitting.fill(back.which, FIRST)
    back.why.set_value(ReturnWhy.MOVED)
    sitting.press("Return")
    assert not sitting.has_dialog(ReturnDialog)

    _go(sitting, page, PostState.RETURNED)
    assert _shown(page) == [letter.hex]
    assert cells(page.table)[0][4].startswith("이사")
    sitting.press("Ctrl+Return")
    again = sitting.dialog(PostDialog)
    sitting.fill(again.registered, "110000")
    sitting.press("Return")
    assert "13자리" in again.problem.text()
    again.registered.set_value("")
    sitting.fill(again.registered, SECOND)
    sitting.press("Return")
    assert [one.attempt for one in sendings(desk.park, letter)] == [2, 1]
    _go(sitting, page, PostState.TO_SEND)
    assert _shown(page) == [other.hex]


def test_a_return_written_down_by_mistake_is_taken_back_by_keys(
    sit: type_of_sitting, desk: Chairs
) -> None:
    letter = issued(desk, 1)[0]
    _posted(desk.park, letter, FIRST)
    record_returned(desk.park, letter, desk.park.clock.today(), ReturnWhy.ABSENT)
    sitting = sit(desk.park)
    page = _page(sitting)
    assert not page.back_act.isVisible()
    _go(sitting, page, PostState.RETURNED)
    assert _shown(page) == [letter.hex]
    assert page.back_act.isVisible()
    sitting.press("Ctrl+Z")
    dialog = sitting.dialog(UndoReturnDialog)
    sitting.press("Return")
    assert sitting.has_dialog(UndoReturnDialog)  # a reason is needed
    sitting.fill(dialog.reason, "다른 봉투였음")
    sitting.press("Return")
    assert "반송을 취소했습니다" in page.banner.text()
    assert page.empty.isVisible()
    assert sitting.window.focusWidget() is page.tabs  # not the rail, nor a list that is gone
    _go(sitting, page, PostState.SENT)
    assert _shown(page) == [letter.hex]


def test_one_is_found_by_name_or_number_and_opens_its_case(
    sit: type_of_sitting, desk: Chairs
) -> None:
    issued(desk, 3)
    sitting = sit(desk.park)
    wanted: list[object] = []
    sitting.screen.case_wanted.connect(lambda case, _query: wanted.append(case))
    page = _page(sitting)
    line = page._lines[_shown(page)[1]]
    page.search.setText(line.case_number)
    page.refresh()
    sitting.settle()
    assert _shown(page) == [line.letter.hex]
    page.take_keys()
    sitting.press("Return")
    assert wanted == [line.case_id]
    page.search.setText("없는 사람")
    page.refresh()
    sitting.settle()
    assert page.empty.isVisible()


def test_who_takes_applications_in_posts_but_issues_nothing(
    sit: type_of_sitting, desk: Chairs
) -> None:
    issued(desk, 1)
    sitting = sit(desk.jung)
    page = _page(sitting)
    assert len(_shown(page)) == 1
    assert not page.todo.isVisible()
    results = sitting.page("results")
    assert "담당과 결재가 봅니다" in results.empty._body.text()


def test_the_published_list_is_saved_once_everything_is_settled(
    sit: type_of_sitting, desk: Chairs, tmp_path: Path
) -> None:
    for at in (1, 2):
        eligible(desk.park, f"2023-3-0000{at}", f"198{at}-05-05")
    sitting = sit(seat(desk.park, "최결재"))
    page = sitting.page("results")
    assert isinstance(page, ResultsPage)
    assert "순위 명부를 아직 굳히지" in page.empty._body.text()
    assert not page.excel_act.isVisible()
    page.take_keys()
    assert page.window().focusWidget() is page.choice  # not the rail behind the empty list
    roster = freeze_roster(desk.choi, JANGI, Supply.GENERAL, "심사를 마침").roster
    draw(desk.choi, roster.id, SEED, "2층 강당", "김참관")
    page.refresh()
    sitting.settle()
    assert [row[2] for row in cells(page.table)] == ["홍*동", "홍*동"]
    assert page.head._note.text() == "선정자 명단 2명"

    page.ask_save = lambda _parent, name, ending, _kinds: tmp_path / f"{name}{ending}"
    for key, name in (("Ctrl+S", "선정자 명단.xlsx"), ("Ctrl+P", "선정자 명단.pdf")):
        sitting.press(key)
        sitting.dialog(PurposeDialog)
        sitting.press("Return")
        assert name in page.banner.text()
        assert (tmp_path / name).exists()
