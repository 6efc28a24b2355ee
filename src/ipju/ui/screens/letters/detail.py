"""The request chosen in the list: whose it is, what it asks for, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ipju.services.request_items import headed
from ipju.services.request_rows import RequestLine
from ipju.ui.screens.letters.words import facts_of
from ipju.ui.widgets.buttons import Button
from ipju.ui.widgets.surface import Label, Pane, Rule, SectionHead, fill, line_of

_LEAST = 316


class RequestDetail(Pane):
    """`case_wanted`, `answer_wanted` and `take_back_wanted` for the request that is shown."""

    case_wanted = Signal()
    answer_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", boxed=True, parent=parent)
        self.setAccessibleName("고른 요청")
        self.setMinimumWidth(_LEAST)
        self.name_label = Label("", role="title", elide=True)
        self.facts = Label("", tone="ink2", wrap=True)
        self.case_button = Button("사례 열기", "quiet", parent=self)
        self.case_button.clicked.connect(lambda _checked: self.case_wanted.emit())
        self.answer_button = Button("온 답 적기", "quiet", parent=self)
        self.answer_button.clicked.connect(lambda _checked: self.answer_wanted.emit())
        self.take_back_button = Button("거두기", "quiet", parent=self)
        self.take_back_button.clicked.connect(lambda _checked: self.take_back_wanted.emit())
        self.head = SectionHead("요청한 것", "")
        self._items = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("요청한 것")
        column = QVBoxLayout(self)
        fill(column, self.name_label, self.facts, margins=14, spacing=4)
        column.addLayout(line_of(self.case_button, self.answer_button, self.take_back_button, None))
        fill_after(column, 4, Rule(), 4, self.head)
        column.addWidget(self._area, 1)

    def show_line(self, line: RequestLine, *, may_take_back: bool, may_answer: bool) -> None:
        """Show a request; `may_answer`: it lapsed, and its answer may have come all the same."""
        self.name_label.setText(f"{line.name or '이름 없음'} · {line.request.kind.label}")
        self.facts.setText("\n".join(facts_of(line)))
        self.take_back_button.setVisible(may_take_back)
        self.answer_button.setVisible(may_answer)
        self.head.set_note(f"{len(line.request.items)}건")
        self._items = QWidget()
        column = QVBoxLayout(self._items)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        for one in line.request.items:
            name, what = headed(one)
            for text, tone, bold in (
                (name, "ink", True),
                (what, "ink", False),
                (one.bring, "ink2", False),
                (f"근거: {one.clause}", "ink3", False),
            ):
                column.addWidget(Label(text, tone=tone, bold=bold, wrap=True))
            column.addSpacing(8)
        column.addStretch(1)
        self._area.setWidget(self._items)

    def item_words(self) -> list[str]:
        """What is shown of the items, line by line."""
        return [one.text() for one in self._items.findChildren(Label)]


def fill_after(column: QVBoxLayout, *parts: QWidget | int) -> None:
    """Add widgets and gaps to a column that has its margins already."""
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(part)
        else:
            column.addWidget(part)
