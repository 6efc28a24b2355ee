"""Migrations: the schema of every released version, step by step, run by Alembic."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine


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


def backup_before(path: Path, key: bytes) -> Path:
    """Back the store up, opened and compared, before a migration; return the backup file.

    Where the chosen backup folder is not to be had (a disk taken out) or is full, the backup is
    laid beside the store: nobody could choose another folder before the store is open.
    """
    from ipju.storage import custody
    from ipju.storage.backup import StoreBackups
    from ipju.storage.problems import NotWritten
    from ipju.storage.rotation import BEFORE_MIGRATION

    keys, beside = path.parent / custody.SLOTS, path.parent / custody.FOLDER
    try:
        return StoreBackups(path, key, keys).make(BEFORE_MIGRATION).path
    except (custody.FolderGone, NotWritten):
        if custody.folder_of(path) == beside:
            raise
        return StoreBackups(path, key, keys, beside).make(BEFORE_MIGRATION).path
