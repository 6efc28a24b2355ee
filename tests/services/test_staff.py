"""Accounts: opened, closed, given roles and keys by 관리, and by nobody for themselves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ipju.domain.account import Role
from ipju.services.authority import NotAllowed, NotOnStaff
from ipju.services.browse import page, today
from ipju.services.office import Office
from ipju.services.passwords import WeakPassword
from ipju.services.staff import (
    CHANGED,
    LastAdmin,
    NoVault,
    OwnAccount,
    Staffed,
    StaffRefused,
    change_password,
    close_account,
    draw_recovery,
    edit_account,
    grant_role,
    open_account,
    renew_recovery,
    reset_password,
    revoke_role,
    staff_list,
    unlock_account,
)
from tests.services.real_office import (
    PASSWORD,
    RealOffice,
    VaultBroken,
    WrongPassword,
    real_office,
)

NEW = "느티나무 아래 우편함"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealOffice]:
    found = real_office(tmp_path)
    yield found
    found.office.store.close()


def opened(
    office: Office, roles: tuple[Role, ...] = (Role.CASEWORKER,), password: str = NEW
) -> UUID:
    done = open_account(office, "kim", "김예시", "주택공급부", "02-000-1111", roles, password)
    return done.account.id


def test_a_new_account_has_its_roles_a_key_to_be_changed_and_a_row(real: RealOffice) -> None:
    done = open_account(
        real.office, " kim ", "김예시", "주택공급부", "02-000-1111", [Role.PRIVACY, Role.ADMIN], NEW
    )
    account = done.account
    assert (account.login, account.name, account.closed_at) == ("kim", "김예시", None)
    assert account.roles == {Role.PRIVACY, Role.ADMIN}
    assert real.office.store.roles_of(account.id) == account.roles
    assert real.vault.slot(account.id).must_change
    assert done.changes == CHANGED
    who, action, _why, detail = real.rows()[-1]
    assert (who, action) == (real.office.actor.key, "open-account")
    assert account.id.hex in detail
    assert "privacy" in detail
    for secret in (NEW, "김예시", "kim"):
        assert secret not in detail
    (line,) = [one for one in staff_list(real.office) if one.account.id == account.id]
    assert {one.role for one in line.grants} == account.roles
    assert {one.granted_by for one in line.grants} == {real.office.actor.id}
    assert line.slot == real.vault.slot(account.id)


@pytest.mark.parametrize(
    ("login", "name", "roles", "says"),
    [
        ("id-0", "김예시", [Role.INTAKE], "이미 쓴 적"),
        ("ID-0", "김예시", [Role.INTAKE], "이미 쓴 적"),
        (" ", "김예시", [Role.INTAKE], "아이디: 비어"),
        ("ki m", "김예시", [Role.INTAKE], "빈칸"),
        ("k" * 61, "김예시", [Role.INTAKE], "너무 깁니다"),
        ("kim", "", [Role.INTAKE], "이름: 비어"),
        ("kim", "김\n예시", [Role.INTAKE], "보이지 않는"),
        ("kim", "김예시", [], "역할이 없습니다"),
        ("kim", "김예시", [Role.ADMIN, Role.SUPERVISOR], "함께 줄 수 없습니다"),
    ],
)
def test_an_account_that_may_not_be_is_not_opened(
    real: RealOffice, login: str, name: str, roles: list[Role], says: str
) -> None:
    before = (real.office.store.staff(), real.rows(), dict(real.vault.keys))
    with pytest.raises(StaffRefused, match=says):
        open_account(real.office, login, name, "", "", roles, NEW)
    assert (real.office.store.staff(), real.rows(), dict(real.vault.keys)) == before


def test_a_login_is_never_used_twice_not_even_after_its_owner_left(real: RealOffice) -> None:
    close_account(real.office, opened(real.office), "퇴사")
    with pytest.raises(StaffRefused, match="이미 쓴 적"):
        opened(real.office)


def test_no_account_is_kept_whose_key_could_not_be_written(real: RealOffice) -> None:
    real.vault.broken = True
    before = (real.office.store.staff(), real.rows())
    with pytest.raises(VaultBroken):
        opened(real.office)
    assert (real.office.store.staff(), real.rows()) == before


def test_no_key_is_kept_whose_account_could_not_be_stored(
    real: RealOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(real.vault.keys)
    given: list[UUID] = []
    keep = real.vault.set_password

    def set_and_fail(account: UUID, login: str, password: str, must_change: bool = False) -> None:
        keep(account, login, password, must_change)
        given.append(account)
        raise OSError(28, "full")

    monkeypatch.setattr(real.vault, "set_password", set_and_fail)
    with pytest.raises(OSError, match="full"):
        opened(real.office)
    assert given
    assert real.vault.keys == before
    assert [one.name for one in real.office.store.staff()].count("김예시") == 0


def test_a_leaver_is_out_at_the_next_call_of_the_window_that_is_still_open(
    real: RealOffice,
) -> None:
    theirs = real.at("박담당")
    assert page(theirs, query=today(theirs).queues[0].query).total == 0
    left = close_account(real.office, theirs.actor.id, "퇴사").account
    with pytest.raises(NotOnStaff):
        today(theirs)
    assert left.closed_at is not None
    assert left.roles == frozenset()
    assert theirs.actor.id not in real.vault.keys
    (line,) = [one for one in staff_list(real.office) if one.account.id == left.id]
    assert line.slot is None
    assert [(one.role, one.revoked_by, one.revoked_why) for one in line.grants] == [
        (Role.CASEWORKER, real.office.actor.id, "퇴사")
    ]
    assert [one[1] for one in real.rows()][-2:] == ["close-account", "refused"]


def test_a_key_that_could_not_be_taken_keeps_the_closing_from_being_told(real: RealOffice) -> None:
    real.vault.broken = True
    before = (real.office.store.staff(), real.rows())
    with pytest.raises(VaultBroken):
        close_account(real.office, real.id("박담당"), "퇴사")
    assert (real.office.store.staff(), real.rows()) == before


def test_roles_are_given_and_taken_back_and_both_stay_on_record(real: RealOffice) -> None:
    park = real.id("박담당")
    assert grant_role(real.office, park, Role.SUPERVISOR, "인사 발령").account.roles == {
        Role.CASEWORKER,
        Role.SUPERVISOR,
    }
    assert revoke_role(real.office, park, Role.CASEWORKER, "업무 분장").account.roles == {
        Role.SUPERVISOR
    }
    grant_role(real.office, park, Role.CASEWORKER, "복귀")
    (line,) = [one for one in staff_list(real.office) if one.account.id == park]
    assert [(one.role, one.why, one.revoked_why) for one in line.grants] == [
        (Role.CASEWORKER, "사무실을 세움", "업무 분장"),
        (Role.SUPERVISOR, "인사 발령", ""),
        (Role.CASEWORKER, "복귀", ""),
    ]
    assert [(one[1], one[2]) for one in real.rows()][-3:] == [
        ("grant-role", "인사 발령"),
        ("revoke-role", "업무 분장"),
        ("grant-role", "복귀"),
    ]
    assert all(park.hex in one[3] for one in real.rows()[-3:])


@pytest.mark.parametrize(
    ("name", "act", "says"),
    [
        ("박담당", lambda office, one: grant_role(office, one, Role.ADMIN, "까닭"), "함께 줄 수"),
        ("윤관리", lambda office, one: grant_role(office, one, Role.INTAKE, "까닭"), "함께 줄 수"),
        ("박담당", lambda office, one: grant_role(office, one, Role.CASEWORKER, "까닭"), "이미"),
        ("박담당", lambda office, one: revoke_role(office, one, Role.INTAKE, "까닭"), "거둘 것이"),
        ("박담당", lambda office, one: grant_role(office, one, Role.INTAKE, " "), "사유"),
        ("박담당", lambda office, one: revoke_role(office, one, Role.CASEWORKER, ""), "사유"),
        ("박담당", lambda office, one: close_account(office, one, "\n"), "사유"),
    ],
)
def test_what_may_not_be_given_or_taken_changes_nothing(
    real: RealOffice, name: str, act: Callable[[Office, UUID], Staffed], says: str
) -> None:
    before = (real.office.store.staff(), real.rows())
    with pytest.raises(StaffRefused, match=says):
        act(real.office, real.id(name))
    assert (real.office.store.staff(), real.rows()) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda office, one: grant_role(office, one, Role.PRIVACY, "나도"),
        lambda office, one: revoke_role(office, one, Role.ADMIN, "그만"),
        lambda office, one: close_account(office, one, "그만"),
        lambda office, one: reset_password(office, one, NEW),
    ],
)
def test_nobody_does_it_to_their_own_account(
    real: RealOffice, act: Callable[[Office, UUID], Staffed]
) -> None:
    before = (real.office.store.staff(), real.rows(), dict(real.vault.keys))
    with pytest.raises(OwnAccount, match="다른 관리 담당자"):
        act(real.office, real.office.actor.id)
    assert (real.office.store.staff(), real.rows(), dict(real.vault.keys)) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda office, one: close_account(office, one, "퇴사"),
        lambda office, one: revoke_role(office, one, Role.ADMIN, "업무 분장"),
    ],
)
@pytest.mark.parametrize("without", ["key", "lock", "account"])
def test_one_admin_whose_key_opens_always_remains(
    real: RealOffice, act: Callable[[Office, UUID], Staffed], without: str
) -> None:
    me, other = real.office.actor.id, real.id("윤관리")
    if without == "key":
        real.vault.remove(me)
    elif without == "lock":
        real.vault.lock(me)
    else:
        # The other one closed my account while my call was on its way past the guard.
        call = act

        def late(office: Office, one: UUID) -> Staffed:
            closing = _AfterGuard(office, lambda: close_account(real.at("윤관리"), me, "퇴사"))
            return call(closing.office, one)

        act = late
    with pytest.raises(LastAdmin, match="한 사람은 남아야"):
        act(real.office, other)
    assert Role.ADMIN in real.office.store.roles_of(other)


class _AfterGuard:
    """An office in which something happens between the guard and the act."""

    def __init__(self, office: Office, happens: Callable[[], object]) -> None:
        self._store = office.store
        self._happens = happens
        self.office = replace(office, store=self)

    def roles_of(self, account: UUID) -> frozenset[Role]:
        roles = self._store.roles_of(account)
        self._happens()
        return roles

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def test_the_admin_before_the_last_may_leave(real: RealOffice) -> None:
    close_account(real.office, real.id("윤관리"), "퇴사")
    assert [one.name for one in real.office.store.staff() if Role.ADMIN in one.roles] == ["최관리"]


def test_a_closed_account_stays_as_it_is(real: RealOffice) -> None:
    park = real.id("박담당")
    close_account(real.office, park, "퇴사")
    before = (real.office.store.staff(), real.rows())
    for act in (
        lambda: close_account(real.office, park, "다시"),
        lambda: grant_role(real.office, park, Role.CASEWORKER, "다시"),
        lambda: revoke_role(real.office, park, Role.CASEWORKER, "다시"),
        lambda: reset_password(real.office, park, NEW),
        lambda: unlock_account(real.office, park),
        lambda: edit_account(
            real.office, park, login="id-2", name="다른이", department="", phone=""
        ),
    ):
        with pytest.raises(StaffRefused, match="닫힌 계정"):
            act()
    assert (real.office.store.staff(), real.rows()) == before


def test_an_account_nobody_knows_is_not_found(real: RealOffice) -> None:
    with pytest.raises(KeyError):
        close_account(real.office, uuid4(), "퇴사")


def test_what_a_person_is_called_changes_and_the_row_names_fields_only(real: RealOffice) -> None:
    park = real.account("박담당")
    done = edit_account(
        real.office,
        park.id,
        login=park.login,
        name="박개명",
        department="주거복지부",
        phone=park.phone,
    )
    assert done.account == replace(park, name="박개명", department="주거복지부")
    _who, action, _why, detail = real.rows()[-1]
    assert action == "edit-account"
    assert '"fields": ["name", "department"]' in detail
    assert "박개명" not in detail
    rows = real.rows()
    again = done.account
    edit_account(
        real.office,
        again.id,
        login=again.login,
        name=again.name,
        department=again.department,
        phone=again.phone,
    )
    assert real.rows() == rows


def test_a_login_stays(real: RealOffice) -> None:
    park = real.account("박담당")
    with pytest.raises(StaffRefused, match="새 계정"):
        edit_account(real.office, park.id, login="other", name=park.name, department="", phone="")
    assert real.account("박담당") == park


def test_a_reset_key_must_be_changed_by_its_owner_and_ends_a_lock_out(real: RealOffice) -> None:
    park = real.id("박담당")
    real.vault.lock(park)
    done = reset_password(real.office, park, NEW)
    assert done.changes == CHANGED
    assert real.vault.keys[park][1] == NEW
    assert (real.vault.slot(park).must_change, real.vault.slot(park).locked) == (True, False)
    _who, action, why, detail = real.rows()[-1]
    assert (action, why) == ("reset-password", "")
    assert NEW not in detail


def test_no_key_is_reset_without_its_row(real: RealOffice) -> None:
    park, before = real.id("박담당"), dict(real.vault.keys)
    connection = real.office.store.connection
    connection.exec_driver_sql("PRAGMA query_only = ON")
    for act in (
        lambda: reset_password(real.office, park, NEW),
        lambda: unlock_account(real.office, park),
        lambda: renew_recovery(real.office),
        lambda: change_password(real.office, PASSWORD, NEW),
    ):
        with pytest.raises(Exception, match="저장하지 못했습니다"):
            act()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert real.vault.keys == before
    assert real.vault.renewed == 0


def test_a_locked_account_is_let_try_again_with_the_same_password(real: RealOffice) -> None:
    park = real.id("박담당")
    real.vault.lock(park)
    unlock_account(real.office, park)
    assert not real.vault.slot(park).locked
    assert real.vault.keys[park][1] == PASSWORD
    assert real.rows()[-1][1] == "unlock-account"


def test_where_there_is_no_key_there_is_no_lock(real: RealOffice) -> None:
    park = real.id("박담당")
    real.vault.remove(park)
    with pytest.raises(StaffRefused, match="비밀번호를 새로"):
        unlock_account(real.office, park)


def test_everybody_changes_their_own_password_with_the_old_one(real: RealOffice) -> None:
    desk = real.at("박담당")
    reset_password(real.office, desk.actor.id, NEW)
    done = change_password(desk, NEW, "징검다리 건너 두부집")
    assert done.account.id == desk.actor.id
    assert real.vault.keys[desk.actor.id][1] == "징검다리 건너 두부집"
    assert not real.vault.slot(desk.actor.id).must_change
    assert [one[:2] for one in real.rows()][-1] == (desk.actor.key, "change-password")


def test_a_wrong_old_password_is_counted_and_written_down(real: RealOffice) -> None:
    desk = real.at("박담당")
    with pytest.raises(WrongPassword):
        change_password(desk, "틀린 비밀번호입니다", NEW)
    assert real.vault.keys[desk.actor.id][1] == PASSWORD
    assert real.vault.slot(desk.actor.id).failures == 1
    assert real.rows()[-1][:2] == (desk.actor.key, "password-failed")


def test_a_weak_or_unchanged_password_costs_no_attempt(real: RealOffice) -> None:
    desk = real.at("박담당")
    for new, kind in (("짧다", WeakPassword), (PASSWORD, StaffRefused)):
        with pytest.raises(kind):
            change_password(desk, PASSWORD, new)
    with pytest.raises(WeakPassword):
        reset_password(real.office, desk.actor.id, "id-2 구름 위의 산책")
    with pytest.raises(WeakPassword):
        open_account(real.office, "kim", "김예시", "", "", [Role.INTAKE], "김예시의 비밀번호")
    assert real.vault.keys[desk.actor.id] == (real.vault.slot(desk.actor.id), PASSWORD)
    assert real.vault.slot(desk.actor.id).failures == 0


def test_a_new_recovery_key_is_written_down_and_not_written_out(real: RealOffice) -> None:
    key = draw_recovery(real.office)
    assert real.vault.renewed == 0, "a key that is only drawn takes nothing away"
    assert renew_recovery(real.office, key) == key
    assert real.vault.renewed == 1
    assert real.rows()[-1][1:] == ("renew-recovery", "", "{}")
    assert key.words


def test_only_admins_touch_accounts_and_privacy_sees_them(real: RealOffice) -> None:
    assert len(staff_list(real.at("한보호"))) == 4
    for name in ("박담당", "한보호"):
        with pytest.raises(NotAllowed, match="관리 역할만"):
            close_account(real.at(name), real.id("윤관리"), "까닭")
    with pytest.raises(NotAllowed, match="개인정보, 관리 역할만"):
        staff_list(real.at("박담당"))


def test_a_practice_office_has_accounts_and_no_passwords(office: Office) -> None:
    boss = next(one for one in office.store.staff() if Role.ADMIN in one.roles)
    desk = replace(office, actor=replace(office.actor, id=boss.id, name=boss.name))
    new = opened(desk, password="")
    assert grant_role(desk, new, Role.INTAKE, "연습").account.roles == {
        Role.CASEWORKER,
        Role.INTAKE,
    }
    assert close_account(desk, new, "연습 끝").account.closed_at is not None
    assert {one.slot for one in staff_list(desk)} == {None}
    for act in (
        lambda: open_account(desk, "lee", "이보기", "", "", [Role.INTAKE], NEW),
        lambda: reset_password(desk, office.actor.id, NEW),
        lambda: unlock_account(desk, office.actor.id),
        lambda: change_password(desk, "", NEW),
        lambda: renew_recovery(desk),
        lambda: draw_recovery(desk),
    ):
        with pytest.raises(NoVault, match="연습 사무실에는 비밀번호가 없습니다"):
            act()
