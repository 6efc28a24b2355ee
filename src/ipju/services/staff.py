"""Staff (직원): accounts opened and closed, roles given and taken back, keys set and reset.

Nobody does any of it to their own account, one 관리 with a key always remains, and every act is a
ledger row that names the account by its id and carries no password.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from ipju.domain.account import Account, Grant, Role, clash_of
from ipju.domain.keys import KeySlot, RecoveryKey
from ipju.services.authority import EVERYONE, may, note
from ipju.services.office import Changes, Office
from ipju.services.passwords import refuse_weak
from ipju.services.ports import UnitOfWork, Vault

LONGEST_WORD = 60
"""Characters of a login, name, department or phone: what a letter and a list have room for."""


class StaffRefused(ValueError):
    """An act on an account that may not be; the message says why and what to do instead."""


class NoVault(StaffRefused):
    """A practice office has no passwords."""

    def __init__(self) -> None:
        super().__init__(
            "연습 사무실에는 비밀번호가 없습니다. 비밀번호는 업무 사무실에서 정하세요."
        )


class OwnAccount(StaffRefused):
    """Somebody would change what they may do themselves."""

    def __init__(self) -> None:
        super().__init__(
            "자기 계정의 역할과 열쇠는 스스로 바꿀 수 없습니다. 다른 관리 담당자에게 부탁하세요."
        )


class LastAdmin(StaffRefused):
    """Nobody would be left who can open accounts."""

    def __init__(self) -> None:
        super().__init__(
            "열쇠를 가진 관리 담당자가 한 사람은 남아야 합니다. "
            "먼저 다른 사람에게 관리 역할과 비밀번호를 주세요."
        )


@dataclass(frozen=True, slots=True)
class Staffed:
    """The account as it now stands."""

    account: Account
    changes: Changes


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One account, everything it was ever given, and its key; no slot: it opens nothing."""

    account: Account
    grants: tuple[Grant, ...]
    slot: KeySlot | None


CHANGED = Changes(staff=True, trail=True)


@may(Role.ADMIN, Role.PRIVACY)
def staff_list(office: Office) -> tuple[StaffLine, ...]:
    """Return every account that ever was, by name, with grants and keys."""
    slots = {one.account: one for one in office.vault.slots()} if office.vault else {}
    with office.store.unit() as unit:
        accounts, grants = unit.accounts.all(), unit.accounts.grants()
    return tuple(
        StaffLine(
            account=one,
            grants=tuple(given for given in grants if given.account == one.id),
            slot=slots.get(one.id),
        )
        for one in accounts
    )


@may(Role.ADMIN)
def open_account(
    office: Office,
    login: str,
    name: str,
    department: str,
    phone: str,
    roles: Iterable[Role],
    password: str,
) -> Staffed:
    """Open an account with its roles; the password is to be changed at the first use.

    Raises StaffRefused (login used before, roles that don't go together, a blank name) and
    WeakPassword. A practice office takes no password: NoVault when one is given.
    """
    wanted = frozenset(roles)
    account = Account(
        id=uuid4(),
        login=_word(login, "아이디", needed=True),
        name=_word(name, "이름", needed=True),
        department=_word(department, "부서"),
        phone=_word(phone, "전화"),
        opened_at=office.clock.now(),
    )
    if any(one.isspace() for one in account.login):
        raise StaffRefused("아이디에는 빈칸을 쓸 수 없습니다. 붙여 적으세요.")
    if not wanted:
        raise StaffRefused("역할이 없습니다. 하나 이상 고르세요.")
    _refuse_clash(wanted)
    vault = _vault(office) if password or office.vault is not None else None
    if vault is not None:
        refuse_weak(password, account.login, account.name)
    try:
        with office.store.unit() as unit:
            _refuse_used(unit, account.login)
            unit.accounts.add(account)
            for role in (one for one in Role if one in wanted):
                unit.accounts.grant(
                    account.id, role, office.actor.id, account.opened_at, "계정을 엶"
                )
            _note(office, unit, "open-account", account.id, roles=_values(wanted))
            opened = unit.accounts.get(account.id)
            if vault is not None:
                vault.set_password(account.id, account.login, password, must_change=True)
    except BaseException:
        # A key whose account was not kept opens nothing.
        if vault is not None and account.id in {one.account for one in vault.slots()}:
            vault.remove(account.id)
        raise
    return Staffed(opened, CHANGED)


