"""Writing laid-out pages as PDF: embedded font, language, title and structure.

reportlab 5.1 writes no structure tree of its own, so the marks in the pages and the tree
are written here: every step lies in a marked piece of content, which is either a leaf of
the tree (read in its order) or decoration.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from ipju.printing.fonts import Typeface
from ipju.printing.page import (
    HEIGHT,
    WIDTH,
    Bars,
    Begin,
    Element,
    End,
    Rect,
    Rule,
    Sheet,
    Step,
    Text,
)

LANGUAGE = "ko-KR"


def write_pdf(sheets: Sequence[Sheet], title: str, typeface: Typeface) -> bytes:
    """The sheets as one PDF; the same sheets give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(
        target, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, lang=LANGUAGE,
        initialFontName=typeface.regular,
    )  # fmt: skip
    canvas.setTitle(title)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    marks: list[list[Element]] = []
    for sheet in sheets:
        for steps in sheet.pages:
            _draw_page(canvas, steps, typeface, marks)
    _write_structure(canvas, [sheet.root for sheet in sheets], marks)
    canvas.save()
    return target.getvalue()


def _draw_page(
    canvas: Any, steps: Sequence[Step], typeface: Typeface, marks: list[list[Element]]
) -> None:
    from reportlab.pdfbase.pdfdoc import PDFName, PDFPage

    brush = _Brush(canvas, typeface, len(marks))
    for step in steps:
        brush.draw(step)
    canvas.showPage()
    # The finished page is not handed out; its own list of keys lacks the two that tie it to
    # the structure, so this page gets a longer list.
    page = canvas._doc.Pages.pages[-1]
    page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = len(marks)
    page.Tabs = PDFName("S")
    marks.append(brush.elements)


class _Brush:
    """Draws the steps of one page, changing font and grey only where they change."""

    def __init__(self, canvas: Any, typeface: Typeface, page: int) -> None:
        self.canvas = canvas
        self.fonts = (typeface.regular, typeface.bold)
        self.page = page
        self.elements: list[Element] = []
        self._font: tuple[bool, float] | None = None
        self._fill = -1.0

    def draw(self, step: Step) -> None:
        """Draw one step of the page."""
        match step:
            case Text():
                self._text(step)
            case Begin():
                self._begin(step.element)
            case End():
                self.canvas.addLiteral("EMC")
            case Rule():
                self._pen(step.width, step.grey, step.dashed)
                self.canvas.line(step.x1, HEIGHT - step.y1, step.x2, HEIGHT - step.y2)
            case Rect():
                self._rect(step)
            case Bars():
                self._grey(0.0)
                down = f"{-step.height:.3f} re"
                bars = (f"{x:.3f} {HEIGHT - y:.3f} {w:.3f} {down}" for x, y, w in step.bars)
                self.canvas.addLiteral("\n".join(bars) + "\nf")

    def _begin(self, element: Element | None) -> None:
        if element is None:
            self.canvas.addLiteral("/Artifact BMC")
            return
        mark = len(self.elements)
        self.elements.append(element)
        element.kids.append((self.page, mark))
        self.canvas.addLiteral(f"/{element.kind} <</MCID {mark}>> BDC")

    def _text(self, step: Text) -> None:
        if self._font != (step.bold, step.size):
            self.canvas.setFont(self.fonts[step.bold], step.size)
            self._font = (step.bold, step.size)
        self._grey(step.grey)
        self.canvas.drawString(step.x, HEIGHT - step.y, step.text)

    def _rect(self, step: Rect) -> None:
        if step.spoken:
            self.canvas.addLiteral(f"/Span <</ActualText <{_hex(step.spoken)}>>> BDC")
        if step.line:
            self._pen(step.line, step.grey, step.dashed)
        else:
            self._grey(step.grey)
        self.canvas.rect(
            step.x, HEIGHT - step.y - step.height, step.width, step.height,
            stroke=int(step.line > 0), fill=int(step.line == 0),
        )  # fmt: skip
        if step.spoken:
            self.canvas.addLiteral("EMC")

    def _grey(self, grey: float) -> None:
        if self._fill != grey:
            self.canvas.setFillGray(grey)
            self._fill = grey

    def _pen(self, width: float, grey: float, dashed: bool) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(grey)
        if dashed:
            self.canvas.setDash(2, 2)
        else:
            self.canvas.setDash()


def _write_structure(canvas: Any, roots: Sequence[Element], marks: list[list[Element]]) -> None:
    """The tree from the document down to the marks, and from each mark back up to its leaf."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

    document = canvas._doc
    top = Element("Document", None)
    for root in roots:
        root.parent = top
        top.kids.append(root)
    elements = list(_walk(top))
    numbers = {
        id(element): _reserve(document, f"Structure{place}")
        for place, element in enumerate(elements)
    }
    tree = _reserve(document, "StructureTree")
    pages = [
        document.idToObjectNumberAndVersion[f"Page{number}"][0]
        for number in range(1, len(marks) + 1)
    ]
    for place, element in enumerate(elements):
        parent = tree if element.parent is None else numbers[id(element.parent)]
        body = _node(element, parent, numbers, pages)
        document.idToObject[f"Structure{place}"] = body.encode("ascii")
    leaves = " ".join(
        f"{page} [{' '.join(f'{numbers[id(leaf)]} 0 R' for leaf in on_page)}]"
        for page, on_page in enumerate(marks)
    )
    document.idToObject["StructureTree"] = (
        f"<</Type /StructTreeRoot /K [{numbers[id(top)]} 0 R]"
        f" /ParentTree <</Nums [{leaves}]>> /ParentTreeNextKey {len(marks)}>>"
    ).encode("ascii")
    canvas.setCatalogEntry("StructTreeRoot", PDFObjectReference("StructureTree"))
    canvas.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)


def _reserve(document: Any, name: str) -> int:
    """An object number for `name`; its content, plain bytes, is set once all numbers stand."""
    document.Reference(b"", name)
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def _node(element: Element, parent: int, numbers: dict[int, int], pages: list[int]) -> str:
    """One structure element; its marks name their page only where it is not the first one's."""
    own = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif kid[0] == own:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>")
    text = f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R /K [{' '.join(kids)}]"
    if own is not None:
        text += f" /Pg {pages[own]} 0 R"
    if element.kind == "TH":
        text += " /A <</O /Table /Scope /Column>>"
    if element.alt:
        text += f" /Alt <{_hex(element.alt)}>"
    return text + ">>"


def _hex(text: str) -> str:
    """A PDF text string in Unicode, as hexadecimal digits."""
    return "FEFF" + text.encode("utf-16-be").hex()
