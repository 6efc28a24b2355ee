"""The first steps of an invented season (한 철): from the Excel file to what people explained.

Each goes by the services the desk itself uses and tells what it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Final

from ipju.cli.problems import BadCommand
from ipju.cli.season_desk import ENVELOPE_DAYS, WHY, Season
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseQuery
from ipju.domain.requests import RequestEnd, RequestKind, RequestState
from ipju.services.examine import examine
from ipju.services.files import write_whole
from ipju.services.import_applications import check, import_checked, open_file
from ipju.services.invented_results import write_results
from ipju.services.invented_season import (
    bring_envelopes,
    end_envelope,
    is_second,
    sent_after,
    write_applications,
)
from ipju.services.outcomes import examine_season
from ipju.services.overlaps import overlaps, settle
from ipju.services.print_requests import print_requests
from ipju.services.queries import check_results, export_query, take_results
from ipju.services.record import record
from ipju.services.request_lists import draw_up_all, lapse_due, request_page
from ipju.services.request_rows import RequestLine
from ipju.services.requests import close, send, take_answer

ANSWERED: Final = 3
"""Of so many requests one stays without an answer."""
_PER_PDF: Final = 100
_ALL: Final = 1_000_000
APPLICATIONS: Final = "1 신청 명단.xlsx"


def applications(season: Season) -> Iterator[str]:
    """Write the Excel file of the applications."""
    written = write_applications(
        season.officer, season.notice.id, season.count, season.path(APPLICATIONS), season.seed
    )
    yield f"{written.lines:,}행"


def received(season: Season) -> Iterator[str]:
    """Take the file in, and settle who applied twice."""
    office = season.officer
    opened = open_file(office, season.notice.id, season.path(APPLICATIONS))
    sheet = opened.candidates[0]
    checked = check(office, opened, sheet, sheet.columns)
    for one in checked.bad:
        raise BadCommand(f"{APPLICATIONS} {one.cell}: {one.message}")
    taken = import_checked(office, checked)
    yield f"신청 {taken.cases:,}건"


def settled(season: Season) -> Iterator[str]:
    """Let the first application of somebody stand."""
    found = overlaps(season.officer, season.notice.id)
    done = 0
    for one in found:
        first, *others = (it.case_id for it in one.cases)
        settle(season.officer, first, others, "먼저 낸 신청을 인정")
        done += len(others)
    yield f"겹치는 신청 {len(found):,}묶음, 인정하지 않음 {done:,}건"


def envelopes(season: Season) -> Iterator[str]:
    """Open the envelopes over some days, at two desks."""
    whole = [one for at, one in enumerate(season.people(), start=1) if not is_second(at)]
    desks, days = cycle(season.officers), season.working(season.days.envelopes)
    size = max(1, -(-len(whole) // (ENVELOPE_DAYS * len(season.officers))))
    for at in range(0, len(whole), size):
        day = at // (size * len(season.officers))
        season.clock.go(days[day])
        bring_envelopes(next(desks), whole[at : at + size])
    yield f"봉투 {len(whole):,}통"


def query(season: Season) -> Iterator[str]:
    """Ask for incomes and assets, and take the answers in."""
    office, notice = season.officer, season.notice.id
    season.clock.go(season.days.queried)
    file, answer = season.path("2 조회 의뢰.xlsx"), season.path("3 조회 결과.xlsx")
    asked = export_query(office, notice, file, "사회보장정보원(연습)", WHY)
    write_results(office, notice, file, season.people(), answer)
    checked = check_results(office, notice, answer)
    for one in checked.bad:
        raise BadCommand(f"{answer.name} {one.cell}: {one.message}")
    taken = take_results(office, checked, f"사회보장정보원(연습), {season.clock.today()}")
    yield (
        f"{asked.people:,}명 의뢰, 뺀 것 {len(asked.left_out):,}건, {taken.cases:,}건에 결과를 적음"
    )


def examined(season: Season) -> Iterator[str]:
    """Examine every case."""
    if season.clock.today() < season.days.examined:
        season.clock.go(season.days.examined)
    done = examine_season(season.officer)
    words = ", ".join(f"{one.label} {done.by_outcome.get(one, 0):,}" for one in Outcome)
    yield f"{done.done:,}건: {words}"


def supplements(season: Season) -> Iterator[str]:
    """Ask for what papers lack; most answer, who does not is proposed for refusal."""
    season.clock.go(season.days.asked)
    due = season.days.lapsed - timedelta(days=3)
    kind = RequestKind.SUPPLEMENT
    made = draw_up_all(season.officer, CaseQuery(notice=season.notice.id), kind, due)
    lines = _posted(season, kind, "보완요청서")
    season.clock.go(season.days.answered)
    answered = 0
    for at, line in enumerate(lines, start=1):
        if at % ANSWERED == 0:
            continue
        office = season.officers[at % len(season.officers)]
        with office.store.unit() as unit:
            case = unit.cases.get(line.request.case_id)
        today = season.clock.today()
        take_answer(office, line.request.id, today)
        mended = record(office, case.id, sent_after(office, case, today), "보완한 서류").case
        end_envelope(office, mended)
        judged = examine(mended, season.notice, today)
        asked = {one.rule for one in line.request.items}
        late = any(one.rule in asked and one.outcome is Outcome.FAIL for one in judged.findings)
        if late:
            close(office, line.request.id, RequestEnd.REJECTED, "기한 안에 낸 적이 없는 서류임")
        else:
            close(office, line.request.id, RequestEnd.ACCEPTED, "다시 낸 서류가 갖추어짐")
        answered += 1
    season.clock.go(season.days.lapsed)
    lapsed = lapse_due(season.officer, kind, due)
    yield (
        f"만듦 {made.made:,}, 부침 {len(lines):,}, 답 {answered:,}, "
        f"지남 {len(lapsed.requests):,}, 부적격으로 올림 {lapsed.proposed:,}, "
        f"가점 서류뿐이라 올리지 않음 {lapsed.kept:,}"
    )
    yield from _failed([one.why for one in (*made.failed, *lapsed.failed)])


def explanations(season: Season) -> Iterator[str]:
    """Ask those over a limit to explain; some bring a record that does not change it."""
    season.clock.go(season.days.explained)
    kind = RequestKind.EXPLANATION
    failed = CaseQuery(notice=season.notice.id, outcome=Outcome.FAIL)
    made = draw_up_all(season.officer, failed, kind, _own_day(season))
    lines = _posted(season, kind, "소명요청서")
    season.clock.go(season.days.explained + timedelta(days=4))
    refused = 0
    for at, line in enumerate(lines, start=1):
        if at % ANSWERED:
            continue
        office = season.officers[at % len(season.officers)]
        take_answer(office, line.request.id, season.clock.today())
        close(office, line.request.id, RequestEnd.REJECTED, "원천기관의 정정 자료가 아님")
        refused += 1
    season.clock.go(season.days.decided)
    lapsed = lapse_due(season.officer, kind, season.days.explained_until)
    yield (
        f"만듦 {made.made:,}, 부침 {len(lines):,}, 답을 받아 인정하지 않음 {refused:,}, "
        f"지남 {len(lapsed.requests):,}, 부적격으로 올림 {lapsed.proposed:,}"
    )
    yield from _failed([one.why for one in (*made.failed, *lapsed.failed)])


def _own_day(season: Season) -> date | None:
    """Return the last day an officer gives; None where the notice prints it."""
    printed = season.notice.calendar.explanation_until is not None
    return None if printed else season.days.explained_until


def _posted(season: Season, kind: RequestKind, name: str) -> tuple[RequestLine, ...]:
    """Print the requests that were drawn up, a hundred to a file, and post them."""
    office = season.officer
    lines = request_page(office, kind, RequestState.DRAWN_UP, limit=_ALL).lines
    for at in range(0, len(lines), _PER_PDF):
        part = lines[at : at + _PER_PDF]
        pdf = print_requests(office, [one.request.id for one in part])
        write_whole(season.path(f"{name} {at // _PER_PDF + 1:03d}.pdf"), pdf)
    for line in lines:
        send(office, line.request.id, season.clock.today(), season.registered())
    return lines


def _failed(why: list[str]) -> Iterator[str]:
    """Yield what could not be done: how many, and why."""
    for words, count in Counter(why).most_common(3):
        yield f"  되지 않음 {count:,}건: {words}"
