"""The assistant: one door for everything that comes in."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import Any, TypeAlias

from bot.conversation.cards import Card, Text
from bot.conversation.exchange import Event, Handler, Incoming, Reply
from bot.conversation.intent import Intent
from bot.domain.people import Person
from bot.errors import Incomplete, Refusal, StorageDown
from bot.ports import Clock, Directory, OpenUnitOfWork
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

        Raises `StorageDown` when nothing could be saved: then nothing may be acknowledged.
        """
        if incoming.person is None:
            return STRANGER
        try:
            return self._in_one_transaction(incoming, incoming.person)
        except Incomplete as incomplete:
            return Reply(errors=incomplete.by_field)
        except Refusal as refusal:
            return Reply((Card(str(refusal)),), intent=type(refusal).__name__)
        except StorageDown:
            raise
        except Exception as bug:  # noqa: BLE001 - the outermost loop of everything that comes in
            return _apology(bug)

    def _in_one_transaction(self, incoming: Incoming, person: Person) -> Reply:
        with self._open_uow() as uow:
            now = self._clock()
            school = self._directory.school(person.school)
            turn = Turn(person, school, incoming.place, now, uow, self._directory)
            if not uow.inbox.is_new(school.id, incoming.key, fingerprint(incoming), now):
                return Reply(repeated=True)
            intent = self._interpret(incoming.event, turn)
            reply = replace(self._answer(intent, turn), intent=intent.understood)
            uow.commit()
        return reply

    def _answer(self, intent: Intent, turn: Turn) -> Reply:
        reply = self._handlers[type(intent)](intent, turn)
        if reply.then is None:
            return reply
        rest = self._answer(reply.then, turn)
        return replace(rest, cards=(*reply.cards, *rest.cards))


def fingerprint(incoming: Incoming) -> str:
    """Return a digest of what came in, to tell a repeat from another event under the same key."""
    return sha256(repr(incoming.event).encode("utf-8", "replace")).hexdigest()


def _apology(bug: Exception) -> Reply:
    """Say sorry without a word of what was typed; the log gets the kind of error and where."""
    number = token_hex(4)
    trace = bug.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    log.error("turn failed", extra={"error_id": number, "kind": type(bug).__name__, "at": where})
    advice = Text(
        "Please try again in a moment. If it is urgent, speak to your safeguarding lead now; "
        f"in danger call 999. If it keeps happening, tell IT this number: {number}.",
    )
    return Reply((Card("Sorry, that went wrong and nothing was saved.", (advice,)),), intent="bug")
