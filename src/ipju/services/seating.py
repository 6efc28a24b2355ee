"""Seating (자리): the lock screen, signing out, and changing seats in a practice office."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ipju.services.authority import EVERYONE, NotOnStaff, may, note
from ipju.services.office import Actor, Changes, Office


class NotPractice(PermissionError):
    """Seats are changed in a practice office only."""

    def __init__(self) -> None:
        super().__init__(
            "자리를 바꾸는 것은 연습 사무실에서만 됩니다. 나간 뒤 자기 계정으로 들어오세요."
        )


@may(EVERYONE)
def unlock(office: Office, password: str) -> Changes:
    """Let whoever locked the desk back in; a wrong password is counted, and is a ledger row.

    Raises what the vault says (wrong, locked out). A practice office has no password and asks
    for none.
    """
    if office.vault is not None:
        try:
            office.vault.check(office.actor.id, password)
        except Exception:
            with office.store.unit() as unit:
                note(office, unit, "unlock-failed")
            raise
    with office.store.unit() as unit:
        note(office, unit, "unlock")
    return Changes(trail=True)


@may(EVERYONE)
def note_lock(office: Office) -> Changes:
    """Write down that the desk was locked; the desk is locked first, whatever comes of this."""
    with office.store.unit() as unit:
        note(office, unit, "lock")
    return Changes(trail=True)


@may(EVERYONE)
def sign_out(office: Office) -> Changes:
    """Write down that somebody left the desk; the window closes whatever comes of this."""
    with office.store.unit() as unit:
        note(office, unit, "sign-out")
    return Changes(trail=True)


@may(EVERYONE)
def sit_as(office: Office, account_id: UUID) -> Actor:
    """Return the actor of another seat of a practice office, after its ledger row.

    Raises NotPractice in a real office, NotOnStaff for a closed account, KeyError for none.
    """
    if not office.practice:
        raise NotPractice
    with office.store.unit() as unit:
        account = unit.accounts.get(account_id)
        if not account.roles:
            raise NotOnStaff
        note(
            replace(office, actor=Actor.of(account)),
            unit,
            "sit-as",
            detail={"from": office.actor.key},
        )
    return Actor.of(account)
