"""Approving by list: exactly what was opened, exceptions seen one by one, all of it or nothing."""

import hashlib
from dataclasses import replace
from uuid import uuid4

import pytest

from ipju.domain.account import Account, Role
from ipju.domain.case import Case, Supply
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.editing import change
from ipju.domain.outgoing import ListFilter
from ipju.domain.trail import TrailQuery
from ipju.services import bulk
from ipju.services.approve import approve
from ipju.services.authority import note
from ipju.services.bulk import (
    ApprovalList,
    NothingLeft,
    NotOpened,
    approve_list,
    digest_of,
    open_list,
)
from ipju.services.decisions import open_sheet
from ipju.services.frozen import CannotDecide
from ipju.services.letters import CannotPrint
from ipju.services.office import Actor, Office
from ipju.services.practice import fill
from ipju.services.propose import propose, withdraw
from ipju.services.record import record
from tests.services.deciding import Chairs, chairs
from tests.services.drawing import filed
from tests.services.posting import NOTICE

FAILED = ListFilter(notice=NOTICE, verdict=Verdict.INELIGIBLE)


@pytest.fixture
def desk(office: Office) -> Chairs:
    found = chairs(office)
    fill(found.park, NOTICE, 24)
    return found


@pytest.fixture
def refusals(desk: Chairs) -> list[Proposal]:
    """Every refusal that the invented cases bear, proposed by 박담당."""
    made = [_proposed(desk.park, case) for case in list(desk.park.store.read_all())]
    return [one for one in made if one is not None]


def _proposed(office: Office, case: Case) -> Proposal | None:
    try:
        return propose(office, case.id, Matter.PERSON, Verdict.INELIGIBLE, "기준을 넘음").proposal
    except (CannotPrint, CannotDecide):
        return None


def _see_exceptions(office: Office, opened: ApprovalList) -> ApprovalList:
    for one in opened.to_open:
        open_sheet(office, one.proposal)
    return open_list(office, opened.wanted)


def _states(desk: Chairs, proposals: list[Proposal]) -> set[ProposalState]:
    with desk.park.store.unit() as unit:
        return {unit.proposals.get(one.id).state for one in proposals}


def test_a_list_holds_what_waits_with_what_each_rests_on(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    opened = open_list(desk.choi, FAILED)

    assert len(refusals) >= 4
    assert opened.total == len(opened.lines) == len(refusals)
    assert [one.case_number for one in opened.lines] == sorted(
        one.case_number for one in opened.lines
    )
    assert all(one.words and one.name for one in opened.lines)
    assert not any(one.words == "모든 항목 적합" for one in opened.lines)
    assert {one.digest for one in opened.lines} == {one.digest for one in refusals}
    rows = desk.choi.store.trail(TrailQuery(actions=("open-list",))).rows
    assert rows[0].detail["list"] == opened.digest
    assert rows[0].detail["lines"] == len(refusals)


def test_a_list_is_approved_whole_and_each_row_of_the_ledger_names_it(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))
    told: list[tuple[int, int]] = []

    ended = approve_list(desk.choi, opened, progress=lambda at, of: told.append((at, of)))

    assert (ended.approved, ended.failed) == (len(refusals), ())
    assert told[-1] == (len(refusals), len(refusals))
    assert _states(desk, refusals) == {ProposalState.APPROVED}
    with desk.park.store.unit() as unit:
        assert all(unit.proposals.get(one.id).whole for one in refusals)
    rows = desk.choi.store.trail(TrailQuery(actions=("approve",), limit=1000)).rows
    approved = [one.detail for one in rows if one.detail.get("list") == opened.digest]
    # Who has nothing but the ledger can tell what was approved with the list.
    pairs = [(one.proposal, one.digest) for one in opened.lines]
    assert {(one["proposal"], one["digest"]) for one in approved} == {
        (proposal.hex, digest) for proposal, digest in pairs
    }
    assert digest_of(FAILED, pairs) == opened.digest
    assert not open_list(desk.choi, FAILED).lines


