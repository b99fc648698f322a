"""The assistant: one door for everything that comes in."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import Any, TypeAlias

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Event, Handler, Incoming, Reply, Submitted
from bot.conversation.intent import Intent
from bot.domain.people import Person
from bot.errors import Incomplete, Refusal, StorageDown, place_of
from bot.forms.corrections import Correct, Keep
from bot.forms.form import Form
from bot.ports import Clock, Directory, OpenUnitOfWork
from bot.services.schools import Whereabouts
from bot.turn import Turn

Interpret: TypeAlias = Callable[[Event, Turn], Intent]

log = logging.getLogger(__name__)

# G01, for an account that the directory does not know. Nothing of what they wrote is kept.
STRANGER = Reply(
    (
        Card(
            "This assistant is only for school staff.",
            (
                Text("If you're worried about something, tell an adult you trust in school."),
                Text("In danger now? Call 999. Childline is free: 0800 1111."),
            ),
        ),
    ),
    intent="stranger",
)


class Assistant:
    """Answers one incoming event inside one transaction: key, effect, outbox, commit."""

    def __init__(
        self,
        interpret: Interpret,
        handlers: Mapping[type[Intent], Handler[Any]],
        open_uow: OpenUnitOfWork,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._interpret = interpret
        self._handlers = handlers
        self._open_uow = open_uow
        self._directory = directory
        self._clock = clock

    def handle(self, incoming: Incoming) -> Reply:
        """Answer, and keep what happened only if answering went well.

        Cards that come before something that fails, a warning for instance, are shown all the same.
        Raises `StorageDown` when nothing could be saved: then nothing may be acknowledged.
        """
        if incoming.person is None:
            return STRANGER
        shown: list[Card] = []
        try:
            return self._answered(incoming, incoming.person, shown)
        except Incomplete as incomplete:
            return Reply(tuple(shown), errors=incomplete.by_field)
        except Refusal as refusal:
            return Reply((*shown, Card(str(refusal))), intent=type(refusal).__name__)
        except StorageDown:
            raise
        except Exception as bug:  # noqa: BLE001 - the outermost loop of everything that comes in
            return Reply((*shown, _apology(bug)), intent="bug")

    def _answered(self, incoming: Incoming, person: Person, shown: list[Card]) -> Reply:
        """Answer; what is wrong with a form is asked again, in a dialog beside its field."""
        try:
            return self._in_one_transaction(incoming, person, shown)
        except Incomplete as incomplete:
            if Correct not in self._handlers:
                raise
            if isinstance(incoming.event, Submitted):
                self._keep(incoming, incoming.event, person)
                raise
            again = Correct(complaints=dict(incomplete.by_field))
        return self._in_one_transaction(incoming, person, shown, again)

    def _keep(self, incoming: Incoming, sent: Submitted, person: Person) -> None:
        """Keep what stood in a dialog, under a key of its own: put right, it counts as new."""
        own = replace(incoming, key=f"{incoming.key}:{fingerprint(incoming)}")
        kept = Keep(form=sent.form, values=dict(sent.values))
        self._in_one_transaction(own, person, [], kept)

    def _in_one_transaction(
        self, incoming: Incoming, person: Person, shown: list[Card], wanted: Intent | None = None
    ) -> Reply:
        with self._open_uow() as uow:
            now = self._clock()
            # The same school for every event of a person, wherever it belongs: a key counts once.
            if incoming.key and not uow.inbox.is_new(
                person.school, incoming.key, fingerprint(incoming), now
            ):
                return Reply(repeated=True)
            found = Whereabouts(self._directory, uow, now).school_of(person, incoming.event)
            school = self._directory.school(found)
            turn = Turn(person, school, incoming.place, now, uow, self._directory)
            intent = self._interpret(incoming.event, turn) if wanted is None else wanted
            reply = replace(self._answer(intent, turn, shown), intent=intent.understood)
            uow.commit()
        return reply

    def _answer(self, intent: Intent, turn: Turn, shown: list[Card]) -> Reply:
        """Answer, and what is to be answered next; `shown` holds the cards that come before."""
        reply = self._handle(intent, turn)
        while reply.then is not None:
            shown += reply.cards
            reply = self._handle(reply.then, turn)
        return reply.after(tuple(shown))

    def _handle(self, intent: Intent, turn: Turn) -> Reply:
        reply = self._handlers[type(intent)](intent, turn)
        if isinstance(intent, Form):
            _forget_draft(intent, turn)
        return reply


def _forget_draft(form: Form, turn: Turn) -> None:
    """Drop the draft of a form that was acted on, however it was sent."""
    draft = turn.uow.drafts.get(turn.school.id, turn.person.id)
    if draft and draft.form == form.name:
        turn.uow.drafts.drop(turn.school.id, turn.person.id)


def fingerprint(incoming: Incoming) -> str:
    """Return a digest of what came in, to tell a repeat from another event under the same key."""
    return sha256(repr(incoming.event).encode("utf-8", "replace")).hexdigest()


def _apology(bug: Exception) -> Card:
    """Say sorry without a word of what was typed; the log gets the kind of error and where."""
    number = token_hex(4)
    extra = {"error_id": number, "kind": type(bug).__name__, "at": place_of(bug)}
    log.error("turn failed", extra=extra)
    advice = Text(
        "Please try again in a moment. If it is urgent, speak to your safeguarding lead now; "
        f"in danger call 999. If it keeps happening, tell IT this number: {number}.",
    )
    return Card("Sorry, that went wrong and nothing was saved.", (advice,))
