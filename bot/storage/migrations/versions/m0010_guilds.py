"""What is kept of a Discord server: when it left, which roles count in the newsroom, and silent posts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "server_roles",
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("server", sa.String(length=60), nullable=False),
        sa.Column("role_id", sa.String(length=60), nullable=False),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("platform", "server", "role_id", name=op.f("pk_server_roles")),
    )
    with op.batch_alter_table("servers") as servers:
        servers.add_column(sa.Column("left", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("subscriptions") as subscriptions:
        subscriptions.add_column(sa.Column("silent", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("subscriptions") as subscriptions:
        subscriptions.drop_column("silent")
    with op.batch_alter_table("servers") as servers:
        servers.drop_column("left")
    op.drop_table("server_roles")
