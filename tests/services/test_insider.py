"""An insider with an account and time asks the services for what he should not have."""

import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.case import Case
from ipju.domain.decision import Verdict
from ipju.domain.editing import Edit, EditClash
from ipju.notices.library import Library
from ipju.services.approve import OtherNotice, approve, approve_many, refuse
from ipju.services.authority import NotOnStaff, note
from ipju.services.decisions import decisions, open_sheet, waiting
from ipju.services.destroy import NotDue, destroy
from ipju.services.examine import examine_all
from ipju.services.issue_letter import issue, letter_preview
from ipju.services.office import Office
from ipju.services.open_case import reread_case, view_case
from ipju.services.propose import ClockBack, withdraw
from ipju.services.record import record
from ipju.services.staff import revoke_role
from ipju.storage.problems import Tampered
from ipju.storage.store import Store
from tests.services.deciding import Chairs, approved, chairs, proposed, seated


@pytest.fixture
def desk(office: Office) -> Chairs:
    return chairs(office)


@dataclass(frozen=True)
class Clock:
    """A clock that somebody has set."""

    at: datetime
    day: date

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.day


def on_another_day(office: Office, days: int) -> Office:
    """Return the office with its clock set forward, or (less than none) back."""
    moved = timedelta(days=days)
    return replace(office, clock=Clock(office.clock.now() + moved, office.clock.today() + moved))


def past_the_program(office: Office, *statements: str) -> None:
    """Write SQL on the open store as an insider would: the triggers go first."""
    assert isinstance(office.store, Store)
    run = office.store.connection.exec_driver_sql
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        run(f"DROP TRIGGER {name}")
    for one in statements:
        run(one)


def rows_of(office: Office, case_id: UUID) -> list[str]:
    """Return what the ledger tells that the actor did with a case."""
    acts = office.store.acts(case_id, 1000)
    return [action for _at, actor, action, _why in acts if actor == office.actor.key]


SHOWING: dict[str, Callable[[Office, Case], Any]] = {
    "read again": lambda office, case: reread_case(office, case.id),
    "decisions": lambda office, case: decisions(office, case.id),
    "an edit of nothing": lambda office, case: record(office, case.id, []),
}


@pytest.mark.parametrize("way", SHOWING)
def test_whoever_has_a_case_shown_to_him_is_in_the_ledger(
    desk: Chairs, granted: Case, way: str
) -> None:
    assert rows_of(desk.jung, granted.id) == []

    SHOWING[way](desk.jung, granted)

    assert rows_of(desk.jung, granted.id) == ["view"]


def test_a_clash_tells_a_value_only_to_somebody_in_the_ledger(desk: Chairs, granted: Case) -> None:
    guess = Edit(path=("phone",), before="010-0000-0000", after="010-1111-1111")

    with pytest.raises(EditClash) as told:
        record(desk.jung, granted.id, [guess])

    assert told.value.stored == granted.phone
    assert rows_of(desk.jung, granted.id) == ["view"]


