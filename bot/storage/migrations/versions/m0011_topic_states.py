"""Topic states: what is live and what waits on a topic is found without reading all of its revisions."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_revisions_topic_state", "revisions", ["topic_id", "state"])


def downgrade() -> None:
    op.drop_index("ix_revisions_topic_state", table_name="revisions")
