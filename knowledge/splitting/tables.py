"""Step 6: what each table is: facts to quote, a grid with ticks, control data, a place to sign."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from knowledge.control_keys import is_control_line, key_of
from knowledge.splitting.forms import merged
from knowledge.splitting.passage import Passage, Passages, Role

_TICK = re.compile(r"^\W*[✓✔√☑☐☒□✗✘]\W*$|\([✓✔√]\)")
_SIGNED_OFF = re.compile(r"(?:date|signed|signature)\s*:?", re.IGNORECASE)
_COLUMN = re.compile(
    r"\b(?:who|what|when|where|how|name|roles?|contacts?|(?:tele)?phone|e-?mail|links?|sites?|apps?"
    r"|actions?|steps?|incidents?|behaviours?|sanctions?|consequences?|responses?|types?|levels?"
    r"|examples?|responsib\w+|purpose|terms?|meanings?|definitions?|details?|risks?|ages?|years?"
    r"|groups?|allowed|not allowed)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d|@")
_BULLETED = re.compile(r"[·•▪■◦○●‣]")
_LEAST_KEYS = 2
_EMPTY_SHARE = 3
_WIDE = 3


def with_tables_told_apart(passages: Passages) -> Passages:
    """Return the passages, every table as rows of facts or as one grid, control or signature."""
    found: list[Passage] = []
    for table in _runs(passages):
        found.extend(_told_apart(table) if table[0].role is Role.ROW else map(_line, table))
    return tuple(found)


def row_text(cells: tuple[str, ...]) -> str:
    """Return a row as a sentence: what it is about, then what is said of it."""
    first, *rest = (cell for cell in cells if cell)
    text = f"{first.removesuffix(':')}: {'; '.join(rest)}" if rest else first
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _runs(passages: Passages) -> Iterator[Passages]:
    run: list[Passage] = []
    for passage in passages:
        if run and not _is_same_table(run[-1], passage):
            yield tuple(run)
            run = []
        run.append(passage)
    if run:
        yield tuple(run)


def _line(passage: Passage) -> Passage:
    """Return the passage, as control data where it reads "Next review: May 2027"."""
    if passage.is_text and not passage.is_marked and is_control_line(passage.text):
        return replace(passage, role=Role.CONTROL, text=row_text((passage.text,)))
    return passage


def _is_same_table(above: Passage, below: Passage) -> bool:
    """Whether two rows belong together; Markdown leaves a line between the header and the rest."""
    are_rows = above.role is Role.ROW and below.role is Role.ROW
    return are_rows and (not below.is_after_gap or len(above.cells) == len(below.cells))


def _told_apart(table: Passages) -> Passages:
    if _has_control_keys(table):
        return (replace(merged(table, Role.CONTROL), text=_control_text(table)),)
    if _is_signed_off(table):
        return (replace(merged(table, Role.SIGNATURE), text=_control_text(table)),)
    if _is_grid(table):
        return (merged(table, Role.GRID),)
    return _facts(table)


def _has_control_keys(table: Passages) -> bool:
    """Whether the first row or the first column names an author, an approval, a review."""
    row = sum(key_of(cell) is not None for cell in table[0].cells)
    column = sum(key_of(passage.cells[0]) is not None for passage in table)
    return max(row, column) >= _LEAST_KEYS


def _is_signed_off(table: Passages) -> bool:
    return any(_SIGNED_OFF.fullmatch(cell) for passage in table for cell in passage.cells)


def _is_grid(table: Passages) -> bool:
    cells = [cell for passage in table for cell in passage.cells]
    has_signs = any(_TICK.search(cell) or _BULLETED.match(cell) for cell in cells)
    return has_signs or sum(not cell for cell in cells) * _EMPTY_SHARE >= len(cells)


def _control_text(table: Passages) -> str:
    """Return the pairs of key and value, whether they stand side by side or under each other."""
    keys = table[0].cells
    has_key_row = len(keys) >= _WIDE and not any(key.endswith(":") for key in keys)
    if has_key_row and len(table) == _LEAST_KEYS:
        pairs = zip_longest(keys, table[1].cells, fillvalue="")
        return " ".join(row_text(pair) for pair in pairs if any(pair))
    return " ".join(row_text(passage.cells) for passage in table)


def _facts(table: Passages) -> Passages:
    facts = (replace(passage, text=row_text(passage.cells), role=Role.FACT) for passage in table)
    header, *rows = facts
    if rows and _is_header(table[0].cells):
        return replace(header, role=Role.FACTS_HEADER), *rows
    return header, *rows


def _is_header(cells: tuple[str, ...]) -> bool:
    """Whether a row names the columns: words such as "who" or "action", and no figures."""
    names_columns = any(_COLUMN.search(cell) for cell in cells)
    return names_columns and not any(_FIGURES.search(cell) for cell in cells)
