"""The requests (보완요청, 소명요청) to the applicant of the open case, in its section 통지."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ipju.domain.requests import RequestState
from ipju.services.files import write_whole
from ipju.services.office import Office
from ipju.services.print_requests import print_requests
from ipju.services.request_items import headed
from ipju.services.request_rows import RequestLine
from ipju.services.request_views import requests_of
from ipju.ui.case_session import CaseSession
from ipju.ui.jobs import Jobs
from ipju.ui.screens.letters.words import facts_of
from ipju.ui.widgets.finding_list import group_row
from ipju.ui.widgets.table_model import Row

_ROW: Final = "request/"


class CaseRequests(QObject):
    """What was asked of one applicant. `changed()` when it was read anew and is another."""

    changed = Signal(object)

    def __init__(self, session: CaseSession, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._known: tuple[RequestLine, ...] = ()

    def ask(self) -> None:
        """Read again what was asked."""
        office, case_id = self._session.office, self._session.case.id
        self._jobs.run(
            lambda: requests_of(office, case_id),
            self._take,
            label="요청",
            key="case-requests",
            owner=self,
        )

    def line(self, row: str) -> RequestLine | None:
        """The request of a row; None for every other row."""
        return next((one for one in self._known if row == _row_of(one)), None)

    def rows(self) -> list[Row]:
        """The requests, the newest first, under their head; nothing when nobody was asked."""
        if not self._known:
            return []
        return [group_row("group/requests", "요청서"), *(_row(one) for one in self._known)]

    def _take(self, found: tuple[RequestLine, ...]) -> None:
        if found != self._known:
            self._known = found
            self.changed.emit(found)


def may_print(line: RequestLine) -> bool:
    """Tell whether a request may go out on paper."""
    return line.request.state is not RequestState.TAKEN_BACK and line.request.whole


def words_of(line: RequestLine) -> str:
    """Where a request stands, until when it is answered, and what it asks for."""
    asked = ", ".join(headed(one)[0] for one in line.request.items)
    state = "반송됨" if line.returned else line.request.state.label
    facts = " · ".join(facts_of(line)[1:])
    return f"{line.request.kind.label} · {state}\n{facts}\n낼 것: {asked}"


def save_request(office: Office, request: UUID, path: Path) -> Path:
    """Save the letter of a request, with its row in the ledger."""
    return write_whole(path, print_requests(office, [request]))


def _row_of(line: RequestLine) -> str:
    return f"{_ROW}{line.request.id.hex}"


def _row(line: RequestLine) -> Row:
    state = "반송됨" if line.returned else line.request.state.label
    overdue = line.request.state is RequestState.SENT and line.days_left < 0
    sub = f"{state} · {line.ends_on:%m-%d}까지" if line.request.state.open else state
    return {
        "id": _row_of(line),
        "cells": [
            {
                "t": line.request.kind.label,
                "sub": sub,
                "sub_tone": "rev" if overdue or line.returned else "ink3",
                "bold": True,
                "tip": words_of(line),
            }
        ],
    }
