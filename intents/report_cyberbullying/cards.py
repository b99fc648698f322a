"""A report, as the person looking at it may see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Facts,
    Items,
    Note,
    Quote,
    Style,
    Text,
)
from bot.domain.cases import Case, Json
from bot.domain.concerns import Target
from bot.domain.people import PersonId
from bot.domain.permissions import View
from bot.domain.rules import Task
from bot.forms.form import Asked, Form, is_empty
from bot.services.access import kind_of, manager, view_of
from bot.services.cases import standing_of
from bot.services.reports import moment
from bot.turn import Turn
from intents import case_blocks, sorting
from intents.buttons import Open, TakeStep
from intents.capability import Pairs, When
from intents.report_cyberbullying.closing import CloseReport, CloseWithPolice
from intents.report_cyberbullying.detail import AddDetail
from intents.report_cyberbullying.form import ReportCyberbullying
from intents.report_cyberbullying.receipt import adding, reporter_card
from intents.report_cyberbullying.workflow import (
    ENDED,
    OPEN,
    WAITING,
    WORKFLOW,
)

AROUND = timedelta(hours=2)
TASKS: Mapping[Task, str] = {
    Task.POLICE: "Think about telling the police. Closing it asks what you decided, and why.",
    Task.LADO: "Think about the LADO: contact within one working day ({lado}).",
    Task.MEET_PARENT: "Invite them in, listen, and ask for the post to be taken down.",
    Task.KEEP_LOGS: "A school device, account or network was used: logs may be needed.",
    Task.WEBSITE: "A website is involved. It may need its own report, so that IT can block it.",
}
HEADINGS: Mapping[str, str] = {
    "danger_now": "Danger now",
    "sexual_image": "Sexual picture of a child",
    "target": "Targeted",
    "alleged": "Alleged to be doing it",
    "told_by": "Told by",
    "platform": "Where",
    "device_involved": "Phone or computer involved",
    "has_spread": "Passed on",
}
ENDING: Mapping[str, str] = {
    "outcome": "Outcome",
    "reason": "Why",
    "police": "Police",
    "police_reason": "Why about the police",
    "cp_system_ref": "In the records as",
}


def report_card(case: Case, turn: Turn) -> Card:
    """Show a report with what is left for this person to do."""
    standing = standing_of(turn, case)
    if manager(case, standing):
        return _whole(case, turn, _handler_buttons(case, turn))
    if turn.person.id == case.reporter:
        return reporter_card(case, turn)
    if view_of(case, standing) is View.ALL:
        return _whole(case, turn, ())
    return _line(case, turn)


def title(case: Case) -> str:
    """Return the reference, the category and the state: all that a lock screen may show."""
    return f"{case.ref} {case_blocks.KINDS[kind_of(case)]}: {WORKFLOW.word(case.state)}"


def with_blocks(card: Card, *blocks: Block) -> Card:
    """Put blocks above a card's own."""
    return Card(card.title, (*blocks, *card.body))


def logs_card(case: Case, turn: Turn) -> Card:
    """Ask IT to keep logs: no names, no story (R19, DOMAIN 1.3)."""
    at = happened_at(case)
    text = Text(
        f"Please keep the logs from {moment(at - AROUND, turn)} to {moment(at + AROUND, turn)}: "
        f"web filter, sign-in and devices. Do not look through them until you are asked. "
        f"Say {case.ref} when you talk about it."
    )
    return Card(f"{case.ref}: please keep logs", (text,))


def happened_at(case: Case) -> datetime:
    """Return when it happened, as far as the reporter knew."""
    return datetime.fromisoformat(case.text("happened_at"))


def _line(case: Case, turn: Turn) -> Card:
    """Show the log's line of a restricted report: no people, no story (L in DOMAIN 1.3)."""
    facts = (
        ("Reported", f"{case.reported_at.astimezone(turn.zone):%d %b %Y}"),
        ("Kind", case_blocks.KINDS[kind_of(case)]),
        ("State", WORKFLOW.word(case.state)),
    )
    return Card(title(case), (Facts(facts), Note("The details are for others only.")))


def _whole(case: Case, turn: Turn, buttons: Sequence[Button]) -> Card:
    parts: list[Block] = [Facts(facts(case, turn)), *_said(case, turn), *_added(case, turn)]
    parts += case_blocks.belongings(case, turn)
    tasks = [Task(task) for task in case.words("tasks")]
    if tasks and case.state in OPEN:
        parts += [Text(lead="To think about"), Items(tuple(_task(task, turn) for task in tasks))]
    if case.state in ENDED:
        parts.append(Facts(_ending(case, turn)))
    return Card(title(case), (*parts, *((Buttons(tuple(buttons)),) if buttons else ())))


