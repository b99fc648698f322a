"""Runs the steps on the connection that `head` hands over, inside its transaction."""

from alembic import context

from adapters.database.migrations.rendering import as_plain_type
from adapters.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=as_plain_type,
)
context.run_migrations()
