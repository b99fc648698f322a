"""Other ways to find a clause: five word searches of other people, and the plain sentence model.

Each is given what ours is given: heading, opening words and text of every clause of one school.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import snowballstemmer
from rapidfuzz import fuzz, process, utils

from knowledge.clauses import Clause
from knowledge.library import MOST_CLAUSES
from knowledge.model.encoder import Encoder
from knowledge.model.port import QUESTION_PIECES
from knowledge.model.taught import Taught
from knowledge.model.weights import PACKAGE, find_model, read_published

Found = list[tuple[str, float]]  # ids of clauses and their scores, best first
Ask = Callable[[str], Found]
Peer = Callable[[Sequence[Clause]], Ask]

WIDTH = 384  # of the published model's rows


def text_of(clause: Clause) -> str:
    """Return what every peer reads of a clause."""
    return "\n".join(filter(None, (clause.heading, clause.stem, clause.text)))


def peers() -> Mapping[str, Peer]:
    """Return every peer that is installed, by name."""
    found: dict[str, Peer] = {
        "SQLite FTS5": sqlite,
        "rapidfuzz WRatio": partial(rapidfuzz, fuzz.WRatio),
        "rapidfuzz token set": partial(rapidfuzz, fuzz.token_set_ratio),
    }
    if find_spec("bm25s"):
        found["bm25s"] = bm25s
    if find_spec("tantivy"):
        found["tantivy"] = tantivy
    if find_spec(PACKAGE):
        found["MiniLM cosine"] = cosine
        found["MiniLM MaxSim"] = maxsim
    return found


def sqlite(clauses: Sequence[Clause]) -> Ask:
    """Return the full-text search of SQLite, with its Porter stemmer and BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE clause USING fts5(text, id UNINDEXED, tokenize='porter')")
    base.executemany("INSERT INTO clause VALUES (?, ?)", ((text_of(c), c.id) for c in clauses))
    find = "SELECT id, -bm25(clause) FROM clause WHERE clause MATCH ? ORDER BY rank LIMIT ?"

    def ask(question: str) -> Found:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        return base.execute(find, (words, MOST_CLAUSES)).fetchall() if words else []

    return ask


def rapidfuzz(scorer: Callable[..., float], clauses: Sequence[Clause]) -> Ask:
    """Return a search by likeness of letters."""
    texts = [utils.default_process(text_of(clause)) for clause in clauses]

    def ask(question: str) -> Found:
        plain = utils.default_process(question)
        near = process.extract(plain, texts, scorer=scorer, limit=MOST_CLAUSES)
        return [(clauses[position].id, score) for _, score, position in near]

    return ask


def bm25s(clauses: Sequence[Clause]) -> Ask:
    """Return bm25s with English stop words and the Snowball stemmer."""
    package: Any = import_module("bm25s")
    stemmer = snowballstemmer.stemmer("english")
    split = partial(
        package.tokenize, stopwords="en", stemmer=stemmer.stemWords, show_progress=False
    )
    index = package.BM25()
    index.index(split([text_of(clause) for clause in clauses]), show_progress=False)
    most = min(MOST_CLAUSES, len(clauses))

    def ask(question: str) -> Found:
        at, scores = index.retrieve(split([question]), k=most, show_progress=False)
        return [
            (clauses[position].id, float(score))
            for position, score in zip(at[0], scores[0], strict=True)
            if score > 0
        ]

    return ask


def tantivy(clauses: Sequence[Clause]) -> Ask:
    """Return tantivy with its English stemmer."""
    package: Any = import_module("tantivy")
    schema = package.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    index = package.Index(schema.build())
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for clause in clauses:
        writer.add_document(package.Document(text=text_of(clause), id=clause.id))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> Found:
        words = " ".join(re.findall(r"\w+", question))
        query, _ = index.parse_query_lenient(words, ["text"])
        hits = searcher.search(query, MOST_CLAUSES).hits
        return [(searcher.doc(address)["id"][0], score) for score, address in hits]

    return ask


def cosine(clauses: Sequence[Clause]) -> Ask:
    """Return the published sentence model as it is meant to be used."""
    model = plain_model()
    rows = np.stack([each.sentence for each in model.encode([text_of(c) for c in clauses])])

    def ask(question: str) -> Found:
        [asked] = model.encode([question], QUESTION_PIECES)
        return best(clauses, rows @ asked.sentence)

    return ask


def maxsim(clauses: Sequence[Clause]) -> Ask:
    """Return late interaction over the published model: each word piece's nearest, on average."""
    model = plain_model()
    encoded = [each.tokens for each in model.encode([text_of(clause) for clause in clauses])]
    rows = np.concatenate(encoded)
    starts = np.cumsum([0, *map(len, encoded[:-1])])

    def ask(question: str) -> Found:
        [asked] = model.encode([question], QUESTION_PIECES)
        nearest = np.maximum.reduceat(rows @ asked.tokens.T, starts, axis=0)
        return best(clauses, nearest @ asked.weights)

    return ask


def best(clauses: Sequence[Clause], scores: Any) -> Found:
    """Return the few clauses with the highest scores."""
    order = np.argsort(-scores, kind="stable")[:MOST_CLAUSES]
    return [(clauses[position].id, float(scores[position])) for position in order]


@cache
def plain_model() -> Encoder:
    """Return the published model with nothing taught, each word piece as weighty as the next."""
    nothing = Taught(
        changes={},
        projection=np.eye(WIDTH, dtype=np.float32),
        attention=np.zeros(WIDTH, dtype=np.float32),
        threshold=0.0,
        by_pieces=1.0,
        as_a_whole=0.0,
        fingerprint="nothing",
    )
    return Encoder(read_published(find_model()), nothing)
