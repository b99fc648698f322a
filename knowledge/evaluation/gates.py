"""Gates: what a run must reach, as typed on the command line or as written in floor.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

FLOOR_FILE = Path(__file__).with_name("floor.yaml")

Share = Annotated[float, Field(ge=0, le=1)]
Bounds = Mapping[str, Share]


class NoGate(ValueError):
    """A text is not a gate, or names a figure that there is not."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure's name and the least, or with `is_most` the most, that it may be."""

    name: str
    bound: float
    is_most: bool = False

    def fault(self, figures: Mapping[str, float]) -> str | None:
        """Return what is wrong in one sentence, or None; `NoGate` where there is no such figure."""
        if self.name not in figures:
            raise NoGate(f"There is no figure {self.name!r}. There are: {', '.join(figures)}.")
        found = figures[self.name]
        if self.is_most:
            wrong, word = found > self.bound, "at most"
        else:
            wrong, word = found < self.bound, "at least"
        return f"{self.name} is {found:.3f} and must be {word} {self.bound:.3f}." if wrong else None


class Bound(BaseModel):
    """What one set of questions must reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at_least: Bounds = {}
    at_most: Bounds = {}


class Floor(BaseModel):
    """The whole of floor.yaml; how far a figure may slip before a test fails is `tolerance`.

    `questions` holds, for each set of questions, what is reached `with_model` and `without_model`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tolerance: Share
    questions: Mapping[str, Mapping[str, Bound]]

    def gates(self, questions: str, way: str) -> tuple[Gate, ...]:
        """Return the gates of a set of questions, the tolerance already given; none is a fault."""
        bound = self.questions[questions][way]
        least = (Gate(n, round(b - self.tolerance, 6)) for n, b in bound.at_least.items())
        most = (
            Gate(n, round(b + self.tolerance, 6), is_most=True) for n, b in bound.at_most.items()
        )
        return (*least, *most)


def load_floor(path: Path = FLOOR_FILE) -> Floor:
    """Return what the file says."""
    return Floor.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def read_gate(text: str, *, is_most: bool = False) -> Gate:
    """Return the gate that is typed as "hit1=0.62"; raises `NoGate`."""
    name, _, bound = text.partition("=")
    try:
        return Gate(name.strip(), float(bound), is_most)
    except ValueError as fault:
        raise NoGate(f"{text!r} is not a gate. Write a figure and a share: hit1=0.62.") from fault


def faults(gates: Iterable[Gate], figures: Mapping[str, float]) -> list[str]:
    """Return a sentence for each gate that the figures do not pass."""
    return [fault for gate in gates if (fault := gate.fault(figures))]
