"""Versions: what became of each clause between two imports of a policy.

A clause is found again by its number where its words are still alike, else by its words, for a new
paragraph moves the numbers of all that follow it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz, process

from knowledge.clauses import Clause, Policy

# Out of 100. Words that moved to another number have to be more alike than those that stayed.
ALIKE = 55.0
ALIKE_ELSEWHERE = 70.0
SAME = 100.0
HALF = 0.5


class Fate(StrEnum):
    """What became of a clause; one that moved may be reworded too."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """A clause before and after; `likeness` of their words is out of 100."""

    old: Clause | None
    new: Clause | None
    likeness: float = 0.0

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.old is None:
            return Fate.NEW
        if self.new is None:
            return Fate.GONE
        if self.old.number != self.new.number:
            return Fate.MOVED
        return Fate.REWORDED if self.is_reworded else Fate.UNCHANGED

    @property
    def is_reworded(self) -> bool:
        """Whether other words stand in it, or above it; spaces do not count."""
        if self.old is None or self.new is None:
            return False
        return _words(self.old) != _words(self.new)

    def swaps(self) -> tuple[tuple[str, str], ...]:
        """Return the words that went and those that came, place by place; "" for none."""
        before = self.old.text.split() if self.old else []
        after = self.new.text.split() if self.new else []
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        return tuple(
            (" ".join(before[a:b]), " ".join(after[c:d]))
            for step, a, b, c, d in steps
            if step != "equal"
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every clause of two versions: in the order of the new one, and then what is gone."""

    old: Policy
    new: Policy
    changes: tuple[Change, ...]

    def having(self, *fates: Fate) -> tuple[Change, ...]:
        """Return the changes of these kinds."""
        return tuple(each for each in self.changes if each.fate in fates)

    @property
    def different(self) -> tuple[Change, ...]:
        """Everything but what is unchanged."""
        return tuple(each for each in self.changes if each.fate is not Fate.UNCHANGED)

    @property
    def kept(self) -> int:
        """How many of the old clauses can be recognised in the new version."""
        return sum(each.likeness >= ALIKE for each in self.changes if each.old)

    @property
    def had(self) -> int:
        """How many clauses the old version had."""
        return sum(each.old is not None for each in self.changes)

    @property
    def is_drastic(self) -> bool:
        """Whether fewer than half of the old clauses are left: it may be another document."""
        return self.kept < self.had * HALF

    def of_old(self, number: str) -> Change | None:
        """Return what became of the clause that people called by that number."""
        return next(
            (c for c in self.changes if c.old and number in (c.old.number, c.old.label, c.old.id)),
            None,
        )


def compare(old: Policy, new: Policy) -> Comparison:
    """Return what became of each clause that can be quoted."""
    pairs = _Pairs(_quotable(old), _quotable(new))
    pairs.by_number_and_words()
    pairs.by_the_same_words()
    pairs.by_number(ALIKE)
    pairs.by_likeness()
    pairs.by_number(0.0)
    return Comparison(old, new, tuple(pairs.changes()))


class _Pairs:
    """Clauses of two versions that were found to belong together, as places in the two lists."""

    def __init__(self, old: Sequence[Clause], new: Sequence[Clause]) -> None:
        self._old, self._new = old, new
        self._found: dict[int, tuple[int, float]] = {}
        self._left = dict.fromkeys(range(len(old)))

    def by_number_and_words(self) -> None:
        """Pair what is as it was."""
        known = {(clause.number, _words(clause)): at for at, clause in enumerate(self._old)}
        for to, clause in self._open():
            self._pair(known.get((clause.number, _words(clause))), to, SAME)

    def by_the_same_words(self) -> None:
        """Pair what has only another number; of several alike, the first with the first."""
        known: dict[str, list[int]] = defaultdict(list)
        for at in self._left:
            known[_plain(self._old[at])].append(at)
        for to, clause in self._open():
            places = known[_plain(clause)]
            if places:
                self._pair(places.pop(0), to, SAME)

    def by_number(self, least: float) -> None:
        """Pair what has the same number, where the words are so much alike."""
        known = {self._old[at].number: at for at in self._left}
        for to, clause in self._open():
            at = known.get(clause.number)
            if at is not None and (likeness := _likeness(self._old[at], clause)) >= least:
                self._pair(at, to, likeness)

    def by_likeness(self) -> None:
        """Pair what is most alike, the best first."""
        places, opened = list(self._left), [to for to, _ in self._open()]
        if not places or not opened:
            return
        before = [_plain(self._old[at]) for at in places]
        after = [_plain(self._new[to]) for to in opened]
        scores = process.cdist(before, after, scorer=fuzz.ratio, score_cutoff=ALIKE_ELSEWHERE)
        likely = zip(*scores.nonzero(), strict=True)
        for row, column in sorted(likely, key=lambda spot: -scores[spot]):
            self._pair(places[row], opened[column], float(scores[row, column]))

    def changes(self) -> Iterator[Change]:
        """Yield every clause, paired or alone."""
        for to, clause in enumerate(self._new):
            at, likeness = self._found.get(to, (None, 0.0))
            yield Change(None if at is None else self._old[at], clause, likeness)
        for at in self._left:
            yield Change(self._old[at], None)

    def _open(self) -> list[tuple[int, Clause]]:
        return [(to, clause) for to, clause in enumerate(self._new) if to not in self._found]

    def _pair(self, at: int | None, to: int, likeness: float) -> None:
        if at in self._left and to not in self._found:
            del self._left[at]
            self._found[to] = (at, likeness)


def _quotable(policy: Policy) -> tuple[Clause, ...]:
    return tuple(clause for clause in policy.clauses if clause.kind.is_quotable)


def _likeness(old: Clause, new: Clause) -> float:
    return fuzz.ratio(_plain(old), _plain(new))


def _plain(clause: Clause) -> str:
    return " ".join(clause.text.split()).casefold()


def _words(clause: Clause) -> str:
    """Return the words that count, with those that introduce an item: they are its meaning too."""
    return " ".join(f"{clause.stem} {clause.text} {clause.conjunction}".split())
