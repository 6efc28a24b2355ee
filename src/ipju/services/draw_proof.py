"""The printed proof of a draw (추첨 증명서): one page that needs nothing else to be checked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ipju.domain.dates import in_letter, seoul_time
from ipju.domain.printed_office import DrawProofSheet, LotRow
from ipju.domain.replacing import replace
from ipju.rules.draw_proof import Proof, compact, proof_lines, result_lines
from ipju.rules.ranking import by_lot
from ipju.services.authority import DECIDING, may, note
from ipju.services.office import Office
from ipju.services.ranking import DrawLine, Result, refuse_altered, result, rosters
from ipju.services.ranking_problems import NotDrawn

LISTED = 8
"""Up to so many lots are listed for the eye; more of them would not leave room on one page."""
CODED = 900
"""So many bytes a QR holds that an office scanner still reads off this page."""
_SHOWN = 16


def proof_of(found: Result, line: DrawLine) -> Proof:
    """Return the proof of a draw upon its roster."""
    draw = line.draw
    tied = by_lot(draw.seed, found.summary.tied)
    annulled = draw.annulled_at
    return Proof(
        summary=replace(found.summary, tied=tied),
        published=found.line.roster.digest,
        seed=draw.seed,
        tied=tied,
        order=draw.order_digest,
        annulled=seoul_time(annulled).date().isoformat() if annulled else "",
    )


@may(DECIDING)
def proof(office: Office, roster_id: UUID, draw_id: UUID | None = None) -> bytes:
    """Return the proof of a draw as PDF: of the one that stands, or of any by its id.

    An annulled draw is marked as such, and one that came after others says what became of them.
    NotDrawn when there is no such draw, NotWhole as `result`.
    """
    found = result(office, roster_id)
    for line in found.line.draws:
        if line.draw.id == draw_id or (draw_id is None and line.stands):
            refuse_altered(found.line.roster, line.draw)
            before = _before(office, found, line)
            with office.store.unit() as unit:
                note(office, unit, "print-draw-proof", detail={"draw": line.draw.id.hex})
            return office.printer.render(_sheet(office, found, line, before))
    raise NotDrawn


def _before(office: Office, found: Result, line: DrawLine) -> tuple[DrawLine, ...]:
    """Return the draws of the supply type before this one, upon whatever roster, newest first."""
    roster = found.line.roster
    every = [one for known in rosters(office, roster.notice, roster.supply) for one in known.draws]
    at = next(at for at, one in enumerate(every) if one.draw.id == line.draw.id)
    return tuple(every[at + 1 :])


def _sheet(
    office: Office, found: Result, line: DrawLine, before: tuple[DrawLine, ...]
) -> DrawProofSheet:
    made, roster, draw = proof_of(found, line), found.line.roster, line.draw
    lots, code = result_lines(made), compact(made)
    listed = len(lots) <= LISTED
    coded = len(code.encode()) <= CODED
    drawn = seoul_time(draw.drawn_at)
    return DrawProofSheet(
        office=office.actor.department,
        made_on=drawn.date(),
        code=code if coded else "",
        practice=office.practice,
        notice_title=office.notices.get(roster.notice).title,
        supply=roster.supply.label,
        quota=f"{roster.quota:,}",
        count=f"{len(roster.entries):,}",
        sure=f"{found.summary.sure:,}",
        tied=f"{len(lots):,}" if lots else "",
        seats=f"{found.summary.seats:,}",
        frozen_at=_clock(roster.frozen_at) + f" ({found.line.by})",
        drawn_at=_clock(draw.drawn_at),
        place=draw.place,
        witnesses=draw.witnesses,
        drawn_by=line.by,
        lots=tuple(
            LotRow(
                place=f"{at}",
                number=number,
                lot=" ".join(lot[start : start + 4] for start in range(0, _SHOWN, 4)),
                result="선정" if selected else "미선정",
            )
            for at, (number, lot, selected) in enumerate(lots if listed else (), 1)
        ),
        lots_more="" if listed else _in_lines(found.summary.seats),
        lines=proof_lines(made),
        uncoded=not coded,
        state=_state(line, before),
    )


def _in_lines(seats: int) -> str:
    return f"추첨 순서는 아래 ‘추첨’ 줄의 차례이고, 앞의 {seats:,}명이 선정되었습니다."


def _state(line: DrawLine, before: tuple[DrawLine, ...]) -> str:
    """Return that the draw was annulled, and that it is not the first one of its supply type."""
    words = []
    if line.draw.annulled_at is not None:
        words.append(f"무효인 추첨입니다. {_annulled(line)}")
    if before:
        words.append(
            f"{len(before) + 1}번째 추첨입니다. 바로 앞의 추첨(씨앗 {before[0].draw.seed})은"
        )
        words.append(_annulled(before[0]))
    return " ".join(words)


def _annulled(line: DrawLine) -> str:
    annulled = line.draw.annulled_at
    when = _clock(annulled) if annulled else ""
    return f"{when}에 무효로 했습니다({line.annulled_by}). 사유: {line.draw.annulled_why}"


def _clock(moment: datetime) -> str:
    local = seoul_time(moment)
    return f"{in_letter(local.date())} {local:%H:%M}"
