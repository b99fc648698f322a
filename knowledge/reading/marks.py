"""Marks: the bullets and numbers that start a new paragraph inside broken lines."""

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"""
      [•●◦▪■□‣·➢➤✓✔*]\s?\S | [-\u2013\u2014o]\s+\S               # a bullet
    | \(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]\s+\S   # 6. 6.7. (a) iv)
    | \d{1,2}(?:\.\d{1,2}){1,4}\s+\S                           # 6.7
    | (?:Appendix|Annex|Schedule|Section|Part)\s+[\dA-Z]{1,3}\b  # Appendix 1
    """,
    re.VERBOSE,
)


def opens_paragraph(line: str) -> bool:
    """Whether a line starts with a bullet or a number of its own."""
    return _MARK.match(line) is not None


def join_broken(lines: Iterable[str]) -> list[str]:
    """Return the lines of one paragraph as one text, items with a mark of their own apart."""
    texts: list[str] = []
    for line in filter(None, (line.strip() for line in lines)):
        if texts and not opens_paragraph(line):
            texts[-1] += f" {line}"
        else:
            texts.append(line)
    return texts
