"""The sentence model's network, beside the same sums written as slowly and plainly as can be."""

from collections.abc import Mapping, Sequence
from math import erf

import numpy as np
import pytest

from knowledge.model.network import Linear, Network, gelu
from knowledge.model.port import Floats
from knowledge.model.taught import read_taught
from tests.knowledge.made_up_model import WIDTH, made_up, made_up_tensors, taught

CLOSE = 1e-4
HEADS = 12


def plainly(tensors: Mapping[str, Floats], ids: Sequence[int], layers: int) -> Floats:
    """Return the rows of one text by the book."""
    words, places, kinds = (
        tensors[f"embeddings.{it}_embeddings.weight"] for it in ("word", "position", "token_type")
    )
    x = norm(tensors, "embeddings.LayerNorm", words[list(ids)] + places[: len(ids)] + kinds[0])
    for number in range(layers):
        name = f"encoder.layer.{number}."
        seen = dense(tensors, f"{name}attention.output.dense", attention(tensors, name, x))
        x = norm(tensors, f"{name}attention.output.LayerNorm", seen + x)
        wide = dense(tensors, f"{name}intermediate.dense", x)
        worked = dense(tensors, f"{name}output.dense", wide * bell(wide))
        x = norm(tensors, f"{name}output.LayerNorm", worked + x)
    return x


def attention(tensors: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    query, key, value = (
        np.split(dense(tensors, f"{name}attention.self.{part}", x), HEADS, axis=1)
        for part in ("query", "key", "value")
    )
    heads = []
    for q, k, v in zip(query, key, value, strict=True):
        share = np.exp(q @ k.T / (WIDTH / HEADS) ** 0.5)
        heads.append(share / share.sum(axis=1, keepdims=True) @ v)
    return np.concatenate(heads, axis=1)


def dense(tensors: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def norm(tensors: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    spread = x.std(axis=1, keepdims=True)
    found: Floats = (x - x.mean(axis=1, keepdims=True)) / spread
    return found * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def bell(x: Floats) -> Floats:
    return np.array([(1 + erf(it / 2**0.5)) / 2 for it in x.flat], np.float32).reshape(x.shape)


def test_the_network_does_the_sums_of_the_book() -> None:
    tensors, text = made_up_tensors(layers=2), [1, 7, 7, 30, 2]

    rows = Network(tensors, taught({})).run([text])

    assert np.abs(rows[0] - plainly(tensors, text, layers=2)).max() < CLOSE


def test_texts_of_one_length_are_worked_on_together_and_do_not_see_each_other() -> None:
    network = Network(made_up_tensors(layers=1), taught({}))

    together = network.run([[1, 7, 2], [1, 8, 2]])

    assert np.abs(together[1] - network.run([[1, 8, 2]])[0]).max() < CLOSE


def test_what_was_taught_is_added_to_the_weights_of_its_layer() -> None:
    tensors = made_up_tensors(layers=1)
    name = "encoder.layer.0.attention.self.query"
    thin, wide = made_up(90, WIDTH, 8), made_up(91, 8, WIDTH)
    changed = {**tensors, f"{name}.weight": tensors[f"{name}.weight"] + (thin @ wide).T}

    rows = Network(tensors, taught({name: (thin, wide)})).run([[1, 7, 30, 2]])

    assert np.abs(rows[0] - plainly(changed, [1, 7, 30, 2], layers=1)).max() < CLOSE
    assert np.abs(rows[0] - plainly(tensors, [1, 7, 30, 2], layers=1)).max() > CLOSE


def test_the_weights_that_were_read_are_left_as_they_are() -> None:
    tensors = made_up_tensors(layers=1)
    before = {name: it.copy() for name, it in tensors.items()}

    Network(tensors, taught({})).run([[1, 7, 30, 2]])

    assert [name for name, it in tensors.items() if (it != before[name]).any()] == []


@pytest.mark.parametrize("high", [384, 1536])
def test_a_matrix_in_tiles_gives_what_the_whole_gives(high: int) -> None:
    weight, bias, x = made_up(1, high, 64), made_up(2, 64), made_up(3, 5, high)

    assert np.abs(Linear(weight, bias)(x) - (x @ weight + bias)).max() < CLOSE


def test_gelu_is_exact_over_its_whole_range() -> None:
    x = np.linspace(-9, 9, 4001, dtype=np.float32)

    assert np.abs(gelu(x.copy()) - x * bell(x)).max() < 1e-6


def test_what_is_shipped_was_taught_about_layers_that_the_model_has() -> None:
    shipped = read_taught()

    tensors = made_up_tensors(layers=6)
    layers = {name: it.shape[::-1] for name, it in tensors.items() if it.ndim == 2}
    assert shipped.projection.shape[0] == WIDTH
    assert shipped.attention.shape == (WIDTH,)
    assert {name: (thin @ wide).shape for name, (thin, wide) in shipped.changes.items()} == {
        name: layers[f"{name}.weight"] for name in shipped.changes
    }
