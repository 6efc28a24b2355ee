"""Who may call a service (권한): each says so itself, and one that does not is refused.

The roles are asked of the store at every call, so that a revocation or a leaver's closing takes
effect at once, whatever the open window still shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from ipju.domain.account import CASE_ROLES, Role
from ipju.domain.rrn import without_rrn
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")

EVERYONE = frozenset(Role)
CASES = CASE_ROLES
"""Whoever works on cases: 접수, 담당, 결재."""

DECIDING = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
"""Whoever judges cases: 담당, 결재."""


class NotAllowed(PermissionError):
    """Somebody may not do this: the message says which role may."""

    def __init__(self, allowed: frozenset[Role]) -> None:
        words = ", ".join(one.label for one in Role if one in allowed)
        super().__init__(f"이 일은 {words} 역할만 할 수 있습니다. 관리 담당자에게 문의하세요.")
        self.allowed = allowed


class NotOnStaff(PermissionError):
    """The account at the desk was closed, or holds no role any more."""

    def __init__(self) -> None:
        super().__init__("이 계정은 닫혔거나 역할이 없습니다. 관리 담당자에게 문의하세요.")


def demand(office: Office, allowed: frozenset[Role], act: str) -> None:
    """Return when the actor holds one of these roles now; refuse otherwise, after a ledger row.

    Raises NotAllowed, or NotOnStaff for a closed account and one without any role.
    """
    held = office.store.roles_of(office.actor.id)
    if held & allowed:
        return
    with office.store.unit() as unit:
        note(office, unit, "refused", detail={"act": act})
    raise NotAllowed(allowed) if held else NotOnStaff


def may(
    *roles: Role | frozenset[Role],
) -> Callable[[Callable[Concatenate[Office, P], T]], Callable[Concatenate[Office, P], T]]:
    """Declare who may call a service; anybody else is refused, and the refusal is a ledger row."""
    allowed = frozenset(
        role for one in roles for role in (one if isinstance(one, frozenset) else (one,))
    )
    if not allowed:
        raise ValueError("a service that names no one cannot be called")

    def declare(
        service: Callable[Concatenate[Office, P], T],
    ) -> Callable[Concatenate[Office, P], T]:
        @wraps(service)
        def asked(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
            demand(office, allowed, service.__name__)
            return service(office, *args, **kwargs)

        vars(asked)["allowed"] = allowed
        return asked

    return declare


def note(
    office: Office,
    unit: UnitOfWork,
    action: str,
    case_id: UUID | None = None,
    why: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write the ledger row of an act, in the transaction of the act itself.

    A number that somebody typed into the reason is masked: the ledger outlives the case.
    """
    unit.ledger.append(
        at=office.clock.now(),
        actor=office.actor.key,
        action=action,
        case_id=case_id,
        why=without_rrn(why),
        detail=detail,
    )
