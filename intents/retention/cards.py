"""Records past their time, as lists that hold no name and no story."""

from collections.abc import Sequence

from bot.conversation.cards import Block, Button, Buttons, Card, Items, Note, Style, Table, Text
from bot.domain.days import far_day
from bot.domain.retention import Then
from bot.services.retention import Past, fingerprint
from bot.turn import Turn
from intents.buttons import ShowCase
from intents.retention.intents import DeletePast, ShowPast

MOST_SHOWN = 40
MOST_BUTTONS = 5
STAYS = "Their numbers and their history stay. A record on legal hold is not on this list."


def reminder(found: Sequence[Past], turn: Turn) -> Card:
    """Return how many records can be deleted, and the two things to do about it."""
    school = turn.school.id
    ways = Buttons(
        (Button("Show them", ShowPast(school=school), Style.PRIMARY), delete(found, turn))
    )
    body = (Text("The school's rules say that they should be deleted now."), Note(STAYS), ways)
    return Card(_title(found, turn), body)


def past_list(found: Sequence[Past], turn: Turn) -> Card:
    """Return the records that can be deleted, oldest first."""
    rows = tuple(
        (e.case.ref, e.rule.title, far_day(e.until), e.rule.reason) for e in found[:MOST_SHOWN]
    )
    table = Table(("Record", "What it is", "Kept until", "The rule"), rows)
    left = len(found) - MOST_SHOWN
    more = (Note(f"And {left} more, which are deleted too."),) if left > 0 else ()
    body = (table, *more, Note(STAYS), Buttons((delete(found, turn),)))
    return Card(_title(found, turn), body)


def deleted(found: Sequence[Past], turn: Turn) -> Card:
    """Return what was deleted just now."""
    items = Items(tuple(each.case.ref for each in found[:MOST_SHOWN]))
    note = Note(f"By {turn.name_of(turn.person.id)}, {far_day(turn.today)}. It is written down.")
    return Card(f"{turn.school.name}: {counted(len(found))} deleted", (items, note))


def nothing(turn: Turn) -> Card:
    """Return that no record is past its time."""
    return Card(f"{turn.school.name}: no records are past their date.", (Note(STAYS),))


def to_transfer(found: Sequence[Past], turn: Turn) -> Card:
    """Ask the safeguarding lead to move records to where they belong (DOMAIN 6.5)."""
    system = turn.school.cp_system
    name = system.name if system else "your child protection records"
    text = Text(f"They are kept here until you have moved them to {name}. They are never deleted.")
    title = f"{turn.school.name}: {counted(len(found))} to move to {name}"
    return Card(title, (text, *_each(found)))


def to_review(found: Sequence[Past], turn: Turn) -> Card:
    """Ask whoever has old concerns about adults to look whether they are still needed."""
    text = Text(
        "They have been kept for as long as the rules say. Nothing is deleted by itself. Please "
        "ask your data protection officer what should become of them."
    )
    title = f"{turn.school.name}: {counted(len(found))} to review"
    return Card(title, (text, *_each(found)))


def delete(found: Sequence[Past], turn: Turn) -> Button:
    """Return the button that deletes what is on a list."""
    ask = f"Delete {counted(len(found))} for good? This can't be undone."
    means = DeletePast(seen=fingerprint(found), school=turn.school.id)
    return Button("Delete them", means, Style.DANGER, confirm=ask)


def counted(number: int) -> str:
    """Return how many records: 1 record, 12 records."""
    return "1 record" if number == 1 else f"{number} records"


def _title(found: Sequence[Past], turn: Turn) -> str:
    whose = "its" if len(found) == 1 else "their"
    return f"{turn.school.name}: {counted(len(found))} past {whose} date"


def _each(found: Sequence[Past]) -> tuple[Block, ...]:
    """Return the references, and a button for each of the first."""
    refs = Items(tuple(each.case.ref for each in found[:MOST_SHOWN]))
    ways = tuple(
        Button(each.case.ref, ShowCase(case=each.case.public_id)) for each in found[:MOST_BUTTONS]
    )
    return (refs, Buttons(ways))


ABOUT = {Then.DELETE: reminder, Then.TRANSFER: to_transfer, Then.REVIEW: to_review}
