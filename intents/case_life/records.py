"""A case as text to copy into the child protection records (DOMAIN 9: "copy for CPOMS").

It is read years later by people who were not there: whole dates, plain words, who wrote what.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bot.conversation.cards import Card, Note, Quote
from bot.domain.cases import Case, CaseEvent, Json
from bot.domain.named import Named
from bot.domain.people import PersonId
from bot.services import access, hands, notes
from bot.services.reports import in_a_row, moment_in_full
from bot.turn import Turn
from intents.capability import Pairs
from intents.case_blocks import KINDS, PARTS, story
from intents.case_life.timeline import lines_of

STUB = "No details are kept here. Please write down what {reporter} tells you."
MOVED = "The words are in the records already, as {ref}. They are not kept here any more."
FLAGS: Mapping[str, str] = {
    "danger": "danger now",
    "sexual_image": "a sexual picture of a child",
    "adult_contact": "an adult in contact with a child",
    "extremism": "extremism",
    "police": "a possible crime",
    "off_site": "out of school hours",
    "filmed": "somebody was filmed",
    "untrue": "untrue statements",
    "school_device": "a school device, account or network",
    "website": "a website",
}


def copy_card(case: Case, turn: Turn, facts: Pairs) -> Card:
    """Return everything that belongs in the records, in one block to copy."""
    system = turn.school.cp_system
    name = system.name if system else "your child protection records"
    how = Note(f"Copy this into {name}, then press Moved to the records. Names are in full.")
    return Card(f"{case.ref}: copy for {name}", (Quote("\n".join(_lines(case, turn, facts))), how))


def _lines(case: Case, turn: Turn, facts: Pairs) -> Sequence[str]:
    first = hands.first_sent_to(case)
    told = (f"{turn.name_of(each.person)} ({each.role.label})" for each in first)
    flags = ", ".join(FLAGS.get(flag, flag) for flag in case.words("flags"))
    known = (
        ("Kind", KINDS[access.kind_of(case)]),
        ("Sent to at first", in_a_row(told) or "nobody in school"),
        *hands.facts(case, turn),
        *((label, value) for label, value in facts if label not in ("Reported by", "Sent")),
        ("Signs", flags),
    )
    return (
        f"Case {case.ref}, {turn.school.name}",
        f"Reported by {turn.name_of(case.reporter)}, {moment_in_full(case.reported_at, turn)}",
        *(f"{label}: {value}" for label, value in dict(known).items() if value),
        *_named(turn.uow.cases.named(case)),
        *_said(case, turn),
        "What was done:",
        *lines_of(case, turn, moment_in_full),
    )


def _named(people: Iterable[Named]) -> Iterable[str]:
    for person in people:
        year = f", {person.year}" if person.year else ""
        yield f"{PARTS[person.part]}: {person.name}{year} ({person.token})"


def _said(case: Case, turn: Turn) -> Iterator[str]:
    """Return what was reported, added and noted, each with who wrote it and when."""
    first = case.text("what_happened") or case.text("seen_what")
    added = tuple(_added(case, turn))
    noted = tuple((note.by, note.at, f"Note: {note.words}") for note in notes.notes_of(case))
    if first:
        yield f"In the reporter's words: {story(first, case, turn)}"
    for by, at, words in sorted((*added, *noted), key=lambda each: each[1]):
        yield f"{moment_in_full(at, turn)}, {turn.name_of(by)}. {story(words, case, turn)}"
    if not (first or added or noted or notes.keeps_words(case, turn)):
        ref = case.text("cp_system_ref")
        ask = STUB.format(reporter=turn.name_of(case.reporter))
        yield MOVED.format(ref=ref) if ref else ask


def _added(case: Case, turn: Turn) -> Iterator[tuple[PersonId, datetime, str]]:
    """Return what was added in words; an older addition's author and time are in the history."""
    history = turn.uow.cases.history(case.school, case.public_id)
    steps = [event for event in history if event.action == "added"]
    rows = case.rows("added")
    for row, step in zip(rows, steps[-len(rows) :], strict=False):
        if words := "; ".join(_words_of(row)):
            yield (*_written(row, step), f"Added: {words}")


def _words_of(row: Mapping[str, Json]) -> Iterator[str]:
    known = ("more", "location_of_post", "evidence_pointer", "platform_report_ref", "pupils")
    yield from (str(row[name]) for name in known if row.get(name))


def _written(row: Mapping[str, Json], step: CaseEvent) -> tuple[PersonId, datetime]:
    by, at = row.get("by"), row.get("at")
    return (
        PersonId(str(by)) if by else step.actor,
        datetime.fromisoformat(str(at)) if at else step.at,
    )
