"""Teaching the sentence model: small changes to its last layers, learned on the made-up schools.

Whatever brings a question nearer to its right clauses than to the others is kept. Needs JAX, which
nothing else here does, and half an hour.
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from knowledge.concept_files import load_topics
from knowledge.model import taught
from knowledge.model.port import Floats
from knowledge.model.weights import Published, find_model, read_published
from knowledge.training.lessons import Ground, Hard, Lesson, count, in_lessons, make_round
from knowledge.training.schools import load_schools

TAUGHT = Path(taught.__file__).with_name("taught.npz")
HEADS, LAYERS, FIRST_TAUGHT = 12, 6, 3
WIDTH, KEPT, RANK = 384, 96, 8
CHANGED = {
    "attention.self.query": (WIDTH, WIDTH),
    "attention.self.value": (WIDTH, WIDTH),
    "attention.output.dense": (WIDTH, WIDTH),
    "intermediate.dense": (WIDTH, 4 * WIDTH),
    "output.dense": (4 * WIDTH, WIDTH),
}
# Every text is brought to one length, as JAX makes a program for each shape.
QUESTION_PIECES, CLAUSE_PIECES = 32, 64
HARDEST = 8
ROUNDS, RATE, WARM_UP = 4, 4e-4, 30

Array: TypeAlias = jax.Array
Tree: TypeAlias = dict[str, Any]  # of arrays, within others: JAX has no type of its own for it
State: TypeAlias = tuple[Tree, Tree, Tree]
Say: TypeAlias = Callable[[str], object]


class Texts(NamedTuple):
    """Texts as the untaught layers read them (texts, pieces, width), and where there are pieces."""

    rows: Array
    mask: Array


class Reader:
    """Runs texts through the layers that stay as they are, each text once."""

    def __init__(self, published: Published) -> None:
        self.tensors = {name: jnp.asarray(it) for name, it in published.tensors.items()}
        self._tokenizer = published.tokenizer
        self._known: dict[tuple[str, int], tuple[Floats, Floats]] = {}
        self._run = jax.jit(_lower_layers)

    def read(self, texts: Sequence[str], pieces: int) -> Texts:
        """Return texts, each cut or filled to so many pieces."""
        for text in texts:
            if (text, pieces) not in self._known:
                self._known[text, pieces] = self._read(text, pieces)
        rows, masks = zip(*(self._known[text, pieces] for text in texts), strict=True)
        return Texts(jnp.asarray(np.stack(rows)), jnp.asarray(np.stack(masks)))

    def _read(self, text: str, pieces: int) -> tuple[Floats, Floats]:
        ids = self._tokenizer.encode(text).ids[:pieces]
        mask = (np.arange(pieces) < len(ids)).astype(np.float32)
        filled = np.array([[*ids, *[0] * (pieces - len(ids))]])
        return np.asarray(self._run(self.tensors, filled, mask[None])[0]), mask


class Teacher:
    """Holds what is learned, and the running means with which Adam learns it."""

    def __init__(self, reader: Reader, projection: Floats) -> None:
        self._reader = reader
        attention = {"u": jnp.zeros(WIDTH), "ub": jnp.array(0.5)}
        worth = {"a": jnp.array(15.0), "b": jnp.array(5.0)}
        changes = {"lora": _no_changes()}
        self.learned: Tree = {"P": jnp.asarray(projection), **attention, **worth, **changes}
        self._mean = self._square = jax.tree_util.tree_map(jnp.zeros_like, self.learned)
        self._taken = 0
        self._slope = jax.jit(jax.value_and_grad(_loss))
        self._step, self._scores = jax.jit(_step), jax.jit(_scores)

    def learn(self, lesson: Lesson, rate: float) -> float:
        """Take one step, and return how wrong the lesson was before it."""
        self._taken += 1
        asked = self._reader.read(lesson.asked, QUESTION_PIECES)
        ruled = self._reader.read(lesson.ruled, CLAUSE_PIECES)
        right = jnp.asarray(np.array(lesson.right))
        loss, slope = self._slope(self.learned, self._reader.tensors, asked, ruled, right)
        state = (self.learned, self._mean, self._square)
        self.learned, self._mean, self._square = self._step(state, slope, self._taken, rate)
        return float(loss)

    def hard(self, ground: Ground) -> Hard:
        """Return for each question the wrong clauses that come first now."""
        found: dict[str, list[int]] = {}
        ruled = self._reader.read(ground.clauses, CLAUSE_PIECES)
        for pairs in in_lessons(ground.pairs):
            asked = self._reader.read([pair.question for pair in pairs], QUESTION_PIECES)
            scores = np.asarray(self._scores(self.learned, self._reader.tensors, asked, ruled))
            for pair, order in zip(pairs, np.argsort(-scores, axis=1), strict=True):
                wrong = [int(place) for place in order if place not in pair.right]
                found[pair.question] = wrong[:HARDEST]
        return found


def teach(say: Say, rounds: int = ROUNDS, path: Path = TAUGHT) -> None:
    """Teach the published model, and write what it was taught where the search looks for it."""
    chance = Random(0)  # noqa: S311 - it has to be the same each time
    grounds, topics = list(map(Ground.of, load_schools())), load_topics()
    reader = Reader(read_published(find_model()))
    teacher = Teacher(reader, _main_directions(reader, grounds))
    total, taken = count(grounds) * rounds, 0
    for number in range(rounds):
        hard = [(ground, teacher.hard(ground) if number else {}) for ground in grounds]
        losses = []
        for lesson in make_round(hard, topics, chance):
            taken += 1
            rate = RATE * min(1, taken / WARM_UP) * (1 - 0.9 * taken / total)
            losses.append(teacher.learn(lesson, rate))
        say(f"Round {number + 1} of {rounds}: loss {np.mean(losses):.3f}")
    _write(teacher.learned, path)


def _main_directions(reader: Reader, grounds: Sequence[Ground]) -> Floats:
    """Return the directions in which word pieces of clauses differ most: where to start from."""
    run = jax.jit(_upper_layers)
    sums = np.zeros((WIDTH, WIDTH))
    for ground in grounds:
        texts = reader.read(ground.clauses, CLAUSE_PIECES)
        rows = np.asarray(_unit(run({}, reader.tensors, texts)))[np.asarray(texts.mask) > 0]
        sums += rows.T @ rows
    return np.linalg.eigh(sums)[1][:, ::-1][:, :KEPT].astype(np.float32)


def _no_changes() -> Tree:
    """Return thin matrices whose products are nothing yet."""
    key, changes = jax.random.PRNGKey(0), {}
    for layer in range(FIRST_TAUGHT, LAYERS):
        for name, (high, wide) in CHANGED.items():
            key, own = jax.random.split(key)
            thin = jax.random.normal(own, (high, RANK)) / math.sqrt(high)
            changes[f"{layer}.{name}"] = {"A": thin, "B": jnp.zeros((RANK, wide))}
    return changes


def _step(state: State, slope: Tree, taken: Array, rate: Array) -> State:
    """Return what is learned, and Adam's two means, after one step."""
    learned, mean, square = state
    by_leaf = jax.tree_util.tree_map
    mean = by_leaf(lambda m, s: 0.9 * m + 0.1 * s, mean, slope)
    square = by_leaf(lambda q, s: 0.999 * q + 0.001 * s * s, square, slope)
    soon, late = 1 - 0.9**taken, 1 - 0.999**taken
    learned = by_leaf(
        lambda it, m, q: it - rate * (m / soon) / (jnp.sqrt(q / late) + 1e-8), learned, mean, square
    )
    return learned, mean, square


