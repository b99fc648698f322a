"""The index of one school's clauses: which clause says which word, where, and how rare it is."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.synonyms import Synonyms
from knowledge.vocabulary import STOP_WORDS, split_words, stem


class Field(StrEnum):
    """A part of what is known about a clause, each with its own weight."""

    OWN = "own"
    STEM = "stem"
    ITEMS = "items"
    HEADING = "heading"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How much a word counts in a field, and how much a long text there is discounted (0..1)."""

    weight: float
    length: float


# A clause's own words say most. Its heading and opening words say what it is about.
WEIGHTS: Mapping[Field, FieldWeight] = {
    Field.OWN: FieldWeight(1.0, 0.5),
    Field.STEM: FieldWeight(0.5, 0.5),
    Field.ITEMS: FieldWeight(0.3, 0.5),
    Field.HEADING: FieldWeight(0.5, 0.5),
    Field.TITLE: FieldWeight(0.2, 0.5),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause that can be quoted, with its policy and the list that it opens, if any."""

    clause: Clause
    policy: Policy
    items: tuple[Clause, ...]


def name_concept(concept: str) -> str:
    """Return the index's term for a concept, which no word can be mistaken for."""
    return f"#{concept}"


class ClauseIndex:
    """Weighted word counts of one school's quotable clauses."""

    def __init__(self, policies: Iterable[Policy], synonyms: Synonyms) -> None:
        """Count the words and concepts of every field of every quotable clause."""
        self.entries = tuple(_entries(policies))
        self._synonyms = synonyms
        self.words = frozenset(
            word
            for entry in self.entries
            for text in _texts(entry).values()
            for word in split_words(text)
        )
        self._postings = self._post([self._count(entry) for entry in self.entries])

    def rarity(self, term: str) -> float:
        """Return how much it tells that a clause has the term (BM25's inverse frequency)."""
        having = len(self._postings.get(term, ()))
        return math.log(1 + (len(self.entries) - having + 0.5) / (having + 0.5))

    def find(self, term: str) -> Mapping[int, float]:
        """Return the weighted count of the term in each entry that has it."""
        return self._postings.get(term, {})

    def _count(self, entry: Entry) -> dict[Field, Counter[str]]:
        return {field: self._terms(text) for field, text in _texts(entry).items()}

    def _terms(self, text: str) -> Counter[str]:
        words = split_words(text)
        stems = [stem(word) for word in words]
        counts = Counter(
            s for s, word in zip(stems, words, strict=True) if word not in STOP_WORDS and len(s) > 1
        )
        for mention in self._synonyms.all_in(stems):
            counts.update(map(name_concept, mention.concepts))
        return counts

    @staticmethod
    def _post(counts: Sequence[Mapping[Field, Counter[str]]]) -> dict[str, dict[int, float]]:
        usual = {field: _usual_length(counts, field) for field in Field}
        postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for position, fields in enumerate(counts):
            for field, terms in fields.items():
                weight = WEIGHTS[field]
                relative = terms.total() / usual[field]
                discount = 1 - weight.length + weight.length * relative
                for term, count in terms.items():
                    posting = postings[term]
                    gain = weight.weight * count / discount
                    posting[position] = posting.get(position, 0.0) + gain
        return dict(postings)


def _usual_length(counts: Sequence[Mapping[Field, Counter[str]]], field: Field) -> float:
    """Return the mean number of terms where the field has any."""
    lengths = [total for fields in counts if (total := fields[field].total())]
    return sum(lengths) / len(lengths) if lengths else 1.0


def _entries(policies: Iterable[Policy]) -> Iterable[Entry]:
    for policy in policies:
        lists = _lists(policy)
        for clause in policy.clauses:
            if clause.kind.is_quotable:
                items = lists[clause.id] if clause.kind is ClauseKind.STEM else ()
                yield Entry(clause, policy, tuple(items))


def _lists(policy: Policy) -> defaultdict[str, list[Clause]]:
    """Return the quotable items under each clause, lists within lists included, in order."""
    parents = {clause.id: clause.parent for clause in policy.clauses}
    lists: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in policy.clauses:
        above, seen = clause.parent, {clause.id}
        while above is not None and above not in seen and clause.kind.is_quotable:
            lists[above].append(clause)
            seen.add(above)
            above = parents.get(above)
    return lists


def _texts(entry: Entry) -> dict[Field, str]:
    clause = entry.clause
    return {
        Field.OWN: clause.text,
        Field.STEM: clause.stem,
        Field.ITEMS: "\n".join(item.text for item in entry.items),
        Field.HEADING: "\n".join(clause.path),
        Field.TITLE: entry.policy.title,
    }
