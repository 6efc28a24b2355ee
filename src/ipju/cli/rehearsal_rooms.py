"""The way of an applicant to a room without a screen: number, offer, lease, moving in, renewal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ipju.cli.reading import only_case
from ipju.cli.rehearsed import Decision, Desk, approved, judged
from ipju.domain.case import Case
from ipju.domain.dates import add_years, spoken
from ipju.domain.decision import Matter, Verdict
from ipju.domain.letting import RoomState
from ipju.domain.money import won
from ipju.domain.notice import printed
from ipju.services.files import write_whole
from ipju.services.intake import applicants, put_in_order
from ipju.services.letters import FORMS
from ipju.services.letting import move_in, plan, sign_lease
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_blank, save_form
from ipju.services.waiting import call, list_waiting, waiting_list

FIT = Decision(Matter.PERSON, Verdict.ELIGIBLE, "모든 항목이 공고의 기준에 맞음", "eligible")


def rehearse_rooms(desk: Desk, files: tuple[Path, ...], out: Path) -> Iterator[str]:
    """Judge applicants of an operator who lets rooms; the last one comes to a room and its papers.

    Each file holds one case; what was done and where it lies is yielded line by line.
    """
    cases = []
    for file in files:
        case = only_case(str(file))
        opened = add_case(desk.officer, replace(case, version=0)).case
        name = opened.applicant.name if opened.applicant else ""
        yield f"{name} · {opened.number}: 사례를 열어 심사했습니다."
        yield from judged(desk.officer, opened, out / file.stem)
        cases.append(opened)
    yield from _housed(desk, cases[-1], out)


def _housed(desk: Desk, case: Case, out: Path) -> Iterator[str]:
    office, notice = desk.officer, desk.officer.notices.get(case.notice)
    today, building = office.clock.today(), case.building
    yield _form(desk, case, "financial-consent", out)
    blank = preview_blank(office, notice.id, "consent")
    yield f"빈 동의서({notice.operator}): {write_whole(out / 'consent-rooms-blank.pdf', blank)}"

    approved(desk, case, FIT)
    line = [one.case_id for one in applicants(office, notice.id, building) if one.orderable]
    put_in_order(office, notice.id, building, line, "서류가 갖추어진 순서")
    list_waiting(office, notice.id, building, [case.id], today, "곧 빌 호실이 하나임")
    (entry,) = (one.entry for one in waiting_list(office, notice.id, building) if one.callable)
    yield f"  예비입주자 {entry.number}번, {spoken(entry.valid_until)}까지"
    yield _form(desk, case, "waiting", out)

    room = next(
        one.room
        for place in plan(office, notice.id).buildings
        if place.building.id == building
        for one in place.rooms
        if one.state is RoomState.FREE
    )
    lease = call(office, entry.id, building, room.room, today + timedelta(days=7)).lease
    yield f"  {room.room}호를 제안했습니다: 보증금 {won(room.deposit)}, 월 {won(room.rent)}"
    yield _form(desk, case, "contract", out)
    terms = printed(notice.letting)
    begins = max(today, terms.moves_in_from)
    ends = add_years(begins, terms.term_years) - timedelta(days=1)
    sign_lease(office, lease.id, today, begins, ends)
    move_in(office, lease.id, begins)
    yield f"  계약하고 입주했습니다: {spoken(begins)}부터 {spoken(ends)}까지"
    yield _form(desk, case, "renewal", out)


def _form(desk: Desk, case: Case, form: str, out: Path) -> str:
    return f"  {FORMS[form]}: {save_form(desk.officer, case, form, out / f'{form}.pdf')}"
