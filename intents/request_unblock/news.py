"""Who hears what about a request, and what time does to it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.conversation.cards import Card
from bot.domain.cases import Case
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId, Role
from bot.services import cases, reminders
from bot.turn import Turn
from intents.request_unblock.cards import asked_to_decide, day_of, request_card
from intents.request_unblock.flags import (
    asked_first,
    data_officers,
    involves,
    is_asked,
    leads_to_ask,
)
from intents.request_unblock.form import Involves
from intents.request_unblock.leads import LEADS, About, who_did, with_lead, without_reason
from intents.request_unblock.workflow import OPENED, TO_BLOCK, WAITING, WORKFLOW

# School days before the end, when the requester is asked whether they need it longer (D13).
DAYS_BEFORE = 3
# What waits for IT.
TO_DO = ("approved", *TO_BLOCK)
# Not everybody of them has a card of every request: a redraw finds only the copies there are.
LEADS_AND_DATA = (Role.DSL, Role.DEPUTY_DSL, Role.DPO)


class UnblockNews(CaseNotice):
    """Something about a request that somebody should hear now."""

    name = "unblock_news"
    about: About = ""


def compose(news: UnblockNews, turn: Turn) -> Card | None:
    """Return the request as its reader may see it now; a reminder that came too late is dropped."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    if case is None or not cases.may_see(turn, WORKFLOW, case):
        return None
    if news.about in ("asked", "reminder") and case.state not in WAITING:
        return None
    if news.about == "block_again" and case.state not in TO_BLOCK:
        return None
    if news.about == "comment" and not _is_still_asked(case, turn):
        return None
    lead, card = LEADS[news.about](case, turn), request_card(case, turn)
    return with_lead(lead, without_reason(card) if news.about == "decided" else card)


def moved(case: Case, verb: str, turn: Turn) -> None:
    """Tell whoever must hear of a step, and redraw every copy of the card."""
    redraw(case, turn)
    for about, people in _hears(case, turn)[verb]:
        others = [person for person in people if person != turn.person.id]
        cases.tell(turn, others, UnblockNews(case=case.public_id, about=about))
    cases.wake_later(turn, case, _next_wake(case, turn))
    if verb == "approve" and case.text("extends"):
        _goes_on(case, turn)


def redraw(case: Case, turn: Turn) -> None:
    """Redraw every copy of a request's card."""
    everybody = (case.reporter, *_may_have_a_card(case, turn), *_it(turn))
    cases.tell(turn, everybody, UnblockNews(case=case.public_id, redraw=True))


