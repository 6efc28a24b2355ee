"""Accounts and real keys together: who was let in, must change, was locked out, has left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.keys import KeySlot
from ipju.services.authority import NotOnStaff
from ipju.services.browse import today
from ipju.services.office import Office
from ipju.services.seating import unlock
from ipju.services.staff import (
    change_password,
    close_account,
    open_account,
    reset_password,
    staff_list,
    unlock_account,
)
from ipju.storage.problems import StoreProblem

ADMIN, FIRST, OWN = "구름 위의 산책 3월", "느티나무 아래 우편함", "징검다리 건너 두부집"


def refused(act: Callable[[], object]) -> str:
    """Return what the keys say when somebody is not let in."""
    with pytest.raises(StoreProblem) as said:
        act()
    return str(said.value)


def slot_of(office: Office, name: str) -> KeySlot | None:
    return next(one.slot for one in staff_list(office) if one.account.name == name)


def test_somebody_comes_works_is_locked_out_helped_and_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    key = bootstrap.new_recovery_key()
    made = bootstrap.create_office(
        folder, "boss", "최관리", "주택공급부", "02-000-0000", ADMIN, key
    )
    boss = bootstrap.office_of(made)
    park = open_account(
        boss, "park", "박담당", "주택공급부", "02-000-0001", [Role.CASEWORKER], FIRST
    ).account
    came = bootstrap.enter_office(folder, "park", FIRST)
    assert came.must_change
    desk = bootstrap.office_of(came)
    change_password(desk, FIRST, OWN)
    assert not slot_of(boss, "박담당").must_change
    unlock(desk, OWN)
    for _try in range(5):
        refused(lambda: unlock(desk, FIRST))
    assert slot_of(boss, "박담당").locked
    locked = refused(lambda: unlock(desk, OWN))
    assert "관리" in locked
    unlock_account(boss, park.id)
    unlock(desk, OWN)
    reset_password(boss, park.id, FIRST)
    refused(lambda: bootstrap.enter_office(folder, "park", OWN))
    close_account(boss, park.id, "퇴사")
    assert slot_of(boss, "박담당") is None
    with pytest.raises(NotOnStaff):
        today(desk)
    refused(lambda: bootstrap.enter_office(folder, "park", FIRST))
    desk.store.close()
    boss.store.close()
