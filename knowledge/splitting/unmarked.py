"""List items that carry no bullet: names and sentences set in under a colon."""

from knowledge.splitting.passage import Passage, Passages
from knowledge.splitting.wording import is_title_like, opens_list


def unmarked_items(passages: Passages) -> frozenset[int]:
    """Return the places of the unmarked lines that are items of a list which a colon opens."""
    found: set[int] = set()
    opening: Passage | None = None
    for place, passage in enumerate(passages):
        if opening and _is_item(opening, passages, place, has_item_above=place - 1 in found):
            found.add(place)
        else:
            opening = passage if passage.is_text and opens_list(passage.text) else None
    return frozenset(found)


def _is_item(opening: Passage, passages: Passages, place: int, *, has_item_above: bool) -> bool:
    """Whether a line is set in under a colon, or is one of several names in a block."""
    passage = passages[place]
    if not passage.is_text or passage.is_marked:
        return False
    if passage.indent > opening.indent:
        return True
    below = passages[place + 1] if place + 1 < len(passages) else None
    follows = has_item_above and not passage.is_after_gap
    starts = not has_item_above and below is not None and _is_name(below, opening)
    return _is_name(passage, opening) and (follows or (starts and not _is_apart(below)))


def _is_apart(below: Passage | None) -> bool:
    return below is None or below.is_after_gap


def _is_name(passage: Passage, opening: Passage) -> bool:
    is_plain = passage.is_text and not passage.is_marked and passage.indent == opening.indent
    return is_plain and is_title_like(passage.text)
