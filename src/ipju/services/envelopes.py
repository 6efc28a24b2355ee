"""Envelopes (봉투) of the post: whose papers they hold, when one is done, and how many a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from unicodedata import normalize
from uuid import UUID

from ipju.domain.case import Case, Stage
from ipju.domain.dates import SEOUL, seoul_time
from ipju.domain.decision import ProposalState
from ipju.domain.trail import TrailQuery
from ipju.services.authority import CASES, may, note
from ipju.services.envelope_papers import Envelope
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork

ACTION: Final = "envelope"
_STANDING: Final = (ProposalState.WAITING, ProposalState.APPROVED)
_DIGITS: Final = 5
"""Digits of a number (접수번호) after the prefix of its notice."""


class NoSuchEnvelope(ValueError):
    """No application has this number, or several have these digits; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeDay:
    """How the envelopes of a day went: of everybody, of the actor, and in the last hour.

    `last` is the number of the application finished last, `asked` what it lacks.
    """

    everybody: int
    mine: int
    hour: int
    last: str = ""
    asked: int = 0


@may(CASES)
def open_envelope(office: Office, text: str) -> Case:
    """Return the case an envelope belongs to; the look at it is a ledger row.

    `text` is its number (접수번호) as typed or as the QR of our forms says it; the last digits
    will do while only one notice has such a number. NoSuchEnvelope otherwise.
    """
    wanted = "".join(normalize("NFKC", text).split()).upper()
    if not wanted:
        raise NoSuchEnvelope("봉투의 접수번호를 적거나 동의서의 QR을 읽히십시오.")
    with office.store.unit() as unit:
        case = unit.cases.get(_found(office, unit, text, wanted))
        note(office, unit, "view", case.id, why="봉투")
    return case


@may(CASES)
def beware(office: Office, case_id: UUID) -> str:
    """Return what somebody must know before papers are received for a case; often empty.

    A closed case takes part in nothing more; a paper takes the effect from a decision.
    """
    with office.store.unit() as unit:
        case = unit.cases.get(case_id)
        standing = [one for one in unit.proposals.of(case_id) if one.state in _STANDING]
    if case.stage is Stage.CLOSED:
        return "닫힌 사례입니다. 접수번호를 다시 보고, 맞으면 받기 전에 담당에게 알리십시오."
    if not standing:
        return ""
    words = ", ".join(f"{one.matter.label} {one.verdict.label}" for one in standing)
    return f"{words} 결정이 서 있습니다. 서류를 받으면 그 결정은 효력을 잃고 다시 올려야 합니다."


def _found(office: Office, unit: UnitOfWork, text: str, wanted: str) -> UUID:
    # The number as it was given comes first: one in small letters is another number.
    for number in (text.strip(), wanted):
        exact = unit.cases.id_of(number)
        if exact is not None:
            return exact
    found: dict[str, UUID] = {}
    if wanted.isdecimal() and len(wanted) <= _DIGITS:
        for one in office.notices.ids():
            number = f"{office.notices.get(one).number_prefix}-{wanted.zfill(_DIGITS)}"
            case_id = unit.cases.id_of(number)
            if case_id is not None:
                found[number] = case_id
    if len(found) > 1:
        raise NoSuchEnvelope(f"{', '.join(found)} 가운데 어느 것인지 번호를 다 적으십시오.")
    if not found:
        raise NoSuchEnvelope(
            f"{text_of(wanted)}: 이 접수번호의 신청이 없습니다. 번호를 다시 확인하십시오."
        )
    return next(iter(found.values()))


def text_of(wanted: str) -> str:
    """Return what was typed, cut to the length of a line."""
    return wanted if len(wanted) <= 40 else f"{wanted[:40]}…"


@may(CASES)
def finish_envelope(
    office: Office, case_id: UUID, envelope: Envelope, papers: int, asked: int
) -> Changes:
    """Write down that an envelope is done: how many papers came in it, and how much is lacking."""
    with office.store.unit() as unit:
        unit.cases.get(case_id)
        detail: dict[str, object] = {"papers": papers, "asked": asked}
        if envelope.came_on is not None:
            detail["came_on"] = envelope.came_on.isoformat()
        if envelope.registered:
            detail["registered"] = envelope.registered
        note(office, unit, ACTION, case_id, detail=detail)
    return Changes(case_id=case_id, season=True)


@may(CASES)
def envelope_day(office: Office) -> EnvelopeDay:
    """Return how the envelopes of this day (in Korea) go, counted from the ledger."""
    now = office.clock.now()
    korean = seoul_time(now)
    began = datetime.combine(korean.date(), time(), SEOUL).astimezone(UTC)
    actor = office.actor.key
    newest = office.store.trail(TrailQuery(actions=(ACTION,), since=began, limit=1))
    mine = office.store.trail(TrailQuery(actions=(ACTION,), actor=actor, since=began, limit=1))
    since = max(began, now - timedelta(hours=1))
    hour = office.store.trail(TrailQuery(actions=(ACTION,), actor=actor, since=since, limit=1))
    last = mine.rows[0] if mine.rows else None
    asked = last.detail.get("asked") if last is not None else 0
    return EnvelopeDay(
        everybody=newest.total,
        mine=mine.total,
        hour=hour.total,
        last=last.case_number if last is not None else "",
        asked=asked if isinstance(asked, int) else 0,
    )
