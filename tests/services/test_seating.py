"""The lock screen, signing out, and changing seats in practice: each act leaves its row."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from ipju.domain.account import Role
from ipju.services.authority import NotOnStaff
from ipju.services.browse import today
from ipju.services.counter import Typed, open_at_counter
from ipju.services.office import Office
from ipju.services.seating import NotPractice, note_lock, sign_out, sit_as, unlock
from ipju.services.staff import close_account
from tests.services.real_office import PASSWORD, RealOffice, WrongPassword, real_office


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealOffice]:
    found = real_office(tmp_path)
    yield found
    found.office.store.close()


def test_a_locked_desk_opens_with_the_password_and_every_try_is_written_down(
    real: RealOffice,
) -> None:
    desk = real.at("박담당")
    assert note_lock(desk).trail
    with pytest.raises(WrongPassword):
        unlock(desk, "틀린 비밀번호")
    assert unlock(desk, PASSWORD).trail
    assert sign_out(desk).trail
    assert [one[:2] for one in real.rows()][-4:] == [
        (desk.actor.key, action) for action in ("lock", "unlock-failed", "unlock", "sign-out")
    ]
    assert all("비밀번호" not in "".join(one) for one in real.rows())


def test_five_wrong_tries_lock_the_account_whose_desk_it_is(real: RealOffice) -> None:
    desk = real.at("박담당")
    for _try in range(5):
        with pytest.raises(WrongPassword):
            unlock(desk, "틀린 비밀번호")
    with pytest.raises(WrongPassword):
        unlock(desk, PASSWORD)
    assert [one[1] for one in real.rows()].count("unlock-failed") == 6


def test_a_leaver_does_not_get_past_the_lock_screen(real: RealOffice) -> None:
    desk = real.at("박담당")
    close_account(real.office, desk.actor.id, "퇴사")
    with pytest.raises(NotOnStaff, match="닫혔거나"):
        unlock(desk, PASSWORD)


def test_a_practice_desk_unlocks_without_a_password(office: Office) -> None:
    assert unlock(office, "").trail


def test_a_practice_seat_is_taken_and_what_follows_is_done_in_that_name(office: Office) -> None:
    boss = next(one for one in office.store.staff() if one.name == "최결재")
    actor = sit_as(office, boss.id)
    assert (actor.id, actor.name, actor.roles) == (boss.id, "최결재", {Role.SUPERVISOR})
    row = office.store.connection.exec_driver_sql(
        "SELECT actor, action, detail FROM ledger ORDER BY seq DESC LIMIT 1"
    ).one()
    assert row[:2] == (boss.id.hex, "sit-as")
    assert office.actor.key in row[2]


def test_nobody_sits_at_a_closed_account_or_at_none(office: Office) -> None:
    store = office.store
    boss, park = (
        next(one for one in store.staff() if one.name == name) for name in ("강관리", "이담당")
    )
    desk = Office(
        store=store,
        notices=office.notices,
        printer=office.printer,
        clock=office.clock,
        actor=sit_as(office, boss.id),
        practice=True,
    )
    close_account(desk, park.id, "연습 끝")
    with pytest.raises(NotOnStaff):
        sit_as(office, park.id)
    with pytest.raises(KeyError):
        sit_as(office, uuid4())


def test_in_a_real_office_nobody_sits_in_somebody_elses_seat(real: RealOffice) -> None:
    desk = real.at("박담당")
    before = real.rows()
    with pytest.raises(NotPractice, match="연습 사무실에서만"):
        sit_as(desk, real.id("최관리"))
    assert real.rows() == before
    open_at_counter(desk, Typed(notice=desk.notices.ids()[0], name="김예시"))
    assert today(desk).total == 1
