"""What every report keeps about people, and what time does to one that nobody picks up."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain.cases import Case, Json, last_moved
from bot.domain.concerns import Concern, Kind, Severity, posts_of
from bot.domain.days import day_in_words, short_day
from bot.domain.people import PersonId, Role
from bot.domain.routing import Recipient, alerted
from bot.forms.addresses import defang, find_addresses
from bot.ports import Change
from bot.services import cases, reminders
from bot.services.access import kept_off, kind_of
from bot.turn import Turn

ALERT_EVERY = timedelta(minutes=5)
MOST_REMINDERS = 10


def as_words(values: Iterable[object]) -> list[Json]:
    """Return values as a case keeps a list of words."""
    return [str(value) for value in values]


def rows_of(sent: Iterable[Recipient]) -> list[Json]:
    """Return recipients as a case keeps them."""
    return [[str(each.person), each.role.value, each.post.value] for each in sent]


def sent_to(case: Case) -> tuple[Recipient, ...]:
    """Return who was told of a report, and as what."""
    return recipients(case.details.get("sent_to"))


def recipients(rows: Json) -> tuple[Recipient, ...]:
    """Return recipients from how a case keeps them."""
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
    return f"{local:%H:%M} on {short_day(local)}"


def moment_in_full(at: datetime, turn: Turn) -> str:
    """Return a moment as a record needs it, whenever it is read: Mon 30 Nov 2026, 09:00."""
    local = at.astimezone(turn.zone)
    return f"{day_in_words(local)}, {local:%H:%M}"


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
    """Return who is told in a card of its own that nobody has picked a report up (DOMAIN 2.4).

    A critical one climbs the ladder, five minutes a rung, a grave safeguarding one from its due
    time on; whoever is alerted has it in hand from then on. One about a leader has nobody to climb
    to: whoever has it is asked again themselves. Any other is brought up in the digests of those
    who have it, and of the head once it is late. When to ask next is set, not for ever.
    """
    if not (climbs(case) or is_for_one(case, turn) or reminders.is_time_for(case, turn)):
        cases.wake_later(turn, case, turn.school.calendar.next_reminder_slot(turn.now))
        return ()
    count = _count(case) + 1
    told = _climbed(case, count + 1, turn) if climbs(case) else sent_to(case)
    handlers = tuple(dict.fromkeys((*case.handlers, *(each.person for each in told))))
    details = {**case.details, "alerts": count, "sent_to": rows_of(told)}
    at = _ask_next(case, count, turn)
    turn.uow.cases.change(case, Change(case.state, details, at, handlers, case.revision))
    if climbs(case) or is_for_one(case, turn):
        return handlers
    reminders.bring_up(turn, (*handlers, *_heads(case, turn)))
    return ()


def climbs(case: Case) -> bool:
    """Tell whether a report brings more people in until somebody has it (DOMAIN 2.4)."""
    severity = case.text("severity")
    is_grave = kind_of(case) is Kind.SG and severity == Severity.HIGH
    return severity == Severity.CRITICAL or is_grave


def is_for_one(case: Case, turn: Turn) -> bool:
    """Tell whether a report about a leader is late: those who have it hear in a card of its own."""
    is_about_leader = kind_of(case) is Kind.ALG_HT and case.text("severity") == Severity.HIGH
    return is_about_leader and is_late(case, turn)


def is_first_ask(case: Case) -> bool:
    """Tell whether nobody was asked again yet to pick a report up."""
    return _count(case) == 0


def waits_since(case: Case, turn: Turn) -> datetime:
    """Return since when nobody has it in hand: since it came in, or was last moved back there."""
    return last_moved(case, turn.uow.cases.history(case.school, case.public_id))


def is_late(case: Case, turn: Turn) -> bool:
    """Tell whether a report should have been picked up by now; without a time, by yesterday."""
    if not case.text("severity"):
        return False
    if due := case.text("due"):
        return datetime.fromisoformat(due) <= turn.now
    return case.reported_at.astimezone(turn.zone).date() < turn.today


def _climbed(case: Case, rungs: int, turn: Turn) -> tuple[Recipient, ...]:
    """Return who has been told once that many rungs of the ladder were climbed."""
    found = alerted(kind_of(case), rungs, posts_of(turn.holders), kept_off(case))
    return tuple({each.person: each for each in (*found, *sent_to(case))}.values())


def _ask_next(case: Case, count: int, turn: Turn) -> datetime | None:
    if case.text("severity") == Severity.CRITICAL:
        return turn.now + ALERT_EVERY
    has_more = count < MOST_REMINDERS
    return turn.school.calendar.next_reminder_slot(turn.now) if has_more else None


def _heads(case: Case, turn: Turn) -> tuple[PersonId, ...]:
    """Return the heads who hear of a report that is late, unless they are kept off it."""
    if not is_late(case, turn):
        return ()
    heads = (person.id for person in turn.holders(Role.HEADTEACHER))
    return tuple(person for person in heads if person not in kept_off(case))


def _count(case: Case) -> int:
    count = case.details.get("alerts")
    return count if isinstance(count, int) else 0


def _recipient(row: Sequence[Json]) -> Recipient:
    person, role, post = (str(each) for each in row)
    return Recipient(PersonId(person), Role(role), Role(post))
