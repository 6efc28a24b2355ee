"""목록으로 결재 by keys: opened, exceptions looked at, taken out, approved whole or not at all."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.services import bulk as service
from ipju.services.office import Office
from ipju.services.open_case import reread_case
from ipju.services.propose import propose, withdraw
from ipju.services.record import record
from ipju.ui.dialogs.base import ActDialog
from ipju.ui.screens.approval.bulk import BulkView
from ipju.ui.screens.approval.list_sheet import ListSheetDialog
from tests.ui.approval.conftest import seat, type_of_sitting
from tests.ui.sitting import Sitting, cells

REFUSALS = 1
"""The place of 자격 부적격 among the decisions."""


def _list(here: Sitting) -> BulkView:
    """Go from one by one to the list, and open that of the refusals."""
    here.press("Ctrl+B")
    view = here.screen.bulk
    assert isinstance(view, BulkView)
    view.kind.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(REFUSALS):
        here.press("Down")
    here.press("Ctrl+O")
    return view


def _open_exceptions(here: Sitting, view: BulkView) -> None:
    """Look at every exception, one after the other by its key."""
    if not view.to_open():
        return
    here.press("Ctrl+E")
    while True:
        dialog = here.dialog(ListSheetDialog)
        here.press("Ctrl+Return")
        here.wait_for(lambda dialog=dialog: dialog not in here._dialogs(ListSheetDialog))
        here.settle()
        if not here.has_dialog(ListSheetDialog):
            return


def _approve(here: Sitting) -> None:
    here.press("Ctrl+Shift+Return")
    here.dialog(ActDialog)
    here.press("Return")
    here.settle()


def _states(office: Office, proposals: list[Proposal]) -> list[ProposalState]:
    with office.store.unit() as unit:
        return [unit.proposals.get(one.id).state for one in proposals]


@pytest.fixture
def again(office: Office, proposed: list[Proposal]) -> list[Proposal]:
    """The first of them was taken back and proposed anew: an exception."""
    first = proposed[0]
    withdraw(office, first.id)
    anew = propose(office, first.case_id, Matter.PERSON, Verdict.INELIGIBLE, "다시 봄").proposal
    return [anew, *proposed[1:]]


def test_a_list_is_opened_looked_at_and_approved_by_keys(
    sit: type_of_sitting, again: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    counted: list[int] = []
    here.screen.counted.connect(counted.append)
    view = _list(here)
    assert len(view.lines()) == 3
    row = next(one for one in cells(view.table) if "다시 올린 건" in one[3])
    assert row[0] == "열어 볼 것"
    assert not view.approve_act.button.isEnabled()
    here.press("Ctrl+Shift+Return")
    assert not here.has_dialog(ActDialog)

    _open_exceptions(here, view)
    assert view.to_open() == ()
    assert any(one[0] == "열어 봄" for one in cells(view.table))
    _approve(here)

    assert _states(office, again) == [ProposalState.APPROVED] * 3
    assert view.banner.text() == "3건을 모두 승인했습니다."
    assert here.told[-1].decisions
    assert counted[-1] == 0


def test_a_line_is_taken_out_by_space_or_at_its_sheet_and_goes_on_waiting(
    sit: type_of_sitting, again: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _list(here)
    _open_exceptions(here, view)
    view.table.select_id(again[1].id.hex)
    view.take_keys()
    here.press("Space")
    assert len(view.lines()) == 2
    here.press("Space")
    assert len(view.lines()) == 3
    here.press("Return")
    here.dialog(ListSheetDialog)
    here.press("Ctrl+D")
    here.settle()
    assert len(view.lines()) == 2
    assert "뺀 것 1" in view.head._note.text()
    _approve(here)
    states = _states(office, again)
    assert states == [ProposalState.APPROVED, ProposalState.WAITING, ProposalState.APPROVED]


def test_nothing_is_approved_when_one_of_them_changed_meanwhile(
    sit: type_of_sitting, again: list[Proposal], office: Office
) -> None:
    here = sit("최결재")
    view = _list(here)
    _open_exceptions(here, view)
    case = reread_case(office, again[2].case_id)
    record(office, case.id, [change(case, ("phone",), "010-0000-3333")])
    _approve(here)
    assert "하나도 승인하지 않았습니다" in view.failures.words.text()
    ((who, why),) = cells(view.failures.table)
    assert case.number in who
    assert "사례가 바뀌어" in why
    assert _states(office, again[:2]) == [ProposalState.WAITING] * 2
    view.turn(again[2].id.hex)
    _approve(here)
    assert _states(office, again[:2]) == [ProposalState.APPROVED] * 2


def test_stopping_approves_nothing(
    sit: type_of_sitting, again: list[Proposal], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sit("최결재")
    view = _list(here)
    _open_exceptions(here, view)
    one_by_one = service.approved_within

    def stopped_first(*args: Any) -> Any:
        view._stop()
        return one_by_one(*args)

    monkeypatch.setattr(service, "approved_within", stopped_first)
    _approve(here)
    assert view.progress.summary() == "멈췄습니다. 아무것도 승인하지 않았습니다."
    assert _states(office, again) == [ProposalState.WAITING] * 3


def test_ones_own_work_stands_below_with_its_reason(
    sit: type_of_sitting, proposed: list[Proposal], office: Office
) -> None:
    withdraw(office, proposed[0].id)
    own = proposed[0].case_id
    propose(seat(office, "최결재"), own, Matter.PERSON, Verdict.INELIGIBLE, "내가 봄")
    here = sit("최결재")
    view = _list(here)
    assert len(view.lines()) == 2
    last = cells(view.table)[-1]
    assert last[0] == "결재 못 함"
    assert "내가 올린 건" in last[3]
    view.kind.setFocus(Qt.FocusReason.TabFocusReason)
    here.press("Up")
    assert view.lines() == ()
    assert view.empty.isVisible()


def test_who_proposes_sees_no_lists(sit: type_of_sitting, proposed: list[Proposal]) -> None:
    here = sit("박담당")
    assert not here.screen.ways.isVisible()
    here.press("Ctrl+B")
    assert not here.screen.bulk.isVisible()
