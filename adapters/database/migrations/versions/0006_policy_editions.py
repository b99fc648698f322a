"""Policy editions: which version of a policy was in force when."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "policy_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=64), nullable=False),
        sa.Column("school", sa.String(length=64), nullable=False),
        sa.Column("policy", sa.String(length=255), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("suffix", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(length=160), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", sa.String(length=160), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_editions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_policy_editions_public_id")),
    )
    with op.batch_alter_table("policy_editions", schema=None) as batch_op:
        batch_op.create_index("ix_policy_editions_school", ["school"], unique=False)
        batch_op.create_index("ix_policy_editions_retired_at", ["retired_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("policy_editions", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_editions_retired_at")
        batch_op.drop_index("ix_policy_editions_school")

    op.drop_table("policy_editions")
