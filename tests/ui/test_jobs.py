"""Work leaves the window free; results come back in order, on the window's own thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ipju.ui.jobs import Jobs, Task


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs(lambda error: f"하지 못했습니다: {error}")
    yield made
    made.close()
    qtbot.waitUntil(made.is_idle)


def test_work_runs_on_one_other_thread_and_answers_on_this_one(qtbot: QtBot, jobs: Jobs) -> None:
    where: list[int] = []
    answers: list[tuple[int, int]] = []

    def work(number: int) -> int:
        where.append(threading.get_ident())
        return number

    for number in range(5):
        jobs.run(
            lambda n=number: work(n),
            lambda result: answers.append((result, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert [result for result, _ in answers] == [0, 1, 2, 3, 4]
    assert {thread for _, thread in answers} == {threading.get_ident()}
    assert len(set(where)) == 1
    assert where[0] != threading.get_ident()


def test_a_newer_search_replaces_the_older(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    ran: list[str] = []
    answers: list[str] = []

    def search(text: str) -> str:
        ran.append(text)
        return text

    jobs.run(gate.wait)
    for text in ("ㅎ", "홍", "홍길"):
        jobs.run(lambda t=text: search(t), answers.append, key="search")
    gate.set()
    qtbot.waitUntil(jobs.is_idle)
    assert answers == ["홍길"]
    assert ran == ["홍길"]


def test_an_error_reaches_its_own_handler_or_becomes_a_sentence(qtbot: QtBot, jobs: Jobs) -> None:
    def broken() -> None:
        raise OSError("자리가 없습니다")

    errors: list[Exception] = []
    jobs.run(broken, on_error=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert isinstance(errors[0], OSError)
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run(broken, label="저장")
    assert told.args == ["저장", "하지 못했습니다: 자리가 없습니다"]


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[int, int]] = []
    ended: list[str] = []

    def print_all(task: Task) -> str:
        for done in range(1000):
            task.report(done, 1000)
            task.check()
            threading.Event().wait(0.001)
        return "끝"

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 3:
            task.cancel()

    task = jobs.run_long(
        print_all, ended.append, on_progress=progress, on_cancelled=lambda: ended.append("멈춤")
    )
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["멈춤"]
    assert seen[:4] == [(0, 1000), (1, 1000), (2, 1000), (3, 1000)]


def test_a_closed_screen_hears_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    screen = QObject()
    heard: list[int] = []
    gate = threading.Event()
    jobs.run(lambda: gate.wait() and 1, lambda result: heard.append(1), owner=screen)
    import shiboken6

    shiboken6.delete(screen)
    gate.set()
    qtbot.waitUntil(jobs.is_idle)
    assert heard == []


def test_closing_finishes_saves_and_closes_the_store_last(qtbot: QtBot) -> None:
    jobs = Jobs(str)
    done: list[str] = []
    gate = threading.Event()
    jobs.run(gate.wait)
    jobs.run(lambda: done.append("저장"))
    jobs.run(lambda: done.append("찾기"), key="search")
    threading.Timer(0.02, gate.set).start()
    jobs.close(lambda: done.append("닫기"))
    assert done == ["저장", "닫기"]
    qtbot.waitUntil(jobs.is_idle)
