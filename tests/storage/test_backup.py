"""A backup holds what the store held at one moment, or is not there at all."""

import resource
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ipju.storage.archive import (
    MANIFEST,
    STORE,
    BackupProblem,
    Manifest,
    Stopped,
    extracted,
    opened,
    whole,
)
from ipju.storage.backup import StoreBackups
from ipju.storage.custody import (
    BackupBusy,
    FolderGone,
    choose_folder,
    folder_of,
    noted,
    workroom,
)
from ipju.storage.dump import Dump
from ipju.storage.problems import NotWritten
from ipju.storage.restore import listed, newest_whole
from ipju.storage.store import Store, create_store
from tests.storage.backing import (
    OTHER_SLOT,
    SLOT,
    act,
    backups_of,
    destroyed,
    dump_of,
    lying_in,
    peopled,
    rewritten,
    with_recovery,
)
from tests.storage.desk import KEY, added, case


@pytest.fixture
def backups(store: Store) -> StoreBackups:
    """The backups of an office with three cases and a recovery key."""
    with_recovery(store.path.parent)
    peopled(store)
    return backups_of(store)


@pytest.fixture(scope="module")
def one_backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good backup, to be damaged."""
    folder = tmp_path_factory.mktemp("good")
    with_recovery(folder)
    store = create_store(folder / "office.db", KEY)
    peopled(store)
    data = backups_of(store).make("daily").path.read_bytes()
    store.close()
    return data


@dataclass(frozen=True)
class Laid:
    """One backup that lies in the backup folder of an office."""

    path: Path
    backups: StoreBackups

    def problem(self) -> str:
        """Return what opening the backup finds; the list must agree."""
        found = self.backups.verify(self.backups.all()[0]).problem
        assert [one.problem for one in self.backups.all()] == [found]
        return found


@pytest.fixture
def laid(one_backup: bytes, tmp_path: Path) -> Laid:
    path = tmp_path / "backups" / "ipju-20240229-090000-daily.ipju-backup"
    path.parent.mkdir()
    path.write_bytes(one_backup)
    found = Laid(path, StoreBackups(tmp_path / "office.db", KEY, tmp_path / "keys.json"))
    assert found.problem() == ""
    return found


def manifest_of(path: Path) -> Manifest:
    with opened(path) as (manifest, _pieces):
        return manifest


def test_a_backup_tells_what_it_holds_and_lies_under_its_day(
    store: Store, backups: StoreBackups
) -> None:
    made = backups.make("daily")
    assert (made.kind, made.cases, made.problem) == ("daily", 3, "")
    assert made.anchor is not None
    assert made.anchor.seq == 3
    assert store.check_trail([made.anchor]).covered == 3
    assert made.verified_at is not None
    assert made.path.parent == store.path.parent / "backups"
    assert made.path.name.endswith("-daily.ipju-backup")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert backups.all() == (made,)
    assert manifest_of(made.path).recovery == SLOT


def test_the_store_in_a_backup_is_the_store(
    store: Store, backups: StoreBackups, tmp_path: Path
) -> None:
    made = backups.make("daily")
    extracted(made.path, tmp_path / "inside.db")
    store.close()
    assert dump_of(tmp_path / "inside.db") == dump_of(store.path)
    assert dump_of(store.path).tables["people"][0] == 3


def test_nothing_in_a_backup_can_be_read_without_the_key(backups: StoreBackups) -> None:
    made = backups.make("daily")
    written = b"".join(lying_in(made.path.parent).values())
    for text in ("김예시", "2023-3-00001", "SQLite format", KEY.hex()):
        assert text.encode() not in written
        assert text.encode("utf-16-le") not in written
    assert KEY not in written


def test_what_is_saved_meanwhile_waits_for_the_next_backup(
    store: Store, backups: StoreBackups
) -> None:
    written = 0

    def save_on() -> bool:
        nonlocal written
        written += 1
        added(store, case(f"2023-4-{written:05d}"))
        act(store)
        return False

    made = backups.make("daily", save_on)
    meanwhile = written
    assert meanwhile >= 2
    assert made.cases == 3
    assert made.anchor is not None
    assert made.anchor.seq == 3
    assert backups.verify(made).problem == ""
    assert backups.make("daily").cases == 3 + meanwhile


def test_a_backup_stopped_at_any_moment_leaves_nothing(store: Store, backups: StoreBackups) -> None:
    first = backups.make("daily")
    before = lying_in(store.path.parent / "backups")
    moments = 0
    while moments < 200:
        left = moments

        def enough() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            backups.make("daily", enough)
        except Stopped:
            assert lying_in(store.path.parent / "backups") == before
            assert not (store.path.parent / ".backup-work").exists()
            moments += 1
        else:
            break
    assert 3 <= moments < 200
    # The newest of a day takes the place of the one before it.
    (last,) = backups.all()
    assert last.path != first.path


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let the disk be full for every file that grows beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("share", [0, 3, 60, 99])
def test_a_full_disk_leaves_the_backups_from_before(
    store: Store, backups: StoreBackups, share: int
) -> None:
    first = backups.make("daily")
    before = lying_in(store.path.parent / "backups")
    size = max(1, first.size * share // 100)
    with files_no_larger_than(size), pytest.raises(NotWritten, match="빈 자리"):
        backups.make("daily")
    assert lying_in(store.path.parent / "backups") == before
    assert len(list(store.read_all())) == 3
    assert backups.make("daily").cases == 3


def test_a_folder_that_was_chosen_and_is_gone_is_named(
    store: Store, backups: StoreBackups, tmp_path: Path
) -> None:
    disk = tmp_path / "외장 디스크"
    with pytest.raises(FolderGone, match="외장 디스크"):
        backups.use(disk)
    assert folder_of(store.path) == store.path.parent / "backups"
    disk.mkdir()
    backups.use(disk)
    assert backups.make("daily").path.parent == disk
    assert not (store.path.parent / "backups").exists()
    disk.rename(tmp_path / "taken out")
    with pytest.raises(FolderGone, match="연결하거나"):
        backups.make("daily")
    assert not disk.exists()
    assert backups.all() == ()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"folder": 7}', "\udcff"])
def test_a_damaged_note_of_the_folder_means_the_folder_beside_the_store(
    store: Store, backups: StoreBackups, text: str
) -> None:
    pointer = store.path.parent / "backup-folder.json"
    pointer.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert backups.make("daily").path.parent == store.path.parent / "backups"


def test_two_windows_don_t_back_up_at_once(store: Store, backups: StoreBackups) -> None:
    with workroom(store.path), pytest.raises(BackupBusy, match="다른 창"):
        backups.make("daily")
    assert backups.make("daily").problem == ""


def test_what_a_killed_program_left_is_cleared_away(store: Store, backups: StoreBackups) -> None:
    left = store.path.parent / ".backup-work"
    left.mkdir()
    (left / "copy.db").write_bytes(b"half")
    backups.make("daily")
    assert not left.exists()
    assert [one for one in backups.folder.iterdir() if "unfinished" in one.name] == []


@pytest.fixture
def nothing_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every backup, though they are all of one day."""
    monkeypatch.setattr("ipju.storage.rotation.let_go", lambda *_any: ())