def to_comment(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who is asked for a comment and not for the decision itself (D5)."""
    asked = (*asked_first(case, turn.today, turn.holders), *data_officers(case, turn.holders))
    return tuple(person for person in asked if person not in asked_to_decide(case, turn))


def _hears(case: Case, turn: Turn) -> Mapping[str, Sequence[tuple[About, Sequence[PersonId]]]]:
    """Return who hears what of each step; whoever took it is left out."""
    it, me, asked = _it(turn), (case.reporter,), asked_to_decide(case, turn)
    leads = leads_to_ask(case, turn.today, turn.holders) if involves(case, Involves.AI) else ()
    return {
        "approve": (("decided", me), ("task", it), ("new_ai_tool", leads)),
        "refuse": (("decided", me),),
        "ask": (("question", me),),
        "inform": (("informed", (*who_did(case, "ask", turn), *asked)),),
        "change": (("changed", asked), ("comment", to_comment(case, turn))),
        "comment": (("commented", asked),),
        "withdraw": (("withdrawn", asked),),
        "not_blocked": (("not_blocked", (*me, *asked)),),
        "done": (("working", me),),
        "revoke": (("block_again", it), ("switched_off", (*me, *_deciders(case, turn)))),
        "block_again": (),
        "lapse": (("lapsed", (*me, *asked)),),
        "expire": (("block_again", it), ("ended", me)),
        "extend": (),
    }


def wake(case: Case, turn: Turn) -> None:
    """Remind, let a request lapse, or end an exception."""
    if case.state in OPENED and turn.now >= _end_of(day_of(case, "until"), turn):
        moved(cases.pass_time(turn, WORKFLOW, case, "expire"), "expire", turn)
    elif case.state in WAITING and turn.now >= _lapses_at(day_of(case, "needed_by"), turn):
        moved(cases.pass_time(turn, WORKFLOW, case, "lapse"), "lapse", turn)
    elif case.state == "active":
        _ends_soon(case, turn)
    else:
        reminders.bring_up(turn, (*_late(case, turn), *_also_late(case, turn)))
        cases.wake_later(turn, case, _next_wake(case, turn))


def first_wake(needed_by: date, turn: Turn) -> datetime:
    """Return when a new request is first looked at again: the next reminder time, or its end."""
    return min(turn.school.calendar.next_reminder_slot(turn.now), _lapses_at(needed_by, turn))


def _ends_soon(case: Case, turn: Turn) -> None:
    """Ask the requester once, at a reminder time, whether they need it longer (D13)."""
    if not reminders.is_time_for(case, turn):
        slot = turn.school.calendar.next_reminder_slot(turn.now)
        cases.wake_later(turn, case, min(slot, _end_of(day_of(case, "until"), turn)))
        return
    cases.tell(turn, [case.reporter], UnblockNews(case=case.public_id, about="ending"))
    cases.wake_later(turn, case, _next_wake(case, turn))


def _also_late(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who else is reminded: IT until a site is on, or off again (D13); a lead to comment."""
    if case.state in TO_DO:
        return _it(turn)
    return to_comment(case, turn) if case.state in WAITING else ()


def _goes_on(case: Case, turn: Turn) -> None:
    """Let the exception that this one makes longer live on in it: IT has one end to keep (D13).

    Where school days lie between the two, the first ends as it would have.
    """
    old = turn.uow.cases.get(case.school, case.text("extends"))
    if old is None or old.state not in OPENED:
        return
    following = turn.school.calendar.next_school_day(day_of(old, "until"))
    if day_of(case, "starts") <= following:
        moved(cases.pass_time(turn, WORKFLOW, old, "extend"), "extend", turn)


def _is_still_asked(case: Case, turn: Turn) -> bool:
    return case.state in WAITING and is_asked(case, cases.standing_of(turn, case))


def _it(turn: Turn) -> tuple[PersonId, ...]:
    return tuple(person.id for person in turn.holders(Role.IT_MANAGER))


def _deciders(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who decided, and who decides today."""
    decision = turn.uow.cases.decision(case.school, case.public_id)
    return (*((decision.by,) if decision else ()), *asked_to_decide(case, turn))


def _late(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return whom to remind: the delegate too, once the head had the time agreed (D3, 4.4).

    Nobody while the requester has been asked back.
    """
    if case.state != "submitted":
        return ()
    wait = reminders.Wait(case.reported_at, _lapses_at(day_of(case, "needed_by"), turn))
    school = turn.school
    is_failover = reminders.calls_standby(school.calendar, school.failover, wait, turn.now)
    found = cases.deciders_of(turn, case.reporter)
    return tuple(d.person for d in found if is_failover or not d.standby) or asked_to_decide(
        case, turn
    )


def _may_have_a_card(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return everybody who was asked, reminded, or stands by, so that no card stays as it was."""
    deciders = (decider.person for decider in cases.deciders_of(turn, case.reporter))
    others = (person.id for person in turn.holders(*LEADS_AND_DATA))
    return (*case.handlers, *deciders, *others)


def _next_wake(case: Case, turn: Turn) -> datetime | None:
    if case.state in WAITING:
        return first_wake(day_of(case, "needed_by"), turn)
    slot = turn.school.calendar.next_reminder_slot(turn.now)
    if case.state in TO_BLOCK:
        return slot
    if case.state == "approved":
        return min(slot, _end_of(day_of(case, "until"), turn))
    return _next_end(case, turn) if case.state in OPENED else None


def _next_end(case: Case, turn: Turn) -> datetime:
    """Return when an exception ends, or before that the day to ask whether it should (D13)."""
    calendar, until = turn.school.calendar, day_of(case, "until")
    day = calendar.school_days_before(until, DAYS_BEFORE)
    at = calendar.next_reminder_slot(datetime.combine(day, time(), turn.zone))
    is_to_come = at > turn.now and day >= day_of(case, "starts")
    return at if is_to_come else _end_of(until, turn)


def _lapses_at(needed_by: date, turn: Turn) -> datetime:
    return _end_of(needed_by, turn)


def _end_of(day: date, turn: Turn) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), turn.zone)
    return midnight.astimezone(UTC)
