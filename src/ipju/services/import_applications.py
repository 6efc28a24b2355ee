"""Applications from a spreadsheet (신청 명단): every row of a file understood, or none taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ipju.domain.case import Case
from ipju.domain.notice import Notice
from ipju.domain.rrn import without_rrn
from ipju.domain.spreadsheet import WriteColumn, WriteSheet
from ipju.services.authority import CASES, demand, may, note
from ipju.services.import_columns import (
    BIRTH,
    NAME,
    NUMBER,
    RRN,
    SUPPLY,
    bare,
    column,
    columns_of,
    template_sheets,
)
from ipju.services.import_known import Known
from ipju.services.import_rows import RowReader
from ipju.services.import_sheets import (
    BadCell,
    SheetFound,
    merged_cells,
    oddities,
    sheets_of,
)
from ipju.services.office import Changes, Office
from ipju.services.overlap_again import look_again
from ipju.services.ports import Spreadsheets, UnitOfWork

__all__ = [
    "BadCell",
    "Checked",
    "ImportStopped",
    "Imported",
    "NoSpreadsheets",
    "NotTaken",
    "Opened",
    "SheetFound",
    "Template",
    "check",
    "import_checked",
    "open_file",
    "save_bad",
    "save_template",
]

_BATCH: Final = 500
_SHOWN: Final = 5


class NoSpreadsheets(RuntimeError):
    """This office was opened without the part that reads and writes Excel files."""

    def __init__(self) -> None:
        super().__init__("엑셀 파일을 다루는 부분 없이 열린 사무실입니다. 프로그램을 다시 여세요.")


class NotTaken(ValueError):
    """Nothing of a file was taken; the message says why."""


class ImportStopped(Exception):
    """Somebody stopped the import; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("받기를 멈추었습니다. 한 건도 받지 않았습니다.")


