"""Scans by drop: filed by their QR, laid by one key, looked at in the window, taken out again."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ipju.domain.case import Case
from ipju.domain.post import Scan
from ipju.services.office import Office
from ipju.services.print_form import preview_form
from ipju.services.scans import scans_of, tray
from ipju.ui.screens.reception.envelope import EnvelopePage
from ipju.ui.screens.reception.envelope_dialogs import DiscardDialog, OutDialog
from ipju.ui.widgets.surface import Label
from tests.services.desk import stored
from tests.services.test_scans import plain, scanned
from tests.ui.reception.test_envelope import keys, opened
from tests.ui.sitting import Sitting, cells


def drop(counter: Sitting, page: EnvelopePage, *paths: Path) -> None:
    """Let files go over the page, as the mouse does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    where, left = QPointF(200, 200), Qt.MouseButton.LeftButton
    still = Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(where, Qt.DropAction.CopyAction, mime, left, still)
    page.dragEnterEvent(over)
    assert over.isAccepted()
    page.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, left, still))
    counter.wait_for(lambda: not page.intake.is_running())
    counter.settle()


def tray_rows(page: EnvelopePage) -> list[str]:
    return [row[0] for row in cells(page.scan_tray.table)]


def choose(page: EnvelopePage, scan: Scan) -> None:
    page.scan_tray.table.select_id(scan.id.hex)
    page.scan_tray.table.setFocus(Qt.FocusReason.OtherFocusReason)


def test_dropped_scans_go_where_their_code_says_or_wait(
    counter: Sitting, page: EnvelopePage, kim: Case, hong: Case, tmp_path: Path
) -> None:
    form = scanned(preview_form(counter.office, hong, "consent"), tmp_path, "0412.jpg")
    book = tmp_path / "명단.xlsx"
    book.write_bytes(b"PK\x03\x04")
    drop(counter, page, form, plain(tmp_path, "0413.png"), book)
    (filed,) = scans_of(counter.office, hong.id)
    (waiting,) = tray(counter.office)
    assert filed.paper is not None
    assert tray_rows(page) == ["기다리는 스캔", "0413.png · 1쪽 / 어느 봉투의 것인지 모름"]
    assert page.progress.summary() == (
        "스캔 3개: 1개는 제 서류에 붙음, 1개는 스캔함에서 기다림, 1개는 넣지 못함"
    )
    assert "명단.xlsx: PDF, JPEG, PNG 파일만" in page.progress.accessibleName()
    opened(counter, kim)
    choose(page, waiting)
    keys(counter, "y")
    assert [one.id for one in scans_of(counter.office, kim.id)] == [waiting.id]
    assert tray(counter.office) == ()
    assert "이 봉투 1개" in [one.text() for one in page.scan_tray.head.findChildren(Label)]


