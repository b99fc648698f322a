"""The report of a website, as the person looking at it may see it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.conversation.cards import (
    Alert,
    Block,
    Button,
    Buttons,
    Card,
    Facts,
    Note,
    Quote,
    Style,
    Text,
)
from bot.domain.cases import Case
from bot.domain.concerns import Kind
from bot.domain.people import PersonId
from bot.domain.permissions import View
from bot.domain.workflows import Standing
from bot.forms.addresses import defang
from bot.forms.form import Asked
from bot.services.access import kind_of, manager, view_of
from bot.services.cases import standing_of
from bot.services.hands import first_sent_to
from bot.services.reports import moment, without_links
from bot.turn import Turn
from intents import case_blocks
from intents.buttons import Open, TakeStep
from intents.capability import Pairs, When
from intents.receipts import receipt_lines
from intents.report_website.detail import AddSiteDetail
from intents.report_website.form import ReportWebsite
from intents.report_website.outcomes import CloseSite, Scope, SiteBlocked, SiteLeftOpen
from intents.report_website.workflow import OPEN, WORKFLOW

AROUND = timedelta(hours=2)
HEADINGS: Mapping[str, str] = {
    "may_be_illegal": "May be illegal",
    "category": "What was on it",
    "who_saw": "Seen by",
    "pupils": "Which pupils",
    "pupil_upset": "A pupil is upset",
    "device": "Device",
}


def site_card(case: Case, turn: Turn) -> Card:
    """Show a report with what is left for this person to do."""
    standing = standing_of(turn, case)
    is_whole = view_of(case, standing) is View.ALL
    if is_whole:
        return _whole(case, turn, standing)
    if turn.person.id == case.reporter:
        return reporter_card(case, turn)
    facts = (("Reported", _day(case, turn)), ("State", WORKFLOW.word(case.state)))
    return Card(title(case), (Facts(facts), Note("The details are for others only.")))


def title(case: Case) -> str:
    """Return the reference, the category and the state: all that a lock screen may show."""
    return f"{case.ref} {case_blocks.KINDS[kind_of(case)]}: {WORKFLOW.word(case.state)}"


def receipt(case: Case, turn: Turn) -> Card:
    """Return the receipt: what to do now, and where it went."""
    card = reporter_card(case, turn)
    return Card(card.title, (*receipt_lines(case, turn), *card.body))


def reporter_card(case: Case, turn: Turn) -> Card:
    """Show who has it, by role, and how far it is (DOMAIN 1.3)."""
    roles = ", ".join(dict.fromkeys(each.role.label for each in first_sent_to(case)))
    facts = (
        ("Sent", moment(case.reported_at, turn)),
        ("Sent to", roles or "nobody in school"),
        ("Now", WORKFLOW.word(case.state)),
    )
    buttons = _reporter_buttons(case, standing_of(turn, case))
    shown = (Facts(facts), *_ending(case, turn))
    return Card(f"{case.ref}: {WORKFLOW.word(case.state)}", (*shown, *buttons))


def isolate_card(case: Case, turn: Turn) -> Card:
    """Ask IT to isolate a device and to keep logs: no address, no names (W3, W6)."""
    at = datetime.fromisoformat(case.text("happened_at"))
    device = without_links(case.text("device")) or "the device: the safeguarding lead will name it"
    text = Text(
        f"Isolate {device}. Keep the logs from {moment(at - AROUND, turn)} to "
        f"{moment(at + AROUND, turn)}. Do not open the page, and do not test a block by opening it."
    )
    return Card(f"{case.ref}: isolate a device", (Alert(lead="Please do this now."), text))


def outcome(case: Case, turn: Turn) -> str:
    """Return what came of it, in the words the reporter reads (DOMAIN 3.5)."""
    scope = next((each for each in Scope if each.value == case.details.get("scope")), None)
    if scope:
        at = datetime.fromisoformat(case.text("blocked_at")).astimezone(turn.zone)
        return f"Blocked for {scope.said} at {at:%H:%M}. Thank you."
    if case.text("open_reason"):
        return f"Not blocked: {without_links(case.text('open_reason'))}"
    return ""


def _whole(case: Case, turn: Turn, standing: Standing) -> Card:
    story = case_blocks.story(case.text("seen_what"), case, turn)
    said = (Quote(story, "in the reporter's words"),) if story else ()
    blocks: list[Block] = [Facts(facts(case, turn)), *said, *_stub(case, turn)]
    blocks += [*_added(case, turn), *case_blocks.belongings(case, turn), *_ending(case, turn)]
    if case.text("closing_reason"):
        blocks.append(
            Facts((("Closed because", case_blocks.story(case.text("closing_reason"), case, turn)),))
        )
    buttons = _buttons(case, standing)
    return Card(title(case), (*blocks, *((Buttons(buttons),) if buttons else ())))


def facts(case: Case, turn: Turn, when: When = moment) -> Pairs:
    """Return what was answered, and how serious it is."""
    person = case.text("staff_person")
    rows = (
        ("Reported by", turn.name_of(case.reporter)),
        ("Site or app", defang(case.text("url_or_app"))),
        ("Alleged to use it", turn.name_of(PersonId(person)) if person else ""),
        *((heading, _answer(case, name, turn)) for name, heading in HEADINGS.items()),
        ("When", when(datetime.fromisoformat(case.text("happened_at")), turn)),
        ("How serious", case.text("severity").capitalize()),
        ("In the records as", case.text("cp_system_ref")),
    )
    return tuple((label, value) for label, value in rows if value)


def _answer(case: Case, name: str, turn: Turn) -> str:
    value = case.details.get(name)
    question = next(q for q in ReportWebsite.questions() if q.name == name)
    asked = Asked(turn.now, turn.zone)
    return "" if value is None else without_links(question.label(value, asked))


def _stub(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Say what to do where nothing is described here (W4, DOMAIN 6.4)."""
    if kind_of(case) is not Kind.SG:
        return ()
    if case.text("cp_system_ref"):
        return (Text(case_blocks.MOVED),)
    ask = (
        f"Please speak to {turn.name_of(case.reporter)} in person now. Nobody looks at it again. "
        "You and the headteacher decide about the police. A named person reports the address of a "
        "public page, and nothing else, at report.iwf.org.uk; files on a device are for the police."
    )
    return (Alert(ask, "It may be illegal."),)


