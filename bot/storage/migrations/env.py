"""What Alembic runs for each command: on the connection that the caller passed, in the caller's transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.storage.tables import Base, Instant


def _written(kind: str, value: Any, _context: AutogenContext) -> str | Literal[False]:
    """A migration stays readable and runs when our own column type has changed: instants are plain times with zone."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=_written,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
