"""Examples: what the search sees of a question, beside the clauses that are right."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from knowledge.concept_network import load_network
from knowledge.features import ClauseFeatures, Evidence
from knowledge.index import ClauseIndex
from knowledge.meaning import Meanings
from knowledge.model.port import SentenceModel
from knowledge.question import QuestionReader
from knowledge.ranking import Ranker
from knowledge.spelling import build_speller
from knowledge.synonyms import load_synonyms
from knowledge.training.schools import School

Right: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One question: what speaks for each clause of its school, and whether the clause is right."""

    evidence: Evidence
    right: Right

    def without(self, columns: Collection[str]) -> "Example":
        """Return it as it is seen where those columns are missing."""
        left = {n: column for n, column in self.evidence.columns.items() if n not in columns}
        return replace(self, evidence=replace(self.evidence, columns=left))


def examples_of(school: School, model: SentenceModel | None) -> list[Example]:
    """Return a school's questions as the search sees them."""
    synonyms = load_synonyms()
    index = ClauseIndex(school.policies, synonyms)
    reader = QuestionReader(build_speller(index.words, synonyms), synonyms)
    meanings = Meanings(model, index.entries) if model else None
    features = ClauseFeatures(index, Ranker(index, synonyms), load_network(), meanings)
    examples = []
    for asked in school.questions:
        question = reader.read(asked.text, asked.previous)
        evidence = features.weigh(question, " ".join(question.words))
        right = np.array([entry.clause.id in asked.gold for entry in index.entries])
        examples.append(Example(evidence, right))
    return examples
