"""The schema of a database, as the database itself tells it."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from adapters.database.tables import metadata


def shape(engine: Engine) -> dict[str, Any]:
    """Return what the database itself says of each table."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (each["name"], str(each["type"]), each["nullable"], str(each["default"])[:8])
                for each in found.get_columns(table)
            ],
            "key": found.get_pk_constraint(table),
            "foreign": found.get_foreign_keys(table),
            "unique": _by_name(found.get_unique_constraints(table)),
            "checks": _by_name(found.get_check_constraints(table)),
            "indexes": _by_name(found.get_indexes(table)),
        }
        for table in sorted(set(found.get_table_names()) - {"alembic_version"})
    }


def _by_name(found: list[Any]) -> list[Any]:
    return sorted(found, key=lambda each: str(each["name"]))


def differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        exactly = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=exactly)
        return list(compare_metadata(context, metadata))
