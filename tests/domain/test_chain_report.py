"""A check of the ledger is sound only when nothing broke and no anchor was missed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ipju.domain.trail import Anchor, ChainReport

ANCHOR = Anchor(
    store="s", seq=3, hash="h", at=datetime(2024, 2, 29, tzinfo=UTC), seal="m", kind="backup"
)


@pytest.mark.parametrize(
    ("broken_at", "missed", "sound"),
    [(None, (), True), (2, (), False), (None, (ANCHOR,), False), (2, (ANCHOR,), False)],
)
def test_a_report_is_sound_when_nothing_was_found(
    broken_at: int | None, missed: tuple[Anchor, ...], sound: bool
) -> None:
    report = ChainReport(rows=5, broken_at=broken_at, head=None, covered=0, missed=missed)
    assert report.sound is sound
