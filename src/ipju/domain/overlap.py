"""Overlaps (겹치는 신청): people who stand in more than one application of a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ipju.domain.case import Stage, Supply
from ipju.domain.person import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPerson:
    """Somebody of one case who may be somebody of another.

    `mark` stands for the RRN and is the same for the same number; empty where none is recorded.
    """

    case_id: UUID
    person: UUID
    relation: Relation
    name: str
    birth: date | None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBrief:
    """What tells cases that look alike apart, without reading all of them; `phone` as typed.

    `applied_at` is in UTC.
    """

    case_id: UUID
    number: str
    supply: Supply
    stage: Stage
    phone: str
    applied_at: datetime | None
