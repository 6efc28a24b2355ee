"""Scans (스캔): dropped files find their case by the QR of our forms; the others wait in the tray.

Their bytes lie sealed in the store and are looked at in the window only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from ipju.domain.case import Case, Stage
from ipju.domain.decision import ProposalState
from ipju.domain.editing import apply, change
from ipju.domain.notice import Notice
from ipju.domain.paper import Paper
from ipju.domain.post import Scan, ScanLook
from ipju.domain.rrn import without_rrn
from ipju.rules.documents import Line, checklist
from ipju.services.authority import CASES, may, note
from ipju.services.envelope_papers import is_signed_form
from ipju.services.examine import examine, store_judgement
from ipju.services.notice_of import notice_of
from ipju.services.office import Changes, Office
from ipju.services.ports import ScanReader, UnitOfWork
from ipju.services.record import place_of
from ipju.services.sight import note_sight

MOST_BYTES: Final = 20 * 1024 * 1024
"""Bytes of one scan."""

_NAME: Final = 120


class CannotScan(ValueError):
    """The file is not taken, or the scan not moved; the message says why."""


class Where(Enum):
    """Where a dropped file came to lie."""

    LINE = "line"
    CASE = "case"
    TRAY = "tray"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What became of one dropped file. `why` says in Korean why it waits; KNOWN: it was there.

    `number` is that of the case it lies in, `paper` the name of the paper it shows.
    """

    name: str
    where: Where
    scan: Scan
    changes: Changes
    number: str = ""
    paper: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read and looked at; nothing of it is stored yet."""

    name: str
    content: bytes
    look: ScanLook


def read_scan(path: Path, reader: ScanReader | None) -> ReadFile:
    """Read one file and look at every page of it; the store has no part in this.

    It may take seconds, and may run on any thread. CannotScan when the file can't be read, is no
    scan, or is larger than `MOST_BYTES`.
    """
    try:
        if path.is_dir():
            raise CannotScan("폴더입니다. 안에 있는 파일을 고르십시오.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise CannotScan(
                f"{size / 1024 / 1024:.0f}MB입니다. 한 파일은 20MB까지입니다. 나누어 넣으십시오."
            )
        content = path.read_bytes()
    except OSError as error:
        raise CannotScan(f"파일을 읽지 못했습니다({error.strerror}).") from None
    try:
        return ReadFile(path.name, content, _there(reader).look(content))
    except ValueError as error:
        raise CannotScan(str(error)) from None


@may(CASES)
def add_scan(office: Office, path: Path, envelope: UUID | None = None) -> Filed:
    """Take one file in: read it, look at it and file it (`read_scan`, `file_scan`)."""
    return file_scan(office, read_scan(path, office.scanner), envelope)


@may(CASES)
def file_scan(office: Office, file: ReadFile, envelope: UUID | None = None) -> Filed:
    """Store a file by its QR; one without goes to the open `envelope`, else into the tray.

    The very same bytes are kept once.
    """
    content, look = file.content, file.look
    digest = hashlib.sha256(content).hexdigest()
    with office.store.unit() as unit:
        known = unit.scans.known(digest)
        if known:
            return _known(unit, file.name, known[0])
        filing = _Filing(office, unit, look, envelope)
        scan = Scan(
            id=uuid4(),
            case_id=filing.case.id if filing.case else None,
            paper=filing.paper.id if filing.paper else None,
            name=_name(file.name),
            kind=look.kind,
            size=len(content),
            pages=look.pages,
            digest=digest,
            added_at=office.clock.now(),
            added_by=office.actor.id,
        )
        unit.scans.add(scan, content)
        by = "qr" if look.codes and filing.case else "hand"
        detail = {"scan": scan.id.hex, "pages": scan.pages, "by": by}
        note(office, unit, "scan-add", scan.case_id, detail=detail)
    return Filed(
        name=file.name,
        where=filing.where,
        scan=scan,
        changes=filing.changes,
        number=filing.case.number if filing.case else "",
        paper=filing.paper_name,
        why=filing.why,
    )


def _name(name: str) -> str:
    """Return a file's name as it is kept: no number of a person, and its end when it is long."""
    plain = without_rrn(name)
    return plain if len(plain) <= _NAME else f"…{plain[1 - _NAME :]}"


