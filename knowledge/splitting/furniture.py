"""Step 2: what is printed on every page goes: running headers, footers, page numbers."""

import re
from collections import defaultdict

from knowledge.reading.lines import starts_with_mark
from knowledge.reading.repeats import shape_of
from knowledge.splitting.passage import Passage, Passages, Role
from knowledge.splitting.wording import continues, has_verb, is_finished, opens_list

LONGEST_HEADER = 14
_OPENING_LINES = 6
_TIMES = 3
_PAGE_NUMBER = re.compile(
    r"(?:page\\s*)?[-\\u2013|]?\\s*\\d{1,3}\\s*[-\\u2013|]?(?:\\s*(?:of|/)\\s*\\d{1,3})?",
    re.IGNORECASE,
)
_NAMES_PAGE = re.compile(r"\bpage\s*#|\bp\.\s*#|# of #|\|\s*#$")


def without_furniture(passages: Passages) -> Passages:
    """Return the passages without page numbers and without lines that repeat from page to page."""
    running = _running_lines(passages)
    return tuple(
        passage
        for passage in passages
        if _likeness(passage.text) not in running and not _is_page_number(passage)
    )


def _is_page_number(passage: Passage) -> bool:
    return passage.role is Role.TEXT and _PAGE_NUMBER.fullmatch(passage.text) is not None


def _running_lines(passages: Passages) -> frozenset[str]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        if _may_be_header(passage):
            places[_likeness(passage.text)].append(place)
    return frozenset(
        shape
        for shape, found in places.items()
        if len(found) > 1 and _is_running(shape, found, passages)
    )


def _likeness(text: str) -> str:
    """Return what is the same on every page: "Year 1" and "Year 2" are two lines, pages are one."""
    shape = shape_of(text)
    return shape if _NAMES_PAGE.search(shape) else text.casefold()


def _may_be_header(passage: Passage) -> bool:
    is_short = 0 < len(passage.text.split()) <= LONGEST_HEADER
    if is_finished(passage.text) and has_verb(passage.text):
        return False
    is_marked = passage.label != "" or starts_with_mark(passage.text)
    return is_short and not is_marked and not opens_list(passage.text)


def _is_running(shape: str, places: list[int], passages: Passages) -> bool:
    if _NAMES_PAGE.search(shape):
        return True
    if any(passages[place].role is Role.ROW for place in places):
        return False
    return (
        sum(_interrupts(place, passages) for place in places) > 1
        or (len(places) >= _TIMES and places[0] < _OPENING_LINES)
        or _stands_at_page_edges(places, passages)
    )


def _interrupts(place: int, passages: Passages) -> bool:
    """Whether the line stands where no line of the document's own could stand."""
    if not 0 < place < len(passages) - 1:
        return False
    before, after = passages[place - 1].text, passages[place + 1].text
    is_in_sentence = not is_finished(before) and continues(after)
    return is_in_sentence or (opens_list(before) and not after[:1].isalnum())


def _stands_at_page_edges(places: list[int], passages: Passages) -> bool:
    edges = [place for place in places if _is_page_edge(place, passages)]
    return len({passages[place].page for place in edges}) > 1 and len(edges) == len(places)


def _is_page_edge(place: int, passages: Passages) -> bool:
    page = passages[place].page
    if page is None:
        return False
    around = (passages[at].page for at in (place - 2, place + 2) if 0 <= at < len(passages))
    return any(other != page for other in around) or place < 2 or place >= len(passages) - 2  # noqa: PLR2004
