"""Bounds: how large a policy may be, on disk and once it is read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.reading.characters import without_invisible
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 2 * 1024 * 1024  # a plain text of this size is a shelf of books
MAX_PARAGRAPHS = 20_000
MAX_CHARACTERS = 2_000_000

TOO_LONG = (
    "This document is far longer than a policy. Split it into one file for each policy, and add "
    "those instead."
)
NO_TEXT = (
    "There is no text in this document. Open it to check that it is the right file, and add it "
    "again."
)


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file, which may have grown since its size was asked."""
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableDocument(TOO_LONG)
    return data


def collect(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that say something, readable; refuse an endless document early."""
    found = tuple(_bounded(paragraphs))
    if not found:
        raise UnreadableDocument(NO_TEXT)
    return found


def _bounded(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    characters = 0
    for count, paragraph in enumerate(paragraphs):
        characters += len(paragraph.text)
        if count >= MAX_PARAGRAPHS or characters > MAX_CHARACTERS:
            raise UnreadableDocument(TOO_LONG)
        text = without_invisible(paragraph.text)
        if text.strip():
            label = without_invisible(paragraph.label).strip()
            yield replace(paragraph, text=text, label=label)