def test_an_exception_must_be_opened_by_itself(desk: Chairs) -> None:
    cases = ((one, _proposed(desk.park, one)) for one in list(desk.park.store.read_all()))
    case, first = next((case, one) for case, one in cases if one is not None)
    withdraw(desk.park, first.id)
    again = _proposed(desk.park, case)
    assert again is not None
    opened = open_list(desk.choi, FAILED)
    (line,) = [one for one in opened.lines if one.proposal == again.id]
    assert "다시 올린 건" in line.exceptions
    assert line in opened.to_open

    refused = approve_list(desk.choi, opened)

    assert refused.approved == 0
    assert again.id in {proposal for proposal, _why in refused.failed}
    assert all("열어 보지 않았습니다" in why for _proposal, why in refused.failed)
    assert _states(desk, [again]) == {ProposalState.WAITING}
    seen = _see_exceptions(desk.choi, opened)
    assert seen.to_open == ()
    assert seen.digest == opened.digest  # looking changes nothing of what is approved
    assert approve_list(desk.choi, seen).approved == len(seen.lines)


def test_what_is_taken_out_stays_and_is_named(desk: Chairs, refusals: list[Proposal]) -> None:
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))
    out = opened.lines[0].proposal

    ended = approve_list(desk.choi, opened, left_out={out})

    assert ended.approved == len(refusals) - 1
    with desk.park.store.unit() as unit:
        assert unit.proposals.get(out).state is ProposalState.WAITING
    row = desk.choi.store.trail(TrailQuery(actions=("approve-list",))).rows[0]
    assert row.detail == {
        "list": opened.digest,
        "approved": len(refusals) - 1,
        "left_out": [out.hex],
    }


def test_a_case_that_changed_meanwhile_stops_the_whole_list(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))
    with desk.park.store.unit() as unit:
        case = unit.cases.get(refusals[1].case_id)
    record(desk.park, case.id, [change(case, ("phone",), "010-0000-7777")])

    ended = approve_list(desk.choi, opened)

    assert ended.approved == 0
    ((proposal, why),) = ended.failed
    assert proposal == refusals[1].id
    assert "사례가 바뀌어" in why
    others = [one for one in refusals if one.id != refusals[1].id]
    assert _states(desk, others) == {ProposalState.WAITING}
    assert not desk.choi.store.trail(TrailQuery(actions=("approve",))).rows


def test_only_the_very_list_that_was_opened_is_approved(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))
    fewer = replace(opened, lines=opened.lines[1:])
    forged = replace(
        fewer,
        digest=digest_of(FAILED, [(one.proposal, one.digest) for one in fewer.lines]),
    )
    for other in (fewer, forged, replace(opened, digest=hashlib.sha256(b"").hexdigest())):
        with pytest.raises(NotOpened):
            approve_list(desk.choi, other)
    with pytest.raises(NothingLeft):
        approve_list(desk.choi, opened, left_out={one.id for one in refusals})
    assert _states(desk, refusals) == {ProposalState.WAITING}


def test_nobody_approves_his_own_work_by_a_list(desk: Chairs, refusals: list[Proposal]) -> None:
    with desk.park.store.unit() as unit:
        case = unit.cases.get(refusals[0].case_id)
    withdraw(desk.park, refusals[0].id)
    mine = _proposed(desk.choi, case)
    assert mine is not None

    opened = open_list(desk.choi, FAILED)

    assert mine.id not in {one.proposal for one in opened.lines}
    ((number, name, why),) = opened.left
    assert (number, bool(name)) == (case.number, True)
    assert "내가 올린 건" in why


