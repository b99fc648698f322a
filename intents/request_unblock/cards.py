"""The card of a request, as the person looking at it may see it."""

from datetime import date

from bot.conversation.cards import Block, Buttons, Card, Facts, Quote, Text
from bot.domain.cases import Case, Details
from bot.domain.days import day_in_words, short_day
from bot.domain.people import PersonId
from bot.forms.addresses import defang
from bot.services.cases import deciders_of, standing_of
from bot.turn import Turn
from intents import advice
from intents.request_unblock.before import leaves_open
from intents.request_unblock.form import Audience, Control, Involves, RequestUnblock, Risk, dates
from intents.request_unblock.remarks import ASK_FOR_FEWER, final_words, remarks
from intents.request_unblock.ways import ways_on
from intents.request_unblock.workflow import WAITING, WORKFLOW


def request_card(case: Case, turn: Turn) -> Card:
    """Show a request with what is left for this person to do."""
    standing = standing_of(turn, case)
    title = f"{WORKFLOW.title} {case.ref}: {WORKFLOW.word(case.state)}"
    told = (*_said(case), *remarks(case, turn, standing), *_outcome(case, turn))
    parts: list[Block] = [Facts(_facts(case, turn)), *told]
    buttons = ways_on(case, turn, standing)
    return Card(title, (*parts, *((Buttons(buttons),) if buttons else ())))


def asked_to_decide(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who was asked and may still decide; where nobody of them may, who may today."""
    found = [decider.person for decider in deciders_of(turn, case.reporter)]
    return tuple(person for person in case.handlers if person in found) or tuple(found)


def _facts(case: Case, turn: Turn) -> tuple[tuple[str, str], ...]:
    is_one_of_several = len(turn.person.schools(turn.today)) > 1
    rows = (
        ("School", turn.school.name if is_one_of_several else ""),
        ("Asked by", turn.name_of(case.reporter)),
        ("Sent to", _asked(case, turn)),
        ("Address", defang(case.text("url"))),
        ("Risks", _labels(case, "risks", Risk)),
        ("Kept safe by", _labels(case, "controls", Control)),
        ("For", whom(case)),
        ("When", period(case)),
        ("Answer needed by", day_in_words(day_of(case, "needed_by"))),
        ("Involves", _labels(case, "involves", Involves)),
        ("Block page said", case.text("block_category")),
    )
    return tuple((label, value) for label, value in rows if value)


def _asked(case: Case, turn: Turn) -> str:
    """Return who has been asked to decide, as long as nobody has."""
    return turn.any_of(asked_to_decide(case, turn)) if case.state in WAITING else ""


def _said(case: Case) -> tuple[Block, ...]:
    """Return the requester's words as quotes, so that none of them looks like ours (A25)."""
    said = [
        Quote(case.text("site_content"), "what is on it, in the requester's words"),
        Quote(case.text("reasons"), "what it is for, in the requester's words"),
    ]
    if case.text("information"):
        said.append(Quote(case.text("information"), "added when asked for more"))
    return tuple(said)


def _outcome(case: Case, turn: Turn) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if case.state == "info_requested":
        blocks.append(Quote(case.text("question"), "what was asked"))
    decision = turn.uow.cases.decision(case.school, case.public_id)
    if decision:
        acting = f", acting for {turn.name_of(decision.acting_for)}" if decision.acting_for else ""
        at = decision.at.astimezone(turn.zone)
        who = f"{turn.name_of(decision.by)}{acting}, {short_day(at)} {at:%H:%M}"
        blocks.append(Facts((("Decided by", who),)))
        label = "Reason" if decision.verdict == "refuse" else "Conditions"
        if decision.reason:
            blocks.append(Facts(((label, decision.reason),)))
    if case.text("revoked_because"):
        blocks.append(Facts((("Switched off because", case.text("revoked_because")),)))
    if turn.person.id != case.reporter:
        return tuple(blocks)
    if case.state == "refused" and case.text("resubmits"):
        blocks.append(Text(ASK_FOR_FEWER if leaves_open(case) else final_words(turn)))
    if case.state == "lapsed":
        names = turn.any_of(asked_to_decide(case, turn))
        told = {"delegate": names} if names else {}
        blocks.append(advice.text("U8", turn, advice.NOBODY, **told))
    return tuple(blocks)


def whom(case: Case) -> str:
    """Return who should be able to open the site, in words."""
    return case.text("group") or Audience.of(case.text("audience")).label


def period(case: Case) -> str:
    """Return the days of a request, in words."""
    return dates(day_of(case, "starts"), day_of(case, "until"))


def day_of(case: Case, name: str) -> date:
    """Return one of the days of a request."""
    return date.fromisoformat(case.text(name))


def asked_for(form: RequestUnblock) -> Details:
    """Return what a request's case keeps: every answer but the tick that they looked."""
    names = {question.name for question in RequestUnblock.questions()} - {"previewed"}
    details: Details = form.model_dump(mode="json", include=names)
    return details


def _labels(case: Case, name: str, choices: type[Risk | Control | Involves]) -> str:
    return ", ".join(choices.of(value).label for value in case.words(name))
