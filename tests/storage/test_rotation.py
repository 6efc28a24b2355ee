"""Seven daily and four weekly backups stay, and never goes the last good one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ipju.domain.backup import Backup
from ipju.storage.rotation import let_go

NOON = datetime(2024, 2, 29, 3, 0, tzinfo=UTC)
"""Noon in Seoul, a Thursday."""


def made(at: datetime, kind: str = "daily", problem: str = "") -> Backup:
    name = f"{at:%Y%m%d%H%M}-{kind}{'-bad' if problem else ''}"
    return Backup(path=Path(name), made_at=at, kind=kind, size=1, problem=problem)


def kept(backups: list[Backup], now: datetime, newest: Backup) -> list[datetime]:
    gone = let_go(backups, now, newest.path)
    return [one.made_at for one in backups if one not in gone]


def test_a_backup_a_day_leaves_seven_days_and_four_weeks() -> None:
    days = [made(NOON - timedelta(days=back)) for back in range(60)]
    # 29 to 23 February by the day; the newest of the weeks that end on 25, 18 and 11 February.
    expected = [NOON - timedelta(days=back) for back in (0, 1, 2, 3, 4, 5, 6, 11, 18)]
    assert kept(days, NOON, days[0]) == expected


def test_kept_day_by_day_the_same_ones_stay() -> None:
    lying: list[Backup] = []
    for day in range(100):
        now = NOON + timedelta(days=day)
        lying.append(made(now))
        gone = let_go(lying, now, lying[-1].path)
        lying = [one for one in lying if one not in gone]
    assert [(now - one.made_at).days for one in reversed(lying)][:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = {one.made_at.date().isocalendar()[:2] for one in lying}
    assert len(weeks) == 4
    assert 8 <= len(lying) <= 10


def test_of_one_day_the_newest_stays_and_days_are_those_of_seoul() -> None:
    evening = datetime(2024, 2, 28, 14, 59, tzinfo=UTC)
    night = datetime(2024, 2, 28, 15, 1, tzinfo=UTC)
    backups = [made(evening - timedelta(hours=2)), made(evening), made(night)]
    assert kept(backups, night, backups[-1]) == [evening, night]


def test_days_without_a_backup_take_none_from_the_seven() -> None:
    days = [made(NOON - timedelta(days=back)) for back in (0, 3, 4, 9, 10, 11, 40)]
    assert kept(days, NOON, days[0]) == [one.made_at for one in days]


def test_a_backup_before_a_migration_stays_four_weeks() -> None:
    before = made(NOON - timedelta(days=27), "before-migration")
    days = [before, *(made(NOON - timedelta(days=back)) for back in range(26))]
    assert before not in let_go(days, NOON, days[1].path)
    later = [before, *(made(NOON + timedelta(days=2 - back)) for back in range(26))]
    assert before in let_go(later, NOON + timedelta(days=2), later[1].path)


def test_what_cannot_be_used_neither_goes_nor_takes_a_place() -> None:
    good = made(NOON - timedelta(days=90))
    bad = [made(NOON - timedelta(days=back), problem="손상") for back in range(30)]
    assert let_go([good, *bad], NOON, good.path) == ()


def test_the_one_just_made_stays_though_the_clock_was_set_back() -> None:
    ahead = [made(NOON + timedelta(days=400 + back)) for back in range(30)]
    just = made(NOON)
    assert just not in let_go([*ahead, just], NOON, just.path)
