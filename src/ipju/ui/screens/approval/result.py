"""How a batch of approvals ended: what was approved, and each that was not with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ipju.services.approve import Batch
from ipju.ui.widgets.failures import Failures


class BatchResult(Failures):
    """Stays until it is closed. Only batches of which something failed come here."""

    def show_result(self, batch: Batch, names: Mapping[UUID, str]) -> None:
        """List what failed; what was approved is counted."""
        asked = len(batch.approved) + len(batch.failed)
        self.show_failed(
            f"고른 {asked}건 가운데 {len(batch.approved)}건을 승인했고 "
            f"{len(batch.failed)}건은 하지 못했습니다.",
            [(names.get(proposal, ""), why) for proposal, why in batch.failed],
        )
