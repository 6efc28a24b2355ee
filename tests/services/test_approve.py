"""Approving needs another pair of eyes, upon exactly the sheet that was seen."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ipju.domain.account import Role
from ipju.domain.case import Answer, Case
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.editing import Edit
from ipju.services.approve import (
    ChangedSince,
    OtherSheet,
    OwnWork,
    approve,
    approve_many,
    refuse,
    send_back,
)
from ipju.services.authority import NotAllowed
from ipju.services.decisions import decisions, open_sheet, waiting
from ipju.services.frozen import NotWhole, Unaccounted
from ipju.services.office import Office
from ipju.services.propose import NoReasons, NotWaiting
from ipju.services.record import record
from ipju.storage.problems import Tampered
from ipju.storage.store import Store
from tests.services.deciding import Chairs, approved, chairs, edited, proposed
from tests.services.desk import acts, stored


@pytest.fixture
def desk(office: Office) -> Chairs:
    """Everybody in their chairs; 이담당 may also approve, and 최결재 may also propose."""
    found = chairs(office)
    with office.store.unit() as unit:
        admin = next(one for one in unit.accounts.all() if one.name == "강관리")
        unit.accounts.grant(found.lee.actor.id, Role.SUPERVISOR, admin.id, office.clock.now())
        unit.accounts.grant(found.choi.actor.id, Role.CASEWORKER, admin.id, office.clock.now())
    return chairs(office)


def test_somebody_else_approves_and_it_stands(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    done = approve(desk.choi, waits.id, waits.digest)
    assert (done.proposal.state, done.proposal.decided_by, done.proposal.whole) == (
        ProposalState.APPROVED, desk.choi.actor.id, True,
    )  # fmt: skip
    assert done.changes.decisions
    assert waiting(desk.choi).lines == ()
    found = decisions(desk.park, granted.id)
    assert found.proposals == (done.proposal,)
    assert found.names[desk.choi.actor.id] == "최결재"
    rows = desk.choi.store.acts(granted.id, 10)
    assert rows[0][1:3] == (desk.choi.actor.key, "approve")


def test_nobody_approves_what_rests_on_his_own_judgement(desk: Chairs, granted: Case) -> None:
    """Not even when somebody else has edited the case since, and proposed it."""
    signed = Answer(
        id=uuid4(),
        question="home-ownership/A24",
        choice="none",
        reason="등기를 확인함",
        officer="최결재",
        answered_at=desk.choi.clock.now(),
    )
    put = Edit(path=("answers", signed.id), before=None, after=signed)
    case = record(desk.choi, granted.id, [put]).case
    waits = proposed(desk.park, edited(desk.park, case))
    assert "판단에 답한" in waiting(desk.choi).lines[0].blocked
    assert "판단에 답한" in open_sheet(desk.choi, waits.id).blocked
    with pytest.raises(OwnWork, match="내 이름으로 판단에 답한"):
        approve(desk.choi, waits.id, waits.digest)
    assert approve(desk.lee, waits.id, waits.digest).proposal.state is ProposalState.APPROVED


def test_nobody_approves_his_own_and_the_attempt_is_written_down(
    desk: Chairs, granted: Case
) -> None:
    waits = proposed(desk.choi, granted)
    with pytest.raises(OwnWork, match="내가 올린 건"):
        approve(desk.choi, waits.id, waits.digest)
    (line,) = waiting(desk.choi).lines
    assert "내가 올린 건" in line.blocked
    assert "내가 올린 건" in open_sheet(desk.choi, waits.id).blocked
    assert acts(desk.choi, granted.id)[-2:] == ["refused", "view"]
    with pytest.raises(OwnWork):
        send_back(desk.choi, waits.id, "다시")
    assert approve(desk.lee, waits.id, waits.digest).proposal.whole


def test_nobody_approves_what_he_edited_last(desk: Chairs, granted: Case) -> None:
    case = edited(desk.choi, granted)
    waits = proposed(desk.park, case)
    with pytest.raises(OwnWork, match="내가 마지막으로 고친"):
        approve(desk.choi, waits.id, waits.digest)
    assert "내가 마지막으로 고친" in waiting(desk.choi).lines[0].blocked
    # Who edited before somebody else did may approve.
    other = edited(desk.park, case, "010-0000-5678")
    waits = proposed(desk.park, other)
    assert approve(desk.choi, waits.id, waits.digest).proposal.whole


def test_another_name_does_not_make_another_person(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.choi, granted)
    with desk.choi.store.unit() as unit:
        account = unit.accounts.get(desk.choi.actor.id)
        unit.accounts.save(replace(account, name="최새이름", login="choi2"))
    renamed = replace(desk.choi, actor=replace(desk.choi.actor, name="최새이름"))
    with pytest.raises(OwnWork):
        approve(renamed, waits.id, waits.digest)


def test_only_supervisors_decide(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.choi, granted)
    for act in (
        lambda office: approve(office, waits.id, waits.digest),
        lambda office: send_back(office, waits.id, "다시"),
        lambda office: refuse(office, waits.id, "안 됨"),
        lambda office: approve_many(office, [(waits.id, waits.digest)]),
    ):
        with pytest.raises(NotAllowed):
            act(desk.park)
    assert waiting(desk.lee).lines[0].blocked == ""


def test_an_approval_is_of_the_sheet_that_was_seen(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    for digest in ("", "0" * 64, waits.digest[:-1] + ("0" if waits.digest[-1] != "0" else "1")):
        with pytest.raises(OtherSheet):
            approve(desk.choi, waits.id, digest)
    assert decisions(desk.park, granted.id).proposals[0].state is ProposalState.WAITING


def test_a_change_voids_and_says_so(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    edited(desk.park, granted)
    with pytest.raises(ChangedSince, match="효력을 잃었습니다"):
        approve(desk.choi, waits.id, waits.digest)
    assert "효력 잃음" in open_sheet(desk.choi, waits.id).blocked
    now = edited(desk.lee, stored(desk.park, granted.id), "010-0000-0002")
    done = approved(desk, now)
    edited(desk.park, now, "010-0000-0003")
    (newest, *_) = decisions(desk.park, granted.id).proposals
    assert (newest.id, newest.state) == (done.id, ProposalState.VOID)
    assert acts(desk.park, granted.id)[-2:] == ["void", "record"]


def test_sent_back_is_mended_and_proposed_anew_refused_is_not_sent_back(
    desk: Chairs, granted: Case
) -> None:
    first = proposed(desk.park, granted)
    with pytest.raises(NoReasons):
        send_back(desk.choi, first.id, " ")
    back = send_back(desk.choi, first.id, "지분 등기를 확인할 것").proposal
    assert (back.state, back.decision_reason, back.whole) == (
        ProposalState.SENT_BACK, "지분 등기를 확인할 것", True,
    )  # fmt: skip
    with pytest.raises(NotWaiting, match="되돌림"):
        approve(desk.choi, first.id, first.digest)

    second = proposed(desk.park, granted)
    seen = open_sheet(desk.choi, second.id)
    assert seen.previous is not None
    assert (seen.previous.decision_reason, seen.previous_by) == ("지분 등기를 확인할 것", "최결재")
    assert seen.differences == ()
    assert waiting(desk.choi).lines[0].changed == 0
    with pytest.raises(NoReasons):
        refuse(desk.choi, second.id, "")
    done = refuse(desk.choi, second.id, "신청 취하").proposal
    assert (done.state, done.whole) == (ProposalState.REFUSED, True)
    assert acts(desk.park, granted.id) == [
        "import", "propose", "send-back", "propose", "view", "refuse",
    ]  # fmt: skip


def test_a_batch_approves_what_it_can_and_lists_the_rest_with_why(
    desk: Chairs, granted: Case, refused: Case
) -> None:
    good = proposed(desk.park, granted)
    own = proposed(desk.choi, refused, Verdict.INELIGIBLE)
    gone = uuid4()
    open_sheet(desk.choi, good.id)
    done = approve_many(
        desk.choi, [(gone, good.digest), (own.id, own.digest), (good.id, good.digest)]
    )
    assert [one.id for one in done.approved] == [good.id]
    assert done.approved[0].whole
    why = dict(done.failed)
    assert list(why) == [gone, own.id]
    assert "찾는 건이 없습니다" in why[gone]
    assert "내가 올린 건" in why[own.id]
    assert done.changes.queues
    assert approve_many(desk.choi, [(good.id, good.digest)]).approved == ()


def sql(office: Office, statement: str, *values: object) -> None:
    """Write past the program, after taking its triggers away."""
    assert isinstance(office.store, Store)
    connection = office.store.connection
    for (name,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(statement, values)


def test_facts_changed_past_the_program_are_not_approved(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    sql(desk.park, "UPDATE cases SET phone = '010-9999-9999'")
    assert waiting(desk.choi).lines[0].blocked
    with pytest.raises(ChangedSince):
        approve(desk.choi, waits.id, waits.digest)


def test_a_case_without_its_row_is_not_approved(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, edited(desk.lee, granted))
    sql(desk.park, "DELETE FROM ledger WHERE action = 'record'")
    assert "장부" in waiting(desk.choi).lines[0].blocked
    with pytest.raises(Unaccounted):
        approve(desk.choi, waits.id, waits.digest)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE proposal SET verdict = 'hold'",
        "UPDATE proposal SET reasons = '다른 사유'",
        "UPDATE proposal SET proposed_by = decided_by",
        "UPDATE proposal SET state = 'approved', decided_by = proposed_by",
        "UPDATE sheet SET digest = 'x'",
        "UPDATE sheet SET version = version + 1",
        "UPDATE sheet SET content = x'01'",
        "DELETE FROM ledger WHERE action = 'propose'",
    ],
)
def test_what_was_altered_is_neither_approved_nor_shown_as_whole(
    desk: Chairs, granted: Case, change: str
) -> None:
    waits = proposed(desk.park, granted)
    change = change.replace("= decided_by", f"= '{desk.choi.actor.key}'")
    sql(desk.park, change)
    with pytest.raises((NotWhole, Tampered), match="고친 흔적"):
        approve(desk.lee, waits.id, waits.digest)
    batch = approve_many(desk.lee, [(waits.id, waits.digest)])
    assert (batch.approved, len(batch.failed)) == ((), 1)
    assert all(line.blocked for line in waiting(desk.lee).lines)
    found = decisions(desk.park, granted.id).proposals if "sheet" not in change else ()
    assert not any(one.whole for one in found)


def test_an_approval_without_its_row_is_not_whole(desk: Chairs, granted: Case) -> None:
    done = approved(desk, granted)
    assert decisions(desk.park, granted.id).proposals[0].whole
    sql(desk.park, "DELETE FROM ledger WHERE action = 'approve'")
    (found,) = decisions(desk.park, granted.id).proposals
    assert (found.id, found.whole) == (done.id, False)


def test_a_new_proposal_of_an_approved_case_can_be_made(desk: Chairs, granted: Case) -> None:
    approved(desk, granted, Verdict.HOLD)
    assert approved(desk, granted).whole
