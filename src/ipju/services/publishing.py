"""Letters for the post (발송): issued in one go, put into files to print, in the order of the post.

Nothing is drawn again: what is put into a file are the bytes that were issued. Memory holds one
file at a time, whatever the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from ipju.domain.labelled import Labelled
from ipju.domain.outgoing import OutgoingLetter, OutgoingQuery, PostState
from ipju.services.approve import Told
from ipju.services.authority import CASES, DECIDING, demand, may, note
from ipju.services.files import fill_whole, write_whole
from ipju.services.frozen import NotWhole
from ipju.services.issue_letter import issue
from ipju.services.letters import FORMS
from ipju.services.office import Changes, Office
from ipju.services.publish_problems import NothingToWrite, purpose

PER_FILE = 100
"""Letters in one file to print: a tray of the printer, and what somebody folds in an hour."""

LOST = "추첨이 무효가 되었거나 명부를 새로 굳혀 근거를 잃은 통지입니다. 새 통지를 내십시오."
"""Why a letter about a ranking goes to nobody any more."""

_ISSUED = Changes(queues=True, decisions=True, letters=True, trail=True)
_PRINTED = Changes(letters=True, trail=True)


class Bundle(Labelled):
    """How letters are put into files."""

    HUNDREDS = "hundreds", "100건씩 한 파일"
    BOTH_SIDES = "both-sides", "100건씩 한 파일 (양면 인쇄용)"
    EACH = "each", "건마다 한 파일"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where the letters of a notice stand: approved without a letter, and issued by state.

    `to_issue` are the proposals in the order of their numbers. `asks_until`: the notice leaves
    the last day of the 소명 to the letter.
    """

    to_issue: tuple[UUID, ...]
    letters: Mapping[PostState, int]
    asks_until: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedMany:
    """How issuing ended: letters issued, and (case number, why) of those that were not."""

    issued: int
    failed: tuple[tuple[str, str], ...]
    stopped: bool
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: its files, how many letters, and (case number, why) of those left out."""

    files: tuple[Path, ...]
    letters: int
    failed: tuple[tuple[str, str], ...] = ()
    stopped: bool = False
    changes: Changes = _PRINTED


@may(CASES)
def overview(office: Office, notice_id: str) -> Overview:
    """Return where the letters of a notice stand; KeyError when there is no such notice."""
    notice = office.notices.get(notice_id)
    with office.store.unit() as unit:
        return Overview(
            to_issue=unit.outgoing.unissued(notice_id),
            letters=unit.outgoing.tally(notice_id),
            asks_until=notice.calendar.explanation_until is None,
        )


@may(CASES)
def outgoing(office: Office, query: OutgoingQuery) -> tuple[OutgoingLetter, ...]:
    """Return the letters a list shows, in the order of the post: by postcode."""
    with office.store.unit() as unit:
        return unit.outgoing.letters(query)


@may(DECIDING)
def issue_many(
    office: Office,
    proposals: Sequence[UUID],
    explain_until: date | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IssuedMany:
    """Issue the letters of approved proposals, each in its own transaction.

    What cannot be issued is told with why, and the next one goes on. `explain_until` as `issue`.
    """
    failed: list[tuple[str, str]] = []
    done, stopped = 0, False
    for at, proposal in enumerate(proposals):
        if cancelled():
            stopped = True
            break
        with Told() as trouble:
            issue(office, proposal, explain_until)
            done += 1
        if trouble.words:
            failed.append((_number_of(office, proposal), trouble.words))
        progress(at + 1, len(proposals))
    return IssuedMany(issued=done, failed=tuple(failed), stopped=stopped, changes=_ISSUED)


def _number_of(office: Office, proposal: UUID) -> str:
    """Return the number of the case of a proposal; empty when it is gone."""
    with suppress(KeyError), office.store.unit() as unit:
        return unit.cases.get(unit.proposals.get(proposal).case_id).number
    return ""


@may(CASES)
def write_letters(
    office: Office,
    letters: Sequence[UUID],
    folder: Path,
    reason: str,
    bundle: Bundle = Bundle.HUNDREDS,
    first: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write issued letters into files under `folder`, in their order, and count each printing.

    For both sides each letter takes an even number of pages: nobody's begins on another's back.
    `first` is the place of the first one in the names of the files. A letter that was altered is
    left out and told. The ledger rows of a file are written before it; OSError stops the work
    with the files before it whole. NoPurpose, NothingToWrite.
    """
    words = purpose(reason)
    if not letters:
        raise NothingToWrite("인쇄할 통지문이")
    size = 1 if bundle is Bundle.EACH else PER_FILE
    files: list[Path] = []
    failed: list[tuple[str, str]] = []
    done, stopped = 0, False
    for at in range(0, len(letters), size):
        if cancelled():
            stopped = True
            break
        # Long work ends with the role of whoever began it.
        demand(office, CASES, "write_letters")
        part = letters[at : at + size]
        found = _printed(office, part, words, failed)
        if found:
            place = (first + at, first + at + len(part) - 1)
            name = _single(place[0], found[0]) if bundle is Bundle.EACH else _hundred(*place)
            even = bundle is Bundle.BOTH_SIDES
            files.append(_write(office, folder / name, [one.pdf for one in found], even=even))
        done += len(found)
        progress(at + len(part), len(letters))
    return Written(files=tuple(files), letters=done, failed=tuple(failed), stopped=stopped)


@dataclass(frozen=True, slots=True)
class _Printed:
    pdf: bytes
    case_number: str
    form: str


def _printed(
    office: Office, letters: Sequence[UUID], words: str, failed: list[tuple[str, str]]
) -> list[_Printed]:
    """Return the bytes of letters, each printing counted, within one transaction."""
    found: list[_Printed] = []
    with office.store.unit() as unit:
        lost = unit.outgoing.lost(letters)
        for identity in letters:
            letter = unit.letters.get(identity)
            number = unit.outgoing.letter(identity).case_number
            if identity in lost:
                failed.append((number, LOST))
                continue
            if not letter.whole:
                failed.append((number, str(NotWhole("통지문"))))
                continue
            prints = unit.letters.print_again(identity, office.actor.id, office.clock.now(), words)
            detail = {"letter": identity.hex, "number": letter.number, "prints": prints}
            note(office, unit, "print-letter", letter.case_id, why=words, detail=detail)
            found.append(_Printed(letter.pdf, number, letter.form))
        if found:
            note(office, unit, "print-letters", why=words, detail={"letters": len(found)})
    return found


def _write(office: Office, path: Path, documents: Sequence[bytes], *, even: bool) -> Path:
    """Write one file; a letter by itself keeps its very bytes."""
    if len(documents) == 1:
        return write_whole(path, documents[0])
    return fill_whole(path, lambda file: office.printer.join(documents, file, even=even))


def _hundred(first: int, last: int) -> str:
    return f"통지 {first:05d}-{last:05d}.pdf"


def _single(place: int, letter: _Printed) -> str:
    number = "".join(one if one.isalnum() or one in "-_" else "-" for one in letter.case_number)
    return f"{place:05d} {number} {FORMS[letter.form]}.pdf"
