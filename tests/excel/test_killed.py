"""A workbook that is killed or has no room while it is written leaves no numbers lying about."""

import signal
import subprocess
import sys
from pathlib import Path

from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.excel.books import ExcelBooks

WRITES = """
import os, resource, signal, sys
from pathlib import Path
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.excel.books import ExcelBooks

end, path = sys.argv[1], Path(sys.argv[2])
if end == "killed":
    os.fsync = lambda _file: os.kill(os.getpid(), signal.SIGKILL)
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(end), int(end)))
rows = tuple((f"900101-{number:07d}", "=1+1") for number in range(5_000))
columns = WriteColumn(head="주민등록번호"), WriteColumn(head="성명")
try:
    ExcelBooks().write(path, (WriteSheet(name="조회", columns=columns, rows=rows),))
except OSError as error:
    print(error.errno)
"""
SHEET = WriteSheet(name="다른 것", columns=(WriteColumn(head="성명"),), rows=(("김예시",),))


def written(end: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-c", WRITES, end, str(path)), capture_output=True, text=True, check=False
    )


def test_what_a_killed_program_left_is_private_and_goes_with_the_next_file(tmp_path: Path) -> None:
    assert written("killed", tmp_path / "조회.xlsx").returncode == -signal.SIGKILL

    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o777 == 0o700
    ExcelBooks().write(tmp_path / "명단.xlsx", (SHEET,))
    assert [one.name for one in tmp_path.iterdir()] == ["명단.xlsx"]


def test_without_room_nothing_is_left_and_what_lay_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "조회.xlsx"
    path.write_bytes(b"what lay there before")

    for room in ("100", "20000", "100000"):
        told = written(room, path)
        assert (told.returncode, told.stderr) == (0, "")
        assert int(told.stdout) > 0
        assert path.read_bytes() == b"what lay there before"
        assert [one.name for one in tmp_path.iterdir()] == ["조회.xlsx"]


def test_a_link_laid_where_a_file_will_be_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"of somebody else")
    path = tmp_path / "명단.xlsx"
    path.symlink_to(elsewhere)

    ExcelBooks().write(path, (SHEET,))

    assert elsewhere.read_bytes() == b"of somebody else"
    assert not path.is_symlink()
    assert path.stat().st_mode & 0o077 == 0
