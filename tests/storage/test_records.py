"""Settings, signed months and certificates lie as they were written; what went leaves no trace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from ipju.domain.case import Stage
from ipju.domain.dwelling import Dwelling, Lease
from ipju.domain.retention import Certificate, Holding
from ipju.domain.trail import SignedMonth, TrailQuery, TrailSpan
from ipju.domain.unusual import building_of
from ipju.storage.problems import Refused
from ipju.storage.restore import restore
from ipju.storage.store import Store, open_store
from tests.storage.backing import act, backups_of, destroyed, peopled, with_recovery
from tests.storage.desk import KEY, added, case, person
from tests.storage.plain_pages import plain_pages

OCTOBER = date(2026, 10, 1)
NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def signed(store: Store, month: date = OCTOBER) -> SignedMonth:
    head = store.head()
    assert head is not None
    return SignedMonth(
        month=month,
        signed_at=NOW,
        signed_by=uuid4(),
        anchor=replace(head, at=NOW, kind="month"),
        content='{"말":"점검"}'.encode(),
    )


@pytest.fixture
def reviewed(store: Store) -> SignedMonth:
    """A month that was signed in a store with three acts."""
    peopled(store)
    month = signed(store)
    with store.unit() as unit:
        unit.months.sign(month)
    return month


def months(store: Store) -> tuple[SignedMonth, ...]:
    with store.unit() as unit:
        return unit.months.all()


# Settings -----------------------------------------------------------------------------------------


def test_a_setting_is_what_was_put_last(store: Store) -> None:
    with store.unit() as unit:
        assert unit.settings.get("말") is None
        assert unit.settings.get("말", 3) == 3
        for value in ({"가": [1, None, True]}, "나", 0):
            unit.settings.put("말", value)
            assert unit.settings.get("말", "아님") == value


# Signed months ------------------------------------------------------------------------------------


def test_a_signed_month_is_read_as_it_was_signed(store: Store, reviewed: SignedMonth) -> None:
    (found,) = months(store)
    assert found.whole
    assert (found.month, found.signed_at, found.signed_by) == (OCTOBER, NOW, reviewed.signed_by)
    assert found.content == reviewed.content
    assert (found.anchor.seq, found.anchor.hash) == (3, reviewed.anchor.hash)
    assert store.check_trail([found.anchor]).covered == 3


def test_months_come_newest_first_and_each_once(store: Store, reviewed: SignedMonth) -> None:
    with store.unit() as unit:
        unit.months.sign(signed(store, date(2026, 11, 1)))
    assert [one.month.month for one in months(store)] == [11, 10]
    with pytest.raises(Refused), store.unit() as unit:
        unit.months.sign(reviewed)
    assert len(months(store)) == 2


@pytest.mark.parametrize(
    "statement", ["UPDATE signed_month SET seq = 1", "DELETE FROM signed_month"]
)
def test_the_database_keeps_a_signed_month_from_everybody(
    store: Store, reviewed: SignedMonth, statement: str
) -> None:
    with pytest.raises(Refused), store.unit():
        store.connection.exec_driver_sql(statement)
    assert [one.month for one in months(store)] == [reviewed.month]


@pytest.mark.parametrize("column", ["month", "signed_at", "signed_by", "seq", "hash", "content"])
def test_a_signed_month_altered_in_any_column_is_not_whole(
    store: Store, reviewed: SignedMonth, column: str
) -> None:
    assert reviewed
    other = {
        "month": "'2026-09-01'",
        "signed_at": "'2026-01-01T00:00:00.000000'",
        "signed_by": f"'{uuid4().hex}'",
        "seq": "seq - 1",
        "hash": "'0' || substr(hash, 2) || 'a'",
        "content": "content || ' '",
    }[column]
    store.connection.exec_driver_sql("DROP TRIGGER signed_month_stays")
    store.connection.exec_driver_sql(f"UPDATE signed_month SET {column} = {other}")
    assert [one.whole for one in months(store)] == [False]


# Certificates -------------------------------------------------------------------------------------


def certificate(number: str = "2023-3-00001") -> Certificate:
    return Certificate(
        case_id=uuid4(),
        case_number=number,
        notice="jangi-ansim-2023-3",
        holding=Holding.NOT_SELECTED,
        due_on=date(2024, 2, 29),
        destroyed_at=NOW,
        approved_by=uuid4(),
        reason="보유 기간이 끝남",
        rows=7,
    )


def test_a_certificate_is_read_as_it_was_written_newest_first(store: Store) -> None:
    first = certificate()
    later = replace(certificate("2023-3-00002"), destroyed_at=NOW + timedelta(days=1))
    with store.unit() as unit:
        for one in (first, later):
            assert unit.destructions.destroy(one) == one
        assert unit.destructions.all() == (later, first)
        assert unit.destructions.get(first.case_id) == first
        assert unit.destructions.get(uuid4()) is None


def test_a_case_destroyed_again_keeps_its_first_certificate(store: Store) -> None:
    one = added(store, case("2023-3-00001"))
    first = replace(certificate(), case_id=one.id)
    with store.unit() as unit:
        unit.destructions.destroy(first)
        unit.cases.add(one)
        again = unit.destructions.destroy(replace(first, reason="다시"))
    assert again == first
    assert store.search("김예시") == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE destruction SET rows = 1", "DELETE FROM destruction"]
)
def test_the_database_keeps_a_certificate_from_everybody(store: Store, statement: str) -> None:
    with store.unit() as unit:
        unit.destructions.destroy(certificate())
    with pytest.raises(Refused), store.unit():
        store.connection.exec_driver_sql(statement)


def test_the_trail_of_a_destroyed_case_is_found_by_its_number(store: Store) -> None:
    kept, gone = peopled(store, 2)
    destroyed(store, gone)
    page = store.trail(TrailQuery(case_number=gone.number))
    assert [(row.case_id, row.case_number) for row in page.rows] == [(gone.id, gone.number)]
    assert page.total == 1
    assert store.trail(TrailQuery(case_number=kept.number)).total == 1
    assert store.trail(TrailQuery(case_number="2023-3-99999")).total == 0


# What is left in the file -------------------------------------------------------------------------


def test_many_destroyed_cases_leave_nothing_in_any_page(store: Store, path: Path) -> None:
    """Rows that moved within pages leave copies behind which no deletion overwrites."""
    cases = [
        replace(
            case(f"2023-3-{number:05d}"),
            people=(person(f"김{chr(0xAC00 + number * 7)}{chr(0xB000 + number * 5)}"),),
            email=f"x{number * 7919:08d}@example.kr",
            address=f"서울특별시 예시구 {chr(0xC000 + number * 3)}길 {number}",
        )
        for number in range(1, 1201)
    ]
    with store.unit() as unit:
        for one in cases:
            unit.cases.add(one)
        for one in cases[::3]:
            unit.cases.save(replace(unit.cases.get(one.id), phone="010-0000-0000"))
    gone = [one for number, one in enumerate(cases) if number % 4]
    store.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def seen() -> int:
        pages = plain_pages(path, KEY)
        return sum(
            word.encode() in pages
            for one in gone
            for word in (one.people[0].name, one.email, one.address)
        )

    assert seen() == 3 * len(gone)
    with store.unit() as unit:
        for one in gone:
            unit.destructions.destroy(replace(certificate(one.number), case_id=one.id))
    assert store.retention.wipe()
    assert seen() == 0
    assert store.counts()["total"] == len(cases) - len(gone)
    assert [one.number for one in store.search(cases[0].address)] == [cases[0].number]


def test_a_restored_backup_holds_nothing_of_what_was_destroyed_since(
    store: Store, path: Path, tmp_path: Path
) -> None:
    with_recovery(path.parent)
    odd = replace(case("2023-3-00009", "뷁쐛쀍"), email="wqzx@example.kr")
    added(store, odd)
    act(store, odd.id)
    backup = backups_of(store).make("manual")
    destroyed(store, odd)
    store.close()
    target = tmp_path / "elsewhere" / "office.db"
    restore(backup.path, KEY, target)
    back = open_store(target, KEY)
    assert back.search("뷁쐛쀍") == ()
    back.close()
    pages = plain_pages(target, KEY)
    assert b"2023-3-00009" in pages
    assert "뷁쐛쀍".encode() not in pages
    assert b"wqzx@example.kr" not in pages


def test_wiping_waits_for_whoever_writes(store: Store, path: Path) -> None:
    added(store, case("2023-3-00001"))
    other = open_store(path, KEY)
    store.connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    other.connection.exec_driver_sql("BEGIN IMMEDIATE")
    assert not store.retention.wipe()
    other.connection.exec_driver_sql("ROLLBACK")
    other.close()
    assert store.retention.wipe()


def test_contracts_are_asked_for_by_the_day_of_signing(store: Store) -> None:
    signed_on = date(2024, 5, 2)
    one = replace(
        case("2023-3-00001"),
        stage=Stage.CONTRACT,
        dwelling=Dwelling(lease=Lease(signed_on=signed_on)),
    )
    added(store, one)
    added(store, case("2023-3-00002"))
    ask = store.retention.candidates
    found = ask(date(2020, 1, 1), date(2019, 1, 1), signed_on)
    assert [(item.case_id, item.stage, item.signed_on) for item in found] == [
        (one.id, Stage.CONTRACT, signed_on)
    ]
    assert ask(date(2020, 1, 1), date(2019, 1, 1), date(2024, 5, 1)) == ()
    assert ask(date(2030, 1, 1), date(2030, 1, 1), None) == ()
    with pytest.raises(KeyError):
        store.retention.standing(uuid4())


# Questions of the review --------------------------------------------------------------------------


def test_a_span_goes_by_rows_whatever_the_clock_said(store: Store) -> None:
    for day in (1, 5, 3, 9):
        with store.unit() as unit:
            unit.ledger.append(at=datetime(2026, 10, day, tzinfo=UTC), actor="a", action="view")
    reviews = store.reviews
    assert reviews.last_before(datetime(2026, 10, 4, tzinfo=UTC)) == 3
    assert reviews.last_before(datetime(2026, 10, 4, tzinfo=UTC), after=3) == 3
    assert reviews.last_before(datetime(2025, 1, 1, tzinfo=UTC)) == 0
    assert reviews.tally(TrailSpan(1, 3)) == (("a", "view", 2),)
    assert [row.seq for row in reviews.set_back(TrailSpan(0, 4), 10)] == [3]
    assert reviews.rows(TrailSpan(0, 4), ("record",), 10) == ()
    assert len(reviews.rows(TrailSpan(0, 4), ("view",), 3)) == 3
    with pytest.raises(KeyError):
        reviews.anchor(5)


def test_months_and_days_are_those_of_korea(store: Store) -> None:
    for moment in ("2026-09-30T14:59:59", "2026-09-30T15:00:00", "2026-10-31T15:30:00"):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        with store.unit() as unit:
            unit.ledger.append(at=at, actor="a", action="view")
    assert store.reviews.months(0) == (date(2026, 9, 1), OCTOBER, date(2026, 11, 1))
    assert store.reviews.months(1) == (OCTOBER, date(2026, 11, 1))
    assert store.reviews.months(3) == ()
    hours = store.reviews.hours(TrailSpan(0, 3), ())
    assert [(one.day.isoformat(), one.hour, one.count) for one in hours] == [
        ("2026-09-30", 23, 1), ("2026-10-01", 0, 1), ("2026-11-01", 0, 1),
    ]  # fmt: skip
    assert store.reviews.hours(TrailSpan(0, 3), ("view",)) == ()
    assert store.reviews.only_seen(TrailSpan(0, 3), building_of, 1) == ()
