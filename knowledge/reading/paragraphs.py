"""Paragraphs: what every reader of a file format returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, list item or table row of a document, in reading order.

    `label` is the number or bullet that the document itself shows ("6.7", "(a)", "iv.", "•", ""),
    kept apart from `text` only where the format tells them apart (Word, HTML, Markdown lists);
    plain text and PDF leave it in `text`. `heading` is 1 for the highest level, None where the
    format does not say. `indent` counts list levels. `line` is the 1-based line or block number
    and `lines` how many of them the paragraph spans. A table row has a tab between its cells.
    """

    text: str
    label: str = ""
    heading: int | None = None
    indent: int = 0
    line: int = 0
    page: int | None = None
    is_table_row: bool = False
    lines: int = 1


class UnreadableDocument(Exception):
    """The file cannot be read as a policy; the message says why and what to do."""
