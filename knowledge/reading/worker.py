"""The process in which documents are read: no secrets, little memory, little time (A17).

`isolation` starts it; its arguments are the bytes of memory and the seconds of processor time that
it may use, then a format and a path for each file. It says that it is ready, then answers one line
of JSON per file, in order.
Whatever it does not expect ends it, which harms nobody: nothing else runs in it.
"""

import json
import logging
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from knowledge.reading import html, markdown, pdf, text, word
from knowledge.reading.bounds import read_whole
from knowledge.reading.formats import Format
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

Reader = Callable[[bytes], tuple[Paragraph, ...]]

READERS: Mapping[Format, Reader] = MappingProxyType(
    {
        Format.TEXT: text.read,
        Format.MARKDOWN: markdown.read,
        Format.WORD: word.read,
        Format.PDF: pdf.read,
        Format.WEB_PAGE: html.read,
    }
)
_READY = "ready"  # `isolation` waits for this line: from here on a failure is the document's
_OPEN_FILES = 32


def main() -> None:
    """Read the files that the arguments name and answer on standard output."""
    memory, seconds, *named = sys.argv[1:]
    logging.disable()  # libraries remark on every fault of a file; the answer says what matters
    _limit(int(memory), int(seconds))
    _say(_READY)
    for format_name, path in _pairs(named):
        _say(json.dumps(_answer(Format(format_name), Path(path))))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _pairs(named: list[str]) -> Iterator[tuple[str, str]]:
    return zip(named[::2], named[1::2], strict=True)


def _limit(memory: int, seconds: int) -> None:
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        lower = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(kind, (lower, lower))


def _answer(format_: Format, path: Path) -> dict[str, object]:
    try:
        paragraphs = READERS[format_](read_whole(path))
    except UnreadableDocument as refusal:
        return {"refused": str(refusal)}
    return {"paragraphs": [asdict(paragraph) for paragraph in paragraphs]}


if __name__ == "__main__":
    main()
