"""Who may decide for a headteacher, and who is meant by a name in a sentence."""

import re
from collections.abc import Sequence

from bot.domain.people import Person, Role
from bot.errors import Refusal
from bot.turn import Turn

WORD = re.compile(r"[^\W_]+")
# Names that are words or months too: alone in a sentence they name nobody.
ALSO_WORDS = frozenset(
    (
        *("april", "august", "bill", "day", "dawn", "faith", "frank", "grace", "grant", "guy"),
        *("head", "hope", "iris", "ivy", "joy", "june", "long", "mark", "may", "miles", "page"),
        *("rose", "sunny", "will", "young"),
    )
)


class OnlyTheHead(Refusal):
    """Only {0} can say who decides for them. Nothing has changed."""


def check_holder(turn: Turn) -> None:
    """Refuse anybody but a headteacher of today."""
    if Role.HEADTEACHER not in turn.roles:
        raise OnlyTheHead(turn.whoever_is(Role.HEADTEACHER) or "the headteacher")


def eligible(turn: Turn) -> tuple[Person, ...]:
    """Return whoever may be chosen today: staff who neither are a head nor run the filter (D3)."""
    staff = turn.directory.staff(turn.school.id, turn.today)
    return tuple(person for person in staff if not why_not(person, turn))


def why_not(person: Person, turn: Turn) -> str:
    """Return why somebody can't decide for the head, and what to do; "" for whoever can."""
    roles = person.roles(turn.school.id, turn.today)
    if person.id == turn.person.id:
        return "That is you. Please choose somebody who decides while you can't."
    if not roles:
        return "They do not work here today. Please choose somebody else."
    if Role.IT_MANAGER in roles:
        return f"{person.name} opens the sites, so somebody else must decide. Please choose again."
    if Role.HEADTEACHER in roles:
        return f"{person.name} is a headteacher and may decide anyway. Please choose again."
    return ""


def named_in(text: str, turn: Turn) -> Person | None:
    """Return the one person whom a sentence names in full, or else by one of their names."""
    said = WORD.findall(text.casefold())
    people = eligible(turn)
    in_full = [person for person in people if _stands_in(_names(person), said)]
    by_part = [p for p in people if (set(_names(p)) - ALSO_WORDS) & set(said)]
    found = in_full or by_part
    return found[0] if len(found) == 1 else None


def _names(person: Person) -> Sequence[str]:
    return WORD.findall(person.name.casefold())


def _stands_in(names: Sequence[str], said: Sequence[str]) -> bool:
    starts = range(len(said) - len(names) + 1)
    return any(list(said[start : start + len(names)]) == list(names) for start in starts)
