"""How rows of the ledger are shown, and the groups of acts they are searched by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from ipju.domain.account import Role
from ipju.domain.dates import SEOUL, seoul_time
from ipju.domain.retention import Holding
from ipju.domain.trail import TrailRow
from ipju.services.action_words import service_words
from ipju.ui.widgets.table_model import Column, Row

COLUMNS: Final = (
    Column("때", 128),
    Column("누구", 104),
    Column("한 일"),
    Column("접수번호", 108),
    Column("사유"),
)

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "사례를 봄": ("view", "open"),
    "주민등록번호": ("reveal-rrn", "search-rrn"),
    "고침": ("record", "import", "open"),
    "결정과 결재": ("propose", "withdraw", "approve", "send-back", "refuse", "void"),
    "통지와 출력": (
        "issue",
        "print-letter",
        "save-letter",
        "print-receipt",
        "print-supplement",
        "print-decision",
        "print-consent",
        "print-title",
    ),
    "내보냄": ("export",),
    "들어오고 나감": (
        "sign-in",
        "sign-in-failed",
        "sign-out",
        "lock",
        "unlock",
        "unlock-failed",
        "sit",
        "sit-as",
        "recover",
    ),
    "거절된 것": ("refused", "sign-in-failed", "unlock-failed", "password-failed"),
    "계정과 역할": (
        "open-account",
        "close-account",
        "edit-account",
        "grant-role",
        "revoke-role",
        "reset-password",
        "unlock-account",
        "change-password",
        "password-failed",
        "renew-recovery",
    ),
    "백업": ("backup", "verify-backup", "drill", "restore", "backup-folder"),
    "점검과 파기": ("sign-month", "destroy"),
}
"""Acts by what one looks for; an act may stand in several groups."""

_DETAIL: Final = {
    "account": "계정",
    "roles": "역할",
    "fields": "고친 것",
    "act": "하려던 일",
    "version": "판",
    "person": "사람",
    "cases": "사례",
    "month": "달",
    "seq": "행",
    "hash": "지문",
    "content": "내용 지문",
    "sheet": "심사표",
    "from": "앞 자리",
    "made_at": "만든 때",
    "tried_at": "시도한 때",
    "backup": "백업",
    "destroyed": "파기된 것",
    "number": "접수번호",
    "holding": "보유 구분",
    "due_on": "보유 기간 끝",
    "rows": "지운 행",
    "clock_back": "시계가 뒤처짐",
}
_FIELDS: Final = {"name": "이름", "department": "부서", "phone": "전화", "login": "아이디"}
_SHORT: Final = 12


def moment_words(moment: datetime) -> str:
    """A UTC moment as the ledger shows it: day and time of day here."""
    return f"{moment.astimezone(SEOUL):%Y-%m-%d %H:%M}"


def month_words(month: date) -> str:
    """A month as it is written."""
    return f"{month.year}년 {month.month}월"


def day_bounds(since: date | None, until: date | None) -> tuple[datetime | None, datetime | None]:
    """The moments at which a period of whole days here begins and is over."""
    after = until + timedelta(days=1) if until else None
    return _midnight(since), _midnight(after)


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL) if day else None


def day_of(moment: datetime) -> date:
    """The day of a UTC moment here."""
    return seoul_time(moment).date()


def row_of(row: TrailRow, names: Mapping[str, str], words: Mapping[str, str]) -> Row:
    """One act as a row of the table."""
    return {
        "id": str(row.seq),
        "cells": (
            {"t": moment_words(row.at), "keep": True},
            {"t": names.get(row.actor, row.actor)},
            {"t": words.get(row.action, row.action)},
            {"t": _number_words(row)},
            {"t": row.why},
        ),
    }


def _number_words(row: TrailRow) -> str:
    """The number of the case; one that was destroyed is known by the row that says so."""
    if row.case_number or row.case_id is None:
        return row.case_number or "–"
    return str(row.detail.get("number", "파기된 사례"))


def detail_words(row: TrailRow, names: Mapping[str, str]) -> str:
    """What else the row holds: its number, where from, and the details in words."""
    parts = [f"{row.seq:,}번째 행", f"{row.at.astimezone(SEOUL):%H:%M:%S}", row.device]
    parts += [
        f"{_DETAIL.get(key, '그 밖')} {_value_words(key, value, names)}"
        for key, value in row.detail.items()
    ]
    return " · ".join(one for one in parts if one)


def _value_words(key: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_value_words(key, one, names) for one in value)
    text = str(value)
    if key in ("account", "from"):
        return names.get(text, text[:_SHORT])
    if key == "roles":
        return next((one.label for one in Role if one.value == text), text)
    if key == "holding":
        return next((one.label for one in Holding if one.value == text), text)
    if key == "clock_back":
        return f"{value:,}초" if isinstance(value, int) else text
    if key == "act":
        return service_words(text)
    if key == "fields":
        return _FIELDS.get(text, text)
    return text[:_SHORT] if _is_long_code(text) else text


def _is_long_code(text: str) -> bool:
    """Whether it is an id or a fingerprint, of which the beginning is enough to tell it."""
    try:
        UUID(text)
    except ValueError:
        return len(text) == 64 and all(one in "0123456789abcdef" for one in text)
    return True