@dataclass(frozen=True, slots=True)
class Template:
    """The sample file that was written, and how many columns it has."""

    path: Path
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was read: the sheets that hold anything, the likeliest first."""

    notice: str
    name: str
    sheets: tuple[SheetFound, ...]

    @property
    def candidates(self) -> tuple[SheetFound, ...]:
        """The shown sheets that look like applications; more than one is for a person to choose."""
        return tuple(
            one for one in self.sheets if not one.hidden and one.data and NAME in one.columns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A sheet that was read row by row. Taken only while `bad` is empty.

    `cases` are the applications that are new: those taken before are left out, and told.
    `notes` is what to know before taking it; `columns` how the heads were laid.
    """

    notice: str
    name: str
    sheet: str
    rows: int
    bad: tuple[BadCell, ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    columns: Mapping[str, int]
    cases: tuple[Case, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """How many applications came in, and their first and last number.

    `again` counts the cases that were looked through for others before, and wait again now.
    """

    cases: int
    first: str
    last: str
    changes: Changes
    again: int = 0


@may(CASES)
def save_template(office: Office, notice_id: str, path: Path) -> Template:
    """Write the sample file (양식) of a notice's applications; it holds nobody's data.

    OSError when the place can't be written to.
    """
    sheets = template_sheets(office.notices.get(notice_id))
    return Template(_books(office).write(path, sheets), len(sheets[0].columns))


@may(CASES)
def open_file(office: Office, notice_id: str, path: Path) -> Opened:
    """Read a file and guess how its columns are laid, by their heads and by what was laid before.

    UnreadableBook (Korean) when the file can't be read at all, NotTaken when it is empty.
    """
    notice = office.notices.get(notice_id)
    book = _books(office).read(path)
    with office.store.unit() as unit:
        remembered = unit.settings.get(_setting(notice_id), {})
    sheets = sheets_of(book, notice, remembered)
    if not sheets:
        raise NotTaken(f"{book.name}: 아무것도 적혀 있지 않습니다. 파일을 확인하세요.")
    return Opened(notice=notice_id, name=book.name, sheets=sheets)


@may(CASES)
def check(
    office: Office,
    opened: Opened,
    sheet: SheetFound,
    columns: Mapping[str, int],
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Checked:
    """Read every row of a sheet by the columns as they are laid, and name every bad cell.

    NotTaken when the columns lack what no application can be without, when one column is laid
    twice, or when there is no row at all; ImportStopped when `cancelled` says so.
    """

    def watched(done: int) -> None:
        if cancelled():
            raise ImportStopped
        progress(done)

    notice = office.notices.get(opened.notice)
    _refuse_columns(notice, sheet, columns)
    if not sheet.data:
        raise NotTaken(f"'{sheet.name}' 시트에 머리글 아래로 적힌 행이 없습니다.")
    reader = RowReader(notice, sheet, columns, office.practice, watched=watched)
    rows = list(reader.read())
    known = Known(office, notice, sheet, columns.get(NUMBER))
    fresh = known.without(rows)
    bad = [*merged_cells(sheet, set(columns.values())), *reader.bad, *known.bad]
    notes = (
        *oddities(notice, opened.sheets, sheet, columns),
        *_blank(reader.blank),
        *known.notes(),
        *_restored(reader.restored),
        *_twice(fresh),
    )
    return Checked(
        notice=notice.id,
        name=opened.name,
        sheet=sheet.name,
        rows=len(sheet.data),
        bad=tuple(sorted(bad, key=lambda one: (one.row, one.column))),
        notes=notes,
        heads=sheet.heads,
        columns=dict(columns),
        cases=tuple(case for _row, case in fresh),
    )


@may(CASES)
def save_bad(office: Office, checked: Checked, path: Path) -> Path:
    """Write the list of bad cells as a workbook, for whoever mends the file.

    OSError when the place can't be written to. The list tells cells and reasons, no number.
    """
    sheet = WriteSheet(
        name="고칠 칸",
        note=f"{checked.name} · {checked.sheet} · 고칠 칸 {len(checked.bad):,}개",
        columns=(
            WriteColumn(head="셀", width=10),
            WriteColumn(head="열", width=24),
            WriteColumn(head="고칠 것", width=80),
        ),
        rows=tuple((one.cell, one.head, without_rrn(one.message)) for one in checked.bad),
    )
    written = _books(office).write(path, (sheet,))
    with office.store.unit() as unit:
        detail = {"what": "import-faults", "notice": checked.notice, "rows": len(checked.bad)}
        note(office, unit, "export", why="고칠 칸의 목록", detail=detail)
    return written


@may(CASES)
def import_checked(
    office: Office,
    checked: Checked,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Imported:
    """Take every application of a checked sheet in one transaction, or none.

    NotTaken while a cell is bad; ImportStopped when `cancelled` says so; AlreadyThere when a
    number was taken meanwhile. Each case has its own ledger row: who brought it in answers for
    its facts until somebody edits them. How the columns were laid is kept for the next file.
    """
    if checked.bad:
        raise NotTaken(f"고칠 칸이 {len(checked.bad):,}개 남아 있어 한 건도 받지 않았습니다.")
    if not checked.cases:
        raise NotTaken("새로 받을 신청이 없습니다.")
    notice = office.notices.get(checked.notice)
    done = 0
    with office.store.unit() as unit:
        cases = _numbered(unit, notice, checked.cases)
        for start in range(0, len(cases), _BATCH):
            if cancelled():
                raise ImportStopped
            # Long work ends with the role of whoever began it.
            demand(office, CASES, "import_checked")
            batch = cases[start : start + _BATCH]
            unit.cases.add_all(batch)
            for one in batch:
                note(office, unit, "import", one.id, detail={"version": 1})
            done += len(batch)
            progress(done)
        again = look_again(office, unit, notice, {one.id for one in cases})
        detail = {
            "notice": notice.id,
            "cases": len(cases),
            "first": cases[0].number,
            "last": cases[-1].number,
            "columns": sorted(checked.columns),
        }
        note(office, unit, "import-file", detail=detail)
        _remember(unit, checked)
    changes = Changes(
        cases=True,
        judgement=True,
        lists=True,
        queues=True,
        decisions=again > 0,
        season=True,
        trail=True,
    )
    return Imported(len(cases), cases[0].number, cases[-1].number, changes, again)


def _books(office: Office) -> Spreadsheets:
    if office.spreadsheets is None:
        raise NoSpreadsheets
    return office.spreadsheets


def _setting(notice_id: str) -> str:
    return f"import-columns/{notice_id}"


def _remember(unit: UnitOfWork, checked: Checked) -> None:
    """Keep how each head was laid; a head that was left out is kept as laid to nothing."""
    laid = {at: key for key, at in checked.columns.items()}
    known = dict(unit.settings.get(_setting(checked.notice), {}))
    # Of two columns with one head the one that was laid is remembered.
    heads = sorted(enumerate(checked.heads), key=lambda one: one[0] in laid)
    # In a file without heads the first row is somebody: his number is not kept.
    names = [(at, bare(head)) for at, head in heads if head == without_rrn(head)]
    known |= {name: laid.get(at, "") for at, name in names if name}
    unit.settings.put(_setting(checked.notice), known)


def _refuse_columns(notice: Notice, sheet: SheetFound, columns: Mapping[str, int]) -> None:
    offered = {one.key for one in columns_of(notice)}
    wanted = [(NAME,), tuple(one for one in (RRN, BIRTH) if one in offered)]
    if SUPPLY in offered:
        wanted.append((SUPPLY,))
    lacking = [keys for keys in wanted if not any(one in columns for one in keys)]
    if lacking:
        words = ", ".join("·".join(column(one).head for one in keys) for keys in lacking)
        raise NotTaken(f"{words} 열을 정하지 않았습니다. 파일의 어느 열인지 고르세요.")
    laid: dict[int, list[str]] = defaultdict(list)
    for key, at in columns.items():
        if key not in offered or not 0 <= at < len(sheet.heads):
            raise NotTaken("공고에 없는 열이나 파일에 없는 열을 골랐습니다. 다시 고르세요.")
        laid[at].append(column(key).head)
    for at, keys in laid.items():
        if len(keys) > 1:
            raise NotTaken(f"'{sheet.heads[at]}' 열을 {', '.join(keys)}에 함께 골랐습니다.")


def _numbered(unit: UnitOfWork, notice: Notice, cases: Sequence[Case]) -> list[Case]:
    """Give cases without a number the next ones, in the order of the file."""
    prefix = notice.number_prefix
    first = int(unit.cases.next_number(prefix).rpartition("-")[2])
    return [
        one if one.number else replace(one, number=f"{prefix}-{first + at:05d}")
        for at, one in enumerate(cases)
    ]


def _blank(rows: Sequence[int]) -> tuple[str, ...]:
    if not rows:
        return ()
    shown = ", ".join(str(one + 1) for one in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
    return (f"받는 열이 모두 빈 행 {len(rows):,}개({shown})는 받지 않습니다.",)


def _restored(cells: Sequence[str]) -> tuple[str, ...]:
    if not cells:
        return ()
    shown = ", ".join(cells[:_SHOWN]) + (" …" if len(cells) > _SHOWN else "")
    return (
        f"엑셀이 앞의 0을 지운 주민등록번호 {len(cells):,}개를 채웠습니다({shown}). "
        "몇 개를 원본과 대조하세요.",
    )


def _twice(rows: Sequence[tuple[int, Case]]) -> tuple[str, ...]:
    """Tell of people who apply twice within the file; a person decides later which one stands."""
    found: dict[object, list[int]] = defaultdict(list)
    for row, case in rows:
        applicant = case.people[0]
        key = applicant.rrn or (applicant.name, applicant.birth)
        found[key].append(row + 1)
    twice = [lines for lines in found.values() if len(lines) > 1]
    if not twice:
        return ()
    shown = "; ".join("·".join(f"{one}" for one in lines) for lines in twice[:_SHOWN])
    more = " …" if len(twice) > _SHOWN else ""
    return (
        f"한 사람이 두 번 신청한 경우가 {len(twice):,}건 있습니다({shown}{more}행). "
        "받은 뒤 '겹치는 신청'에서 어느 것을 인정할지 정합니다.",
    )
