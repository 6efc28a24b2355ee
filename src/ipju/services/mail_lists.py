"""What goes to the post office beside the letters: labels (주소 라벨), 등기 접수 목록."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from ipju.domain.outgoing import OutgoingLetter
from ipju.domain.printed import Recipient
from ipju.domain.printed_post import AddressLabel, AddressLabels
from ipju.domain.spreadsheet import WriteColumn, WriteSheet, type_of_cell
from ipju.services.authority import CASES, may, note
from ipju.services.files import write_whole
from ipju.services.letters import FORMS
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.publish_problems import NothingToWrite, at_hand, purpose
from ipju.services.publishing import LOST, Written

REGISTERED, CASE_NUMBER, LETTER_NUMBER = "등기번호", "접수번호", "시행번호"
"""Heads by which the list is read again when the post office has filled it in."""

COLUMNS = (
    WriteColumn(head="순번", width=7, kind="number"),
    WriteColumn(head=REGISTERED, width=18),
    WriteColumn(head="받는 분", width=16),
    WriteColumn(head="우편번호", width=10),
    WriteColumn(head="주소", width=60),
    WriteColumn(head=CASE_NUMBER, width=18),
    WriteColumn(head=LETTER_NUMBER, width=22),
    WriteColumn(head="통지", width=16),
    WriteColumn(head="차수", width=7, kind="number"),
)
_NOTE = "우체국에서 받은 등기번호를 적어 이 파일을 다시 넣으면 발송이 한꺼번에 기록됩니다."
_NO_ADDRESS = "신청에 주소가 없습니다."
_TRAIL = Changes(trail=True)


@may(CASES)
def write_labels(
    office: Office, letters: Sequence[UUID], path: Path, reason: str, skipped: int = 0
) -> Written:
    """Write address labels of letters as PDF, in their order; the export is a ledger row.

    `skipped` places of the first sheet stay empty. Who has no address, or one with a character
    that the font lacks, is left out and told: nobody else's label waits for it.
    NoPurpose, NothingToWrite; OSError when the file can't be written.
    """
    words = purpose(reason)
    with office.store.unit() as unit:
        lines, failed = _printable(office, *_addressed(unit, letters))
        if not lines:
            raise NothingToWrite("주소가 있는 통지가")
        note(office, unit, "export-labels", why=words, detail={"letters": len(lines)})
    labels = tuple(
        AddressLabel(
            recipient=Recipient(name=one.name, address=one.address, postcode=one.postcode),
            reference=f"{one.case_number} · {one.number}",
        )
        for one in lines
    )
    model = AddressLabels(
        title="주소 라벨", labels=labels, skipped=skipped, practice=office.practice
    )
    written = write_whole(path, office.printer.labels(model))
    return Written(files=(written,), letters=len(lines), failed=failed, changes=_TRAIL)


@may(CASES)
def write_mail_list(office: Office, letters: Sequence[UUID], path: Path, reason: str) -> Written:
    """Write the list for the post office (등기 접수 목록) as Excel; the export is a ledger row.

    Its column 등기번호 is filled in at the post office; `postings.read_numbers` takes it again.
    NoPurpose, NothingToWrite; OSError when the file can't be written.
    """
    words = purpose(reason)
    books = at_hand(office.spreadsheets)
    with office.store.unit() as unit:
        lines, failed = _addressed(unit, letters)
        if not lines:
            raise NothingToWrite("주소가 있는 통지가")
        note(office, unit, "export-mail-list", why=words, detail={"letters": len(lines)})
    sheet = WriteSheet(name="등기 접수 목록", columns=COLUMNS, rows=tuple(_rows(lines)), note=_NOTE)
    written = books.write(path, [sheet])
    return Written(files=(written,), letters=len(lines), failed=failed, changes=_TRAIL)


def _addressed(
    unit: UnitOfWork, letters: Sequence[UUID]
) -> tuple[list[OutgoingLetter], tuple[tuple[str, str], ...]]:
    """Return the letters that have somewhere to go, and (case number, why) of the others."""
    lost = unit.outgoing.lost(letters)
    lines, failed = [], []
    for one in (unit.outgoing.letter(letter) for letter in letters):
        if one.letter in lost:
            failed.append((one.case_number, LOST))
        elif not one.address.strip():
            failed.append((one.case_number, _NO_ADDRESS))
        else:
            lines.append(one)
    return lines, tuple(failed)


def _printable(
    office: Office, lines: list[OutgoingLetter], failed: tuple[tuple[str, str], ...]
) -> tuple[list[OutgoingLetter], tuple[tuple[str, str], ...]]:
    """Return those of the letters whose label can be printed, and the others with why."""
    why = {one.letter: office.printer.unprintable(one.name + one.address) for one in lines}
    bad = tuple((one.case_number, why[one.letter]) for one in lines if why[one.letter])
    return [one for one in lines if not why[one.letter]], (*failed, *bad)


def _rows(lines: Iterable[OutgoingLetter]) -> Iterable[tuple[type_of_cell, ...]]:
    for place, one in enumerate(lines, start=1):
        attempt = one.posting.attempt + 1 if one.posting else 1
        yield (
            place,
            None,
            one.name,
            one.postcode,
            one.address,
            one.case_number,
            one.number,
            FORMS[one.form],
            attempt,
        )
