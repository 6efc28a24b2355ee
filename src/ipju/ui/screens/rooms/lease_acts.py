"""What may be done with a lease in each of its states, and the dialog that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ipju.domain.account import Role
from ipju.domain.letting import LeaseState, RoomLease
from ipju.domain.notice import LettingTerms, Notice
from ipju.services import letting, renewals
from ipju.services.letting import RoomLine
from ipju.services.office import Office
from ipju.ui.dialogs.service import ReasonDialog, ServiceDialog
from ipju.ui.jobs import Jobs
from ipju.ui.screens.rooms.dialogs import (
    DayDialog,
    FallDialog,
    LeaveDialog,
    MoveInDialog,
    SignDialog,
)
from ipju.ui.screens.rooms.renewal_dialogs import RentDialog, StartRenewalDialog

type_of_ask = Callable[[Office, Jobs, Notice, RoomLine, QWidget | None], tuple[ServiceDialog, str]]


def may_let(office: Office) -> bool:
    """Tell whether who sits here may offer and let rooms."""
    return Role.CASEWORKER in office.actor.roles


def acts_of(lease: RoomLease, *, examined: bool) -> tuple[tuple[str, type_of_ask], ...]:
    """Return the acts a lease allows now, the next step first, each with its dialog.

    `examined`: its next renewal has a case already, which is to be approved and then signed.
    """
    found = _ACTS.get(lease.state, ())
    if lease.state is not LeaseState.OCCUPIED:
        return found
    return (("재계약", _renew) if examined else ("재계약 심사", _examine), *found)


def _lease(line: RoomLine) -> RoomLease:
    if line.lease is None:
        raise LookupError(line.room.room)
    return line.lease


def _terms(notice: Notice) -> LettingTerms:
    if notice.letting is None:
        raise LookupError(notice.id)
    return notice.letting


def _sign(
    office: Office, jobs: Jobs, notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    dialog = SignDialog(office, jobs, _lease(line), _terms(notice), line.tenant, parent)
    return dialog, f"{line.tenant}님과 계약했습니다."


def _move_in(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    dialog = MoveInDialog(office, jobs, _lease(line), line.tenant, parent)
    return dialog, f"{line.tenant}님이 입주했습니다."


def _fall(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    dialog = FallDialog(office, jobs, _lease(line), line.tenant, parent)
    return dialog, f"{line.room.room}호가 비었습니다."


def _examine(
    office: Office, jobs: Jobs, notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)
    before = lease.rents[-1]
    dialog = StartRenewalDialog(
        office, jobs, notice, lease, before, _terms(notice), line.tenant, parent
    )
    return dialog, f"{line.tenant}님의 재계약 심사를 열었습니다."


def _renew(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)

    def renewed(day: date) -> object:
        case = renewals.renewal_of(office, lease.id)
        if case is None:
            raise LookupError("재계약 심사를 먼저 열어 결재받으십시오.")
        return renewals.renew(office, lease.id, case, day)

    dialog = DayDialog(
        f"{line.tenant}님과 재계약합니다",
        "승인된 재계약 심사에 적힌 기간과 임대조건으로 이어집니다. 지금까지의 기간과 "
        "임대조건은 기록에 남습니다.",
        "재계약 적기",
        jobs,
        ("재계약한 날", office.clock.today()),
        renewed,
        parent,
    )
    return dialog, f"{line.tenant}님과 재계약했습니다."


def _change_rent(
    office: Office, jobs: Jobs, notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)
    dialog = RentDialog(office, jobs, notice, lease, lease.rents[-1], line.tenant, parent)
    return dialog, f"{line.tenant}님의 임대조건을 바꾸었습니다."


def _give_notice(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)
    day = lease.term.ends_on if lease.term else office.clock.today()
    dialog = LeaveDialog(
        office,
        jobs,
        f"{line.tenant}님의 퇴거를 예정합니다",
        "방은 퇴거를 적을 때까지 비지 않습니다. 예정은 거둘 수 있습니다.",
        "퇴거 예정 적기",
        max(day, office.clock.today()),
        lambda on, why: letting.give_notice(office, lease.id, on, why),
        parent,
    )
    return dialog, f"{line.room.room}호의 퇴거를 예정했습니다."


def _move_out(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)
    dialog = LeaveDialog(
        office,
        jobs,
        f"{line.tenant}님의 퇴거를 적습니다",
        "방이 곧바로 비고, 예비입주자를 순번대로 부를 수 있습니다. 되돌릴 수 없습니다.",
        "퇴거 적기",
        office.clock.today(),
        lambda on, why: letting.move_out(office, lease.id, on, why),
        parent,
    )
    return dialog, f"{line.room.room}호가 비었습니다."


def _keep(
    office: Office, jobs: Jobs, _notice: Notice, line: RoomLine, parent: QWidget | None
) -> tuple[ServiceDialog, str]:
    lease = _lease(line)
    dialog = ReasonDialog(
        f"{line.tenant}님의 퇴거 예정을 거둡니다",
        "계속 거주하는 것으로 적습니다.",
        "예정 거두기",
        jobs,
        lambda why: letting.keep_lease(office, lease.id, why),
        parent=parent,
    )
    return dialog, "퇴거 예정을 거두었습니다."


_ACTS: dict[LeaseState, tuple[tuple[str, type_of_ask], ...]] = {
    LeaseState.OFFERED: (("계약", _sign), ("무산", _fall)),
    LeaseState.CONTRACTED: (("입주", _move_in), ("무산", _fall)),
    LeaseState.OCCUPIED: (
        ("임대조건 변경", _change_rent),
        ("퇴거 예정", _give_notice),
        ("퇴거", _move_out),
    ),
    LeaseState.LEAVING: (("퇴거", _move_out), ("예정 거두기", _keep)),
}
