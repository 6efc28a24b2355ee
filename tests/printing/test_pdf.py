"""What a PDF reader, a screen reader and an archive find in our PDFs."""

import base64
import ctypes
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from ipju.domain.printed_selection import SelectionNotice
from ipju.printing import ConsentForm, Printer, PrintError, PrintModel
from tests.printing.samples import (
    FONTS,
    FORMS,
    PRINTER,
    eligible,
    household,
    ineligible,
    picture,
    reasons,
    receipt,
    selection,
    supplement,
    title_analysis,
)

MODELS: dict[str, PrintModel | SelectionNotice] = {
    "동의서": ConsentForm(form="consent-ja", case_number="2023-3-04127", signers=household(3)),
    "접수증": receipt(),
    "보완요청서": supplement(),
    "적격 안내": eligible(),
    "부적격 안내": ineligible(rows=reasons(12)),
    "권리분석 결과": title_analysis(possible=True),
    "선정 통지": selection(selected=True),
    "미선정 통지": selection(selected=False),
}

each_form = pytest.mark.parametrize("name", MODELS)


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: PRINTER.render(model) for name, model in MODELS.items()}


def kinds(data: bytes) -> list[list[str]]:
    """The structure of every page, as element kinds from the top down."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        roots = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, n)
            for n in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        found.append([kind for root in roots for kind, _ in walk(root)])
        pdfium.FPDF_StructTree_Close(tree)
    document.close()
    return found


def walk(element: Any) -> Iterator[tuple[str, list[int]]]:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    marks = []
    children = []
    for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, n)
        if mark >= 0:
            marks.append(mark)
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
        if child:
            children.append(child)
    yield bytes(buffer).decode("utf-16-le").rstrip("\0"), marks
    for child in children:
        yield from walk(child)


def test_importing_the_room_does_not_load_reportlab() -> None:
    code = (
        "import sys, ipju.printing;"
        "print([m for m in ('reportlab', 'zxingcpp', 'tomllib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(FORMS.parent / "src")},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@each_form
def test_the_title_and_language_are_set(printed: dict[str, bytes], name: str) -> None:
    document = pypdfium2.PdfDocument(printed[name])
    title = document.get_metadata_dict()["Title"]
    document.close()
    assert "2023-3-0" in title
    assert b"/Lang (ko-KR)" in printed[name]
    assert b"/DisplayDocTitle true" in printed[name]
    assert re.search(rb"/Marked true", printed[name])


@each_form
def test_only_the_shipped_font_is_used_embedded_and_cut_down(
    printed: dict[str, bytes], name: str
) -> None:
    names = set(re.findall(rb"/BaseFont /(\S+)", printed[name]))
    assert names
    assert all(re.fullmatch(rb"[A-Z0-9]{6}\+\S*NotoSansKR\S*", font) for font in names)
    assert len(re.findall(rb"/FontFile2 ", printed[name])) == len(
        re.findall(rb"/Type /FontDescriptor", printed[name])
    )
    assert len(printed[name]) < 150_000


@each_form
def test_the_same_paper_is_the_same_bytes(printed: dict[str, bytes], name: str) -> None:
    assert Printer(FORMS, FONTS).render(MODELS[name]) == printed[name]


@each_form
def test_the_case_number_is_read_back_from_the_paper(printed: dict[str, bytes], name: str) -> None:
    codes = zxingcpp.read_barcodes(picture(printed[name]))
    assert [code.text for code in codes] == [MODELS[name].case_number]
    assert codes[0].ec_level == "M"


def test_the_code_is_twenty_millimetres_wide_with_white_around() -> None:
    dpi = 254
    page = picture(PRINTER.render(eligible()), dpi=dpi)
    position = zxingcpp.read_barcodes(page)[0].position
    left, right = position.top_left.x, position.top_right.x
    top, bottom = position.top_left.y, position.bottom_left.y
    assert abs((right - left) * 25.4 / dpi - 20) < 0.5
    quiet = round(4 * 20 / 25 * dpi / 25.4)
    beside = page.crop((left - quiet, top, left - 2, bottom))
    above = page.crop((left, top - quiet, right, top - 2))
    assert beside.getextrema()[0] > 250
    assert above.getextrema()[0] > 250


@each_form
def test_the_structure_reads_in_the_order_of_the_page(printed: dict[str, bytes], name: str) -> None:
    document = pypdfium2.PdfDocument(printed[name])
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        root = pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)
        marks = [mark for _, found in walk(root) for mark in found]
        assert marks == sorted(marks)
        assert len(marks) == len(set(marks)) > 3
        pdfium.FPDF_StructTree_Close(tree)
    document.close()


@each_form
def test_headings_tables_and_cells_are_named_as_such(printed: dict[str, bytes], name: str) -> None:
    first = kinds(printed[name])[0]
    assert first[:2] == ["Document", "Sect"]
    assert first.count("H1") == 1
    assert {"Figure", "P", "Table", "TR", "TD"} <= set(first)


@each_form
def test_pages_are_black_on_white(printed: dict[str, bytes], name: str) -> None:
    document = pypdfium2.PdfDocument(printed[name])
    image = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    assert all(red == green == blue for _, (red, green, blue) in image.getcolors(100_000))


def test_a_drawn_check_box_is_read_out_as_one() -> None:
    data = PRINTER.render(ConsentForm(form="consent-ja"))
    streams = re.findall(rb"/ASCII85Decode.*?stream\r?\n(.*?)\s*endstream", data, re.DOTALL)
    drawn = b"".join(zlib.decompress(base64.a85decode(s.removesuffix(b"~>"))) for s in streams)
    assert drawn.count(b"/Span <</ActualText <FEFF2610>>> BDC") == 12


def test_several_papers_are_one_document_with_a_common_title() -> None:
    document = pypdfium2.PdfDocument(PRINTER.render_many([eligible(), receipt(), receipt()]))
    assert document.get_metadata_dict()["Title"] == "적격 안내 2023-3-00871 외 2건"
    document.close()


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(PrintError, match="인쇄할 문서가 없습니다"):
        PRINTER.render_many([])