def _there(reader: ScanReader | None) -> ScanReader:
    if reader is None:
        raise CannotScan("이 자리에서는 스캔을 받지 않습니다.")
    return reader


def _known(unit: UnitOfWork, name: str, scan: Scan) -> Filed:
    number = unit.cases.get(scan.case_id).number if scan.case_id else ""
    why = f"{number}에 이미 있는 파일입니다." if number else "스캔함에 이미 있는 파일입니다."
    return Filed(name=name, where=Where.KNOWN, scan=scan, changes=Changes(), number=number, why=why)


class _Filing:
    """Where a new scan goes, and the paper that its coming records."""

    def __init__(
        self, office: Office, unit: UnitOfWork, look: ScanLook, envelope: UUID | None
    ) -> None:
        self.case: Case | None = None
        self.paper: Paper | None = None
        self.paper_name = self.why = ""
        self.changes = Changes(scans=True)
        found = {one: unit.cases.id_of(one.strip()) for one in look.codes}
        ids = {one for one in found.values() if one is not None}
        if len(ids) > 1:
            self.why = "양식 여러 장이 한 파일에 있습니다. 나누어 넣거나 직접 고르십시오."
        elif ids:
            self.case = unit.cases.get(next(iter(ids)))
            self._file_form(office, unit, self.case)
        elif envelope is not None:
            self.case = unit.cases.get(envelope)
            self.why = "어느 서류인지 고르십시오."
        elif look.codes:
            self.why = "QR에 적힌 접수번호의 신청이 없습니다."
        else:
            self.why = "QR이 없습니다. 사례와 서류를 고르십시오."
        if self.case is not None:
            self.changes |= Changes(case_id=self.case.id)

    @property
    def where(self) -> Where:
        if self.paper is not None:
            return Where.LINE
        return Where.CASE if self.case is not None else Where.TRAY

    def _file_form(self, office: Office, unit: UnitOfWork, case: Case) -> None:
        """Lay one of our forms to its line: the only form of the case without a scan yet."""
        notice = notice_of(office.notices, case)
        facts = examine(case, notice, office.clock.today()).facts
        laid = {one.paper for one in unit.scans.of_case(case.id)}
        forms = [
            one
            for one in checklist(facts, notice)
            if is_signed_form(notice, one.requirement.terms.id)
            and (one.paper is None or one.paper.id not in laid)
        ]
        self.why = "어느 서류인지 고르십시오."
        if len(forms) != 1:
            return
        line = forms[0]
        paper = line.paper or self._came(office, unit, case, notice, line)
        if paper is not None:
            self.paper, self.paper_name, self.why = paper, line.requirement.name, ""

    def _came(
        self, office: Office, unit: UnitOfWork, case: Case, notice: Notice, line: Line
    ) -> Paper | None:
        """Record that a form came in, unlooked at; no closed case and no decision is disturbed."""
        standing = (ProposalState.WAITING, ProposalState.APPROVED)
        if case.stage is Stage.CLOSED or any(
            one.state in standing for one in unit.proposals.of(case.id)
        ):
            return None
        need = line.requirement
        paper = Paper(id=uuid4(), kind=need.terms.id, subject=need.subject)
        edit = change(case, ("papers", paper.id), paper)
        saved = unit.cases.save(apply(case, [edit]))
        store_judgement(unit, saved, examine(saved, notice, office.clock.today()))
        detail = {"fields": [place_of(edit)], "version": saved.version}
        note(office, unit, "record", case.id, why="스캔한 양식이 들어옴", detail=detail)
        self.changes |= Changes(cases=True, papers=True, judgement=True, lists=True, queues=True)
        return paper


