"""A store opens only with its key, and nothing is ever made in place of one that will not open."""

import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ipju.storage.opening import refuse_unsafe
from ipju.storage.problems import (
    Damaged,
    NewerStore,
    NoStore,
    PlainTextStore,
    StoreExists,
    StoreProblem,
    UnsafePlace,
    WrongKey,
)
from ipju.storage.store import create_store, open_store
from tests.storage.desk import KEY, added, case


def test_a_store_opens_again_with_its_key(path: Path) -> None:
    store = create_store(path, KEY)
    kept = added(store, case("2023-3-00001"))
    store.close()
    again = open_store(path, KEY)
    assert list(again.read_all()) == [kept]
    again.close()


def test_a_wrong_key_is_refused_and_changes_nothing(path: Path) -> None:
    create_store(path, KEY).close()
    before = path.read_bytes()
    with pytest.raises(WrongKey, match="열쇠가 맞지 않거나"):
        open_store(path, bytes(32))
    assert path.read_bytes() == before


def test_a_plain_file_is_refused_and_changes_nothing(path: Path) -> None:
    plain = dbapi2.connect(str(path))
    plain.execute("CREATE TABLE cases (id TEXT)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(PlainTextStore, match="암호화되지 않은"):
        open_store(path, KEY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b""])
def test_where_no_store_is_none_is_made(path: Path, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NoStore, match="자료 파일이 없습니다"):
        open_store(path, KEY)
    assert (path.read_bytes() if path.exists() else None) == content


@pytest.mark.parametrize("content", [b"", b"something else"])
def test_no_store_is_made_over_a_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreExists):
        create_store(path, KEY)
    assert path.read_bytes() == content


@pytest.mark.parametrize("kept", [100, 4096, 5000])
def test_a_store_cut_short_is_refused(path: Path, kept: int) -> None:
    create_store(path, KEY).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:kept])
    with pytest.raises(StoreProblem):
        open_store(path, KEY).close()
    assert path.stat().st_size == kept


@pytest.mark.parametrize("at", [3, 40, 2000])
def test_a_flipped_byte_at_the_head_is_refused(path: Path, at: int) -> None:
    create_store(path, KEY).close()
    damaged = bytearray(path.read_bytes())
    damaged[at] ^= 0x10
    path.write_bytes(damaged)
    with pytest.raises(WrongKey, match="백업"):
        open_store(path, KEY)


def test_damage_further_in_is_told_in_korean_when_it_is_read(path: Path) -> None:
    store = create_store(path, KEY)
    store.add_many(case(f"2023-3-{index:05d}") for index in range(300))
    store.close()
    damaged = bytearray(path.read_bytes())
    for at in range(8192, len(damaged), 4096):
        damaged[at + 100] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(StoreProblem, match="손상"):
        list(open_store(path, KEY).read_all())


def test_a_store_of_a_newer_program_is_refused(path: Path) -> None:
    store = create_store(path, KEY)
    store.connection.exec_driver_sql("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(NewerStore, match="더 새로운"):
        open_store(path, KEY)


def test_the_file_gives_away_nothing_that_was_typed(path: Path) -> None:
    store = create_store(path, KEY)
    added(store, case("2023-3-00001", name="남궁예시하늘빛나라"))
    written = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    store.close()
    written += path.read_bytes()
    for text in ("남궁예시", "2023-3-00001", "case_line", "SQLite format"):
        assert text.encode() not in written
        assert text.encode("utf-16-le") not in written


def test_a_store_that_could_not_be_made_leaves_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    path = folder / "missing" / "office.db"
    with pytest.raises(StoreProblem):
        create_store(path, KEY)
    assert not path.exists()
    assert stat.S_ISDIR(folder.stat().st_mode)


@pytest.mark.parametrize("size", [1, 15, 512, 4095])
def test_a_file_shorter_than_a_page_is_not_taken_for_an_empty_store(path: Path, size: int) -> None:
    create_store(path, KEY).close()
    short = path.read_bytes()[:size]
    path.write_bytes(short)
    with pytest.raises(NoStore):
        open_store(path, KEY)
    assert path.read_bytes() == short


def test_a_store_that_lost_its_tables_is_damaged(path: Path) -> None:
    store = create_store(path, KEY)
    store.connection.exec_driver_sql("DROP TABLE judgement")
    store.connection.exec_driver_sql("DROP TABLE case_line")
    with pytest.raises(Damaged, match="손상"):
        store.counts()
    store.close()


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 서울주택", "OneDrive"),
        ("Dropbox (개인)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("내 드라이브", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("CloudStorage", "클라우드"),
        ("MYBOX", "MYBOX"),
        ("Naver MYBOX", "MYBOX"),
        ("N드라이브", "MYBOX"),
        ("Nextcloud", "Nextcloud"),
        ("SynologyDrive", "Synology"),
    ],
)
def test_a_synced_folder_is_refused_by_its_name(tmp_path: Path, folder: str, program: str) -> None:
    with pytest.raises(UnsafePlace, match=program):
        refuse_unsafe(tmp_path / folder / "업무" / "office", environment={})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "mark", [".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".tmp.drivedownload"]
)
def test_a_synced_folder_is_refused_by_what_the_program_leaves_there(
    tmp_path: Path, mark: str
) -> None:
    (tmp_path / mark).mkdir()
    with pytest.raises(UnsafePlace, match="동기화"):
        refuse_unsafe(tmp_path / "deep" / "office", environment={})


def test_a_synced_folder_is_refused_by_what_the_system_says_of_it(tmp_path: Path) -> None:
    with pytest.raises(UnsafePlace, match="OneDrive"):
        refuse_unsafe(tmp_path / "문서", environment={"OneDriveCommercial": str(tmp_path)})


def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(UnsafePlace, match="Dropbox"):
        refuse_unsafe(tmp_path / "office", environment={})


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("cifs", "rw"),
        ("nfs4", "rw"),
        ("SMBFS", "rw"),
        ("fuse.sshfs", "rw"),
        ("vboxsf", "rw"),
        ("ntfs", "rw,remote"),
    ],
)
def test_a_drive_of_another_computer_is_refused(tmp_path: Path, kind: str, options: str) -> None:
    mounts = [("/", "ext4", "rw"), (str(tmp_path / "share"), kind, options)]
    with pytest.raises(UnsafePlace, match="네트워크"):
        refuse_unsafe(tmp_path / "share" / "office", mounts, {})
    refuse_unsafe(tmp_path / "office", mounts, {})


@pytest.mark.parametrize("mounts", [None, [], [("/", "ext4", "rw")], [("/", "fuseblk", "rw")]])
def test_a_folder_of_this_computer_is_let_be(
    tmp_path: Path, mounts: list[tuple[str, str, str]] | None
) -> None:
    (tmp_path / ".dropbox").mkdir()
    refuse_unsafe(tmp_path / "office", mounts, {"OneDrive": ""})
    refuse_unsafe(tmp_path / "업무 자료", mounts, {})
