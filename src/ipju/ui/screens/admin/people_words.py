"""How an account, its key and its roles are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from ipju.domain.account import Account, Grant, Role
from ipju.domain.dates import SEOUL
from ipju.domain.keys import KeySlot
from ipju.services.staff import StaffLine
from ipju.ui.widgets.table_model import Cell, Column, Row

LIST_COLUMNS = (Column("이름"), Column("역할"), Column("열쇠", 144))
GRANT_COLUMNS = (Column("역할", 72), Column("준 사람"), Column("거둔 사람"))


def day_words(moment: datetime) -> str:
    """A UTC moment as a day with its time here."""
    return f"{moment.astimezone(SEOUL):%Y-%m-%d %H:%M}"


def _signed(at: datetime, who: str, why: str) -> Cell:
    """By whom, when and why; the time of day as a tooltip."""
    said = f"{day_words(at)} {who}".strip()
    return {"t": who, "sub": f"{day_words(at)[:10]} {why}", "tip": f"{said}\n{why}"}


def roles_words(roles: Iterable[Role]) -> str:
    """Roles in their order; words for none."""
    held = frozenset(roles)
    return " · ".join(one.label for one in Role if one in held) or "역할 없음"


def key_cell(account: Account, slot: KeySlot | None, *, practice: bool) -> Cell:
    """The state of somebody's key as mark, word and what it means."""
    if account.closed_at is not None:
        return {"t": "닫힘", "mark": "na", "sub": f"{day_words(account.closed_at)[:10]}부터"}
    if practice:
        return {"t": "연습", "mark": "na", "sub": "비밀번호 없이 앉음"}
    if slot is None:
        return {"t": "열쇠 없음", "mark": "mis", "sub": "들어올 수 없음"}
    if slot.locked:
        return {"t": "잠김", "mark": "fail", "sub": f"비밀번호 {slot.failures}번 틀림"}
    if slot.must_change:
        return {"t": "비밀번호 바꿔야 함", "mark": "rev", "sub": "첫 비밀번호 그대로"}
    failed = f"비밀번호 {slot.failures}번 틀림" if slot.failures else ""
    held = "비밀번호와 이 컴퓨터" if slot.device else "비밀번호"
    return {"t": "열쇠 있음", "mark": "pas", "sub": failed or held}


def row_of(line: StaffLine, *, practice: bool) -> Row:
    """One account in the list."""
    account = line.account
    closed = account.closed_at is not None
    none: Cell = {"t": "–", "tone": "ink3", "said": "역할 없음"}
    roles: Cell = {"t": roles_words(account.roles)} if account.roles else none
    roles["sub"] = account.department
    return {
        "id": account.id.hex,
        "cells": (
            {"t": account.name, "bold": not closed, "sub": account.login},
            roles,
            key_cell(account, line.slot, practice=practice),
        ),
        "dim": closed,
        "lines": 2,
    }


def grant_row(at: int, grant: Grant, names: Mapping[UUID, str]) -> Row:
    """One role given, and taken back or not: who, when and why."""
    given = _signed(grant.granted_at, names.get(grant.granted_by, "모르는 사람"), grant.why)
    back: Cell = {"t": "–", "tone": "ink3", "said": "거두지 않음"}
    if grant.revoked_at is not None:
        by = names.get(grant.revoked_by, "모르는 사람") if grant.revoked_by else ""
        back = _signed(grant.revoked_at, by, grant.revoked_why)
    return {
        "id": str(at),
        "cells": ({"t": grant.role.label, "bold": grant.revoked_at is None}, given, back),
        "dim": grant.revoked_at is not None,
        "lines": 2,
    }


def grant_words(grant: Grant, names: Mapping[UUID, str]) -> str:
    """A grant in full: given and taken back, by whom, when and why."""
    by = names.get(grant.granted_by, "모르는 사람")
    said = f"줌: {day_words(grant.granted_at)} {by}, {grant.why}"
    if grant.revoked_at is None:
        return said
    back = names.get(grant.revoked_by, "모르는 사람") if grant.revoked_by else ""
    return f"{said}\n거둠: {day_words(grant.revoked_at)} {back}, {grant.revoked_why}"
