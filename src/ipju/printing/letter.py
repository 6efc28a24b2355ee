"""Letters (공문) and certificates: head, matter, sender with the place of the seal, foot."""

from dataclasses import dataclass, replace

from ipju.domain.printed import Letter, Office
from ipju.printing.flow import Flow
from ipju.printing.page import (
    BLACK,
    GREY,
    HAIR,
    HEIGHT,
    MM,
    WIDTH,
    Begin,
    End,
    Frame,
    Rect,
    Rule,
    Sheet,
    Type,
)
from ipju.printing.qr import SIZE, draw_code
from ipju.printing.schema import FormFile, Stationery
from ipju.printing.textflow import Metrics, break_lines
from ipju.printing.wording import Run, Scope

SEAL = 24 * MM
_FOOT = HEIGHT - 38 * MM
_FOOT_ROW = 5.6 * MM
_SENDER = HEIGHT - 55 * MM
"""Middle of the sender's line and of the seal."""
_ENDING = HEIGHT - _SENDER + SEAL / 2 + 1 * MM
"""Height, from the bottom edge, that sender, seal and foot take on the last page."""
_NAME_WIDTH = 19.2 * MM
_NAME = Type(19, 26)
"""The 기관명 over a letter."""


@dataclass(frozen=True)
class _PageWords:
    """Fields of the page number's wording."""

    page: int
    pages: int
    issue: int = 1


def lay_out_letter(
    model: Letter, form: FormFile, stationery: Stationery, metrics: Metrics
) -> Sheet:
    """Lay out one letter: on the last page stand sender, seal place and foot."""
    if model.office is None:
        model = replace(model, office=_office(stationery))
    layout = form.layout
    frame = Frame(
        layout.side * MM, WIDTH - layout.side * MM, layout.top * MM,
        HEIGHT - layout.bottom * MM,
    )  # fmt: skip
    sheet = _LetterSheet(metrics, frame, model, form, stationery)
    flow = Flow(sheet, form, Scope(model))
    flow.ending = _ENDING - layout.bottom * MM
    sheet.head()
    flow.run()
    if sheet.room < flow.ending:
        sheet.new_page()
    sheet.sender()
    sheet.foot()
    sheet.number_pages()
    return sheet


def _office(stationery: Stationery) -> Office:
    text = stationery.office
    return Office(
        name=text.name, sender=text.sender, department=text.department,
        address=text.address, phone=text.phone, web=text.web,
    )  # fmt: skip


