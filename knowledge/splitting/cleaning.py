"""Step 1: what word processors and converters left behind goes, white space is folded."""

import html
import re
from collections.abc import Iterable

from knowledge.reading.paragraphs import Paragraph
from knowledge.splitting.passage import Passage, Passages, Role

_LEFTOVERS = re.compile(
    r"\[(?:bookmark|image|picture|shape|object|anchor|comment)\s*:[^\][]{0,200}\]"
    r"|\{[.#][\w-]+\}"
    r"|</?(?:a|b|i|u|p|br|em|span|strong|sup|sub)(?:\s[^<>]{0,300})?/?>"
    r"|\*{2,}|(?<!\w)__(?=[^\W_])|(?<=[^\W_])__(?!\w)"
    r"|[\u00ad\u200b-\u200f\u2060\ufeff]",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|lt|gt|apos|[lr][sd]quo|[mn]dash|#x?[0-9a-f]{1,5});")


def clean(paragraphs: Iterable[Paragraph]) -> Passages:
    """Return the paragraphs that say something, without leftovers of markup, white space folded."""
    passages: list[Passage] = []
    last_line = 0
    for paragraph in paragraphs:
        passage = _cleaned(paragraph, last_line)
        if passage.text or passage.label:
            passages.append(passage)
            last_line = passage.lines[1]
    return tuple(passages)


def _cleaned(paragraph: Paragraph, last_line: int) -> Passage:
    cells: tuple[str, ...] = ()
    if paragraph.is_table_row:
        cells = tuple(without_markup(cell) for cell in paragraph.text.split("\t"))
    return Passage(
        text=without_markup(paragraph.text),
        role=Role.ROW if cells else Role.TEXT,
        label=without_markup(paragraph.label),
        level=paragraph.heading,
        indent=paragraph.indent,
        lines=(paragraph.line, paragraph.line + paragraph.lines - 1),
        page=paragraph.page,
        is_after_gap=paragraph.line > last_line + 1,
        cells=cells,
    )


def without_markup(text: str) -> str:
    """Return the text without leftovers of markup, its white space folded."""
    readable = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return " ".join(_LEFTOVERS.sub("", readable).split())
