"""Sending: what replicas share, deliveries found by server, and procrastinate's queue."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DROP_QUEUE = """
DO $$
DECLARE found record;
BEGIN
    DROP TABLE IF EXISTS procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers
        CASCADE;
    FOR found IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' LOOP
        EXECUTE 'DROP FUNCTION IF EXISTS ' || found.name || ' CASCADE';
    END LOOP;
    DROP TYPE IF EXISTS procrastinate_job_to_defer_v1, procrastinate_job_status, procrastinate_job_event_type CASCADE;
END $$
"""


def upgrade() -> None:
    time = sa.DateTime(timezone=True)
    op.create_table(
        "senders",
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("replica", sa.String(length=40), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("busy", sa.Boolean(), nullable=False),
        sa.Column("until", time, nullable=False),
        sa.Column("freed", sa.Integer(), nullable=False),
        sa.Column("freed_at", time, nullable=True),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("held_until", time, nullable=True),
        sa.Column("held_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "replica", name="pk_senders"),
    )
    op.create_table(
        "gestures",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("at", time, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_gestures"),
    )
    op.create_index("ix_gestures_at", "gestures", ["at"])
    op.drop_index("ix_deliveries_state", table_name="deliveries")
    op.create_index("ix_deliveries_turn", "deliveries", ["state", "platform", "server", "due"])
    if op.get_bind().dialect.name == "postgresql":
        _make_queue()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DROP_QUEUE)
    op.drop_index("ix_deliveries_turn", table_name="deliveries")
    op.create_index("ix_deliveries_state", "deliveries", ["state", "retry_at"])
    op.drop_index("ix_gestures_at", table_name="gestures")
    op.drop_table("gestures")
    op.drop_table("senders")


def _make_queue() -> None:
    """As procrastinate's own schema manager would: its whole schema is one text of many statements."""
    schema = (resources.files("procrastinate.sql") / "schema.sql").read_text(encoding="utf-8")
    op.get_bind().execution_options(no_parameters=True).exec_driver_sql(schema)
