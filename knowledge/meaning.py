"""Meaning: how near each clause of a school is to a question for the sentence model."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.index import Entry
from knowledge.model.cache import ClauseCache, usual_folder
from knowledge.model.matching import cosines, maxsim
from knowledge.model.packing import PackedClauses
from knowledge.model.port import QUESTION_PIECES, SentenceModel

Column: TypeAlias = NDArray[np.float64]


class Meanings:
    """A school's clauses as a sentence model read them, each below its headings and its opening."""

    def __init__(
        self, model: SentenceModel, entries: Sequence[Entry], folder: Path | None = None
    ) -> None:
        self._model = model
        cache = ClauseCache(model, folder or usual_folder())
        policies = list(dict.fromkeys(entry.policy.id for entry in entries))
        texts = [[as_read(e) for e in entries if e.policy.id == policy] for policy in policies]
        self._clauses = PackedClauses.joined([cache.encode(each) for each in texts])
        headings = [heading_of(entry) for entry in entries]
        known = list(dict.fromkeys(headings))
        self._headings = cache.encode(known)
        self._heading_of = np.array([known.index(heading) for heading in headings])
        self._opening_of = openings_of(entries)

    def columns(self, text: str) -> dict[str, Column]:
        """Return how near each clause is: piece by piece, as a whole, and by what is above it."""
        (asked,) = self._model.encode([text], QUESTION_PIECES)
        pieces = maxsim(asked, self._clauses).astype(float)
        whole = cosines(asked, self._clauses).astype(float)
        above = cosines(asked, self._headings).astype(float)[self._heading_of]
        opening = np.where(self._opening_of < 0, pieces.min(), pieces[self._opening_of])
        return {
            "pieces": pieces,
            "pieces behind": pieces - pieces.max(),
            "pieces apart": (pieces - pieces.mean()) / (pieces.std() + 1e-6),
            "whole": whole,
            "whole apart": (whole - whole.mean()) / (whole.std() + 1e-6),
            "heading": above,
            "opening": opening,
        }


def as_read(entry: Entry) -> str:
    """Return a clause as the model was taught to read it: headings, opening words, the clause."""
    clause = entry.clause
    body = f"{clause.stem}: {clause.text}" if clause.stem else clause.text
    return f"{clause.heading}. {body}" if clause.path else body


def heading_of(entry: Entry) -> str:
    """Return what stands above a clause: its headings, or the title of its policy."""
    return entry.clause.heading or entry.policy.title


def openings_of(entries: Iterable[Entry]) -> NDArray[np.intp]:
    """Return the place of the clause that opens the list which an item stands in; -1 for none."""
    places = {entry.clause.id: place for place, entry in enumerate(entries)}
    return np.array([places.get(entry.clause.parent or "", -1) for entry in entries], np.intp)
