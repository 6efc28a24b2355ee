"""Which backups stay (순환 보관): 7 daily, 4 weekly, and those before a migration for 4 weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from ipju.domain.backup import Backup
from ipju.domain.dates import seoul_time

DAILY = 7
WEEKLY = 4
BEFORE_MIGRATION = "before-migration"
HELD = timedelta(weeks=4)
"""How long a backup made before a migration stays, whatever else was made since."""


def let_go(backups: Iterable[Backup], now: datetime, newest: Path) -> tuple[Backup, ...]:
    """Return the backups that may be deleted; days and weeks (ISO) are those of Seoul.

    Of each of the last 7 days and the last 4 weeks that have one, the newest good backup stays.
    `newest` is the one just made and verified; it stays even when the clock was set back since
    the others were made. Files that aren't good backups of this office are never deleted.
    """
    good = sorted((one for one in backups if not one.problem), key=_made, reverse=True)
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for one in good:
        day = seoul_time(one.made_at).date()
        if len(days) < DAILY:
            days.setdefault(day, one)
        if len(weeks) < WEEKLY:
            weeks.setdefault(day.isocalendar()[:2], one)
    kept = {one.path for one in (*days.values(), *weeks.values())} | {newest}
    return tuple(
        one
        for one in good
        if one.path not in kept and not (one.kind == BEFORE_MIGRATION and now - one.made_at < HELD)
    )


def _made(backup: Backup) -> tuple[datetime, str]:
    return backup.made_at, backup.path.name
