"""Leaner deliveries: an index that cost each post something, and that the unique slot makes needless."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_deliveries_day", table_name="deliveries")


def downgrade() -> None:
    op.create_index("ix_deliveries_day", "deliveries", ["subscription_id", "day"])