@may(Role.ADMIN)
def close_account(office: Office, account_id: UUID, why: str) -> Staffed:
    """Close the account of a leaver: no role, no key, from the next call of an open window on.

    It stays on record and is never opened again. Raises StaffRefused, KeyError.
    """
    reason = _reason(why)
    with office.store.unit() as unit:
        account = _others(office, unit, account_id)
        _refuse_last(office, unit, account)
        now = office.clock.now()
        for role in (one for one in Role if one in account.roles):
            unit.accounts.revoke(account_id, role, office.actor.id, now, reason)
        closed = unit.accounts.save(replace(account, closed_at=now))
        _note(office, unit, "close-account", account_id, why=reason, roles=_values(account.roles))
        if office.vault is not None:
            # Last, within the transaction: a key is gone before the closing is on record, never
            # the other way about.
            office.vault.remove(account_id)
    return Staffed(closed, CHANGED)


@may(Role.ADMIN)
def grant_role(office: Office, account_id: UUID, role: Role, why: str) -> Staffed:
    """Give a role; StaffRefused when it doesn't go with the others or is there already."""
    reason = _reason(why)
    with office.store.unit() as unit:
        account = _others(office, unit, account_id)
        if role in account.roles:
            raise StaffRefused(f"{role.label} 역할은 이미 있습니다.")
        _refuse_clash(account.roles | {role})
        unit.accounts.grant(account_id, role, office.actor.id, office.clock.now(), reason)
        _note(office, unit, "grant-role", account_id, why=reason, roles=[role.value])
        return Staffed(unit.accounts.get(account_id), CHANGED)


@may(Role.ADMIN)
def revoke_role(office: Office, account_id: UUID, role: Role, why: str) -> Staffed:
    """Take a role back; the grant stays on record. StaffRefused when it isn't there."""
    reason = _reason(why)
    with office.store.unit() as unit:
        account = _others(office, unit, account_id)
        if role not in account.roles:
            raise StaffRefused(f"{role.label} 역할이 없어 거둘 것이 없습니다.")
        if role is Role.ADMIN:
            _refuse_last(office, unit, account)
        unit.accounts.revoke(account_id, role, office.actor.id, office.clock.now(), reason)
        _note(office, unit, "revoke-role", account_id, why=reason, roles=[role.value])
        return Staffed(unit.accounts.get(account_id), CHANGED)


@may(Role.ADMIN)
def edit_account(
    office: Office, account_id: UUID, *, login: str, name: str, department: str, phone: str
) -> Staffed:
    """Change what a person is called and where they sit; the ledger names the fields only.

    A login stays what it was for ever (StaffRefused): it signs nothing, but it is what a key is
    found by, and a name that changed hands would tell a wrong story.
    """
    with office.store.unit() as unit:
        account = _open(unit, account_id)
        if login.strip() != account.login:
            raise StaffRefused(
                "아이디는 바꿀 수 없습니다. "
                "다른 아이디가 필요하면 새 계정을 열고 이 계정을 닫으세요."
            )
        changed = replace(
            account,
            name=_word(name, "이름", needed=True),
            department=_word(department, "부서"),
            phone=_word(phone, "전화"),
        )
        fields = [
            one
            for one in ("name", "department", "phone")
            if getattr(changed, one) != getattr(account, one)
        ]
        if fields:
            changed = unit.accounts.save(changed)
            _note(office, unit, "edit-account", account_id, fields=fields)
    return Staffed(changed, CHANGED)


@may(Role.ADMIN)
def reset_password(office: Office, account_id: UUID, password: str) -> Staffed:
    """Set somebody else's password, to be changed at the first use; a lock-out ends.

    The row is committed before the key changes: no reset without its row. Raises NoVault,
    WeakPassword, StaffRefused.
    """
    vault = _vault(office)
    with office.store.unit() as unit:
        account = _others(office, unit, account_id)
        refuse_weak(password, account.login, account.name)
        _note(office, unit, "reset-password", account_id)
    vault.set_password(account.id, account.login, password, must_change=True)
    return Staffed(account, CHANGED)


@may(Role.ADMIN)
def unlock_account(office: Office, account_id: UUID) -> Staffed:
    """Let somebody who was locked out after wrong passwords try again; the password stays."""
    vault = _vault(office)
    with office.store.unit() as unit:
        account = _open(unit, account_id)
        if account_id not in {one.account for one in vault.slots()}:
            raise StaffRefused("이 계정에는 열쇠가 없습니다. 비밀번호를 새로 정하세요.")
        _note(office, unit, "unlock-account", account_id)
    vault.unlock(account_id)
    return Staffed(account, CHANGED)