def _loss(learned: Tree, tensors: Tree, asked: Texts, ruled: Texts, right: Array) -> Array:
    """Return how little of each question's share goes to right clauses, if any is there."""
    shares = jax.nn.log_softmax(_scores(learned, tensors, asked, ruled), axis=-1)
    found = jax.nn.logsumexp(jnp.where(right, shares, -1e9), axis=-1)
    counted = right.any(axis=-1)
    return -jnp.where(counted, found, 0.0).sum() / counted.sum()


def _scores(learned: Tree, tensors: Tree, asked: Texts, ruled: Texts) -> Array:
    """Return how near each clause is to each question, as the search works it out."""
    questions = _upper_layers(learned["lora"], tensors, asked)
    clauses = _upper_layers(learned["lora"], tensors, ruled)
    whole = _unit(_mean(questions, asked.mask)) @ _unit(_mean(clauses, ruled.mask)).T
    weights = jax.nn.softplus(questions @ learned["u"] + learned["ub"]) * asked.mask
    weights = weights.at[:, 0].set(0.0)
    weights = weights / weights.sum(axis=1, keepdims=True)
    pieces, others = _unit(questions @ learned["P"]), _unit(clauses @ learned["P"])
    near = jnp.einsum("qid,cjd->qcij", pieces, others)
    nearest = jnp.where(ruled.mask[None, :, None, :] > 0, near, -1.0).max(axis=-1)
    return learned["a"] * (nearest * weights[:, None, :]).sum(axis=-1) + learned["b"] * whole


