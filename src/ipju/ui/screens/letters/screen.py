"""통지: the place of requests in writing and of what goes out by post."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipju.domain.outgoing import PostState
from ipju.domain.requests import RequestKind, RequestState
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.requests import RequestsPage
from ipju.ui.screens.posting.page import PostingPage
from ipju.ui.screens.posting.results import ResultsPage
from ipju.ui.screens.sectioned import Page, SectionedScreen

_SECTIONS = {
    RequestKind.SUPPLEMENT: "supplements",
    RequestKind.EXPLANATION: "explanations",
}


class LettersScreen(SectionedScreen):
    """One section for each kind of request or post. `case_wanted(id, query)` opens a case."""

    case_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            "통지",
            jobs,
            {
                "supplements": ("보완", partial(RequestsPage, RequestKind.SUPPLEMENT)),
                "explanations": ("소명", partial(RequestsPage, RequestKind.EXPLANATION)),
                "posting": ("발송·반송", PostingPage),
                "results": ("결과 목록", ResultsPage),
            },
            parent,
        )

    def show_inside(self, name: str) -> None:
        """Show requests of a kind in one state (`explanation/sent`), those that came back by post

        (`explanation/sent/returned`), of one notice (`explanation/sent//<notice>`), or letters of
        a notice in one state of the post (`post/<notice>/returned`).
        """
        kind, _slash, state = name.partition("/")
        if kind == "post":
            posting = self.go("posting")
            if isinstance(posting, PostingPage) and self._office is not None:
                notice, _slash, state = state.partition("/")
                posting.choice.offer(self._office)
                posting.show_state(notice, PostState.of(state))
            return
        page = self.go(_SECTIONS[RequestKind.of(kind)])
        if isinstance(page, RequestsPage):
            state, _slash, rest = state.partition("/")
            which, _slash, notice = rest.partition("/")
            returned = which == "returned"
            page.show_state(RequestState.of(state), notice or None, returned=returned)

    def prepare(self, key: str, page: Page) -> None:
        wanted = getattr(page, "case_wanted", None)
        if wanted is not None:
            wanted.connect(self.case_wanted)