@pytest.mark.usefixtures("nothing_goes")
def test_older_backups_open_with_the_recovery_key_of_today_only(
    store: Store, backups: StoreBackups
) -> None:
    assert not backups.behind()
    old = backups.make("daily")
    assert not backups.behind()
    with_recovery(store.path.parent, OTHER_SLOT)
    assert backups.behind()
    new = backups.make("daily")
    assert not backups.behind()
    assert manifest_of(old.path).recovery == manifest_of(new.path).recovery == OTHER_SLOT
    assert backups.verify(old).problem == ""
    found = {one.path: one for one in backups.all()}
    assert found[old.path].made_at == old.made_at
    assert SLOT["sealed"].encode() not in old.path.read_bytes()


def test_rotation_lets_old_backups_go_and_keeps_other_files(
    store: Store, backups: StoreBackups
) -> None:
    made = [backups.make("daily") for _ in range(4)]
    assert [one.path for one in backups.all()] == [made[-1].path]
    foreign = backups.folder / "남의 것.ipju-backup"
    foreign.write_bytes(b"PK")
    backups.make("daily")
    assert foreign.read_bytes() == b"PK"


def flipped(at: int) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        place = at if at >= 0 else len(data) + at
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return flip


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda data: b"",
    "cut at the head": lambda data: data[:100],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut by one byte": lambda data: data[:-1],
    "one byte more": lambda data: data + b"\0",
    "a hundred zeroes in the midst": lambda data: data[:9000] + bytes(100) + data[9100:],
    "something else": lambda data: b"%PDF-1.7" + data[8:],
    **{f"flipped at {at}": flipped(at) for at in (0, 40, 300, 3000, 5000, 50_000, -700, -30, -3)},
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_backup_is_found(laid: Laid, damage: Callable[[bytes], bytes]) -> None:
    laid.path.write_bytes(damage(laid.path.read_bytes()))
    problem = laid.problem()
    assert "백업" in problem
    assert "고르세요" in problem
    assert not whole(laid.path) or "고친 흔적" in problem


