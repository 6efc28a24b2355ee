"""What the ledger knows of leases: one that was put back or taken away past the program is missed.

A seal tells that a row was written by this office, not that it is the newest one written.
"""

from __future__ import annotations

from sqlalchemy import Connection

from ipju.domain.letting import RoomLease


def is_put_back(connection: Connection, lease: RoomLease) -> bool:
    """Tell whether the ledger knows of a later state of a lease than the stored one."""
    last = connection.exec_driver_sql(
        "SELECT max(CAST(json_extract(detail, '$.version') AS INTEGER)) FROM ledger"
        " WHERE case_id = ? AND json_extract(detail, '$.lease') = ?",
        (lease.case_id.hex, lease.id.hex),
    ).scalar()
    return int(last or 0) > lease.version


def lacks_lease(connection: Connection, lease: RoomLease) -> bool:
    """Tell whether the ledger knows of more leases of this room than there are.

    Those that went with a destroyed case are not missed.
    """
    told, there = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM ledger JOIN cases ON cases.id = ledger.case_id"
        " WHERE ledger.action = 'offer-room' AND cases.notice = :notice"
        " AND json_extract(detail, '$.building') = :building"
        " AND json_extract(detail, '$.room') = :room),"
        " (SELECT count(*) FROM room_lease"
        " WHERE notice = :notice AND building = :building AND room = :room)",
        {"notice": lease.notice, "building": lease.building, "room": lease.room},
    ).one()
    return bool(told > there)
