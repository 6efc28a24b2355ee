"""Print models of the office's own sheets: recovery key, month, destruction, draw, results.

Plain values as in `domain/printed.py`; they go to nobody outside, so they carry no recipient.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class OfficeSheet:
    """What every sheet of the office itself carries. `code` is what its QR holds; empty: none."""

    office: str
    made_on: date
    code: str = ""
    practice: bool = False


@dataclass(frozen=True, kw_only=True)
class WordRow:
    """One row of the recovery key's words, each with its number in front; three columns."""

    first: str
    second: str = ""
    third: str = ""


@dataclass(frozen=True, kw_only=True)
class RecoverySheet(OfficeSheet):
    """복구 열쇠: the key that opens the office on any computer, as words and as QR."""

    count: int
    """How many words there are."""
    words: tuple[WordRow, ...]


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """A name with figures beside it, already written as text."""

    name: str
    count: str
    more: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """Something that happened, when (Korean time, as text), by whom."""

    when: str
    who: str
    what: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class MonthSheet(OfficeSheet):
    """월별 점검표: what the ledger (장부) of one month says, and where it ended (anchor)."""

    month: str
    """E.g. 2026년 10월."""
    span: str
    """Numbers of the first and last row, e.g. 1,204 ~ 3,881번."""
    rows: str
    acts: tuple[CountRow, ...] = ()
    people: tuple[CountRow, ...] = ()
    own: tuple[CountRow, ...] = ()
    """Acts of the reviewer himself (점검자 본인)."""
    unusual: tuple[EventRow, ...] = ()
    unusual_more: str = ""
    """A sentence when more was found than is listed."""
    roles: tuple[EventRow, ...] = ()
    decisions: tuple[CountRow, ...] = ()
    destructions: tuple[str, ...] = ()
    """Numbers (접수번호) of the cases that were destroyed."""
    anchor_row: str = ""
    anchor_lines: tuple[str, ...] = ()
    """The hash of the month's last row in groups of four, some groups a line."""
    before: str = ""
    """What became of the anchor of the month before, one sentence."""
    chain: str = ""
    """What the check of the chain came to, one sentence."""
    signer: str = ""
    signed_on: str = ""
    fingerprint: str = ""
    state: str = ""
    """What is wrong with the stored review; empty when it is whole."""


@dataclass(frozen=True, kw_only=True)
class DestructionSheet(OfficeSheet):
    """파기확인서: what was destroyed, why, when and by whom; nothing of the data themselves."""

    case_number: str
    notice_title: str
    holding: str
    period: str
    """The period and its clause in words."""
    due_on: date
    destroy_by: date
    destroyed_on: date
    destroyed_at: str
    late: str = ""
    """How late it was done, when it was."""
    reason: str
    rows: str
    approved_by: str
    state: str = ""
    """What is wrong with the stored certificate; empty when it is whole."""
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True)
class LotRow:
    """One of those whom a draw decided: the place within the draw, the lot and the result."""

    place: str
    number: str
    lot: str
    result: str


@dataclass(frozen=True, kw_only=True)
class DrawProofSheet(OfficeSheet):
    """추첨 증명: all that is needed to check a draw again, by hand or by `ipju draw verify`."""

    notice_title: str
    supply: str
    quota: str
    count: str
    sure: str
    tied: str
    """How many the draw decided; empty when nobody stood equal at the line."""
    seats: str
    frozen_at: str
    """When the roster was frozen and by whom, Korean time; `drawn_at` likewise."""
    drawn_at: str
    place: str
    witnesses: str
    drawn_by: str
    lots: tuple[LotRow, ...] = ()
    """The lots where they are few; all of them stand in `lines`."""
    lots_more: str = ""
    """Where to read the lots when they are too many for a table."""
    lines: tuple[str, ...] = ()
    """The proof itself: what is typed to check it, and what the QR holds."""
    uncoded: bool = False
    """The proof is too long for a QR that a scanner reads."""
    state: str = ""
    """That and why the draw was annulled; empty while it stands."""


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One line of a published list: the name with one syllable hidden, everything as text."""

    place: str
    number: str
    name: str
    birth: str
    supply: str
    result: str


@dataclass(frozen=True, kw_only=True)
class ResultSheet(OfficeSheet):
    """심사 결과 명단: the list that is published, masked as public lists are."""

    notice_title: str
    heading: str
    """E.g. 선정자 명단."""
    basis: str
    """What the list rests on, one sentence."""
    count: str
    rows: tuple[ResultRow, ...]


OfficeModel = RecoverySheet | MonthSheet | DestructionSheet | DrawProofSheet | ResultSheet
