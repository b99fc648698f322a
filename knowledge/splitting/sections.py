"""Step 9: sections, each a heading with the headings above it and what stands under it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from knowledge.splitting.passage import MarkKind, Passage, Passages, Role
from knowledge.splitting.wording import opens_list, without_closing

_LEAST_CHILDREN = 2
_LEAST_CAPITALS = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first), the headings above it, and the body under it.

    `number` is what the document itself numbers it ("3", "A1"), or what the numbers of its clauses
    say: "6.7" is in 6.
    """

    heading: Passage | None
    above: tuple["Section", ...]
    body: Passages
    number: str

    @property
    def title(self) -> str:
        """The heading as the document prints it, with its number in front."""
        if self.heading is None:
            return ""
        if not self.number or self.heading.mark.kind is MarkKind.PART:
            return self.heading.text
        point = "" if "." in self.number else "."
        return f"{self.number}{point} {self.heading.text}"

    @property
    def is_written_number(self) -> bool:
        """Whether the heading itself carries the number."""
        return self.heading is not None and self.heading.is_marked


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and what stands under it, before it is known how deep the heading is."""

    heading: Passage | None
    body: Passages

    @property
    def written_number(self) -> str:
        """The number that stands before the heading."""
        return self.heading.mark.text if self.heading else ""

    @property
    def number_of_clauses(self) -> str:
        """The first part that the numbers of all its clauses share."""
        marks = (passage.mark for passage in self.body if passage.mark.is_own_number)
        firsts = {mark.text.split(".", maxsplit=1)[0] for mark in marks}
        return firsts.pop() if len(firsts) == 1 else ""

    @property
    def opens_list(self) -> bool:
        """Whether the heading is at the same time the opening of its list."""
        if self.heading is None or not self.body:
            return False
        first = self.body[0].text
        return opens_list(first) and without_closing(first) == self.heading.text


def sections_of(passages: Passages) -> tuple[Section, ...]:
    """Return the sections of a document in order; the first may have no heading."""
    parts = tuple(_parts(passages))
    sections: list[Section] = []
    above: list[tuple[int, Section]] = []
    for part, level, number in zip(parts, _levels(parts), _numbers(parts), strict=True):
        above = [(depth, section) for depth, section in above if depth < level]
        section = Section(part.heading, tuple(found for _, found in above), part.body, number)
        if part.heading:
            above.append((level, section))
        sections.append(section)
    return tuple(sections)


def _parts(passages: Passages) -> Iterator[_Part]:
    heading: Passage | None = None
    body: list[Passage] = []
    for passage in passages:
        if passage.role is not Role.HEADING:
            body.append(passage)
            continue
        if heading or body:
            yield _Part(heading, tuple(body))
        heading, body = passage, []
    if heading or body:
        yield _Part(heading, tuple(body))


def _numbers(parts: Sequence[_Part]) -> list[str]:
    """Return the number of each section: written, or read off clauses that no other has."""
    read_off = [part.written_number or part.number_of_clauses for part in parts]
    claimed = Counter(read_off)
    return [
        part.written_number or (number if claimed[number] == 1 else "")
        for part, number in zip(parts, read_off, strict=True)
    ]


def _levels(parts: Sequence[_Part]) -> list[int]:
    """How deep each heading stands: 1 for a section of its own, 0 for what has no heading."""
    headings = [part.heading for part in parts if part.heading]
    if all(heading.level is not None for heading in headings):
        return [(part.heading.level or 1) if part.heading else 0 for part in parts]
    if any(heading.is_marked for heading in headings):
        return _levels_by_number(parts)
    return _levels_by_family(parts)


def _levels_by_number(parts: Sequence[_Part]) -> list[int]:
    """Return the depth of the number; what has none stands under the number before it."""
    levels: list[int] = []
    number_above = 0
    for part in parts:
        if part.heading and part.heading.is_marked:
            number_above = part.heading.mark.depth
            levels.append(number_above)
        else:
            levels.append(number_above + 1 if part.heading else 0)
    return levels


def _levels_by_family(parts: Sequence[_Part]) -> list[int]:
    """Return 1, but 2 for one family ("Role of ...") under an empty heading or under CAPITALS."""
    levels = _levels_by_capitals(parts)
    for place, part in enumerate(parts):
        if part.heading and not part.body and levels[place] == 1:
            family = _family(parts, place + 1)
            if family >= _LEAST_CHILDREN:
                levels[place + 1 : place + 1 + family] = [2] * family
    return levels


def _levels_by_capitals(parts: Sequence[_Part]) -> list[int]:
    """Return 1, but 2 for small-letter headings where several headings are in capitals."""
    capitals = [part.heading is not None and part.heading.text.isupper() for part in parts]
    has_both = sum(capitals) >= _LEAST_CAPITALS
    first = capitals.index(True) if has_both else len(parts)
    return [
        0 if part.heading is None else 2 if place > first and not is_capital else 1
        for place, (part, is_capital) in enumerate(zip(parts, capitals, strict=True))
    ]


def _family(parts: Sequence[_Part], start: int) -> int:
    """Return how many headings from here on begin alike, or all open a list."""
    following = islice(parts, start, None)
    alike = takewhile(lambda part: _are_alike(parts[start], part), following)
    return sum(1 for _ in alike)


def _are_alike(one: _Part, other: _Part) -> bool:
    first = [part.heading.text.split()[0].casefold() for part in (one, other) if part.heading]
    return (one.opens_list and other.opens_list) or first[0] == first[-1]
