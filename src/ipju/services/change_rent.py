"""Change deposit and rent (임대조건 변경) of a lease between two renewals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from ipju.domain.finding import Finding, Outcome
from ipju.domain.letting import LeaseState, Rent, RoomLease
from ipju.domain.money import LARGEST
from ipju.domain.notice import Notice
from ipju.rules.leases import increase_finding
from ipju.services.authority import CASES, DECIDING, may
from ipju.services.lease_steps import (
    Let,
    lease_at,
    let_changes,
    letting_terms,
    noted,
    rent_of_lease,
    term_of_lease,
    worded,
)
from ipju.services.letting_problems import (
    FreeOfCharge,
    NeedsDecision,
    NothingChanged,
    RuleForbids,
    WrongAmount,
    refuse_before,
)
from ipju.services.office import Office

CHANGING = (LeaseState.CONTRACTED, LeaseState.OCCUPIED, LeaseState.LEAVING)


def refuse_amounts(*amounts: int) -> None:
    """Raise WrongAmount for an amount in won that no lease could show."""
    if any(not 0 <= one <= LARGEST for one in amounts):
        raise WrongAmount


def _next_rent(
    notice: Notice, lease: RoomLease, from_on: date, deposit: int, rent: int, raised: bool | None
) -> tuple[Rent, Finding]:
    letting_terms(notice)
    before = rent_of_lease(lease)
    if lease.free_of_charge:
        raise FreeOfCharge
    refuse_amounts(deposit, rent)
    if (deposit, rent) == (before.deposit, before.rent):
        raise NothingChanged
    refuse_before(from_on, "바꾸는 날", term_of_lease(lease).starts_on, "임대 시작일")
    refuse_before(from_on, "바꾸는 날", before.from_on, "지금 금액을 적용한 날")
    after = Rent(
        number=len(lease.rents), from_on=from_on, deposit=deposit, rent=rent, lease_raised=raised
    )
    return after, increase_finding(notice, before, after, lease.raised_on)


@may(CASES)
def rise_finding(
    office: Office,
    lease_id: UUID,
    from_on: date,
    deposit: int,
    rent: int,
    lease_raised: bool | None,
) -> Finding:
    """Return what the notice says of new amounts, before anything is stored; for the dialog."""
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "금액 변경", *CHANGING)
    notice = office.notices.get(lease.notice)
    return _next_rent(notice, lease, from_on, deposit, rent, lease_raised)[1]


@may(DECIDING)
def change_rent(
    office: Office,
    lease_id: UUID,
    from_on: date,
    deposit: int,
    rent: int,
    lease_raised: bool | None,
    reason: str,
    decided: str = "",
) -> Let:
    """Change deposit and rent (won) from a day on; a decrease is not restricted.

    RuleForbids where the notice forbids the rise or a fact of it is missing, NeedsDecision where
    it leaves it open and no `decided` (the officer's reading and reason) is given; NothingChanged,
    FreeOfCharge, WrongAmount, WrongDate, WrongState, NoReason.
    """
    with office.store.unit() as unit:
        lease = lease_at(unit, lease_id, "금액 변경", *CHANGING)
        notice = office.notices.get(lease.notice)
        words = worded(reason, "금액을 바꾸는")
        after, finding = _next_rent(notice, lease, from_on, deposit, rent, lease_raised)
        judged = worded(decided, "판단", needed=False)
        if finding.outcome is Outcome.REVIEW:
            if not judged:
                raise NeedsDecision(finding)
            words = f"{words} (판단: {judged})"
        elif finding.outcome not in (Outcome.PASS, Outcome.NA):
            raise RuleForbids(finding)
        saved = unit.leases.save(replace(lease, rents=(*lease.rents, replace(after, reason=words))))
        told = {"from_on": from_on.isoformat(), "deposit": deposit, "rent": rent}
        noted(office, unit, saved, action="change-rent", **told, why=words)
    return Let(saved, let_changes(saved))
