"""The signers' table (동의하는 사람): two blocks of people side by side, to be signed by hand."""

from ipju.domain.printed import ConsentForm, Signer
from ipju.printing.page import (
    BLACK,
    HAIR,
    HEAD_FILL,
    MM,
    Begin,
    Element,
    End,
    Rect,
    Rule,
    Sheet,
    Type,
)
from ipju.printing.schema import Signers
from ipju.printing.table import column_edges
from ipju.printing.textflow import break_lines
from ipju.printing.wording import Run, Scope, Template

_HEAD = 7 * MM
_HINT = 0.42
"""Grey of a signing hint, 5.3 : 1; the signature goes over it."""


def draw_signers(sheet: Sheet, block: Signers, scope: Scope, type_: Type, offset: int) -> None:
    """Draw the table with the signers from `offset` on; cells without one stay empty.

    Filled downwards, the left block first: the rows of a household stay together.
    """
    people = scope.model.signers if isinstance(scope.model, ConsentForm) else ()
    height = block.height * MM
    sheet.need(_HEAD + block.rows * height)
    middle = (sheet.frame.left + sheet.frame.right) / 2
    widths = [width * MM for width in block.widths]
    halves = [
        column_edges(widths, sheet.frame.left, middle),
        column_edges(widths, middle, sheet.frame.right),
    ]
    table = sheet.element("Table")
    _grid(sheet, halves, block.rows, height)
    head = sheet.element("TR", table)
    for edges in halves:
        for place, text in enumerate(block.heads):
            _cell(sheet, text.plain(scope), edges, place, sheet.y, _HEAD, type_, head, True)
    for row in range(block.rows):
        top = sheet.y + _HEAD + row * height
        group = sheet.element("TR", table)
        for half, edges in enumerate(halves):
            index = offset + half * block.rows + row
            person = people[index] if index < len(people) else None
            if person is None and index == 0:
                person = Signer(relation=block.self_relation.plain(scope))
            _person(sheet, block, scope, person, edges, top, type_, group)
    sheet.y += _HEAD + block.rows * height


def _grid(sheet: Sheet, halves: list[list[float]], rows: int, height: float) -> None:
    left, right, top = sheet.frame.left, sheet.frame.right, sheet.y
    bottom = top + _HEAD + rows * height
    rules = [Rule(left, top + _HEAD, right, top + _HEAD, 0.5, BLACK)]
    rules += [
        Rule(left, top + _HEAD + n * height, right, top + _HEAD + n * height, 0.4, HAIR)
        for n in range(1, rows)
    ]
    rules += [Rule(x, top, x, bottom, 0.4, HAIR) for edges in halves for x in edges[1:-1]]
    rules.append(Rule(halves[1][0], top, halves[1][0], bottom, 0.9, BLACK))
    rules += [Rule(left, y, right, y, 1, BLACK) for y in (top, bottom)]
    sheet.decorate(Rect(left, top, right - left, _HEAD, 0, HEAD_FILL), *rules)


def _person(
    sheet: Sheet,
    block: Signers,
    scope: Scope,
    person: Signer | None,
    edges: list[float],
    top: float,
    type_: Type,
    group: Element,
) -> None:
    known = person or Signer()
    height = block.height * MM
    texts = (known.name, known.rrn_text or block.number_blank.plain(scope), known.relation)
    for place, text in enumerate(texts):
        _cell(sheet, text, edges, place, top, height, type_, group, False)
    hint = _hint(block, known).plain(scope)
    small = Type(7.6, 11, _HINT)
    sheet.put(Begin(sheet.element("TD", group)))
    sheet.label(hint, edges[4] - 1.6 * MM, top + (height - 11) / 2, small, align="right")
    sheet.put(End())


def _hint(block: Signers, person: Signer) -> Template:
    return block.guardian_sign if person.guardian else block.sign


def _cell(
    sheet: Sheet,
    text: str,
    edges: list[float],
    place: int,
    top: float,
    height: float,
    type_: Type,
    group: Element,
    head: bool,
) -> None:
    """A centred cell; a long name takes as many lines as it needs, set smaller from three on."""
    width = edges[place + 1] - edges[place] - 2 * MM
    lines = break_lines([Run(text, head)], type_.size, width, sheet.metrics)
    if len(lines) > 2:
        type_ = Type(8, 9.6)
        lines = break_lines([Run(text, head)], type_.size, width, sheet.metrics)
    y = top + (height - len(lines) * type_.leading) / 2
    sheet.put(Begin(sheet.element("TH" if head else "TD", group)))
    for line in lines:
        sheet.draw_line(line, edges[place] + 1 * MM + (width - line.width) / 2, y, type_)
        y += type_.leading
    sheet.put(End())
