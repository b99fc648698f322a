"""The library: a school's policies, and the clauses that answer a question about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from knowledge.clauses import Clause, Policy
from knowledge.index import Entry
from knowledge.model.port import SentenceModel
from knowledge.search import Hit, Search, Tools
from knowledge.synonyms import Synonyms

MOST_CLAUSES = 5

PolicySource = Callable[[], Sequence[Policy]]


class UnknownSchool(LookupError):
    """No policies are set up for this school."""

    def __init__(self, school: str) -> None:
        super().__init__(f"No policies are set up for the school {school!r}. Check app.yaml.")
        self.school = school


class DuplicateClause(ValueError):
    """Two clauses of one school have the same id, so a quotation could be mistaken."""

    def __init__(self, school: str, clause_id: str) -> None:
        super().__init__(
            f"Two clauses of the school {school!r} have the number {clause_id!r}. "
            "Give the two policies different ids in app.yaml."
        )
        self.school = school
        self.clause_id = clause_id


@dataclass(frozen=True, slots=True)
class Quoted:
    """A whole clause as stored, with its policy.

    `items` is the list that the clause opens: show it with the clause, each item whole.
    `matched` are the asker's words (spelling put right) that led to it, `why` the topics.
    """

    clause: Clause
    policy: Policy
    score: float
    items: tuple[Clause, ...] = ()
    matched: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Clauses that answer a question, best first, at most five.

    One that `is_sure` is given without a doubt; any other may not cover the case (G05). `missing`
    is a detail that was asked for and that the first clause does not give, as asked: "how long".
    """

    question: str
    confidence: float
    clauses: tuple[Quoted, ...]
    is_sure: bool = True
    missing: str = ""


@dataclass(frozen=True, slots=True)
class NotCovered:
    """The policies do not seem to answer; the nearest clauses, for G05 and for the owner."""

    question: str
    confidence: float
    nearest: tuple[Quoted, ...]


class _Shelf:
    """One school's policies with everything needed to search them."""

    def __init__(self, school: str, policies: Sequence[Policy], tools: Tools) -> None:
        self.policies = tuple(policies)
        self.search = Search(self.policies, tools)
        self.entries = _by_id(school, self.search.entries)


class Library:
    """Answers questions from one school's policies at a time, never another school's."""

    def __init__(
        self,
        sources: Mapping[str, PolicySource],
        synonyms: Synonyms | None = None,
        model: SentenceModel | None = None,
        concepts: Mapping[str, Path] | None = None,
    ) -> None:
        """Take each school's way to its policies; nothing is read before the first question.

        Without a model clauses are found by words and topics alone. `concepts` are the schools' own
        topics, beside those that are shipped.
        """
        self._sources = dict(sources)
        self._synonyms, self._model, self._concepts = synonyms, model, concepts or {}
        self._locks = {school: Lock() for school in self._sources}
        self._shelves: dict[str, _Shelf] = {}
        self._marks: dict[str, str] = {}

    def replace(self, school: str, policies: Sequence[Policy], mark: str = "") -> None:
        """Put these policies in place of a school's own; until they can be searched, those stay.

        `mark` is kept for whoever has to know which ones stand there.
        """
        shelf = self._shelve(school, policies)
        with self._locks[school]:
            self._shelves[school], self._marks[school] = shelf, mark

    def mark(self, school: str) -> str:
        """Return the mark of what was put in place; "" where nothing was."""
        return self._marks.get(school, "")

    def answer(self, question: str, school: str, previous: str = "") -> Answer | NotCovered:
        """Return the school's clauses that answer, or the nearest where none does.

        `previous` is the question before in the conversation; it counts only where this one
        leans on it ("and at lunch?").
        """
        found = self._shelf(school).search.find(question, previous, MOST_CLAUSES)
        clauses = tuple(map(_quote, found.ranked))
        if found.is_silent:
            return NotCovered(question, found.confidence, clauses)
        return Answer(question, found.confidence, clauses, found.is_sure, found.missing)

    def policies(self, school: str) -> tuple[Policy, ...]:
        """Return the school's policies."""
        return self._shelf(school).policies

    def clause(self, school: str, clause_id: str) -> Quoted | None:
        """Return one clause that may be quoted, or None (also for a form or a signature block)."""
        entry = self._shelf(school).entries.get(clause_id)
        if entry is None:
            return None
        return Quoted(entry.clause, entry.policy, 0.0, entry.items)

    def find(self, school: str, policy: str, number: str) -> Quoted | None:
        """Return the clause that people call by that number, in the policy of that title or id."""
        entries = self._shelf(school).entries.values()
        here = (e for e in entries if is_called(e.policy, policy))
        found = next((e for e in here if number in (e.clause.number, e.clause.label)), None)
        return None if found is None else self.clause(school, found.clause.id)

    def is_verbatim(self, text: str, school: str, clause_id: str) -> bool:
        """Whether a text is exactly the stored clause; ask this before sending a quotation."""
        quoted = self.clause(school, clause_id)
        return quoted is not None and quoted.clause.text == text

    def _shelf(self, school: str) -> _Shelf:
        if school not in self._sources:
            raise UnknownSchool(school)
        with self._locks[school]:
            if school not in self._shelves:
                policies = self._sources[school]()
                self._shelves[school] = self._shelve(school, policies)
            return self._shelves[school]

    def _shelve(self, school: str, policies: Sequence[Policy]) -> _Shelf:
        tools = Tools.of(self._synonyms, self._model, self._concepts.get(school))
        return _Shelf(school, policies, tools)


def is_called(policy: Policy, name: str) -> bool:
    """Tell whether that is the policy's title or id."""
    return name.casefold() in (policy.title.casefold(), policy.id.casefold())


def _quote(ranked: Hit) -> Quoted:
    entry = ranked.entry
    return Quoted(
        entry.clause, entry.policy, ranked.score, entry.items, ranked.words, ranked.topics
    )


def _by_id(school: str, entries: Sequence[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.clause.id in found:
            raise DuplicateClause(school, entry.clause.id)
        found[entry.clause.id] = entry
    return found
