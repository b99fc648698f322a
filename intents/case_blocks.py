"""What every case shows to those who may see all of it: people, links, notes, the next steps."""

from collections.abc import Mapping

from bot.conversation.cards import Block, Button, Facts, Quote
from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.named import Part, with_names
from bot.services import cases, notes
from bot.services.access import is_seen, kind_of
from bot.services.reports import moment, without_links
from bot.turn import Turn
from intents.buttons import ShowSteps

MOVED = "No details are kept here: they are in the child protection records."
PARTS: Mapping[Part, str] = {
    Part.TARGET: "Targeted",
    Part.ALLEGED: "Alleged to be doing it",
    Part.OTHER: "Also involved",
    Part.ACCOUNT: "Account",
}


def needs_names(case: Case) -> bool:
    """Tell whether people may be named in a case; the report of a website needs none (6.3)."""
    return kind_of(case) is not Kind.WEB


def story(words: str, case: Case, turn: Turn) -> str:
    """Return somebody's words with the names that stand behind their tokens, and no live link."""
    return with_names(without_links(words), turn.uow.cases.named(case))


def belongings(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return who is named, which cases belong to it, and what was noted."""
    people = tuple(
        (PARTS[each.part], f"{each.name}{f', {each.year}' if each.year else ''} ({each.token})")
        for each in turn.uow.cases.named(case)
    )
    links = tuple(("Linked to", ref) for ref in _linked(case, turn))
    noted = tuple(
        Quote(story(note.words, case, turn), f"{turn.name_of(note.by)}, {moment(note.at, turn)}")
        for note in notes.notes_of(case)
    )
    return (*((Facts((*people, *links)),) if people or links else ()), *noted)


def more(case: Case) -> Button:
    """Return the button to everything else that can be done with a case."""
    return Button("More", ShowSteps(case=case.public_id))


def _linked(case: Case, turn: Turn) -> tuple[str, ...]:
    """Return the references of linked cases, as far as the person may know of them."""
    found = turn.uow.cases.linked(case)
    return tuple(each.ref for each in found if is_seen(each, cases.standing_of(turn, each)))
