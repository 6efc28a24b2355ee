"""`ipju backup | restore | verify`: backups of an office, and whether its ledger is whole."""

from __future__ import annotations

import argparse
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from getpass import getpass
from pathlib import Path
from typing import Any

from ipju.cli.problems import BadCommand
from ipju.cli.rooms import Rooms
from ipju.domain.backup import Backup
from ipju.domain.dates import seoul_time
from ipju.domain.trail import Anchor, ChainReport
from ipju.services.backup import KINDS, back_up, fits_paper, list_backups, verify_backup
from ipju.services.office import Office

UNSOUND = 1
"""Exit status of `verify` when something does not fit."""

_PRACTICE, _PRACTICE_SEAT = "practice.db", "강관리"
_SHORTEST = 16
_KINDS = {"backup": "백업", "month": "월별 점검", "head": "기준점"}


@dataclass(frozen=True, slots=True)
class Paper:
    """An anchor as it stands on paper: the number of a row and (the beginning of) its hash."""

    seq: int
    hash: str


def paper(text: str) -> Paper:
    """Read `SEQ HASH` as the monthly review prints it, the hash in groups or not."""
    number, *groups = text.split() or [""]
    digest = "".join(groups).lower()
    seq = number.replace(",", "")
    if not seq.isdecimal() or not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST},64}}", digest):
        raise argparse.ArgumentTypeError(
            "기준점이 아닙니다. 종이에 적힌 줄 번호와 해시를 '1234 ab12…'처럼 적으세요."
        )
    return Paper(int(seq), digest)


def add_verbs(verbs: Any) -> None:
    """Add the verbs of this room to the command line."""
    backup = verbs.add_parser("backup", help="사무실을 백업하고, 열어서 견줍니다")
    restore = verbs.add_parser("restore", help="백업에서 복원합니다 (복구 열쇠로)")
    verify = verbs.add_parser("verify", help="장부가 이어지는지, 백업이 온전한지 검증합니다")
    restore.add_argument(
        "file", type=Path, nargs="?", metavar="백업", help="백업 파일 (없으면 가장 새것)"
    )
    verify.add_argument(
        "files", type=Path, nargs="*", metavar="백업", help="열어 볼 백업 (없으면 가장 새것)"
    )
    verify.add_argument(
        "--anchor",
        type=paper,
        action="append",
        default=[],
        metavar="'번호 해시'",
        help="종이에 남긴 기준점; 여러 번 적을 수 있습니다",
    )
    for one in (backup, restore, verify):
        one.add_argument("--store", type=Path, metavar="폴더", help="사무실을 둔 폴더")
        one.add_argument("--practice", action="store_true", help="연습 사무실을 씁니다")
    for one in (backup, verify):
        one.add_argument("--login", metavar="아이디", help="들어갈 아이디 (없으면 묻습니다)")


def backup(options: Namespace, rooms: Rooms) -> int:
    """Make a backup now; it is opened and compared before it counts."""
    with _signed_in(options, rooms) as office:
        print(f"백업했습니다. {_line(back_up(office).backup)}")
    return 0


def restore(options: Namespace, rooms: Rooms) -> int:
    """Restore an office by its recovery key; what lay in the folder is put aside."""
    folder = _folder(options, rooms)
    if options.practice:
        place = _restored_practice(options, folder)
        print(f"복원했습니다. 자리: {place}")
        return 0
    file: Path | None = options.file
    if file is None:
        newest = rooms.newest_backup(folder)
        if newest is None:
            raise _no_backup(folder)
        file = newest.path
        _say(f"가장 새 백업에서 복원합니다: {_line(newest)}")
    elif not file.is_file():
        # Said before the key is asked for: eighteen words are not typed for nothing.
        raise BadCommand(f"{file}: 백업 파일이 없습니다. 이름과 폴더를 확인하세요.")
    place = rooms.restore_office(file, _asked("복구 열쇠(낱말 또는 QR의 글): "), folder)
    print(f"복원했습니다. 자리: {place}")
    print("아직 아무도 들어갈 수 없습니다. 창을 열어 복구 열쇠로 새 비밀번호를 정하세요.")
    return 0


def verify(options: Namespace, rooms: Rooms) -> int:
    """Tell whether the ledger is whole, what anchors prove of it, and whether backups open."""
    from ipju.services.review import check_trail

    for one in options.files:
        if not one.is_file():
            raise BadCommand(f"{one}: 백업 파일이 없습니다. 이름과 폴더를 확인하세요.")
    with _signed_in(options, rooms) as office:
        report = check_trail(office)
        fits = [one for one in options.anchor if fits_paper(office, one.seq, one.hash)]
        misses = [one for one in options.anchor if one not in fits]
        for line in _ledger_lines(report, fits, misses):
            print(line)
        sound = report.sound and not (report.rebuilt or report.unlike or misses)
        for what, count in report.unlike:
            print(f"{what} {count:,}건이 장부와 다르거나 없어졌습니다. 백업과 대조하세요.")
        if report.rebuilt:
            print(
                f"통지 목록의 {report.rebuilt:,}줄이 통지·발송·결재의 기록과 달라 "
                "다시 만들었습니다."
            )
        for found in _opened(options, office):
            sound = sound and not found.problem
            print(f"백업 {found.problem or f'온전합니다. {_line(found)}'}")
    print("이상 없습니다." if sound else "맞지 않는 것이 있습니다. 개인정보 담당자에게 알리세요.")
    return 0 if sound else UNSOUND


