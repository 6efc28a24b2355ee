"""The dialog that reveals an RRN (주민등록번호 보기): the reason is in the ledger first."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ipju.services.reveal import reveal_rrn
from ipju.ui.case_session import CaseSession
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.jobs import Jobs
from ipju.ui.rooms import explain
from ipju.ui.widgets.rrn_field import RrnField
from ipju.ui.widgets.typed_fields import TextField


def ask_reveal(
    session: CaseSession,
    jobs: Jobs,
    person: UUID,
    field: RrnField,
    refused: Callable[[str], object],
    parent: QWidget,
) -> None:
    """Ask for the reason, write it down, then show the number; `refused` says why not."""
    dialog = ActDialog(
        "주민등록번호 뒷자리를 봅니다",
        "본 사람·때·까닭이 장부에 먼저 남습니다. 남기지 못하면 보이지 않습니다.",
        "장부에 남기고 보기",
        parent=parent,
    )
    reason = TextField("까닭", placeholder="예: 등본과 대조")
    dialog.fields.addWidget(reason)
    reason.setFocus()
    if not dialog.ask():
        return
    office, case_id, why = session.office, session.case.id, reason.text()
    jobs.run(
        lambda: reveal_rrn(office, case_id, person, why),
        field.reveal,
        lambda error: refused(f"번호를 볼 수 없습니다. {explain(error)}"),
        label="주민등록번호 보기",
        owner=parent,
    )
