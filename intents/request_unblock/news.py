"""Who hears what about a request, and what time does to it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias

from bot.conversation.cards import Card
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId, Role
from bot.services import cases
from bot.turn import Turn
from intents import advice
from intents.request_unblock.cards import (
    asked_to_decide,
    period,
    request_card,
    whom,
    with_lead,
)
from intents.request_unblock.workflow import WAITING, WORKFLOW

About: TypeAlias = Literal[
    "asked",
    "reminder",
    "receipt",
    "decided",
    "task",
    "question",
    "informed",
    "working",
    "withdrawn",
    "lapsed",
    "ended",
    "block_again",
    "",
]
# A tick later than this comes after a time when nothing ran.
ON_TIME = timedelta(minutes=30)


class UnblockNews(CaseNotice):
    """Something about a request that somebody should hear now."""

    name = "unblock_news"
    about: About = ""


def compose(news: UnblockNews, turn: Turn) -> Card | None:
    """Return the request as its reader may see it now; a reminder that came too late is dropped."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or not cases.may_see(turn, WORKFLOW, case):
        return None
    if news.about == "asked" and case.state not in WAITING:
        return None
    if news.about == "reminder" and case.state != WORKFLOW.first:
        return None
    lead = LEADS[news.about](case, turn)
    card = request_card(case, turn)
    return with_lead(lead, card) if lead else card


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step, and redraw every copy of the card."""
    it = tuple(person.id for person in turn.holders(Role.IT_MANAGER))
    asked = asked_to_decide(case, turn)
    told: Mapping[str, Sequence[tuple[About, Sequence[PersonId]]]] = {
        "approve": (("decided", (case.reporter,)), ("task", it)),
        "refuse": (("decided", (case.reporter,)),),
        "ask": (("question", (case.reporter,)),),
        "inform": (("informed", (*_asker(case, turn), *asked)),),
        "withdraw": (("withdrawn", asked),),
        "done": (("working", (case.reporter,)),),
        "lapse": (("lapsed", (case.reporter, *asked)),),
        "expire": (("block_again", it), ("ended", (case.reporter,))),
    }
    everybody = (case.reporter, *_may_have_a_card(case, turn), *it)
    cases.tell(turn, everybody, UnblockNews(case=case.public_id, redraw=True))
    for about, people in told[verb]:
        others = [person for person in people if person != turn.person.id]
        cases.tell(turn, others, UnblockNews(case=case.public_id, about=about))
    cases.wake_later(turn, case, _next_wake(case, turn))


def wake(case: Case, turn: Turn) -> None:
    """Remind, let a request lapse, or end an exception."""
    if case.state == "active":
        moved(cases.pass_time(turn, WORKFLOW, case, "expire"), "expire", turn)
    elif case.state in WAITING and turn.now >= _lapses_at(_day(case, "needed_by"), turn):
        moved(cases.pass_time(turn, WORKFLOW, case, "lapse"), "lapse", turn)
    else:
        news = UnblockNews(case=case.public_id, about="reminder")
        cases.tell(turn, _late(case, turn), news)
        cases.wake_later(turn, case, _next_wake(case, turn))


def first_wake(needed_by: date, turn: Turn) -> datetime:
    """Return when a new request is first looked at again: the next reminder time, or its end."""
    return min(turn.school.calendar.next_reminder_slot(turn.now), _lapses_at(needed_by, turn))


def receipt(case: Case, turn: Turn) -> str:
    """Return what the requester reads once the request is on its way (U2)."""
    names = " or ".join(turn.name_of(person) for person in case.handlers)
    day = _day(case, "needed_by")
    return advice.say(
        "U2", turn, ref=case.ref, date=f"{day:%a} {day.day} {day:%b}", headteacher_name=names
    )


def _late(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return whom to remind: the delegate too, once the head had the time agreed (D3).

    Nobody while the requester has been asked back, and nobody outside school hours: a reminder
    whose time came while nothing ran waits for the next one (rule 11).
    """
    calendar = turn.school.calendar
    is_on_time = case.wake_at is not None and turn.now - case.wake_at < ON_TIME
    if case.state != "submitted" or not (is_on_time or calendar.is_school_time(turn.now)):
        return ()
    waited = calendar.school_hours_between(case.reported_at, turn.now)
    is_failover = waited >= turn.school.failover
    found = cases.deciders_of(turn, case.reporter)
    return tuple(d.person for d in found if is_failover or not d.standby) or asked_to_decide(
        case, turn
    )


def _asker(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who asked the requester for more."""
    history = turn.uow.cases.history(case.school, case.public_id)
    return tuple(event.actor for event in history if event.action == "ask")[-1:]


def _may_have_a_card(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return everybody who was asked, reminded, or stands by, so that no card stays as it was."""
    return (*case.handlers, *(decider.person for decider in cases.deciders_of(turn, case.reporter)))


def _next_wake(case: Case, turn: Turn) -> datetime | None:
    if case.state in WAITING:
        return first_wake(_day(case, "needed_by"), turn)
    if case.state == "active":
        return _end_of(_day(case, "until"), turn)
    return None


def _lapses_at(needed_by: date, turn: Turn) -> datetime:
    return _end_of(needed_by, turn)


def _end_of(day: date, turn: Turn) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), turn.zone)
    return midnight.astimezone(UTC)


def _day(case: Case, name: str) -> date:
    return date.fromisoformat(case.text(name))


def _decided(case: Case, turn: Turn) -> str:
    decision = turn.uow.cases.decision(case.school, case.public_id)
    if decision is None:
        return ""
    if decision.verdict == "refuse":
        return advice.say("U4", turn, reason=decision.reason.rstrip(" ."))
    acting = f" (acting for {turn.name_of(decision.acting_for)})" if decision.acting_for else ""
    conditions = f"Conditions: {decision.reason.rstrip('.')}. " if decision.reason else ""
    return (
        f"Approved by {turn.name_of(decision.by)}{acting} for {whom(case)}, {period(case)}. "
        f"{conditions}{advice.say('U3', turn)}"
    )


def _question(case: Case, turn: Turn) -> str:
    names = [turn.name_of(person) for person in _asker(case, turn)]
    who = {"name": names[0]} if names else {}
    return advice.say("U5", turn, advice.NOBODY, question=case.text("question"), **who)


LEADS: Mapping[str, Callable[[Case, Turn], str]] = {
    "": lambda _, __: "",
    "asked": lambda _, __: "Please decide. What you choose goes to the requester at once.",
    "reminder": lambda _, __: "This still waits for your decision.",
    "receipt": receipt,
    "decided": _decided,
    "task": lambda _, __: (
        "Please open this address for the people and days below, then press Done."
    ),
    "question": _question,
    "informed": lambda _, __: "The requester has answered your question.",
    "working": lambda _, __: "It is switched on. Test it before the lesson.",
    "withdrawn": lambda _, __: "The requester has withdrawn this. You need do nothing.",
    "lapsed": lambda _, __: "Nobody decided in time. It has not been approved.",
    "ended": lambda _, __: "The agreed time is over, so the site is being blocked again.",
    "block_again": lambda _, __: "The agreed time is over. Please block this address again.",
}
