"""The places of the desk (왼쪽 줄): who may go there, and the screen built at the first visit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Protocol

from ipju.domain.account import CASE_ROLES, Role
from ipju.services.office import Changes, Office
from ipju.ui.jobs import Jobs
from ipju.ui.widgets.rail import RailItem

TODAY: Final = "today"
CASES: Final = "cases"
INTAKE: Final = "intake"
APPROVAL: Final = "approval"
HOME: Final = "home"
PRIVACY: Final = "privacy"
ADMIN: Final = "admin"
ROOMS: Final = "rooms"
RECEPTION: Final = "reception"
LETTERS: Final = "letters"
SEASON: Final = "season"
_DECIDING: Final = frozenset({Role.CASEWORKER, Role.SUPERVISOR})


class PlaceScreen(Protocol):
    """What the window asks of the screen of a place.

    A screen may also have the signals `changed(Changes)` and `case_wanted(id, query)`.
    """

    def enter(self, office: Office) -> None:
        """Begin to work in this office; nothing is read before the screen is shown."""

    def note(self, changes: Changes) -> None:
        """Ask again when an act changed what is shown."""

    def take_keys(self) -> None:
        """Put the focus where work begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its name on the rail, who may go there, and where its screen stands."""

    item: RailItem
    roles: frozenset[Role]
    module: str = ""
    screen: str = ""

    def build(self, jobs: Jobs) -> Any:
        """Return a new screen of this place (imported now, so that the start stays quick)."""
        return getattr(import_module(self.module), self.screen)(jobs)


PLACES: Final = (
    Place(RailItem(TODAY, "오늘", "today", 1), CASE_ROLES),
    Place(
        RailItem(RECEPTION, "접수", "inbox", 9),
        CASE_ROLES,
        "ipju.ui.screens.reception.screen",
        "ReceptionScreen",
    ),
    Place(
        RailItem(CASES, "심사", "examine", 3),
        CASE_ROLES,
        "ipju.ui.screens.cases",
        "CasesScreen",
    ),
    Place(
        RailItem(INTAKE, "선정", "select", 2),
        _DECIDING,
        "ipju.ui.screens.intake.screen",
        "IntakeScreen",
    ),
    Place(
        RailItem(APPROVAL, "결재", "stamp", 4),
        _DECIDING,
        "ipju.ui.screens.approval.screen",
        "ApprovalScreen",
    ),
    Place(
        RailItem(LETTERS, "통지", "mail", 0),
        CASE_ROLES,
        "ipju.ui.screens.letters.screen",
        "LettersScreen",
    ),
    Place(
        RailItem(ROOMS, "임대", "key", 6),
        CASE_ROLES,
        "ipju.ui.screens.rooms.screen",
        "RoomsScreen",
    ),
    Place(
        RailItem(SEASON, "현황", "people", -1, "-"),
        CASE_ROLES,
        "ipju.ui.screens.season.screen",
        "SeasonScreen",
    ),
    Place(
        RailItem(PRIVACY, "개인정보", "shield", 7),
        frozenset({Role.PRIVACY}),
        "ipju.ui.screens.privacy.screen",
        "PrivacyScreen",
    ),
    Place(
        RailItem(ADMIN, "관리", "settings", 8),
        frozenset({Role.ADMIN}),
        "ipju.ui.screens.admin.screen",
        "AdminScreen",
    ),
)

HOME_ITEM: Final = RailItem(HOME, "주택·계약", "home", 5)
"""권리분석 of the open case; on the rail while a case is open."""

_IN_ORDER: Final = (
    TODAY,
    RECEPTION,
    CASES,
    INTAKE,
    APPROVAL,
    LETTERS,
    HOME,
    ROOMS,
    SEASON,
    PRIVACY,
    ADMIN,
)
"""The order of the work; the numbers (Alt+n) stay with the fingers that know them."""


def on_rail(items: Iterable[RailItem]) -> list[RailItem]:
    """Return items in the order in which the rail shows them."""
    return sorted(items, key=lambda one: _IN_ORDER.index(one.key))


def places_of(roles: Collection[Role]) -> tuple[Place, ...]:
    """Return the places somebody with these roles may go to, in the order of the rail."""
    return tuple(one for one in PLACES if one.roles & frozenset(roles))


class Screens:
    """The screens of the places open to whoever sits at the desk, built at their first visit."""

    def __init__(self) -> None:
        self.places: tuple[Place, ...] = ()
        self._office: Office | None = None
        self._built: dict[str, Any] = {}
        self._standing: dict[str, Any] = {}

    def begin(self, office: Office, standing: Mapping[str, Any]) -> list[Any]:
        """Open the places of somebody new; return the screens of before, to be put away.

        `standing` are the screens that stay whoever sits here; they enter the office at once.
        """
        gone = [one for key, one in self._built.items() if key not in self._standing]
        self._office, self.places = office, places_of(office.actor.roles)
        self._standing = dict(standing)
        self._built = {key: one for key, one in standing.items() if self.may_go(key)}
        for screen in self._built.values():
            screen.enter(office)
        return gone

    def may_go(self, place: str) -> bool:
        """Tell whether the place is open to whoever sits here."""
        return any(one.item.key == place for one in self.places)

    def get(self, place: str, jobs: Jobs) -> tuple[Any, bool]:
        """Return the screen of a place, and whether it was built now."""
        if place in self._built:
            return self._built[place], False
        found = next(one for one in self.places if one.item.key == place)
        self._built[place] = screen = found.build(jobs)
        screen.enter(self._office)
        return screen, True

    def shown(self) -> tuple[Any, ...]:
        """Return the screens that were built."""
        return tuple(self._built.values())

    def place_of(self, screen: object) -> str:
        """Return the place of a screen; an empty text when it is none."""
        return next((key for key, one in self._built.items() if one is screen), "")
