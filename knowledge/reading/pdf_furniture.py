"""Headers, footers and page numbers: what is printed at the edge of every page of a PDF."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.reading.pdf_lines import PrintedLine
from knowledge.reading.repeats import shape_of

_EDGE = 0.12  # of the page at its head and at its foot
_OFTEN = 3
_OUTER_NUMBER = re.compile(r"^\d{1,3}(?=\s)|(?<=\s)\d{1,3}$")
_NAMES_PART = re.compile(r"(?:appendix|annex|part|section|schedule|form)\s+\d+", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–|\s]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–|\s]*",  # noqa: RUF001
    re.IGNORECASE,
)
_NAMES_PAGE = re.compile(r"\bpage #|# of #|#/#")


def without_furniture(pages: Sequence[Iterable[PrintedLine]]) -> list[PrintedLine]:
    """Return the lines of all pages but for those that belong to the paper, not to the text."""
    lines = [line for page in pages for line in page if line.text]
    pages_with = Counter(place for place, _ in {(_place(line), line.page) for line in lines})
    often = min(_OFTEN, max(2, len(pages)))
    return [
        line
        for line in lines
        if not _is_at_edge(line)
        or (pages_with[_place(line)] < often and not _PAGE_NUMBER.fullmatch(line.text))
    ]


def _is_at_edge(line: PrintedLine) -> bool:
    return not _EDGE < line.height < 1 - _EDGE


def _place(line: PrintedLine) -> tuple[str, int, float]:
    """Return the words of a line without its page number, and its height on the page.

    A number counts as the page's when it keeps step with the pages; that of "Appendix 2" does not.
    """
    height = round(line.height, 2)
    shape = shape_of(line.text)
    if _NAMES_PAGE.search(shape):
        return shape, 0, height
    number = _OUTER_NUMBER.search(line.text)
    if number is None or _NAMES_PART.fullmatch(line.text):
        return line.text, 0, height
    words = line.text[: number.start()] + line.text[number.end() :]
    return words.strip(), int(number.group()) - line.page, height
