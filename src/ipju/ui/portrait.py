"""Pictures of the desk where there is no screen: the same window, drawn into files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ipju.domain.listing import CaseLine, CaseQuery, SortBy
from ipju.services.browse import page
from ipju.services.office import Office
from ipju.services.practice import fill_office
from ipju.ui.app import Desk, prepare
from ipju.ui.jobs import Jobs
from ipju.ui.places import CASES, INTAKE, ROOMS, TODAY
from ipju.ui.rooms import Rooms

_SIZE: Final = (1600, 1000)
_PEOPLE: Final = 200
_SETTLE_MS: Final = 60
_DRAWN_MS: Final = 600  # longer than the flash of a changed row
# The offscreen platform says this of every window; it has no size hints to give.
_MEANS_NOTHING: Final = "This plugin does not support propagateSizeHints()"


def take(rooms: Rooms, folder: Path, out: Path) -> list[Path]:
    """Draw the list, the case saved last in `folder`, its 권리분석, 선정, 임대 and 오늘.

    Returns the pictures. The office in `folder` is filled with invented people when it holds fewer
    than a list shows.
    """
    app = _application()
    prepare(app, "light")
    desk = Desk(app, rooms, folder)
    window, jobs = desk.window, desk.jobs
    window.resize(*_SIZE)
    window.show()
    failed: list[str] = []
    jobs.failed.connect(lambda label, sentence: failed.append(f"{label}: {sentence}"))
    pictures: list[Path] = []

    def draw(name: str) -> None:
        _wait(_DRAWN_MS)
        _settle(jobs)
        path = out / f"{name}.png"
        if not window.grab().save(str(path)):
            raise OSError(f"{path}: 그림을 쓰지 못했습니다.")
        pictures.append(path)

    try:
        desk.open_practice()
        _settle(jobs)
        office = desk.office()
        if office is None:
            raise RuntimeError("사무실을 열지 못해 그림을 만들지 않았습니다.")
        found: list[CaseLine | None] = []
        jobs.run(lambda: _sample(office), found.append)
        _settle(jobs)
        window.today.refresh()
        window.cases.refresh()
        window.go(CASES)
        draw("desk-cases")
        sample = found[0] if found else None
        if sample is not None:
            window.open_case(sample.id)
            _settle(jobs)
            draw("desk-case")
            window.show_title()
            draw("desk-title")
        for place, name in ((INTAKE, "desk-intake"), (ROOMS, "desk-rooms"), (TODAY, "desk-today")):
            window.go(place)
            draw(name)
    finally:
        _settle(jobs)
        window.close()
    if failed:
        raise RuntimeError("\n".join(failed))
    return pictures


def _sample(office: Office) -> CaseLine | None:
    """The case saved last, found before the invented people are put around it."""
    newest = page(office, CaseQuery(sort=SortBy.UPDATED, descending=True, limit=1))
    if 0 < newest.total < _PEOPLE // 2:
        fill_office(office, _PEOPLE)
    return newest.lines[0] if newest.lines else None


def _application() -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_say)
    return QApplication(["ipju"])


def _say(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    if text != _MEANS_NOTHING:
        os.write(2, f"{text}\n".encode())


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _settle(jobs: Jobs) -> None:
    """Wait until nothing runs and what came back has been drawn."""
    _wait(_SETTLE_MS)
    while not jobs.is_idle():
        _wait(_SETTLE_MS)
