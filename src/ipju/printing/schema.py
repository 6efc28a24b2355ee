"""What a form file may say: the parts of a form, each a frozen value.

Lengths are millimetres, type sizes points.  ``when`` names a field of the print model
(``!field`` its contrary, ``rows:bad`` a count) and leaves the part out when it is empty.
"""

from dataclasses import dataclass, field
from typing import Literal

from ipju.printing.wording import Template, parse

EMPTY = parse("")

Align = Literal["left", "center", "right"]
CellAlign = Literal["left", "center", "right", "amount"]
"""`amount`: at the right on one line; words that need more lines begin at the left."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; `width` 0 takes what the others leave."""

    head: Template = EMPTY
    text: Template = EMPTY
    width: float = 0
    align: CellAlign = "left"
    bold: bool = False
    steady: bool = False
    """Stays in regular weight where `bold_when` makes the row bold."""
    empty: str = "–"
    """Drawn where a field has no value."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The head of a form: a small line over the title, the title and its preamble."""

    over: Template = EMPTY
    text: Template
    preamble: Template = EMPTY
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered section of a form, with the tag ([필수]) and its choice boxes at the right."""

    text: Template
    tag: Template = EMPTY
    choices: tuple[Template, ...] = ()
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A numbered paragraph `1.` of a letter; `each` repeats it over a list."""

    text: Template
    each: str = ""
    only: Literal["", "bad"] = ""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A lettered line `가.` under the clause or section; `each` repeats it over a list."""

    label: Template = EMPTY
    text: Template = EMPTY
    each: str = ""
    only: Literal["", "bad"] = ""
    label_width: float = 0
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Text without a number; `each` repeats it, `only` = "bad" takes the bad rows alone."""

    text: Template
    each: str = ""
    only: Literal["", "bad"] = ""
    lead: Template = EMPTY
    """Drawn before the text, which hangs beside it (※, –)."""
    indent: float = 0
    tone: Literal["body", "note", "strong"] = "body"
    align: Align = "left"
    gap: float = 0
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table over the list `rows`, or with the fixed `cells` of the form."""

    column: tuple[Column, ...]
    rows: str = ""
    only: Literal["", "bad"] = ""
    cells: tuple[tuple[Template, ...], ...] = ()
    bold_when: str = ""
    indent: float = 0
    ruled: bool = False
    """Thin vertical lines, for forms where people write."""
    joined: bool = False
    """Continues the table above it: a thin rule instead of the heavy one at the top."""
    padding: float = 1.4
    before: float = 1
    gap: float = 1.6
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Signers:
    """The signers' table: `rows` rows of two blocks side by side."""

    heads: tuple[Template, ...]
    """성명, 주민등록번호, 관계, 서명."""
    rows: int
    height: float
    self_relation: Template
    """Printed as the relation of the first row of a blank form (본인)."""
    sign: Template
    guardian_sign: Template
    number_blank: Template
    """Stands where the number is to be written."""
    widths: tuple[float, ...]
    """The four columns of a block; 0 takes the rest."""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """The applicant of a form people sign (인적사항): relation, name, number boxes, address."""

    heads: tuple[Template, ...]
    """관계, 성명, 주민등록번호."""
    relation: Template
    """Printed as the relation (신청자)."""
    address: Template
    """Label of the address row (주소)."""
    height: float
    widths: tuple[float, ...]
    """The three columns; 0 takes the rest."""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Consenters:
    """Table of people who sign twice: `rows` people, with boxes for number and line for phone."""

    heads: tuple[Template, ...]
    """관계, 성명, 주민등록번호, 첫째 서명, 둘째 서명."""
    phone: Template
    """Second head of the number's column (휴대전화번호)."""
    rows: int
    height: float
    sign: Template
    guardian_sign: Template
    widths: tuple[float, ...]
    """The five columns; 0 takes the rest."""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class WriteLine:
    """A label with a value, or a line to write it on."""

    label: Template
    text: Template
    width: float = 60
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Attachments:
    """붙임 … 끝. at the end of a letter; without attachments 끝. follows the last sentence."""

    lead: Template = EMPTY
    each: str = ""
    text: Template = EMPTY
    end: Template
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Space:
    """Empty height."""

    height: float
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """The next part begins a page."""

    when: str = ""


Block = (
    Heading
    | Section
    | Clause
    | Point
    | Paragraph
    | Table
    | Signers
    | Applicant
    | Consenters
    | WriteLine
    | Attachments
    | Space
    | PageBreak
)

BLOCKS: dict[str, type[Block]] = {
    "heading": Heading,
    "section": Section,
    "clause": Clause,
    "point": Point,
    "paragraph": Paragraph,
    "table": Table,
    "signers": Signers,
    "applicant": Applicant,
    "consenters": Consenters,
    "write-line": WriteLine,
    "attachments": Attachments,
    "space": Space,
    "page-break": PageBreak,
}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Sizes of one form."""

    style: Literal["letter", "certificate", "form"]
    side: float
    top: float
    bottom: float
    body: float
    leading: float
    table: float
    table_leading: float
    note: float
    note_leading: float
    hang: float = 6
    """Hanging indent of numbers and letters."""
    paragraph_gap: float = 1


@dataclass(frozen=True, kw_only=True)
class FormFile:
    """One form or letter as its file describes it."""

    id: str
    version: str
    model: str
    title: Template
    """Title of the PDF."""
    subject: Template = EMPTY
    """제목 of a letter, or the heading of a certificate."""
    foot: Template = EMPTY
    foot_more: Template = EMPTY
    """Stands instead of `foot` on pages that others follow."""
    edition: Template = EMPTY
    code: Template = EMPTY
    """Spoken description of the QR code of an office's own sheet."""
    layout: Layout
    block: tuple[Block, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class FootCell:
    """One label with its value in the foot (결문) of a letter."""

    label: Template
    text: Template
    row: int
    column: int
    align: Align = "left"
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficeText:
    """The office that letters name when their model names none."""

    name: str
    sender: str
    department: str
    address: str
    phone: str
    web: str


@dataclass(frozen=True, kw_only=True)
class Stationery:
    """What all letters share: head and foot words, marks of practice and draft, page numbers."""

    version: str
    practice: Template
    draft: Template
    """Stands on a letter that nobody has approved yet."""
    unsent: Template
    """Stands on a letter that was approved and not issued yet."""
    to: Template
    recipient: Template
    address: Template
    via: Template
    subject: Template
    seal: Template
    code: Template
    """Spoken description of the QR code, for readers who cannot see it."""
    page: Template
    page_issue: Template
    batch: Template
    office: OfficeText
    foot: tuple[FootCell, ...]
