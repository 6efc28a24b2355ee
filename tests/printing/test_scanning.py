"""A scan of our own form is known by its QR code; anything that is no scan is refused in words."""

import io
import struct
import subprocess
import sys
import zlib
from random import Random
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from ipju.domain.post import ScanKind
from ipju.printing import ConsentForm
from ipju.printing.scanning import MOST_PAGES, Scanner, UnreadableScan
from tests.printing.samples import FORMS, PRINTER, household, picture

NUMBER = "2023-3-04127"
SCANNER = Scanner()


@pytest.fixture(scope="module")
def form() -> bytes:
    """The consent form of a household, as it leaves the printer."""
    model = ConsentForm(form="consent-ja", case_number=NUMBER, signers=household(4))
    return PRINTER.render(model)


@pytest.fixture(scope="module")
def page(form: bytes) -> Image.Image:
    """Its first page as a scanner at 200 dpi sees it."""
    return picture(form, dpi=200).convert("L")


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def noisy(image: Image.Image, share: float) -> Image.Image:
    """The page through a dirty glass: every grain is the same in every run."""
    grains = Image.frombytes("L", image.size, Random(7).randbytes(image.width * image.height))
    return Image.blend(image, grains, share)


def blank_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_the_pdf_of_a_form_tells_its_pages_and_its_case(form: bytes) -> None:
    look = SCANNER.look(form)
    assert look.kind is ScanKind.PDF
    assert look.pages == len(pypdfium2.PdfDocument(form))
    assert look.codes == (NUMBER,)


@pytest.mark.parametrize("kind", [ScanKind.JPEG, ScanKind.PNG])
@pytest.mark.parametrize("turn", [0, 3, 90, 180, 270, 357])
def test_a_picture_is_read_however_the_paper_lay(
    page: Image.Image, kind: ScanKind, turn: int
) -> None:
    turned = page.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)
    look = SCANNER.look(saved(turned, kind.value.upper()))
    assert (look.kind, look.pages, look.codes) == (kind, 1, (NUMBER,))


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_noisy_scan_pressed_hard_is_read(page: Image.Image, share: float) -> None:
    assert SCANNER.look(saved(noisy(page, share), "JPEG", quality=35)).codes == (NUMBER,)


def test_a_faint_slanted_noisy_photocopy_is_read(page: Image.Image) -> None:
    faint = page.point(lambda value: 90 + value * 140 // 255)
    slanted = faint.rotate(2, expand=True, fillcolor=230, resample=Image.Resampling.BILINEAR)
    assert SCANNER.look(saved(noisy(slanted, 0.15), "JPEG", quality=60)).codes == (NUMBER,)


def test_a_picture_turned_by_its_camera_stands_upright(page: Image.Image) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held a quarter turn to the right
    lying = page.rotate(90, expand=True)
    shown = SCANNER.picture(saved(lying, "JPEG", exif=exif), 0, 200)
    image = Image.open(io.BytesIO(shown))
    assert image.height > image.width


def test_several_forms_in_one_file_tell_every_case_in_order(page: Image.Image) -> None:
    other = ConsentForm(form="consent-ja", case_number="2023-3-00871", signers=household(1))
    second = picture(PRINTER.render(other), dpi=150).convert("L")
    out = io.BytesIO()
    page.save(out, "PDF", save_all=True, append_images=[second, page])
    look = SCANNER.look(out.getvalue())
    assert (look.pages, look.codes) == (3, (NUMBER, "2023-3-00871"))


def test_a_page_without_a_code_tells_none() -> None:
    assert SCANNER.look(saved(Image.new("L", (1240, 1754), 255), "PNG")).codes == ()


def test_other_codes_than_qr_say_nothing(page: Image.Image) -> None:
    import zxingcpp

    bars = zxingcpp.create_barcode("1234567890128", zxingcpp.BarcodeFormat.EAN13).to_image(scale=4)
    view = memoryview(bars)
    image = Image.frombytes("L", (view.shape[1], view.shape[0]), view.tobytes())
    ground = Image.new("L", (1240, 1754), 255)
    ground.paste(image, (300, 400))
    assert [one.text for one in zxingcpp.read_barcodes(ground)] == ["1234567890128"]
    assert SCANNER.look(saved(ground, "PNG")).codes == ()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_sort_of_png_is_shown_as_it_looks(mode: str) -> None:
    image = Image.new("L", (40, 60), 255)
    image.paste(0, (0, 0, 40, 30))
    if mode == "I;16":
        image = Image.frombytes("I;16", (40, 60), b"\0\0" * 1200 + b"\xff\xff" * 1200)
    else:
        image = image.convert(mode)
    content = saved(image, "PNG")
    shown = Image.open(io.BytesIO(SCANNER.picture(content, 0, 80))).convert("L")
    assert shown.size == (80, 120)
    assert shown.getpixel((40, 10)) == 0
    assert shown.getpixel((40, 110)) == 255


def test_nothing_shines_through_a_transparent_ground() -> None:
    content = saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    shown = Image.open(io.BytesIO(SCANNER.picture(content, 0, 20))).convert("L")
    assert shown.getextrema() == (255, 255)


def test_a_page_is_drawn_as_wide_as_asked(form: bytes) -> None:
    for page in (0, 1):
        image = Image.open(io.BytesIO(SCANNER.picture(form, page, 620)))
        assert image.width == 620
        assert image.height == pytest.approx(877, abs=2)
        assert image.convert("L").getextrema()[0] < 60


def test_a_page_that_is_not_there_is_no_page(form: bytes) -> None:
    with pytest.raises(IndexError):
        SCANNER.picture(form, 99, 100)
    with pytest.raises(IndexError):
        SCANNER.picture(form, -1, 100)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "빈 파일"),
        (b"PK\x03\x04 a workbook", "PDF, JPEG, PNG 파일만"),
        (b"II*\x00 a tiff", "PDF, JPEG, PNG 파일만"),
        (b"GIF89a", "PDF, JPEG, PNG 파일만"),
        (b"%PDF-1.7\nnothing of one", "PDF가 깨져"),
        (b"\xff\xd8\xff\xe0 half a picture", "그림 파일이 깨져"),
        (b"\x89PNG\r\n\x1a\n half a picture", "그림 파일이 깨져"),
    ],
)
def test_what_is_no_scan_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableScan, match=words):
        SCANNER.look(content)