def _opened(options: Namespace, office: Office) -> Iterator[Backup]:
    known = {one.path.resolve(): one for one in list_backups(office)}
    wanted = [one.resolve() for one in options.files] or [
        path for path, one in known.items() if not one.problem
    ][:1]
    if not wanted:
        print("백업이 없습니다.")
    for path in wanted:
        unlisted = Backup(path=path, made_at=office.clock.now(), kind="", size=0)
        yield verify_backup(office, known.get(path, unlisted))


def _ledger_lines(report: ChainReport, fits: list[Paper], misses: list[Paper]) -> Iterator[str]:
    if report.broken_at is None:
        yield f"장부 {report.rows:,}줄이 모두 이어집니다."
    else:
        yield f"장부 {report.rows:,}줄 가운데 {report.broken_at:,}번 줄이 앞뒤와 맞지 않습니다."
    for one in report.anchors:
        yield f"  맞음  {_anchor_words(one)}"
    for paper_one in fits:
        yield f"  맞음  종이  {paper_one.seq:,}번"
    for one in report.missed:
        yield f"  틀림  {_anchor_words(one)}: 장부의 뒤가 잘렸거나 더 오래된 백업으로 되돌렸습니다."
    for paper_one in misses:
        yield f"  틀림  종이  {paper_one.seq:,}번: 종이와 장부가 다릅니다."
    covered = max([report.covered, *(one.seq for one in fits)])
    if report.broken_at is not None:
        covered = min(covered, report.broken_at - 1)
    if covered:
        yield f"1번부터 {covered:,}번까지는 밖에 남긴 기준점이 증명합니다."
    if covered < report.rows:
        yield (
            f"{covered + 1:,}번부터 {report.rows:,}번까지는 이어짐만 확인했습니다. "
            "다음 백업이나 월별 점검이 기준점을 남깁니다."
        )


def _anchor_words(anchor: Anchor) -> str:
    kind = _KINDS.get(anchor.kind, "기준점")
    return f"{kind}  {seoul_time(anchor.at):%Y-%m-%d %H:%M}  {anchor.seq:,}번"


def _line(backup: Backup) -> str:
    size = f"{backup.size / 1_000_000:,.1f} MB"
    kind = KINDS.get(backup.kind, "")
    made = f"{seoul_time(backup.made_at):%Y-%m-%d %H:%M}"
    return f"{backup.path}  ({', '.join(filter(None, (made, kind, f'{backup.cases:,}건', size)))})"


@contextmanager
def _signed_in(options: Namespace, rooms: Rooms) -> Iterator[Office]:
    """Yield the office after signing in; the practice office asks for nothing."""
    folder = _folder(options, rooms)
    if options.practice:
        if not (folder / _PRACTICE).is_file():
            raise BadCommand(
                f"{folder}: 연습 사무실이 없습니다. demo로 만들거나 폴더를 확인하세요."
            )
        with rooms.practice_office(folder, _PRACTICE_SEAT) as office:
            yield replace(office, backups=_practice_backups(folder))
        return
    if not rooms.has_office(folder):
        raise BadCommand(f"{folder}: 업무 사무실이 없습니다. 창에서 만들거나 --store로 적으세요.")
    login = options.login or _asked("아이디: ")
    entered = rooms.enter_office(folder, login, _secret("비밀번호: "))
    try:
        if entered.must_change:
            raise BadCommand("남이 정해 준 비밀번호입니다. 창에서 먼저 새 비밀번호로 바꾸세요.")
        from ipju.services.seating import sign_out

        office = rooms.office_of(entered)
        yield office
        sign_out(office)
    finally:
        entered.store.close()


def _folder(options: Namespace, rooms: Rooms) -> Path:
    given: Path | None = options.store
    if given is not None:
        return given
    return rooms.practice_folder() if options.practice else rooms.office_folder()


def _practice_backups(folder: Path) -> Any:
    from ipju.storage.backup import StoreBackups
    from ipju.storage.keys import SLOTS_FILE, open_practice

    return StoreBackups(folder / _PRACTICE, open_practice(folder), folder / SLOTS_FILE)


def _restored_practice(options: Namespace, folder: Path) -> Path:
    from ipju.storage.keys import open_practice
    from ipju.storage.restore import newest_whole, restore

    place = folder / _PRACTICE
    newest = newest_whole(place) if options.file is None else None
    file = newest.path if newest else options.file
    if file is None:
        raise _no_backup(folder)
    return restore(file, open_practice(folder), place, actor=_PRACTICE_SEAT).path


def _no_backup(folder: Path) -> BadCommand:
    return BadCommand(f"{folder}: 온전한 백업이 없습니다. 백업 파일을 적으세요.")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _asked(prompt: str) -> str:
    """Ask on standard error, so that standard output holds results only."""
    if sys.stdin.isatty():
        print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise BadCommand(f"{prompt.rstrip(' :')}: 적은 것이 없습니다.")
    return line.strip()


def _secret(prompt: str) -> str:
    """Ask without showing what is typed; from a pipe it is the next line."""
    return getpass(prompt, sys.stderr) if sys.stdin.isatty() else _asked(prompt)
