"""The history of a case (이력): its ledger rows, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ipju.domain.account import Role
from ipju.services.action_words import act_words
from ipju.services.authority import CASES, may
from ipju.services.office import Office


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a case: when (UTC), who, what, why."""

    at: datetime
    actor: str
    what: str
    why: str


@may(CASES, Role.PRIVACY)
def history(office: Office, case_id: UUID, limit: int = 200) -> tuple[Act, ...]:
    """Return the latest acts on a case, newest first."""
    names = {one.id.hex: one.name for one in office.store.staff()}
    return tuple(
        Act(at, names.get(actor, actor), act_words(action), why)
        for at, actor, action, why in office.store.acts(case_id, limit)
    )
