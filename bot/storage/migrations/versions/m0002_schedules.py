"""Schedules: plain text, whom a schedule tells when it stops, and what a post was made from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("subscriptions") as subscriptions:
        subscriptions.add_column(sa.Column("plain", sa.Boolean(), server_default=sa.false(), nullable=False))
        subscriptions.add_column(sa.Column("made_by_user", sa.String(length=60), server_default="", nullable=False))
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.add_column(sa.Column("plain", sa.Boolean(), server_default=sa.false(), nullable=False))
        deliveries.add_column(sa.Column("from_revision_id", sa.Integer(), nullable=True))
    op.execute("UPDATE deliveries SET from_revision_id = revision_id WHERE posted IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_column("from_revision_id")
        deliveries.drop_column("plain")
    with op.batch_alter_table("subscriptions") as subscriptions:
        subscriptions.drop_column("made_by_user")
        subscriptions.drop_column("plain")