def _added(case: Case, turn: Turn) -> tuple[Block, ...]:
    """Return what was added later, oldest first."""
    rows = case.details.get("added")
    asked = Asked(turn.now, turn.zone)
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(
        Facts(
            tuple(
                (question.heading, without_links(question.label(row[question.name], asked)))
                for question in AddSiteDetail.questions()
                if row.get(question.name)
            )
        )
        for row in found
    )


def _ending(case: Case, turn: Turn) -> tuple[Block, ...]:
    said = outcome(case, turn)
    return (Text(said),) if said else ()


def _buttons(case: Case, standing: Standing) -> tuple[Button, ...]:
    """Return what somebody can do now; the server checks again at the press (rule 8)."""
    carried = {"case": case.public_id, "revision": str(case.revision)}
    step = partial(TakeStep, case=case.public_id, revision=case.revision)
    ways = {
        "take": Button("I have it", step(verb="take"), Style.PRIMARY),
        "block": Button("Blocked", Open(form=SiteBlocked.name, carried=carried), Style.PRIMARY),
        "leave_open": Button("Not blocked", Open(form=SiteLeftOpen.name, carried=carried)),
        "verify": Button("Checked: it is blocked", step(verb="verify"), Style.PRIMARY),
        "close": Button("Close", Open(form=CloseSite.name, carried=carried)),
    }
    shown = tuple(way for verb, way in ways.items() if _can(case, verb, standing))
    return (*shown, *((case_blocks.more(case),) if manager(case, standing) else ()))


def _can(case: Case, verb: str, standing: Standing) -> bool:
    move = WORKFLOW.move(verb)
    return case.state in move.sources and move.by(case, standing)


def _reporter_buttons(case: Case, standing: Standing) -> tuple[Block, ...]:
    if kind_of(case) is not Kind.WEB or case.state not in OPEN:
        return ()
    more = Open(form=AddSiteDetail.name, carried={"case": case.public_id})
    buttons = [Button("Add detail", more)]
    if _can(case, "withdraw", standing):
        step = TakeStep(case=case.public_id, verb="withdraw")
        ask = "Tell them that it is no longer needed? They decide what happens."
        buttons.append(Button("No longer needed", step, confirm=ask))
    return (Buttons(tuple(buttons)),)


def _day(case: Case, turn: Turn) -> str:
    return f"{case.reported_at.astimezone(turn.zone):%d %b %Y}"
