"""Policy gaps: what staff asked and the policies did not answer, without who asked (DOMAIN 6.9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.cards import Card, Note, Table, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.questions import KEEP_GAPS, Gap, Miss
from bot.errors import NotYours
from bot.turn import Turn
from intents.capability import Capability, Feature
from intents.case_cards import at_each_school
from intents.policy_owners import looks_after
from intents.question_wording import is_alike
from knowledge.library import Library

ASKED_FOR = re.compile(
    r"\W*(?:please )?(?:(?:show|list|see|open) )?(?:me )?(?:the |our |my |all )*"
    r"(?:policy gaps?|gaps in (?:the|our) polic(?:y|ies)|unanswered questions)\W*",
    re.IGNORECASE,
)
HEADINGS = ("Asked", "Question", "What was wrong")
WRONG = {Miss.UNANSWERED: "no clause found", Miss.UNHELPFUL: "not what was asked"}
MOST = 20
KEPT = f"Kept for {KEEP_GAPS.days} days, without names. Nobody can see who asked."


class ShowGaps(Intent):
    """Show what the policies left open."""

    name = "policy_gaps"


@dataclass(frozen=True, slots=True)
class Group:
    """One question in all its spellings."""

    gaps: tuple[Gap, ...]

    @property
    def row(self) -> tuple[str, str, str]:
        """How often it was asked, its newest wording, and what was wrong each time."""
        misses = dict.fromkeys(gap.miss for gap in self.gaps)
        wrong = ", ".join(WRONG[miss] for miss in misses)
        return (str(len(self.gaps)), self.gaps[-1].question, wrong)


class PolicyGaps:
    """Shows the gaps to whoever can close them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="policy_gaps",
            summary="See what staff asked and the policies do not answer.",
            features=(Feature(ShowGaps, self.show),),
            read=read,
            examples=(EXAMPLE, _card("Oakfield Primary School", ())),
        )

    def show(self, _: ShowGaps, turn: Turn) -> Reply:
        """Show the gaps of every school where the person answers questions."""
        here = [each for each in at_each_school(turn) if self._looks_after(each)]
        if not here:
            raise NotYours("whoever looks after the policies")
        return Reply(tuple(_card(each.school.name, _groups(each)) for each in here))

    def _looks_after(self, turn: Turn) -> bool:
        return looks_after(self._library.policies(turn.school.id), turn)


def read(text: str, _: Turn) -> Intent | None:
    """Recognise "policy gaps"."""
    return ShowGaps() if ASKED_FOR.fullmatch(text) else None


def _groups(turn: Turn) -> tuple[Group, ...]:
    """Return the questions in groups of nearly the same wording, most asked first."""
    groups: list[list[Gap]] = []
    for gap in turn.uow.questions.gaps(turn.school.id, turn.today - KEEP_GAPS):
        alike = (group for group in groups if is_alike(group[0].wording, gap.wording))
        group = next(alike, None)
        if group is None:
            groups.append([gap])
        else:
            group.append(gap)
    return tuple(Group(tuple(g)) for g in sorted(groups, key=len, reverse=True))


def _card(school: str, groups: Sequence[Group]) -> Card:
    if not groups:
        return Card(
            f"{school}: no policy gaps", (Text("Every question found a clause."), Note(KEPT))
        )
    rows = tuple(group.row for group in groups[:MOST])
    left = len(groups) - len(rows)
    more = (Note(f"And {left} more, asked less often."),) if left else ()
    return Card(f"{school}: policy gaps", (Table(HEADINGS, rows), *more, Note(KEPT)))


EXAMPLE = Card(
    "Oakfield Primary School: policy gaps",
    (
        Table(
            HEADINGS,
            (
                ("3", "can staff park a caravan", WRONG[Miss.UNANSWERED]),
                ("1", "who pays for a broken phone", WRONG[Miss.UNHELPFUL]),
            ),
        ),
        Note(KEPT),
    ),
)
