"""My cases: what I sent, how far it is, and what waits for me."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.cards import Block, Button, Buttons, Card, Divider, Facts, Note, Style, Text
from bot.conversation.exchange import Reply
from bot.conversation.intent import Intent
from bot.domain.cases import Case
from bot.domain.workflows import Workflow
from bot.errors import NotFound
from bot.services import cases
from bot.turn import Turn
from intents.buttons import Begin, GetHelp, ShowCase, ShowMyCases
from intents.capability import Capability, Feature, Meaning

REFERENCE = re.compile(r"\b([A-Z]{2,4})[- ]?(\d{4})[- ]?(\d{4})\b", re.IGNORECASE)
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
    """Shows cases, to those who may see them."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._by_kind: Mapping[str, Capability] = {
            capability.workflow.kind: capability
            for capability in capabilities
            if capability.workflow
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
        school = Note(f"{turn.school.name}. In danger now? Call 999 first.")
        return Reply(home=Card("Dutydesk", (school, start, Divider(), *self._lists(turn))))

    def show(self, shown: ShowCase, turn: Turn) -> Reply:
        """Show one case, as far as the person may see it."""
        case = turn.uow.cases.get(turn.school.id, shown.case)
        return Reply((self._card(self._visible(case, turn), turn),))

    def status(self, status: Status, turn: Turn) -> Reply:
        """Show one case by its reference; not yours and not there are the same (must-pass 14)."""
        case = turn.uow.cases.find(turn.school.id, status.ref)
        return Reply((self._card(self._visible(case, turn), turn),))

    def withdraw(self, wanted: Withdraw, turn: Turn) -> Reply:
        """Show what can be withdrawn, each with its button; nothing is withdrawn by words."""
        mine = [case for case in self._sent(turn) if self._can(case, "withdraw", turn)]
        if wanted.ref:
            mine = [case for case in mine if case.ref == wanted.ref.upper()]
        if not mine:
            raise NotFound
        return Reply(tuple(self._card(case, turn) for case in mine[:MOST_SHOWN]))

    def _lists(self, turn: Turn) -> tuple[Block, ...]:
        waiting = [case for case in self._in_hand(turn) if self._waits(case, turn)]
        sent = [case for case in self._sent(turn) if case not in waiting]
        return (
            Text(lead="Waiting for you"),
            *self._rows(waiting, turn, "Nothing waits for you."),
            Divider(),
            Text(lead="What you sent"),
            *self._rows(sent, turn, "You have sent nothing yet."),
        )

    def _rows(self, found: Sequence[Case], turn: Turn, otherwise: str) -> tuple[Block, ...]:
        if not found:
            return (Note(otherwise),)
        shown = found[:MOST_SHOWN]
        rows = tuple((case.ref, self._line(case, turn)) for case in shown)
        buttons = tuple(Button(case.ref, ShowCase(case=case.public_id)) for case in shown)
        return (Facts(rows), Buttons(buttons))

    def _line(self, case: Case, turn: Turn) -> str:
        workflow = self._workflow(case)
        day = case.reported_at.astimezone(turn.zone)
        return f"{workflow.title}, {day.day} {day:%b}: {workflow.word(case.state)}"

    def _sent(self, turn: Turn) -> list[Case]:
        return self._seen(turn.uow.cases.reported_by(turn.school.id, turn.person.id), turn)

    def _in_hand(self, turn: Turn) -> list[Case]:
        """Return every open case that this person may see, whether or not it was sent to them."""
        found = (
            case
            for kind in self._by_kind
            for case in turn.uow.cases.of_kind(turn.school.id, kind)
            if case.state in self._workflow(case).open_states
        )
        return self._seen(found, turn)

    def _seen(self, found: Iterable[Case], turn: Turn) -> list[Case]:
        return [case for case in found if cases.may_see(turn, self._workflow(case), case)]

    def _waits(self, case: Case, turn: Turn) -> bool:
        """Tell whether the next step is this person's: withdrawing is always the reporter's."""
        return any(
            self._can(case, move.verb, turn)
            for move in self._workflow(case).moves
            if move.verb != "withdraw"
        )

    def _can(self, case: Case, verb: str, turn: Turn) -> bool:
        move = next((m for m in self._workflow(case).moves if m.verb == verb), None)
        if move is None or case.state not in move.sources:
            return False
        return move.by(case, cases.standing_of(turn, case))

    def _visible(self, case: Case | None, turn: Turn) -> Case:
        if case is None or not cases.may_see(turn, self._workflow(case), case):
            raise NotFound
        return case

    def _card(self, case: Case, turn: Turn) -> Card:
        show = self._by_kind[case.kind].case_card
        return show(case, turn) if show else Card(case.ref)

    def _workflow(self, case: Case) -> Workflow:
        workflow = self._by_kind[case.kind].workflow
        if workflow is None:
            raise NotFound
        return workflow


def read_reference(text: str, _: Turn) -> Intent | None:
    """Recognise "status UNB-2026-0042" and "withdraw UNB-2026-0042"."""
    found = REFERENCE.search(text)
    if found is None:
        return None
    ref = f"{found[1].upper()}-{found[2]}-{found[3]}"
    return Withdraw(ref=ref) if WITHDRAW.search(text) else Status(ref=ref)
