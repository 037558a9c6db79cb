"""Brings the tables of a database up to what this Newsdesk reads and writes."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import RecordsError

HEAD = "0007"
"""The newest migration; their names count up."""
LOCK = 0x6E657773
"""Any number that nobody else locks in this PostgreSQL database."""


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, in the connection's own transaction: all of them or none.

    Two processes that start at once wait for each other. Raises RecordsError at a database that a newer Newsdesk made,
    SQLAlchemyError when a migration fails.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    version = ""
    if inspect(connection).has_table("alembic_version"):
        version = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    if version > HEAD:
        raise RecordsError(
            f"the records were made by a newer Newsdesk: their tables are version {version}, this one knows {HEAD}",
            hint="run the newer Newsdesk, or name another database in [records] database",
        )
    if version < HEAD:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # Alembic takes its time to import, and most starts have nothing to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    command.upgrade(config, "head")
