"""Plain text: wrapped lines become paragraphs, tabs become tables."""

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.reading.bounds import MAX_TEXT_BYTES, TOO_LONG, collect
from knowledge.reading.cells import dumped_tables
from knowledge.reading.lines import Line, without_mark
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from knowledge.reading.repeats import repeated_shapes
from knowledge.reading.wrapping import Wrapping, joined_words

NOT_TEXT = (
    "This is not a text file, whatever its name says. Open it in the program that made it, save it "
    "as Word or PDF, and add that instead."
)
_TABLE_TAB = re.compile(r"\S *\t|\t\s*\t *$")


def read(data: bytes) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a plain-text file."""
    return collect(paragraphs_in(_decoded(data)))


def paragraphs_in(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text; a form feed starts a new page."""
    lines = _lines_of(text)
    tables = dumped_tables(lines)
    in_tables = {number for row in tables for number in range(row.line, row.line + row.lines)}
    running = tuple(line for line in lines if line.number not in in_tables)
    found = (*tables, *_joined(running))
    return _with_levels(sorted(found, key=lambda paragraph: paragraph.line))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableDocument(TOO_LONG)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableDocument(NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines_of(text: str) -> tuple[Line, ...]:
    has_pages = "\f" in text.strip()
    page, lines = 1, []
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(unix.split("\n"), start=1):
        page += raw.count("\f")
        cleaned = raw.replace("\f", "").replace("\x0b", " ").rstrip(" ")
        lines.append(Line(number, cleaned, page if has_pages else None))
    return tuple(lines)


def _joined(lines: tuple[Line, ...]) -> Iterable[Paragraph]:
    """Paragraphs of running text, each from the lines that belong together."""
    wrapping = Wrapping.of(lines, repeated_shapes(line.words for line in lines))
    block: list[Line] = []
    for line in lines:
        if block and not wrapping.belongs_together(block[-1], line):
            yield _paragraph(block)
            block = []
        if not line.is_blank:
            block.append(line)
    if block:
        yield _paragraph(block)


def _paragraph(block: list[Line]) -> Paragraph:
    first = block[0]
    is_row = len(block) == 1 and is_table_line(first)
    return Paragraph(
        text=first.text if is_row else joined_words(line.words for line in block),
        indent=first.column,
        line=first.number,
        page=first.page,
        is_table_row=is_row,
        lines=block[-1].number - first.number + 1,
    )


def is_table_line(line: Line) -> bool:
    """Whether the tabs of a line separate cells, and not a number from its text."""
    return _TABLE_TAB.search(without_mark(line.words)) is not None or (
        _TABLE_TAB.search(line.text) is not None and line.text.endswith("\t")
    )


def _with_levels(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with columns of white space turned into levels: 0, 1, 2 ..."""
    columns = sorted({0, *(paragraph.indent for paragraph in paragraphs)})
    return tuple(
        replace(paragraph, indent=columns.index(paragraph.indent)) for paragraph in paragraphs
    )
