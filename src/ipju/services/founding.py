"""Found an office (사무실 세우기): its first account, before anybody could give a role.

The only service without `may`: it works in a store that has no account yet, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from ipju.domain.account import Account, Role
from ipju.services.ports import Store

PRACTICE_STAFF = (
    ("박담당", Role.CASEWORKER),
    ("이담당", Role.CASEWORKER),
    ("최결재", Role.SUPERVISOR),
    ("정접수", Role.INTAKE),
    ("한보호", Role.PRIVACY),
    ("강관리", Role.ADMIN),
)
"""Who sits in a practice office (연습); all invented."""


class AlreadyFounded(RuntimeError):
    """The office has accounts: another is opened by 관리, not founded."""

    def __init__(self) -> None:
        super().__init__("이 사무실에는 이미 계정이 있습니다. 관리 담당자로 들어가세요.")


def first_account(login: str, name: str, department: str, phone: str, at: datetime) -> Account:
    """Return the account of the first 관리 of a new office."""
    return Account(
        id=uuid4(), login=login, name=name, department=department, phone=phone, opened_at=at
    )


def found(store: Store, staff: Iterable[tuple[Account, Role]], at: datetime) -> UUID:
    """Store the first accounts with a role each, and return the id of the first one.

    AlreadyFounded when the store has an account. The first one signs for all.
    """
    members = tuple(staff)
    founder = members[0][0].id
    with store.unit() as unit:
        if unit.accounts.all():
            raise AlreadyFounded
        for account, role in members:
            unit.accounts.add(account)
            unit.accounts.grant(account.id, role, founder, at, "사무실을 세움")
            unit.ledger.append(
                at=at,
                actor=founder.hex,
                action="open-account",
                detail={"account": account.id.hex, "roles": [role.value]},
            )
    return founder


def found_practice(store: Store, at: datetime) -> None:
    """Seat the invented staff of a practice office, in a store that has nobody yet."""
    if store.staff():
        return
    staff = [
        (
            Account(
                id=uuid4(),
                login=name,
                name=name,
                department="맞춤형주택공급부 (연습)",
                phone="02-000-0000",
                opened_at=at,
            ),
            role,
        )
        for name, role in PRACTICE_STAFF
    ]
    found(store, staff, at)
