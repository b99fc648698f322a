"""Migrations with one step more than the product has."""

import shutil
from pathlib import Path

from alembic.script import ScriptDirectory

from adapters.database.migrations.head import FOLDER

HEAD = ScriptDirectory(str(FOLDER)).get_current_head() or ""
ONE_MORE = f"{int(HEAD) + 1:04}"
STEP = '''\
"""One step more."""

import os
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


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
    step = STEP.format(revision=ONE_MORE, before=HEAD, body=body)
    (folder / "versions" / f"{ONE_MORE}_one_more.py").write_text(step)
    return folder
