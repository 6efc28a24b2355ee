"""Accounts (계정) and their roles, each row with its seal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ipju.domain.account import Account, Grant, Role
from ipju.storage.codec import write_moment
from ipju.storage.ledger import read_moment, sealed_rows
from ipju.storage.problems import AlreadyThere, Tampered
from ipju.storage.sealing import Secrets

_STAFF_ACTS = ("open-account", "grant-role", "revoke-role", "close-account")
"""Acts of the ledger that say which roles an account has."""

_ACCOUNT = "id, login, name, department, phone, opened_at, closed_at, seal"
_GRANT = (
    "account_id, role, granted_at, granted_by, why, revoked_at, revoked_by, revoked_why, seal, row"
)


class Accounts:
    """The staff of the office, within one transaction."""

    def __init__(self, connection: Connection, secrets: Secrets) -> None:
        self._connection = connection
        self._secrets = secrets

    def all(self) -> tuple[Account, ...]:
        """Return every account that ever was, by name; Tampered when a row was altered."""
        roles: dict[str, set[Role]] = {}
        for one in self.grants():
            if one.revoked_at is None:
                roles.setdefault(one.account.hex, set()).add(one.role)
        for key, taken in self._taken_back().items():
            roles.get(key, set()).difference_update(taken)
        rows = self._connection.exec_driver_sql(
            f"SELECT {_ACCOUNT} FROM account ORDER BY name, login"
        ).all()
        return tuple(self._account(row, roles) for row in rows)

    def get(self, account: UUID) -> Account:
        """Return one account; KeyError when there is none."""
        found = [one for one in self.all() if one.id == account]
        if not found:
            raise KeyError(account)
        return found[0]

    def by_login(self, login: str) -> Account | None:
        """Return the account that signs in so, or None."""
        return next((one for one in self.all() if one.login == login), None)

    def add(self, account: Account) -> Account:
        """Store a new account, without roles; AlreadyThere when its login was ever used."""
        if self.by_login(account.login) is not None:
            raise AlreadyThere.login(account.login)
        places = ",".join("?" for _ in range(8))
        self._connection.exec_driver_sql(
            f"INSERT INTO account ({_ACCOUNT}) VALUES ({places})", self._row(account)
        )
        return self.get(account.id)

    def save(self, account: Account) -> Account:
        """Store a changed account: login, name, department, phone, or that it was closed."""
        other = self.by_login(account.login)
        if other is not None and other.id != account.id:
            raise AlreadyThere.login(account.login)
        key, login, name, department, phone, _opened, closed, seal = self._row(account)
        self._connection.exec_driver_sql(
            "UPDATE account SET login = ?, name = ?, department = ?, phone = ?, closed_at = ?,"
            " seal = ? WHERE id = ?",
            (login, name, department, phone, closed, seal, key),
        )
        return self.get(account.id)

    def grants(self, account: UUID | None = None) -> tuple[Grant, ...]:
        """Return every grant, of one account or of all, oldest first."""
        where, values = ("WHERE account_id = ? ", (account.hex,)) if account else ("", ())
        rows = self._connection.exec_driver_sql(
            f"SELECT {_GRANT} FROM role_grant {where}ORDER BY row", values
        ).all()
        return tuple(self._grant(row) for row in rows)

    def grant(self, account: UUID, role: Role, by: UUID, at: datetime, why: str = "") -> None:
        """Give a role; nothing happens when the account has it already."""
        if role in self.get(account).roles:
            return
        given = (account.hex, role.value, write_moment(at), by.hex, why, None, None, "")
        self._connection.exec_driver_sql(
            "INSERT INTO role_grant (account_id, role, granted_at, granted_by, why, revoked_at,"
            " revoked_by, revoked_why, seal) VALUES (?,?,?,?,?,?,?,?,?)",
            (*given, self._secrets.mac("grant", *given)),
        )

    def revoke(self, account: UUID, role: Role, by: UUID, at: datetime, why: str = "") -> None:
        """Take a role back; the grant stays on record."""
        rows = self._connection.exec_driver_sql(
            f"SELECT {_GRANT} FROM role_grant WHERE account_id = ? AND role = ?"
            " AND revoked_at IS NULL",
            (account.hex, role.value),
        ).all()
        for row in rows:
            kept = (*row[:5], write_moment(at), by.hex, why)
            self._connection.exec_driver_sql(
                "UPDATE role_grant SET revoked_at = ?, revoked_by = ?, revoked_why = ?, seal = ?"
                " WHERE row = ?",
                (*kept[5:], self._secrets.mac("grant", *kept), row[9]),
            )

    def roles_of(self, account: UUID) -> frozenset[Role]:
        """Return the roles in force of an open account; none for a closed or unknown one.

        A role that the ledger says was taken back is not in force, whatever its row says: the
        row may be an older one that was put back, seal and all.
        """
        row = self._connection.exec_driver_sql(
            f"SELECT {_ACCOUNT} FROM account WHERE id = ?", (account.hex,)
        ).first()
        if row is None or row[6] is not None or not self._secrets.fits(row[7], *_sealed(row)):
            return frozenset()
        given = {one.role for one in self.grants(account) if one.revoked_at is None}
        return frozenset(given - self._taken_back().get(account.hex, set()))

    def _taken_back(self) -> dict[str, set[Role]]:
        """Return, by account, the roles whose last word in the ledger is that they are gone."""
        taken: dict[str, set[Role]] = {}
        closed = set[str]()
        for action, told in sealed_rows(self._connection, self._secrets, _STAFF_ACTS):
            account = str(told.get("account", ""))
            roles = {Role.of(one) for one in told.get("roles", ())}
            gone = taken.setdefault(account, set())
            if action == "close-account":
                closed.add(account)
            elif action == "revoke-role":
                gone |= roles
            else:
                gone -= roles
        return taken | {one: set(Role) for one in closed}

    def _row(self, account: Account) -> tuple[str | None, ...]:
        row = (
            account.id.hex,
            account.login,
            account.name,
            account.department,
            account.phone,
            write_moment(account.opened_at),
            write_moment(account.closed_at) if account.closed_at else None,
        )
        return (*row, self._secrets.mac(*_sealed(row)))

    def _account(self, row: Any, roles: Mapping[str, set[Role]]) -> Account:
        if not self._secrets.fits(row[7], *_sealed(row)):
            raise Tampered("계정")
        closed = read_moment(row[6]) if row[6] else None
        return Account(
            id=UUID(row[0]),
            login=row[1],
            name=row[2],
            department=row[3],
            phone=row[4],
            opened_at=read_moment(row[5]),
            closed_at=closed,
            roles=frozenset() if closed else frozenset(roles.get(row[0], ())),
        )

    def _grant(self, row: Any) -> Grant:
        if not self._secrets.fits(row[8], "grant", *row[:8]):
            raise Tampered("역할")
        return Grant(
            account=UUID(row[0]),
            role=Role.of(row[1]),
            granted_at=read_moment(row[2]),
            granted_by=UUID(row[3]),
            why=row[4],
            revoked_at=read_moment(row[5]) if row[5] else None,
            revoked_by=UUID(row[6]) if row[6] else None,
            revoked_why=row[7],
        )


def _sealed(row: Any) -> tuple[object, ...]:
    """Return what the seal of an account binds: all of it."""
    return ("account", *row[:7])
