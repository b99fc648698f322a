"""A case as text to copy into the child protection records (DOMAIN 9: "copy for CPOMS")."""

from collections.abc import Iterable, Sequence

from bot.conversation.cards import Card, Note, Quote
from bot.domain.cases import Case
from bot.domain.named import Named, with_names
from bot.services import access, notes
from bot.services.reports import listed, moment, without_links
from bot.turn import Turn
from intents.case_blocks import PARTS
from intents.case_life.timeline import line_of

STUB = "No details are kept here. Please write down what {reporter} tells you."
MOVED = "The words are in the records already, as {ref}. They are not kept here any more."


def copy_card(case: Case, turn: Turn) -> Card:
    """Return everything that belongs in the records, in one block to copy."""
    system = turn.school.cp_system
    name = system.name if system else "your child protection records"
    how = Note(f"Copy this into {name}, then press Moved to the records. Names are in full.")
    return Card(f"{case.ref}: copy for {name}", (Quote("\n".join(_lines(case, turn))), how))


def _lines(case: Case, turn: Turn) -> Sequence[str]:
    people = turn.uow.cases.named(case)
    told = (f"{turn.name_of(person)}" for person in case.handlers)
    return (
        f"Case {case.ref}, {turn.school.name}",
        f"Reported by {turn.name_of(case.reporter)}, {moment(case.reported_at, turn)}",
        f"Kind: {access.kind_of(case).value}. How serious: {case.text('severity') or 'not said'}",
        f"Sent to: {', '.join(told) or 'nobody in school'}",
        *_named(people),
        *_story(case, people, turn),
        *(
            line_of(event, case, turn)
            for event in turn.uow.cases.history(case.school, case.public_id)
        ),
    )


def _named(people: Iterable[Named]) -> Iterable[str]:
    for person in people:
        year = f", {person.year}" if person.year else ""
        yield f"{PARTS[person.part]}: {person.name}{year} ({person.token})"


def _story(case: Case, people: Sequence[Named], turn: Turn) -> Iterable[str]:
    words = [case.text("what_happened") or case.text("seen_what"), *notes.said_later(case)]
    said = [with_names(without_links(each), people) for each in words if each]
    if not said and not notes.keeps_words(case, turn):
        ref = case.text("cp_system_ref")
        ask = STUB.format(reporter=turn.name_of(case.reporter))
        return (MOVED.format(ref=ref) if ref else ask,)
    flags = ", ".join(listed(case, "flags"))
    return (*said, *((f"Flags: {flags}",) if flags else ()))
