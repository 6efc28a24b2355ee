"""The desk of a small season (한 철): its days, its invented people and the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.dates import SEOUL
from ipju.domain.finding import Outcome
from ipju.domain.listing import CaseLine, CaseQuery
from ipju.domain.requests import RequestKind, RequestState
from ipju.services.invented_season import (
    season_cases,
)
from ipju.services.office import Changes, Office
from ipju.services.request_lists import request_page
from ipju.services.request_rows import RequestLine
from ipju.ui.screens.sectioned import Page
from tests.journeys.conftest import Person

NOTICE: Final = "jangi-ansim-2023-3"
COUNT, SEED, AGAIN = 14, 2, 8
"""Fourteen applications; the eighth is by who sent the seventh."""
RECEIVED = date(2024, 1, 3)
OPENED = date(2024, 1, 9)
ASKED = date(2024, 1, 22)
ANSWERED = date(2024, 1, 29)
QUERIED = date(2024, 2, 6)
EXPLAINED = date(2024, 2, 26)
DECIDED = date(2024, 3, 11)
OFFICER, SUPERVISOR = "박담당", "최결재"
HOMES = 4
BALLS = "3 11 17 22 25 31 38 40 44"
ISSUED = "231228"
AGENCY = "사회보장정보원(연습)"
LACKING = "family-certificate"


P = TypeVar("P", bound=Page)


class Calendar:
    """The day the season stands on; every look at the clock takes a second."""

    def __init__(self) -> None:
        self.day = RECEIVED
        self._taken = 0

    def now(self) -> datetime:
        self._taken += 1
        nine = datetime.combine(self.day, time(9), SEOUL)
        return (nine + timedelta(seconds=self._taken)).astimezone(UTC)


class Season:
    """A person at the window, the folder of the season and everybody who applied."""

    def __init__(self, person: Person, folder: Path, calendar: Calendar) -> None:
        self.person, self.folder, self.calendar = person, folder, calendar
        self.people = tuple(season_cases(bootstrap.notices().get(NOTICE), COUNT, SEED))

    @property
    def office(self) -> Office:
        self.person.settle()
        office = self.person.desk.office()
        assert office is not None
        return office

    def serve(self, work: Callable[[], Changes]) -> None:
        """Let a service do it beside the window, which is told what changed."""
        self.person.desk.jobs.run(work, self.person.window.note)
        self.person.settle()

    def lines(self) -> tuple[CaseLine, ...]:
        return self.office.store.page(CaseQuery(notice=NOTICE)).lines

    def count(self, outcome: Outcome) -> int:
        """How many applications are judged so."""
        query = CaseQuery(notice=NOTICE, outcome=outcome, limit=1)
        return self.office.store.page(query).total

    def requests(self, kind: RequestKind) -> tuple[RequestLine, ...]:
        """The requests that wait for an answer."""
        return request_page(self.office, kind, RequestState.SENT).lines

    def stored(self, number: str) -> Case:
        office = self.office
        with office.store.unit() as unit:
            found = unit.cases.id_of(number)
            assert found is not None
            return unit.cases.get(found)

    def path(self, name: str) -> Path:
        return self.folder / name

    def page(self, place: str, section: int, kind: type[P]) -> P:
        """Go to a section of a place as by its keys."""
        self.person.do(place)
        self.person.do(f"Ctrl+{section}")
        found = self.person.window.findChild(kind)
        assert isinstance(found, kind)
        assert found.isVisible()
        return found


def registered(at: int) -> str:
    """A number of registered mail."""
    return f"9{at:012d}"


def save_paper(season: Season, path: Path) -> None:
    """Save the PDF that is shown by itself, and put it away."""
    person = season.person
    person.tab_to("PDF로 저장")
    person.name_file(path)
    person.do("Space")
    person.wait_for(path.exists)
    person.do("Esc")
    person.wait_for(lambda: QApplication.activeModalWidget() is None)
    person.face()
