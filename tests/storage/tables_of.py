"""What lies in the tables of a store, row by row, whatever its schema."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection


def tables_of(connection: Connection) -> tuple[str, ...]:
    """Return the tables of a store, without those that SQLite keeps for the full text index."""
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'case_search%' ORDER BY name"
    )
    return tuple(row[0] for row in found)


def counted(connection: Connection) -> Mapping[str, int]:
    """Return how many rows each table has."""
    run = connection.exec_driver_sql
    return {
        one: int(run(f'SELECT count(*) FROM "{one}"').scalar_one()) for one in tables_of(connection)
    }


def rows_of(
    connection: Connection, columns: Mapping[str, tuple[str, ...]]
) -> Mapping[str, list[tuple[Any, ...]]]:
    """Return the rows of these columns of these tables, in an order of their own."""
    return {
        table: sorted(
            (
                tuple(row)
                for row in connection.exec_driver_sql(
                    "SELECT " + ", ".join(f'"{one}"' for one in names) + f' FROM "{table}"'
                )
            ),
            key=repr,
        )
        for table, names in columns.items()
    }


def columns_of(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of every table."""
    return {
        table: tuple(
            row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")').all()
        )
        for table in tables_of(connection)
    }
