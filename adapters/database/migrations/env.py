"""Runs the steps on the engine that `head.migrate` hands over, all in one transaction."""

from alembic import context

from adapters.database.tables import metadata

with context.config.attributes["engine"].begin() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    context.run_migrations()
