"""Policy documents of any kind: a path goes in, paragraphs or a plain refusal come out."""

import stat
from collections.abc import Sequence
from pathlib import Path

from knowledge.reading.bounds import MAX_FILE_BYTES
from knowledge.reading.formats import HEAD_BYTES, Format, recognise
from knowledge.reading.isolation import DEFAULT_LIMITS, Limits, Outcome, read_isolated
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

EMPTY = "This file is empty. Save the policy again, and add the new copy."
TOO_BIG = (
    "This file is larger than 20 MB. Take the pictures out, or save it with smaller ones, and add "
    "that instead."
)
MISSING = "There is no file here. Check the name of the file and of its folder."
NOT_A_FILE = "This is not a file. Give the name of the policy's own file."
FORBIDDEN = "Dutydesk may not open this file. Ask IT to let it read the folder."


def read(path: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of one document, or raise UnreadableDocument."""
    (outcome,) = read_all([path])
    if isinstance(outcome, UnreadableDocument):
        raise outcome
    return outcome


def read_all(paths: Sequence[Path], limits: Limits = DEFAULT_LIMITS) -> tuple[Outcome, ...]:
    """Return the paragraphs or the refusal for each document, in order; one process reads all."""
    recognised = [_recognised(path) for path in paths]
    readable = [
        (found, path)
        for found, path in zip(recognised, paths, strict=True)
        if isinstance(found, Format)
    ]
    outcomes = iter(read_isolated(readable, limits))
    return tuple(next(outcomes) if isinstance(found, Format) else found for found in recognised)


def _recognised(path: Path) -> Format | UnreadableDocument:
    try:
        return recognise(path, _head_of(path))
    except UnreadableDocument as refusal:
        return refusal
    except FileNotFoundError:
        return UnreadableDocument(MISSING)
    except PermissionError:
        return UnreadableDocument(FORBIDDEN)
    except (OSError, ValueError):  # a name that no file can have
        return UnreadableDocument(NOT_A_FILE)


def _head_of(path: Path) -> bytes:
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableDocument(NOT_A_FILE)
    if facts.st_size == 0:
        raise UnreadableDocument(EMPTY)
    if facts.st_size > MAX_FILE_BYTES:
        raise UnreadableDocument(TOO_BIG)
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
