"""The card of a request, as the person looking at it may see it."""

from datetime import date

from bot.conversation.cards import Block, Button, Buttons, Card, Facts, Quote, Style, Text
from bot.domain.cases import Case, Details
from bot.domain.people import PersonId
from bot.domain.workflows import Standing
from bot.forms.addresses import defang
from bot.services.cases import deciders_of, standing_of
from bot.turn import Turn
from intents import advice
from intents.buttons import Open, TakeStep
from intents.request_unblock.form import Audience, Control, Involves, RequestUnblock, Risk, dates
from intents.request_unblock.workflow import WAITING, WORKFLOW, implementer


def request_card(case: Case, turn: Turn) -> Card:
    """Show a request with what is left for this person to do."""
    standing = standing_of(turn, case)
    title = f"{WORKFLOW.title} {case.ref}: {WORKFLOW.word(case.state)}"
    parts: list[Block] = [Facts(_facts(case, turn)), *_said(case), *_outcome(case, turn)]
    buttons = _buttons(case, standing)
    return Card(title, (*parts, *((Buttons(buttons),) if buttons else ())))


def asked_to_decide(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return who was asked and may still decide; where nobody of them may, who may today."""
    found = [decider.person for decider in deciders_of(turn, case.reporter)]
    return tuple(person for person in case.handlers if person in found) or tuple(found)


def with_lead(lead: str, card: Card) -> Card:
    """Put a sentence above a card."""
    return Card(card.title, (Text(lead), *card.body))


def _facts(case: Case, turn: Turn) -> tuple[tuple[str, str], ...]:
    until = date.fromisoformat(case.text("until"))
    is_one_of_several = len(turn.person.schools(turn.today)) > 1
    rows = (
        ("School", turn.school.name if is_one_of_several else ""),
        ("Asked by", turn.name_of(case.reporter)),
        ("Sent to", _asked(case, turn)),
        ("Address", defang(case.text("url"))),
        ("Risks", _labels(case, "risks", Risk)),
        ("Kept safe by", _labels(case, "controls", Control)),
        ("For", whom(case)),
        ("When", dates(date.fromisoformat(case.text("starts")), until)),
        ("Answer needed by", _day(case.text("needed_by"))),
        ("Involves", _labels(case, "involves", Involves)),
        ("Block page said", case.text("block_category")),
    )
    return tuple((label, value) for label, value in rows if value)


def _asked(case: Case, turn: Turn) -> str:
    """Return who has been asked to decide, as long as nobody has."""
    names = (turn.name_of(person) for person in asked_to_decide(case, turn))
    return " or ".join(names) if case.state in WAITING else ""


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
        who = f"{turn.name_of(decision.by)}{acting}, {at:%a} {at.day} {at:%b %H:%M}"
        blocks.append(Facts((("Decided by", who),)))
        label = "Reason" if decision.verdict == "refuse" else "Conditions"
        if decision.reason:
            blocks.append(Facts(((label, decision.reason),)))
    if turn.person.id != case.reporter:
        return tuple(blocks)
    if case.state == "lapsed":
        names = " or ".join(turn.name_of(person) for person in asked_to_decide(case, turn))
        told = {"delegate": names} if names else {}
        blocks.append(advice.text("U8", turn, advice.NOBODY, **told))
    return tuple(blocks)


def _buttons(case: Case, standing: Standing) -> tuple[Button, ...]:
    """Return what this person can do now; the server checks again at the press (rule 8)."""
    carried = {"case": case.public_id, "revision": str(case.revision)}
    buttons: list[Button] = []
    if standing.decides and case.state in WAITING:
        step = TakeStep(case=case.public_id, verb="approve", revision=case.revision)
        buttons += [
            Button("Approve", step, Style.PRIMARY),
            Button("Approve with changes", Open(form="approve_with_changes", carried=carried)),
            Button("Refuse", Open(form="refuse", carried=carried), Style.DANGER),
        ]
        if case.state == "submitted":
            buttons.append(Button("Ask for more", Open(form="ask_for_more", carried=carried)))
    if standing.person == case.reporter and case.state in WAITING:
        if case.state == "info_requested":
            answer = Open(form="give_information", carried=carried)
            buttons.append(Button("Answer", answer, Style.PRIMARY))
        withdraw = TakeStep(case=case.public_id, verb="withdraw")
        buttons.append(Button("Withdraw", withdraw, confirm=f"Withdraw {case.ref}?"))
    if case.state == "approved" and implementer(case, standing):
        done = TakeStep(case=case.public_id, verb="done")
        buttons.append(Button("Done: it works", done, Style.PRIMARY))
    return tuple(buttons)


def whom(case: Case) -> str:
    """Return who should be able to open the site, in words."""
    return case.text("group") or Audience.of(case.text("audience")).label


def period(case: Case) -> str:
    """Return the days of a request, in words."""
    return dates(*(date.fromisoformat(case.text(name)) for name in ("starts", "until")))


def asked_for(form: RequestUnblock) -> Details:
    """Return what a request's case keeps."""
    details: Details = form.model_dump(mode="json", exclude={"previewed"}, exclude_none=True)
    return details


def _labels(case: Case, name: str, choices: type[Risk | Control | Involves]) -> str:
    values = case.details.get(name)
    found = values if isinstance(values, list) else []
    return ", ".join(choices.of(value).label for value in found)


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day:%a} {day.day} {day:%b %Y}"
