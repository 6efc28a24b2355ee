"""Posted and returned (발송·반송): registered numbers from the post office, and what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from ipju.domain.dates import in_letter
from ipju.domain.outgoing import OutgoingLetter, PostState
from ipju.domain.post import Posting, ReturnWhy
from ipju.domain.rrn import without_rrn
from ipju.domain.spreadsheet import CellError, cell_name, type_of_cell
from ipju.services.authority import CASES, may, note
from ipju.services.frozen import NotWhole
from ipju.services.import_cells import BadValue, text_in
from ipju.services.mail_lists import CASE_NUMBER, LETTER_NUMBER, REGISTERED
from ipju.services.office import Changes, Office
from ipju.services.ports import UnitOfWork
from ipju.services.publish_problems import CannotPost, NothingToWrite, at_hand, purpose
from ipju.services.request_problems import WrongRegistered
from ipju.services.requests import registered_number

_HEAD_WITHIN = 30
"""Rows in which the head is looked for: post offices write their own lines above it."""
_CHANGES = Changes(letters=True, queues=True, trail=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A letter and the number of the registered mail it went out with (등기번호)."""

    letter: UUID
    registered: str
    case_number: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCell:
    """A cell that can't be taken, as Excel names it, and why."""

    cell: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersRead:
    """What a filled-in list holds. `empty` rows have no number yet; nothing is taken while `wrong`
    holds anything.
    """

    lines: tuple[Posted, ...]
    wrong: tuple[WrongCell, ...]
    empty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many letters were written down as posted or returned."""

    letters: int
    changes: Changes


@may(CASES)
def read_numbers(office: Office, path: Path) -> NumbersRead:
    """Read the list that the post office filled in; every bad cell is named.

    UnreadableBook for a file that is no spreadsheet, CannotPost when it is another list.
    """
    book = at_hand(office.spreadsheets).read(path)
    for sheet in book.sheets:
        found = _head(sheet.rows)
        if found is not None:
            with office.store.unit() as unit:
                return _read(unit, sheet.rows, *found)
    raise CannotPost(
        f"'{REGISTERED}'와 '{CASE_NUMBER}' 열이 없습니다. 등기 접수 목록을 채운 파일을 고르세요."
    )


def _head(rows: Sequence[Sequence[object]]) -> tuple[int, Mapping[str, int]] | None:
    wanted = (REGISTERED, CASE_NUMBER, LETTER_NUMBER)
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        heads = {"".join(one.split()): at for at, one in enumerate(row) if isinstance(one, str)}
        if REGISTERED in heads and CASE_NUMBER in heads:
            return number, {one: heads[one] for one in wanted if one in heads}
    return None


def _read(
    unit: UnitOfWork,
    rows: Sequence[Sequence[type_of_cell | CellError]],
    head: int,
    columns: Mapping[str, int],
) -> NumbersRead:
    lines: list[Posted] = []
    wrong: list[WrongCell] = []
    seen: dict[str, str] = {}
    empty = 0
    for row in range(head + 1, len(rows)):
        cells = {key: rows[row][at] for key, at in columns.items()}
        if all(one is None or one == "" for one in cells.values()):
            continue
        if cells[REGISTERED] is None or cells[REGISTERED] == "":
            empty += 1
            continue
        at = REGISTERED
        try:
            registered = registered_number(_text(cells[REGISTERED]))
            here = cell_name(row, columns[REGISTERED])
            if registered in seen:
                raise BadValue(f"{seen[registered]}과 같은 등기번호입니다.")
            seen[registered] = here
            if unit.postings.by_registered(registered):
                raise BadValue("다른 발송에 이미 적힌 등기번호입니다.")
            at = CASE_NUMBER
            letter = _letter(unit, _text(cells[CASE_NUMBER]), _text(cells.get(LETTER_NUMBER)))
        except (BadValue, WrongRegistered) as error:
            wrong.append(WrongCell(cell=cell_name(row, columns[at]), why=str(error)))
            continue
        lines.append(
            Posted(
                letter=letter.letter,
                registered=registered,
                case_number=letter.case_number,
                name=letter.name,
            )
        )
    _refuse_twice(lines, wrong)
    return NumbersRead(lines=tuple(lines), wrong=tuple(wrong), empty=empty)


def _text(value: type_of_cell | CellError) -> str:
    if isinstance(value, CellError):
        raise BadValue(f"수식 오류({value.text})입니다. 값을 적으세요.")
    return "" if value is None else text_in(value)


def _letter(unit: UnitOfWork, case_number: str, letter_number: str) -> OutgoingLetter:
    """Return the letter a row is about: one that is to be sent, or came back."""
    found = [unit.outgoing.letter(one) for one in unit.outgoing.by_case_number(case_number)]
    if letter_number:
        found = [one for one in found if one.number == letter_number]
    if not found:
        raise BadValue("이 접수번호와 시행번호로 낸 통지가 없습니다.")
    open_ones = [one for one in found if one.state is not PostState.SENT]
    if not open_ones:
        raise BadValue("이미 보낸 통지입니다. 반송되었으면 반송을 먼저 적으세요.")
    if len(open_ones) > 1:
        raise BadValue("보낼 통지가 여럿입니다. 시행번호 열을 채우세요.")
    return open_ones[0]


def _refuse_twice(lines: Iterable[Posted], wrong: list[WrongCell]) -> None:
    """Two rows about one letter: nobody can tell which number is right."""
    seen: set[UUID] = set()
    for one in lines:
        if one.letter in seen:
            wrong.append(WrongCell(cell=one.case_number, why="같은 통지가 두 줄에 있습니다."))
        seen.add(one.letter)


@may(CASES)
def record_posted(office: Office, posted: Sequence[Posted], sent_on: date) -> Recorded:
    """Write down that letters were posted (발송), all of them or none.

    What came back counts as its next sending (차수), to the address of the application as it is
    now. CannotPost for a day that can't be, a letter that is out already or has no address, and
    a number that was used; WrongRegistered when it is not one.
    """
    if not posted:
        raise NothingToWrite("발송으로 적을 통지가")
    if sent_on > office.clock.today():
        raise CannotPost("부친 날이 오늘보다 뒤입니다. 부친 뒤에 적으세요.")
    with office.store.unit() as unit:
        for one in posted:
            _post(office, unit, one, sent_on)
        detail = {"letters": len(posted), "sent_on": sent_on.isoformat()}
        note(office, unit, "post-letters", detail=detail)
    return Recorded(letters=len(posted), changes=_CHANGES)


def _post(office: Office, unit: UnitOfWork, one: Posted, sent_on: date) -> None:
    line, registered = unit.outgoing.letter(one.letter), registered_number(one.registered)
    whose = f"{line.case_number} {line.name}: "
    if not unit.letters.get(one.letter).whole:
        raise NotWhole(f"{line.case_number}의 통지문")
    if line.posting is not None and not line.posting.whole:
        raise NotWhole(f"{line.case_number}의 발송 기록")
    if line.state is PostState.SENT:
        raise CannotPost(f"{whose}이미 보낸 통지입니다. 목록을 새로 읽으세요.")
    if not line.address.strip():
        raise CannotPost(f"{whose}신청에 주소가 없습니다. 주소를 적은 뒤 다시 하세요.")
    before = line.posting.returned_on if line.posting else line.issued_on
    if before is not None and sent_on < before:
        what = "돌아온 날" if line.posting else "낸 날"
        raise CannotPost(f"{whose}부친 날이 {what}({in_letter(before)})보다 앞섭니다.")
    if registered and unit.postings.by_registered(registered):
        raise CannotPost(f"{whose}등기번호 {registered}은(는) 이미 적혀 있습니다.")
    attempt = line.posting.attempt + 1 if line.posting else 1
    unit.postings.add(
        Posting(
            id=uuid4(),
            case_id=line.case_id,
            letter=one.letter,
            request=None,
            attempt=attempt,
            sent_on=sent_on,
            registered=registered,
            address=" ".join(part for part in (line.postcode, line.address) if part),
        )
    )
    detail = {
        "letter": one.letter.hex,
        "attempt": attempt,
        "sent_on": sent_on.isoformat(),
        "registered": registered,
    }
    note(office, unit, "post-letter", line.case_id, why=f"{attempt}차 발송", detail=detail)


@may(CASES)
def find_posted(office: Office, text: str) -> tuple[OutgoingLetter, ...]:
    """Return the letters that are out by 등기번호, or by 접수번호; none when there are none."""
    plain = "".join(text.split())
    with office.store.unit() as unit:
        numbers = unit.postings.by_registered(plain.replace("-", ""))
        letters = [one.letter for one in numbers if one.letter is not None]
        found = letters or list(unit.outgoing.by_case_number(plain))
        lines = [unit.outgoing.letter(one) for one in found]
    return tuple(one for one in lines if one.state is PostState.SENT)


@may(CASES)
def record_returned(
    office: Office, letter: UUID, returned_on: date, why: ReturnWhy, remark: str = ""
) -> Recorded:
    """Write down that the post brought a letter back (반송); it waits for its next sending.

    CannotPost when it is not out, or for a day before it was posted or after today; a remark is
    needed where the reason is 그 밖.
    """
    words = without_rrn(" ".join(remark.split()))
    if why is ReturnWhy.OTHER and not words:
        raise CannotPost("반송 사유가 '그 밖'이면 설명을 적으세요.")
    if returned_on > office.clock.today():
        raise CannotPost("돌아온 날이 오늘보다 뒤입니다.")
    with office.store.unit() as unit:
        line = unit.outgoing.letter(letter)
        posting = line.posting
        if posting is None or line.state is not PostState.SENT:
            raise CannotPost("나가 있는 통지가 아닙니다. 목록을 새로 읽으세요.")
        if returned_on < posting.sent_on:
            raise CannotPost(f"돌아온 날이 부친 날({in_letter(posting.sent_on)})보다 앞섭니다.")
        unit.postings.save(replace(posting, returned_on=returned_on, returned_why=why, note=words))
        detail = {
            "letter": letter.hex,
            "attempt": posting.attempt,
            "returned_on": returned_on.isoformat(),
            "returned": why.value,
        }
        note(office, unit, "return-letter", line.case_id, why=why.label, detail=detail)
    return Recorded(letters=1, changes=_CHANGES)


@may(CASES)
def take_back_return(office: Office, letter: UUID, reason: str) -> Recorded:
    """Take back a return that was written down by mistake (반송 취소): the letter is out again.

    A reason is needed; the row of the return stays in the ledger, and what was taken back stands
    in the row of this act. CannotPost when the letter did not come back or was sent again since.
    """
    words = without_rrn(purpose(reason))
    with office.store.unit() as unit:
        line = unit.outgoing.letter(letter)
        posting = line.posting
        if posting is None or posting.returned_on is None or posting.returned_why is None:
            raise CannotPost("반송으로 적은 통지가 아닙니다. 목록을 새로 읽으세요.")
        if not posting.whole:
            raise NotWhole(f"{line.case_number}의 발송 기록")
        detail = {
            "letter": letter.hex,
            "attempt": posting.attempt,
            "returned_on": posting.returned_on.isoformat(),
            "returned": posting.returned_why.value,
        }
        unit.postings.save(replace(posting, returned_on=None, returned_why=None, note=""))
        note(office, unit, "return-undone", line.case_id, why=words, detail=detail)
    return Recorded(letters=1, changes=_CHANGES)


@may(CASES)
def sendings(office: Office, letter: UUID) -> tuple[Posting, ...]:
    """Return every sending of a letter, the newest first."""
    with office.store.unit() as unit:
        return unit.postings.of_letter(letter)
