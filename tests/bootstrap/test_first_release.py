"""An office of the first release: opens by what it had, gets a first 관리 and keys of today."""

import json
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.storage import keys
from ipju.storage.problems import InUse, KeyProblem, KeyringGone, WrongPassword
from tests.bootstrap.conftest import RealOffice, acts
from tests.storage.desk import KEY
from tests.storage.keyrings import SystemKeyring

FIXTURES = Path(__file__).parents[1] / "storage" / "fixtures"
PASSWORD = "예시 비밀번호"
COST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def _wrapped(wrapping: bytes) -> str:
    nonce = secrets.token_bytes(12)
    return (nonce + AESGCM(wrapping).encrypt(nonce, KEY, b"ipju data key")).hex()


def by_password(_system: SystemKeyring) -> dict[str, Any]:
    """The slot as the first release wrote it for a password."""
    salt = secrets.token_bytes(16)
    stretched = hash_secret_raw(PASSWORD.encode(), salt, hash_len=32, type=Type.ID, **COST)
    return {
        "kind": "password",
        "salt": salt.hex(),
        "argon2id": COST,
        "sealed": _wrapped(stretched),
    }


def by_keyring(system: SystemKeyring) -> dict[str, Any]:
    """The slot as the first release wrote it for a keyring."""
    device = secrets.token_bytes(32)
    system.kept["ipju", "0123456789abcdef"] = device.hex()
    return {"kind": "keyring", "name": "0123456789abcdef", "sealed": _wrapped(device)}


type_of_slot = Callable[[SystemKeyring], dict[str, Any]]


def lay_down(real: RealOffice, slot: dict[str, Any]) -> bytes:
    real.folder.mkdir()
    shutil.copy(FIXTURES / "schema-1.db", real.store)
    content = json.dumps({"version": 1, "slots": [slot]}).encode()
    (real.folder / keys.SLOTS_FILE).write_bytes(content)
    return content


@pytest.mark.parametrize("slot", [by_password, by_keyring])
def test_whoever_could_open_it_becomes_its_first_admin(
    real: RealOffice, system: SystemKeyring, slot: type_of_slot
) -> None:
    lay_down(real, slot(system))
    assert bootstrap.has_office(real.folder)
    assert bootstrap.first_release(real.folder) == slot.__name__.removeprefix("by_")
    entered = real.enter("kang", PASSWORD)
    assert entered.actor.roles == {Role.ADMIN}
    assert entered.needs_recovery
    assert entered.must_change
    assert acts(entered)[-2:] == ["open-account", "sign-in"]
    assert len(list(entered.store.read_all())) == 4
    assert len(system.kept) == 1
    assert "0123456789abcdef" not in {name for _service, name in system.kept}
    recovery = entered.vault.renew_recovery()
    real.close()
    assert bootstrap.first_release(real.folder) == ""
    again = real.enter("kang", PASSWORD)
    assert not again.needs_recovery
    real.close()
    assert real.recover(recovery.code, "kang", "새로 정한 열한 글자").actor.roles == {Role.ADMIN}


def test_a_wrong_password_changes_nothing(real: RealOffice, system: SystemKeyring) -> None:
    content = lay_down(real, by_password(system))
    store = real.store.read_bytes()
    with pytest.raises(WrongPassword):
        real.enter("kang", "다른 비밀번호")
    assert (real.folder / keys.SLOTS_FILE).read_bytes() == content
    assert real.store.read_bytes() == store


def test_a_keyring_that_lost_the_key_is_told(real: RealOffice, system: SystemKeyring) -> None:
    lay_down(real, by_keyring(system))
    system.kept.clear()
    with pytest.raises(KeyringGone):
        real.enter("kang", PASSWORD)


def test_cut_off_half_way_it_goes_on_with_the_same_account(
    real: RealOffice, system: SystemKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    lay_down(real, by_password(system))
    with monkeypatch.context() as patched:
        patched.setattr("ipju.storage.vault.replace_first_release", killed)
        with pytest.raises(KeyboardInterrupt):
            real.enter("kang", PASSWORD)
    with pytest.raises(KeyProblem, match="첫 계정은 kang"):
        real.enter("other", PASSWORD)
    assert real.enter("kang", PASSWORD).actor.roles == {Role.ADMIN}


def test_an_older_store_is_not_changed_under_another_window(
    real: RealOffice, system: SystemKeyring
) -> None:
    from ipju.storage import presence

    lay_down(real, by_password(system))
    store = real.store.read_bytes()
    window = presence.enter(real.folder)
    with pytest.raises(InUse, match="변환"):
        real.enter("kang", PASSWORD)
    window.release()
    assert real.store.read_bytes() == store
    assert real.enter("kang", PASSWORD).actor.roles == {Role.ADMIN}


def test_a_slot_that_is_none_opens_nothing(real: RealOffice) -> None:
    lay_down(real, {"kind": "password", "salt": "zz"})
    with pytest.raises(WrongPassword):
        real.enter("kang", PASSWORD)
