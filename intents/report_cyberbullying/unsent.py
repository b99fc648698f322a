"""A report that was begun and not sent: whether it can wait, and who hears of it (DOMAIN 6.9)."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.concerns import ADULTS, LEADERS, Alleged, Concern, Flag, Target
from bot.domain.people import PersonId
from bot.domain.routing import route
from bot.domain.schools import Routing
from bot.forms.form import Answers
from bot.turn import Turn
from intents.report_cyberbullying.filing import concern_of

RED = (Flag.DANGER, Flag.SEXUAL_IMAGE, Flag.ADULT_CONTACT, Flag.EXTREMISM)


def unsent(
    answers: Answers, turn: Turn, reporter: PersonId, unreached: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Return whom it would go to as it stands; nobody where it can wait for its reporter."""
    concern = replace(concern_of(answers, turn, reporter), unreached=frozenset(unreached))
    return _beyond_doubt(concern, turn.school.routing) if _cannot_wait(concern) else ()


def _cannot_wait(concern: Concern) -> bool:
    is_adult = concern.target is Target.PUPIL and concern.alleged in ADULTS
    return is_adult or concern.has(*RED)


def _beyond_doubt(concern: Concern, routing: Routing) -> tuple[PersonId, ...]:
    """Leave out whoever may yet be named: any member of staff, but no leader (rule 5).

    Where there is no leader who could hear of it, a child's safety comes first.
    """
    if concern.accused or concern.alleged is not Alleged.STAFF:
        return route(concern, routing).handlers
    leaders = {role: concern.posts.get(role, ()) for role in LEADERS}
    above = replace(concern, posts=leaders)
    has_leader = route(replace(above, unreached=frozenset()), routing).handlers
    return route(above if has_leader else concern, routing).handlers