def _lower_layers(tensors: Tree, ids: Array, mask: Array) -> Array:
    embedded = tensors["embeddings.word_embeddings.weight"][ids]
    embedded += tensors["embeddings.position_embeddings.weight"][: ids.shape[1]]
    embedded += tensors["embeddings.token_type_embeddings.weight"][0]
    rows = _normal(tensors, "embeddings.LayerNorm", embedded)
    for layer in range(FIRST_TAUGHT):
        rows = _layer({}, tensors, layer, Texts(rows, mask))
    return rows


def _upper_layers(changes: Tree, tensors: Tree, texts: Texts) -> Array:
    rows = texts.rows
    for layer in range(FIRST_TAUGHT, LAYERS):
        rows = _layer(changes, tensors, layer, Texts(rows, texts.mask))
    return rows


def _layer(changes: Tree, tensors: Tree, layer: int, texts: Texts) -> Array:
    at, (rows, mask) = f"encoder.layer.{layer}.", texts

    def linear(name: str, x: Array) -> Array:
        y = x @ tensors[f"{at}{name}.weight"].T + tensors[f"{at}{name}.bias"]
        change = changes.get(f"{layer}.{name}")
        return y if change is None else y + (x @ change["A"]) @ change["B"]

    def by_head(name: str) -> Array:
        apart = linear(f"attention.self.{name}", rows).reshape(*rows.shape[:2], HEADS, -1)
        return apart.transpose(0, 2, 1, 3)

    shares = by_head("query") @ by_head("key").swapaxes(2, 3) / math.sqrt(WIDTH / HEADS)
    shares = jax.nn.softmax(jnp.where(mask[:, None, None, :] > 0, shares, -1e9), axis=-1)
    seen = (shares @ by_head("value")).transpose(0, 2, 1, 3).reshape(rows.shape)
    seen = linear("attention.output.dense", seen) + rows
    seen = _normal(tensors, f"{at}attention.output.LayerNorm", seen)
    worked = jax.nn.gelu(linear("intermediate.dense", seen), approximate=False)
    return _normal(tensors, f"{at}output.LayerNorm", linear("output.dense", worked) + seen)


def _normal(tensors: Tree, name: str, x: Array) -> Array:
    apart = x - x.mean(axis=-1, keepdims=True)
    variance = (apart**2).mean(axis=-1, keepdims=True)
    return apart / jnp.sqrt(variance + 1e-12) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def _mean(rows: Array, mask: Array) -> Array:
    return (rows * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)


def _unit(rows: Array) -> Array:
    return rows / (jnp.linalg.norm(rows, axis=-1, keepdims=True) + 1e-9)


def _write(learned: Tree, path: Path) -> None:
    """Write it in half as many bytes; two runs write the same file."""
    plain = {name: it for name, it in learned.items() if name != "lora"}
    for layer, change in learned["lora"].items():
        plain |= {f"lora.{layer}.{part}": it for part, it in change.items()}
    halves: Tree = {name: np.asarray(it, np.float16) for name, it in plain.items()}
    np.savez_compressed(path, **halves)
