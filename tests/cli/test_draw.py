"""`ipju draw verify`: the printed page alone tells whether the draw was right."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from ipju import bootstrap
from ipju.rules.draw_proof import proof_lines, read_proof
from ipju.services.draw_proof import proof
from ipju.services.ranking import annul, draw, freeze_roster, result, save_roster
from tests.cli.running import Bytes, run, started
from tests.services.deciding import seated
from tests.services.desk import text_of
from tests.services.drawing import GENERAL, JANGI, SEED, five, short_of_homes

RIGHT = "추첨이 증명과 같습니다."
WRONG = "추첨이 증명과 맞지 않습니다."


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what an office hands out: proof, roster, and the proof once annulled."""
    folder = tmp_path_factory.mktemp("papers")
    store = bootstrap.open_practice(tmp_path_factory.mktemp("drawn") / "office")
    park = bootstrap.office(store, bootstrap.seat(store, "박담당"), practice=True)
    park = short_of_homes(park, 3)
    five(park)
    choi = seated(park, "최결재")
    roster = freeze_roster(choi, JANGI, GENERAL, "심사를 마침").roster
    drawn = draw(choi, roster.id, SEED, "2층 강당", "김참관").draw
    (folder / "proof.pdf").write_bytes(proof(park, roster.id))
    save_roster(park, roster.id, folder / "명부.txt", "참관인 확인")
    settled = result(park, roster.id).placed
    (folder / "order.txt").write_text("\n".join(one.entry.number for one in settled))
    annul(choi, drawn.id, "공이 하나 떨어짐")
    (folder / "void.pdf").write_bytes(proof(park, roster.id, drawn.id))
    store.close()
    return folder


@pytest.fixture
def typed(papers: Path) -> str:
    """The lines of the proof as somebody types them off the paper, checks and all."""
    text = text_of((papers / "proof.pdf").read_bytes())
    return "\n".join(proof_lines(read_proof(text)))