def facts(case: Case, turn: Turn, when: When = moment) -> Pairs:
    """Return what was answered, and how it was sorted."""
    rows = [
        ("Reported by", turn.name_of(case.reporter)),
        ("Sent", when(case.reported_at, turn)),
        *((heading, _answer(case, name, turn)) for name, heading in HEADINGS.items()),
        ("When", when(happened_at(case), turn)),
        *sorting.facts(case),
        ("In the records as", case.text("cp_system_ref")),
    ]
    return tuple((label, value) for label, value in rows if value)


def _answer(case: Case, name: str, turn: Turn) -> str:
    """Return an answer in words, with the person's name where one was picked."""
    label = in_words(ReportCyberbullying, name, case.details.get(name), turn)
    if name == "target" and case.text(name) == Target.ME:
        return turn.name_of(case.reporter)
    person = case.text(f"{name}_person")
    return f"{label}: {turn.name_of(PersonId(person))}" if person else label


def in_words(form: type[Form], name: str, value: Json, turn: Turn) -> str:
    """Return a stored answer as people read it."""
    question = next(q for q in form.questions() if q.name == name)
    return "" if value is None else question.label(value, Asked(turn.now, turn.zone))


def _said(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return the reporter's words as a quote, or where they are or can be heard (DOMAIN 6.4)."""
    if case.details.get("is_stub"):
        system = turn.school.cp_system
        if case.text("cp_system_ref"):
            return (Text(case_blocks.MOVED),)
        name = system.name if system else "your child protection records"
        link = f" {system.name}: {system.link}" if system and system.link else ""
        ask = (
            f"Please speak to {turn.name_of(case.reporter)} in person now, and write it in {name}."
        )
        return (Alert(f"{ask}{link}", "No details are kept here."),)
    words = case_blocks.story(case.text("what_happened"), case, turn)
    return (Quote(words, "in the reporter's words"),) if words else ()


def _added(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return what was added later, oldest first."""
    rows = case.details.get("added")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(block for row in found for block in _addition(row, case, turn))


def _addition(row: Mapping[str, Json], case: Case, turn: Turn) -> tuple[Block, ...]:
    at = moment(datetime.fromisoformat(str(row["at"])), turn)
    asked = Asked(turn.now, turn.zone)
    answers = tuple(
        (
            question.heading,
            case_blocks.story(question.label(row[question.name], asked), case, turn),
        )
        for question in AddDetail.questions()
        if question.name != "more" and not is_empty(row.get(question.name))
    )
    more = case_blocks.story(str(row.get("more") or ""), case, turn)
    words = (Quote(more, "added by the reporter"),) if more else ()
    return (Text(lead=f"Added {at}"), *((Facts(answers),) if answers else ()), *words)


def _task(task: Task, turn: Turn) -> str:
    lado = turn.school.contacts.lado
    return TASKS[task].format(lado=lado or "through the council")


def _ending(case: Case, turn: Turn) -> tuple[tuple[str, str], ...]:
    ending = case.details.get("ending")
    given = ending if isinstance(ending, dict) else {}
    rows = (
        (heading, in_words(CloseWithPolice, name, given.get(name), turn))
        for name, heading in ENDING.items()
    )
    return tuple((label, value) for label, value in rows if value)


def _handler_buttons(case: Case, turn: Turn) -> tuple[Button, ...]:
    """Return what somebody who has it can do now; checked again at the press (rule 8)."""
    step = partial(TakeStep, case=case.public_id, revision=case.revision)
    buttons: list[Button] = []
    if case.state in WAITING:
        buttons.append(Button("I have it", step(verb="take"), Style.PRIMARY))
    if case.state in WORKFLOW.move("start").sources:
        buttons.append(Button("Working on it", step(verb="start"), Style.PRIMARY))
    if case.state in WORKFLOW.move("close").sources:
        form = CloseWithPolice if Task.POLICE.value in case.words("tasks") else CloseReport
        carried = {"case": case.public_id, "revision": str(case.revision)}
        buttons.append(Button("Close", Open(form=form.name, carried=carried)))
    if turn.person.id == case.reporter and case.state in OPEN:
        buttons.append(Button("Add detail", adding(case, turn)))
    return (*buttons, case_blocks.more(case))