class _LetterSheet(Sheet):
    """The pages of one letter; every page after the first has a running head."""

    def __init__(
        self,
        metrics: Metrics,
        frame: Frame,
        model: Letter,
        form: FormFile,
        stationery: Stationery,
    ) -> None:
        super().__init__(metrics, frame)
        self.model = model
        self.form = form
        self.words = stationery
        self.scope = Scope(model)

    def new_page(self) -> None:
        """Go on under a running head: what this letter is and whose."""
        super().new_page()
        frame = self.frame
        small = Type(9, 12, GREY)
        subject = self.form.subject.plain(self.scope)
        self.put(Begin(None))
        top = 14 * MM
        self.label(subject, frame.left, top, small)
        number = self.model.case_number
        number = " · ".join((*self._marks(), number))
        self.label(number, frame.right, top, small, align="right")
        line = top + 14
        self.put(Rule(frame.left, line, frame.right, line, 0.5, HAIR), End())
        self.y = frame.top

    def head(self) -> None:
        """기관명, then recipient and subject of a letter or the title of a certificate."""
        frame = self.frame
        self.y = 20.5 * MM
        self._stamp()
        office = self.model.office
        middle = (frame.left + frame.right) / 2
        if self.form.layout.style == "letter":
            self.put(Begin(self.element("P")))
            name = office.name if office else ""
            self.label(name, middle, self.y - 1 * MM, _NAME, bold=True, align="center")
            self.put(End())
            self.y = 32 * MM
            self.decorate(Rule(frame.left, self.y, frame.right, self.y, 1.2, BLACK))
            self._code(36 * MM)
            self.y += 4.6 * MM
            self._recipient()
            self.y = max(self.y + 1.6 * MM, 36 * MM + SIZE + 7.2 * MM)
            self.decorate(Rule(frame.left, self.y, frame.right, self.y, 0.6, HAIR))
            self.y += 2.4 * MM
        else:
            self._code(20 * MM)
            self.y = 27 * MM
            self.put(Begin(self.element("H1")))
            title = self.form.subject.plain(self.scope)
            self.label(title, middle, self.y, Type(24, 34), bold=True, align="center")
            self.put(End())
            self.y = 20 * MM + SIZE + 12 * MM

    def _marks(self) -> list[str]:
        """What this paper is not: a real case (연습용 견본), an approved letter, an issued one."""
        unready = self.words.unsent if self.model.approved_on else self.words.draft
        marks = ((self.model.practice, self.words.practice), (self.model.draft, unready))
        return [text.plain(self.scope) for shown, text in marks if shown]

    def _stamp(self) -> None:
        """The marks in a box over the head: beside the 기관명, above it where that is long."""
        frame = self.frame
        text = " · ".join(self._marks())
        if not text:
            return
        type_ = Type(9.5, 18)
        width = self.metrics.width(text, True, type_.size) + 9 * MM
        height = 6.6 * MM
        top = 22 * MM
        if frame.left + width + 3 * MM > self._name_left():
            top = 11.5 * MM
        self.put(Begin(self.element("P")), Rect(frame.left, top, width, height, 0.9, BLACK))
        self.label(
            text, frame.left + width / 2, top + (height - 18) / 2, type_, bold=True,
            align="center",
        )  # fmt: skip
        self.put(End())

    def _name_left(self) -> float:
        """Where the 기관명 of a letter begins; the right edge where there is none."""
        office, frame = self.model.office, self.frame
        if self.form.layout.style != "letter" or office is None:
            return frame.right
        width = self.metrics.width(office.name, True, _NAME.size)
        return (frame.left + frame.right - width) / 2

    def _code(self, top: float) -> None:
        if self.model.case_number:
            alt = self.words.code.plain(self.scope)
            draw_code(self, self.model.case_number, self.frame.right - SIZE, top, alt)

    def _recipient(self) -> None:
        """수신, (경유), 제목 with hanging lines left of the QR code."""
        words, scope = self.words, self.scope
        room = self.width - _NAME_WIDTH - SIZE - 6 * MM
        body = Type(11.5, 18.5)
        self._named(words.to.plain(scope), words.recipient.runs(scope), body, room, "P", GREY)
        self._named("", words.address.runs(scope), Type(11, 17), room, "P", GREY)
        self.y += 1.2 * MM
        self._named(words.via.plain(scope), (Run(""),), Type(11, 17), room, "P", GREY)
        self.y += 0.4 * MM
        subject = self.form.subject.runs(scope, bold=True)
        name = words.subject.plain(scope)
        self._named(name, subject, Type(12.5, 19.5), room, "H1", BLACK)

    def _named(
        self, name: str, runs: tuple[Run, ...], type_: Type, width: float, kind: str, grey: float
    ) -> None:
        """One line of the head: its name in grey and its text beside it."""
        self.put(Begin(self.element(kind)))
        left = self.frame.left
        if name:
            self.label(name + " ", left, self.y, Type(11, type_.leading, grey))
        for line in break_lines(runs, type_.size, width, self.metrics):
            self.draw_line(line, left + _NAME_WIDTH, self.y, type_)
            self.y += type_.leading
        self.put(End())

    def sender(self) -> None:
        """발신명의 in the middle, the seal's place centred on its last syllable."""
        office = self.model.office
        if office is None:
            return
        type_ = Type(18, 26)
        middle = (self.frame.left + self.frame.right) / 2
        top = _SENDER - type_.leading / 2
        self.put(Begin(self.element("P")))
        width = self.label(office.sender, middle, top, type_, bold=True, align="center")
        self.put(End())
        syllable = self.metrics.width(office.sender[-1:], True, type_.size)
        left = middle + width / 2 - syllable / 2 - SEAL / 2
        self.put(Begin(None))
        self.put(Rect(left, _SENDER - SEAL / 2, SEAL, SEAL, 0.5, HAIR, True))
        hint = Type(8.5, 12, GREY)
        text = self.words.seal.plain(self.scope)
        self.label(text, left + SEAL + 2.4 * MM, _SENDER - 6, hint)
        self.put(End())

    def foot(self) -> None:
        """결문: who is in charge, who approved, the number, the address, the openness."""
        frame = self.frame
        self.decorate(Rule(frame.left, _FOOT, frame.right, _FOOT, 1.2, BLACK))
        columns = (frame.left, frame.left + 52 * MM, frame.left + 104 * MM)
        cells = [
            (cell, text)
            for cell in self.words.foot
            if (text := cell.text.plain(self.scope))
            and (not cell.when or self.scope.holds(cell.when))
        ]
        for cell, text in cells:
            beside = [columns[c.column] for c, _ in cells if c.row == cell.row]
            end = min((x for x in beside if x > columns[cell.column]), default=frame.right)
            top = _FOOT + 1.6 * MM + cell.row * _FOOT_ROW
            self._foot_cell(cell.label.plain(self.scope), text, columns[cell.column], end, top)

    def _foot_cell(self, name: str, text: str, x: float, end: float, top: float) -> None:
        """One entry of the foot; a text too long for its place is set smaller."""
        self.put(Begin(self.element("P")))
        x += self.label(name + " ", x, top, Type(9, _FOOT_ROW, GREY)) + 1.6 * MM
        width = self.metrics.width(text, False, 9)
        size = min(9.0, 9.0 * (end - x - 2 * MM) / width)
        self.label(text, x, top, Type(size, _FOOT_ROW))
        self.put(End())

    def number_pages(self) -> None:
        """Put `page / pages` on every page, with the count of printings on the last."""
        pages = len(self.pages)
        small = Type(9, _FOOT_ROW, GREY)
        last = _FOOT + 1.6 * MM + 3 * _FOOT_ROW
        for number, steps in enumerate(self.pages, 1):
            words = _PageWords(number, pages, self.model.issue)
            text = self.words.page_issue if number == pages else self.words.page
            shown = text.plain(Scope(words))
            width = self.metrics.width(shown, False, small.size)
            top = last if number == pages else HEIGHT - 16 * MM
            keep, self.pages = self.pages, [steps]
            self.put(Begin(None))
            self.label(shown, self.frame.right - width, top, small)
            self.put(End())
            self.pages = keep
