"""Patterns: several cases about the same pupil or account, or linked by hand (R21)."""

from collections.abc import Iterable

from bot.conversation.cards import Card, Text
from bot.domain.cases import Case
from bot.domain.named import Part
from bot.domain.notices import CaseNotice
from bot.domain.people import PersonId, Role
from bot.services import access, cases
from bot.turn import Turn

A_PATTERN = 3
LEADS = (Role.DSL, Role.DEPUTY_DSL)


class PatternSeen(CaseNotice):
    """Several cases belong together."""

    name = "pattern_seen"

    @property
    def living(self) -> str:
        """It is told once and stays as it is."""
        return ""


def tell_pattern(case: Case, turn: Turn) -> None:
    """Tell the safeguarding lead when a case is the third of a kind; once for each case."""
    if len(together(case, turn)) < A_PATTERN:
        return
    key = f"pattern {case.public_id} {len(together(case, turn))}"
    if turn.uow.inbox.is_new(turn.school.id, key, PatternSeen.name, turn.now):
        cases.tell(turn, _leads(case, turn), PatternSeen(case=case.public_id))


def fuller(case: Case, other: Case, turn: Turn) -> Case:
    """Return the one of two linked cases that more others belong to."""
    return max((case, other), key=lambda each: len(together(each, turn)))


def together(case: Case, turn: Turn) -> tuple[Case, ...]:
    """Return the case and every other that names the same pupil or account, or is linked to it."""
    found = [case, *turn.uow.cases.linked(case)]
    for person in turn.uow.cases.named(case):
        if person.part in (Part.TARGET, Part.ALLEGED, Part.ACCOUNT):
            found += turn.uow.cases.naming(turn.school.id, person.key)
    return tuple({each.public_id: each for each in found}.values())


def tell(seen: PatternSeen, turn: Turn) -> Card | None:
    """Name the cases that belong together, as far as the reader may know of them; no people."""
    case = turn.uow.cases.get(turn.school.id, seen.case)
    if case is None:
        return None
    refs = sorted(each.ref for each in together(case, turn) if _may_know(each, turn))
    if len(refs) < A_PATTERN:
        return None
    text = Text(
        f"{len(refs)} cases may be about the same pupil or account: {', '.join(refs)}. "
        "Small things add up. Please look at them together."
    )
    return Card("Cases that may belong together", (text,))


def _leads(case: Case, turn: Turn) -> Iterable[PersonId]:
    kept_off = access.kept_off(case)
    return [person.id for person in turn.holders(*LEADS) if person.id not in kept_off]


def _may_know(case: Case, turn: Turn) -> bool:
    standing = cases.standing_of(turn, case)
    return access.is_seen(case, standing)
