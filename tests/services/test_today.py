"""오늘 follows the notice that is looked at, counts what is due, and keeps moved dates in sight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ipju.domain.case import Case
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.notice import Amendment, Notice
from ipju.domain.post import ReturnWhy
from ipju.domain.requests import RequestItem, RequestKind
from ipju.services.browse import DecisionQueue, today
from ipju.services.issue_letter import issue
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.ports import Notices
from ipju.services.request_returns import record_return
from ipju.services.requests import draw_up, send
from ipju.services.scans import add_scan
from tests.services.deciding import approved, chairs, proposed
from tests.services.rooms import on, youth
from tests.services.test_scans import plain

HOMES, YOUTH = "jangi-ansim-2023-3", "teukhwa-maeip-2023-baekam"
SUPPLEMENT, EXPLANATION = RequestKind.SUPPLEMENT, RequestKind.EXPLANATION
ITEM = RequestItem(rule="income", what="소득", bring="확인서", clause="Ⅸ장 소명")


def _queue(office: Office, state: ProposalState, notice: str | None = None) -> DecisionQueue:
    return next(one for one in today(office, notice).decisions if one.state is state)


def test_decisions_follow_the_notice_and_nothing_that_waits_is_hidden(
    office: Office, refused: Case
) -> None:
    desk = chairs(office)
    first = proposed(desk.park, refused, Verdict.HOLD)
    waiting = ProposalState.WAITING
    of_all, here, there = (_queue(desk.choi, waiting, one) for one in (None, HOMES, YOUTH))
    assert (of_all.count, of_all.elsewhere, of_all.detail) == (1, 0, "내가 결재할 것")
    assert (here.count, here.elsewhere) == (1, 0)
    assert (there.count, there.elsewhere, there.first) == (0, 1, None)
    assert there.detail == "내가 결재할 것, 다른 공고에 1건"
    assert here.first is not None
    assert (here.first.proposal.id, here.first.number) == (first.id, refused.number)


def test_what_may_be_issued_is_counted_until_its_letter_is_out(
    office: Office, refused: Case
) -> None:
    desk = chairs(office)
    proposal = approved(desk, refused, Verdict.INELIGIBLE)
    for_letters = _queue(desk.park, ProposalState.APPROVED, HOMES)
    assert (for_letters.count, for_letters.since) == (1, proposal.decided_at)
    assert _queue(desk.park, ProposalState.APPROVED, YOUTH).count == 0
    assert _queue(desk.lee, ProposalState.APPROVED).count == 0
    issue(desk.park, proposal.id)
    assert _queue(desk.park, ProposalState.APPROVED).count == 0


def test_an_approved_hold_sends_no_letter_and_waits_for_nobody(
    office: Office, refused: Case
) -> None:
    desk = chairs(office)
    approved(desk, refused, Verdict.HOLD)
    assert _queue(desk.park, ProposalState.APPROVED).count == 0


def test_the_calendar_counts_answers_on_the_day_their_period_really_ends(
    office: Office, refused: Case
) -> None:
    saturday, monday = date(2024, 3, 9), date(2024, 3, 11)
    request = draw_up(office, refused.id, SUPPLEMENT, saturday).request
    # The 소명 ends on a day for which the calendar counts its people already.
    draw_up(office, refused.id, EXPLANATION)
    case = add_case(office, youth("2023-T-00001", "김예시")).case
    draw_up(office, case.id, EXPLANATION, date(2024, 3, 12), [ITEM])
    assert today(office).due == ((monday, 1), (date(2024, 3, 12), 1))
    assert today(office, HOMES).due == ((monday, 1),)
    day = on(office, date(2024, 2, 27))
    send(day, request.id, date(2024, 2, 27), "1123456789012")
    record_return(day, request.id, date(2024, 2, 27), ReturnWhy.MOVED)
    assert today(office, HOMES).due == ()


@dataclass(frozen=True)
class _Moved:
    """The notices of an office, one of them with dates that were moved twice and once."""

    known: Notices

    def ids(self) -> tuple[str, ...]:
        return self.known.ids()

    def get(self, notice_id: str) -> Notice:
        found = self.known.get(notice_id)
        if notice_id != HOMES:
            return found

        def moved(field: str, old: str, new: str) -> Amendment:
            day = date(2024, 2, 20)
            return Amendment(field=field, old=old, new=new, announced_on=day, reason="연기")

        calendar = replace(
            found.calendar,
            explanation_until=date(2024, 3, 13),
            announced_on=date(2024, 3, 22),
            amendments=(
                moved("explanation_until", "2024-03-06", "2024-03-08"),
                moved("explanation_until", "2024-03-08", "2024-03-13"),
                moved("announced_on", "2024-03-15", "2024-03-22"),
            ),
        )
        return replace(found, calendar=calendar)

    def digest(self, notice_id: str) -> str:
        return self.known.digest(notice_id)


def test_a_date_that_was_moved_says_what_was_printed_first(office: Office) -> None:
    moved = replace(office, notices=_Moved(office.notices))
    was = {one.title: one.was for one in today(moved, HOMES).spans}
    assert was["소명 서류 접수 (소인 기준)"] == (date(2024, 2, 26), date(2024, 3, 6))
    assert was["발표"] == (date(2024, 3, 15), date(2024, 3, 15))
    assert was["서류 제출 (소인 기준)"] is None
    assert {one.was for one in today(office, HOMES).spans} == {None}


def test_scans_that_nobody_laid_anywhere_wait_whatever_notice_is_looked_at(
    office: Office, tmp_path: Path
) -> None:
    assert today(office).tray == 0
    add_scan(office, plain(tmp_path, "a.png"))
    assert [today(office, one).tray for one in (None, YOUTH)] == [1, 1]
