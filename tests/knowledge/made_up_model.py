"""Sentence models that need no download: one that knows no meaning, and a small real network."""

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np
import pytest

from knowledge.model.encoder import unit
from knowledge.model.port import CLAUSE_PIECES, Encoded, Floats
from knowledge.model.taught import Taught
from knowledge.model.weights import PACKAGE

needs_model = pytest.mark.skipif(
    find_spec(PACKAGE) is None, reason="The sentence model is not installed here."
)

WIDTH = 384


def made_up(seed: int, *shape: int) -> Floats:
    """Return numbers that look like weights, the same for the same seed."""
    return np.random.default_rng(seed).normal(0, 0.1, shape).astype(np.float32)


def encoded(seed: int, pieces: int) -> Encoded:
    """Return a text of so many word pieces, the first of which does not count."""
    weights = np.full(pieces, 1 / (pieces - 1), dtype=np.float32)
    weights[0] = 0
    return Encoded(unit(made_up(seed, pieces, 96)), weights, unit(made_up(seed, WIDTH)))


class WordCounter:
    """Reads a text as one piece for each of its words, and counts the texts that it read."""

    def __init__(self, fingerprint: str = "made up") -> None:
        self.fingerprint = fingerprint
        self.read = 0

    def encode(self, texts: Sequence[str], pieces: int = CLAUSE_PIECES) -> list[Encoded]:
        self.read += len(texts)
        return [encoded(len(text), min(pieces, len(text.split()) + 2)) for text in texts]


def made_up_tensors(layers: int) -> dict[str, Floats]:
    """Return the weights of a network with the published one's names and widths."""
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (50, WIDTH),
        "embeddings.position_embeddings.weight": (20, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        **_norm("embeddings.LayerNorm"),
    }
    for layer in range(layers):
        name = f"encoder.layer.{layer}."
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes |= _linear(f"{name}attention.{part}", WIDTH, WIDTH)
        shapes |= _linear(f"{name}intermediate.dense", WIDTH, 4 * WIDTH)
        shapes |= _linear(f"{name}output.dense", 4 * WIDTH, WIDTH)
        shapes |= _norm(f"{name}attention.output.LayerNorm") | _norm(f"{name}output.LayerNorm")
    return {name: made_up(seed, *shape) for seed, (name, shape) in enumerate(shapes.items())}


def taught(changes: dict[str, tuple[Floats, Floats]]) -> Taught:
    """Return what was taught: these changes, and nothing of use besides."""
    return Taught(changes, made_up(1, WIDTH, 96), made_up(2, WIDTH), 0.5, 15.0, 5.0, "made up")


def _linear(name: str, width_in: int, width_out: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (width_out, width_in), f"{name}.bias": (width_out,)}


def _norm(name: str) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}