@may(CASES)
def tray(office: Office) -> tuple[Scan, ...]:
    """Return the scans that wait for a case (스캔함), oldest first."""
    with office.store.unit() as unit:
        return unit.scans.tray()


@may(CASES)
def scans_of(office: Office, case_id: UUID) -> tuple[Scan, ...]:
    """Return the scans of a case, oldest first; no page of them is shown."""
    with office.store.unit() as unit:
        return unit.scans.of_case(case_id)


@may(CASES)
def scan_page(office: Office, scan: UUID, page: int, width: int) -> bytes:
    """Return a page (the first is 0) as PNG, `width` pixels wide, after the row of the view.

    KeyError for no such scan, IndexError for no such page; the store says when it was altered.
    """
    reader = _there(office.scanner)
    with office.store.unit() as unit:
        found = unit.scans.get(scan)
        content = unit.scans.content(scan)
        if found.case_id is not None:
            note_sight(office, unit, found.case_id)
        else:
            note(office, unit, "scan-view", detail={"scan": scan.hex, "page": page + 1})
    return reader.picture(content, page, width)


@may(CASES)
def lay_scan(office: Office, scan: UUID, case_id: UUID, paper: UUID | None = None) -> Changes:
    """Lay a scan to a case and one of its papers; CannotScan while it lies in another case."""
    with office.store.unit() as unit:
        found, case = unit.scans.get(scan), unit.cases.get(case_id)
        if found.case_id not in (None, case_id):
            number = unit.cases.get(found.case_id).number
            raise CannotScan(f"{number}에 있는 스캔입니다. 먼저 그 사례에서 꺼내십시오.")
        if paper is not None and all(one.id != paper for one in case.papers):
            raise CannotScan("이 사례에 없는 서류입니다. 먼저 받음으로 적으십시오.")
        if (found.case_id, found.paper) != (case_id, paper):
            unit.scans.place(scan, case_id, paper)
            detail = {"scan": scan.hex, "paper": paper.hex if paper else ""}
            note(office, unit, "scan-lay", case_id, detail=detail)
    return Changes(case_id=case_id, scans=True)


@may(CASES)
def take_out(office: Office, scan: UUID, why: str) -> Changes:
    """Take a scan out of its case, back into the tray; CannotScan without a reason."""
    if not why.strip():
        raise CannotScan("꺼내는 사유를 적어야 합니다.")
    with office.store.unit() as unit:
        case_id = unit.scans.get(scan).case_id
        if case_id is not None:
            unit.scans.place(scan, None, None)
            note(office, unit, "scan-take-out", case_id, why=why, detail={"scan": scan.hex})
    return Changes(case_id=case_id, scans=True)


@may(CASES)
def discard(office: Office, scan: UUID, why: str) -> Changes:
    """Throw a scan of the tray away for good; CannotScan in a case, and without a reason."""
    if not why.strip():
        raise CannotScan("버리는 사유를 적어야 합니다.")
    with office.store.unit() as unit:
        if unit.scans.get(scan).case_id is not None:
            raise CannotScan("사례에 있는 스캔은 버릴 수 없습니다. 먼저 꺼내십시오.")
        unit.scans.remove(scan)
        note(office, unit, "scan-discard", why=why, detail={"scan": scan.hex})
    return Changes(scans=True)


def suggested(scan: Scan, lines: Sequence[Line], laid: Collection[UUID]) -> Paper | None:
    """Return the received paper a scan may show, or None where nothing is likely.

    The one whose name stands in the file's name; else the first without a scan, as the papers are
    scanned in the order in which they were received. `laid` are the papers that have a scan.
    """
    free = [one for one in lines if one.paper is not None and one.paper.id not in laid]
    file = _plain(scan.name)
    named = [one for one in free if _plain(one.requirement.terms.name) in file]
    named.sort(key=lambda one: len(one.requirement.terms.name), reverse=True)
    return next((one.paper for one in (*named, *free)), None)


def _plain(name: str) -> str:
    return "".join(one for one in name.partition("(")[0] if one.isalnum())
