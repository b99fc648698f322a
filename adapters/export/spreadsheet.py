"""Spreadsheets as CSV (RFC 4180) that Excel opens as it is: UTF-8 with a mark, CRLF, no formulas.

Dates are written year, month, day: in this order they sort, and no computer takes 3/4 for April.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARK = "\N{BYTE ORDER MARK}"
# A cell that begins with one of these is worked out when the file is opened, or sent somewhere.
# Some keyboards type them in the width of a Chinese letter.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LINE_ENDS = re.compile(r"[\r\n]+")
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What it is, in label and value pairs, then rows under headings."""

    about: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> bytes:
        """Return the whole file."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerows(_cells([*self.about, (), self.headings, *self.rows]))
        return f"{MARK}{text.getvalue()}".encode()


def _cells(rows: Iterable[Sequence[str]]) -> Iterable[list[str]]:
    return ([harmless(cell) for cell in row] for row in rows)


def harmless(cell: str) -> str:
    """Return a cell as text that nothing takes for a formula, on one line."""
    text = NOT_IN_A_CELL.sub("", cell)
    safe = f"'{text}" if text.startswith(FORMULA) else text
    return LINE_ENDS.sub(" ", safe)