def test_a_draft_letter_is_looked_at_in_the_ledger(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    assert rows_of(desk.lee, granted.id) == []

    letter_preview(desk.lee, waits.id)

    assert rows_of(desk.lee, granted.id) == ["view"]


def test_a_screen_that_asks_again_is_one_view_a_day(desk: Chairs, granted: Case) -> None:
    view_case(desk.jung, granted.id)
    reread_case(desk.jung, granted.id)
    decisions(desk.jung, granted.id)
    assert rows_of(desk.jung, granted.id) == ["view"]

    reread_case(on_another_day(desk.jung, 1), granted.id)

    assert rows_of(desk.jung, granted.id) == ["view", "view"]


def test_long_work_ends_with_the_role_of_whoever_began_it(
    desk: Chairs, granted: Case, refused: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipju.services.examine.BATCH", 1)
    park = desk.park.actor.id
    done: list[int] = []

    def leaves(count: int) -> None:
        done.append(count)
        with desk.park.store.unit() as unit:
            unit.accounts.revoke(park, Role.CASEWORKER, park, desk.park.clock.now(), "퇴사")

    with pytest.raises(NotOnStaff):
        examine_all(desk.park, progress=leaves)

    assert done == [1]


def test_no_date_is_made_up_by_setting_the_clock_back(desk: Chairs, granted: Case) -> None:
    waits = proposed(desk.park, granted)
    with pytest.raises(ClockBack, match="컴퓨터의 날짜"):
        approve(on_another_day(desk.choi, -1), waits.id, waits.digest)
    approve(desk.choi, waits.id, waits.digest)
    with pytest.raises(ClockBack):
        issue(on_another_day(desk.park, -1), waits.id)

    assert decisions(desk.park, granted.id).letters == ()
    assert issue(desk.park, waits.id).letter.whole


def test_a_letter_taken_away_is_not_issued_a_second_time(
    desk: Chairs, granted: Case, refused: Case
) -> None:
    done = approved(desk, granted)
    first = issue(desk.park, done.id).letter
    past_the_program(desk.park, "DELETE FROM letter_print", "DELETE FROM letter")

    with pytest.raises(Tampered, match="통지문"):
        issue(desk.park, done.id)

    other = issue(desk.park, approved(desk, refused, Verdict.INELIGIBLE).id).letter
    assert other.number != first.number


@pytest.mark.parametrize(
    "typed",
    [
        "900101-1234567",
        "900101–1234567",
        "900101 - 1234567",
        "900101.1234567",
        "900101/1234567",
        "９００１０１－１２３４５６７",
    ],
)
def test_a_number_typed_into_a_reason_in_any_way_is_masked(
    desk: Chairs, granted: Case, typed: str
) -> None:
    waits = proposed(desk.park, granted)

    withdraw(desk.park, waits.id, f"{typed} 확인")
    with desk.park.store.unit() as unit:
        note(desk.park, unit, "view", granted.id, why=f"전화 문의 {typed}.")

    (kept, *_) = decisions(desk.park, granted.id).proposals
    (_at, _who, _action, why) = desk.park.store.acts(granted.id, 1)[0]
    for text in (kept.decision_reason, why):
        assert "******" in text
        assert "234567" not in unicodedata.normalize("NFKC", text)


def test_what_was_not_opened_is_not_approved_along_with_the_rest(
    desk: Chairs, granted: Case, refused: Case
) -> None:
    seen = proposed(desk.park, granted)
    unseen = proposed(desk.park, refused, Verdict.INELIGIBLE)
    open_sheet(desk.choi, seen.id)
    open_sheet(desk.lee, unseen.id)

    done = approve_many(desk.choi, [(one.id, one.digest) for one in (unseen, seen)])

    assert [one.id for one in done.approved] == [seen.id]
    ((which, why),) = done.failed
    assert which == unseen.id
    assert "열어 보지 않았습니다" in why


def test_what_was_judged_by_a_notice_somebody_altered_is_not_approved(
    desk: Chairs, refused: Case, tmp_path: Path
) -> None:
    shipped = bootstrap.data_root() / "resources" / "notices"
    altered = tmp_path / "notices"
    shutil.copytree(shipped, altered)
    notice = altered / refused.notice / "notice.toml"
    told = notice.read_text(encoding="utf-8")
    notice.write_text(told.replace("limit = 215_500_000", "limit = 915_500_000"), encoding="utf-8")
    waits = proposed(replace(desk.park, notices=Library(altered)), refused, Verdict.INELIGIBLE)

    assert "공고 자료" in waiting(desk.choi).lines[0].blocked
    with pytest.raises(OtherNotice, match="공고 자료"):
        approve(desk.choi, waits.id, waits.digest)


def test_a_role_taken_back_is_not_got_back_by_taking_its_row_away(
    desk: Chairs, granted: Case
) -> None:
    lee, admin = desk.lee.actor, seated(desk.park, "강관리").actor
    now = desk.park.clock.now()
    with desk.park.store.unit() as unit:
        unit.accounts.grant(lee.id, Role.SUPERVISOR, admin.id, now, "대결")
    kept = "CREATE TABLE kept AS SELECT * FROM role_grant"
    past_the_program(desk.lee, kept)
    revoke_role(seated(desk.park, "강관리"), lee.id, Role.SUPERVISOR, "대결 끝")
    waits = proposed(desk.park, granted)

    past_the_program(
        desk.lee,
        "DELETE FROM role_grant",
        "INSERT INTO role_grant SELECT * FROM kept",
        "DELETE FROM ledger WHERE action = 'revoke-role'",
    )

    with pytest.raises(Tampered, match="장부"):
        approve(desk.lee, waits.id, waits.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET address = '다른 곳'",
        "DELETE FROM letter WHERE serial = 2",
        "UPDATE letter SET issued_on = '2010-01-31'",
    ],
)
def test_nothing_is_destroyed_upon_what_was_altered(
    desk: Chairs, refused: Case, statement: str
) -> None:
    for _ in range(2):
        issue(desk.park, approved(desk, refused, Verdict.INELIGIBLE).id)
    privacy = on_another_day(seated(desk.park, "한보호"), 3000)
    past_the_program(desk.park, statement)

    with pytest.raises(NotDue, match="고친 흔적"):
        destroy(privacy, [refused.id], "보유 기간이 끝남")

    assert reread_case(desk.park, refused.id).number == refused.number


def test_what_python_prints_tells_no_number_and_no_key(granted: Case) -> None:
    number = "9001011234567"
    people = tuple(replace(one, rrn=number) for one in granted.people)
    key = bootstrap.new_recovery_key()

    printed = repr(replace(granted, people=people)) + repr(key)

    assert people
    assert number not in printed
    assert key.code not in printed
    assert key.words[0] not in printed


def test_a_refusal_taken_away_is_missed_by_who_decides_next(desk: Chairs, granted: Case) -> None:
    first = proposed(desk.park, granted)
    refuse(desk.choi, first.id, "소득 자료가 다름")
    waits = proposed(desk.park, granted)
    past_the_program(desk.park, f"DELETE FROM proposal WHERE id = '{first.id.hex}'")

    with pytest.raises(Tampered, match="올린 결정"):
        approve(desk.choi, waits.id, waits.digest)