@may(EVERYONE)
def change_password(office: Office, old: str, new: str) -> Staffed:
    """Change one's own password; the old one is asked for, and wrong ones are counted.

    Raises NoVault, WeakPassword, and what the vault says of a wrong password.
    """
    vault = _vault(office)
    with office.store.unit() as unit:
        account = _open(unit, office.actor.id)
    refuse_weak(new, account.login, account.name)
    if unicodedata.normalize("NFC", new) == unicodedata.normalize("NFC", old):
        raise StaffRefused("전과 같은 비밀번호입니다. 다른 것으로 정하세요.")
    try:
        vault.check(account.id, old)
    except Exception:
        with office.store.unit() as unit:
            _note(office, unit, "password-failed", account.id)
        raise
    with office.store.unit() as unit:
        _note(office, unit, "change-password", account.id)
    vault.set_password(account.id, account.login, new)
    return Staffed(account, CHANGED)


@may(Role.ADMIN)
def draw_recovery(office: Office) -> RecoveryKey:
    """Return a new recovery key (복구 열쇠) to be printed; nothing is renewed yet. NoVault."""
    return _vault(office).draw_recovery()


@may(Role.ADMIN)
def renew_recovery(office: Office, key: RecoveryKey | None = None) -> RecoveryKey:
    """Put a recovery key in place, one drawn before or a new one; the old opens nothing. NoVault.

    Draw it first, print it and have it read back: a key that is in place and on no paper is lost.
    """
    vault = _vault(office)
    with office.store.unit() as unit:
        note(office, unit, "renew-recovery")
    return vault.renew_recovery(key)


def _vault(office: Office) -> Vault:
    if office.vault is None:
        raise NoVault
    return office.vault


def _open(unit: UnitOfWork, account_id: UUID) -> Account:
    account = unit.accounts.get(account_id)
    if account.closed_at is not None:
        raise StaffRefused("닫힌 계정입니다. 다시 쓰려면 새 계정을 여세요.")
    return account


def _others(office: Office, unit: UnitOfWork, account_id: UUID) -> Account:
    """Return an open account of somebody else."""
    if account_id == office.actor.id:
        raise OwnAccount
    return _open(unit, account_id)


def _refuse_last(office: Office, unit: UnitOfWork, leaving: Account) -> None:
    """LastAdmin when without this one no open 관리 with a key that opens would remain."""
    if Role.ADMIN not in leaving.roles:
        return
    left = {
        one.id for one in unit.accounts.all() if Role.ADMIN in one.roles and one.id != leaving.id
    }
    if office.vault is not None:
        left &= {one.account for one in office.vault.slots() if not one.locked}
    if not left:
        raise LastAdmin


def _refuse_clash(roles: frozenset[Role]) -> None:
    found = clash_of(roles)
    if found:
        raise StaffRefused(found)


def _refuse_used(unit: UnitOfWork, login: str) -> None:
    """A login belongs to one person for ever, in capitals or not."""
    if login.casefold() in {one.login.casefold() for one in unit.accounts.all()}:
        raise StaffRefused(f"아이디 {login}은(는) 이미 쓴 적이 있습니다. 다른 아이디를 정하세요.")


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason:
        raise StaffRefused("사유를 적으세요. 역할과 계정의 변경은 사유와 함께 남습니다.")
    return reason


def _word(text: str, what: str, needed: bool = False) -> str:
    """Return what was typed without blanks around it; StaffRefused when it can't be shown."""
    word = unicodedata.normalize("NFC", text).strip()
    if needed and not word:
        raise StaffRefused(f"{what}: 비어 있습니다. 적으세요.")
    if len(word) > LONGEST_WORD:
        raise StaffRefused(f"{what}: 너무 깁니다. {LONGEST_WORD}자까지 적으세요.")
    if not word.isprintable():
        raise StaffRefused(f"{what}: 보이지 않는 글자가 있습니다. 다시 적으세요.")
    return word


def _values(roles: frozenset[Role]) -> list[str]:
    return [one.value for one in Role if one in roles]


def _note(
    office: Office,
    unit: UnitOfWork,
    action: str,
    account: UUID,
    why: str = "",
    **detail: Any,
) -> None:
    """Write the row of an act on an account: its id, role words, field names; no name."""
    note(office, unit, action, why=why, detail={"account": account.hex, **detail})
