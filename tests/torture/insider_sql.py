"""What the insider writes in SQL, past the program."""

from dataclasses import replace
from uuid import uuid4

from ipju.services.approve import approve
from tests.torture.insider_desk import Desk

TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


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
