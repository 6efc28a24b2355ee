"""An applicant of the youth rooms (청년 매입임대) with everything in order, and the way to a room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ipju import bootstrap
from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.letting import RoomLease
from ipju.services.approve import approve
from ipju.services.exchange import parse_case
from ipju.services.letting import move_in, offer, sign_lease
from ipju.services.office import Office
from ipju.services.open_case import add_case
from tests.services.deciding import Chairs, chairs, proposed

ROOMS = "teukhwa-maeip-2023-baekam"
JANGAN, YOUNGLIFE = "jangan", "younglife"

OFFERED = date(2024, 2, 1)
ANSWER_BY = date(2024, 2, 8)
SIGNED = date(2024, 2, 20)
STARTS, ENDS = date(2024, 3, 1), date(2026, 2, 28)
"""The first term: two years, both days inclusive."""


@dataclass(frozen=True)
class DayClock:
    """The clock of a computer on one day."""

    day: date

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 1, 0, tzinfo=UTC)

    def today(self) -> date:
        return self.day


def on(office: Office, day: date) -> Office:
    """The same office on another day."""
    return replace(office, clock=DayClock(day))


def desk_on(desk: Chairs, day: date) -> Chairs:
    """The same chairs on another day."""
    return Chairs(on(desk.park, day), on(desk.lee, day), on(desk.choi, day), on(desk.jung, day))


CONSENT = {
    "signed": True, "agreed": True, "unnotified": True, "signed_on": "2024-01-05",
}  # fmt: skip
CHECKED = (
    "income_checked", "home_checked", "estate_checked", "car_checked", "tenancy_checked",
    "finance_checked", "assets_checked",
)  # fmt: skip


def paper(kind: str, *shows: str, **more: object) -> dict[str, object]:
    return {
        "id": kind, "kind": kind, "subject": "me", "issued_on": "2024-01-03",
        "received_on": "2024-01-05", "rrn_shown": True, "shows": list(shows), **more,
    }  # fmt: skip


def youth(number: str, name: str = "김예시", **fields: object) -> Case:
    """Return a case that passes every rule: one young person with a small income."""
    me = {
        "id": "me", "name": name, "relation": "self", "birth": "1999-05-05",
        "register": "applicant", "nationality": "korean", "registration": "resident",
        **dict.fromkeys(CHECKED, True),
    }  # fmt: skip
    income = {
        "id": "pay", "person": "me", "kind": "business", "source": "nts", "monthly": 1_800_000,
    }  # fmt: skip
    base: dict[str, object] = {
        "id": number,
        "notice": ROOMS,
        "number": number,
        "channel": "email",
        "applied_at": "2024-01-05T10:00:00",
        "building": JANGAN,
        "phone": "010-0000-0000",
        "surveyed_on": "2024-01-20",
        "finance_queried_on": "2024-01-20",
        "marriages_checked": True,
        "tenancies_checked": True,
        "people": [me],
        "incomes": [income],
        "papers": [
            paper("consent", "block-letters", signatures=[{"id": "s", "person": "me", **CONSENT}]),
            paper(
                "financial-consent",
                "block-letters",
                signatures=[{"id": "f", "person": "me", **CONSENT}],
            ),
            paper("resident-register", "household-reason", "relation", "move-date"),
            paper("family-certificate"),
        ],
        **fields,
    }
    return parse_case(base)
