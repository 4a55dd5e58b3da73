"""Channels: a delivery's destination is found by its channel's id, which is unique enough, in half the index."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_deliveries_place", table_name="deliveries")
    op.create_index("ix_deliveries_channel", "deliveries", ["channel", "state"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_deliveries_channel", table_name="deliveries")
    op.create_index("ix_deliveries_place", "deliveries", ["platform", "server", "channel", "state"], unique=False)