def _inside(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def _packed(path: Path) -> None:
    manifest = _inside(path, MANIFEST)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest)
        archive.writestr(STORE, bytes(50_000_000))


def _climbing(path: Path) -> None:
    manifest = _inside(path, MANIFEST)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
        archive.writestr("../../store.db", b"x")


def _one_more(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("/etc/passwd", b"x")


def _thousands(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}", b"")


def _endless_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, b"[" * 200_000)
        archive.writestr(STORE, b"x")


def _large_manifest(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, b" " * 2_000_000)
        archive.writestr(STORE, b"x")


def _twice(path: Path) -> None:
    manifest = _inside(path, MANIFEST)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, manifest)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(MANIFEST, manifest)


HOSTILE = (
    _packed, _climbing, _one_more, _thousands, _endless_manifest, _large_manifest, _twice
)  # fmt: skip


@pytest.mark.parametrize("forge", HOSTILE, ids=lambda one: one.__name__)
def test_a_file_made_to_harm_is_refused_before_anything_is_written(
    laid: Laid, forge: Callable[[Path], None], tmp_path: Path
) -> None:
    forge(laid.path)
    before = laid.path.read_bytes()
    target = tmp_path / "target" / "inside.db"
    target.parent.mkdir()
    with pytest.raises(BackupProblem, match="백업 파일이 아"):
        extracted(laid.path, target)
    assert list(target.parent.iterdir()) == []
    assert "백업 파일이 아" in laid.problem()
    assert laid.path.read_bytes() == before


