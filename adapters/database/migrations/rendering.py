"""How a new step is written."""

from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator


def as_plain_type(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as what the database sees, so that a step outlives them."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False
