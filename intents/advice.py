"""Advice: the lines that the assistant says in fixed words, filled in for the school.

The safety floor rests on them (rule 1): they are text, not searched text. A school may say the
others in its own words. A line never names a person whom the case is about (rule 5): the next one
in the chain stands in.
"""

import re
from collections.abc import Collection, Mapping

from bot.conversation.cards import Alert, Note, Text
from bot.domain.people import Person, PersonId, Role
from bot.domain.schools import Contact
from bot.turn import Turn
from intents.advice_book import BRACES, book

LEAD = re.compile(r"^\*\*(.+?)\*\*\s*")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")

# Who stands in a line when the first choice is the person it is about.
CHAINS: Mapping[str, tuple[Role, ...]] = {
    "dsl_name": (Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS),
    "headteacher_name": (Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS),
    "senior_name": (Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS),
    "coordinator_name": (Role.ESAFETY_COORDINATOR, Role.DSL, Role.HEADTEACHER),
    "it_name": (Role.IT_MANAGER, Role.HEADTEACHER),
    "chair_name": (Role.CHAIR_OF_GOVERNORS,),
}
NOBODY: frozenset[PersonId] = frozenset()


def alert(line: str, turn: Turn, about: Collection[PersonId] = NOBODY, **values: str) -> Alert:
    """Return a line that must not be overlooked."""
    lead, text = _split(say(line, turn, about, **values))
    return Alert(text, lead)


def text(line: str, turn: Turn, about: Collection[PersonId] = NOBODY, **values: str) -> Text:
    """Return a line as a paragraph."""
    lead, rest = _split(say(line, turn, about, **values))
    return Text(rest, lead)


def say(line: str, turn: Turn, about: Collection[PersonId] = NOBODY, **values: str) -> str:
    """Return a line's words for this school; `about` are people it must not name."""
    kept = frozenset(about)
    known = {**book().unknown, **_of_school(turn, kept), **values}
    return _fill(_own(line, turn, kept), known) or _fill(book().lines[line], known)


def cited(line: str, turn: Turn) -> tuple[Note, ...]:
    """Return the school's own clause that a line rests on, to stand below it, if it has one."""
    clause = turn.school.advice.clauses.get(line)
    if clause is None or not clause.source:
        return ()
    review = clause.next_review
    is_overdue = review is not None and review < turn.today
    due = f". It was due for review in {review:%B %Y}." if is_overdue else ""
    return (Note(f"{clause.source}{due}"),)


def _own(line: str, turn: Turn, about: frozenset[PersonId]) -> str:
    """Return the school's own words, "" where it has none that may be said here."""
    words = None if line in book().floor else turn.school.advice.words.get(line)
    return _unless_about(words, turn, about) or ""


def _fill(line: str, known: Mapping[str, str]) -> str:
    """Return the sentences of a line whose values are all known."""
    sentences = SENTENCE_END.split(line)
    said = (s for s in sentences if all(name in known for name in BRACES.findall(s)))
    return " ".join(said).format_map(known)


def _split(line: str) -> tuple[str, str]:
    """Return the bold words at the beginning, and the rest; bold elsewhere is plain here."""
    found = LEAD.match(line)
    lead, rest = (found.group(1), line[found.end() :]) if found else ("", line)
    return lead, rest.replace("**", "")


def _of_school(turn: Turn, about: frozenset[PersonId]) -> dict[str, str]:
    """Return what the school has filled in; an empty answer is left to the fallback."""
    contacts = turn.school.contacts
    dsl = _first(turn, about, *CHAINS["dsl_name"])
    values = {
        "school": turn.school.name,
        "dsl_phone": dsl.phone if dsl else None,
        "deputy_names": _names(turn, about | {dsl.id if dsl else PersonId("")}, Role.DEPUTY_DSL),
        "line_manager_name": _line_manager(turn, about),
        "evidence_location": turn.school.evidence_location,
        "la_front_door_name": contacts.la_front_door and contacts.la_front_door.name,
        "la_phone": contacts.la_front_door and contacts.la_front_door.phone,
        "la_out_of_hours": contacts.la_out_of_hours and contacts.la_out_of_hours.phone,
        "lado_contact": _reach(contacts.lado),
        "posh_contact": _reach(contacts.posh),
        "nspcc_whistle": _reach(contacts.nspcc_whistle),
        "staff_support_line": _reach(contacts.staff_support_line),
        "escalation_name": _unless_about(_reach(contacts.escalation), turn, about),
    }
    for name, chain in CHAINS.items():
        person = _first(turn, about, *chain)
        values[name] = person.name if person else None
    return {name: value for name, value in values.items() if value}


def _first(turn: Turn, about: frozenset[PersonId], *roles: Role) -> Person | None:
    fit = (person for person in turn.holders(*roles) if person.id not in about)
    return min(fit, key=lambda person: person.is_away(turn.today), default=None)


def _names(turn: Turn, about: frozenset[PersonId], role: Role) -> str:
    return turn.any_of(person.id for person in turn.holders(role) if person.id not in about)


def _line_manager(turn: Turn, about: frozenset[PersonId]) -> str | None:
    manager = turn.person.line_manager
    return turn.name_of(manager) if manager and manager not in about else None


def _unless_about(words: str | None, turn: Turn, about: frozenset[PersonId]) -> str | None:
    """Return words that the school wrote down, unless they name somebody the case is about."""
    names = (turn.name_of(person) for person in about if turn.directory.find(person))
    return None if words is None or any(name in words for name in names) else words


def _reach(contact: Contact | None) -> str | None:
    return str(contact) if contact else None
