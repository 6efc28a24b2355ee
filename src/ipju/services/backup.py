"""Backups (백업) and restore drills (복원 연습) of a real office, and when each falls due.

A backup or drill may take minutes. It needs the store only before and after: `begin_backup` and
`end_backup` (and those of a drill) are called on the database thread, what the first one returns
may run on another one meanwhile. `back_up`, `run_drill` and `back_up_if_due` do all in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ipju.domain.account import Role
from ipju.domain.backup import Backup, Drill
from ipju.domain.dates import seoul_time, spoken
from ipju.services.authority import EVERYONE, may, note
from ipju.services.lists_anew import rebuild_lists
from ipju.services.office import Changes, Office
from ipju.services.ports import Backups

type_of_stop = Callable[[], bool]

ASKED, DAILY = "asked", "daily"
KINDS: Mapping[str, str] = {
    DAILY: "매일",
    ASKED: "직접",
    "before-migration": "새 형식 앞",
}
"""Why a backup was made, in words."""

DRILL_EVERY = timedelta(days=7)
DRILL_AGAIN = timedelta(days=1)
"""After a drill that failed."""

BACKUP_OVERDUE = timedelta(days=2)
DRILL_OVERDUE = timedelta(days=8)

ASIDE_OVERDUE = timedelta(weeks=4)
"""As long as the oldest backups stay."""

_LAST_DRILL = "last-drill"
_FOLDER = "backup-folder"


class NoBackups(ValueError):
    """The practice office holds invented people only and is not backed up."""

    def __init__(self) -> None:
        super().__init__("연습 사무실은 백업하지 않습니다. 업무 사무실에서 하세요.")


@dataclass(frozen=True, slots=True)
class Backed:
    """A backup that was made and verified."""

    backup: Backup
    changes: Changes


@dataclass(frozen=True, slots=True)
class Drilled:
    """What came of a restore drill."""

    drill: Drill
    changes: Changes


@dataclass(frozen=True, slots=True)
class Due:
    """What should be done now."""

    backup: bool
    drill: bool


@dataclass(frozen=True, slots=True)
class BackupState:
    """How well the office is backed up. `last` is the newest good backup; `folder` where they
    lie; `warnings` are whole sentences with what to do, empty when all is well."""

    last: Backup | None
    last_drill: Drill | None
    warnings: tuple[str, ...]
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Upkept:
    """What was due and has been done."""

    backup: Backup | None
    drill: Drill | None
    changes: Changes


def _never() -> bool:
    return False


@may(EVERYONE)
def begin_backup(office: Office, kind: str = ASKED) -> Callable[[type_of_stop], Backup]:
    """Return the work of making a backup; it may run on any thread and be stopped."""
    backups = _backups(office)
    # Each day, without anybody asking for it: what was hidden from the post comes into sight.
    rebuild_lists(office)
    return lambda stopped: backups.make(kind, stopped)


@may(EVERYONE)
def end_backup(office: Office, backup: Backup) -> Backed:
    """Write down that a backup was made."""
    with office.store.unit() as unit:
        note(
            office,
            unit,
            "backup",
            detail={
                "kind": backup.kind,
                "file": backup.path.name,
                "cases": backup.cases,
                "seq": backup.anchor.seq if backup.anchor else 0,
            },
        )
    return Backed(backup, _CHANGED)


@may(EVERYONE)
def back_up(office: Office, kind: str = ASKED, stopped: type_of_stop = _never) -> Backed:
    """Make a backup now, verified by opening and comparing it.

    Raises the store's problems (disk full, no backup folder, stopped); backups from before stay.
    """
    return end_backup(office, begin_backup(office, kind)(stopped))


@may(EVERYONE)
def list_backups(office: Office) -> tuple[Backup, ...]:
    """Return the backups there are, newest first; `problem` says which can't be used."""
    return _backups(office).all()


@may(EVERYONE)
def verify_backup(office: Office, backup: Backup, stopped: type_of_stop = _never) -> Backup:
    """Open one backup, check all of it and write down what was found."""
    found = _backups(office).verify(backup, stopped)
    with office.store.unit() as unit:
        note(
            office,
            unit,
            "verify-backup",
            detail={"file": found.path.name, "sound": not found.problem},
        )
    return found


@may(EVERYONE)
def begin_drill(office: Office) -> Callable[[type_of_stop], Drill]:
    """Return the work of a restore drill; it may run on any thread and be stopped."""
    return _backups(office).drill


@may(EVERYONE)
def end_drill(office: Office, drill: Drill) -> Drilled:
    """Write down what came of a drill."""
    with office.store.unit() as unit:
        unit.settings.put(_LAST_DRILL, _written(drill))
        note(
            office,
            unit,
            "drill",
            detail={"file": drill.backup, "cases": drill.cases, "sound": drill.sound},
        )
    return Drilled(drill, _CHANGED)


@may(EVERYONE)
def run_drill(office: Office, stopped: type_of_stop = _never) -> Drilled:
    """Restore the newest backup aside, compare it and take it away again."""
    return end_drill(office, begin_drill(office)(stopped))


