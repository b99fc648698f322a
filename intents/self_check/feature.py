"""The daily self-check as a card, for those who look after the assistant."""

from collections.abc import Sequence

from bot.conversation.cards import Alert, Block, Card, Note, Text
from bot.services.self_check import Finding, Paper, SelfChecked, findings_of
from bot.turn import Turn
from intents.capability import Capability, Told
from knowledge.library import Library

WHO = "This goes to the headteacher and to whoever looks after this assistant, and to nobody else."
EXAMPLE = (
    Finding(
        "No safeguarding lead or deputy is in today. Away: Priya Nair.",
        "Staff are told to find one of them when a child is in danger.",
        "Decide who covers today and tell staff.",
        is_cover=True,
    ),
    Finding(
        "'Phones Policy' was due for review on 30 September 2026.",
        "Every answer from it says that it may be out of date.",
        "Ask the headteacher for the new version, and put it in app.yaml.",
    ),
)


class SelfCheck:
    """Says what would let the school down today."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="self_check",
            summary="What to put right, told once a day.",
            features=(),
            told=(Told(SelfChecked, self.compose),),
            examples=(card("Oakfield Primary School", EXAMPLE),),
        )

    def compose(self, _: SelfChecked, turn: Turn) -> Card | None:
        """Return what there is to put right as things stand now; None where there is nothing."""
        papers = [
            Paper(policy.title, policy.owner, policy.next_review)
            for policy in self._library.policies(turn.school.id)
        ]
        found = findings_of(turn, papers)
        return card(turn.school.name, found) if found else None


def card(school: str, found: Sequence[Finding]) -> Card:
    """Return one card with everything, what is about safeguarding cover first."""
    count = "1 thing" if len(found) == 1 else f"{len(found)} things"
    return Card(f"{school}: {count} to put right", (*map(_block, found), Note(WHO)))


def _block(finding: Finding) -> Block:
    words = f"{finding.why} {finding.remedy}"
    return Alert(words, finding.what) if finding.is_cover else Text(words, finding.what)
