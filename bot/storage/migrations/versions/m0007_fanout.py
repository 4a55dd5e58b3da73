"""A leaner fan-out: what a delivery due costs the database.

Its subscription and topic are no longer looked up and locked for each row, which was made from them a moment ago.
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

PARENTS = {"subscription_id": "subscriptions", "topic_id": "topics"}


def upgrade() -> None:
    with _parts_aside(), op.batch_alter_table("deliveries") as deliveries:
        for column in PARENTS:
            deliveries.drop_constraint(f"fk_deliveries_{column}", type_="foreignkey")


def downgrade() -> None:
    with _parts_aside(), op.batch_alter_table("deliveries") as deliveries:
        for column, parent in PARENTS.items():
            deliveries.create_foreign_key(f"fk_deliveries_{column}", parent, [column], ["id"])


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
