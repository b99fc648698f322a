"""The sentence model that is shipped: all-MiniLM-L6-v2, taught on made-up schools' policies."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from knowledge.model.network import Network
from knowledge.model.port import CLAUSE_PIECES, Encoded, Floats
from knowledge.model.taught import Taught, read_taught
from knowledge.model.weights import Published, find_model, read_published

# Fewer waste no time on long texts; more would be too many for the network's tiles.
PIECES_AT_ONCE = 80


class Encoder:
    """Reads texts with the published weights and what they were taught; threads may share it."""

    def __init__(self, published: Published, taught: Taught) -> None:
        """Work what was taught into the weights."""
        self.taught = taught
        self.fingerprint = f"{published.fingerprint} {taught.fingerprint}"
        self._tokenizer = published.tokenizer
        self._network = Network(published.tensors, taught)

    def encode(self, texts: Sequence[str], pieces: int = CLAUSE_PIECES) -> list[Encoded]:
        """Return each text as the model reads it, up to that many word pieces."""
        ids = [self._tokenizer.encode(text).ids[:pieces] for text in texts]
        encoded: dict[int, Encoded] = {}
        for batch in _batches(ids):
            rows = self._network.run([ids[position] for position in batch])
            encoded.update(zip(batch, map(self._sum_up, rows), strict=True))
        return [encoded[position] for position in range(len(texts))]

    def _sum_up(self, rows: Floats) -> Encoded:
        weights = np.logaddexp(0, rows @ self.taught.attention + self.taught.threshold)
        weights[0] = 0  # the piece that opens every text says nothing of its own
        return Encoded(
            unit(rows @ self.taught.projection),
            (weights / weights.sum()).astype(np.float32),
            unit(rows.mean(axis=0)),
        )


def unit(rows: Floats) -> Floats:
    """Return the rows, each brought to length 1."""
    lengths = np.sqrt(np.einsum("...i,...i->...", rows, rows))[..., None]
    scaled: Floats = rows / np.maximum(lengths, np.float32(1e-9))
    return scaled


@cache
def load_encoder() -> Encoder:
    """Return the sentence model of this computer, read once; raises `NoModel` where there is none.

    It takes a second and 90 MB.
    """
    return Encoder(read_published(find_model()), read_taught())


def _batches(texts: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the positions of texts of one length, as many as are worked on at once."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for position, ids in enumerate(texts):
        by_length[len(ids)].append(position)
    for length, positions in by_length.items():
        most = max(1, PIECES_AT_ONCE // length)
        for start in range(0, len(positions), most):
            yield positions[start : start + most]
