"""A leaner fan-out: what a delivery due costs the database.

Its subscription is no longer looked up and locked for each row, from which the row was made a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = "fk_deliveries_subscription_id"


def upgrade() -> None:
    with _parts_aside(), op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_constraint(NAME, type_="foreignkey")


def downgrade() -> None:
    with _parts_aside(), op.batch_alter_table("deliveries") as deliveries:
        deliveries.create_foreign_key(NAME, "subscriptions", ["subscription_id"], ["id"])


@contextmanager
def _parts_aside() -> Iterator[None]:
    """SQLite makes a table anew to change it, and lets no row that refers to the old one be left."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute(sa.text("CREATE TEMPORARY TABLE kept_parts AS SELECT * FROM parts"))
    op.execute(sa.text("DELETE FROM parts"))
    yield
    op.execute(sa.text("INSERT INTO parts SELECT * FROM kept_parts"))
    op.execute(sa.text("DROP TABLE kept_parts"))
