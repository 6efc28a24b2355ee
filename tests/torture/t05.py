"""T5: an insider tries to approve what he proposed or edited last, by every way he has.

He sits at an open store, may propose and approve (담당, 결재), and writes SQL. What he has not is
the key in his own hands: he calls the services, the unit of work as himself, and SQL.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from ipju import bootstrap
from ipju.domain.account import Account, Role
from ipju.domain.decision import IssuedLetter, Matter, Proposal, ProposalState, Verdict
from ipju.domain.editing import EditClash, change
from ipju.services.approve import approve, approve_many, refuse, send_back
from ipju.services.decisions import decisions, waiting
from ipju.services.founding import found
from ipju.services.frozen import read as read_sheet
from ipju.services.frozen import same_facts
from ipju.services.issue_letter import issue
from ipju.services.office import Actor, Office
from ipju.services.open_case import add_case, reread_case
from ipju.services.propose import propose, withdraw
from ipju.services.record import record
from ipju.storage.problems import StoreProblem
from ipju.storage.store import Store, create_store, open_store
from tests.services.conftest import sample
from tests.storage.desk import KEY
from tests.torture.result import Result

STEPS = 12
MOSTLY = 0.8
"""How often he drops the triggers first."""
REFUSED = (ValueError, KeyError, PermissionError, StoreProblem, SQLAlchemyError, EditClash)
"""How the program says no; anything else is a fault of it."""

TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


@dataclass(frozen=True)
class Clock:
    """A clock that can be set back."""

    back: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) - self.back

    def today(self) -> Any:
        return bootstrap.PRACTICE_DAY


@dataclass
class Desk:
    """The office of one run, what really happened in it, and what the insider has kept aside."""

    store: Store
    random: Random
    insider: Office
    colleague: Office
    supervisor: Office
    case: UUID
    editor: str
    proposers: dict[UUID, str] = field(default_factory=dict)
    sound: set[UUID] = field(default_factory=set)
    """Proposals that were approved by somebody who may."""
    kept: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    tried: int = 0
    bad: list[str] = field(default_factory=list)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        done = self.store.connection.exec_driver_sql(statement, values)
        return [tuple(row) for row in done.all()] if done.returns_rows else []

    def proposals(self) -> tuple[Proposal, ...]:
        with self.store.unit() as unit:
            return unit.proposals.of(self.case)

    def pick(self) -> Proposal | None:
        found = self.proposals()
        return self.random.choice(found) if found else None

    def is_his(self, proposal: Proposal) -> bool:
        """Whether the insider really proposed it, or edited the case last."""
        mine = self.insider.actor.key
        return mine in (self.proposers.get(proposal.id, mine), self.editor)


def run(count: int, seed: int = 0) -> Result:
    """Let the insider try in `count` offices, a dozen acts in each after an ordinary morning."""
    bad: list[str] = []
    tried = stood = 0
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder) / "made")
        for index in range(count):
            here = Path(folder) / f"run-{index}"
            shutil.copytree(made, here)
            desk = _desk(here, Random(f"{seed}/{index}"))
            try:
                told = _one(desk)
            finally:
                desk.store.close()
            bad += [f"run {index}: {one} after {told}" for one in desk.bad]
            tried += desk.tried
            stood += len(desk.sound)
            shutil.rmtree(here)
    return Result(
        id="T5",
        what="self-approval through services, unit of work and raw SQL",
        figure="0 succeed",
        done=count,
        bad=tuple(bad),
        words=f"{tried} attempts; {stood} approvals by others stood",
    )


STAFF = (
    ("내부자", (Role.CASEWORKER, Role.SUPERVISOR)),
    ("박담당", (Role.CASEWORKER,)),
    ("최결재", (Role.SUPERVISOR,)),
    ("강관리", (Role.ADMIN,)),
)


def _made(folder: Path) -> Path:
    """Make the office that every run begins with: one case, opened by the insider."""
    folder.mkdir()
    store = create_store(folder / "office.db", KEY)
    now = datetime.now(UTC)
    staff = [(_account(name, now), role) for name, roles in STAFF for role in roles[:1]]
    found(store, staff, now)
    insider = staff[0][0]
    with store.unit() as unit:
        unit.accounts.grant(insider.id, Role.SUPERVISOR, staff[3][0].id, now, "대결")
    office = _office(store, "내부자")
    add_case(office, replace(sample("hong-gildong"), practice=False))
    store.close()
    return folder


def _account(name: str, now: datetime) -> Account:
    return Account(
        id=uuid4(), login=name, name=name, department="심사부", phone="02-000-0000", opened_at=now
    )


def _office(store: Store, name: str) -> Office:
    actor = Actor.of({one.name: one for one in store.staff()}[name])
    office = bootstrap.office(store, actor, practice=False)
    return replace(office, clock=Clock(), printer=PRINTER)


PRINTER = bootstrap.printer()


def _desk(folder: Path, random: Random) -> Desk:
    store = open_store(folder / "office.db", KEY)
    insider = _office(store, "내부자")
    case = next(store.read_all())
    return Desk(
        store=store,
        random=random,
        insider=insider,
        colleague=_office(store, "박담당"),
        supervisor=_office(store, "최결재"),
        case=case.id,
        editor=insider.actor.key,
    )


def _one(desk: Desk) -> str:
    """An ordinary morning, then a few kinds of attack at random, then a look at what they gave."""
    attacks = desk.random.sample(ATTACKS, desk.random.randrange(1, 5))
    if desk.random.random() < MOSTLY:
        attacks = [drops_triggers, *attacks]
    told: list[str] = []
    for _ in range(desk.random.randrange(2, STEPS)):
        _done(desk, desk.random.choice(ORDINARY), told)
    for _ in range(STEPS):
        _done(desk, desk.random.choice((*attacks, *attacks, *TRIES)), told)
    _look(desk)
    return ", ".join(told)


def _done(desk: Desk, act: Callable[[Desk], None], told: list[str]) -> None:
    told.append(act.__name__)
    try:
        act(desk)
    except REFUSED:
        told[-1] += "!"


def _look(desk: Desk) -> None:
    try:
        seen = decisions(desk.supervisor, desk.case)
    except REFUSED:
        # The whole case is refused: nothing of it is treated as approved.
        return
    for one in seen.proposals:
        if not one.whole or one.state is not ProposalState.APPROVED:
            continue
        if one.id not in desk.sound:
            desk.bad.append("a proposal of his shows as approved")
        if not _stands(desk, one):
            desk.bad.append("an approval shows upon facts he changed since")
    for letter in seen.letters:
        if letter.whole and letter.proposal not in desk.sound:
            desk.bad.append("a letter of his shows as issued")
    for one in seen.proposals:
        desk.tried += 1
        try:
            issue(desk.insider, one.id)
        except REFUSED:
            continue
        if one.id not in desk.sound or not _stands(desk, one):
            desk.bad.append("the letter of his proposal was issued")


def _stands(desk: Desk, proposal: Proposal) -> bool:
    """Whether the case still says what was approved."""
    with desk.store.unit() as unit:
        content = read_sheet(unit.sheets.get(proposal.sheet))
        return same_facts(content, unit.cases.get(desk.case))


# What colleagues do, honestly.


def _edited(desk: Desk, office: Office) -> None:
    case = reread_case(office, desk.case)
    number = str(desk.random.randrange(10**8))
    record(office, desk.case, [change(case, ("phone",), number)])
    desk.editor = office.actor.key


def colleague_edits(desk: Desk) -> None:
    _edited(desk, desk.colleague)


def colleague_proposes(desk: Desk) -> None:
    _proposed(desk, desk.colleague)


def supervisor_approves(desk: Desk) -> None:
    for one in waiting(desk.supervisor):
        if not one.blocked and desk.random.random() < 0.5:
            # What a colleague edited and proposed, or the insider did, is his to approve.
            approve(desk.supervisor, one.proposal.id, one.proposal.digest)
            desk.sound.add(one.proposal.id)


def supervisor_sends_back(desk: Desk) -> None:
    for one in waiting(desk.supervisor):
        send_back(desk.supervisor, one.proposal.id, "다시 볼 것")


# What the insider does through the services.


def _proposed(desk: Desk, office: Office) -> None:
    verdict = desk.random.choice((Verdict.ELIGIBLE, Verdict.HOLD))
    made = propose(office, desk.case, Matter.PERSON, verdict, "모두 맞음").proposal
    desk.proposers[made.id] = office.actor.key


def edits(desk: Desk) -> None:
    _edited(desk, desk.insider)


def proposes(desk: Desk) -> None:
    _proposed(desk, desk.insider)


def approves(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    his = desk.is_his(found)
    done = approve(desk.insider, found.id, found.digest).proposal
    _judge(desk, done.id, his)


def approves_many(desk: Desk) -> None:
    found = desk.proposals()
    desk.tried += len(found)
    his = {one.id: desk.is_his(one) for one in found}
    for one in approve_many(desk.insider, [(one.id, one.digest) for one in found]).approved:
        _judge(desk, one.id, his[one.id])


def _judge(desk: Desk, proposal: UUID, his: bool) -> None:
    if his:
        desk.bad.append("he approved his own work")
    else:
        desk.sound.add(proposal)


def turns_down(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        desk.random.choice((refuse, send_back, withdraw))(desk.insider, found.id, "내가 정함")


def issues(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    issue(desk.insider, found.id)
    if found.id not in desk.sound:
        desk.bad.append("he issued his own letter")


def sets_the_clock(desk: Desk) -> None:
    back = timedelta(days=desk.random.randrange(400))
    desk.insider = replace(desk.insider, clock=Clock(back))


# What he does through the unit of work, as himself.


def decides(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    his = desk.is_his(found)
    with desk.store.unit() as unit:
        unit.proposals.decide(
            found.id, ProposalState.APPROVED, desk.insider.actor.id, datetime.now(UTC)
        )
        _row(desk, unit, "approve", found)
        taken = unit.proposals.get(found.id)
    if taken.whole:
        _judge(desk, found.id, his)


def _row(desk: Desk, unit: Any, action: str, proposal: Proposal) -> None:
    unit.ledger.append(
        at=datetime.now(UTC),
        actor=desk.insider.actor.key,
        action=action,
        case_id=desk.case,
        detail={
            "proposal": proposal.id.hex,
            "digest": proposal.digest,
            "matter": proposal.matter.value,
            "verdict": proposal.verdict.value,
        },
    )


def adds_as_another(desk: Desk) -> None:
    """A proposal upon an old sheet under the name of a colleague, with a row of his own."""
    found = desk.pick()
    if found is None:
        return
    made = replace(
        found,
        id=uuid4(),
        proposed_by=desk.colleague.actor.id,
        state=desk.random.choice((ProposalState.WAITING, ProposalState.APPROVED)),
        decided_by=None,
        decided_at=None,
    )
    desk.proposers[made.id] = desk.insider.actor.key
    with desk.store.unit() as unit:
        unit.proposals.add(made)
        _row(desk, unit, "propose", made)


def saves_without_a_row(desk: Desk) -> None:
    with desk.store.unit() as unit:
        case = unit.cases.get(desk.case)
        unit.cases.save(replace(case, email=f"{desk.random.random()}"))
    desk.editor = desk.insider.actor.key


def adds_a_letter(desk: Desk) -> None:
    found = desk.pick()
    if found is None:
        return
    desk.tried += 1
    letter = IssuedLetter(
        id=uuid4(),
        case_id=desk.case,
        proposal=found.id,
        form="eligible",
        number=f"심사부-{desk.random.randrange(1000)}",
        issued_on=bootstrap.PRACTICE_DAY,
        issued_at=datetime.now(UTC),
        issued_by=desk.insider.actor.id,
        pdf=b"%PDF-",
        digest="0" * 64,
    )
    with desk.store.unit() as unit:
        unit.letters.add(letter, desk.random.randrange(1000))
    if found.id not in desk.sound:
        desk.bad.append("a letter was stored upon his own proposal")


# What he does in SQL.


def drops_triggers(desk: Desk) -> None:
    for (name,) in desk.sql(TRIGGERS):
        desk.sql(f"DROP TRIGGER {name}")


def sets_approved(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        by = desk.random.choice((desk.supervisor, desk.insider)).actor.key
        desk.tried += 1
        desk.sql(
            "UPDATE proposal SET state = 'approved', decided_by = ?, decided_at = proposed_at,"
            " seal = ? WHERE id = ?",
            by,
            _some_seal(desk),
            found.id.hex,
        )


def _some_seal(desk: Desk) -> str:
    """A seal of another row, or an invented one."""
    table = desk.random.choice(("proposal", "ledger", "account", "role_grant"))
    found = [one[0] for one in desk.sql(f"SELECT seal FROM {table}") if one[0]]
    return desk.random.choice([*found, "0" * 64, ""])


def changes_the_proposer(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        desk.sql(
            "UPDATE proposal SET proposed_by = ? WHERE id = ?",
            desk.colleague.actor.key,
            found.id.hex,
        )


def rewrites_a_proposal(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        column, value = desk.random.choice((
            ("verdict", "eligible"), ("reasons", "다른 까닭"), ("state", "waiting"),
            ("digest", "0" * 64), ("decided_by", desk.supervisor.actor.key), ("state", "approved"),
        ))  # fmt: skip
        desk.tried += 1
        desk.sql(f"UPDATE proposal SET {column} = ? WHERE id = ?", value, found.id.hex)


def rewrites_a_sheet(desk: Desk) -> None:
    version = desk.sql("SELECT version FROM cases")[0][0]
    column, value = desk.random.choice((
        ("version", version), ("frozen_by", desk.colleague.actor.key), ("digest", "0" * 64),
        ("content", b"\x01" + bytes(60)),
    ))  # fmt: skip
    desk.sql(f"UPDATE sheet SET {column} = ?", value)


def changes_facts(desk: Desk) -> None:
    desk.editor = desk.insider.actor.key
    desk.sql("UPDATE cases SET address = ?", f"예시구 견본로 {desk.random.randrange(999)}")


def changes_the_version(desk: Desk) -> None:
    desk.sql("UPDATE cases SET version = ?", desk.random.randrange(1, 6))


def takes_over_the_ledger(desk: Desk) -> None:
    """His own rows are written over with the name of a colleague."""
    desk.sql(
        "UPDATE ledger SET actor = ? WHERE actor = ?",
        desk.colleague.actor.key,
        desk.insider.actor.key,
    )


def removes_rows(desk: Desk) -> None:
    count = desk.random.randrange(1, 4)
    desk.sql(
        "DELETE FROM ledger WHERE seq IN (SELECT seq FROM ledger ORDER BY seq DESC LIMIT ?)", count
    )


def inserts_a_row(desk: Desk) -> None:
    """A copy of a genuine row, under a colleague's name or another act, with its old seal."""
    rows = desk.sql("SELECT * FROM ledger ORDER BY seq")
    _seq, at, device, actor, action, case_id, why, detail, previous, digest, seal = (
        desk.random.choice(rows)
    )
    actor = desk.random.choice((actor, desk.colleague.actor.key, desk.supervisor.actor.key))
    action = desk.random.choice((action, "record", "approve", "propose"))
    desk.sql(
        "INSERT INTO ledger VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        *(rows[-1][0] + 1, at, device, actor, action, case_id or desk.case.hex, why, detail),
        *(previous, digest, seal),
    )


