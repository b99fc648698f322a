"""What every report keeps about people, and what time does to one that nobody picks up."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.cases import Case, Json
from bot.domain.concerns import Concern, Severity, posts_of
from bot.domain.people import PersonId, Role
from bot.domain.routing import Recipient, alerted
from bot.forms.addresses import defang, find_addresses
from bot.ports import Change
from bot.services.access import kept_off, kind_of
from bot.turn import Turn

ALERT_EVERY = timedelta(minutes=5)
MOST_REMINDERS = 10


def listed(case: Case, name: str) -> tuple[str, ...]:
    """Return a detail that is a list of words."""
    value = case.details.get(name)
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def as_words(values: Iterable[object]) -> list[Json]:
    """Return values as a case keeps a list of words."""
    return [str(value) for value in values]


def rows_of(sent: Iterable[Recipient]) -> list[Json]:
    """Return recipients as a case keeps them."""
    return [[str(each.person), each.role.value, each.post.value] for each in sent]


def sent_to(case: Case) -> tuple[Recipient, ...]:
    """Return who was told of a report, and as what."""
    rows = case.details.get("sent_to")
    found = rows if isinstance(rows, list) else []
    return tuple(_recipient(row) for row in found if isinstance(row, list))


def subjects_of(concern: Concern) -> tuple[PersonId, ...]:
    """Return the subjects as a case keeps them.

    Somebody who reports themself keeps the receipt; they still never have it in hand.
    """
    return tuple(sorted(concern.subjects - {concern.reporter}))


def moment(at: datetime, turn: Turn) -> str:
    """Return a moment in the school's own time: 14:05 today, or 08:30 on Mon 23 Nov."""
    local = at.astimezone(turn.zone)
    if local.date() == turn.today:
        return f"{local:%H:%M} today"
    return f"{local:%H:%M} on {local:%a} {local.day} {local:%b}"


def in_a_row(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: a, b and c."""
    *first, last = tuple(words) or ("",)
    return " and ".join(filter(None, (", ".join(first), last)))


def who_has_it(sent: Iterable[Recipient], turn: Turn) -> str:
    """Return roles and names: "designated safeguarding lead (Priya Nair) and ..."."""
    return in_a_row(f"{each.role.label} ({turn.name_of(each.person)})" for each in sent)


def without_links(text: str) -> str:
    """Return somebody's words with no address in them that a chat could make a link (rule 10)."""
    for address in find_addresses(text):
        text = text.replace(address, defang(address))
    return text


def ask_again(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return whom to tell that nobody has picked a report up, and set when to ask next (2.4).

    A critical one climbs the ladder, five minutes a rung; whoever is alerted has it in hand from
    then on. Any other is brought up at reminder times, and not for ever.
    """
    count = _count(case) + 1
    told, at = sent_to(case), None
    if case.text("severity") == Severity.CRITICAL:
        found = alerted(kind_of(case), count + 1, posts_of(turn.holders), kept_off(case))
        told = tuple({each.person: each for each in (*found, *told)}.values())
        at = turn.now + ALERT_EVERY
    elif count < MOST_REMINDERS:
        at = turn.school.calendar.next_reminder_slot(turn.now)
    handlers = tuple(dict.fromkeys((*case.handlers, *(each.person for each in told))))
    details = {**case.details, "alerts": count, "sent_to": rows_of(told)}
    turn.uow.cases.change(case, Change(case.state, details, at, handlers, case.revision))
    return handlers


def holder_of(case: Case, turn: Turn) -> str:
    """Return who picked a report up, by role; "" while nobody has."""
    history = turn.uow.cases.history(case.school, case.public_id)
    took = [event.actor for event in history if event.action == "take"]
    roles = {each.person: each.role.label for each in sent_to(case)}
    return roles.get(took[-1], "a senior member of staff") if took else ""


def _count(case: Case) -> int:
    count = case.details.get("alerts")
    return count if isinstance(count, int) else 0


def _recipient(row: Sequence[Json]) -> Recipient:
    person, role, post = (str(each) for each in row)
    return Recipient(PersonId(person), Role(role), Role(post))
