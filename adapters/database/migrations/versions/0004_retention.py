"""Retention: what is kept back, until when, what was erased, and the tombstones of that."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("legal_hold", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("retain_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE cases SET legal_hold = false")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.alter_column("legal_hold", existing_type=sa.Boolean(), nullable=False)
        batch_op.create_index(
            "ix_cases_school_erased_at_retain_until",
            ["school", "erased_at", "retain_until"],
            unique=False,
        )

    op.create_table(
        "tombstones",
        sa.Column("school", sa.String(length=64), nullable=False),
        sa.Column("case", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "case", name=op.f("pk_tombstones")),
    )


def downgrade() -> None:
    op.drop_table("tombstones")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_school_erased_at_retain_until")
        batch_op.drop_column("erased_at")
        batch_op.drop_column("retain_until")
        batch_op.drop_column("legal_hold")
