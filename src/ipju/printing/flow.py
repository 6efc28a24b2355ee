"""Drawing the parts of a form file down the pages, one after the other."""

from collections.abc import Iterable, Sequence

from ipju.printing.consenters import draw_applicant, draw_consenters
from ipju.printing.page import BLACK, GREY, MM, Begin, End, Rule, Sheet, Type
from ipju.printing.schema import (
    Applicant,
    Attachments,
    Block,
    Clause,
    Consenters,
    FormFile,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    Section,
    Signers,
    Space,
    Table,
    WriteLine,
)
from ipju.printing.signers import draw_signers
from ipju.printing.table import PreparedTable, draw_table, prepare_table, rows_of
from ipju.printing.textflow import break_lines
from ipju.printing.wording import Run, Scope

LETTERS = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
    "고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
)
"""항목 letters in the order of official letters: after 하 comes 거, then 고, then 구."""
_KEPT_LINES = 6


class Flow:
    """One document being filled: its sheet, its form and where the numbering stands."""

    def __init__(self, sheet: Sheet, form: FormFile, scope: Scope) -> None:
        layout = form.layout
        self.sheet = sheet
        self.form = form
        self.scope = scope
        self.body = Type(layout.body, layout.leading)
        self.note = Type(layout.note, layout.note_leading, GREY)
        self.cell = Type(layout.table, layout.table_leading)
        self.hang = layout.hang * MM
        self.ending = 0.0
        """Height that must follow the last part on its page (the sender of a letter)."""
        self._closing: tuple[Run, ...] = ()
        self._last = False
        self._tables: dict[int, PreparedTable] = {}
        self._number = 0
        self._letter = 0
        self.signer_offset = 0

    def run(self) -> None:
        """Draw every part whose condition holds and whose list is not empty."""
        blocks = [block for block in self.form.block if self._shown(block)]
        final = blocks[-1] if blocks else None
        if isinstance(final, Attachments) and not self._items(final):
            self._closing = (Run(" \N{NO-BREAK SPACE}"), *final.end.runs(self.scope))
            blocks.pop()
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            self._last = following is None
            self._draw(block, self._kept(block, following))

    def _shown(self, block: Block) -> bool:
        if block.when and not self.scope.holds(block.when):
            return False
        if isinstance(block, Clause | Point | Paragraph) and block.each:
            return bool(rows_of(self.scope, block.each, block.only))
        return not isinstance(block, Table) or not block.rows or bool(self._prepare(block).rows)

    def _items(self, block: Attachments) -> list[Scope]:
        return rows_of(self.scope, block.each) if block.each else []

    def _prepare(self, block: Table) -> PreparedTable:
        if id(block) not in self._tables:
            self._tables[id(block)] = prepare_table(self.sheet, block, self.scope, self.cell)
        return self._tables[id(block)]

    def _kept(self, block: Block, following: Block | None) -> float:
        """Height to keep free under `block`, so that a lead-in never ends a page."""
        line = self.body.leading
        match block, following:
            case _, None:
                return self.ending
            case Clause() | Point() | Paragraph(), Attachments():
                return 2 * line + self.ending
            case Clause() | Point() | Section() | Paragraph(tone="strong"), Table():
                return self._prepare(following).lead_height(self.sheet) + following.before * MM
            case Clause() | Section(), _:
                return 2 * line
        return 0.0

    def _draw(self, block: Block, keep: float) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Section():
                self._section(block, keep)
            case Clause():
                self._clause(block, keep)
            case Point():
                self._point(block, keep)
            case Paragraph():
                self._paragraph(block, keep)
            case Table():
                self.sheet.y += 0 if self.sheet.fresh else block.before * MM
                draw_table(self.sheet, self._prepare(block))
                self.sheet.y += block.gap * MM
            case Signers() | Applicant() | Consenters():
                self._people(block)
            case WriteLine():
                self._write_line(block)
            case Attachments():
                self._attachments(block, keep)
            case Space():
                self.sheet.y += block.height * MM
            case PageBreak():
                self.sheet.new_page()

    def _people(self, block: Signers | Applicant | Consenters) -> None:
        """The tables of forms that people sign."""
        sheet, scope, type_, first = self.sheet, self.scope, self.cell, self.signer_offset
        if isinstance(block, Signers):
            draw_signers(sheet, block, scope, type_, first)
        elif isinstance(block, Consenters):
            draw_consenters(sheet, block, scope, type_, first)
        else:
            draw_applicant(sheet, block, scope, type_)

    def _closed(self, runs: tuple[Run, ...], place: int, count: int) -> tuple[Run, ...]:
        """The runs, with the closing word of the letter behind its very last sentence."""
        return (*runs, *self._closing) if self._last and place == count - 1 else runs

    def text(
        self,
        runs: Sequence[Run],
        type_: Type,
        *,
        left: float,
        width: float,
        kind: str = "P",
        leads: Iterable[tuple[float, Run]] = (),
        keep: float = 0.0,
        align: str = "left",
    ) -> None:
        """Draw a paragraph `left` points into the text area, going on over pages.

        `leads` (number, label) stand on the first line at their own places; `keep` is height
        that must follow on the same page.
        """
        sheet = self.sheet
        lines = break_lines(runs, type_.size, width, sheet.metrics)
        sheet.need(min(len(lines), _KEPT_LINES) * type_.leading + keep)
        element = sheet.element(kind)
        x = sheet.frame.left + left
        sheet.put(Begin(element))
        for place, run in leads:
            sheet.label(run.text, sheet.frame.left + place, sheet.y, type_, bold=run.bold)
        for number, line in enumerate(lines):
            if number and sheet.room < type_.leading:
                sheet.put(End())
                sheet.new_page()
                sheet.put(Begin(element))
            slack = width - line.width
            shift = {"left": 0.0, "center": slack / 2, "right": slack}[align]
            sheet.draw_line(line, x + shift, sheet.y, type_)
            sheet.y += type_.leading
        sheet.put(End())

    def _heading(self, block: Heading) -> None:
        sheet = self.sheet
        width = sheet.width - 26 * MM
        over = block.over.runs(self.scope)
        if over:
            self.text(over, Type(10, 15, GREY), left=0, width=width)
        self.text(block.text.runs(self.scope, bold=True), Type(17, 26), left=0, width=width,
                  kind="H1")  # fmt: skip
        preamble = block.preamble.runs(self.scope)
        if preamble:
            sheet.y += 0.8 * MM
            self.text(preamble, self.body, left=0, width=width)
        sheet.y += 3 * MM
        self._letter = 0

    def _section(self, block: Section, keep: float) -> None:
        sheet = self.sheet
        self._number += 1
        self._letter = 0
        type_ = Type(10.5, 18)
        sheet.need(type_.leading + 2 * MM + keep)
        left, right = sheet.frame.left, sheet.frame.right
        sheet.decorate(Rule(left, sheet.y, right, sheet.y, 1, BLACK))
        sheet.y += 0.9 * MM
        element = sheet.element("H2")
        sheet.put(Begin(element))
        sheet.label(f"{self._number}. ", left, sheet.y, type_, bold=True)
        x = left + self.hang
        x += sheet.label(block.text.plain(self.scope) + " ", x, sheet.y, type_, bold=True)
        tag = block.tag.plain(self.scope)
        if tag:
            small = Type(self.note.size + 0.6, type_.leading, GREY)
            sheet.label(tag, x + 3 * MM, sheet.y, small)
        sheet.put(End())
        self._choices(block, right)
        sheet.y += type_.leading + 0.6 * MM

    def _choices(self, block: Section, right: float) -> None:
        """The boxes of a section, ending at the right margin, read from left to right."""
        sheet = self.sheet
        type_ = Type(9.7, 18)
        lines = [
            break_lines(choice.runs(self.scope), type_.size, sheet.width, sheet.metrics)[0]
            for choice in block.choices
        ]
        gap = 4 * MM
        x = right - sum(line.width for line in lines) - gap * (len(lines) - 1)
        for line in lines:
            sheet.put(Begin(sheet.element("P")))
            sheet.draw_line(line, x, sheet.y, type_)
            sheet.put(End())
            x += line.width + gap

    def _clause(self, block: Clause, keep: float) -> None:
        scopes = self._scopes(block)
        for place, scope in enumerate(scopes):
            self._number += 1
            self._letter = 0
            self.sheet.y += self.form.layout.paragraph_gap * MM if not self.sheet.fresh else 0
            self.text(
                self._closed(block.text.runs(scope), place, len(scopes)), self.body,
                left=self.hang,
                width=self.sheet.width - self.hang, leads=[(0, Run(f"{self._number}. "))],
                keep=keep if place == len(scopes) - 1 else 0,
            )  # fmt: skip

    def _point(self, block: Point, keep: float) -> None:
        scopes = self._scopes(block)
        for place, scope in enumerate(scopes):
            letter = f"{LETTERS[self._letter % len(LETTERS)]}. "
            self._letter += 1
            leads = [(self.hang, Run(letter))]
            after = self.hang + self.sheet.metrics.width(letter, False, self.body.size)
            runs = block.text.runs(scope)
            label = block.label.plain(scope)
            left = after
            if block.label_width:
                leads.append((after, Run(label + " ", True)))
                left = self.hang + block.label_width * MM
            elif label:
                runs = (Run(label + " ", True), *runs)
            runs = self._closed(runs, place, len(scopes))
            self.text(
                runs, self.body, left=left, width=self.sheet.width - left,
                leads=leads, keep=keep if place == len(scopes) - 1 else 0,
            )  # fmt: skip

    def _scopes(self, block: Clause | Point | Paragraph) -> list[Scope]:
        """What the part is drawn for: each row of its list, or the model once."""
        return rows_of(self.scope, block.each, block.only) if block.each else [self.scope]

    def _paragraph(self, block: Paragraph, keep: float) -> None:
        scopes = self._scopes(block)
        type_ = self.note if block.tone == "note" else self.body
        indent = block.indent * MM
        for place, scope in enumerate(scopes):
            runs = block.text.runs(scope, bold=block.tone == "strong")
            runs = self._closed(runs, place, len(scopes))
            lead = block.lead.plain(scope)
            hang = self.sheet.metrics.width(lead, False, type_.size)
            self.text(
                runs, type_, left=indent + hang, width=self.sheet.width - indent - hang,
                leads=[(indent, Run(lead))] if lead else (), align=block.align,
                keep=keep if place == len(scopes) - 1 else 0,
            )  # fmt: skip
        self.sheet.y += block.gap * MM

    def _write_line(self, block: WriteLine) -> None:
        sheet = self.sheet
        sheet.need(self.body.leading)
        left = sheet.frame.left
        sheet.put(Begin(sheet.element("P")))
        x = left + sheet.label(
            block.label.plain(self.scope) + " ", left, sheet.y, self.body, bold=True
        )
        sheet.label(block.text.plain(self.scope), x + 2 * MM, sheet.y, self.body)
        sheet.put(End())
        under = sheet.y + self.body.leading
        sheet.decorate(Rule(x, under, x + block.width * MM, under, 0.5, BLACK))
        sheet.y = under + 1 * MM

    def _attachments(self, block: Attachments, keep: float) -> None:
        rows = self._items(block)
        sheet = self.sheet
        sheet.y += 2.5 * MM if not sheet.fresh else 0
        end = block.end.runs(self.scope)
        lead = block.lead.plain(self.scope)
        left = sheet.metrics.width(lead, False, self.body.size) + 4.5 * MM
        sheet.need(min(len(rows), _KEPT_LINES) * self.body.leading + keep)
        for number, row in enumerate(rows, 1):
            runs = block.text.runs(row)
            leads = [(0.0, Run(lead))] if number == 1 else []
            inner = left
            if len(rows) > 1:
                leads.append((left, Run(f"{number}. ")))
                inner = left + self.hang
            if number == len(rows):
                runs = (*runs, Run(" \N{NO-BREAK SPACE}"), *end)
            self.text(runs, self.body, left=inner, width=sheet.width - inner, leads=leads)