@may(EVERYONE)
def backup_state(office: Office) -> BackupState:
    """Return how well the office is backed up; an office of practice needs nothing."""
    if office.backups is None:
        return BackupState(None, None, ())
    found = office.backups.all()
    last = next((one for one in found if not one.problem), None)
    drill = _last_drill(office)
    now = office.clock.now()
    warnings = (
        *_backup_warnings(office.backups, last, now),
        *_drill_warnings(found, drill, now),
        *(one.problem for one in found if one.problem),
        *_aside_warnings(office.backups, now),
    )
    return BackupState(last, drill, warnings, office.backups.folder)


@may(EVERYONE)
def due(office: Office) -> Due:
    """Tell what should be done now: a backup each day in Seoul, a drill each week.

    A backup is due at once when the recovery key was renewed, so that the one before opens none.
    A clock that was set back or forward makes neither less due.
    """
    if office.backups is None:
        return Due(backup=False, drill=False)
    now = office.clock.now()
    today = seoul_time(now).date()
    good = [one for one in office.backups.all() if not one.problem]
    drill = _last_drill(office)
    since = now - drill.at if drill else None
    every = DRILL_EVERY if drill is None or drill.sound else DRILL_AGAIN
    return Due(
        backup=office.backups.behind()
        or all(seoul_time(one.made_at).date() != today for one in good),
        drill=since is None or not timedelta() <= since < every,
    )


@may(EVERYONE)
def back_up_if_due(office: Office, stopped: type_of_stop = _never) -> Upkept:
    """Do what is due: first the backup, then the drill of it."""
    wanted = due(office)
    backup = back_up(office, DAILY, stopped).backup if wanted.backup else None
    drill = run_drill(office, stopped).drill if wanted.drill else None
    return Upkept(backup, drill, _CHANGED if backup or drill else Changes())


@may(Role.ADMIN)
def set_backup_folder(office: Office, path: Path) -> Changes:
    """Keep backups in another folder from now on; those made before stay where they are.

    Raises the store's problem when there is no such folder or nothing can be written in it.
    """
    backups = _backups(office)
    backups.use(path)
    with office.store.unit() as unit:
        unit.settings.put(_FOLDER, str(backups.folder))
        note(office, unit, "backup-folder")
    return _CHANGED


@may(Role.PRIVACY, Role.ADMIN)
def fits_paper(office: Office, seq: int, digest: str) -> bool:
    """Tell whether a row of the ledger has the hash (or its beginning) that stands on paper."""
    try:
        return office.store.reviews.anchor(seq).hash.startswith(digest.lower())
    except KeyError:
        return False


_CHANGED = Changes(backups=True, trail=True)


def _backups(office: Office) -> Backups:
    if office.backups is None:
        raise NoBackups
    return office.backups


def _backup_warnings(backups: Backups, last: Backup | None, now: datetime) -> tuple[str, ...]:
    if last is None:
        where = "" if backups.folder.is_dir() else f" 백업 폴더도 없습니다({backups.folder})."
        return (f"쓸 수 있는 백업이 없습니다.{where} 지금 백업하세요.",)
    if now - last.made_at <= BACKUP_OVERDUE:
        return ()
    return (
        f"마지막 백업이 {_ago(last.made_at, now)}입니다. "
        "백업 폴더가 있는지 확인하고 지금 백업하세요.",
    )


def _drill_warnings(
    found: tuple[Backup, ...], drill: Drill | None, now: datetime
) -> tuple[str, ...]:
    if drill is None:
        first = min((one.made_at for one in found if not one.problem), default=now)
        if now - first <= DRILL_OVERDUE:
            return ()
        return ("복원 연습을 한 번도 하지 않았습니다. 지금 연습하세요.",)
    if not drill.sound:
        return (
            f"{spoken(seoul_time(drill.at).date())} 복원 연습이 실패했습니다: {drill.words} "
            "새로 백업한 뒤 다시 연습하고, 또 실패하면 관리 담당자에게 알리세요.",
        )
    if now - drill.at <= DRILL_OVERDUE:
        return ()
    return (f"마지막 복원 연습이 {_ago(drill.at, now)}입니다. 지금 연습하세요.",)


def _aside_warnings(backups: Backups, now: datetime) -> tuple[str, ...]:
    """Stores put aside are deleted by nobody but a person; cases destroyed since lie in them."""
    return tuple(
        f"복원하면서 치워 둔 자료가 {_ago(since, now)}부터 있습니다({path}). "
        "그 뒤에 파기한 사례가 남아 있을 수 있으니, 필요 없으면 폴더째 지우세요."
        for path, since in backups.put_aside()
        if now - since > ASIDE_OVERDUE
    )


def _ago(moment: datetime, now: datetime) -> str:
    days = (seoul_time(now).date() - seoul_time(moment).date()).days
    return f"{days}일 전({spoken(seoul_time(moment).date())})"


def _last_drill(office: Office) -> Drill | None:
    with office.store.unit() as unit:
        said = unit.settings.get(_LAST_DRILL)
    return _read(said) if said else None


def _written(drill: Drill) -> dict[str, Any]:
    return {
        "at": drill.at.isoformat(),
        "backup": drill.backup,
        "cases": drill.cases,
        "sound": drill.sound,
        "words": drill.words,
    }


def _read(said: Mapping[str, Any]) -> Drill:
    return Drill(
        at=datetime.fromisoformat(said["at"]),
        backup=said["backup"],
        cases=said["cases"],
        sound=said["sound"],
        words=said["words"],
    )
