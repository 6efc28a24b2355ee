"""A document as pages of drawing steps, before it becomes PDF.

Laying out first and drawing later lets every page say how many there are.  Lengths are
points, y runs down from the top edge.  Steps stand in reading order, each inside the
element of the document's structure it belongs to, or in none (decoration).
"""

from typing import NamedTuple

from ipju.printing.textflow import BOX_SIZE, Line, Metrics
from ipju.printing.wording import BOX

MM = 72 / 25.4
WIDTH = 210 * MM
HEIGHT = 297 * MM
BLACK = 0.0
GREY = 0.36
"""Notes: 6.9 : 1 on white, readable after a fax."""
HAIR = 0.62
HEAD_FILL = 0.95
_BOX_SPOKEN = "\N{BALLOT BOX}"
"""The font has no such character; readers get it as the text of the drawn square."""


class Text(NamedTuple):
    """A run of text at its baseline."""

    x: float
    y: float
    text: str
    bold: bool
    size: float
    grey: float


class Rule(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    grey: float
    dashed: bool = False


class Rect(NamedTuple):
    """A rectangle: filled, or drawn when it has a line width; `spoken` is read out for it."""

    x: float
    y: float
    width: float
    height: float
    line: float
    grey: float
    dashed: bool = False
    spoken: str = ""


class Bars(NamedTuple):
    """Black bars of one height (a QR code), each by its top left corner and its width."""

    height: float
    bars: tuple[tuple[float, float, float], ...]


class Begin(NamedTuple):
    """What follows belongs to `element`; None is decoration."""

    element: "Element | None"


class End(NamedTuple):
    """End of what the last `Begin` opened."""


Step = Text | Rule | Rect | Bars | Begin | End


class Element:
    """A node of the document's structure: paragraph, table, row, cell, …"""

    __slots__ = ("alt", "kids", "kind", "parent")

    def __init__(self, kind: str, parent: "Element | None", alt: str = "") -> None:
        self.kind = kind
        self.parent = parent
        self.alt = alt
        self.kids: list[Element | tuple[int, int]] = []
        """Children, and (page, mark) of content on pages, in reading order."""
        if parent is not None:
            parent.kids.append(self)


class Frame(NamedTuple):
    """Where text may stand on a page."""

    left: float
    right: float
    top: float
    bottom: float


class Sheet:
    """The pages of one document while it is laid out; `y` is where the next part begins."""

    def __init__(self, metrics: Metrics, frame: Frame) -> None:
        self.metrics = metrics
        self.frame = frame
        self.pages: list[list[Step]] = [[]]
        self.root = Element("Sect", None)
        self.y = frame.top

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.frame.right - self.frame.left

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.frame.bottom - self.y

    @property
    def fresh(self) -> bool:
        """Whether nothing stands in the text area of this page yet."""
        return self.y <= self.frame.top

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append([])
        self.y = self.frame.top

    def need(self, height: float) -> None:
        """Go on on a new page unless `height` is left here."""
        if self.room < height and not self.fresh:
            self.new_page()

    def put(self, *steps: Step) -> None:
        """Add drawing steps to the page."""
        self.pages[-1].extend(steps)

    def decorate(self, *steps: Step) -> None:
        """Add rules and fills, which nobody reads out."""
        self.put(Begin(None), *steps, End())

    def element(self, kind: str, parent: Element | None = None, alt: str = "") -> Element:
        """A new node of the structure, under `parent` or the document."""
        return Element(kind, parent or self.root, alt)

    def draw_line(self, line: Line, x: float, top: float, type_: "Type") -> None:
        """Draw one broken line whose leading begins at `top`; check boxes become squares."""
        baseline = top + type_.leading / 2 + 0.38 * type_.size
        for piece in line.pieces:
            if piece.text == BOX:
                edge = baseline - 0.36 * type_.size - BOX_SIZE / 2
                box = Rect(x + piece.x, edge, BOX_SIZE, BOX_SIZE, 0.9, BLACK, spoken=_BOX_SPOKEN)
                self.put(box)
            elif piece.text:
                self.put(
                    Text(x + piece.x, baseline, piece.text, piece.bold, type_.size, type_.grey)
                )

    def label(
        self, text: str, x: float, top: float, type_: "Type", *, bold: bool = False,
        align: str = "left",
    ) -> float:  # fmt: skip
        """Draw a short text at `x` (its left, centre or right); return its width."""
        width = self.metrics.width(text, bold, type_.size)
        start = x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        baseline = top + type_.leading / 2 + 0.38 * type_.size
        self.put(Text(start, baseline, text, bold, type_.size, type_.grey))
        return width


class Type(NamedTuple):
    """Size, line height and grey of a text."""

    size: float
    leading: float
    grey: float = BLACK
