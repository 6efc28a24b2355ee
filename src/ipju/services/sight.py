"""What somebody has before him (사례를 봄): whatever shows a case leaves a row that says so."""

from __future__ import annotations

from uuid import UUID

from ipju.domain.dates import seoul_time
from ipju.services.authority import note
from ipju.services.office import Office
from ipju.services.ports import UnitOfWork

LOOKED_AT = ("view", "open", "import", "record")
"""Acts of which the ledger tells that somebody had the case before him."""

_NEWEST = 200


def note_sight(office: Office, unit: UnitOfWork, case_id: UUID) -> None:
    """Write the row of a view, unless the ledger tells already of one by the actor on this day.

    For what shows a case again, or a part of it: the screen has written its row when the case was
    opened, and whoever asks for the part alone is seen all the same.
    """
    today = seoul_time(office.clock.now()).date()
    for at, actor, action, _why in office.store.acts(case_id, _NEWEST):
        mine = actor == office.actor.key and action in LOOKED_AT
        if mine and seoul_time(at).date() == today:
            return
    note(office, unit, "view", case_id)
