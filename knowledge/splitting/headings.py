"""Step 7: which passages are headings, by the document's format or else by how they read."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.splitting.contents import Contents
from knowledge.splitting.numbered import numbered_headings
from knowledge.splitting.passage import UNMARKED, MarkKind, Passage, Passages, Role
from knowledge.splitting.unmarked import unmarked_items
from knowledge.splitting.wording import (
    has_verb,
    is_title_like,
    opens_list,
    points_below,
    without_closing,
)

_ENOUGH_STYLED = 3


def with_headings(contents: Contents) -> Passages:
    """Return the passages with headings recognised; a heading that opens a list is there twice.

    "Staff must:" under a table of contents that names it is both the heading of its list and the
    clause that the items of the list finish.
    """
    passages = contents.passages
    styled = frozenset(at for at, passage in enumerate(passages) if passage.level is not None)
    found = styled if len(styled) >= _ENOUGH_STYLED else styled | _by_reading(contents)
    return tuple(_split_up(passages, found))


def _split_up(passages: Passages, headings: frozenset[int]) -> Iterator[Passage]:
    for place, passage in enumerate(passages):
        if place not in headings:
            is_reference = passage.mark.kind is MarkKind.PART
            yield replace(passage, mark=UNMARKED if is_reference else passage.mark)
            continue
        title = without_closing(passage.text)
        yield replace(passage, text=title, role=Role.HEADING)
        if opens_list(passage.text) and _is_item(passages, place + 1) and has_verb(title):
            yield replace(passage, mark=UNMARKED, level=None)


def _is_item(passages: Passages, place: int) -> bool:
    return place < len(passages) and passages[place].is_text and passages[place].is_marked


def _by_reading(contents: Contents) -> frozenset[int]:
    """Return the places of the headings of a document whose format does not tell them."""
    passages = contents.passages
    named = (
        place
        for place, passage in enumerate(passages[:-1])
        if passage.mark.kind is not MarkKind.BULLET and contents.names(passage.text)
    )
    items = unmarked_items(passages)
    titles = (
        place
        for place in range(len(passages) - 1)
        if place not in items and _stands_as_title(passages, place)
    )
    found = frozenset((*named, *titles, *numbered_headings(passages)))
    return frozenset(place for place in found if passages[place].is_text)


def _stands_as_title(passages: Passages, place: int) -> bool:
    """Whether an unmarked line is a heading: it reads as one and does not belong to a list."""
    title, below = passages[place], passages[place + 1]
    above = passages[place - 1] if place else None
    if title.is_marked or (above and above.is_text and opens_list(above.text)):
        return False
    if _is_centred(title, above, below):
        return is_title_like(without_closing(title.text))
    is_stem = below.is_marked and points_below(title.text)
    return is_title_like(title.text) and not is_stem


def _is_centred(title: Passage, above: Passage | None, below: Passage) -> bool:
    return title.indent > below.indent and (above is None or title.indent > above.indent)
