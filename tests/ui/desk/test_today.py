"""오늘: the queues, and a day's walk through one of them."""

from dataclasses import replace
from datetime import date

from ipju.domain.decision import Matter, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.services.browse import DecisionQueue, Queue, Span, Today
from ipju.services.propose import propose
from ipju.ui.lines import due_words
from ipju.ui.screens.today_days import (
    amended_words,
    bands_of,
    calendar_days,
    due_by_day,
    korean_holidays,
)
from ipju.ui.screens.today_rows import (
    TrayQueue,
    act_words,
    at_approval,
    id_of,
    place_of,
    place_row,
)
from ipju.ui.widgets.table import Table
from tests.ui.desk.conftest import Hands


def _failed(hands: Hands) -> list[str]:
    office = hands.desk.office()
    assert office is not None
    found: list[list[str]] = []
    hands.desk.jobs.run(
        lambda: [str(one.id) for one in office.store.page(CaseQuery(outcome=Outcome.FAIL)).lines],
        found.append,
    )
    hands.settle()
    return found[0]


def test_the_queues_show_what_the_store_counts(hands: Hands) -> None:
    shown = {one.id: one for one in hands.window.today.queues()}
    failed = shown[Outcome.FAIL.value]
    assert isinstance(failed, Queue)
    assert failed.count == len(_failed(hands)) > 1
    rest = sum(one.count for key, one in shown.items() if key != Outcome.PASS.value)
    assert hands.window.rail.badge("cases") == rest


def test_enter_opens_the_next_case_and_finishing_brings_the_one_after(hands: Hands) -> None:
    waiting = _failed(hands)
    hands.window.today.choose_queue(Outcome.FAIL.value)
    hands.window.today.take_keys()
    hands.press("Return")
    session = hands.window.session()
    assert session is not None
    assert str(session.case.id) == waiting[0]
    hands.press("Ctrl+Right")
    session = hands.window.session()
    assert session is not None
    assert str(session.case.id) == waiting[1]
    hands.press("Alt+1")
    recent = hands.window.today.recent_names()
    assert recent[0] == session.case.people[0].name
    assert len(recent) == 2


def test_the_strip_begins_on_monday_and_marks_the_running_period() -> None:
    days = calendar_days(date(2024, 2, 27))
    assert days[0] == date(2024, 2, 26)
    assert days[-1] == date(2024, 3, 15)
    spans = (
        Span(title="소명", start=date(2024, 2, 26), end=date(2024, 3, 6)),
        Span(title="발표", start=date(2024, 3, 15), end=date(2024, 3, 15)),
        Span(title="서류", start=date(2024, 1, 2), end=date(2024, 1, 5)),
    )
    bands = bands_of(spans, date(2024, 2, 27))
    assert [one.tone for one in bands] == ["accent", "solid", "plain"]
    assert bands[0].text == "소명  2.26. – 3.6."
    assert korean_holidays(days) == {date(2024, 3, 1): "삼일절"}


def test_a_period_that_was_moved_keeps_what_was_printed_first_in_sight() -> None:
    spans = (
        Span(
            title="소명",
            start=date(2024, 2, 26),
            end=date(2024, 3, 13),
            was=(date(2024, 2, 26), date(2024, 3, 6)),
        ),
        Span(
            title="발표",
            start=date(2024, 3, 22),
            end=date(2024, 3, 22),
            was=(date(2024, 3, 15), date(2024, 3, 15)),
        ),
        Span(title="계약 기한", start=date(2024, 3, 14), end=date(2024, 3, 14)),
    )
    bands = bands_of(spans, date(2024, 3, 14))
    assert [one.text for one in bands] == [
        "소명  2.26. – 3.13. (변경 전 2.26. – 3.6.)",
        "발표 (변경 전 3.15.)",
        "계약 기한",
    ]
    assert amended_words(spans) == [
        "소명 2.26. – 3.6. → 2.26. – 3.13. 변경",
        "발표 3.15. → 3.22. 변경",
    ]


def test_the_strip_counts_answers_to_requests_with_the_rest() -> None:
    monday, friday = date(2024, 3, 11), date(2024, 3, 15)
    queue = Queue(
        id="fail", title="", detail="", query=CaseQuery(), count=9, deadline=friday, due=3
    )
    done = replace(queue, id="pass", due=100)
    shown = Today(
        day=date(2024, 3, 8),
        queues=(queue, done),
        spans=(),
        recent=(),
        total=9,
        due=((monday, 2), (friday, 1)),
    )
    assert due_by_day(shown, "pass") == {monday: (2, "rev"), friday: (4, "strong")}


def test_only_overdue_and_the_last_three_days_are_loud() -> None:
    assert due_words(-3) == ("3일 지남", "fail")
    assert due_words(0) == ("오늘", "rev")
    assert due_words(3) == ("D-3", "rev")
    assert due_words(8) == ("D-8", "ink3")


def test_scans_in_the_tray_and_what_came_back_are_rows_that_lead_there() -> None:
    tray = TrayQueue(2)
    row = place_row(tray, date(2024, 2, 27))
    assert [one["t"] for one in row["cells"]] == ["놓을 스캔", "2", "–", "스캔함"]
    assert (id_of(tray), place_of(tray), act_words(tray)) == (
        "tray",
        "reception/envelope",
        "봉투로 가기",
    )


def test_the_rail_counts_for_two_roles_what_the_place_shows() -> None:
    def queue(state: ProposalState, count: int) -> DecisionQueue:
        return DecisionQueue(state=state, title="", detail="", count=count, since=None, first=None)

    back = queue(ProposalState.SENT_BACK, 2)
    due = queue(ProposalState.APPROVED, 3)
    assert at_approval([back, due]) == 5
    assert at_approval([queue(ProposalState.WAITING, 4), back, due]) == 4
    assert at_approval([queue(ProposalState.WAITING, 0), back]) == 0


def test_what_waits_to_be_decided_stands_first_and_enter_goes_there(hands: Hands) -> None:
    office = hands.desk.office()
    assert office is not None
    hands.settle()
    line = office.store.page(CaseQuery(outcome=Outcome.REVIEW)).lines[0]
    propose(office, line.id, Matter.PERSON, Verdict.HOLD, "확인하는 중")
    seat = next(one for one in hands.window.bar.seat_actions() if one.text().startswith("최결재"))
    seat.trigger()
    hands.settle()
    hands.settle()
    (waiting,) = hands.window.today.decisions()
    assert (waiting.state, waiting.count) == (ProposalState.WAITING, 1)
    assert hands.window.rail.badge("approval") == 1
    hands.window.today.take_keys()
    hands.press("Return")
    assert hands.window.rail.current() == "approval"


def test_the_day_a_case_was_seen_is_whole_in_the_smallest_window(hands: Hands) -> None:
    hands.window.resize(960, 540)
    hands.settle()
    seen = next(
        one for one in hands.window.today.findChildren(Table) if one.accessibleName() == "최근 사례"
    )
    wide = seen.fontMetrics().horizontalAdvance("2024-03-11")
    assert seen.columnWidth(2) >= wide + 16