def test_half_a_file_is_refused(form: bytes, page: Image.Image) -> None:
    for content in (saved(page, "JPEG"), saved(page, "PNG")):
        with pytest.raises(UnreadableScan, match="깨져"):
            SCANNER.look(content[: len(content) // 2])


def test_a_locked_pdf_says_that_it_is_locked() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="other"))
    canvas.drawString(100, 100, "locked")
    canvas.save()
    with pytest.raises(UnreadableScan, match="암호가 걸린 PDF"):
        SCANNER.look(out.getvalue())


def test_an_endless_pdf_is_refused_and_one_without_pages_too() -> None:
    with pytest.raises(UnreadableScan, match=f"{MOST_PAGES + 1}쪽입니다"):
        SCANNER.look(blank_pages(MOST_PAGES + 1))
    with pytest.raises(UnreadableScan):
        SCANNER.look(blank_pages(0))


@pytest.mark.parametrize("size", [(9_000, 9_200), (12_000, 11_000), (20_000, 20_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    bomb = saved(Image.new("1", size), "PNG")
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableScan, match="너무 큽니다"):
        SCANNER.look(bomb)


def test_a_page_miles_long_is_drawn_small() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(10, 14_000)
    out = io.BytesIO()
    document.save(out)
    document.close()
    image = Image.open(io.BytesIO(SCANNER.picture(out.getvalue(), 0, 4_000)))
    assert image.width * image.height <= 81_000_000


def test_importing_it_loads_no_library() -> None:
    code = (
        "import sys, ipju.printing.scanning;"
        "print([m for m in ('pypdfium2', 'zxingcpp', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(FORMS.parent / "src")},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def _png(across: int, down: int, before: bytes = b"") -> bytes:
    """Return a white picture, packed as small as it goes, with more parts before its pixels."""

    def part(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", across, down, 1, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xff" * ((across + 7) // 8)) * down, 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (part(b"IHDR", head), before, part(b"IDAT", pixels), part(b"IEND", b""))
    )


@pytest.mark.parametrize(("across", "down"), [(1, 1_000_000), (1_000_000, 1)])
def test_a_strip_of_a_picture_is_refused_before_it_fills_the_memory(across: int, down: int) -> None:
    with pytest.raises(UnreadableScan, match="너무 큽니다"):
        Scanner().look(_png(across, down))


def test_a_narrow_picture_is_drawn_within_bounds() -> None:
    drawn = Image.open(io.BytesIO(Scanner().picture(_png(2, 20_000), 0, 800)))
    assert max(drawn.size) <= 30_000


def test_a_text_that_unpacks_without_end_is_refused_in_korean() -> None:
    text = b"x\0\0" + zlib.compress(b"A" * 30_000_000, 9)
    whole = b"zTXt" + text
    part = struct.pack(">I", len(text)) + whole + struct.pack(">I", zlib.crc32(whole))
    with pytest.raises(UnreadableScan, match="깨져"):
        Scanner().look(_png(20, 20, part))


def test_a_page_of_a_hair_is_drawn_within_bounds() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(0.001, 14_400)
    out = io.BytesIO()
    document.save(out)
    document.close()
    drawn = Image.open(io.BytesIO(Scanner().picture(out.getvalue(), 0, 800)))
    assert max(drawn.size) <= 30_001
