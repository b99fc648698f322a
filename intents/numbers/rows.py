"""Numbers in words: one row for each, the same for a card and for a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.counting import in_full, total_with_few_hidden, with_few_hidden
from bot.services.counts import Audience, Chapter, Counts, has_restricted
from bot.turn import Turn
from intents.numbers.topics import PARTS, TITLES, Vocabulary

HEADINGS = ("What", "Split by", "Which", "Number")
BY_DAY = "Counted by the day it was sent. {} Fewer reports do not prove that pupils are safer."
ALL_OF_THEM = "Restricted cases are in the totals and are not described."
SOME_OF_THEM = "Cases that your role is not meant to know of are not counted."
HOW_HIDDEN = (
    'Numbers from 1 to 4 are shown as "<5". Where they could be worked out from the others, more '
    "is left out. The governors' copy has no names and no stories."
)


def how_counted(turn: Turn, audience: Audience) -> str:
    """Return what the numbers of this reader hold; only what is true for them."""
    return BY_DAY.format(ALL_OF_THEM if has_restricted(turn, audience) else SOME_OF_THEM)


@dataclass(frozen=True, slots=True)
class Row:
    """One number as its reader sees it; of the total where there is no part."""

    topic: str
    part: str
    cell: str
    number: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a file has it."""
        return (self.topic, self.part, self.cell, self.number)


def rows(counts: Counts, words: Vocabulary) -> Iterator[Row]:
    """Return every number, zeros too, so that two terms have the same rows."""
    for chapter in counts.chapters:
        yield from _of_chapter(chapter, counts.audience, words)


def _of_chapter(chapter: Chapter, audience: Audience, words: Vocabulary) -> Iterator[Row]:
    is_hidden = audience is Audience.GOVERNORS
    topic = TITLES[chapter.kind]
    total = total_with_few_hidden(chapter.total) if is_hidden else str(chapter.total)
    yield Row(topic, "Total", "", total)
    if chapter.oldest is not None and total == str(chapter.total):
        yield Row(topic, "Oldest open, in school days", "", str(chapter.oldest))
    for part in chapter.parts:
        numbers = with_few_hidden(part) if is_hidden else in_full(part)
        for (cell, _), number in zip(part.cells, numbers, strict=True):
            label = words.label(chapter.kind, part.name, cell)
            yield Row(topic, PARTS[part.name], label, number)