FORGED: dict[str, Callable[[dict[str, Any]], object]] = {
    "more cases": lambda said: said.update(cases=4),
    "another day": lambda said: said.update(made_at="2020-01-01T00:00:00+00:00"),
    "another recovery slot": lambda said: said.update(recovery=OTHER_SLOT),
    "no recovery slot": lambda said: said.update(recovery=None),
    "another anchor": lambda said: said["anchor"].update(seq=2),
    "no seal": lambda said: said.update(mac=""),
    "a seal of nonsense": lambda said: said.update(mac="x" * 64),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
def test_a_manifest_that_was_altered_is_not_believed(
    laid: Laid, forge: Callable[[dict[str, Any]], object]
) -> None:
    rewritten(laid.path, manifest=forge)
    assert "고친 흔적" in laid.problem()


@pytest.mark.parametrize("missing", ["cases", "anchor", "tables", "mac", "made_at", "recovery"])
@pytest.mark.parametrize("value", [1.5, ["x"], "봉인", "9999-12-31T23:59:59+00:00"])
def test_a_manifest_of_another_shape_is_no_backup(laid: Laid, missing: str, value: object) -> None:
    rewritten(laid.path, manifest=lambda said: said.update({missing: value}))
    assert laid.problem() != ""


def test_an_older_store_in_a_newer_manifest_is_found(store: Store, backups: StoreBackups) -> None:
    old = _inside(backups.make("daily").path, STORE)
    act(store)
    made = backups.make("daily")
    rewritten(made.path, store=lambda _data: old)
    assert "손상" in backups.verify(made).problem


def test_a_backup_of_a_newer_program_says_so(laid: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr("ipju.storage.store.SCHEMA", 1)
        assert "더 새로운 프로그램" in laid.problem()
    rewritten(laid.path, manifest=lambda said: said.update(format=2))
    assert "더 새로운 프로그램" in laid.problem()


def test_a_backup_of_another_office_says_so(laid: Laid, tmp_path: Path) -> None:
    stranger = StoreBackups(tmp_path / "office.db", bytes(32), tmp_path / "keys.json")
    assert "이 사무실의 열쇠로 만든 백업이 아니" in Laid(laid.path, stranger).problem()


def test_a_store_whose_ledger_does_not_fit_is_found_in_its_backup(
    store: Store, backups: StoreBackups
) -> None:
    run = store.connection.exec_driver_sql
    run("DROP TRIGGER ledger_stays")
    run("UPDATE ledger SET why = '고침' WHERE seq = 2")
    with pytest.raises(BackupProblem, match="2번째 줄부터"):
        backups.make("daily")
    assert backups.all() == ()


@pytest.mark.usefixtures("nothing_goes")
def test_the_newest_whole_backup_is_found_without_a_key(
    store: Store, backups: StoreBackups
) -> None:
    assert newest_whole(store.path) is None
    first, second = backups.make("daily"), backups.make("daily")
    found = newest_whole(store.path)
    assert found is not None
    assert (found.path, found.cases) == (second.path, 3)
    second.path.write_bytes(flipped(50_000)(second.path.read_bytes()))
    found = newest_whole(store.path)
    assert found is not None
    assert found.path == first.path
    first.path.write_bytes(b"")
    assert newest_whole(store.path) is None
    assert [bool(one.problem) for one in listed(backups.folder)] == [False, True]


def test_a_drill_restores_aside_and_takes_it_away(store: Store, backups: StoreBackups) -> None:
    nothing = backups.drill()
    assert (nothing.sound, nothing.words) == (False, "백업이 하나도 없습니다.")
    made = backups.make("daily")
    act(store)
    before = set(lying_in(store.path.parent))
    drill = backups.drill()
    assert (drill.sound, drill.words, drill.cases) == (True, "", 3)
    assert drill.backup == made.path.name
    assert set(lying_in(store.path.parent)) == before


def test_a_drill_finds_what_is_wrong_with_the_newest_backup(
    store: Store, backups: StoreBackups
) -> None:
    made = backups.make("daily")
    made.path.write_bytes(flipped(50_000)(made.path.read_bytes()))
    drill = backups.drill()
    assert not drill.sound
    assert "손상" in drill.words


def test_a_drill_fails_when_the_recovery_key_would_not_open_the_backup(
    store: Store, backups: StoreBackups
) -> None:
    (store.path.parent / "keys.json").unlink()
    backups.make("daily")
    with_recovery(store.path.parent)
    drill = backups.drill()
    assert not drill.sound
    assert "복구 열쇠로 열 수 없는" in drill.words


def test_a_drill_of_a_backup_with_a_case_destroyed_since_is_sound(
    store: Store, backups: StoreBackups
) -> None:
    backups.make("daily")
    destroyed(store, next(store.read_all()))
    drill = backups.drill()
    assert (drill.sound, drill.cases, drill.words) == (True, 2, "")


def test_destructions_are_noted_beside_store_and_backups_and_move_along(
    store: Store, backups: StoreBackups, tmp_path: Path
) -> None:
    first, second, third = store.read_all()
    destroyed(store, first)
    assert list(noted(store.path.parent)) == list(noted(backups.folder)) == [first.id.hex]
    disk = tmp_path / "disk"
    disk.mkdir()
    choose_folder(store.path, disk)
    assert list(noted(disk)) == [first.id.hex]
    disk.rename(tmp_path / "taken out")
    with pytest.raises(FolderGone):
        destroyed(store, second)
    (tmp_path / "taken out").rename(disk)
    # The next backup tells the disk what it missed.
    backups.make("daily")
    assert set(noted(disk)) == {first.id.hex, second.id.hex}
    assert third.id.hex not in noted(disk)


def test_the_manifest_reads_back_as_it_was_written() -> None:
    manifest = Manifest(
        made_at=datetime(2024, 2, 29, 1, 2, 3, 4, tzinfo=UTC),
        kind="daily",
        store="ab",
        schema=2,
        sha256="cd",
        size=1,
        cases=0,
        dump=Dump("ef", {"cases": (0, "01")}),
        anchor=None,
        recovery=None,
        mac="23",
    )
    assert Manifest.read(manifest.written()) == manifest
