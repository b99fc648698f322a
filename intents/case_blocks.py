"""What every case shows to those who may see all of it: people, links, notes, the next steps."""

from collections.abc import Mapping

from bot.conversation.cards import Block, Button, Facts, Quote
from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.named import Part, with_names
from bot.domain.retention import is_held
from bot.services import cases, hands, notes
from bot.services.access import is_seen, kind_of
from bot.services.reports import moment, without_links
from bot.turn import Turn
from intents.buttons import ShowSteps

MOVED = "No details are kept here: they are in the child protection records."
# What a lock screen may show: never a name, never the story (rule 4).
KINDS: Mapping[Kind, str] = {
    Kind.CB_P: "cyberbullying",
    Kind.CB_S: "cyberbullying of staff",
    Kind.SG: "safeguarding",
    Kind.ALG: "concern about an adult",
    Kind.ALG_HT: "concern about a leader",
    Kind.WEB: "website",
    Kind.UNB: "blocked site request",
}
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
    """Return who has it and who is named, what belongs to it, what was noted, and any hold."""
    people = tuple(
        (PARTS[each.part], f"{each.name}{f', {each.year}' if each.year else ''} ({each.token})")
        for each in turn.uow.cases.named(case)
    )
    links = tuple(("Linked to", ref) for ref in _linked(case, turn))
    noted = tuple(
        Quote(story(note.words, case, turn), f"{turn.name_of(note.by)}, {moment(note.at, turn)}")
        for note in notes.notes_of(case)
    )
    facts = (*hands.facts(case, turn), *_held(case, turn), *people, *links)
    return (Facts(tuple((label, value) for label, value in facts if value)), *noted)


def more(case: Case) -> Button:
    """Return the button to everything else that can be done with a case."""
    return Button("More", ShowSteps(case=case.public_id))


def _held(case: Case, turn: Turn) -> tuple[tuple[str, str], ...]:
    """Return that a case is on legal hold, since when and by whom."""
    if not is_held(case):
        return ()
    events = turn.uow.cases.history(case.school, case.public_id)
    held = next((event for event in reversed(events) if event.action == "held"), None)
    since = f", since {moment(held.at, turn)} by {turn.name_of(held.actor)}" if held else ""
    return (("Kept", f"do not delete{since}"),)


def _linked(case: Case, turn: Turn) -> tuple[str, ...]:
    """Return the references of linked cases, as far as the person may know of them."""
    found = turn.uow.cases.linked(case)
    return tuple(each.ref for each in found if is_seen(each, cases.standing_of(turn, each)))
