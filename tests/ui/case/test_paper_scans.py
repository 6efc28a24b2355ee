"""The scans of a case under its papers: seen, laid to another paper, taken out, none there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipju.domain.post import Scan
from ipju.services.scans import add_scan, lay_scan, scans_of, take_out, tray
from ipju.ui.screens.case.paper_scans import LayDialog, PaperScans, ScanDialog
from ipju.ui.screens.reception.envelope_dialogs import OutDialog
from ipju.ui.widgets.surface import Label
from tests.services.desk import acts
from tests.services.test_scans import plain
from tests.ui.case.conftest import Open
from tests.ui.sitting import cells


def papers_page(desk: Open) -> tuple[Any, PaperScans]:
    desk.screen.show_section("papers")
    desk.settle()
    page: Any = desk.screen.pages["papers"]
    return page, page.findChild(PaperScans)


def with_scan(desk: Open, tmp_path: Path, name: str = "0412.png", grey: int = 250) -> Scan:
    """A scan of the case in hand, laid to its first paper."""
    case = desk.session.case
    scan = add_scan(desk.office, plain(tmp_path, name, grey), case.id).scan
    lay_scan(desk.office, scan.id, case.id, case.papers[0].id)
    return scan


def press(desk: Open, scans: PaperScans, keys: str) -> None:
    """Press keys on the table of scans; offscreen nobody gives the window back after a dialog."""
    desk.screen.activateWindow()
    desk.bot.waitUntil(desk.screen.isActiveWindow, timeout=10_000)
    scans.table.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.press(keys)


def modal() -> Any:
    return QApplication.activeModalWidget()


def test_without_a_scan_the_way_to_one_is_said(desk: Open) -> None:
    _page, scans = papers_page(desk)
    assert scans.empty.isVisible()
    assert "접수의 봉투" in scans.empty.text()
    assert not scans.table.isVisible()
    assert not scans.view_button.isEnabled()
    for act in (scans.view, scans.ask_paper, scans.ask_out):
        act()
        assert modal() is None


def test_a_line_tells_its_scan_and_f4_shows_its_pages(desk: Open, tmp_path: Path) -> None:
    with_scan(desk, tmp_path)
    page, scans = papers_page(desk)
    (row,) = cells(scans.table)
    assert row[1] == "0412.png"
    rows = page.first.rows_model.rows()
    marked = [at for at, one in enumerate(rows) if one["cells"][1].get("chip") == "스캔"]
    assert len(marked) == 1
    page.first.setFocus(Qt.FocusReason.OtherFocusReason)
    other = next(at for at in range(len(rows)) if at not in marked)
    page.first.select_id(rows[other]["id"])
    desk.press("F4")
    assert modal() is None
    page.first.select_id(rows[marked[0]]["id"])
    desk.press("F4")
    dialog = modal()
    assert isinstance(dialog, ScanDialog)
    desk.settle()
    assert dialog.view.count.text() == "1 / 1쪽"
    assert not dialog.view.picture.pixmap().isNull()
    desk.press("Esc")
    assert modal() is None


def test_a_wrong_line_is_mended_and_a_strange_scan_goes_back(desk: Open, tmp_path: Path) -> None:
    scan = with_scan(desk, tmp_path)
    _page, scans = papers_page(desk)
    papers = desk.session.case.papers
    press(desk, scans, "F2")
    dialog = modal()
    assert isinstance(dialog, LayDialog)
    assert dialog.paper() == papers[0].id
    dialog.which.set_value(papers[1].id)
    dialog.act_button.click()
    desk.settle()
    assert [one.paper for one in scans_of(desk.office, desk.session.case.id)] == [papers[1].id]
    press(desk, scans, "F2")
    modal().which.set_value(None)
    modal().act_button.click()
    desk.settle()
    assert cells(scans.table)[0][0] == "서류를 고르지 않음"
    assert "1개 · 서류를 고르지 않음 1개" in [one.text() for one in scans.head.findChildren(Label)]
    press(desk, scans, "Delete")
    out = modal()
    assert isinstance(out, OutDialog)
    assert not out.act_button.isEnabled()
    out.why.input.setText("다른 사람의 서류")
    out.act_button.click()
    desk.settle()
    assert scans.empty.isVisible()
    assert [one.id for one in tray(desk.office)] == [scan.id]
    assert acts(desk.office, desk.session.case.id)[-1] == "scan-take-out"


def test_what_somebody_moved_meanwhile_is_said(desk: Open, tmp_path: Path) -> None:
    scan = with_scan(desk, tmp_path)
    _page, scans = papers_page(desk)
    take_out(desk.office, scan.id, "다른 사람의 서류")
    with desk.office.store.unit() as unit:
        unit.scans.remove(scan.id)
    press(desk, scans, "F2")
    modal().act_button.click()
    desk.settle()
    assert scans.banner.isVisible()
    scans.banner.acted.emit()
    assert not scans.banner.isVisible()
