"""Step 12: the clauses themselves, with their kinds, parents and opening words."""

from collections.abc import Iterator, Sequence

from knowledge.clauses import PREAMBLE, Clause, ClauseKind
from knowledge.splitting.items import Entry, arranged
from knowledge.splitting.keys import section_keys
from knowledge.splitting.numbering import Numbering, counts_through
from knowledge.splitting.passage import Role
from knowledge.splitting.sections import Section
from knowledge.splitting.wording import is_definition, opens_list

_KINDS = {
    Role.FORM: ClauseKind.TABLE,
    Role.GRID: ClauseKind.TABLE,
    Role.CONTROL: ClauseKind.META,
    Role.SIGNATURE: ClauseKind.META,
    Role.CONTENTS: ClauseKind.CONTENTS,
    Role.FACTS_HEADER: ClauseKind.STEM,
    Role.FACT: ClauseKind.ITEM,
}
_STEM_SEPARATOR = " / "


def clauses_of(sections: Sequence[Section], policy_id: str) -> tuple[Clause, ...]:
    """Return the clauses of all sections, numbered, in the order of the document."""
    own = {
        passage.mark.text
        for section in sections
        for passage in section.body
        if passage.mark.is_own_number
    }
    numbering = Numbering(frozenset(own), counts_through(sections))
    clauses: list[Clause] = []
    for section, key in zip(sections, section_keys(sections), strict=True):
        entries = arranged(section.body)
        numbers = numbering.number_section(section, key, entries)
        clauses.extend(_drafted(section, entries, numbers, policy_id))
    return tuple(clauses)


def _drafted(
    section: Section, entries: Sequence[Entry], numbers: Sequence[str], policy_id: str
) -> Iterator[Clause]:
    path = tuple(above.title for above in (*section.above, section) if above.title) or (PREAMBLE,)
    introducing = {entry.parent for entry in entries}
    for place, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
        yield Clause(
            id=f"{policy_id}/{number}",
            number=number,
            kind=_kind(entry, is_introducing=place in introducing),
            path=path,
            text=entry.passage.text,
            parent=None if entry.parent is None else f"{policy_id}/{numbers[entry.parent]}",
            stem=_stem(entry, entries),
            lines=entry.passage.lines,
            conjunction=entry.passage.conjunction,
        )


def _kind(entry: Entry, *, is_introducing: bool) -> ClauseKind:
    passage = entry.passage
    if passage.role in _KINDS:
        return _KINDS[passage.role]
    if opens_list(passage.text) or (is_introducing and not passage.text.endswith(".")):
        return ClauseKind.STEM
    if is_definition(passage.text):
        return ClauseKind.DEFINITION
    return ClauseKind.ITEM if entry.is_item else ClauseKind.PARAGRAPH


def _stem(entry: Entry, entries: Sequence[Entry]) -> str:
    """Return the words of everything that introduces the entry, outermost first."""
    words: list[str] = []
    while entry.parent is not None:
        entry = entries[entry.parent]
        words.append(entry.passage.text)
    return _STEM_SEPARATOR.join(reversed(words))
