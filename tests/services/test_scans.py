"""Dropped scans file themselves by the QR of our forms; what has no place waits in the tray."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy.exc import DatabaseError

from ipju import bootstrap
from ipju.domain.case import Case, Stage
from ipju.domain.decision import ProposalState, Verdict
from ipju.domain.finding import Outcome
from ipju.domain.post import ScanKind
from ipju.domain.trail import TrailQuery
from ipju.rules.documents import checklist
from ipju.services.examine import examine
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.print_form import preview_form
from ipju.services.scans import (
    MOST_BYTES,
    CannotScan,
    Where,
    add_scan,
    discard,
    lay_scan,
    scan_page,
    scans_of,
    suggested,
    take_out,
    tray,
)
from ipju.storage.problems import Tampered
from tests.services.conftest import sample
from tests.services.deciding import approved, chairs
from tests.services.desk import acts, stored
from tests.services.rooms import youth


def scanned(data: bytes, into: Path, name: str, page: int = 0) -> Path:
    """A page of what was printed, as a scanner at 150 dpi saves it."""
    document = pypdfium2.PdfDocument(data)
    image = document[page].render(scale=150 / 72).to_pil().convert("L")
    document.close()
    path = into / name
    image.rotate(1, fillcolor=255).save(path, quality=70)
    return path


def plain(into: Path, name: str, grey: int = 250) -> Path:
    """A scan of a paper without any code."""
    path = into / name
    Image.new("L", (620, 877), grey).save(path)
    return path


def form_of(office: Office, case: Case) -> bytes:
    return preview_form(office, case, "consent")


def without_form(case: Case) -> Case:
    return replace(case, papers=tuple(one for one in case.papers if one.kind != "consent"))


def rows(office: Office, action: str) -> int:
    return office.store.trail(TrailQuery(actions=(action,))).total


def test_our_form_files_itself_to_its_case_and_line(
    office: Office, granted: Case, refused: Case, tmp_path: Path
) -> None:
    path = scanned(form_of(office, granted), tmp_path, "0001.jpg")
    # Another envelope is open on the desk: the QR decides all the same.
    filed = add_scan(office, path, refused.id)
    form = next(one for one in granted.papers if one.kind == "consent")
    assert (filed.where, filed.number, filed.why) == (Where.LINE, granted.number, "")
    assert "동의서" in filed.paper
    assert (filed.scan.case_id, filed.scan.paper) == (granted.id, form.id)
    assert (filed.scan.kind, filed.scan.pages) == (ScanKind.JPEG, 1)
    assert scans_of(office, granted.id) == (filed.scan,)
    assert scans_of(office, refused.id) == tray(office) == ()
    assert stored(office, granted.id) == granted
    assert acts(office, granted.id)[-1] == "scan-add"


def test_a_form_nobody_received_yet_is_recorded_as_come_but_not_looked_at(
    office: Office, tmp_path: Path
) -> None:
    case = add_case(office, without_form(sample("hong-gildong"))).case
    filed = add_scan(office, scanned(form_of(office, case), tmp_path, "a.png"))
    now = stored(office, case.id)
    (form,) = (one for one in now.papers if one.kind == "consent")
    assert filed.where is Where.LINE
    assert filed.scan.paper == form.id
    assert filed.changes.cases
    assert filed.changes.papers
    assert form.signatures == ()
    assert form.postmarked_on is None
    notice = bootstrap.notices().get(now.notice)
    lines = checklist(examine(now, notice, date(2024, 1, 8)).facts, notice)
    line = next(one for one in lines if one.requirement.terms.id == "consent")
    assert line.outcome is Outcome.MISSING
    assert office.store.search(case.number)[0].summary.missing > 0


def test_a_scan_does_not_disturb_a_decision_that_stands(office: Office, tmp_path: Path) -> None:
    desk = chairs(office)
    case = add_case(desk.park, without_form(sample("kim-yesi"))).case
    proposal = approved(desk, case, Verdict.INELIGIBLE)
    filed = add_scan(desk.jung, scanned(form_of(office, case), tmp_path, "a.png"))
    assert (filed.where, filed.scan.case_id) == (Where.CASE, case.id)
    assert stored(office, case.id).papers == case.papers
    with office.store.unit() as unit:
        assert unit.proposals.get(proposal.id).state is ProposalState.APPROVED


def test_a_form_of_a_closed_case_changes_nothing_in_it(office: Office, tmp_path: Path) -> None:
    case = add_case(office, replace(without_form(sample("kim-yesi")), stage=Stage.CLOSED)).case
    filed = add_scan(office, scanned(form_of(office, case), tmp_path, "a.png"))
    assert (filed.where, filed.scan.case_id) == (Where.CASE, case.id)
    assert stored(office, case.id) == case


def test_the_second_page_of_a_form_goes_to_the_same_case(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    data = form_of(office, granted)
    first = add_scan(office, scanned(data, tmp_path, "1.png"))
    other = tmp_path / "whole.pdf"
    other.write_bytes(data)
    second = add_scan(office, other)
    assert first.where is Where.LINE
    assert (second.where, second.scan.case_id, second.scan.paper) == (Where.CASE, granted.id, None)
    assert "고르십시오" in second.why


def test_of_two_forms_a_person_says_which(office: Office, tmp_path: Path) -> None:
    case = add_case(office, youth("2023-T-00001", "표가상")).case
    filed = add_scan(office, scanned(form_of(office, case), tmp_path, "1.png"))
    assert (filed.where, filed.scan.case_id) == (Where.CASE, case.id)
    assert "어느 서류인지" in filed.why


def test_a_paper_without_a_code_belongs_to_the_open_envelope_or_waits(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    in_hand = add_scan(office, plain(tmp_path, "a.png"), granted.id)
    waiting = add_scan(office, plain(tmp_path, "b.png", 240))
    assert (in_hand.where, in_hand.scan.case_id) == (Where.CASE, granted.id)
    assert (waiting.where, waiting.scan.case_id) == (Where.TRAY, None)
    assert "QR이 없습니다" in waiting.why
    assert tray(office) == (waiting.scan,)


def test_a_form_of_another_office_waits_with_its_reason(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    stranger = replace(granted, number="2023-3-09999")
    filed = add_scan(office, scanned(form_of(office, stranger), tmp_path, "a.png"))
    assert filed.where is Where.TRAY
    assert "접수번호의 신청이 없습니다" in filed.why


def test_forms_of_two_people_in_one_file_wait_for_a_person(
    office: Office, granted: Case, refused: Case, tmp_path: Path
) -> None:
    first = Image.open(scanned(form_of(office, granted), tmp_path, "1.png"))
    second = Image.open(scanned(form_of(office, refused), tmp_path, "2.png"))
    path = tmp_path / "both.pdf"
    first.save(path, save_all=True, append_images=[second])
    filed = add_scan(office, path, granted.id)
    assert filed.where is Where.TRAY
    assert "여러 장" in filed.why


def test_the_same_file_is_kept_once(office: Office, granted: Case, tmp_path: Path) -> None:
    path = plain(tmp_path, "a.png")
    kept = add_scan(office, path, granted.id)
    copy = tmp_path / "copy of a.png"
    copy.write_bytes(path.read_bytes())
    again = add_scan(office, copy)
    assert (again.where, again.scan, again.name) == (Where.KNOWN, kept.scan, "copy of a.png")
    assert granted.number in again.why
    assert tray(office) == ()
    waiting = add_scan(office, plain(tmp_path, "c.png", 200))
    assert "스캔함에 이미" in add_scan(office, plain(tmp_path, "d.png", 200)).why
    assert tray(office) == (waiting.scan,)
    assert rows(office, "scan-add") == 2


def test_what_is_no_scan_is_refused_and_nothing_is_kept(office: Office, tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.pdf"
    with heavy.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"PK\x03\x04")
    for path, words in (
        (heavy, "한 파일은 20MB까지"),
        (book, "PDF, JPEG, PNG 파일만"),
        (tmp_path / "gone.pdf", "파일을 읽지 못했습니다"),
        (tmp_path, "폴더입니다"),
    ):
        with pytest.raises(CannotScan, match=words):
            add_scan(office, path)
    assert tray(office) == ()
    assert rows(office, "scan-add") == 0


def test_an_office_without_a_reader_takes_no_scans(office: Office, tmp_path: Path) -> None:
    with pytest.raises(CannotScan, match="스캔을 받지 않습니다"):
        add_scan(replace(office, scanner=None), plain(tmp_path, "a.png"))


def test_the_name_of_a_file_keeps_no_number_and_no_endless_length(
    office: Office, tmp_path: Path
) -> None:
    one = add_scan(office, plain(tmp_path, "등본 900228-1234567.png"))
    assert "1234567" not in one.scan.name
    two = add_scan(office, plain(tmp_path, "가" * 70 + "나" * 5 + ".png", 230))
    assert two.scan.name.endswith("나.png")
    long = tmp_path / ("a" * 200 + ".png")
    plain(tmp_path, long.name, 220)
    assert len(add_scan(office, long).scan.name) == 120


def test_the_ledger_names_no_file(office: Office, granted: Case, tmp_path: Path) -> None:
    scan = add_scan(office, plain(tmp_path, "홍길동 등본.png"), granted.id).scan
    take_out(office, scan.id, "다른 봉투의 것")
    discard(office, scan.id, "두 번 스캔함")
    written = office.store.connection.exec_driver_sql("SELECT * FROM ledger").all()
    text = "\n".join(str(one) for row in written for one in row)
    assert scan.id.hex in text
    assert "등본" not in text


def test_the_bytes_lie_sealed_in_the_store(office: Office, tmp_path: Path) -> None:
    path = plain(tmp_path, "a.png")
    scan = add_scan(office, path).scan
    content = office.store.connection.exec_driver_sql("SELECT content FROM scan").scalar_one()
    assert b"PNG" not in content
    page = Image.open(io.BytesIO(scan_page(office, scan.id, 0, 310)))
    assert page.size == (310, 438)
    office.store.connection.exec_driver_sql("DROP TRIGGER scan_stays")
    office.store.connection.exec_driver_sql("UPDATE scan SET content = zeroblob(length(content))")
    with pytest.raises(Tampered):
        scan_page(office, scan.id, 0, 310)


def test_whoever_sees_a_page_leaves_a_row(office: Office, granted: Case, tmp_path: Path) -> None:
    lee = replace(office, actor=bootstrap.seat(office.store, "이담당"))
    waiting = add_scan(office, plain(tmp_path, "a.png")).scan
    scan_page(lee, waiting.id, 0, 100)
    assert rows(lee, "scan-view") == 1
    lay_scan(office, waiting.id, granted.id)
    before = rows(lee, "view")
    scan_page(lee, waiting.id, 0, 100)
    assert rows(lee, "view") == before + 1
    with pytest.raises(IndexError):
        scan_page(lee, waiting.id, 1, 100)
    with pytest.raises(KeyError):
        scan_page(lee, uuid4(), 0, 100)


def test_a_scan_is_laid_to_a_paper_of_its_case_only(
    office: Office, granted: Case, refused: Case, tmp_path: Path
) -> None:
    scan = add_scan(office, plain(tmp_path, "a.png")).scan
    paper = granted.papers[1]
    with pytest.raises(CannotScan, match="이 사례에 없는 서류"):
        lay_scan(office, scan.id, refused.id, paper.id)
    assert tray(office) == (scan,)
    changes = lay_scan(office, scan.id, granted.id, paper.id)
    assert changes.scans
    assert changes.case_id == granted.id
    assert scans_of(office, granted.id)[0].paper == paper.id
    with pytest.raises(CannotScan, match=f"{granted.number}에 있는 스캔"):
        lay_scan(office, scan.id, refused.id)
    laid = rows(office, "scan-lay")
    lay_scan(office, scan.id, granted.id, paper.id)
    assert rows(office, "scan-lay") == laid == 1


def test_a_scan_is_taken_out_and_thrown_away_with_reasons_only(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    scan = add_scan(office, plain(tmp_path, "a.png"), granted.id).scan
    with pytest.raises(CannotScan, match="사유"):
        take_out(office, scan.id, " ")
    with pytest.raises(CannotScan, match="먼저 꺼내십시오"):
        discard(office, scan.id, "흐림")
    take_out(office, scan.id, "다른 봉투의 것")
    assert office.store.acts(granted.id, 1)[0][2:] == ("scan-take-out", "다른 봉투의 것")
    assert [one.id for one in tray(office)] == [scan.id]
    assert take_out(office, scan.id, "또").case_id is None
    assert rows(office, "scan-take-out") == 1
    with pytest.raises(CannotScan, match="사유"):
        discard(office, scan.id, "")
    discard(office, scan.id, "흐림")
    assert tray(office) == ()


def test_a_scan_of_a_case_cannot_be_deleted_behind_the_back_of_the_program(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    add_scan(office, plain(tmp_path, "a.png"), granted.id)
    with pytest.raises(DatabaseError, match="scan_kept"):
        office.store.connection.exec_driver_sql("DELETE FROM scan")
    assert len(scans_of(office, granted.id)) == 1


def test_the_paper_named_by_the_file_is_suggested_else_the_next_without_a_scan(
    office: Office, granted: Case, tmp_path: Path
) -> None:
    notice = bootstrap.notices().get(granted.notice)
    lines = checklist(examine(granted, notice, date(2024, 1, 8)).facts, notice)
    papers = [one.paper for one in lines if one.paper is not None]
    unnamed = add_scan(office, plain(tmp_path, "scan0413.png")).scan
    abstract = add_scan(office, plain(tmp_path, "주민등록표 초본_홍.png", 240)).scan
    assert suggested(unnamed, lines, ()) == papers[0]
    assert suggested(unnamed, lines, {papers[0].id}) == papers[1]
    found = suggested(abstract, lines, ())
    assert found is not None
    assert found.kind == "resident-abstract"
    assert suggested(abstract, lines, {found.id}) == papers[0]
    assert suggested(unnamed, lines, {one.id for one in papers}) is None