def keeps_aside(desk: Desk) -> None:
    """Rows as they are now, to be put back later with the seals they had."""
    for table in ("proposal", "ledger", "cases", "sheet"):
        desk.kept[table] = desk.sql(f"SELECT * FROM {table}")


def puts_back(desk: Desk) -> None:
    if not desk.kept:
        return
    table = desk.random.choice(tuple(desk.kept))
    rows = desk.kept[table]
    if table == "cases":
        desk.editor = desk.insider.actor.key
    desk.tried += 1
    for row in rows:
        places = ",".join("?" for _ in row)
        desk.sql(f"INSERT OR REPLACE INTO {table} VALUES ({places})", *row)


def renames_accounts(desk: Desk) -> None:
    mine, other = desk.insider.actor.key, desk.supervisor.actor.key
    column = desk.random.choice(("name", "login"))
    desk.sql(f"UPDATE account SET {column} = {column} || '2' WHERE id = ?", other)
    desk.sql(f"UPDATE account SET {column} = '최결재' WHERE id = ?", mine)


def adds_an_account(desk: Desk) -> None:
    """A second self, with the seal of the first."""
    new = uuid4()
    desk.sql(
        "INSERT INTO account SELECT ?, login || '2', name, department, phone, opened_at,"
        " closed_at, seal FROM account WHERE id = ?",
        new.hex,
        desk.insider.actor.key,
    )
    desk.sql(
        "INSERT INTO role_grant SELECT NULL, ?, role, granted_at, granted_by, why, revoked_at,"
        " revoked_by, revoked_why, seal FROM role_grant WHERE account_id = ?",
        new.hex,
        desk.insider.actor.key,
    )
    self_again = replace(desk.insider, actor=replace(desk.insider.actor, id=new))
    for one in desk.proposals():
        desk.tried += 1
        approve(self_again, one.id, one.digest)
        desk.bad.append("an account without a key approved")


