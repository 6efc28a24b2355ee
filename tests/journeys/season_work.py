"""The first steps of a small season by keys: from the Excel file to what was explained."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

import pypdfium2

from ipju.domain.case import Case
from ipju.domain.editing import Edit
from ipju.domain.finding import Outcome
from ipju.domain.requests import RequestEnd, RequestKind, RequestState
from ipju.services.invented_results import write_results
from ipju.services.invented_season import (
    bring_envelopes,
    is_second,
    sent_after,
    told_by_envelope,
    write_applications,
)
from ipju.services.office import Changes, Office
from ipju.services.overlaps import overlaps
from ipju.services.record import record
from ipju.ui.screens.letters.requests import RequestsPage
from ipju.ui.screens.letters.words import TABS
from ipju.ui.screens.queries.page import QueryPage
from ipju.ui.screens.reception.envelope import EnvelopePage
from ipju.ui.screens.reception.importing import ImportPage
from ipju.ui.screens.reception.overlapping import OverlapPage
from tests.journeys.conftest import Person
from tests.journeys.season_desk import (
    AGENCY,
    ANSWERED,
    ASKED,
    COUNT,
    DECIDED,
    EXPLAINED,
    ISSUED,
    LACKING,
    NOTICE,
    QUERIED,
    SEED,
    Season,
    registered,
    save_paper,
)
from tests.ui.sitting import cells

FIRST = {RequestKind.SUPPLEMENT: 0, RequestKind.EXPLANATION: 100}
"""The first number of registered mail of each kind."""


def receive(season: Season) -> None:
    """엑셀로 받기: the file of the online system, by two keys; then who applied twice."""
    person, file = season.person, season.path("applications.xlsx")
    write_applications(season.office, NOTICE, COUNT, file, SEED)
    page = season.page("Alt+9", 1, ImportPage)
    person.name_file(file)
    person.do("Ctrl+O")
    assert page.result.take_act.button.text() == f"{COUNT}건 받기"
    person.do("Ctrl+Return")
    assert page.progress.summary() == f"{COUNT}건을 모두 받았습니다. 겹치는 신청이 1건 있습니다."
    assert len(season.lines()) == COUNT

    twice = season.page("Alt+9", 2, OverlapPage)
    assert len(cells(twice.cases)) == 2
    person.type("정한 사유", "먼저 낸 신청을 인정")
    person.do("Ctrl+Return")
    (found,) = overlaps(season.office, NOTICE)
    assert found.settlement is not None
    assert found.settlement.stands == found.cases[0].case_id
    person.do("Ctrl+Shift+L")
    assert twice.progress.summary() == f"신청 {COUNT - 2}건에 '중복 신청 조회함'을 적었습니다."


def _type_one_by_one(person: Person, text: str) -> None:
    for one in text:
        person.do({"\n": "Return", " ": "Space"}.get(one, one))


def _open_envelope(season: Season, case: Case, left_out: str = "") -> None:
    """봉투 by keys: its number, postmark and registered mail, the date of each paper, Enter."""
    person, page = season.person, season.page("Alt+9", 3, EnvelopePage)
    _type_one_by_one(person, f"{case.number[-5:]}\n240102\n")
    work = page.work
    assert work is not None
    assert work.case.number == case.number
    for slot in work.slots():
        assert page.table.current_id() == slot.key
        if slot.line.requirement.terms.id == left_out:
            person.do("Down")
        else:
            _type_one_by_one(person, ISSUED)
    assert len(work.asked()) == bool(left_out)
    person.do("Return")
    assert page.work is None


def envelopes(season: Season) -> None:
    """Two envelopes by keys, one of them lacking a paper; the others come by the services.

    What stands on the register is written down for all of them by the services.
    """
    office, whole, short = season.office, season.people[0], season.people[1]
    for known in (whole, short):
        stored = season.stored(known.number)
        edits = told_by_envelope(stored, replace(known, papers=()))
        season.serve(partial(_recorded, office, stored.id, edits, "주민등록"))
    _open_envelope(season, whole)
    _open_envelope(season, short, LACKING)
    kinds = {one.kind for one in season.stored(short.number).papers}
    assert kinds == {one.kind for one in short.papers} - {LACKING}
    firsts = [one for at, one in enumerate(season.people, start=1) if not is_second(at)]
    season.serve(lambda: bring_envelopes(office, firsts[2:]).changes)


def _request_page(season: Season, kind: RequestKind) -> RequestsPage:
    section = {RequestKind.SUPPLEMENT: 1, RequestKind.EXPLANATION: 2}[kind]
    season.person.do("Alt+0")
    season.person.do(f"Ctrl+{section}")
    found = next(one for one in season.person.window.findChildren(RequestsPage) if one.isVisible())
    season.person.settle()
    return found


def _to_state(season: Season, page: RequestsPage, state: RequestState) -> None:
    """The list of a state, by Tab and its digit; the keys go on into the list."""
    season.person.tab_to("요청의 상태")
    season.person.do(str([one for one, _word in TABS].index(state) + 1))
    assert page.state() is state
    page_name = page.table.accessibleName()
    season.person.tab_to(page_name)


def _ask_all(season: Season, kind: RequestKind) -> int:
    """모두 만들기, print what was drawn up, and post each with its number."""
    person, page = season.person, _request_page(season, kind)
    person.do("Ctrl+Shift+O")
    person.do("Return")
    person.wait_for(lambda: not page.batch.progress.is_running())
    person.settle()
    count = len(cells(page.table))
    assert page.batch.progress.summary() == f"{kind.label}서 {count}건을 만들었습니다."
    assert not page.batch.failed.isVisible()

    person.tab_to(page.table.accessibleName())
    person.do("Ctrl+A")
    person.do("Ctrl+P")
    file = season.path(f"{kind.value}.pdf")
    save_paper(season, file)
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) >= count
    for at in range(count):
        person.do("Ctrl+Return")
        person.type("등기번호, 꼭 적음", registered(FIRST[kind] + at))
        person.do("Return")
    assert page.empty.isVisible()
    return count


def _take_answer(season: Season, page: RequestsPage, end: RequestEnd, reason: str) -> None:
    """The answer of the first that waits: its postmark, then how it is judged."""
    person = season.person
    _to_state(season, page, RequestState.SENT)
    person.do("Ctrl+Return")
    season.person.type("소인 날짜, 꼭 적음", f"{season.office.clock.today():%y%m%d}")
    person.do("Return")
    _to_state(season, page, RequestState.ANSWERED)
    assert len(cells(page.table)) == 1
    person.do("Ctrl+Return")
    person.pick("판단", end.label)
    season.person.type("사유", reason)
    person.do("Return")
    assert page.empty.isVisible()


def supplements(season: Season) -> None:
    """보완: who lacks a paper is asked for it, brings it, and it is taken.

    Whoever applied a second time, which does not stand, is not asked.
    """
    season.calendar.day = ASKED
    kind = RequestKind.SUPPLEMENT
    count = _ask_all(season, kind)
    assert [line.number for line in season.requests(kind)] == [season.people[1].number]
    season.calendar.day = ANSWERED
    office = season.office
    for line in season.requests(kind):
        case = season.stored(line.number)
        edits = sent_after(office, case, season.calendar.day)
        season.serve(partial(_recorded, office, case.id, edits, "보완한 서류"))
    for _ in range(count):
        page = _request_page(season, kind)
        _take_answer(season, page, RequestEnd.ACCEPTED, "다시 낸 서류가 갖추어짐")


def query(season: Season) -> None:
    """소득·자산 조회: a file with its reason goes out, the agency fills one in, it is taken."""
    season.calendar.day = QUERIED
    person, page = season.person, season.page("Alt+9", 4, QueryPage)
    asked, answer = season.path("asked.xlsx"), season.path("answer.xlsx")
    person.do("Ctrl+E")
    person.type("조회할 기관, 꼭 적음", AGENCY)
    person.type("사유, 꼭 적음", "입주자격 조회")
    person.name_file(asked)
    person.do("Return")
    person.wait_for(lambda: "담았습니다" in page.progress.summary())
    # Whoever applied a second time, which does not stand, is not asked about.
    stands = COUNT - 1
    assert f"asked.xlsx에 {stands}건" in page.progress.summary()
    assert "뺀 까닭: 겹치는 신청에서 인정하지 않음 1." in page.progress.accessibleName()
    write_results(season.office, NOTICE, asked, season.people, answer)
    person.name_file(answer)
    person.do("Ctrl+O")
    assert page.result.take_act.button.text() == f"{stands}건에 적기"
    person.do("Ctrl+Return")
    person.type("출처, 꼭 적음", AGENCY)
    person.do("Return")
    person.wait_for(lambda: "다시 심사했습니다" in page.progress.summary())
    assert page.progress.summary().startswith(f"{stands}건")


def examine(season: Season) -> dict[Outcome, int]:
    """모두 다시 심사 and 심사 결과표, whose counts are those of the list."""
    person, cases = season.person, season.person.window.cases
    person.do("Alt+3")
    person.tab_to("모두 다시 심사")
    person.do("Space")
    person.wait_for(lambda: cases.report() == f"{COUNT}건을 모두 심사했습니다.")
    person.settle()
    person.do("Ctrl+R")
    pane = cases.outcomes
    assert pane.isVisible()
    counted = {
        row["id"]: int(row["cells"][2]["t"])
        for row in pane.reasons.rows_model.rows()
        if not row.get("group")
    }
    person.do("Esc")
    assert not pane.isVisible()
    found = {one: season.count(one) for one in Outcome}
    assert {f"={one.value}": count for one, count in found.items() if count} == {
        key: count for key, count in counted.items() if key.startswith("=") and count
    }
    return found


def explanations(season: Season) -> None:
    """소명: one brings what changes nothing, the others let it lapse; both end in a proposal."""
    season.calendar.day = EXPLAINED
    kind = RequestKind.EXPLANATION
    count = _ask_all(season, kind)
    assert count == 3
    page = _request_page(season, kind)
    _take_answer(season, page, RequestEnd.REJECTED, "원천기관의 정정 자료가 아님")
    season.calendar.day = DECIDED
    person = season.person
    _to_state(season, page, RequestState.SENT)
    person.do("Ctrl+D")
    person.do("Return")
    person.wait_for(lambda: not page.batch.progress.is_running())
    person.settle()
    words = "2건을 정리하고 2건을 부적격으로 올렸습니다."
    assert page.batch.progress.summary() == words


def _recorded(office: Office, case: UUID, edits: tuple[Edit, ...], why: str) -> Changes:
    return record(office, case, edits, why).changes
