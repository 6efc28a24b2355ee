"""backup, restore and verify: what an office does without a window, and what it is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.keys import RecoveryKey
from ipju.domain.trail import Anchor
from ipju.storage.keys import SLOTS_FILE
from ipju.storage.store import open_store
from tests.cli.running import Bytes, Ran, run
from tests.storage.test_backup import flipped

PASSWORD = "구름 위의 산책 3월"


@dataclass(frozen=True)
class Place:
    """A real office in a folder, and how somebody types at its command line."""

    folder: Path
    recovery: RecoveryKey
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, typed: str = f"kim\n{PASSWORD}\n") -> Ran:
        with self.monkeypatch.context() as keyboard:
            keyboard.setattr("sys.stdin", Bytes(typed.encode()))
            return run(self.capsys, *arguments)

    def backup(self) -> Path:
        (found,) = (self.folder / "backups").glob("*.ipju-backup")
        return found


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryKey]:
    """A real office, just founded."""
    folder = tmp_path_factory.mktemp("founded") / "office"
    recovery = bootstrap.new_recovery_key()
    entered = bootstrap.create_office(
        folder, "kim", "강관리", "주택공급부", "02-000-0000", PASSWORD, recovery
    )
    entered.store.close()
    return folder, recovery


@pytest.fixture
def office(
    founded: tuple[Path, RecoveryKey],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    folder, recovery = founded
    copy = shutil.copytree(folder, tmp_path / "office")
    return Place(copy, recovery, capsys, monkeypatch)


def test_an_office_is_backed_up_and_comes_back_on_a_clean_computer(
    office: Place, tmp_path: Path
) -> None:
    ran = office("backup", "--store", office.folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"백업했습니다. {office.backup()}  (")
    assert ", 직접, 0건, " in ran.out

    clean = tmp_path / "clean"
    ran = office(
        "restore", office.backup(), "--store", clean, typed=" ".join(office.recovery.words)
    )
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        f"복원했습니다. 자리: {clean / 'office.db'}\n"
        "아직 아무도 들어갈 수 없습니다. 창을 열어 복구 열쇠로 새 비밀번호를 정하세요.\n"
    )
    assert "아이디나 비밀번호가 맞지 않습니다" in office("verify", "--store", clean).err
    entered = bootstrap.recover_office(clean, office.recovery.code, "kim", "새 비밀번호 열두 자")
    entered.store.close()
    ran = office("verify", "--store", clean, "--login", "kim", typed="새 비밀번호 열두 자\n")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("백업이 없습니다.\n이상 없습니다.\n")


def test_the_newest_whole_backup_is_taken_when_none_is_named(office: Place) -> None:
    office("backup", "--store", office.folder)
    ran = office("restore", "--store", office.folder, typed=office.recovery.code)
    assert ran.status == 0
    assert str(office.backup()) in ran.err
    assert list(office.folder.glob("damaged-*/office.db"))
    assert office("verify", "--store", office.folder).status == 0


def test_verify_says_what_anchors_prove_and_what_they_don_t(office: Place) -> None:
    ran = office("verify", "--store", office.folder)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].endswith("줄이 모두 이어집니다.")
    assert lines[1].startswith("1번부터 ")
    assert "이어짐만 확인했습니다" in lines[1]

    office("backup", "--store", office.folder)
    head = _head(office)
    written = f"{head.seq} {head.hash[:32]}"
    ran = office("verify", "--store", office.folder, "--anchor", written)
    assert ran.status == 0
    assert f"  맞음  종이  {head.seq}번" in ran.out
    assert "  맞음  백업  " in ran.out
    assert f"1번부터 {head.seq}번까지는 밖에 남긴 기준점이 증명합니다." in ran.out
    assert "백업 온전합니다. " in ran.out

    other = f"{head.seq} {head.hash[:31]}{'0' if head.hash[31] != '0' else '1'}"
    for wrong in (other, f"{head.seq + 100} {head.hash}"):
        ran = office("verify", "--store", office.folder, "--anchor", wrong)
        assert ran.status == 1
        assert "종이와 장부가 다릅니다" in ran.out
        assert ran.out.endswith("맞지 않는 것이 있습니다. 개인정보 담당자에게 알리세요.\n")


def _head(office: Place) -> Anchor:
    entered = bootstrap.enter_office(office.folder, "kim", PASSWORD)
    head = entered.store.head()
    entered.store.close()
    assert head is not None
    return head


def insider(office: Place, statement: str) -> None:
    """Do as somebody would who holds the open store: the triggers go first."""
    entered = bootstrap.enter_office(office.folder, "kim", PASSWORD)
    store = open_store(office.folder / "office.db", entered.vault.key)
    for name in ("ledger_stays", "ledger_kept"):
        store.connection.exec_driver_sql(f"DROP TRIGGER {name}")
    store.connection.exec_driver_sql(statement)
    store.close()
    entered.store.close()


TAMPERED: dict[str, tuple[str, str]] = {
    "a row changed": ("UPDATE ledger SET action = 'view' WHERE seq = 2", "2번 줄이 앞뒤와"),
    "the tail cut off": ("DELETE FROM ledger WHERE seq > 2", "  틀림  백업  "),
}


@pytest.mark.parametrize(("statement", "told"), TAMPERED.values(), ids=TAMPERED.keys())
def test_verify_finds_what_an_insider_did(office: Place, statement: str, told: str) -> None:
    office("backup", "--store", office.folder)
    insider(office, statement)
    ran = office("verify", "--store", office.folder)
    assert ran.status == 1
    assert told in ran.out


def test_verify_finds_a_damaged_backup(office: Place, tmp_path: Path) -> None:
    office("backup", "--store", office.folder)
    copy = tmp_path / "가져온 것.ipju-backup"
    copy.write_bytes(office.backup().read_bytes())
    ran = office("verify", "--store", office.folder, copy, office.backup())
    assert (ran.status, ran.out.count("백업 온전합니다.")) == (0, 2)
    copy.write_bytes(flipped(50_000)(copy.read_bytes()))
    ran = office("verify", "--store", office.folder, copy)
    assert ran.status == 1
    assert "백업 가져온 것.ipju-backup: 백업 파일이 손상되었습니다." in ran.out


def test_a_password_that_somebody_else_set_is_changed_first(office: Place) -> None:
    entered = bootstrap.enter_office(office.folder, "kim", PASSWORD)
    entered.vault.set_password(entered.actor.id, "kim", PASSWORD, must_change=True)
    entered.store.close()
    ran = office("backup", "--store", office.folder)
    assert (ran.status, ran.out) == (2, "")
    assert "창에서 먼저 새 비밀번호로" in ran.err
    assert not (office.folder / "backups").exists()


WRONG: dict[str, tuple[Callable[[Place], tuple[str | Path, ...]], str, str]] = {
    "no office": (lambda one: ("backup", "--store", one.folder / "x"), "", "업무 사무실이 없"),
    "no practice": (
        lambda one: ("backup", "--practice", "--store", one.folder), "", "연습 사무실이 없"
    ),
    "nothing typed": (
        lambda one: ("backup", "--store", one.folder), "kim\n", "적은 것이 없습니다"
    ),
    "wrong password": (
        lambda one: ("backup", "--store", one.folder), "kim\nx\n", "비밀번호가 맞지 않습니다"
    ),
    "no backup": (lambda one: ("restore", "--store", one.folder), "", "온전한 백업이 없습니다"),
    "no such backup": (
        lambda one: ("verify", "--store", one.folder, "x"), f"kim\n{PASSWORD}\n", "백업 파일이 없"
    ),
    "nothing to restore": (
        lambda one: ("restore", one.folder / "none"), "", "백업 파일이 없습니다"
    ),
    "no anchor": (lambda one: ("verify", "--anchor", "12"), "", "기준점이 아닙니다"),
    "no backup file": (
        lambda one: ("restore", one.folder / SLOTS_FILE, "--store", one.folder / "x"),
        "", "아니거나 잘렸습니다",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("command", "typed", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_one_korean_line(
    office: Place, command: Callable[[Place], tuple[str | Path, ...]], typed: str, told: str
) -> None:
    ran = office(*command(office), typed=typed or f"{office.recovery.code}\n")
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("typed", ["another", "가 나 다", ""])
def test_another_recovery_key_restores_nothing(office: Place, typed: str, tmp_path: Path) -> None:
    office("backup", "--store", office.folder)
    clean = tmp_path / "clean"
    text = bootstrap.new_recovery_key().code if typed == "another" else typed
    ran = office("restore", office.backup(), "--store", clean, typed=text)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert not (clean / "office.db").exists()
    assert not (clean / SLOTS_FILE).exists()


def test_a_practice_office_is_backed_up_restored_and_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--practice", "--store", tmp_path)
    run(capsys, "demo", "--cases", "3", "--store", tmp_path)
    assert "3건" in run(capsys, "backup", *given).out
    with bootstrap.practice_office(tmp_path) as office, office.store.unit() as unit:
        unit.ledger.append(at=datetime.now(UTC), actor=office.actor.key, action="view")
    assert run(capsys, "restore", *given).out.startswith("복원했습니다.")
    ran = run(capsys, "verify", *given)
    assert (ran.status, ran.err) == (0, "")
    with bootstrap.practice_office(tmp_path) as office:
        assert office.store.counts()["total"] == 3
