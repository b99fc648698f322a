"""Reminders: one card at each of the school's reminder times, and quiet until tomorrow."""

import re
from collections.abc import Iterable, Sequence

from bot.conversation.cards import Card, Note
from bot.conversation.exchange import Reply
from bot.domain.cases import Case
from bot.domain.people import Role
from bot.services import reminders
from bot.services.reminders import Digest
from bot.services.reports import is_late, moment
from bot.turn import Turn
from intents.capability import Capability, Feature, Told
from intents.case_cards import CaseCards, at_each_school
from intents.digest.cards import digest_card
from intents.digest.examples import EXAMPLES
from intents.digest.intents import Snooze
from intents.spelling import read_words

STILL = "You still hear at once when a child may not be safe."
# The whole of what is said: likeness would take in what pupils snooze, and whom else to remind.
QUIET = re.compile(
    r"(?:please |can you |could you )*"
    r"(?:snooze(?: (?:my|the|all))?(?: reminders?)?"
    r"|(?:no|stop|pause|mute|silence)(?: (?:any|more|the|my|all|sending|me))* reminders?"
    r"|(?:dont|do not|stop) remind(?:ing)? me(?: again)?|remind me(?: again)?(?= tomorrow))"
    r"(?: (?:until |till |til )?tomorrow| (?:for )?(?:today|the rest of (?:today|the day)))?"
    r"(?: please)?"
)


class Digests:
    """Brings up what waits for somebody, whichever kind of case it is."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        known = tuple(capabilities)
        self._cases = CaseCards(known)
        self._workflows = tuple(each.workflow for each in known if each.workflow)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="digest",
            summary="Get one reminder of all that waits for you, at school times.",
            features=(Feature(Snooze, snooze),),
            read=read,
            told=(Told(Digest, self.compose),),
            examples=EXAMPLES,
        )

    def compose(self, digest: Digest, turn: Turn) -> Card | None:
        """Return what waits for the reader now; None if nothing does, or they want no reminders."""
        if not reminders.is_welcome(digest, turn):
            return None
        found = [c for c, here in self._cases.waiting(turn) if here.school.id == turn.school.id]
        known = {case.public_id for case in found}
        late = [case for case in self._late(turn) if case.public_id not in known]
        return digest_card(found, late, self._cases, turn) if found or late else None

    def _late(self, turn: Turn) -> Sequence[Case]:
        """Return the reports that nobody picked up in time, for the head to see (DOMAIN 2.4)."""
        if Role.HEADTEACHER not in turn.roles:
            return ()
        return [
            case
            for workflow in self._workflows
            for case in turn.uow.cases.of_kind(turn.school.id, workflow.kind)
            if case.state == workflow.first and is_late(case, turn)
            if self._cases.is_seen(case, turn)
        ]


def read(text: str, _: Turn) -> Snooze | None:
    """Recognise "no more reminders today", where nothing else is said."""
    return Snooze() if QUIET.fullmatch(" ".join(read_words(text))) else None


def snooze(wanted: Snooze, turn: Turn) -> Reply:
    """Keep quiet until the first reminder time of the next school day, and say so."""
    schools = (turn,) if wanted.school else at_each_school(turn)
    return Reply(tuple(_quiet(here, is_one_of_several=len(schools) > 1) for here in schools))


def _quiet(turn: Turn, *, is_one_of_several: bool) -> Card:
    until = reminders.next_morning(turn.school.calendar, turn.now)
    turn.uow.snoozes.keep(turn.school.id, turn.person.id, until)
    quiet = f"{turn.school.name}: no reminders" if is_one_of_several else "No reminders"
    return Card(f"{quiet} until {moment(until, turn)}.", (Note(STILL),))
