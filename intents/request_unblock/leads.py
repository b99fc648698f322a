"""The sentence above a card that says why somebody reads it now."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from bot.conversation.cards import Card, Facts, Text
from bot.domain.cases import Case
from bot.domain.days import short_day
from bot.domain.people import PersonId
from bot.services.cases import standing_of
from bot.turn import Turn
from intents import advice
from intents.awaited import awaited
from intents.request_unblock.before import leaves_open
from intents.request_unblock.cards import day_of, period, whom
from intents.request_unblock.flags import Part, asked_first, part_of
from intents.request_unblock.remarks import ASK_FOR_FEWER, final_words
from intents.request_unblock.workflow import WAITING, WORKFLOW

# Nothing sends a "reminder" since there are digests: old cards and parcels still say it.
About: TypeAlias = Literal[
    "asked",
    "reminder",
    "receipt",
    "comment",
    "commented",
    "changed",
    "decided",
    "task",
    "new_ai_tool",
    "question",
    "informed",
    "working",
    "withdrawn",
    "not_blocked",
    "lapsed",
    "ending",
    "ended",
    "switched_off",
    "block_again",
    "",
]


def with_lead(lead: str, card: Card) -> Card:
    """Put a sentence above a card."""
    return Card(card.title, (Text(lead), *card.body)) if lead else card


def without_reason(card: Card) -> Card:
    """Return a card without the reason of a refusal, which stands in the sentence above it."""
    kept = (b for b in card.body if not (isinstance(b, Facts) and b.pairs[0][0] == "Reason"))
    return Card(card.title, tuple(kept))


def receipt(case: Case, turn: Turn) -> str:
    """Return what the requester reads once the request is on its way (U2)."""
    names = turn.any_of(case.handlers)
    date = short_day(day_of(case, "needed_by"))
    return advice.say("U2", turn, ref=case.ref, date=date, headteacher_name=names)


def who_did(case: Case, action: str, turn: Turn) -> tuple[PersonId, ...]:
    """Return who took that step last."""
    history = turn.uow.cases.history(case.school, case.public_id)
    return tuple(event.actor for event in history if event.action == action)[-1:]


def _asked(case: Case, turn: Turn) -> str:
    """Return nothing while a comment is awaited: the card says what can be done."""
    if awaited(WORKFLOW, case, turn):
        return ""
    return "Please decide. What you choose goes to the requester at once."


def _commented(case: Case, turn: Turn) -> str:
    said = "There is a comment on this now."
    is_held_up = case.state not in WAITING or asked_first(case, turn.today, turn.holders)
    return said if is_held_up else f"{said} Please decide."


def _comment(case: Case, turn: Turn) -> str:
    if part_of(case, standing_of(turn, case)) is Part.DATA:
        return (
            "Pupils would need accounts, or would give personal data. Please say what you think. "
            "The decision does not wait for you."
        )
    return "Please say what you think. It can't be approved before you do."


def _changed(case: Case, turn: Turn) -> str:
    history = turn.uow.cases.history(case.school, case.public_id)
    moments = [event.at for event in history if event.action == "change"]
    at = max(moments, default=turn.now).astimezone(turn.zone)
    return f"This request changed at {at:%H:%M}, here is the new one. Old buttons no longer work."


def _decided(case: Case, turn: Turn) -> str:
    decision = turn.uow.cases.decision(case.school, case.public_id)
    if decision is None:
        return ""
    if decision.verdict == "refuse" and case.text("resubmits"):
        ending = ASK_FOR_FEWER if leaves_open(case) else final_words(turn)
        return f"Not approved. Reason: {decision.reason.rstrip(' .')}. {ending}"
    if decision.verdict == "refuse":
        return advice.say("U4", turn, reason=decision.reason.rstrip(" ."))
    acting = f" (acting for {turn.name_of(decision.acting_for)})" if decision.acting_for else ""
    conditions = f"Conditions: {decision.reason.rstrip('.')}. " if decision.reason else ""
    return (
        f"Approved by {turn.name_of(decision.by)}{acting} for {whom(case)}, {period(case)}. "
        f"{conditions}{advice.say('U3', turn)}"
    )


def _question(case: Case, turn: Turn) -> str:
    names = [turn.name_of(person) for person in who_did(case, "ask", turn)]
    who = {"name": names[0]} if names else {}
    return advice.say("U5", turn, advice.NOBODY, question=case.text("question"), **who)


def _not_blocked(case: Case, turn: Turn) -> str:
    names = [turn.name_of(person) for person in who_did(case, "not_blocked", turn)]
    who = names[0] if names else "IT"
    if turn.person.id != case.reporter:
        return f"{who} says that it is not blocked. You need do nothing."
    return f"{who} says that it is not blocked. Just open it. If it is, please tell {who}."


def _ending(case: Case, _: Turn) -> str:
    return f"The agreed time is over after {short_day(day_of(case, 'until'))}. Need it longer?"


def _switched_off(case: Case, turn: Turn) -> str:
    at = datetime.fromisoformat(case.text("revoked_at")).astimezone(turn.zone)
    names = [turn.name_of(person) for person in who_did(case, "revoke", turn)]
    return f"{' '.join(names)} switched this off at {at:%H:%M}. The reason is below."


def _block_again(case: Case, turn: Turn) -> str:
    first = "The agreed time is over." if case.state == "expired" else _switched_off(case, turn)
    return f"{first} Please block this address again. Then press Blocked again."


LEADS: Mapping[About, Callable[[Case, Turn], str]] = {
    "": lambda _, __: "",
    "asked": _asked,
    "reminder": lambda _, __: "This still waits for your decision.",
    "receipt": receipt,
    "comment": _comment,
    "commented": _commented,
    "changed": _changed,
    "decided": _decided,
    "task": lambda _, __: (
        "Please open this address for the people and days below, then press Done."
    ),
    "new_ai_tool": lambda _, __: "A new AI tool: review filtering and monitoring.",
    "question": _question,
    "informed": lambda _, __: "The requester has answered your question.",
    "working": lambda _, __: "It is switched on. Test it before the lesson.",
    "withdrawn": lambda _, __: "The requester has withdrawn this. You need do nothing.",
    "not_blocked": _not_blocked,
    "lapsed": lambda _, __: "Nobody decided in time. It has not been approved.",
    "ending": _ending,
    "ended": lambda _, __: "The agreed time is over, so the site is being blocked again.",
    "switched_off": _switched_off,
    "block_again": _block_again,
}
