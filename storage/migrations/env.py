"""Run by Alembic: migrates the connection that ``storage.schema`` hands over, inside its transaction."""

from alembic import context

from storage.models import Base

connection = context.config.attributes["connection"]
# Batch mode: SQLite changes a column by rebuilding its table.
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
