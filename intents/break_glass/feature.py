"""Break glass: open a restricted case that one is not on, with a typed reason (DOMAIN 1.3).

It is written down, and whoever has the case and the data protection officer are told. For a case
that the person must not know of it behaves as if there were none (rule 5).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.conversation.cards import Alert, Block, Card, Facts, Note, Quote, Text
from bot.conversation.exchange import Reply
from bot.domain.access import Act, Look
from bot.domain.cases import Case
from bot.domain.named import with_tokens
from bot.domain.notices import CaseNotice
from bot.domain.people import Role
from bot.domain.permissions import BREAKS_GLASS
from bot.errors import NotFound
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import access, cases
from bot.services.reports import moment
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Meaning, Told
from intents.case_cards import CaseCards

LONG_ENOUGH, WORDS_ENOUGH = 15, 4
SAY_MORE = "Please say why in a sentence: what happened, and why it can't wait."
ONLY = (
    "Only the headteacher, the safeguarding lead and the chair of governors can do this. "
    "If you are worried about a child, speak to your safeguarding lead now."
)


def in_full(reason: str) -> str:
    """Return a reason that says something; others will read it."""
    if len(reason) < LONG_ENOUGH or len(reason.split()) < WORDS_ENOUGH:
        raise ValueError(SAY_MORE)
    return reason


class BreakGlass(Form):
    """Open a restricted case that you are not on."""

    name = "break_glass"
    short = "Open a restricted case"
    send = "Open it"

    ref: Annotated[
        Words, Field(min_length=8, max_length=32), Ask("Which case?", "For example CB-2026-0007.")
    ]
    reason: Annotated[
        Words,
        AfterValidator(in_full),
        Ask(
            "Why do you have to see it now?",
            "It is written down. Whoever has the case, and the data protection officer, read it.",
            long=True,
        ),
    ]


class GlassBroken(CaseNotice):
    """Somebody opened a restricted case that they are not on."""

    name = "glass_broken"
    at: datetime

    @property
    def living(self) -> str:
        """Each opening is a fact of its own, and its card stays as it is."""
        return ""


class BrokenGlass:
    """Opens what is behind the glass."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._cases = CaseCards(capabilities)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="break_glass",
            summary="Open a restricted case in an emergency. It is written down.",
            features=(Feature(BreakGlass, self.open, advise=warn),),
            meanings=(Meaning("open", Begin(form=BreakGlass.name), "Open a restricted case"),),
            told=(Told(GlassBroken, tell),),
            examples=(Card("A restricted case was opened", (Note("By the headteacher."),)),),
        )

    def open(self, form: BreakGlass, turn: Turn) -> Reply:
        """Show the whole case, once, without a button; the same words for none and not yours.

        A look that is refused is written down, so nothing is raised.
        """
        case = turn.uow.cases.find(turn.school.id, form.ref)
        if case is None:
            return Reply((Card(str(NotFound())),))
        why = with_tokens(form.reason, turn.uow.cases.named(case))
        if not access.may_break_glass(case, cases.standing_of(turn, case)):
            access.note_look(turn, case, Act.REFUSED, why)
            return Reply((Card(str(NotFound())),))
        access.note_look(turn, case, Act.BROKE_GLASS, why)
        officers = tuple(person.id for person in turn.holders(Role.DPO))
        told = [p for p in (*case.handlers, *officers) if p not in access.kept_off(case)]
        cases.tell(turn, told, GlassBroken(case=case.public_id, at=turn.now))
        return Reply((self._shown(case, turn),))

    def _shown(self, case: Case, turn: Turn) -> Card:
        whole = self._cases.draw_whole(case, turn)
        note = Alert("Those who have the case, and the data protection officer, know of it.")
        return Card(whole.title, (note, *whole.body))


def warn(_: Answers, turn: Turn) -> tuple[Block, ...]:
    """Say what this is for before anything is typed; others are told who can."""
    if not BREAKS_GLASS & turn.roles:
        return (Text(ONLY),)
    return (Text("This is for when a child's safety cannot wait for whoever has the case."),)


def tell(broken: GlassBroken, turn: Turn) -> Card | None:
    """Say who opened which case, when and why; nothing of what is in it."""
    look = _look(broken, turn)
    case = turn.uow.cases.get(turn.school.id, broken.case)
    if look is None or case is None:
        return None
    person = turn.directory.person(look.person)
    facts = (("Case", case.ref), ("By", f"{person.name}, {person.title}"))
    when = ("When", moment(look.at, turn))
    body = (Facts((*facts, when)), Quote(look.reason, "the reason that was given"))
    return Card("A restricted case was opened", body)


def _look(broken: GlassBroken, turn: Turn) -> Look | None:
    looks = turn.uow.access.of_case(turn.school.id, broken.case)
    found = (each for each in looks if each.act is Act.BROKE_GLASS and each.at == broken.at)
    return next(found, None)
