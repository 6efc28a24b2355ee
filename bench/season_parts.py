"""What a season in the benchmark is written from: rows of the ledger, scans, who is undecided."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from ipju.domain.post import Scan, ScanKind
from ipju.storage.store import Store
from ipju.storage.unit import UnitOfWork

LAST = datetime(2024, 2, 27, 8, 0, tzinfo=UTC)
"""The ledger of the season ends then, and lists are asked."""


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the ledger to be written."""

    at: datetime
    actor: UUID
    action: str
    case_id: UUID
    detail: dict[str, object]


def undecided(store: Store, count: int) -> Iterable[UUID]:
    """Return cases upon which nothing was proposed yet."""
    rows = store.connection.exec_driver_sql(
        "SELECT id FROM cases WHERE NOT EXISTS"
        " (SELECT 1 FROM proposal WHERE proposal.case_id = cases.id) LIMIT ?",
        (count,),
    ).all()
    return [UUID(one[0]) for one in rows]


def add_scan(unit: UnitOfWork, case_id: UUID | None, dice: random.Random, by: UUID) -> None:
    """Store a scan of a case, or one that waits in the tray."""
    content = dice.randbytes(5_000)
    unit.scans.add(
        Scan(
            id=uuid4(),
            case_id=case_id,
            paper=None,
            name="등본.png",
            kind=ScanKind.PNG,
            size=len(content),
            pages=1,
            digest=hashlib.sha256(content).hexdigest(),
            added_at=LAST,
            added_by=by,
        ),
        content,
    )