def picture(papers: Path, name: str = "proof.pdf", kind: str = "PNG") -> bytes:
    """A scan of the paper at 150 dpi."""
    with pypdfium2.PdfDocument(papers / name) as document:
        page = document[0]
        image = page.render(scale=150 / 72, grayscale=True).to_pil()
        page.close()
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def test_the_paper_alone_is_enough_in_a_process_that_knows_nothing_else(
    papers: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "p.pdf"
    alone.write_bytes((papers / "proof.pdf").read_bytes())
    ran = started(["draw", "verify", alone])
    assert (ran.status, ran.err) == (0, "")
    assert RIGHT in ran.out
    drawn = [line.split() for line in ran.out.splitlines() if ". 2023-3" in line]
    assert [one[1] for one in drawn] == (papers / "order.txt").read_text().splitlines()[1:4]
    assert [one[-1] for one in drawn] == ["선정", "선정", "미선정"]


def test_the_proof_is_one_page_without_a_name_of_an_applicant(papers: Path) -> None:
    with pypdfium2.PdfDocument(papers / "proof.pdf") as document:
        assert len(document) == 1
    text = text_of((papers / "proof.pdf").read_bytes())
    assert "홍길동" not in text
    assert "1980" not in text


def test_lines_typed_off_the_paper_are_enough(
    papers: Path, typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for encoding in ("utf-8-sig", "cp949"):
        path = tmp_path / "옮김.txt"
        path.write_text(typed, encoding=encoding)
        ran = run(capsys, "draw", "verify", path)
        assert (ran.status, ran.err) == (0, "")
        assert RIGHT in ran.out


def test_they_may_come_through_standard_input(
    typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Bytes(typed.encode()))
    assert run(capsys, "draw", "verify", "-").status == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_scan_of_the_paper_is_read_by_its_code(
    papers: Path, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scan"
    path.write_bytes(picture(papers, kind=kind))
    ran = run(capsys, "draw", "verify", path)
    assert (ran.status, ran.err) == (0, "")
    assert RIGHT in ran.out
    assert "QR로 확인했습니다" in ran.out


def test_the_whole_roster_may_be_held_against_it(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "draw", "verify", papers / "proof.pdf", "--roster", papers / "명부.txt")
    assert (ran.status, ran.out.count("  맞음  ")) == (0, 7)
    other = tmp_path / "명부.txt"
    text = (papers / "명부.txt").read_text(encoding="utf-8")
    other.write_text(text.replace("\t10\t", "\t11\t", 1), encoding="utf-8")
    ran = run(capsys, "draw", "verify", papers / "proof.pdf", "--roster", other)
    assert (ran.status, ran.out.count("  틀림  ")) == (1, 1)
    assert WRONG in ran.out
    other.write_text("김예시", encoding="utf-8")
    ran = run(capsys, "draw", "verify", papers / "proof.pdf", "--roster", other)
    assert (ran.status, ran.err) == (2, f"{other}: 명부 파일 1번째 줄을 읽을 수 없습니다.\n")


def test_an_annulled_draw_is_told_to_be_one(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "draw", "verify", papers / "void.pdf")
    assert ran.status == 0
    assert "무효가 된 추첨입니다." in ran.out
    assert RIGHT not in ran.out
    words = text_of((papers / "void.pdf").read_bytes())
    assert "무효인 추첨입니다" in words
    assert "공이 하나 떨어짐" in words


def test_another_seed_or_order_does_not_fit(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = "\n".join(line.rpartition(" [")[0] for line in typed.splitlines())
    for old, new in (("03-11", "11-03"), ("호수: 3", "호수: 4")):
        assert old in bare
        path = tmp_path / "옮김.txt"
        path.write_text(bare.replace(old, new), encoding="utf-8")
        ran = run(capsys, "draw", "verify", path)
        assert (ran.status, ran.err) == (1, "")
        assert WRONG in ran.out


def test_a_slip_in_typing_is_told_by_its_line(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "옮김.txt"
    path.write_text(typed.replace("03-11", "11-03"), encoding="utf-8")
    ran = run(capsys, "draw", "verify", path)
    words = "9번째 줄(씨앗)이 줄 끝의 확인 글자와 다릅니다. 종이와 견주십시오."
    assert (ran.status, ran.err) == (2, f"{path}: {words}\n")


def test_a_page_whose_code_says_something_else_is_refused(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of one paper over the code of another one: somebody pasted them together."""
    with (
        pypdfium2.PdfDocument(papers / "proof.pdf") as words,
        pypdfium2.PdfDocument(papers / "void.pdf") as code,
        pypdfium2.PdfDocument.new() as both,
    ):
        both.import_pages(words)
        both.import_pages(code)
        both.save(tmp_path / "both.pdf")
    ran = run(capsys, "draw", "verify", tmp_path / "both.pdf")
    assert ran.status == 2
    assert "\n" not in ran.err.rstrip()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "추첨 증명이 아닙니다."),
        ("공고: a\n".encode(), "빠진 줄이 있습니다: 공급,"),
        (b"\xff\xfe\x00\x81", "글로 읽을 수 없는 파일입니다."),
        (b"%PDF-1.7 nothing", "PDF"),
    ],
)
def test_what_is_no_proof_is_refused_in_one_line(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    ran = run(capsys, "draw", "verify", path)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_a_picture_without_a_code_is_no_proof(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pypdfium2.PdfDocument.new() as empty:
        empty.new_page(595, 842).close()
        empty.save(tmp_path / "empty.pdf")
    ran = run(capsys, "draw", "verify", tmp_path / "empty.pdf")
    assert (ran.status, "증명 줄도 QR도 읽지 못했습니다" in ran.err) == (2, True)


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "draw", "verify", tmp_path / "none.pdf")
    assert (ran.status, "파일이나 폴더가 없습니다" in ran.err) == (2, True)
