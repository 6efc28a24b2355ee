"""The ledger under review: what is unusual, what a month comes to, and signing it in order."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from ipju import bootstrap
from ipju.domain.account import Role
from ipju.domain.backup import Backup
from ipju.domain.case import Case
from ipju.domain.dates import SEOUL
from ipju.domain.trail import Anchor, TrailQuery
from ipju.domain.unusual import MANY_CASES, Unusual, UnusualKind
from ipju.services.authority import NotAllowed
from ipju.services.founding import found_practice
from ipju.services.monthly import MonthReview
from ipju.services.office import Actor, Office
from ipju.services.review import (
    CannotSign,
    chain_words,
    check_trail,
    month_review,
    month_sheet,
    search_trail,
    sign_month,
    unusual,
)
from ipju.storage.backup import StoreBackups
from ipju.storage.restore import restore
from ipju.storage.store import Store, create_store, open_store
from tests.printing.samples import squeezed, text_of
from tests.printing.test_office_sheets import read_code
from tests.storage.backing import with_recovery
from tests.storage.desk import KEY, case, person

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
BUILDING = "서울특별시 예시구 견본로 12"


def seoul(text: str) -> datetime:
    """A moment of the Korean clock, e.g. `2026-09-07 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL).astimezone(UTC)


@dataclass(frozen=True)
class Clock:
    """A clock that stands where a test puts it."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.astimezone(SEOUL).date()


@dataclass(frozen=True)
class House:
    """An office founded on 1 September 2026, and acts written into its ledger by the minute."""

    store: Store

    def at(self, now: str, name: str = "한보호") -> Office:
        return Office(
            store=self.store,
            notices=bootstrap.notices(),
            printer=bootstrap.printer(),
            clock=Clock(seoul(now)),
            actor=bootstrap.seat(self.store, name),
            practice=True,
        )

    def key(self, name: str) -> str:
        return bootstrap.seat(self.store, name).key

    def act(
        self,
        when: str,
        action: str = "view",
        case_id: UUID | None = None,
        name: str = "박담당",
        **detail: Any,
    ) -> None:
        with self.store.unit() as unit:
            unit.ledger.append(
                at=seoul(when),
                actor=self.key(name),
                action=action,
                case_id=case_id,
                detail=detail,
            )

    def case(self, number: int, name: str = "김예시", address: str = "") -> Case:
        made = replace(case(f"2023-3-{number:05d}"), people=(person(name),), address=address)
        with self.store.unit() as unit:
            return unit.cases.add(made)

    def run(self, statement: str, *values: object) -> None:
        """Do as an insider would who holds the open store: the triggers go first."""
        for name in ("ledger_stays", "ledger_kept", "signed_month_stays", "signed_month_kept"):
            self.store.connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        self.store.connection.exec_driver_sql(statement, values)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = create_store(tmp_path / "office.db", KEY)
    found_practice(store, seoul("2026-09-01 09:10"))
    yield House(store)
    store.close()


def of_kind(found: tuple[Unusual, ...], kind: UnusualKind) -> list[Unusual]:
    return [one for one in found if one.kind is kind]


# What is unusual ----------------------------------------------------------------------------------


def test_work_in_the_hours_of_work_is_not_unusual(house: House) -> None:
    seen = house.case(1)
    for when in ("2026-09-07 07:00", "2026-09-07 10:00", "2026-09-07 20:59"):
        house.act(when, "record", seen.id)
    # Nobody chose the hour of what the program does by itself.
    house.act("2026-09-07 23:00", "backup")
    assert unusual(house.at("2026-09-30 10:00"), SEPTEMBER) == ()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-09-07 21:00", "2026-09-07 21:00", "평일 21:00, 2번"),
        ("2026-09-07 05:10", "2026-09-07 06:59", "평일 05:10~06:59, 2번"),
        ("2026-09-12 10:00", "2026-09-12 11:30", "토요일 10:00~11:30, 2번"),
        ("2026-09-25 10:00", "2026-09-25 10:05", "공휴일(추석) 10:00~10:05, 2번"),
    ],
)
def test_acts_at_night_on_weekends_and_holidays_are_shown_by_day(
    house: House, first: str, last: str, words: str
) -> None:
    seen = house.case(1)
    house.act("2026-09-04 10:00", "record", seen.id)
    house.act(first, "view", seen.id)
    house.act(last, "record", seen.id)
    (one,) = unusual(house.at("2026-09-30 10:00"), SEPTEMBER)
    assert (one.kind, one.name, one.actor) == (
        UnusualKind.OFF_HOURS, "박담당", house.key("박담당"),
    )  # fmt: skip
    assert one.words == words
    assert one.when == seoul(first)
    assert one.cases == ("2023-3-00001",)


def test_many_cases_in_one_day_are_shown_and_as_many_over_two_days_are_not(house: House) -> None:
    cases = [house.case(number, address="") for number in range(1, MANY_CASES + 1)]
    for number, one in enumerate(cases):
        house.act(f"2026-09-07 {9 + number // 60:02}:{number % 60:02}", "view", one.id)
        house.act(f"2026-09-{8 + number % 2:02} 10:00", "view", one.id, name="이담당")
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.MANY)
    assert one.name == "박담당"
    assert one.words == f"하루에 사례 {MANY_CASES}건을 봄 (09:00~11:29)"
    assert one.cases[:2] == ("2023-3-00001", "2023-3-00002")
    assert len(one.cases) == 20


def test_neighbours_seen_without_an_act_on_them_are_shown(house: House) -> None:
    flats = [f"{BUILDING}, 101호", f"{BUILDING}, 102호", f"{BUILDING} 103호 (예시동)"]
    cases = [house.case(number, address=one) for number, one in enumerate(flats, 1)]
    elsewhere = house.case(4, address="서울특별시 예시구 견본로 13")
    for number, one in enumerate([*cases, elsewhere]):
        house.act(f"2026-09-07 10:{number:02}", "view", one.id)
        house.act(f"2026-09-07 11:{number:02}", "view", one.id, name="이담당")
    house.act("2026-09-07 12:00", "record", cases[2].id, name="이담당")
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.NEIGHBOURS)
    assert one.name == "박담당"
    assert one.words == "같은 건물의 사례 3건을 처리 없이 보기만 함"
    assert one.cases == ("2023-3-00001", "2023-3-00002", "2023-3-00003")


def test_the_case_of_somebody_of_ones_own_name_is_shown(house: House) -> None:
    own, other = house.case(1, "박담당"), house.case(2, "이담당")
    for one in (own, own, other):
        house.act("2026-09-07 10:00", "view", one.id)
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.OWN_NAME)
    assert (one.name, one.cases) == ("박담당", ("2023-3-00001",))
    assert one.words == "자기와 이름이 같은 신청자의 사례를 2번 보거나 처리함"


@pytest.mark.parametrize(
    ("back", "words"),
    [
        ("2026-09-07 09:59", "1분"),
        ("2026-09-07 08:00", "2시간"),
        ("2026-09-04 10:00", "3일"),
    ],
)
def test_a_clock_set_back_is_shown(house: House, back: str, words: str) -> None:
    seen = house.case(1)
    house.act("2026-09-07 10:00", "record", seen.id)
    house.act(back, "reveal-rrn", seen.id)
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.CLOCK_BACK)
    expected = f"컴퓨터 시계가 앞 기록보다 {words} 뒤처진 채로 주민등록번호를 봄"
    assert one.words == expected
    assert (one.when, one.cases) == (seoul(back), ("2023-3-00001",))


def test_a_clock_a_few_seconds_back_is_told_in_seconds(house: House) -> None:
    house.act("2026-09-07 10:00:30", "backup-folder")
    house.act("2026-09-07 10:00:00", "backup-folder")
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.CLOCK_BACK)
    assert "30초 뒤처진" in one.words


def test_refused_acts_are_shown_by_day_with_what_was_tried(house: House) -> None:
    for minute in (1, 2):
        with pytest.raises(NotAllowed):
            month_review(house.at(f"2026-09-07 10:0{minute}", "박담당"), SEPTEMBER)
    house.act("2026-09-08 09:00", "sign-in-failed", name="이담당")
    mine = house.case(3)
    house.act("2026-09-08 10:00", "refused", mine.id, act="approve", proposal="0" * 32)
    found = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.REFUSED)
    assert [(one.name, one.words, one.cases) for one in found] == [
        ("박담당", "권한 밖의 일을 하려 함: 월별 점검, 2번", ()),
        ("이담당", "들어오지 못함(비밀번호 틀림)", ()),
        ("박담당", "자기가 올렸거나 고친 결정을 승인하려 함", ("2023-3-00003",)),
    ]


def test_a_password_given_by_somebody_else_is_shown_with_whose_it_is(house: House) -> None:
    house.act("2026-09-07 10:00", "change-password", name="최결재")
    house.act("2026-09-07 11:00", "reset-password", name="강관리", account=house.key("최결재"))
    (one,) = of_kind(unusual(house.at("2026-09-30 10:00"), SEPTEMBER), UnusualKind.NEW_PASSWORD)
    assert (one.name, one.words) == ("강관리", "최결재의 비밀번호를 새로 정함")


def test_what_is_unusual_names_no_applicant(house: House) -> None:
    seen = house.case(1, "홍길동", f"{BUILDING}, 101호")
    house.act("2026-09-06 23:00", "view", seen.id)
    found = unusual(house.at("2026-09-30 10:00"), SEPTEMBER)
    assert found
    assert "홍길동" not in str(found)
    assert "견본로" not in str(found)


# The trail ----------------------------------------------------------------------------------------


def test_a_search_gives_names_and_korean_words(house: House) -> None:
    seen = house.case(1)
    house.act("2026-09-07 10:00", "view", seen.id)
    found = search_trail(house.at("2026-09-08 10:00"), TrailQuery(actions=("view",)))
    (row,) = found.page.rows
    assert found.page.total == 1
    assert found.names[row.actor] == "박담당"
    assert found.words[row.action] == "사례를 봄"
    assert row.case_number == "2023-3-00001"


def test_only_the_privacy_officer_searches_and_signs(house: House) -> None:
    for name in ("박담당", "최결재", "정접수", "강관리"):
        office = house.at("2026-10-02 10:00", name)
        with pytest.raises(NotAllowed):
            search_trail(office, TrailQuery())
        with pytest.raises(NotAllowed):
            sign_month(office, SEPTEMBER)
        with pytest.raises(NotAllowed):
            month_sheet(office, SEPTEMBER)
    assert check_trail(house.at("2026-10-02 10:00", "강관리")).sound
    with pytest.raises(NotAllowed):
        check_trail(house.at("2026-10-02 10:00", "박담당"))


# A month ------------------------------------------------------------------------------------------


@pytest.fixture
def busy(house: House) -> House:
    """September and October with acts of every kind in them."""
    seen = house.case(1)
    house.act("2026-09-07 10:00", "view", seen.id)
    house.act("2026-09-07 10:05", "propose", seen.id)
    house.act("2026-09-07 11:00", "approve", seen.id, name="최결재")
    house.act("2026-09-07 11:30", "search-rrn", name="한보호")
    house.act("2026-09-30 23:59", "view", seen.id)
    house.act("2026-10-01 00:00", "view", seen.id, name="이담당")
    house.act("2026-10-05 10:00", "destroy", seen.id, name="한보호", number="2023-3-00001")
    return house


def counts(review: MonthReview) -> dict[str, int]:
    return {one.words: one.count for one in review.acts}


def test_a_month_begins_and_ends_at_midnight_in_korea(busy: House) -> None:
    september = month_review(busy.at("2026-10-02 10:00"), date(2026, 9, 17))
    assert september.month == SEPTEMBER
    assert september.rows == 6 + 5
    assert (september.span.after, september.span.upto) == (0, 11)
    assert counts(september) == {
        "사례를 봄": 2, "주민등록번호로 찾음": 1, "결정을 올림": 1, "승인": 1, "계정을 만듦": 6,
    }  # fmt: skip
    assert [(one.name, one.acts, one.cases) for one in september.people] == [
        ("박담당", 9, 1), ("최결재", 1, 1), ("한보호", 1, 0),
    ]  # fmt: skip
    assert [(one.words, one.count) for one in september.decisions] == [
        ("결정을 올림", 1), ("승인", 1),
    ]  # fmt: skip
    october = month_review(busy.at("2026-11-02 10:00"), OCTOBER)
    assert (october.span.after, october.span.upto) == (11, 13)
    assert october.destructions == ("2023-3-00001",)


def test_the_acts_of_the_reviewer_himself_are_named_as_such(busy: House) -> None:
    review = month_review(busy.at("2026-10-02 10:00"), SEPTEMBER)
    assert [(one.words, one.count) for one in review.own] == [("주민등록번호로 찾음", 1)]


def test_roles_given_and_taken_in_the_month_are_listed(house: House) -> None:
    boss = bootstrap.seat(house.store, "강관리").id
    officer = bootstrap.seat(house.store, "이담당").id
    with house.store.unit() as unit:
        unit.accounts.grant(officer, Role.SUPERVISOR, boss, seoul("2026-10-02 10:00"), "대행")
        unit.accounts.revoke(officer, Role.SUPERVISOR, boss, seoul("2026-11-02 10:00"), "끝남")
    house.act("2026-10-02 10:00", "grant-role", name="강관리")
    review = month_review(house.at("2026-11-03 10:00"), OCTOBER)
    (one,) = review.roles
    assert (one.name, one.role, one.given, one.by, one.why) == (
        "이담당", "결재", True, "강관리", "대행",
    )  # fmt: skip
    later = month_review(house.at("2026-11-03 10:00"), NOVEMBER)
    assert [(one.given, one.why) for one in later.roles] == [(False, "끝남")]
    assert len(month_review(house.at("2026-11-03 10:00"), SEPTEMBER).roles) == 6


# Signing ------------------------------------------------------------------------------------------


def test_months_are_signed_once_in_order_and_after_they_ended(busy: House) -> None:
    privacy = busy.at("2026-11-02 10:00")
    with pytest.raises(CannotSign, match="2026년 9월을 먼저"):
        sign_month(privacy, OCTOBER)
    with pytest.raises(CannotSign, match="아직 끝나지 않았습니다"):
        sign_month(busy.at("2026-09-30 23:59"), SEPTEMBER)
    assert "아직 끝나지" in month_review(busy.at("2026-09-30 23:59"), SEPTEMBER).obstacle
    signed = sign_month(busy.at("2026-10-01 00:00"), SEPTEMBER)
    assert signed.month.anchor.seq == 11
    assert signed.changes.trail
    with pytest.raises(CannotSign, match="2026년 9월은 이미 서명했습니다"):
        sign_month(privacy, SEPTEMBER)
    assert sign_month(privacy, OCTOBER).month.anchor.seq == 14
    # Nothing was done in August and nothing before it.
    with pytest.raises(CannotSign, match="뒤의 달에 이미 서명"):
        sign_month(privacy, date(2026, 8, 1))
    empty = month_review(busy.at("2027-02-02 10:00"), date(2027, 1, 1))
    assert (empty.rows, empty.anchor) == (0, None)
    assert "먼저" in empty.obstacle


def test_a_month_signed_in_another_window_meanwhile_is_not_signed_twice(busy: House) -> None:
    class OtherWindow(StoreBackups):
        """Backups that are read just when another window signs."""

        def all(self) -> tuple[Backup, ...]:
            sign_month(busy.at("2026-10-02 09:00"), SEPTEMBER)
            return ()

    backups = OtherWindow(busy.store.path, KEY, busy.store.path.parent / "keys.json")
    with pytest.raises(CannotSign, match="이미 서명했습니다"):
        sign_month(replace(busy.at("2026-10-02 10:00"), backups=backups), SEPTEMBER)
    rows = search_trail(busy.at("2026-10-02 11:00"), TrailQuery(actions=("sign-month",))).page
    assert rows.total == 1


def test_a_month_in_which_nothing_was_done_is_passed_over(busy: House) -> None:
    for now, month in (("2026-10-02 10:00", SEPTEMBER), ("2026-11-02 10:00", OCTOBER)):
        sign_month(busy.at(now), month)
    sign_month(busy.at("2026-12-02 10:00"), NOVEMBER)
    # The signing of November lies in December; January is empty.
    sign_month(busy.at("2027-01-02 10:00"), date(2026, 12, 1))
    busy.act("2027-03-02 10:00")
    later = busy.at("2027-04-02 10:00")
    assert month_review(later, date(2027, 2, 1)).obstacle.startswith("2027년 1월을 먼저")
    sign_month(later, date(2027, 1, 1))
    with pytest.raises(CannotSign, match="장부에 적힌 것이 없습니다"):
        sign_month(later, date(2027, 2, 1))
    assert sign_month(later, date(2027, 3, 1)).month.whole
    with pytest.raises(CannotSign, match="뒤의 달에 이미"):
        sign_month(later, date(2027, 2, 1))


def test_signing_is_a_row_of_the_ledger_with_the_anchor(busy: House) -> None:
    signed = sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER).month
    found = search_trail(busy.at("2026-10-02 11:00"), TrailQuery(actions=("sign-month",)))
    (row,) = found.page.rows
    assert row.actor == busy.key("한보호")
    assert row.detail["month"] == "2026-09"
    assert (row.detail["seq"], row.detail["hash"]) == (signed.anchor.seq, signed.anchor.hash)
    review = month_review(busy.at("2026-10-02 11:00"), SEPTEMBER)
    assert review.signed is not None
    assert (review.signed.content, review.signed_by) == (signed.content, "한보호")
    assert "이미 서명" in review.obstacle


def test_a_row_written_with_a_clock_set_back_is_reviewed_in_the_month_it_was_written_in(
    busy: House,
) -> None:
    sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER)
    busy.act("2026-09-15 10:00", "reveal-rrn")
    busy.act("2026-11-01 10:00", "view")
    review = month_review(busy.at("2026-11-02 10:00"), OCTOBER)
    assert counts(review)["주민등록번호를 봄"] == 1
    assert of_kind(review.unusual, UnusualKind.CLOCK_BACK)
    assert month_review(busy.at("2026-11-02 10:00"), SEPTEMBER).span.upto == 11
    signed = sign_month(busy.at("2026-11-02 10:00"), OCTOBER).month
    # So that no row is passed over, whatever its clock said.
    assert month_review(busy.at("2026-11-02 10:00"), NOVEMBER).span.after == signed.anchor.seq


def test_a_broken_ledger_is_not_signed_and_the_row_is_named(busy: House) -> None:
    busy.run("UPDATE ledger SET why = '다른 말' WHERE seq = 8")
    with pytest.raises(CannotSign, match="8번 줄이 앞뒤와 맞지 않습니다"):
        sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER)
    assert check_trail(busy.at("2026-10-02 10:00")).broken_at == 8


def test_a_tail_cut_off_is_found_by_the_month_that_was_signed(busy: House) -> None:
    sign_month(busy.at("2026-11-02 09:00"), SEPTEMBER)
    assert check_trail(busy.at("2026-11-02 10:00")).covered == 11
    busy.run("DELETE FROM ledger WHERE seq > 9")
    report = check_trail(busy.at("2026-11-02 10:00"))
    assert [one.seq for one in report.missed] == [11]
    review = month_review(busy.at("2026-11-02 10:00"), OCTOBER)
    assert review.previous is not None
    assert not review.previous.holds
    with pytest.raises(CannotSign):
        sign_month(busy.at("2026-11-02 10:00"), OCTOBER)
    assert "11번" in chain_words(report)


def test_a_signed_month_altered_past_the_program_is_no_anchor(busy: House) -> None:
    sign_month(busy.at("2026-11-02 09:00"), SEPTEMBER)
    holding = month_review(busy.at("2026-11-02 10:00"), OCTOBER).previous
    assert holding is not None
    assert holding.holds
    # The last row and the signed month are made to agree: the seals are not to be had.
    busy.run("UPDATE signed_month SET seq = 9, hash = (SELECT hash FROM ledger WHERE seq = 9)")
    report = check_trail(busy.at("2026-11-02 10:00"))
    assert [one.seq for one in report.missed] == [9]
    assert not report.sound
    previous = month_review(busy.at("2026-11-02 10:00"), OCTOBER).previous
    assert previous is not None
    assert not previous.holds


def test_anchors_of_backups_are_held_against_the_ledger(busy: House) -> None:
    backups = StoreBackups(busy.store.path, KEY, busy.store.path.parent / "keys.json")
    office = replace(busy.at("2026-11-02 10:00"), backups=backups)
    made = backups.make("manual")
    assert made.anchor is not None
    report = check_trail(office)
    assert (report.sound, report.covered) == (True, made.anchor.seq)
    busy.run("DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)")
    report = check_trail(office)
    assert isinstance(report.missed[0], Anchor)
    assert report.missed[0].seq == made.anchor.seq
    assert not check_trail(office).sound


def test_backups_beyond_one_that_was_restored_hinder_no_signing_and_are_told(
    busy: House, tmp_path: Path
) -> None:
    with_recovery(busy.store.path.parent)
    folder = busy.store.path.parent
    backups = StoreBackups(busy.store.path, KEY, folder / "keys.json")
    # Of one day the folder keeps the newest only; this one lies elsewhere.
    old = shutil.copy(backups.make("manual").path, tmp_path / "old.ipju-backup")
    busy.act("2026-10-06 10:00", "view")
    backups.make("manual")
    target = tmp_path / "elsewhere" / "office.db"
    restore(old, KEY, target)
    store = open_store(target, KEY)
    try:
        back = House(store)
        again = StoreBackups(target, KEY, folder / "keys.json", folder / "backups")
        office = replace(back.at("2026-10-02 10:00"), backups=again)
        report = check_trail(office)
        assert not report.sound
        signed = sign_month(office, SEPTEMBER).month
        assert "기준점" in json.loads(signed.content)["chain"]
        assert "맞지 않습니다" in json.loads(signed.content)["chain"]
        # A tail cut off behind the restored one is another matter.
        again.make("manual")
        back.run("DELETE FROM ledger WHERE seq > 14")
        with pytest.raises(CannotSign, match="기준점"):
            sign_month(replace(back.at("2026-11-02 10:00"), backups=again), OCTOBER)
    finally:
        store.close()


# On paper -----------------------------------------------------------------------------------------


def test_the_sheet_of_a_signed_month_bears_its_anchor_and_says_who_signed(busy: House) -> None:
    signed = sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER).month
    data = month_sheet(busy.at("2026-10-02 10:00"), SEPTEMBER)
    text = text_of(data)
    for words in (
        "연습용 견본",
        "2026년 9월 월별 점검표",
        "1 ~ 11번, 모두 11줄",
        "앞서 서명한 달이 없습니다.",
        "장부 13줄이 모두 이어지고",
        "사람별",
        "점검자 본인의 행위",
        "살펴볼 행위",
        "이 달에 파기한 사례가 없습니다.",
        "맞춤형주택공급부 (연습) 한보호",
        "2026. 10. 2.(금) 10:00",
    ):
        assert squeezed(words) in text, words
    digest = signed.anchor.hash
    groups = " ".join(digest[at : at + 4] for at in range(0, 64, 4))
    assert squeezed(groups) in text
    assert read_code(data) == f"11 {digest}"
    assert "김예시" not in text


def test_the_sheet_of_a_signed_month_never_changes(busy: House) -> None:
    sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER)
    before = month_sheet(busy.at("2026-10-02 10:00"), SEPTEMBER)
    with busy.store.unit() as unit:
        officer = unit.accounts.by_login("박담당")
        assert officer is not None
        unit.accounts.save(replace(officer, name="박개명"))
    busy.act("2026-10-20 10:00", "view", name="이담당")
    assert month_sheet(busy.at("2026-10-25 10:00"), SEPTEMBER) == before


def test_an_unsigned_sheet_says_that_it_is_no_record(busy: House) -> None:
    text = text_of(month_sheet(busy.at("2026-10-02 10:00"), SEPTEMBER))
    assert "아직서명하지않은달입니다" in text
    empty = text_of(month_sheet(busy.at("2026-10-02 10:00"), date(2027, 1, 1)))
    assert squeezed("이 달에는 장부에 적힌 것이 없습니다.") in empty


def test_the_sheet_of_an_altered_month_says_so(busy: House) -> None:
    sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER)
    busy.run("UPDATE signed_month SET content = replace(content, '박담당', '이담당')")
    text = text_of(month_sheet(busy.at("2026-10-02 10:00"), SEPTEMBER))
    assert "고친흔적이있습니다" in text


def test_the_sheet_after_a_destruction_and_a_broken_anchor_says_both(busy: House) -> None:
    sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER)
    fine = text_of(month_sheet(busy.at("2026-11-02 10:00"), OCTOBER))
    assert squeezed("파기 사례 1건: 2023-3-00001") in fine
    assert squeezed("앞서 서명한 2026년 9월의 기준점(11번)은 그대로입니다.") in fine
    busy.run("DELETE FROM ledger WHERE seq = 11")
    text = text_of(month_sheet(busy.at("2026-11-02 10:00"), OCTOBER))
    assert "맞지않습니다" in text


def test_more_unusual_acts_than_fit_are_counted(house: House) -> None:
    seen = house.case(1)
    start = datetime.fromisoformat("2026-09-01 22:00")
    for night in range(28):
        for name in ("박담당", "이담당", "최결재"):
            when = (start + timedelta(days=night)).isoformat(" ")
            house.act(when, "record", seen.id, name=name)
    text = text_of(month_sheet(house.at("2026-10-02 10:00"), SEPTEMBER))
    assert "이밖에24건은화면에서봅니다." in text


def test_a_signed_content_is_plain_json_of_the_month(busy: House) -> None:
    signed = sign_month(busy.at("2026-10-02 10:00"), SEPTEMBER).month
    told = json.loads(signed.content)
    assert (told["month"], told["last"], told["signer"]) == (
        "2026-09-01", 11, "맞춤형주택공급부 (연습) 한보호",
    )  # fmt: skip
    assert told["anchor"] == [11, signed.anchor.hash]


def test_who_left_the_office_still_has_a_name_in_the_review(busy: House) -> None:
    with busy.store.unit() as unit:
        officer = unit.accounts.by_login("최결재")
        assert officer is not None
        unit.accounts.save(replace(officer, closed_at=seoul("2026-09-20 10:00")))
    review = month_review(busy.at("2026-10-02 10:00"), SEPTEMBER)
    assert "최결재" in [one.name for one in review.people]
    stranger = Actor(id=uuid4(), name="아무개")
    with busy.store.unit() as unit:
        unit.ledger.append(at=seoul("2026-09-30 10:00"), actor=stranger.key, action="new-act")
    review = month_review(busy.at("2026-10-02 10:00"), SEPTEMBER)
    assert stranger.key in [one.name for one in review.people]
    assert "new-act" in counts(review)
