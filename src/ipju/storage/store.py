"""The store: one encrypted file, used from one thread, shared safely with other processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine

from ipju.domain.account import Account, Role
from ipju.domain.case import Case
from ipju.domain.listing import CaseLine, CasePage, CaseQuery
from ipju.domain.overlap import CaseBrief, SharedPerson
from ipju.domain.person import Person
from ipju.domain.trail import Anchor, ChainReport, TrailPage, TrailQuery
from ipju.storage import ledger, lines
from ipju.storage.accounts import Accounts
from ipju.storage.codec import CaseCodec
from ipju.storage.engine import engine_of, in_transaction, told
from ipju.storage.ledger import first_break
from ipju.storage.ledger_pages import acts_of, trail
from ipju.storage.overlap_query import alike, briefly, shared_people
from ipju.storage.problems import NewerStore, StoreExists
from ipju.storage.reading import cases_of, stored_rows
from ipju.storage.retention_query import Retention
from ipju.storage.sealing import Secrets
from ipju.storage.season_query import SeasonCounts
from ipju.storage.statements import MANY, Statements
from ipju.storage.trail_query import TrailReviews
from ipju.storage.unit import UnitOfWork

SCHEMA = 5
"""The number of the newest migration; a file carries its own in `user_version`."""


def create_store(path: Path, key: bytes) -> Store:
    """Make a new encrypted store at `path`; StoreExists when a file lies there."""
    from ipju.storage.migrations import upgrade

    if path.exists():
        raise StoreExists(path)
    unfinished = unfinished_of(path)
    try:
        _forget(unfinished)
        engine = engine_of(unfinished, key, new=True)
        try:
            with told(unfinished):
                upgrade(engine)
            # Closed by the last one, the journal is folded into the file that takes its name.
            _named(Store(unfinished, key, engine), key).close()
        finally:
            engine.dispose()
        unfinished.replace(path)
    except BaseException:
        _forget(unfinished)
        raise
    return open_store(path, key)


def unfinished_of(path: Path) -> Path:
    """Return where a store is made before it takes its name: a kill leaves no half of one."""
    return path.with_name(f"{path.name}.unfinished")


def _forget(path: Path) -> None:
    for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        one.unlink(missing_ok=True)


def open_store(path: Path, key: bytes) -> Store:
    """Open the store at `path`, bringing an older schema up to date after a backup copy.

    Raises the problems of this room (no file, plain text, wrong key, newer program); never makes
    a store in place of one that would not open.
    """
    engine = engine_of(path, key, new=False)
    with engine.connect() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > SCHEMA:
        raise NewerStore(path)
    if version < SCHEMA:
        from ipju.storage.migrations import backup_before, upgrade

        with told(path):
            backup_before(path, key)
            upgrade(engine)
    return _named(Store(path, key, engine), key)


def _named(store: Store, key: bytes) -> Store:
    """Give a store the id that its anchors carry, when it has none yet; closed when it can't be."""
    try:
        with told(store.path):
            known = ledger.store_id(store.connection)
        if not known:
            with store.unit() as unit:
                terms = ledger.first_terms(store.connection, Secrets(key), uuid4().hex)
                for name, value in terms.items():
                    unit.settings.put(name, value)
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """An open store. Every method is called on the same thread."""

    def __init__(self, path: Path, key: bytes, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._secrets = Secrets(key)
        self._codec = CaseCodec(self._secrets)
        self._statements = Statements(self._codec)
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def unit(self) -> Iterator[UnitOfWork]:
        """Open a unit of work: committed when the block ends, rolled back when it raises."""
        connection = self._connection
        with told(self.path):
            inner = in_transaction(connection)
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield UnitOfWork(connection, self._codec, self._statements, self._secrets)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already; one that was open before
                # is not this block's to end.
                if not inner and in_transaction(connection):
                    connection.exec_driver_sql("ROLLBACK")
                raise

    def page(self, query: CaseQuery) -> CasePage:
        """Answer a list query in SQL."""
        with told(self.path):
            return lines.page(self._connection, query, self._secrets)

    def search(self, text: str, limit: int = 20) -> tuple[CaseLine, ...]:
        """Search as you type: name, 초성, number, birth date, phone, address, full RRN."""
        with told(self.path):
            return lines.search(self._connection, text, limit, self._secrets)

    def counts(self, notice: str | None = None, *, stages: bool = True) -> Mapping[str, int]:
        """Return how many cases there are by `outcome:<value>`, `stage:<value>` and in `total`.

        Without `stages` those are left out, and half of the work.
        """
        with told(self.path):
            return lines.counts(self._connection, notice, stages=stages)

    def recent(self, actor: str, limit: int = 10) -> tuple[tuple[CaseLine, datetime], ...]:
        """Return the cases last viewed by somebody, newest first."""
        with told(self.path):
            return lines.recent(self._connection, actor, limit)

    def acts(self, case_id: UUID, limit: int) -> tuple[tuple[datetime, str, str, str], ...]:
        """Return (when, who, action, why) of the ledger rows of a case, newest first."""
        return acts_of(self._connection, case_id, limit)

    def read_all(self) -> Iterator[Case]:
        """Yield every case in number order, `MANY` in memory at a time.

        Cases may be saved while this runs: each batch is read by its numbers when it is due.
        """
        after, beyond = "", ">="
        while True:
            ids = self._connection.exec_driver_sql(
                f"SELECT number, id FROM cases WHERE number {beyond} ? ORDER BY number LIMIT ?",
                (after, MANY),
            ).all()
            if not ids:
                return
            after, beyond = ids[-1][0], ">"
            with told(self.path):
                rows = stored_rows(
                    self._connection, self._codec, self._statements, [one[1] for one in ids]
                )
            yield from cases_of(self._codec, rows)

    def add_many(self, cases: Iterable[Case]) -> int:
        """Store many new cases, `MANY` in a transaction, and return how many."""
        done = 0
        batch: list[Case] = []
        for case in cases:
            batch.append(case)
            if len(batch) == MANY:
                done += self._add_batch(batch)
                batch = []
        return done + self._add_batch(batch)

    def _add_batch(self, batch: list[Case]) -> int:
        if not batch:
            return 0
        with self.unit() as unit:
            unit.cases.add_all(batch)
        return len(batch)

    def broken_ledger_row(self) -> int | None:
        """Return the first ledger row that doesn't fit the chain, None when all do."""
        with told(self.path):
            return first_break(self._connection, self._secrets)

    def shared_people(self, notice: str) -> tuple[SharedPerson, ...]:
        """Return everybody of a notice who stands in more than one of its cases."""
        with told(self.path):
            return shared_people(self._connection, notice)

    def alike(
        self, notice: str, case_id: UUID, people: Sequence[Person], phone: str
    ) -> tuple[SharedPerson, ...]:
        """Return `people` as they would stand in a case, then whoever may be one of them."""
        with told(self.path):
            return alike(self._connection, notice, case_id, people, phone, self._secrets)

    def briefly(self, case_ids: Iterable[UUID]) -> Mapping[UUID, CaseBrief]:
        """Return what tells cases that look alike apart, by their ids."""
        with told(self.path):
            return briefly(self._connection, case_ids)

    def roles_of(self, account: UUID) -> frozenset[Role]:
        """Return the roles in force of an account; none when it is closed or unknown."""
        with told(self.path):
            return Accounts(self._connection, self._secrets).roles_of(account)

    def staff(self) -> tuple[Account, ...]:
        """Return every account that ever was, closed ones too."""
        with told(self.path):
            return Accounts(self._connection, self._secrets).all()

    def trail(self, query: TrailQuery) -> TrailPage:
        """Return one page of the ledger."""
        with told(self.path):
            return trail(self._connection, query)

    def check_trail(self, anchors: Iterable[Anchor] = ()) -> ChainReport:
        """Check the whole ledger, and hold anchors that were kept outside against it."""
        with told(self.path):
            return ledger.check(self._connection, self._secrets, anchors, datetime.now(UTC))

    def head(self) -> Anchor | None:
        """Return where the ledger stands now, signed; None while it is empty."""
        with told(self.path):
            return ledger.head_of(self._connection, self._secrets, datetime.now(UTC))

    @property
    def reviews(self) -> TrailReviews:
        """What the monthly review asks of the ledger."""
        return TrailReviews(self.path, self._connection, self._secrets)

    @property
    def season(self) -> SeasonCounts:
        """What the page of a season asks of the ledger."""
        return SeasonCounts(self.path, self._connection)

    @property
    def retention(self) -> Retention:
        """Which cases may fall due for destruction."""
        return Retention(self.path, self._connection)

    @property
    def connection(self) -> Connection:
        """The connection, for this room's own tests."""
        return self._connection

    def close(self) -> None:
        """Close the store; the last one to close folds the journal into the file."""
        self._connection.close()
        self._engine.dispose()
