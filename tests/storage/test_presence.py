"""Windows on one office: counted, told, and kept out while one needs it alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from ipju.storage import presence
from ipju.storage.problems import InUse, NotWritten

CHILD = """
import sys, pathlib
from ipju.storage import presence
window = presence.enter(pathlib.Path(sys.argv[1]))
print(window.others, flush=True)
sys.stdin.read()
"""


def test_each_window_is_told_how_many_were_there(tmp_path: Path) -> None:
    assert presence.others(tmp_path) == 0
    windows = [presence.enter(tmp_path) for _ in range(3)]
    assert [one.others for one in windows] == [0, 1, 2]
    assert presence.others(tmp_path) == 3
    windows[1].release()
    windows[1].release()
    assert presence.others(tmp_path) == 2
    windows.append(presence.enter(tmp_path))
    assert presence.others(tmp_path) == 3
    for one in windows:
        one.release()
    assert presence.others(tmp_path) == 0


def test_a_killed_window_is_gone(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "0\n"
        assert presence.others(tmp_path) == 1
        window = presence.enter(tmp_path)
        assert window.others == 1
        window.release()
    finally:
        child.kill()
        child.communicate()
    assert presence.others(tmp_path) == 0


def test_what_needs_the_office_alone_waits_for_nobody(tmp_path: Path) -> None:
    window = presence.enter(tmp_path)
    with pytest.raises(InUse, match="복원할 수 없습니다"), presence.alone(tmp_path, "복원"):
        pytest.fail("somebody had the office open")
    window.release()
    with presence.alone(tmp_path, "복원"):
        pass


def test_nobody_enters_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "GATE_SECONDS", 0)
    with presence.alone(tmp_path, "복원"), pytest.raises(InUse):
        presence.enter(tmp_path)
    presence.enter(tmp_path).release()


def test_a_window_that_could_not_open_the_office_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), presence.entering(tmp_path):
        raise KeyboardInterrupt
    assert presence.others(tmp_path) == 0


def test_there_is_an_end_to_windows(tmp_path: Path) -> None:
    windows = [presence.enter(tmp_path) for _ in range(presence.MOST_WINDOWS)]
    with pytest.raises(InUse):
        presence.enter(tmp_path)
    for one in windows:
        one.release()


def test_a_folder_that_cannot_be_written_is_told_in_korean(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten):
        presence.enter(tmp_path / "file" / "office")
