"""Quoted clauses as Teams citations."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """One quoted clause behind a numbered marker in a message's text."""

    position: int
    name: str
    abstract: str
    card: dict[str, Any]
