"""The forward pass of the sentence model (BERT with six layers), in numpy alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.model.port import Floats
from knowledge.model.taught import Taught

HEADS = 12
# In tiles as small as this a matrix is used where it lies; a larger one is copied at each use, and
# for the few rows of a question that takes as long as the sums.
TILE = (384, 32)
TINY = 1e-12  # keeps the division in `_normalise` sound, as the model was trained


class Linear:
    """A matrix (in, out) and what is added after it."""

    def __init__(self, weight: Floats, bias: Floats) -> None:
        """Cut the matrix into tiles."""
        high, wide = weight.shape
        cut = weight.reshape(high // TILE[0], TILE[0], wide // TILE[1], TILE[1])
        self._tiles: Floats = np.ascontiguousarray(cut.transpose(0, 2, 1, 3))
        self._bias = bias

    def __call__(self, x: Floats) -> Floats:
        """Return x @ weight + bias."""
        rows = len(x)
        y = np.empty((rows, len(self._bias)), dtype=np.float32)
        by_tile = y.reshape(rows, -1, TILE[1]).transpose(1, 0, 2)
        parts = x.reshape(rows, -1, 1, TILE[0]).transpose(1, 2, 0, 3)
        if len(parts) == 1:
            np.matmul(parts[0], self._tiles[0], out=by_tile)
        else:
            np.add.reduce(parts @ self._tiles, axis=0, out=by_tile)
        y += self._bias
        return y


@dataclass(frozen=True, slots=True, eq=False)
class Norm:
    """Brings each row to mean 0 and variance 1, then stretches and shifts it."""

    gain: Floats
    shift: Floats

    def __call__(self, x: Floats) -> Floats:
        """Normalise the rows in place, and return them."""
        width = x.shape[1]
        x -= np.add.reduce(x, axis=1, keepdims=True) / width
        variance = np.einsum("ij,ij->i", x, x)[:, None] / width
        x *= 1 / np.sqrt(variance + TINY)
        x *= self.gain
        x += self.shift
        return x


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer: every piece looks at the others, then each is worked on by itself."""

    look: Linear
    gather: Linear
    gathered: Norm
    widen: Linear
    narrow: Linear
    narrowed: Norm

    def __call__(self, x: Floats, texts: int) -> Floats:
        """Return the next rows of `texts` texts of one length, which lie one below the other."""
        seen = self.gather(_attend(self.look(x), texts))
        seen += x
        seen = self.gathered(seen)
        worked = self.narrow(gelu(self.widen(seen)))
        worked += seen
        return self.narrowed(worked)


class Network:
    """The published weights, with what was taught worked into them once."""

    def __init__(self, tensors: Mapping[str, Floats], taught: Taught) -> None:
        """Arrange the weights so that no pass has to turn or join them."""
        embeddings = "embeddings.{}_embeddings.weight"
        self._words = tensors[embeddings.format("word")]
        kind = tensors[embeddings.format("token_type")][0]
        self._places = tensors[embeddings.format("position")] + kind
        self._embedded = _norm(tensors, "embeddings.LayerNorm")
        self._layers = tuple(
            _layer(tensors, taught, f"encoder.layer.{number}.") for number in _layers(tensors)
        )

    def run(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Return a row for each word piece, (texts, pieces, width): the texts have one length."""
        ids = np.asarray(texts, dtype=np.intp)
        count, length = ids.shape
        x = self._words[ids]
        x += self._places[:length]
        x = self._embedded(x.reshape(count * length, -1))
        for layer in self._layers:
            x = layer(x, count)
        return x.reshape(count, length, -1)


def gelu(x: Floats) -> Floats:
    """Change x into x * P(N <= x), N being normally distributed, in place.

    P(N > |x|) is worked out by Abramowitz and Stegun 7.1.26, right to 1.5e-7.
    """
    size = np.abs(x)
    t = size * np.float32(0.3275911 / 2**0.5)
    t += 1
    np.reciprocal(t, out=t)
    tail = t * np.float32(1.061405429 / 2)
    for term in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(term / 2)
        tail *= t
    np.multiply(size, size, out=t)
    t *= np.float32(-0.5)
    tail *= np.exp(t, out=t)
    tail *= size
    np.maximum(x, 0, out=x)
    x -= tail
    return x


def _attend(looked: Floats, texts: int) -> Floats:
    """Return what each piece takes from the pieces of its text; `looked` is query, key, value."""
    rows, width = looked.shape[0], looked.shape[1] // 3
    apart = looked.reshape(texts, rows // texts, 3, HEADS, width // HEADS)
    query, key, value = apart.transpose(2, 0, 3, 1, 4)
    share = query @ key.swapaxes(2, 3)
    share -= share.max(axis=-1, keepdims=True)
    np.exp(share, out=share)
    share /= np.add.reduce(share, axis=-1, keepdims=True)
    taken: Floats = (share @ value).transpose(0, 2, 1, 3)
    return taken.reshape(rows, width)


def _layers(tensors: Mapping[str, Floats]) -> range:
    return range(sum(name.endswith(".attention.self.query.weight") for name in tensors))


def _layer(tensors: Mapping[str, Floats], taught: Taught, name: str) -> Layer:
    def matrix(part: str) -> Floats:
        whole = f"{name}{part}"
        return taught.merge(whole, tensors[f"{whole}.weight"].T)

    def linear(part: str) -> Linear:
        return Linear(matrix(part), tensors[f"{name}{part}.bias"])

    looks = [f"attention.self.{it}" for it in ("query", "key", "value")]
    weight = np.concatenate([matrix(part) for part in looks], axis=1)
    bias = np.concatenate([tensors[f"{name}{part}.bias"] for part in looks])
    # The scores of the queries are divided by the root of a head's width: once, here.
    width = len(weight)
    weight[:, :width] *= (width / HEADS) ** -0.5
    bias[:width] *= (width / HEADS) ** -0.5
    return Layer(
        Linear(weight, bias),
        linear("attention.output.dense"),
        _norm(tensors, f"{name}attention.output.LayerNorm"),
        linear("intermediate.dense"),
        linear("output.dense"),
        _norm(tensors, f"{name}output.LayerNorm"),
    )


def _norm(tensors: Mapping[str, Floats], name: str) -> Norm:
    return Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])
