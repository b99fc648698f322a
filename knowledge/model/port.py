"""What the search needs of a sentence model, so that a better one can take this one's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

# How many word pieces of a text are read: a question is short, and a clause says early what it is.
QUESTION_PIECES = 48
CLAUSE_PIECES = 128


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text as the model read it: a row of length 1 for each word piece, and one for the whole.

    `weights` say how much each piece matters where the text is a question; they sum to 1.
    """

    tokens: Floats
    weights: Floats
    sentence: Floats


class SentenceModel(Protocol):
    """Turns texts into vectors that lie near each other where the texts mean the same."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text would be read differently."""
        ...

    def encode(self, texts: Sequence[str], pieces: int = CLAUSE_PIECES) -> list[Encoded]:
        """Return each text as the model reads it, up to that many word pieces."""
        ...