def test_a_list_of_ones_own_making_is_refused_and_told(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    """최결재 puts his own proposal into a list as if he had opened it so."""
    with desk.park.store.unit() as unit:
        case = unit.cases.get(refusals[0].case_id)
    withdraw(desk.park, refusals[0].id)
    mine = _proposed(desk.choi, case)
    assert mine is not None
    opened = open_list(desk.choi, FAILED)
    line = replace(opened.lines[0], proposal=mine.id, digest=mine.digest)
    digest = digest_of(FAILED, [(mine.id, mine.digest)])
    forged = replace(opened, lines=(line,), digest=digest)
    with desk.choi.store.unit() as unit:
        unit.ledger.append(
            at=desk.choi.clock.now(), actor=desk.choi.actor.key, action="open-list",
            detail={"list": digest},
        )  # fmt: skip

    ended = approve_list(desk.choi, forged)

    assert ended.approved == 0
    assert "내가 올린 건" in ended.failed[0][1]
    assert _states(desk, [mine]) == {ProposalState.WAITING}
    rows = desk.choi.store.trail(TrailQuery(actions=("refused",))).rows
    assert rows[0].detail["act"] == "approve_list"


def test_a_list_is_cut_where_nobody_could_read_on(
    desk: Chairs, refusals: list[Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "LONGEST", 3)

    opened = open_list(desk.choi, FAILED)

    assert (len(opened.lines), opened.total) == (3, len(refusals))
    only = open_list(desk.choi, replace(FAILED, supply=Supply.GENERAL))
    assert {one.supply for one in only.lines} <= {Supply.GENERAL}
    assert only.digest != opened.digest


def test_points_that_are_still_open_are_an_exception(office: Office) -> None:
    """They would go into the ranking; whoever approves the list must have seen that."""
    desk = chairs(office)
    lived = {"registered_in_seoul": True, "moved_to_seoul_on": None}
    case = filed(desk.park, "2023-3-00001", residence=lived)
    propose(desk.park, case.id, Matter.PERSON, Verdict.ELIGIBLE, "심사표와 같음")
    (line,) = open_list(desk.choi, ListFilter(notice=NOTICE, verdict=Verdict.ELIGIBLE)).lines
    assert "미확인: ③ 서울 거주" in line.exceptions
    assert line.to_open


def test_what_another_supervisor_approved_meanwhile_stops_the_whole_list(
    desk: Chairs, refusals: list[Proposal]
) -> None:
    """Two lists of two people overlap by one line: the second approves nothing at all."""
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))
    other = replace(desk.choi, actor=_second_supervisor(desk.choi))
    one = opened.lines[0]
    open_sheet(other, one.proposal)
    approve(other, one.proposal, one.digest)

    ended = approve_list(desk.choi, opened)

    assert (ended.approved, [proposal for proposal, _why in ended.failed]) == (0, [one.proposal])
    assert "결재를 기다리는 건이 아닙니다(지금: 승인)" in ended.failed[0][1]
    assert _states(desk, refusals[1:]) == {ProposalState.WAITING}


def test_a_crash_in_the_middle_approves_nothing(desk: Chairs, refusals: list[Proposal]) -> None:
    opened = _see_exceptions(desk.choi, open_list(desk.choi, FAILED))

    def crash(at: int, total: int) -> None:
        if at == total - 1:
            raise MemoryError

    with pytest.raises(MemoryError):
        approve_list(desk.choi, opened, frozenset(), crash)
    assert _states(desk, refusals) == {ProposalState.WAITING}
    assert not desk.choi.store.trail(TrailQuery(actions=("approve", "approve-list"))).rows


def _second_supervisor(office: Office) -> Actor:
    made = Account(id=uuid4(), login="cho", name="조결재", opened_at=office.clock.now())
    with office.store.unit() as unit:
        unit.accounts.add(made)
        unit.accounts.grant(made.id, Role.SUPERVISOR, office.actor.id, made.opened_at, "시험")
        note(office, unit, "grant-role", detail={"account": made.id.hex, "roles": ["supervisor"]})
        return Actor.of(unit.accounts.get(made.id))
