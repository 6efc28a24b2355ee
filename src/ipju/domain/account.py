"""Accounts (계정) of the staff: one a person, with the roles that were granted and revoked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


class Role(Labelled):
    """What somebody may do (역할)."""

    INTAKE = "intake", "접수"
    CASEWORKER = "caseworker", "담당"
    SUPERVISOR = "supervisor", "결재"
    PRIVACY = "privacy", "개인정보"
    ADMIN = "admin", "관리"


CASE_ROLES = frozenset({Role.INTAKE, Role.CASEWORKER, Role.SUPERVISOR})
"""Roles that see cases as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person of the staff. `id` never changes, whatever the person is called later.

    `login` is what is typed to sign in; `department` and `phone` stand on decision letters
    (「행정절차법」 제24조). `roles` are those in force; a closed account has none. Times are UTC.
    """

    id: UUID
    login: str
    name: str
    department: str = ""
    phone: str = ""
    opened_at: datetime
    closed_at: datetime | None = None
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role given to an account, and taken back or not. Kept for ever. Times are UTC."""

    account: UUID
    role: Role
    granted_at: datetime
    granted_by: UUID
    why: str = ""
    revoked_at: datetime | None = None
    revoked_by: UUID | None = None
    revoked_why: str = ""


def clash_of(roles: Iterable[Role]) -> str:
    """Return why these roles may not meet in one account, or an empty text when they may.

    관리 makes accounts and settings and sees no case, so it never joins a role that does.
    """
    found = frozenset(roles)
    if Role.ADMIN in found and found & CASE_ROLES:
        words = ", ".join(one.label for one in Role if one in found & CASE_ROLES)
        return f"관리 역할은 사례를 보지 않으므로 {words} 역할과 함께 줄 수 없습니다."
    return ""
