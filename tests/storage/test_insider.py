"""An insider at the raw connection of the open store: what he takes away is missed."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from ipju.domain.trail import SignedMonth
from ipju.storage.problems import Refused, Tampered
from ipju.storage.store import Store

MONTH = date(2026, 9, 1)


def signed(store: Store, content: bytes) -> None:
    """Sign a month as the service does: the row, and the ledger tells of it."""
    now, who = datetime.now(UTC), uuid4()
    with store.unit() as unit:
        unit.ledger.append(at=now, actor=who.hex, action="view")
        month = SignedMonth(
            month=MONTH,
            signed_at=now,
            signed_by=who,
            anchor=store.reviews.anchor(1),
            content=content,
        )
        unit.months.sign(month)
        unit.ledger.append(
            at=now, actor=who.hex, action="sign-month", detail={"month": f"{MONTH:%Y-%m}"}
        )


def test_a_signed_month_that_was_taken_away_is_not_signed_anew(store: Store) -> None:
    signed(store, b'{"acts": 12}')
    with pytest.raises(Refused):
        signed(store, b'{"acts": 3}')
    store.connection.exec_driver_sql("DROP TRIGGER signed_month_kept")
    store.connection.exec_driver_sql("DELETE FROM signed_month")

    with pytest.raises(Tampered, match="서명한 달"):
        signed(store, b'{"acts": 3}')
