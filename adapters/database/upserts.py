"""Insert, or change what is there: the one statement that both databases spell alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = postgresql.Insert | sqlite.Insert


def upsert(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    otherwise: Mapping[str, Any],
) -> Insert:
    """Return an insert of key and values that sets `otherwise` where the key exists already."""
    row = insert_for(connection, table).values({**key, **values})
    return row.on_conflict_do_update(index_elements=list(key), set_=dict(otherwise))


def insert_for(connection: Connection, table: Table) -> Insert:
    """Return the dialect's insert, which knows about conflicts."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