def inserts_a_letter(desk: Desk) -> None:
    found = desk.pick()
    if found is not None:
        desk.tried += 1
        desk.sql(
            "INSERT INTO letter VALUES (?,?,?,'eligible',2024,?,'심사부-9','2024-02-27',?,?,?,?,?)",
            *(uuid4().hex, desk.case.hex, found.id.hex, desk.random.randrange(10**6)),
            *("2024-02-27T00:00:00.000000", desk.insider.actor.key, b"%PDF-", "0" * 64),
            _some_seal(desk),
        )


ORDINARY: tuple[Callable[[Desk], None], ...] = (
    *(colleague_edits, colleague_proposes, colleague_proposes, supervisor_approves),
    *(supervisor_sends_back, edits, proposes, turns_down, keeps_aside),
)
TRIES = (
    *(approves, approves_many, decides, issues, edits, proposes, puts_back),
    *(colleague_edits, colleague_proposes, supervisor_approves),
)
ATTACKS = (
    *(sets_the_clock, adds_as_another, saves_without_a_row, adds_a_letter, sets_approved),
    *(changes_the_proposer, rewrites_a_proposal, rewrites_a_sheet, changes_facts),
    *(changes_the_version, takes_over_the_ledger, removes_rows, inserts_a_row, keeps_aside),
    *(puts_back, renames_accounts, adds_an_account, inserts_a_letter),
)
