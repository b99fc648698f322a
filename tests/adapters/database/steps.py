"""Migrations with one step more than the product has."""

import shutil
from pathlib import Path

from adapters.database.migrations.head import FOLDER

STEP = '''\
"""One step more."""

import os
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    {body}
'''
LONGER_REFERENCES = (
    'with op.batch_alter_table("cases") as cases:\n'
    '        cases.alter_column("ref", type_=sa.String(64), existing_nullable=False)'
)


def with_step(place: Path, body: str) -> Path:
    """Return a folder of migrations whose newest step does that."""
    folder = place / "migrations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_one_more.py").write_text(STEP.format(body=body))
    return folder
