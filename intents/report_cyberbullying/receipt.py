"""What a reporter may see of a report: who has it by role, and how far it is (DOMAIN 1.3)."""

from bot.conversation.cards import Block, Button, Buttons, Card, Facts
from bot.domain.cases import Case
from bot.domain.concerns import Flag, Target
from bot.domain.people import PersonId
from bot.domain.rules import Task
from bot.services.access import kept_off
from bot.services.cases import standing_of
from bot.services.hands import first_sent_to, role_of_holder
from bot.services.reports import moment
from bot.turn import Turn
from intents.buttons import Begin, Open, TakeStep
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.lines import receipt_lines
from intents.report_cyberbullying.workflow import OPEN, WORKFLOW, reporter_of_ordinary


def receipt(case: Case, turn: Turn) -> Card:
    """Return the receipt: where it went, by when, and what to do now (M40)."""
    card = reporter_card(case, turn)
    return Card(card.title, (*receipt_lines(case, turn), *card.body))


def reporter_card(case: Case, turn: Turn) -> Card:
    """Show who has a report, by role, and how far it is."""
    roles = ", ".join(dict.fromkeys(each.role.label for each in first_sent_to(case)))
    facts = (
        ("Sent", moment(case.reported_at, turn)),
        ("Sent to", roles or "nobody in school"),
        ("Picked up by", role_of_holder(case, turn)),
        ("Now", WORKFLOW.word(case.state)),
    )
    buttons = reporter_buttons(case, turn)
    shown = Facts(tuple((label, value) for label, value in facts if value))
    body: tuple[Block, ...] = (shown, *((Buttons(buttons),) if buttons else ()))
    return Card(f"{case.ref}: {WORKFLOW.word(case.state)}", body)


def reporter_buttons(case: Case, turn: Turn) -> tuple[Button, ...]:
    """Return what a reporter can do: add, never edit; say that it is no longer needed."""
    if case.state not in OPEN:
        return ()
    buttons = [Button("Add detail", adding(case, turn))]
    if Task.WEBSITE in case.words("tasks"):
        buttons.append(Button("Report the website too", Begin(form="report_website")))
    can_mark = case.state in WORKFLOW.move("withdraw").sources
    if can_mark and reporter_of_ordinary(case, standing_of(turn, case)):
        step = TakeStep(case=case.public_id, verb="withdraw")
        ask = "Tell them that it is no longer needed? They decide what happens."
        buttons.append(Button("No longer needed", step, confirm=ask))
    return tuple(buttons)


def adding(case: Case, turn: Turn) -> Open:
    """Return the way into more detail; with a sexual image no evidence is asked for (R2)."""
    carried = {
        "case": case.public_id,
        "sexual_image": "yes" if Flag.SEXUAL_IMAGE.value in case.words("flags") else "no",
        "has_manager": "yes" if manager_to_tell(case, turn) else "no",
    }
    return Open(form=AddDetail.name, carried=carried)


def manager_to_tell(case: Case, turn: Turn) -> PersonId | None:
    """Return the line manager of somebody who is targeted themselves, if they can be told (R12).

    Not one whom it is about, who has it already, or who has been told.
    """
    boss = turn.person.line_manager
    is_target = turn.person.id == case.reporter and case.text("target") == Target.ME
    if not is_target or boss is None or boss in {*kept_off(case), *case.handlers}:
        return None
    person = turn.directory.find(boss)
    is_here = person is not None and bool(person.roles(turn.school.id, turn.today))
    return boss if is_here and boss not in case.words("line_manager_told") else None
