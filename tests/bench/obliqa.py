"""The parts of the ranking on another field's questions: `python -m tests.bench.obliqa`.

ObliQA (RegNLP): 13,012 passages of financial regulations, and questions about them. It is read from
../shared, for measuring only, and never shipped. Nothing of a school's words counts here: our index
without synonyms, and the sentence model over the first hundred that it finds. How much each counts
is set on half of the questions, and all figures are of the other half.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from tempfile import gettempdir

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.index import ClauseIndex
from knowledge.model.encoder import Encoder, load_encoder
from knowledge.model.port import QUESTION_PIECES, Encoded, Floats
from knowledge.ranking import SATURATION
from knowledge.synonyms import read_synonyms
from knowledge.vocabulary import STOP_WORDS, split_words, stem
from tests.bench.peers import plain_model
from tests.bench.times import Times, p50, p99, timed
from tests.knowledge.real_clauses import FOLDER

OBLIQA = FOLDER / "obliqa"
FIRST = 100  # of the index, that the model looks at
SHOWN = 10
PIECES = 256  # of a passage: they are longer than a school's clauses
AT_ONCE = 512
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Query:
    """A question, and the ids of the passages that answer it."""

    id: str
    text: str
    gold: frozenset[str]

    @property
    def is_held(self) -> bool:
        """Whether it is in the half that is reported, by the hash of its id."""
        return sha256(self.id.encode()).digest()[-1] % 2 == 1


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What a question found: positions of passages, what speaks for each, and the seconds."""

    places: Places
    evidence: Floats  # a column each: words, pieces, sentence
    seconds: tuple[float, float]  # by words, and with the model


