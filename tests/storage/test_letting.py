"""A room is held by one household at a time, whoever asks; a lease is kept as it was agreed."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from ipju.domain.letting import FallenWhy, LeaseState, LeaseTerm, Rent, RoomLease
from ipju.domain.renewal import Renewal
from ipju.domain.retention import Certificate, Holding
from ipju.storage.problems import CaseHolds, Clash, Refused, RoomTaken, Tampered
from ipju.storage.store import Store, open_store
from tests.storage.desk import KEY, added, case
from tests.storage.leases import NOTICE, entry, figures, offered, sheet, signed


def let(store: Store, lease: RoomLease) -> RoomLease:
    with store.unit() as unit:
        return unit.leases.add(lease)


def saved(store: Store, lease: RoomLease) -> RoomLease:
    with store.unit() as unit:
        return unit.leases.save(lease)


def lease_in(store: Store, lease: UUID) -> RoomLease:
    with store.unit() as unit:
        return unit.leases.get(lease)


@pytest.fixture
def contracted(store: Store) -> RoomLease:
    """A stored lease with its first term and rent."""
    household = added(store, case("TM-1"))
    return saved(store, signed(let(store, offered(household.id))))


def test_a_lease_is_read_as_it_was_written_with_every_term_and_rent(
    store: Store, contracted: RoomLease
) -> None:
    term = LeaseTerm(
        number=1,
        starts_on=date(2026, 3, 1),
        ends_on=date(2028, 2, 29),
        signed_on=date(2026, 2, 10),
        case_id=uuid4(),
    )
    rent = Rent(
        number=1,
        from_on=date(2026, 3, 1),
        deposit=10_500_000,
        rent=315_000,
        lease_raised=True,
        reason="재계약",
    )
    lived = replace(contracted, state=LeaseState.OCCUPIED, moved_in_on=date(2024, 3, 2))
    renewed = saved(store, lived)
    renewed = saved(
        store, replace(renewed, terms=(*renewed.terms, term), rents=(*renewed.rents, rent))
    )
    found = lease_in(store, contracted.id)
    assert found == renewed
    assert (found.version, found.whole, found.renewals) == (4, True, 1)
    assert (found.term, found.rent, found.raised_on) == (term, rent, rent.from_on)
    assert contracted.raised_on is None


def test_every_field_of_a_lease_comes_back(store: Store) -> None:
    household = added(store, case("TM-1"))
    full = replace(
        signed(offered(household.id)),
        state=LeaseState.ENDED,
        free_of_charge=True,
        called=uuid4(),
        moved_in_on=date(2024, 3, 1),
        leaves_on=date(2025, 1, 1),
        left_on=date(2025, 1, 2),
        fallen=FallenWhy.CANCELLED,
        fallen_on=date(2025, 1, 3),
        reason="이사",
    )
    assert lease_in(store, let(store, full).id) == replace(full, version=1)


def test_an_unknown_lease_is_told_as_such(store: Store) -> None:
    with pytest.raises(KeyError):
        lease_in(store, uuid4())


def test_a_room_that_somebody_holds_is_given_to_nobody_else(store: Store) -> None:
    first, second = added(store, case("TM-1")), added(store, case("TM-2"))
    held = let(store, offered(first.id))
    with pytest.raises(RoomTaken, match="201호는 이미"):
        let(store, offered(second.id))
    with pytest.raises(CaseHolds, match="한 세대에 한 방"):
        let(store, offered(first.id, "202"))
    assert let(store, offered(second.id, "201", "b")).room == "201"
    with store.unit() as unit:
        assert [(one.building, one.room) for one in unit.leases.held()] == [
            ("a", "201"),
            ("b", "201"),
        ]
        assert unit.leases.held("elsewhere") == ()
        assert unit.leases.held(NOTICE)[0] == held


@pytest.mark.parametrize("state", [LeaseState.FALLEN, LeaseState.ENDED])
def test_a_room_that_nobody_holds_any_more_is_free(store: Store, state: LeaseState) -> None:
    first, second = added(store, case("TM-1")), added(store, case("TM-2"))
    gone = saved(store, replace(let(store, offered(first.id)), state=state))
    later = replace(offered(second.id), offered_on=date(2024, 5, 1))
    newer = let(store, later)
    again = let(store, offered(first.id, "202"))
    with store.unit() as unit:
        assert [one.id for one in unit.leases.of_room(NOTICE, "a", "201")] == [newer.id, gone.id]
        assert {one.id for one in unit.leases.of_case(first.id)} == {gone.id, again.id}


def test_past_the_program_the_database_refuses_a_second_holder_too(
    store: Store, contracted: RoomLease
) -> None:
    other = added(store, case("TM-2"))
    columns = "notice, building, room, state, offered_on, answer_by, free_of_charge, reason,"
    columns += " version, seal"
    copy = (
        f"INSERT INTO room_lease (id, case_id, {columns})"
        f" SELECT ?, ?, {columns} FROM room_lease WHERE id = ?"
    )
    for household in (other.id, contracted.case_id):
        with pytest.raises(IntegrityError, match="UNIQUE constraint failed"):
            store.connection.exec_driver_sql(copy, (uuid4().hex, household.hex, contracted.id.hex))


def test_a_lease_that_somebody_changed_meanwhile_is_not_written_over(
    store: Store, contracted: RoomLease
) -> None:
    saved(store, replace(contracted, state=LeaseState.OCCUPIED))
    with pytest.raises(Clash):
        saved(store, replace(contracted, state=LeaseState.FALLEN))
    assert lease_in(store, contracted.id).state is LeaseState.OCCUPIED


def test_what_was_agreed_is_never_changed(store: Store, contracted: RoomLease) -> None:
    term, rent = contracted.terms[0], contracted.rents[0]
    with pytest.raises(ValueError, match="terms of a lease"):
        saved(store, replace(contracted, terms=(replace(term, ends_on=date(2030, 1, 1)),)))
    with pytest.raises(ValueError, match="rents of a lease"):
        saved(store, replace(contracted, rents=(replace(rent, rent=1),)))
    assert lease_in(store, contracted.id) == contracted


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE lease_term SET ends_on = '2034-01-01'", "lease_term_stays"),
        ("UPDATE lease_rent SET rent = 0", "lease_rent_stays"),
        ("DELETE FROM lease_term", "lease_term_kept"),
        ("DELETE FROM lease_rent", "lease_rent_kept"),
        ("DELETE FROM room_lease", "room_lease_kept"),
        ("UPDATE room_lease SET room = '101'", "room_lease_stays"),
        ("UPDATE room_lease SET case_id = ''", "room_lease_stays"),
        ("UPDATE room_lease SET offered_on = '2024-01-01'", "room_lease_stays"),
    ],
)
def test_the_database_keeps_what_was_agreed(
    store: Store, contracted: RoomLease, statement: str, rule: str
) -> None:
    with pytest.raises(Refused) as refused, store.unit():
        store.connection.exec_driver_sql(statement)
    assert refused.value.rule == rule
    assert lease_in(store, contracted.id) == contracted


@pytest.mark.parametrize("state", [LeaseState.FALLEN, LeaseState.ENDED])
def test_a_lease_that_is_over_stays_over(
    store: Store, contracted: RoomLease, state: LeaseState
) -> None:
    over = saved(store, replace(contracted, state=state))
    with pytest.raises(Refused) as refused:
        saved(store, replace(over, state=LeaseState.OCCUPIED))
    assert refused.value.rule == "room_lease_stays"


TAMPERINGS = [
    ("", "UPDATE room_lease SET state = 'offered'"),
    ("", "UPDATE room_lease SET free_of_charge = 1"),
    ("", "UPDATE room_lease SET seal = 'x'"),
    ("", "INSERT INTO lease_rent SELECT lease_id, 1, from_on, 0, 0, 1, '' FROM lease_rent"),
    ("lease_rent_stays", "UPDATE lease_rent SET deposit = deposit - 1"),
    ("lease_term_stays", "UPDATE lease_term SET ends_on = '2034-02-28'"),
    ("lease_term_kept", "DELETE FROM lease_term"),
    ("room_lease_stays", "UPDATE room_lease SET room = '305'"),
]


@pytest.mark.parametrize(("trigger", "statement"), TAMPERINGS)
def test_a_lease_that_was_altered_past_the_program_is_not_whole_and_not_built_upon(
    store: Store, contracted: RoomLease, trigger: str, statement: str
) -> None:
    if trigger:
        store.connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    store.connection.exec_driver_sql(statement)
    found = lease_in(store, contracted.id)
    assert not found.whole
    with pytest.raises(Tampered, match="임대 기록"):
        saved(store, replace(found, reason="고침"))


# Two officers at once -----------------------------------------------------------------------------

ROOMS = 12


def _ask_for_every_room(path: Path, households: list[UUID], begin: Barrier, won: Path) -> None:
    store = open_store(path, KEY)
    begin.wait(60)
    mine = []
    for number, household in enumerate(households):
        try:
            let(store, offered(household, str(201 + number)))
            mine.append(str(201 + number))
        except RoomTaken:
            continue
    won.write_text(" ".join(mine), encoding="utf-8")
    store.close()


def test_of_two_programs_that_ask_for_the_same_rooms_each_room_goes_to_exactly_one(
    store: Store, path: Path, tmp_path: Path
) -> None:
    apart = multiprocessing.get_context("spawn")
    begin = apart.Barrier(2)
    told = [tmp_path / f"won-{officer}" for officer in range(2)]
    officers = []
    for officer, won in enumerate(told):
        households = [added(store, case(f"TM-{officer}-{one:02}")).id for one in range(ROOMS)]
        arguments = (path, households, begin, won)
        officers.append(apart.Process(target=_ask_for_every_room, args=arguments))
    for one in officers:
        one.start()
    for one in officers:
        one.join(60)
        assert one.exitcode == 0
    won_rooms = [room for won in told for room in won.read_text(encoding="utf-8").split()]
    assert sorted(won_rooms) == [str(201 + one) for one in range(ROOMS)]
    with store.unit() as unit:
        held = unit.leases.held(NOTICE)
    assert [one.room for one in held] == sorted(won_rooms)
    assert len({one.case_id for one in held}) == ROOMS
    assert all(one.whole for one in held)


def test_an_officer_waits_for_the_other_and_then_finds_the_room_taken(
    store: Store, path: Path
) -> None:
    """What he saw as free when he began is asked again when it is given."""
    first, second = added(store, case("TM-1")), added(store, case("TM-2"))
    other = open_store(path, KEY)
    with other.unit() as unit:
        assert unit.leases.held() == ()
    let(store, offered(first.id))
    with pytest.raises(RoomTaken):
        let(other, offered(second.id))
    assert let(other, offered(second.id, "202")).room == "202"
    other.close()


# Figures of a year --------------------------------------------------------------------------------


def test_the_figures_of_a_year_take_the_place_of_those_before(store: Store) -> None:
    with store.unit() as unit:
        for one in (figures(2026, "잠정"), figures(2025), figures(2026)):
            unit.figures.put(one)
        assert unit.figures.all(NOTICE) == (figures(2026), figures(2025))
        assert unit.figures.all("elsewhere") == ()


def test_figures_that_were_altered_past_the_program_judge_nobody(store: Store) -> None:
    with store.unit() as unit:
        unit.figures.put(figures())
    store.connection.exec_driver_sql("UPDATE year_figures SET car = 1")
    with pytest.raises(Tampered, match="기준금액"), store.unit() as unit:
        unit.figures.all(NOTICE)


# Destruction --------------------------------------------------------------------------------------


def test_a_destroyed_case_takes_its_lease_scores_and_numbers_along_and_nobody_elses(
    store: Store, contracted: RoomLease
) -> None:
    other = added(store, case("TM-2"))
    kept = let(store, offered(other.id, "202"))
    with store.unit() as unit:
        unit.waiting.add(entry(contracted.case_id, 1))
        unit.waiting.add(entry(other.id, 2))
        unit.scores.add(sheet(contracted.case_id))
        unit.scores.add(sheet(other.id))
    before = store.retention.rows_of(contracted.case_id)
    with store.unit() as unit:
        unit.destructions.destroy(
            Certificate(
                case_id=contracted.case_id,
                case_number="TM-1",
                notice=NOTICE,
                holding=Holding.CONTRACTED,
                due_on=date(2040, 1, 1),
                destroyed_at=datetime(2040, 1, 2, tzinfo=UTC),
                approved_by=uuid4(),
                reason="보유 기간 만료",
                rows=before,
            )
        )
    # The case, its applicant, lease, term, rent, entry and sheet of scores.
    assert before == 7
    assert store.retention.rows_of(contracted.case_id) == 0
    for table, left in (
        ("room_lease", 1), ("lease_term", 0), ("lease_rent", 0), ("waiting", 1), ("score_sheet", 1),
    ):  # fmt: skip
        found = store.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
        assert (table, found) == (table, left)
    assert lease_in(store, kept.id) == kept


def test_whoever_signed_for_a_room_is_a_contractor_and_no_period_runs_while_he_lives_there(
    store: Store, contracted: RoomLease
) -> None:
    living = store.retention.standing(contracted.case_id)
    assert (living.leased, living.lives_there) == (True, True)
    assert living.signed_on == date(2024, 2, 20)
    saved(store, replace(contracted, state=LeaseState.ENDED, left_on=date(2025, 1, 1)))
    left = store.retention.standing(contracted.case_id)
    assert (left.leased, left.lives_there) == (True, False)
    # Such a case is found by the day of its contract, where contracts are not kept for ever.
    nobody = date(1999, 1, 1)
    assert store.retention.candidates(nobody, nobody, date(2024, 2, 19)) == ()
    assert store.retention.candidates(nobody, nobody, date(2024, 2, 20)) == (left,)
    assert store.retention.candidates(nobody, nobody, None) == ()


def test_whoever_was_only_offered_a_room_is_no_contractor(store: Store) -> None:
    household = added(store, case("TM-1"))
    let(store, offered(household.id))
    standing = store.retention.standing(household.id)
    assert (standing.leased, standing.lives_there, standing.signed_on) == (False, False, None)


def test_the_case_of_a_renewal_is_kept_as_long_as_the_lease_it_is_about(
    store: Store, contracted: RoomLease
) -> None:
    renewal = Renewal(lease=contracted.id, number=1, starts_on=date(2026, 3, 1))
    examined = added(store, replace(case("TM-1-R1"), renewal=renewal))
    standing = store.retention.standing(examined.id)
    assert (standing.leased, standing.lives_there) == (True, True)
    saved(store, replace(contracted, state=LeaseState.ENDED, left_on=date(2026, 2, 28)))
    after = store.retention.standing(examined.id)
    assert (after.lives_there, after.signed_on) == (False, date(2024, 2, 20))
    orphan = replace(case("TM-9-R1"), renewal=replace(renewal, lease=uuid4()))
    alone = store.retention.standing(added(store, orphan).id)
    assert (alone.leased, alone.lives_there, alone.signed_on) == (True, False, date(2026, 3, 1))
