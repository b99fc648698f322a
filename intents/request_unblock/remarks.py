"""What stands on a request beside its facts: comments, hints for whoever decides, what was before.

Comments are for those who decide and advise; the requester sees who is asked, not what they said.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.conversation.cards import Block, Note, Quote, Text
from bot.domain.cases import Case
from bot.domain.days import short_day
from bot.domain.people import PersonId, Role
from bot.domain.workflows import Standing
from bot.services import cases
from bot.turn import Turn
from intents.awaited import awaited
from intents.request_unblock.flags import (
    asked_first,
    comments_on,
    data_officers,
    involves,
    leads_to_ask,
)
from intents.request_unblock.form import Involves
from intents.request_unblock.narrower import narrower
from intents.request_unblock.workflow import WAITING, WORKFLOW

SECOND_TIME = (
    "This is the second time. If you refuse it, that ends the matter, unless you say in the form "
    "that they may ask again for fewer people."
)
ASK_FOR_FEWER = "You may ask again, for fewer people."
THOUGHTS = {False: "no worries", True: "worries"}


def remarks(case: Case, turn: Turn, standing: Standing) -> tuple[Block, ...]:
    """Return what this reader should know beside the facts."""
    blocks = [*_before(case, turn, standing)]
    if case.state in WAITING:
        blocks += [*_asked_first(case, turn, standing), *_others_asked(case, turn)]
    if standing.person != case.reporter:
        blocks += _comments(case, turn)
    if case.state in WAITING and standing.decides:
        blocks += [Text(hint) for hint in _hints(case, turn)]
    return tuple(blocks)


def final_words(turn: Turn) -> str:
    """Say that there is no third time, and where a complaint about the policy goes (D11)."""
    return (
        "The headteacher's decision is final. A complaint about the policy itself goes to the "
        f"governors: {chair_of(turn)}."
    )


def chair_of(turn: Turn) -> str:
    """Return who chairs the governors, by name where the school has one on its list."""
    names = (f"{each.name}, chair of governors" for each in turn.holders(Role.CHAIR_OF_GOVERNORS))
    return next(names, "the chair of governors")


def _asked_first(case: Case, turn: Turn, standing: Standing) -> Iterator[Block]:
    """Say whose comment is awaited and why; or that there is nobody else to ask (D5)."""
    why = " and ".join(case.words("ask_first"))
    if not why:
        return
    if not leads_to_ask(case, turn.today, turn.holders):
        yield Text(f"Take care: {why}. Nobody else can be asked about safeguarding.")
        return
    leads = asked_first(case, turn.today, turn.holders)
    if not leads:
        return
    if standing.decides and standing.person in leads:
        yield Text(f"Take care: {why}. You are a safeguarding lead, so nobody else is asked first.")
        return
    if standing.decides:
        yield Text(
            f"{turn.any_of(leads)} must comment first, because {why}. "
            "You will hear when the comment is here. You can refuse it now."
        )
        return
    yield Text(
        f"{turn.any_of(leads)} is asked for a comment first, because {why}. "
        "It can be approved once the comment is here."
    )


def _others_asked(case: Case, turn: Turn) -> Iterator[Block]:
    officers = data_officers(case, turn.holders)
    if officers:
        yield Note(
            f"{turn.any_of(officers)} is asked about personal data too. "
            "The decision does not wait for that."
        )
    also = [c for c in turn.uow.cases.linked(case) if c.state in WAITING]
    refs = [c.ref for c in also if cases.may_see(turn, WORKFLOW, c)]
    if refs:
        yield Note(f"Somebody else asks for the same site: {', '.join(refs)}.")


def _comments(case: Case, turn: Turn) -> Iterator[Block]:
    for row in comments_on(case):
        at = datetime.fromisoformat(str(row["at"])).astimezone(turn.zone)
        who = turn.name_of(PersonId(str(row["by"])))
        thought = THOUGHTS[row["worried"] is True]
        day = f"{short_day(at)} {at:%H:%M}"
        yield Quote(str(row["words"]), f"{who}, {row['part']}, {day}: {thought}")


def _hints(case: Case, turn: Turn) -> Iterator[str]:
    choices = narrower(case)
    if choices:
        way = "Once the comment is here you can" if awaited(WORKFLOW, case, turn) else "If so,"
        yield f"Would it do with {', or '.join(choices)}? {way} press Approve with changes."
    if involves(case, Involves.SOCIAL):
        yield "Social media or chat needs a written risk assessment before it is used with pupils."
    if involves(case, Involves.AI):
        leads = turn.any_of(leads_to_ask(case, turn.today, turn.holders))
        who = leads or "the safeguarding lead"
        yield f"A new AI tool: if you approve it, I ask {who} to review filtering and monitoring."


def _before(case: Case, turn: Turn, standing: Standing) -> Iterator[Block]:
    """Show what this request comes after: a refusal and what is new, or an exception that ends."""
    before = case.text("resubmits") or case.text("extends")
    old = turn.uow.cases.get(case.school, before) if before else None
    if old is None:
        return
    decision = turn.uow.cases.decision(old.school, old.public_id)
    if decision and decision.verdict == "refuse":
        at = decision.at.astimezone(turn.zone)
        yield Quote(decision.reason, f"why {old.ref} was not approved on {short_day(at)}")
        yield Quote(case.text("news"), "what is new, in the requester's words")
        if case.state in WAITING and standing.decides:
            yield Text(SECOND_TIME)
    else:
        yield Note(f"This would go on from {old.ref}, which was approved before.")
