"""What Alembic runs: the migrations, on the connection and in the transaction that ``bot.records.migrating`` opened."""

from alembic import context

from bot.records.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
