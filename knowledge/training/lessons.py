"""Lessons for the sentence model: some questions, some clauses, and which clause is right.

Half as many lessons again come from the concept network, where a clause is how policies word a
topic. Which lessons there are is drawn by chance, the same from the same start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random
from typing import TypeAlias

from knowledge.concept_files import Topic
from knowledge.index import ClauseIndex
from knowledge.meaning import as_read
from knowledge.synonyms import load_synonyms
from knowledge.training.schools import School

QUESTIONS, CLAUSES = 10, 32  # of each lesson
FROM_TOPICS = 0.5

# For a question, the places of clauses that are taken for right ones: the best to learn from.
Hard: TypeAlias = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions, clauses, and a row for each question that says which clauses are right."""

    asked: Sequence[str]
    ruled: Sequence[str]
    right: Sequence[Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, and the places of the clauses that are right for it."""

    question: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ground:
    """A school to learn on: its clauses as the model reads them, and the answered questions."""

    clauses: Sequence[str]
    pairs: Sequence[Pair]

    @classmethod
    def of(cls, school: School) -> "Ground":
        """Return a school's; a question is read with the one before it."""
        entries = ClauseIndex(school.policies, load_synonyms()).entries
        pairs = [
            Pair(
                f"{asked.previous} {asked.text}".strip(),
                frozenset(at for at, e in enumerate(entries) if e.clause.id in asked.gold),
            )
            for asked in school.questions
            if asked.is_answerable
        ]
        return cls([as_read(entry) for entry in entries], pairs)

    def lessons(self, hard: Hard, chance: Random) -> Iterator[Lesson]:
        """Yield lessons with every question once, beside the right clauses, hard ones and others.

        Of the hard ones, those come first that come first for any of the questions.
        """
        mixed = chance.sample(self.pairs, len(self.pairs))
        for pairs in in_lessons(mixed):
            right = chain.from_iterable(sorted(pair.right) for pair in pairs)
            taken = zip_longest(*(hard.get(pair.question, ()) for pair in pairs))
            liked = [place for place in chain.from_iterable(taken) if place is not None]
            others = chance.sample(range(len(self.clauses)), len(self.clauses))
            places = list(dict.fromkeys([*right, *liked, *others]))[:CLAUSES]
            yield Lesson(
                [pair.question for pair in pairs],
                [self.clauses[place] for place in places],
                [[place in pair.right for place in places] for pair in pairs],
            )


def topic_lesson(topics: Sequence[Topic], chance: Random) -> Lesson:
    """Return a lesson on a topic, those that are easily taken for it, and some others."""
    first = chance.choice(topics)
    near = [topic for topic in topics if topic.id in first.near]
    others = chance.sample(topics, len(topics))
    chosen = list({topic.id: topic for topic in (first, *near, *others)}.values())[:CLAUSES]
    asked = chance.choices(chosen, k=QUESTIONS)
    return Lesson(
        [chance.choice(topic.asks) for topic in asked],
        [chance.choice(topic.says) for topic in chosen],
        [[topic is each for each in chosen] for topic in asked],
    )


def count(grounds: Sequence[Ground]) -> int:
    """Return how many lessons a round has."""
    own = sum(-(-len(ground.pairs) // QUESTIONS) for ground in grounds)
    return own + int(own * FROM_TOPICS)


def make_round(
    grounds: Sequence[tuple[Ground, Hard]], topics: Sequence[Topic], chance: Random
) -> list[Lesson]:
    """Return one round's lessons, mixed."""
    lessons = [lesson for ground, hard in grounds for lesson in ground.lessons(hard, chance)]
    own = len(lessons)
    lessons += [topic_lesson(topics, chance) for _ in range(int(own * FROM_TOPICS))]
    return chance.sample(lessons, len(lessons))


def in_lessons(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """Yield the questions in groups of one size; the last is filled up with the first."""
    for start in range(0, len(pairs), QUESTIONS):
        yield [pairs[at % len(pairs)] for at in range(start, start + QUESTIONS)]
