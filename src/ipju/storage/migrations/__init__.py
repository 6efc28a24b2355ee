"""Migrations: the schema of every released version, step by step, run by Alembic."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

BACKUPS = "before-migration"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the store's schema up to `to`, in one transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(Path(__file__).parent))
    with engine.connect() as connection:
        driver = connection.execution_options(isolation_level="AUTOCOMMIT")
        driver.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            context = MigrationContext.configure(
                driver, opts={"fn": lambda revision, _context: scripts._upgrade_revs(to, revision)}
            )
            with Operations.context(context):
                context.run_migrations()
        except BaseException:
            driver.exec_driver_sql("ROLLBACK")
            raise
        driver.exec_driver_sql("COMMIT")


def backup_before(engine: Engine, path: Path, version: int) -> Path:
    """Copy the store, encrypted as it is, beside itself before a migration; return the copy."""
    copy = path.parent / BACKUPS / f"{path.stem}-schema-{version}{path.suffix}"
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with engine.connect() as connection:
        # Copied by SQLite itself: a file read past it could be caught between two writes.
        driver = connection.execution_options(isolation_level="AUTOCOMMIT")
        driver.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(copy)
    return copy