def test_a_waiting_scan_is_laid_nowhere_before_an_envelope_is_open(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    drop(counter, page, plain(tmp_path, "0413.png"))
    (waiting,) = tray(counter.office)
    choose(page, waiting)
    keys(counter, "y")
    assert "먼저 봉투의 접수번호" in page.hint.text()
    assert tray(counter.office) == (waiting,)


def test_scans_of_an_envelope_are_laid_in_their_order_by_one_key_each(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    keys(counter, "231228" * 3)
    drop(counter, page, plain(tmp_path, "a1.png", 250), plain(tmp_path, "a2.png", 240))
    assert [row.rsplit(" / ", 1)[1] for row in tray_rows(page)[1:]] == [
        "1번에 붙일까요?", "2번에 붙일까요?",
    ]  # fmt: skip
    keys(counter, "yy")
    work = page.work
    assert work is not None
    papers = [one.paper.id for one in work.slots()[:2] if one.paper is not None]
    assert sorted(str(one.paper) for one in scans_of(counter.office, kim.id)) == sorted(
        str(one) for one in papers
    )
    keys(counter, "y")
    assert "붙일 스캔이 없습니다" in page.hint.text()


def test_a_number_lays_a_scan_to_that_paper(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    keys(counter, "231228" * 3)
    drop(counter, page, plain(tmp_path, "a1.png"))
    (scan,) = scans_of(counter.office, kim.id)
    choose(page, scan)
    for key, words in (("9", "9번 서류가 없습니다"), ("5", "먼저 받으십시오")):
        keys(counter, key)
        assert words in page.hint.text()
    keys(counter, "3")
    work = page.work
    assert work is not None
    third = work.slots()[2].paper
    assert third is not None
    assert scans_of(counter.office, kim.id)[0].paper == third.id
    assert tray_rows(page)[1] == "주민등록표등본(상세) / 3번에 붙음 · a1.png · 1쪽"


def test_a_form_dropped_into_its_own_envelope_is_looked_over_by_space(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    drop(counter, page, scanned(preview_form(counter.office, kim, "consent"), tmp_path, "a.jpg"))
    opened(counter, kim)
    assert cells(page.table)[0][5].startswith("확인 전")
    page.table.select_id(page.work.slots()[0].key)
    keys(counter, " ")
    assert cells(page.table)[0][5] == "받음"
    assert cells(page.table)[0][4].startswith("서명 3 / 3")
    assert tray_rows(page)[1].startswith("개인정보수집 이용 및 제3자 제공 동의서 / 1번에 붙음")
    assert len(page.work.case.papers) == 1


def test_a_form_dropped_while_its_envelope_is_open_is_the_paper_that_space_receives(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    drop(counter, page, scanned(preview_form(counter.office, kim, "consent"), tmp_path, "a.jpg"))
    assert cells(page.table)[0][5].startswith("확인 전")
    assert tray_rows(page)[1].startswith("개인정보수집 이용 및 제3자 제공 동의서 / 1번에 붙음")
    page.table.select_id(page.work.slots()[0].key)
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    keys(counter, " ")
    counter.settle()
    assert cells(page.table)[0][5] == "받음"
    (paper,) = stored(counter.office, kim.id).papers
    assert scans_of(counter.office, kim.id)[0].paper == paper.id


def test_a_scan_is_seen_page_by_page_in_the_window(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    path = tmp_path / "whole.pdf"
    path.write_bytes(preview_form(counter.office, kim, "consent"))
    pages = len(pypdfium2.PdfDocument(path.read_bytes()))
    assert pages > 1
    opened(counter, kim)
    drop(counter, page, path)
    (scan,) = scans_of(counter.office, kim.id)
    choose(page, scan)
    keys(counter, "\n")
    view = page.view
    assert view.isVisible()
    assert not page.papers.isVisible()
    assert view.count.text() == f"1 / {pages}쪽"
    first = view.picture.pixmap()
    assert first.width() > 200
    counter.press("Right")
    assert view.count.text() == f"2 / {pages}쪽"
    assert view.picture.pixmap().toImage() != first.toImage()
    counter.press("+")
    assert view.picture.pixmap().width() > first.width()
    for _ in range(pages + 1):
        counter.press("Right")
    assert view.page() == pages - 1
    counter.press("Esc")
    assert page.papers.isVisible()
    assert view.picture.pixmap().isNull()


def test_a_scan_is_taken_out_and_thrown_away_with_a_reason(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    drop(counter, page, plain(tmp_path, "a.png"))
    (scan,) = scans_of(counter.office, kim.id)
    choose(page, scan)
    counter.press("Del")
    out = counter.dialog(OutDialog)
    assert not out.act_button.isEnabled()
    counter.type("다른 봉투")
    counter.press("Return")
    assert [one.id for one in tray(counter.office)] == [scan.id]
    choose(page, scan)
    counter.press("Del")
    counter.dialog(DiscardDialog)
    counter.type("두 번 스캔함")
    counter.press("Return")
    assert tray(counter.office) == ()
    assert tray_rows(page) == []


def test_the_same_file_again_is_said_and_a_stop_leaves_the_rest_out(
    counter: Sitting, page: EnvelopePage, kim: Case, post: Office, tmp_path: Path
) -> None:
    first = plain(tmp_path, "a.png")
    drop(counter, page, first)
    drop(counter, page, first)
    assert page.progress.summary() == "스캔 1개: 1개는 이미 있어 넣지 않음"
    assert "a.png: 스캔함에 이미 있는 파일입니다." in said(page.progress)
    many = [plain(tmp_path, f"b{at}.png", 100 + at) for at in range(6)]
    page.take_in(many)
    page.intake.stop()
    counter.wait_for(lambda: not page.intake.is_running())
    counter.settle()
    assert "멈추어 넣지 않음" in page.progress.summary()
    assert 1 <= len(tray(post)) <= 2


def said(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(Label))


def test_the_form_of_somebody_else_in_an_envelope_is_told(
    counter: Sitting, page: EnvelopePage, kim: Case, hong: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    form = scanned(preview_form(counter.office, hong, "consent"), tmp_path, "0412.jpg")
    drop(counter, page, form)
    assert scans_of(counter.office, kim.id) == ()
    assert f"0412.jpg: QR대로 {hong.number}에 넣었습니다. 봉투를 보십시오." in said(page.progress)


def test_what_is_no_file_is_not_taken(counter: Sitting, page: EnvelopePage) -> None:
    mime = QMimeData()
    mime.setText("그냥 글")
    over = QDragEnterEvent(
        QPointF(1, 1), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    over.ignore()
    page.dragEnterEvent(over)
    assert not over.isAccepted()


def test_chosen_files_are_taken_in(
    counter: Sitting, page: EnvelopePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    Image.new("L", (300, 400), 200).save(path)
    window = "ipju.ui.screens.reception.envelope.QFileDialog.getOpenFileNames"
    monkeypatch.setattr(window, lambda *_asked: ([str(path)], ""))
    counter.press("Ctrl+O")
    counter.wait_for(lambda: not page.intake.is_running())
    counter.settle()
    assert [one.name for one in tray(counter.office)] == ["a.jpg"]


def test_a_scan_whose_paper_was_taken_back_waits_for_another(
    counter: Sitting, page: EnvelopePage, kim: Case, tmp_path: Path
) -> None:
    opened(counter, kim)
    keys(counter, "231228")
    drop(counter, page, plain(tmp_path, "a1.png"))
    keys(counter, "y")
    assert "1번에 붙음" in tray_rows(page)[1]
    page.table.select_id(page.work.slots()[0].key)
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    keys(counter, " ")
    assert tray_rows(page)[1] == "a1.png · 1쪽 / 서류의 번호를 누르십시오"
    keys(counter, " y")
    assert "1번에 붙음" in tray_rows(page)[1]


def test_a_file_may_be_dropped_anywhere_on_the_page(page: EnvelopePage) -> None:
    assert page.acceptDrops()
    assert len(page.findChildren(QLineEdit)) >= 5
    assert [one for one in page.findChildren(QWidget) if one.acceptDrops()] == []