class Words:
    """BM25 over the counts of our index."""

    def __init__(self, passages: Mapping[str, str]) -> None:
        """Count the words of every passage."""
        clauses = (Clause(i, i, ClauseKind.PARAGRAPH, (), t) for i, t in passages.items())
        index = ClauseIndex([Policy("obliqa", "", tuple(clauses))], read_synonyms("same: {}"))
        self._index, self._size = index, len(passages)
        self._gains: dict[str, tuple[Places, Floats]] = {}

    def score(self, question: str) -> Floats:
        """Return a score for every passage."""
        terms = {stem(word) for word in split_words(question) if word not in STOP_WORDS}
        scores = np.zeros(self._size, dtype=np.float32)
        for term in sorted(terms):
            places, gains = self._gain(term)
            scores[places] += gains
        return scores

    def _gain(self, term: str) -> tuple[Places, Floats]:
        if term not in self._gains:
            found = self._index.find(term)
            counts = np.fromiter(found.values(), np.float32)
            gains = self._index.rarity(term) * counts * (SATURATION + 1) / (counts + SATURATION)
            self._gains[term] = np.fromiter(found, np.intp), gains.astype(np.float32)
        return self._gains[term]


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Every passage as the model reads it: the rows of all pieces, and where each one starts."""

    rows: NDArray[np.float16]
    starts: Places
    sentences: Floats

    @classmethod
    def read(cls, model: Encoder, texts: Sequence[str]) -> "Passages":
        """Return the passages, from a file in the temporary folder where they were read before."""
        mark = sha256(f"{model.fingerprint} {PIECES}".encode()).hexdigest()[:16]
        file = Path(gettempdir()) / f"dutydesk-obliqa-{mark}.npz"
        if not file.exists():
            encoded = _encode(model, texts)
            np.savez(
                file,
                rows=np.concatenate([each.tokens.astype(np.float16) for each in encoded]),
                starts=np.cumsum([0, *(len(each.tokens) for each in encoded)]),
                sentences=np.stack([each.sentence for each in encoded]),
            )
        with np.load(file, allow_pickle=False) as held:
            return cls(held["rows"], held["starts"], held["sentences"])

    def compare(self, model: Encoder, question: str, places: Places) -> Floats:
        """Return two columns for those passages: likeness by pieces, and as a whole."""
        [asked] = model.encode([question], QUESTION_PIECES)
        lengths = self.starts[places + 1] - self.starts[places]
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1]) + np.repeat(self.starts[places] - (ends - lengths), lengths)
        alike = self.rows[at].astype(np.float32) @ asked.tokens.T
        pieces = np.maximum.reduceat(alike, ends - lengths, axis=0) @ asked.weights
        return np.stack([pieces, self.sentences[places] @ asked.sentence], axis=1)


@click.command()
@click.option("--plain", is_flag=True, help="The model as it was published, nothing taught.")
@click.option("--limit", default=0, help="Only so many questions.")
def main(plain: bool, limit: int) -> None:  # noqa: FBT001 - click passes options so
    """Print recall@10, MAP@10 and milliseconds: by words, by the model, and by both."""
    if not OBLIQA.exists():
        raise click.ClickException(f"{OBLIQA} is absent, so there is nothing to measure.")
    passages = {row["id"]: row["text"] for row in read("passages")}
    queries = [
        Query(row["id"], row["question"], frozenset(row["gold"]))
        for row in read("questions.dev")[: limit or None]
    ]
    model = plain_model() if plain else load_encoder()
    seconds, words = timed(partial(Words, passages))
    click.echo(f"{len(passages):,} passages counted in {seconds:.1f} s")
    seconds, held = timed(partial(Passages.read, model, list(passages.values())))
    click.echo(f"and read by the model in {seconds:.1f} s (a second, once they are in the cache)")
    found = [look(words, partial(held.compare, model), query.text) for query in queries]
    report(list(passages), queries, found)


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of ObliQA."""
    with gzip.open(OBLIQA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def look(words: Words, compare: Callable[[str, Places], Floats], question: str) -> Looked:
    """Return the first hundred by words, with what the model says of them."""

    def by_words() -> tuple[Places, Floats]:
        scores = words.score(question)
        first = np.argpartition(-scores, FIRST)[:FIRST]
        first = first[np.argsort(-scores[first], kind="stable")]
        return first, scores[first]

    quick, (places, scores) = timed(by_words)
    slow, likeness = timed(partial(compare, question, places))
    return Looked(places, np.column_stack([scores, likeness]), (quick, quick + slow))


def report(ids: Sequence[str], queries: Sequence[Query], found: Sequence[Looked]) -> None:
    """Set the weights on one half, and print the figures of the other."""
    right = [
        np.array([ids[place] in query.gold for place in looked.places])
        for query, looked in zip(queries, found, strict=True)
    ]
    evidence = np.stack([standard(looked.evidence) for looked in found])
    relevant, golds = np.stack(right), np.array([len(query.gold) for query in queries])
    held = np.array([query.is_held for query in queries])
    weights = max(
        mixes(), key=lambda mix: sum(measure(evidence[~held] @ mix, relevant[~held], golds[~held]))
    )
    click.echo(f"{held.sum():,} questions; weights of words, pieces, sentence set on the others")
    click.echo(
        f"within the first {FIRST} by words: {(relevant[held].sum(1) / golds[held]).mean():.3f}"
    )
    for name, mix, stage in (
        ("by words (BM25)", (1, 0, 0), 0),
        ("by pieces (MaxSim)", (0, 1, 0), 1),
        ("as a whole (cosine)", (0, 0, 1), 1),
        (f"all three {tuple(map(float, weights))}", weights, 1),
    ):
        recall, precision = measure(evidence[held] @ np.array(mix), relevant[held], golds[held])
        times: Times = [looked.seconds[stage] for looked in found]
        click.echo(
            f"{name:34} recall@{SHOWN} {recall:.3f}  MAP@{SHOWN} {precision:.3f}  "
            f"p50 {p50(times) * 1000:6.2f} ms  p99 {p99(times) * 1000:6.2f} ms"
        )


def standard(evidence: Floats) -> Floats:
    """Return each column with mean 0 and variance 1 within a question."""
    spread = np.maximum(evidence.std(axis=0), np.float32(1e-6))
    scaled: Floats = (evidence - evidence.mean(axis=0)) / spread
    return scaled


def mixes() -> Iterator[NDArray[np.float64]]:
    """Yield the weights that are tried."""
    for pieces, sentence in product(STEPS, STEPS):
        yield np.array((1.0, pieces, sentence))


def measure(
    scores: NDArray[np.float64], relevant: NDArray[np.bool_], golds: NDArray[np.int64]
) -> tuple[float, float]:
    """Return recall@10 and MAP@10, as trec_eval works them out."""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
    hits = np.take_along_axis(relevant, order, axis=1)
    precision = hits.cumsum(axis=1) / np.arange(1, hits.shape[1] + 1)
    recalled = hits.sum(axis=1) / golds
    return float(recalled.mean()), float(((precision * hits).sum(axis=1) / golds).mean())


def _encode(model: Encoder, texts: Sequence[str]) -> list[Encoded]:
    """Read the texts, those of about one length together: the model is quickest so."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    starts = track(range(0, len(order), AT_ONCE), "Reading", console=Console(stderr=True))
    encoded: dict[int, Encoded] = {}
    for start in starts:
        places = order[start : start + AT_ONCE]
        read_now = model.encode([texts[place] for place in places], PIECES)
        encoded.update(zip(places, read_now, strict=True))
    return [encoded[place] for place in range(len(texts))]


if __name__ == "__main__":
    main()
