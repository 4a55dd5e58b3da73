"""Corrections: places of an article that are wrong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "errata",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("marked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by", sa.String(length=100), nullable=False),
        sa.Column("taken_back", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.String(length=100), nullable=False),
        sa.Column("first_revision_id", sa.Integer(), nullable=True),
        sa.Column("last_revision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_errata_article_id")),
        sa.ForeignKeyConstraint(["first_revision_id"], ["revisions.id"], name=op.f("fk_errata_first_revision_id")),
        sa.ForeignKeyConstraint(["last_revision_id"], ["revisions.id"], name=op.f("fk_errata_last_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errata")),
    )
    with op.batch_alter_table("errata", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_errata_article_id"), ["article_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("errata", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_errata_article_id"))
    op.drop_table("errata")
