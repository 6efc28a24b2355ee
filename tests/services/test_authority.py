"""Who may call what: every service, asked by every role, by a leaver and by one without a role.

`FOR` is written by hand and is not derived from the code: whoever lets another role call a
service, or adds a service, changes this table knowingly.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import uuid4

import pytest

import ipju.services
from ipju import bootstrap
from ipju.domain.account import Account, Role
from ipju.services.authority import NotAllowed, NotOnStaff, may
from ipju.services.office import Actor, Office

INTAKE, CASEWORKER, SUPERVISOR = Role.INTAKE, Role.CASEWORKER, Role.SUPERVISOR
PRIVACY, ADMIN = Role.PRIVACY, Role.ADMIN

CASES = {INTAKE, CASEWORKER, SUPERVISOR}
DECIDING = {CASEWORKER, SUPERVISOR}
EVERYONE = {*CASES, PRIVACY, ADMIN}

FOR: dict[str, set[Role]] = {
    "answer.answer": DECIDING,
    "approve.approve": {SUPERVISOR},
    "approve.approve_many": {SUPERVISOR},
    "approve.refuse": {SUPERVISOR},
    "approve.refuse_unseen": {SUPERVISOR},
    "approve.send_back": {SUPERVISOR},
    "backup.back_up": EVERYONE,
    "backup.back_up_if_due": EVERYONE,
    "backup.backup_state": EVERYONE,
    "backup.begin_backup": EVERYONE,
    "backup.begin_drill": EVERYONE,
    "backup.due": EVERYONE,
    "backup.end_backup": EVERYONE,
    "backup.end_drill": EVERYONE,
    "backup.fits_paper": {PRIVACY, ADMIN},
    "backup.list_backups": EVERYONE,
    "backup.run_drill": EVERYONE,
    "backup.set_backup_folder": {ADMIN},
    "backup.verify_backup": EVERYONE,
    "browse.find": CASES,
    "browse.my_proposals": DECIDING,
    "browse.next_in_queue": CASES,
    "browse.page": CASES,
    "browse.today": CASES,
    "bulk.approve_list": {SUPERVISOR},
    "bulk.open_list": {SUPERVISOR},
    "counter.likely": CASES,
    "applying.applying": CASES,
    "applying.file_application": CASES,
    "applying.give": CASES,
    "applying.withdraw_application": CASES,
    "counter.beside": CASES,
    "counter.open_at_counter": CASES,
    "decisions.decisions": CASES,
    "decisions.open_sheet": DECIDING,
    "decisions.waiting": DECIDING,
    "destroy.certificate_sheet": {PRIVACY},
    "destroy.certificates": {PRIVACY},
    "destroy.destroy": {PRIVACY},
    "destroy.due_for_destruction": {PRIVACY},
    "examine.examine_all": DECIDING,
    "import_applications.check": CASES,
    "import_applications.import_checked": CASES,
    "import_applications.open_file": CASES,
    "import_applications.save_bad": CASES,
    "import_applications.save_template": CASES,
    "history.history": {*CASES, PRIVACY},
    "intake.applicants": DECIDING,
    "intake.orders": DECIDING,
    "intake.put_in_order": DECIDING,
    "issue_letter.draft": CASES,
    "issue_letter.issue": DECIDING,
    "issue_letter.letter_preview": DECIDING,
    "issue_letter.print_letter": CASES,
    "issue_letter.save_letter": CASES,
    "mail_lists.write_labels": CASES,
    "mail_lists.write_mail_list": CASES,
    "open_case.add_case": CASES,
    "open_case.reread_case": CASES,
    "open_case.view_case": CASES,
    "outcome_files.save_outcomes": DECIDING,
    "outcomes.examine_season": DECIDING,
    "outcomes.outcome_cases": CASES,
    "outcomes.outcome_changes": CASES,
    "outcomes.outcome_table": CASES,
    "overlap_queue.overlap_queues": CASES,
    "overlap_rest.confirm_alone": DECIDING,
    "overlaps.keep_apart": DECIDING,
    "overlaps.unsettle": DECIDING,
    "overlaps.overlap_list": CASES,
    "overlaps.overlaps": CASES,
    "overlaps.settle": DECIDING,
    "postings.find_posted": CASES,
    "postings.read_numbers": CASES,
    "postings.record_posted": CASES,
    "postings.take_back_return": CASES,
    "postings.record_returned": CASES,
    "postings.sendings": CASES,
    "practice.fill": CASES,
    "invented_season.write_applications": CASES,
    "invented_season.bring_envelopes": CASES,
    "invented_season.end_envelope": CASES,
    "invented_season.sent_after": CASES,
    "invented_results.write_results": DECIDING,
    "season.season_figures": CASES,
    "season.save_season": DECIDING,
    "practice.fill_office": DECIDING,
    "practice_rooms.let_rooms": DECIDING,
    "print_form.note_printed": CASES,
    "issue_letter.explanation_asked": DECIDING,
    "print_form.preview_blank": CASES,
    "print_form.preview_form": CASES,
    "print_form.save_form": CASES,
    "print_requests.preview_request": CASES,
    "print_requests.print_requests": CASES,
    "publishing.issue_many": DECIDING,
    "publishing.outgoing": CASES,
    "publishing.overview": CASES,
    "publishing.write_letters": CASES,
    "request_lists.draw_up_all": CASES,
    "request_lists.due_until": DECIDING,
    "request_lists.lapse_due": DECIDING,
    "request_lists.propose_lapsed": DECIDING,
    "request_returns.record_return": CASES,
    "request_returns.send_again": CASES,
    "request_views.choices": CASES,
    "request_views.request_page": CASES,
    "request_views.request_queues": CASES,
    "request_views.requests_in": CASES,
    "request_views.requests_of": CASES,
    "requests.close": DECIDING,
    "requests.draw_up": CASES,
    "requests.send": CASES,
    "requests.take_answer": CASES,
    "requests.take_back": CASES,
    "propose.propose": DECIDING,
    "propose.withdraw": DECIDING,
    "queries.save_result_template": DECIDING,
    "query_asking.export_query": DECIDING,
    "query_checking.check_results": DECIDING,
    "query_take.take_results": DECIDING,
    "query_undo.last_taken": DECIDING,
    "query_undo.undo_take": DECIDING,
    "record.record": CASES,
    "record.undo": CASES,
    "result_list.publish_results": DECIDING,
    "result_list.result_list": DECIDING,
    "selection.issue_selection": DECIDING,
    "selection.issue_selections": DECIDING,
    "selection.selection_due": DECIDING,
    "reveal.reveal_rrn": CASES,
    "lists_anew.rebuild_lists": EVERYONE,
    "review.check_trail": {PRIVACY, ADMIN},
    "review.month_review": {PRIVACY},
    "review.month_sheet": {PRIVACY},
    "review.search_trail": {PRIVACY},
    "review.sign_month": {PRIVACY},
    "review.unusual": {PRIVACY},
    "scholars.board": DECIDING,
    "scholars.decide_scholar": {SUPERVISOR},
    "scholars.score": DECIDING,
    "seating.note_lock": EVERYONE,
    "seating.sign_out": EVERYONE,
    "seating.sit_as": EVERYONE,
    "seating.unlock": EVERYONE,
    "side_by_side.side_by_side": CASES,
    "envelopes.envelope_day": CASES,
    "envelopes.finish_envelope": CASES,
    "envelopes.beware": CASES,
    "envelopes.open_envelope": CASES,
    "scans.add_scan": CASES,
    "scans.discard": CASES,
    "scans.file_scan": CASES,
    "scans.lay_scan": CASES,
    "scans.scan_page": CASES,
    "scans.scans_of": CASES,
    "scans.take_out": CASES,
    "scans.tray": CASES,
    "staff.change_password": EVERYONE,
    "staff.close_account": {ADMIN},
    "staff.draw_recovery": {ADMIN},
    "staff.edit_account": {ADMIN},
    "staff.grant_role": {ADMIN},
    "staff.open_account": {ADMIN},
    "staff.renew_recovery": {ADMIN},
    "staff.reset_password": {ADMIN},
    "staff.revoke_role": {ADMIN},
    "staff.staff_list": {ADMIN, PRIVACY},
    "staff.unlock_account": {ADMIN},
    "unusual.unusual_in": {PRIVACY},
    "waiting.answer_call": DECIDING,
    "waiting.call": DECIDING,
    "waiting.entry_history": DECIDING,
    "waiting.expire_due": DECIDING,
    "waiting.list_waiting": DECIDING,
    "waiting.strike": DECIDING,
    "waiting.waiting_list": DECIDING,
    "change_rent.change_rent": DECIDING,
    "change_rent.rise_finding": CASES,
    "letting.fall": DECIDING,
    "letting.give_notice": DECIDING,
    "letting.keep_lease": DECIDING,
    "letting.lease_of": CASES,
    "letting.leases_of": CASES,
    "letting.move_in": DECIDING,
    "letting.move_out": DECIDING,
    "letting.needs_proof": CASES,
    "letting.offer": DECIDING,
    "letting.sign_lease": DECIDING,
    "room_plan.plan": CASES,
    "room_plan.stays": CASES,
    "renewals.figures": CASES,
    "renewals.put_figures": DECIDING,
    "renewals.renew": DECIDING,
    "renewals.renewal_of": CASES,
    "renewals.start_renewal": DECIDING,
    "renewals.take_figures": CASES,
    "rent_roll.expiring": CASES,
    "rent_roll.rent_roll": CASES,
    "rent_roll.roll_file": DECIDING,
    "candidates.candidates": DECIDING,
    "draw_proof.proof": DECIDING,
    "ranking.annul": {SUPERVISOR},
    "ranking.draw": {SUPERVISOR},
    "ranking.freeze_roster": {SUPERVISOR},
    "ranking.result": DECIDING,
    "ranking.rosters": DECIDING,
    "ranking.save_roster": DECIDING,
    "what_if.what_if": DECIDING,
}

WITHOUT_OFFICE = {
    # They work in a store that has no account yet, and refuse any other.
    "founding.found",
    "founding.found_practice",
}
"""Public functions that take a store instead of an office."""

GUARD = "ipju.services.authority"

type_of_service = Callable[..., object]


def _public() -> Iterator[tuple[str, type_of_service]]:
    """Yield every public function of every module of the room, its subpackages included."""
    prefix = f"{ipju.services.__name__}."
    for found in pkgutil.walk_packages(ipju.services.__path__, prefix):
        module = importlib.import_module(found.name)
        for name, value in sorted(vars(module).items()):
            if (
                # The guard itself: what it refuses is what these tests are about.
                found.name != GUARD
                and inspect.isfunction(value)
                and value.__module__ == found.name
                and not name.startswith("_")
            ):
                yield f"{found.name.removeprefix(prefix)}.{name}", value


def _kinds(function: type_of_service) -> list[str]:
    """Return the annotations of the parameters, as they are written."""
    return [str(one.annotation) for one in inspect.signature(function).parameters.values()]


def _services() -> dict[str, type_of_service]:
    """Return every public function that takes an office.

    One that takes an open transaction too is a part of a service: nobody can begin with it.
    """
    return {
        name: one
        for name, one in _public()
        if "Office" in _kinds(one) and "UnitOfWork" not in _kinds(one)
    }


SERVICES = _services()
KNOWN = sorted(set(SERVICES) & set(FOR))


def test_services_are_found() -> None:
    assert len(SERVICES) >= 30
    assert {"record.record", "reveal.reveal_rrn", "staff.grant_role"} <= set(SERVICES)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_names_who_may_call_it_and_the_table_agrees(name: str) -> None:
    service = SERVICES[name]
    assert _kinds(service)[0] == "Office", f"{name}: the office comes first"
    allowed = getattr(service, "allowed", None)
    assert allowed, f"ipju.services.{name} names no one: decorate it with @may(…)"
    assert name in FOR, (
        f"ipju.services.{name} is new: write into FOR of tests/services/test_authority.py "
        f"who it is for (it says {sorted(allowed)})"
    )
    assert allowed == FOR[name], (
        f"ipju.services.{name} is for {sorted(allowed)}, FOR of tests/services/test_authority.py "
        f"says {sorted(FOR[name])}: change the table only when that was decided"
    )


def test_the_table_names_no_service_that_is_gone() -> None:
    assert set(FOR) - set(SERVICES) == set()


def test_nothing_else_works_on_a_store() -> None:
    found = {name for name, one in _public() if "Store" in _kinds(one)}
    assert found == WITHOUT_OFFICE, "take an Office and decorate it with @may(…)"


def test_a_service_for_nobody_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="names no one"):
        may()
    with pytest.raises(ValueError, match="names no one"):
        may(frozenset())


@dataclass(frozen=True)
class Seats:
    """An office, and everybody who may come to its desk."""

    office: Office
    actors: dict[str, Actor]

    def office_of(self, seat: str) -> Office:
        return Office(
            store=self.office.store,
            notices=self.office.notices,
            printer=self.office.printer,
            clock=self.office.clock,
            actor=self.actors[seat],
            practice=True,
        )

    def tables(self) -> dict[str, list[Any]]:
        """Return every row of every table except the ledger."""
        run = self.office.store.connection.exec_driver_sql
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: [tuple(row) for row in run(f"SELECT * FROM {name}")]
            for name in names
            if name != "ledger"
        }

    def ledger(self) -> list[tuple[str, str, str]]:
        run = self.office.store.connection.exec_driver_sql
        return [
            (row[0], row[1], row[2])
            for row in run("SELECT actor, action, detail FROM ledger ORDER BY seq")
        ]


ROLES = {
    "intake": INTAKE,
    "caseworker": CASEWORKER,
    "supervisor": SUPERVISOR,
    "privacy": PRIVACY,
    "admin": ADMIN,
}
NOBODY = ("leaver", "without role", "stranger")


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    store = bootstrap.open_practice(tmp_path_factory.mktemp("authority") / "office")
    found = {one.name: one for one in store.staff()}
    actors = {
        seat: Actor.of(next(one for one in found.values() if role in one.roles))
        for seat, role in ROLES.items()
    }
    office = bootstrap.office(store, actors["admin"], practice=True)
    for seat in ("leaver", "without role"):
        now = office.clock.now()
        account = Account(id=uuid4(), login=seat, name=seat, opened_at=now)
        with store.unit() as unit:
            unit.accounts.add(account)
            for role in (CASEWORKER, SUPERVISOR, PRIVACY):
                unit.accounts.grant(account.id, role, office.actor.id, now)
        # What the desk still believes: the roles that were there when it was opened.
        with store.unit() as unit:
            actors[seat] = Actor.of(unit.accounts.get(account.id))
            if seat == "leaver":
                left = unit.accounts.get(account.id)
                unit.accounts.save(_closed(left, now))
            else:
                for role in (CASEWORKER, SUPERVISOR, PRIVACY):
                    unit.accounts.revoke(account.id, role, office.actor.id, now)
    actors["stranger"] = Actor(id=uuid4(), name="홍길동", roles=frozenset(Role))
    yield Seats(office, actors)
    store.close()


def _closed(account: Account, at: Any) -> Account:
    return Account(
        id=account.id,
        login=account.login,
        name=account.name,
        opened_at=account.opened_at,
        closed_at=at,
    )


class PastTheGuard(Exception):
    """The guard let the call through."""


class Untouchable:
    """An argument that tells when a service begins to work with it."""

    def _reached(self, *_arguments: object) -> NoReturn:
        raise PastTheGuard

    __getattr__ = __getitem__ = __iter__ = __bool__ = __len__ = __eq__ = _reached
    __lt__ = __contains__ = __str__ = __format__ = __fspath__ = _reached
    __hash__ = None  # no set and no table holds it


class _GuardOnly:
    """A store that answers the guard and nothing else."""

    def __init__(self, store: Any) -> None:
        self.roles_of = store.roles_of

    def __getattr__(self, name: str) -> NoReturn:
        raise PastTheGuard


class GuardOnlyOffice:
    """An office in which a service that was let in finds nothing it could change."""

    def __init__(self, office: Office) -> None:
        self.store = _GuardOnly(office.store)
        self.actor = office.actor

    def __getattr__(self, name: str) -> NoReturn:
        raise PastTheGuard


def _call(service: type_of_service, office: object) -> object:
    """Call a service with nothing it could work with, and as few arguments as it takes."""
    given: list[object] = []
    named: dict[str, object] = {}
    for one in list(inspect.signature(service).parameters.values())[1:]:
        if one.kind is one.KEYWORD_ONLY:
            named |= {one.name: Untouchable()} if one.default is one.empty else {}
        elif one.default is one.empty and one.kind is not one.VAR_POSITIONAL:
            given.append(Untouchable())
    return service(office, *given, **named)


@pytest.mark.parametrize("name", KNOWN)
def test_each_role_gets_past_the_guard_where_it_may(seats: Seats, name: str) -> None:
    body = inspect.unwrap(SERVICES[name]).__code__
    for seat in [one for one, role in ROLES.items() if role in FOR[name]]:
        # Most stop at the first thing they touch; `replace(query)` says TypeError itself.
        with pytest.raises((PastTheGuard, TypeError)) as stopped:
            _call(SERVICES[name], GuardOnlyOffice(seats.office_of(seat)))
        assert body in [one.frame.code.raw for one in stopped.traceback]


@pytest.mark.parametrize("name", KNOWN)
def test_everybody_else_is_refused_and_leaves_nothing_but_a_row(seats: Seats, name: str) -> None:
    refused = [one for one, role in ROLES.items() if role not in FOR[name]]
    before, rows = seats.tables(), seats.ledger()
    expected = []
    for seat in (*refused, *NOBODY):
        office = seats.office_of(seat)
        with pytest.raises(NotOnStaff if seat in NOBODY else NotAllowed, match="관리 담당자"):
            _call(SERVICES[name], office)
        act = name.rpartition(".")[2]
        expected.append((office.actor.key, "refused", f'{{"act": "{act}"}}'))
    assert seats.ledger() == [*rows, *expected]
    assert seats.tables() == before


def test_a_refusal_says_which_role_may(seats: Seats) -> None:
    with pytest.raises(NotAllowed, match="이 일은 관리 역할만"):
        _call(SERVICES["staff.grant_role"], seats.office_of("supervisor"))
    with pytest.raises(NotAllowed, match="이 일은 접수, 담당, 결재 역할만"):
        _call(SERVICES["record.record"], seats.office_of("privacy"))
