"""Answers: pinned by editors, and what readers asked in vain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pinned_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_pinned_answers_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pinned_answers"),
    )
    op.create_index("ix_pinned_answers_topic_id", "pinned_answers", ["topic_id"])
    op.create_table(
        "pinned_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pinned_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("errata", sa.JSON(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_pinned_versions_article_id"),
        sa.ForeignKeyConstraint(["pinned_id"], ["pinned_answers.id"], name="fk_pinned_versions_pinned_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pinned_versions"),
        sa.UniqueConstraint("pinned_id", "number", name="uq_pinned_versions_pinned_id_number"),
    )
    op.create_table(
        "open_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("plain", sa.String(length=300), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("closest", sa.Integer(), nullable=False),
        sa.Column("called_right", sa.Integer(), nullable=False),
        sa.Column("called_wrong", sa.Integer(), nullable=False),
        sa.Column("called_missing", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_open_questions_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_open_questions"),
        sa.UniqueConstraint("topic_id", "plain", name="uq_open_questions_topic_id_plain"),
    )
    op.create_index("ix_open_questions_last", "open_questions", ["last"])
    op.create_table(
        "feedback_marks",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["open_questions.id"], name="fk_feedback_marks_question_id"),
        sa.PrimaryKeyConstraint("mark", name="pk_feedback_marks"),
    )
    op.create_index("ix_feedback_marks_question_id", "feedback_marks", ["question_id"])


def downgrade() -> None:
    for table in ("feedback_marks", "open_questions", "pinned_versions", "pinned_answers"):
        op.drop_table(table)
