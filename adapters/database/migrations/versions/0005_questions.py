"""Questions: answers that are kept, and what the policies left open; nobody who asked."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "pinned_answers",
        sa.Column("school", sa.String(length=64), nullable=False),
        sa.Column("wording", sa.String(length=400), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=160), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("clause", sa.String(length=255), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("school", "wording", name=op.f("pk_pinned_answers")),
    )
    op.create_table(
        "policy_gaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(length=64), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("miss", sa.String(length=16), nullable=False),
        sa.Column("wording", sa.String(length=400), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_gaps")),
    )
    with op.batch_alter_table("policy_gaps", schema=None) as batch_op:
        batch_op.create_index(
            "ix_policy_gaps_school_asked_on", ["school", "asked_on"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("policy_gaps", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_gaps_school_asked_on")

    op.drop_table("policy_gaps")
    op.drop_table("pinned_answers")
