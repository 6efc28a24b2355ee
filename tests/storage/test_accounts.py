"""Accounts as an insider would change them: raw SQL on the open store, with and without triggers.

What the triggers refuse is refused; with the triggers dropped the seal of the row gives it away.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ipju.domain.account import Account, Role
from ipju.storage.problems import AlreadyThere, Refused, Tampered
from ipju.storage.store import Store, open_store
from tests.storage.desk import KEY

DAY = datetime(2024, 2, 27, 1, 2, 3, tzinfo=UTC)
GUARDS = ("account_kept", "account_stays", "role_grant_kept", "role_grant_stays")


@dataclass(frozen=True)
class Staffed:
    """A store with four accounts: 관리, 담당, 결재, and a leaver who was 결재."""

    store: Store
    admin: UUID
    park: UUID
    boss: UUID
    left: UUID

    def run(self, statement: str, *values: object) -> None:
        """Change the file as an insider would."""
        self.store.connection.exec_driver_sql(statement, values)

    def drop_guards(self) -> None:
        for name in GUARDS:
            self.run(f"DROP TRIGGER {name}")

    def value(self, statement: str, *values: object) -> str:
        return str(self.store.connection.exec_driver_sql(statement, values).scalar_one())


@pytest.fixture
def staffed(store: Store) -> Staffed:
    ids = [uuid4() for _ in range(4)]
    roles = (Role.ADMIN, Role.CASEWORKER, Role.SUPERVISOR, Role.SUPERVISOR)
    with store.unit() as unit:
        for number, (one, role) in enumerate(zip(ids, roles, strict=True)):
            account = Account(id=one, login=f"id-{number}", name="김예시", opened_at=DAY)
            unit.accounts.add(account)
            unit.accounts.grant(one, role, ids[0], DAY, "처음")
        unit.accounts.revoke(ids[3], Role.SUPERVISOR, ids[0], DAY, "퇴사")
        unit.accounts.save(replace(unit.accounts.get(ids[3]), closed_at=DAY))
    return Staffed(store, *ids)


def refuse(act: Callable[[], object], rule: str) -> None:
    """Expect the database itself to refuse; its word is what the store tells as Refused."""
    with pytest.raises(Exception, match=f"ipju: {rule}"):
        act()


def found_out(staffed: Staffed, account: UUID) -> None:
    """Expect the change to be found: no role comes of it, and the list says what happened."""
    with suppress(Tampered):
        assert staffed.store.roles_of(account) == frozenset()
    with pytest.raises(Tampered, match="고친 흔적"):
        staffed.store.staff()


def grant_by_hand(staffed: Staffed, account: UUID, role: str, seal: str) -> None:
    staffed.run(
        "INSERT INTO role_grant (account_id, role, granted_at, granted_by, why, revoked_at,"
        " revoked_by, revoked_why, seal) VALUES (?, ?, '2024-02-27T00:00:00', ?, '', NULL, NULL,"
        " '', ?)",
        account.hex,
        role,
        staffed.admin.hex,
        seal,
    )


@pytest.mark.parametrize("seal", ["", "0" * 64, "that of the boss", "that of my own role"])
def test_a_role_one_gives_oneself_is_none(staffed: Staffed, seal: str) -> None:
    whose = {"that of the boss": staffed.boss, "that of my own role": staffed.park}.get(seal)
    if whose is not None:
        seal = staffed.value("SELECT seal FROM role_grant WHERE account_id = ?", whose.hex)
    grant_by_hand(staffed, staffed.park, "supervisor", seal)
    found_out(staffed, staffed.park)
    # Everybody else works on.
    assert staffed.store.roles_of(staffed.boss) == {Role.SUPERVISOR}


def test_a_grant_is_not_turned_into_another(staffed: Staffed) -> None:
    acts = (
        lambda: staffed.run(
            "UPDATE role_grant SET role = 'supervisor' WHERE account_id = ?", staffed.park.hex
        ),
        lambda: staffed.run(
            "UPDATE role_grant SET account_id = ? WHERE account_id = ?",
            staffed.park.hex,
            staffed.boss.hex,
        ),
        lambda: staffed.run(
            "UPDATE role_grant SET granted_by = ? WHERE account_id = ?",
            staffed.park.hex,
            staffed.boss.hex,
        ),
        lambda: staffed.run(
            "UPDATE role_grant SET revoked_at = NULL WHERE account_id = ?", staffed.left.hex
        ),
    )
    for act in acts:
        refuse(act, "role_grant_stays")
    assert staffed.store.roles_of(staffed.park) == {Role.CASEWORKER}
    staffed.drop_guards()
    acts[0]()
    found_out(staffed, staffed.park)


def test_a_grant_moved_to_oneself_is_found_at_both(staffed: Staffed) -> None:
    staffed.drop_guards()
    staffed.run(
        "UPDATE role_grant SET account_id = ? WHERE account_id = ?",
        staffed.park.hex,
        staffed.boss.hex,
    )
    found_out(staffed, staffed.park)
    assert staffed.store.roles_of(staffed.boss) == frozenset()


def test_a_revocation_taken_back_by_hand_is_found(staffed: Staffed) -> None:
    with staffed.store.unit() as unit:
        unit.accounts.grant(staffed.park, Role.SUPERVISOR, staffed.admin, DAY)
        unit.accounts.revoke(staffed.park, Role.SUPERVISOR, staffed.admin, DAY)
    staffed.drop_guards()
    staffed.run(
        "UPDATE role_grant SET revoked_at = NULL, revoked_by = NULL, revoked_why = ''"
        " WHERE account_id = ?",
        staffed.park.hex,
    )
    found_out(staffed, staffed.park)


@dataclass(frozen=True)
class Copy:
    """The rows of an account as they once were, copied by somebody who meant to need them."""

    staffed: Staffed
    account: tuple[object, ...]
    grants: tuple[tuple[object, ...], ...]

    @classmethod
    def of(cls, staffed: Staffed, account: UUID) -> "Copy":
        run = staffed.store.connection.exec_driver_sql
        (row,) = run("SELECT * FROM account WHERE id = ?", (account.hex,)).all()
        grants = run("SELECT * FROM role_grant WHERE account_id = ?", (account.hex,)).all()
        return cls(staffed, tuple(row), tuple(tuple(one) for one in grants))

    def put_back(self) -> None:
        self.staffed.drop_guards()
        self.staffed.run("PRAGMA foreign_keys = OFF")
        for table, row in (
            ("account", self.account),
            *(("role_grant", one) for one in self.grants),
        ):
            places = ",".join("?" for _ in row)
            self.staffed.run(f"INSERT OR REPLACE INTO {table} VALUES ({places})", *row)


def told(staffed: Staffed, action: str, account: UUID, *roles: Role) -> None:
    """Write the row that the service writes with the act."""
    with staffed.store.unit() as unit:
        unit.ledger.append(
            at=DAY,
            actor=staffed.admin.hex,
            action=action,
            detail={"account": account.hex, "roles": [one.value for one in roles]},
        )


def test_an_old_row_put_back_gives_no_role_back(staffed: Staffed) -> None:
    copy = Copy.of(staffed, staffed.boss)
    with staffed.store.unit() as unit:
        unit.accounts.revoke(staffed.boss, Role.SUPERVISOR, staffed.admin, DAY, "업무 분장")
    told(staffed, "revoke-role", staffed.boss, Role.SUPERVISOR)
    copy.put_back()
    # Every seal fits, and still the ledger knows better.
    assert staffed.store.roles_of(staffed.boss) == frozenset()
    assert {one.id: one.roles for one in staffed.store.staff()}[staffed.boss] == frozenset()
    # A row that was slipped into the ledger gives nothing either.
    staffed.run(
        "INSERT INTO ledger (seq, at, device, actor, action, why, detail, previous, hash, seal)"
        " SELECT seq + 1, at, device, actor, 'grant-role', why, detail, hash, hash, seal"
        " FROM ledger ORDER BY seq DESC LIMIT 1"
    )
    assert staffed.store.roles_of(staffed.boss) == frozenset()
    staffed.run("DROP TRIGGER ledger_kept")
    staffed.run("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)")
    # What 관리 gives anew is in force.
    with staffed.store.unit() as unit:
        unit.accounts.grant(staffed.boss, Role.SUPERVISOR, staffed.admin, DAY)
    told(staffed, "grant-role", staffed.boss, Role.SUPERVISOR)
    assert staffed.store.roles_of(staffed.boss) == {Role.SUPERVISOR}


def test_a_leavers_rows_put_back_open_nothing(staffed: Staffed) -> None:
    copy = Copy.of(staffed, staffed.park)
    with staffed.store.unit() as unit:
        unit.accounts.save(replace(unit.accounts.get(staffed.park), closed_at=DAY))
    told(staffed, "close-account", staffed.park)
    copy.put_back()
    assert staffed.store.roles_of(staffed.park) == frozenset()
    told(staffed, "grant-role", staffed.park, Role.CASEWORKER)
    assert staffed.store.roles_of(staffed.park) == frozenset()


def test_without_its_ledger_row_a_revocation_undone_is_found_by_the_chain(
    staffed: Staffed,
) -> None:
    copy = Copy.of(staffed, staffed.boss)
    told(staffed, "open-account", staffed.boss, Role.SUPERVISOR)
    with staffed.store.unit() as unit:
        unit.accounts.revoke(staffed.boss, Role.SUPERVISOR, staffed.admin, DAY)
    told(staffed, "revoke-role", staffed.boss, Role.SUPERVISOR)
    told(staffed, "open-account", staffed.park, Role.CASEWORKER)
    copy.put_back()
    for name in ("ledger_stays", "ledger_kept"):
        staffed.run(f"DROP TRIGGER {name}")
    staffed.run("UPDATE ledger SET action = 'view' WHERE action = 'revoke-role'")
    assert staffed.store.check_trail().broken_at is not None


def test_no_grant_and_no_account_is_deleted(staffed: Staffed) -> None:
    refuse(
        lambda: staffed.run("DELETE FROM role_grant WHERE account_id = ?", staffed.left.hex),
        "role_grant_kept",
    )
    refuse(
        lambda: staffed.run("DELETE FROM account WHERE id = ?", staffed.left.hex), "account_kept"
    )
    assert len(staffed.store.staff()) == 4


def test_a_deleted_grant_leaves_no_role_behind(staffed: Staffed) -> None:
    staffed.drop_guards()
    staffed.run("DELETE FROM role_grant WHERE account_id = ?", staffed.boss.hex)
    assert staffed.store.roles_of(staffed.boss) == frozenset()


def test_a_leaver_does_not_come_back(staffed: Staffed) -> None:
    reopen = "UPDATE account SET closed_at = NULL WHERE id = ?"
    refuse(lambda: staffed.run(reopen, staffed.left.hex), "account_stays")
    staffed.drop_guards()
    staffed.run(reopen, staffed.left.hex)
    found_out(staffed, staffed.left)


def test_nobody_becomes_somebody_else(staffed: Staffed) -> None:
    refuse(
        lambda: staffed.run(
            "UPDATE account SET id = ? WHERE id = ?", uuid4().hex, staffed.park.hex
        ),
        "account_stays",
    )
    staffed.drop_guards()
    staffed.run("PRAGMA foreign_keys = OFF")
    # The caseworker takes the supervisor's place, the supervisor the caseworker's.
    spare = uuid4().hex
    for wanted, now in (
        (spare, staffed.park.hex),
        (staffed.park.hex, staffed.boss.hex),
        (staffed.boss.hex, spare),
    ):
        staffed.run("UPDATE account SET id = ? WHERE id = ?", wanted, now)
    for one in (staffed.park, staffed.boss):
        found_out(staffed, one)


@pytest.mark.parametrize("column", ["login", "name", "department", "phone", "opened_at", "seal"])
def test_a_row_that_was_written_by_hand_gives_no_role(staffed: Staffed, column: str) -> None:
    staffed.run(f"UPDATE account SET {column} = {column} || '1' WHERE id = ?", staffed.boss.hex)
    found_out(staffed, staffed.boss)


def test_an_account_made_by_hand_is_nobody(staffed: Staffed) -> None:
    ghost = uuid4()
    staffed.run(
        "INSERT INTO account SELECT ?, 'ghost', name, department, phone, opened_at, closed_at,"
        " seal FROM account WHERE id = ?",
        ghost.hex,
        staffed.boss.hex,
    )
    grant_by_hand(staffed, ghost, "supervisor", "")
    found_out(staffed, ghost)


def test_a_seal_of_another_office_fits_nothing(staffed: Staffed, tmp_path: Path) -> None:
    from ipju.storage.sealing import Secrets

    forged = Secrets(bytes(32)).mac(
        "grant", staffed.park.hex, "supervisor", "2024-02-27T00:00:00", staffed.admin.hex, "",
        None, None, "",
    )  # fmt: skip
    grant_by_hand(staffed, staffed.park, "supervisor", forged)
    found_out(staffed, staffed.park)


def test_what_the_triggers_say_reaches_a_person_in_words(staffed: Staffed) -> None:
    def delete() -> None:
        with staffed.store.unit():
            staffed.run("DELETE FROM account WHERE id = ?", staffed.left.hex)

    with pytest.raises(Refused, match="바꾸거나 지울 수 없습니다"):
        delete()


def test_a_login_is_taken_once_and_grants_outlive_the_window(staffed: Staffed, path: Path) -> None:
    def again(login: str) -> None:
        with staffed.store.unit() as unit:
            unit.accounts.add(Account(id=uuid4(), login=login, name="이보기", opened_at=DAY))

    with pytest.raises(AlreadyThere, match="이미 쓴 적"):
        again("id-3")
    with pytest.raises(AlreadyThere), staffed.store.unit() as unit:
        unit.accounts.save(replace(unit.accounts.get(staffed.park), login="id-0"))
    staffed.store.close()
    reopened = open_store(path, KEY)
    with reopened.unit() as unit:
        (grant,) = unit.accounts.grants(staffed.left)
        people = {one.id: one.roles for one in unit.accounts.all()}
        found = unit.accounts.by_login("id-1")
        nobody = unit.accounts.by_login("nobody")
        unit.accounts.grant(staffed.park, Role.CASEWORKER, staffed.admin, DAY)
        assert len(unit.accounts.grants(staffed.park)) == 1
        with pytest.raises(KeyError):
            unit.accounts.get(uuid4())
    reopened.close()
    assert (grant.why, grant.revoked_by, grant.revoked_why) == ("처음", staffed.admin, "퇴사")
    assert people[staffed.left] == frozenset()
    assert people[staffed.boss] == {Role.SUPERVISOR}
    assert found is not None
    assert found.id == staffed.park
    assert nobody is None
