"""Destruction (파기): which cases fall due, and the certificate that remains of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.labelled import Labelled


class Holding(Labelled):
    """Why a case's data are still kept (보유 구분); each has its own period in the notice."""

    OPEN = "open", "진행 중"
    NOT_SELECTED = "not-selected", "미선정"
    SELECTED = "selected", "선정"
    CONTRACTED = "contracted", "계약"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A destruction certificate (파기확인서): what was destroyed, when, by whom; not the data.

    `rows` counts what was destroyed by kind; `due_on` is the day the period ended.
    """

    case_id: UUID
    case_number: str
    notice: str
    holding: Holding
    due_on: date
    destroyed_at: datetime
    approved_by: UUID
    reason: str
    rows: int
    whole: bool = True
