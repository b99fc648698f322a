"""My cases: what I sent, how far it is, and what waits for me."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.cards import Block, Button, Buttons, Card, Divider, Facts, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.access import Act
from bot.domain.cases import Case
from bot.domain.permissions import BREAKS_GLASS
from bot.errors import NotFound
from bot.forms.form import Form
from bot.services import access
from bot.turn import Turn
from intents.buttons import Begin, GetHelp, Open, ShowCase, ShowMyCases
from intents.capability import Capability, Feature, Meaning
from intents.case_cards import CaseCards, at_each_school
from intents.my_cases.unfinished import unfinished
from intents.references import reference_in

WITHDRAW = re.compile(r"\b(withdraw|take back|cancel|no longer need)\b", re.IGNORECASE)
MOST_SHOWN = 10


class ShowHome(Intent):
    """Show the person's own page."""

    name = "show_home"


class Status(Intent):
    """Say how far one case is."""

    name = "status"
    ref: str


class Withdraw(Intent):
    """Take a request back, after a look at it."""

    name = "withdraw"
    ref: str = ""


class MyCases:
    """Shows cases, to those who may see them, from every school where they work."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        known = tuple(capabilities)
        self._cases = CaseCards(known)
        self._forms: Mapping[str, type[Form]] = {
            feature.intent.name: feature.intent
            for capability in known
            for feature in capability.features
            if issubclass(feature.intent, Form)
        }

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="my_cases",
            summary="See what you sent and how far it is.",
            features=(
                Feature(ShowMyCases, self.show_all),
                Feature(ShowHome, self.home),
                Feature(ShowCase, self.show),
                Feature(Status, self.status),
                Feature(Withdraw, self.withdraw),
            ),
            meanings=(
                Meaning("mine", ShowMyCases(), "Show my cases"),
                Meaning("withdraw", Withdraw(), "Withdraw a request"),
            ),
            read=read_reference,
        )

    def show_all(self, _: ShowMyCases, turn: Turn) -> Reply:
        """List what the person sent and what waits for them."""
        return Reply((Card("Your reports and requests", self._lists(turn)),))

    def home(self, _: ShowHome, turn: Turn) -> Reply:
        """Return the person's own page."""
        start = Buttons(
            (
                Button("Report cyberbullying", Begin(form="report_cyberbullying"), Style.PRIMARY),
                Button("Report a website", Begin(form="report_website")),
                Button("Ask for a blocked site", Begin(form="request_unblock")),
                Button("Help", GetHelp()),
            )
        )
        names = " and ".join(here.school.name for here in at_each_school(turn))
        school = Note(f"{names}. In danger now? Call 999 first.")
        return Reply(home=Card("Dutydesk", (school, start, Divider(), *self._lists(turn))))

    def show(self, shown: ShowCase, turn: Turn) -> Reply:
        """Show one case, as far as the person may see it."""
        case = turn.uow.cases.get(turn.school.id, shown.case)
        if case is None or not self._cases.is_seen(case, turn):
            return not_found([(case, turn)] if case else [], turn)
        return Reply((self._cases.show(case, turn),))

    def status(self, status: Status, turn: Turn) -> Reply:
        """Show one case by its reference; not yours and not there are the same (must-pass 14)."""
        named = self._named(status.ref, turn)
        seen = tuple(self._cases.show(c, t) for c, t in named if self._cases.is_seen(c, t))
        return Reply(seen) if seen else not_found(named, turn)

    def withdraw(self, wanted: Withdraw, turn: Turn) -> Reply:
        """Show what can be withdrawn, each with its button; nothing is withdrawn by words."""
        if wanted.ref:
            named = self._named(wanted.ref, turn)
            mine = [(c, t) for c, t in named if c.reporter == t.person.id]
            if not mine:
                return not_found(named, turn)
            return Reply(tuple(self._cases.show(case, here) for case, here in mine))
        mine = [(c, t) for c, t in self._sent(turn) if self._cases.can(c, t, "withdraw")]
        if not mine:
            note = Note('Say "my cases" to see how far things are.')
            return Reply((Card("You have nothing that can be withdrawn.", (note,)),))
        shown = tuple(self._cases.show(case, here) for case, here in mine[:MOST_SHOWN])
        return Reply((*shown, *(Card(note.text) for note in _more(mine))))

    def _lists(self, turn: Turn) -> tuple[Block, ...]:
        waiting = list(self._cases.waiting(turn))
        known = {case.public_id for case, _ in waiting}
        sent = [(case, here) for case, here in self._sent(turn) if case.public_id not in known]
        return (
            *(block for here in at_each_school(turn) for block in unfinished(self._forms, here)),
            Text(lead="Waiting for you"),
            *self._rows(waiting, "Nothing waits for you."),
            Divider(),
            Text(lead="What you sent"),
            *self._rows(sent, "You have sent nothing yet."),
        )

    def _rows(self, found: Sequence[tuple[Case, Turn]], otherwise: str) -> tuple[Block, ...]:
        if not found:
            return (Note(otherwise),)
        shown = found[:MOST_SHOWN]
        rows = tuple((case.ref, self._cases.line(case, here)) for case, here in shown)
        buttons = tuple(Button(case.ref, ShowCase(case=case.public_id)) for case, _ in shown)
        return (Facts(rows), Buttons(buttons), *_more(found))

    def _named(self, ref: str, turn: Turn) -> list[tuple[Case, Turn]]:
        """Return the cases with a reference, seen or not; each school counts its own."""
        found = ((h.uow.cases.find(h.school.id, ref), h) for h in at_each_school(turn))
        return [(case, here) for case, here in found if case]

    def _sent(self, turn: Turn) -> list[tuple[Case, Turn]]:
        return [
            (case, here)
            for here in at_each_school(turn)
            for case in here.uow.cases.reported_by(here.school.id, here.person.id)
            if self._cases.is_seen(case, here)
        ]


def not_found(hidden: Iterable[tuple[Case, Turn]], turn: Turn) -> Reply:
    """Say that there is none among theirs, the same for a hidden case and for none (must-pass 14).

    Whoever may break the glass is always told how; a look at what is hidden is written down.
    """
    for case, here in hidden:
        access.note_look(here, case, Act.REFUSED)
    if not BREAKS_GLASS & turn.roles:
        return Reply((Card(str(NotFound())),))
    way = Button("Open a restricted case", Open(form="break_glass"))
    note = Note(
        "If a child's safety can't wait for whoever has a case, you can open it. It is noted."
    )
    return Reply((Card(str(NotFound()), (note, Buttons((way,)))),))


def _more(found: Sequence[object]) -> tuple[Note, ...]:
    """Say how many are not shown, and how to see one."""
    left = len(found) - MOST_SHOWN
    return (Note(f"And {left} more. To see one, type its reference."),) if left > 0 else ()


def read_reference(text: str, _: Turn) -> Intent | None:
    """Recognise "status UNB-2026-0042" and "withdraw UNB-2026-0042"."""
    ref = reference_in(text)
    if not ref:
        return None
    return Withdraw(ref=ref) if WITHDRAW.search(text) else Status(ref=ref)
