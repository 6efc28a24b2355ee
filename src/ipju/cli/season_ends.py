"""The last steps of an invented season (한 철): decisions, the draw, the list and the post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from ipju.cli.season_desk import WHY, Season
from ipju.domain.dates import seoul_time
from ipju.domain.decision import Matter, Proposal, ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CaseQuery, SortBy
from ipju.domain.outgoing import ListFilter, OutgoingQuery, PostState
from ipju.domain.post import ReturnWhy
from ipju.services.bulk import approve_list, open_list
from ipju.services.decisions import open_sheet
from ipju.services.draw_proof import proof
from ipju.services.files import write_whole
from ipju.services.frozen import CannotDecide
from ipju.services.letters import CannotPrint
from ipju.services.mail_lists import write_labels, write_mail_list
from ipju.services.postings import Posted, record_posted, record_returned
from ipju.services.propose import propose, withdraw
from ipju.services.publishing import issue_many, outgoing, overview, write_letters
from ipju.services.ranking import candidates, draw, freeze_roster, result
from ipju.services.result_list import NotSettled, publish_results, result_list
from ipju.services.selection import issue_selections, selection_due

SEED: Final = "7 12 19 23 28 31 36 40 45"
RETURNED: Final = 25
"""Of so many letters one comes back."""
_PAGE: Final = 500
_ALL: Final = 1_000_000
_VERDICTS: Final = (
    (Outcome.PASS, Verdict.ELIGIBLE, "모든 항목이 공고의 기준에 맞음"),
    (Outcome.FAIL, Verdict.INELIGIBLE, "공고의 기준에 맞지 않음"),
)


def proposed(season: Season) -> Iterator[str]:
    """Propose a decision for everybody whose examination is settled."""
    season.clock.go(season.days.decided)
    settled = _waiting(season)
    done: Counter[Verdict] = Counter()
    failed: Counter[str] = Counter()
    for case_id in _renewed(season):
        done[Verdict.INELIGIBLE] += 1
        settled.add(case_id)
    for outcome, verdict, reasons in _VERDICTS:
        for at, line in enumerate(_lines(season, outcome)):
            if line.id in settled:
                continue
            office = season.officers[at % len(season.officers)]
            try:
                propose(office, line.id, Matter.PERSON, verdict, reasons)
                done[verdict] += 1
            except (CannotDecide, CannotPrint) as error:
                failed[str(error)] += 1
    yield ", ".join(f"{one.label} {count:,}" for one, count in done.items())
    for words, count in failed.most_common(3):
        yield f"  올리지 않음 {count:,}건: {words}"
    left = sum(
        season.officer.store.page(CaseQuery(notice=season.notice.id, outcome=one, limit=1)).total
        for one in (Outcome.REVIEW, Outcome.MISSING)
    )
    yield f"  사람이 판단하거나 채울 것이 남아 올리지 않음 {left:,}건"


def _waiting(season: Season) -> set[UUID]:
    """Return the cases upon which something waits that was proposed today."""
    return {one.case_id for one in _asked(season) if not _is_old(season, one)}


def _renewed(season: Season) -> Iterator[UUID]:
    """Take back what waits from before the 소명 ended and propose it anew: its letter would tell
    of a period that is over."""
    for one in _asked(season):
        if _is_old(season, one):
            withdraw(season.officer, one.id, "소명 기간이 지나 다시 올림")
            propose(season.officer, one.case_id, one.matter, one.verdict, one.reasons)
            yield one.case_id


def _asked(season: Season) -> tuple[Proposal, ...]:
    with season.officer.store.unit() as unit:
        return unit.proposals.in_state(ProposalState.WAITING, limit=_ALL)


def _is_old(season: Season, one: Proposal) -> bool:
    return seoul_time(one.proposed_at).date() < season.days.decided


def _lines(season: Season, outcome: Outcome) -> Iterator[CaseLine]:
    query = CaseQuery(
        notice=season.notice.id, outcome=outcome, sort=SortBy.NUMBER, offset=0, limit=_PAGE
    )
    while lines := season.officer.store.page(query).lines:
        yield from lines
        query = replace(query, above=lines[-1].number)


def approved(season: Season) -> Iterator[str]:
    """Approve by lists; the exceptions of each are opened one by one."""
    office, done, looked, failed = season.supervisor, 0, 0, Counter[str]()
    for _outcome, verdict, _reasons in _VERDICTS:
        wanted = ListFilter(notice=season.notice.id, verdict=verdict)
        while True:
            found = open_list(office, wanted)
            for line in found.to_open:
                open_sheet(office, line.proposal)
                looked += 1
            if found.to_open:
                found = open_list(office, wanted)
            if not found.lines:
                break
            ended = approve_list(office, found)
            done += ended.approved
            if ended.failed:
                failed.update(why for _proposal, why in ended.failed)
                break
    yield f"승인 {done:,}건, 하나씩 열어 본 것 {looked:,}건"
    for words, count in failed.most_common(3):
        yield f"  승인하지 않음 {count:,}건: {words}"


def ranked(season: Season) -> Iterator[str]:
    """Freeze the roster of each supply type, draw, and print the proof."""
    office = season.supervisor
    for track in candidates(office, season.notice.id).tracks:
        if not track.entries:
            continue
        name = track.supply.label
        roster = freeze_roster(office, season.notice.id, track.supply, WHY).roster
        draw(office, roster.id, SEED, "예시구 회의실(연습)", "김예시, 홍길동")
        found = result(office, roster.id)
        pdf = write_whole(season.path(f"추첨 증명서 {name}.pdf"), proof(office, roster.id))
        yield (
            f"{name}: 적격 {len(roster.entries):,}명, {roster.quota:,}호, "
            f"선정 {len(found.selected):,}명 ({pdf.name})"
        )


def published(season: Season) -> Iterator[str]:
    """Write the list of results, for the web and for the wall."""
    office, notice = season.officer, season.notice.id
    try:
        done = publish_results(office, notice, season.path("결과 명단.xlsx"), WHY)
        publish_results(office, notice, season.path("결과 명단.pdf"), WHY)
    except NotSettled as error:
        yield f"명단을 내지 않음: {error}"
        return
    yield f"{done.lines:,}명"


def lettered(season: Season) -> Iterator[str]:
    """Issue the letters, write them into files of a hundred, and the papers for the post."""
    office, notice = season.officer, season.notice.id
    seen = overview(office, notice)
    until = season.days.explained_until if seen.asks_until else None
    ended = issue_many(office, seen.to_issue, until)
    due = selection_due(office, notice, result_list(office, notice))
    told = issue_selections(office, due, due.to_issue)
    letters = [one.letter for one in outgoing(office, _query(notice, PostState.TO_SEND))]
    if not letters:
        yield "낼 통지가 없음"
        return
    written = write_letters(office, letters, season.path("통지"), WHY)
    write_labels(office, letters, season.path("주소 라벨.pdf"), WHY)
    write_mail_list(office, letters, season.path("등기 접수 목록.xlsx"), WHY)
    yield (
        f"통지 {ended.issued:,}건, 선정·미선정 통지 {told.issued:,}건, "
        f"파일 {len(written.files):,}개"
    )
    failed = Counter(why for _number, why in (*ended.failed, *told.failed))
    for words, count in failed.most_common(3):
        yield f"  내지 못함 {count:,}건: {words}"


def posted(season: Season) -> Iterator[str]:
    """Write down that the letters went out; a few come back."""
    office, today = season.officer, season.clock.today()
    lines = outgoing(office, _query(season.notice.id, PostState.TO_SEND))
    if lines:
        record_posted(
            office,
            [Posted(letter=one.letter, registered=season.registered()) for one in lines],
            today,
        )
    season.clock.go(today + timedelta(days=5))
    back = lines[RETURNED - 1 :: RETURNED]
    for one in back:
        record_returned(office, one.letter, season.clock.today(), ReturnWhy.ABSENT)
    yield f"부침 {len(lines):,}통, 반송 {len(back):,}통"


def _query(notice: str, state: PostState) -> OutgoingQuery:
    return OutgoingQuery(notice=notice, state=state, limit=0)
