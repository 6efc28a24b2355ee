"""What the store believes of a decision: triggers refuse; seals hold where they were dropped."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from ipju.domain.account import Account, Role
from ipju.domain.case import Case
from ipju.domain.decision import (
    FrozenSheet,
    IssuedLetter,
    Matter,
    Proposal,
    ProposalState,
    Verdict,
)
from ipju.storage.facts_seal import fits_facts, seal_facts
from ipju.storage.problems import Refused, Tampered
from ipju.storage.sealing import Secrets
from ipju.storage.store import Store
from ipju.storage.unit import UnitOfWork
from tests.storage.desk import KEY
from tests.storage.desk import case as new_case

NOW = datetime(2024, 2, 27, 1, 0, tzinfo=UTC)
STEPS = {
    ProposalState.APPROVED: "approve",
    ProposalState.SENT_BACK: "send-back",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
}


@dataclass
class Office:
    """A store with an officer, two supervisors and one case that the officer opened."""

    store: Store
    officer: UUID
    supervisor: UUID
    other: UUID
    case: Case

    def sql(self, statement: str, *values: object) -> None:
        self.store.connection.exec_driver_sql(statement, values)

    def drop_triggers(self) -> None:
        run = self.store.connection.exec_driver_sql
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            run(f"DROP TRIGGER {name}")

    def row(self, unit: UnitOfWork, by: UUID, action: str, **detail: object) -> None:
        unit.ledger.append(at=NOW, actor=by.hex, action=action, case_id=self.case.id, detail=detail)

    def saved(self, by: UUID) -> Case:
        with self.store.unit() as unit:
            changed = replace(self.case, phone=f"010-0000-{self.case.version:04d}")
            self.case = unit.cases.save(changed)
            self.row(unit, by, "record", version=self.case.version)
        return self.case

    def proposed(self, by: UUID | None = None) -> Proposal:
        content = f'{{"version":{self.case.version}}}'.encode()
        sheet = FrozenSheet(
            id=uuid4(), case_id=self.case.id, version=self.case.version,
            reviewed_on=NOW.date(), notice=self.case.notice, notice_digest="d" * 64,
            frozen_at=NOW, frozen_by=by or self.officer, content=content,
            digest=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
        made = Proposal(
            id=uuid4(), case_id=self.case.id, sheet=sheet.id, digest=sheet.digest,
            matter=Matter.PERSON, verdict=Verdict.ELIGIBLE, reasons="모두 맞음",
            proposed_at=NOW, proposed_by=by or self.officer,
        )  # fmt: skip
        with self.store.unit() as unit:
            unit.sheets.freeze(sheet)
            unit.proposals.add(made)
            self.step(unit, made.proposed_by, "propose", made)
            return unit.proposals.get(made.id)

    def step(self, unit: UnitOfWork, by: UUID, action: str, proposal: Proposal) -> None:
        told = {
            "proposal": proposal.id.hex, "digest": proposal.digest,
            "matter": proposal.matter.value, "verdict": proposal.verdict.value,
        }  # fmt: skip
        self.row(unit, by, action, **told)

    def decided(
        self, proposal: Proposal, by: UUID, state: ProposalState = ProposalState.APPROVED
    ) -> Proposal:
        with self.store.unit() as unit:
            unit.proposals.decide(proposal.id, state, by, NOW, "")
            self.step(unit, by, STEPS[state], proposal)
            return unit.proposals.get(proposal.id)

    def now(self, proposal: Proposal) -> Proposal:
        with self.store.unit() as unit:
            return unit.proposals.get(proposal.id)


@pytest.fixture
def office(store: Store) -> Office:
    ids = [uuid4() for _ in range(3)]
    roles = (Role.CASEWORKER, Role.SUPERVISOR, Role.SUPERVISOR)
    with store.unit() as unit:
        for index, (one, role) in enumerate(zip(ids, roles, strict=True)):
            unit.accounts.add(
                Account(id=one, login=f"a{index}", name=f"직원{index}", opened_at=NOW)
            )
            unit.accounts.grant(one, role, ids[0], NOW)
        case = unit.cases.add(new_case("2023-3-00001"))
        unit.ledger.append(
            at=NOW, actor=ids[0].hex, action="open", case_id=case.id, detail={"version": 1}
        )
    return Office(store, *ids, case)


@pytest.mark.parametrize("state", list(STEPS))
def test_a_decision_of_another_is_whole_and_final(office: Office, state: ProposalState) -> None:
    waits = office.proposed()
    assert waits.whole
    by = office.officer if state is ProposalState.WITHDRAWN else office.supervisor
    done = office.decided(waits, by, state)
    assert (done.state, done.whole, done.decided_by) == (state, True, by)
    for again in STEPS:
        with pytest.raises(Refused):
            office.decided(waits, office.other, again)
    assert office.now(waits) == done


@pytest.mark.parametrize("dropped", [False, True], ids=["triggers", "no triggers"])
def test_the_store_refuses_what_four_eyes_forbid(office: Office, dropped: bool) -> None:
    mine = office.proposed(office.supervisor)
    if dropped:
        office.drop_triggers()
    for by in (office.supervisor, office.officer, uuid4()):
        with pytest.raises(Refused, match=r"올린 사람이나|결재할 수 없습니다"):
            office.decided(mine, by)
    office.saved(office.other)
    edited = office.proposed()
    with pytest.raises(Refused, match="마지막으로 고친 사람"):
        office.decided(edited, office.other)
    assert office.decided(edited, office.supervisor).whole


def test_the_database_refuses_by_itself(office: Office) -> None:
    waits = office.proposed(office.supervisor)
    decided = "UPDATE proposal SET state = 'approved', decided_by = ?, decided_at = 'x'"
    for statement, values in (
        (decided, (office.supervisor.hex,)),
        (decided, (office.officer.hex,)),
        ("UPDATE proposal SET proposed_by = ?", (office.officer.hex,)),
        ("UPDATE proposal SET reasons = 'y'", ()),
        ("UPDATE proposal SET digest = 'y'", ()),
        ("DELETE FROM proposal", ()),
        ("UPDATE sheet SET version = 9", ()),
        ("DELETE FROM sheet", ()),
        ("UPDATE ledger SET actor = ?", (office.other.hex,)),
        ("DELETE FROM ledger", ()),
        ("DELETE FROM account", ()),
        ("DELETE FROM role_grant", ()),
    ):
        with pytest.raises(Exception, match="ipju: "):
            office.sql(statement, *values)
    office.sql("UPDATE cases SET version = 2")
    assert office.now(waits).state is ProposalState.VOID


def test_what_a_case_no_longer_says_is_not_approved(office: Office) -> None:
    waits = office.proposed()
    office.drop_triggers()
    office.sql("UPDATE cases SET version = 2")
    with pytest.raises(Refused, match="효력"):
        office.decided(waits, office.supervisor)


ALTERED = {
    "proposer": "UPDATE proposal SET proposed_by = '{other}'",
    "verdict": "UPDATE proposal SET verdict = 'ineligible'",
    "matter": "UPDATE proposal SET matter = 'home'",
    "reasons": "UPDATE proposal SET reasons = '다른 사유'",
    "digest": "UPDATE proposal SET digest = 'x'",
    "day": "UPDATE proposal SET proposed_at = '2024-01-01T00:00:00.000000'",
    "seal": "UPDATE proposal SET seal = '0'",
    "approved": (
        "UPDATE proposal SET state = 'approved', decided_by = '{other}',"
        " decided_at = '2024-02-27T01:00:00.000000'"
    ),
    "row gone": "DELETE FROM ledger WHERE action = 'propose'",
    "row of another": "UPDATE ledger SET actor = '{other}' WHERE action = 'propose'",
    "row of another digest": (
        "UPDATE ledger SET detail = replace(detail, 'digest', 'other') WHERE action = 'propose'"
    ),
}


@pytest.mark.parametrize("what", sorted(ALTERED))
def test_a_proposal_altered_past_the_program_is_not_whole_and_not_decided(
    office: Office, what: str
) -> None:
    waits = office.proposed()
    office.drop_triggers()
    office.sql(ALTERED[what].format(other=office.other.hex))
    assert not office.now(waits).whole
    for state in STEPS:
        with pytest.raises(Tampered, match="올린 결정"):
            office.decided(waits, office.supervisor, state)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposal SET decided_by = '{other}'",
        "UPDATE proposal SET decided_at = '2024-02-26T01:00:00.000000'",
        "UPDATE proposal SET verdict = 'hold'",
        "UPDATE proposal SET state = 'refused'",
        "DELETE FROM ledger WHERE action = 'approve'",
        "UPDATE ledger SET actor = '{other}' WHERE action = 'approve'",
    ],
)
def test_an_approval_altered_past_the_program_is_not_whole(office: Office, statement: str) -> None:
    done = office.decided(office.proposed(), office.supervisor)
    assert done.whole
    office.drop_triggers()
    office.sql(statement.format(other=office.other.hex))
    assert not office.now(done).whole


def test_an_approval_that_was_voided_does_not_come_back(office: Office) -> None:
    done = office.decided(office.proposed(), office.supervisor)
    seal = office.store.connection.exec_driver_sql("SELECT seal FROM proposal").scalar_one()
    with office.store.unit() as unit:
        (was,) = unit.proposals.void(office.case.id)
        office.step(unit, office.officer, "void", done)
    assert was.state is ProposalState.APPROVED
    assert (office.now(done).state, office.now(done).whole) == (ProposalState.VOID, True)
    office.drop_triggers()
    for kept in ("seal", f"'{seal}'"):
        office.sql(f"UPDATE proposal SET state = 'approved', seal = {kept}")
        assert not office.now(done).whole


def test_a_decision_without_its_row_is_not_whole(office: Office) -> None:
    waits = office.proposed()
    with office.store.unit() as unit:
        unit.proposals.decide(waits.id, ProposalState.APPROVED, office.supervisor, NOW)
    assert not office.now(waits).whole


def last_editor(office: Office, version: int) -> str | None:
    with office.store.unit() as unit:
        return unit.ledger.last_editor(office.case.id, version)


def test_who_edited_last_is_who_sealed_the_facts(office: Office) -> None:
    assert last_editor(office, 1) == office.officer.hex
    office.saved(office.other)
    assert last_editor(office, 2) == office.other.hex
    assert last_editor(office, 1) is None
    assert last_editor(office, 3) is None


HIDDEN: dict[str, Callable[[Office], None]] = {
    "facts": lambda one: one.sql("UPDATE cases SET address = '다른 곳'"),
    "a row below": lambda one: one.sql("UPDATE people SET name = '다른 사람'"),
    "a row taken away": lambda one: one.sql("DELETE FROM people"),
    "actor": lambda one: one.sql("UPDATE ledger SET actor = ?", one.officer.hex),
    "version": lambda one: one.sql(
        "UPDATE ledger SET detail = replace(detail, '\"version\": 1', '\"version\": 2')"
    ),
    "newest row gone": lambda one: one.sql("DELETE FROM ledger WHERE action = 'record'"),
    "row slipped in": lambda one: one.sql(
        "INSERT INTO ledger SELECT seq + 1, at, device, ?, action, case_id, why, detail, hash,"
        " hash, seal FROM ledger ORDER BY seq DESC LIMIT 1",
        one.officer.hex,
    ),
    "unsealed": lambda one: one.sql("UPDATE ledger SET seal = NULL"),
}


@pytest.mark.parametrize("how", sorted(HIDDEN))
def test_nobody_answers_for_facts_or_rows_that_were_altered(office: Office, how: str) -> None:
    office.saved(office.other)
    office.drop_triggers()
    HIDDEN[how](office)
    assert last_editor(office, 2) is None
    waits = office.proposed()
    with pytest.raises((Tampered, Refused)):
        office.decided(waits, office.supervisor)


def test_a_seal_over_other_columns_leaves_the_version_to_speak(office: Office) -> None:
    connection, secrets = office.store.connection, Secrets(KEY)
    sealed = seal_facts(connection, secrets, office.case.id)
    assert fits_facts(connection, secrets, office.case.id, sealed)
    office.sql("UPDATE people SET name = '다른 사람'")
    assert not fits_facts(connection, secrets, office.case.id, sealed)
    assert fits_facts(connection, secrets, office.case.id, "columns-of-old:0")


def test_a_second_row_for_one_save_tells_of_nobody(office: Office) -> None:
    office.saved(office.other)
    with office.store.unit() as unit:
        office.row(unit, office.officer, "record", version=2)
    assert last_editor(office, 2) is None


def test_a_clock_set_back_hides_neither_editor_nor_order(office: Office) -> None:
    first = office.proposed()
    office.decided(first, office.supervisor, ProposalState.SENT_BACK)
    with office.store.unit() as unit:
        early = replace(first, id=uuid4(), proposed_at=NOW - timedelta(days=300))
        unit.proposals.add(early)
        unit.ledger.append(
            at=NOW - timedelta(days=300), actor=office.officer.hex, action="propose",
            case_id=office.case.id,
        )  # fmt: skip
        assert [one.id for one in unit.proposals.of(office.case.id)] == [early.id, first.id]
    office.saved(office.other)
    with office.store.unit() as unit:
        unit.cases.save(replace(office.case, phone="1"))
        unit.ledger.append(
            at=NOW - timedelta(days=500), actor=office.supervisor.hex, action="record",
            case_id=office.case.id, detail={"version": 3},
        )  # fmt: skip
    assert last_editor(office, 3) == office.supervisor.hex


@pytest.mark.parametrize(
    "change",
    [
        "version = 7",
        "case_id = 'a'",
        "frozen_by = '{other}'",
        "reviewed_on = '2024-02-28'",
        "notice = 'other'",
        "notice_digest = 'e'",
        "digest = 'e'",
        "content = x'0102'",
        "frozen_at = 'not a moment'",
    ],
)
def test_a_sheet_is_bound_to_all_that_stands_beside_it(office: Office, change: str) -> None:
    waits = office.proposed()
    with office.store.unit() as unit:
        assert unit.sheets.get(waits.sheet).content
    office.drop_triggers()
    office.sql(f"UPDATE sheet SET {change.format(other=office.other.hex)}")
    with pytest.raises(Tampered, match="심사표"), office.store.unit() as unit:
        unit.sheets.get(waits.sheet)


def letter_of(proposal: Proposal) -> IssuedLetter:
    pdf = b"%PDF-1.4"
    return IssuedLetter(
        id=uuid4(), case_id=proposal.case_id, proposal=proposal.id, form="eligible",
        number="심사부-1", issued_on=NOW.date(), issued_at=NOW, issued_by=proposal.proposed_by,
        pdf=pdf, digest=hashlib.sha256(pdf).hexdigest(),
    )  # fmt: skip


def test_a_letter_needs_an_approval_that_is_whole(office: Office) -> None:
    waits = office.proposed()
    office.drop_triggers()
    with pytest.raises(Refused, match="승인된 심사표가 없어"), office.store.unit() as unit:
        unit.letters.add(letter_of(waits), 1)
    office.sql("UPDATE proposal SET state = 'approved'")
    with pytest.raises(Refused), office.store.unit() as unit:
        unit.letters.add(letter_of(waits), 1)


@pytest.mark.parametrize(
    "change",
    ["pdf = x'00'", "digest = 'x'", "number = '심사부-9'", "issued_by = 'a'", "serial = 5"],
)
def test_a_letter_altered_is_not_whole_and_its_printings_stay_counted(
    office: Office, change: str
) -> None:
    letter = letter_of(office.decided(office.proposed(), office.supervisor))
    with office.store.unit() as unit:
        unit.letters.add(letter, 1)
        assert unit.letters.print_again(letter.id, office.officer, NOW, "인쇄") == 1
        assert unit.letters.get(letter.id).whole
        assert unit.letters.next_serial(2024) == 2
    for statement in ("DELETE FROM letter_print", "UPDATE letter_print SET how = 'x'"):
        with pytest.raises(Exception, match="ipju: letter_print"):
            office.sql(statement)
    with pytest.raises(Exception, match="ipju: letter_stays"):
        office.sql(f"UPDATE letter SET {change}")
    office.drop_triggers()
    office.sql(f"UPDATE letter SET {change.replace(chr(39) + 'a' + chr(39), repr('0' * 32))}")
    with office.store.unit() as unit:
        assert not unit.letters.get(letter.id).whole
