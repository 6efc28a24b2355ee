"""An applicant of the youth rooms (청년) with everything in order, and the way to a room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from ipju.domain.case import Case
from ipju.domain.editing import change
from ipju.domain.income import Income, IncomeKind, IncomeSource
from ipju.domain.intake import YearFigures
from ipju.domain.letting import RoomLease
from ipju.services.exchange import identity, parse_case
from ipju.services.letting import move_in, offer, sign_lease
from ipju.services.office import Office
from ipju.services.open_case import add_case
from ipju.services.record import record
from ipju.services.renewals import renew, start_renewal
from tests.services.deciding import Chairs, approved

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


def paper(kind: str, *shows: str, **more: Any) -> dict[str, object]:
    return {
        "id": kind, "kind": kind, "subject": "me", "issued_on": "2024-01-03",
        "received_on": "2024-01-05", "rrn_shown": True, "shows": list(shows), **more,
    }  # fmt: skip


def youth(number: str, name: str = "김예시", **fields: Any) -> Case:
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


SCHOLAR_PAPERS: dict[str, tuple[str, ...]] = {
    "scholar-application": (),
    "self-introduction": (),
    "life-plan": (),
    "giving-pledge": (),
    "verification-pledge": (),
    "enrolment": (),
    "university-transcript": ("all-terms",),
    "scholar-register": ("household-reason", "relation", "move-date"),
    "bracket-notice": ("term",),
}


def scholar(number: str, result: str | None = None) -> Case:
    """Return a student whose papers of both stages are in order; `result` of the selection."""
    days = {"issued_on": "2023-12-20", "received_on": "2023-12-28"}
    studies = {
        "school": "예시대학교",
        "level": "undergraduate",
        "student": "enrolled",
        "until": "2024-12-31",
        "bracket_issuable": True,
        "separate": True,
        "trade": "none",
        "result": result,
    }
    case = youth(number, supply="scholar", scholar=studies)
    papers = [paper(kind, *shows, **days) for kind, shows in SCHOLAR_PAPERS.items()]
    return replace(case, papers=(*case.papers, *youth(number, papers=papers).papers))


def approved_youth(desk: Chairs, number: str, **fields: Any) -> Case:
    """Return a stored case whose eligibility 박담당 proposed and 최결재 approved."""
    case = add_case(desk.park, youth(number, **fields)).case
    approved(desk, case)
    return case


def contracted(desk: Chairs, case: Case, room: str = "201") -> RoomLease:
    """Return the signed first lease of an approved case."""
    lease = offer(on(desk.park, OFFERED), case.id, JANGAN, room, ANSWER_BY).lease
    return sign_lease(on(desk.park, SIGNED), lease.id, SIGNED, STARTS, ENDS).lease


def occupied(desk: Chairs, case: Case, room: str = "201") -> RoomLease:
    """Return the lease of somebody who has moved in."""
    lease = contracted(desk, case, room)
    return move_in(on(desk.park, STARTS), lease.id, STARTS).lease


def figures_of(year: int) -> YearFigures:
    """Return invented figures of a year, a little above those of the year before."""
    more = (year - 2024) * 100_000
    incomes = (4_000_000, 5_500_000, 7_000_000, 8_100_000, 8_600_000)
    return YearFigures(
        notice=ROOMS,
        year=year,
        incomes=tuple(one + more for one in incomes),
        step=700_000 + more,
        total_assets=361_000_000 + more,
        car=37_000_000 + more,
        source=f"통계청 {year}",
    )


def examined_again(desk: Chairs, case: Case, monthly: int = 2_000_000) -> Case:
    """Return the case of a renewal with what was asked anew: checked, earning `monthly` won."""
    me = case.people[0].id
    pay = Income(
        id=identity(f"{case.number}/pay"),
        person=me,
        kind=IncomeKind.BUSINESS,
        source=IncomeSource.NTS,
        monthly=monthly,
    )
    assert case.renewal is not None
    edits = [change(case, ("people", me, one), True) for one in CHECKED]
    edits.append(change(case, ("incomes", pay.id), pay))
    edits.append(change(case, ("surveyed_on",), case.renewal.judged_on))
    return record(desk.park, case.id, edits).case


def term_from(years_later: int) -> tuple[date, date]:
    """Return first and last day of the term that begins so many years after the first one."""
    starts = STARTS.replace(year=STARTS.year + years_later)
    return starts, date.fromordinal(starts.replace(year=starts.year + 2).toordinal() - 1)


def renewed(desk: Chairs, lease: RoomLease, deposit: int, rent: int) -> RoomLease:
    """Return the lease after its next renewal, examined and approved in the January before."""
    starts, ends = term_from(2 * (lease.renewals + 1))
    day = date(starts.year, 1, 15)
    then = desk_on(desk, day)
    case = start_renewal(then.park, lease.id, day, starts, ends, deposit, rent, True).case
    case = examined_again(then, case)
    approved(then, case)
    return renew(then.park, lease.id, case.id, day).lease
