"""A report of a website that was begun and not sent: who hears of it if it cannot wait."""

from collections.abc import Collection

from bot.domain.concerns import Alleged, Concern, Target, posts_of
from bot.domain.people import PersonId, Role
from bot.domain.routing import sent_to
from bot.forms.form import Answers
from bot.turn import Turn
from intents.report_website.form import is_by_staff, is_illegal
from intents.report_website.routes import Finding, route_of
from intents.safety.floor import alarm_in

TYPED = ("seen_what", "pupils")


def unsent(
    answers: Answers, turn: Turn, reporter: PersonId, unreached: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Return whom it would go to as it stands; nobody where it can wait for its reporter.

    While it is about staff and nobody is named, it may yet be about the head or the lead: then the
    chair of governors hears of it (rule 5).
    """
    typed = "\n".join(str(answers[name]) for name in TYPED if answers.get(name))
    if not is_illegal(answers) and alarm_in(typed) is None:
        return ()
    named, is_about_staff = answers.get("staff_person"), is_by_staff(answers)
    concern = Concern(
        reporter=reporter,
        target=Target.OTHER,
        alleged=Alleged.STAFF if is_about_staff else Alleged.UNKNOWN,
        posts=posts_of(turn.holders),
        accused=frozenset({PersonId(str(named))} if named else ()),
        unreached=frozenset(unreached),
    )
    if is_about_staff and not named:
        above = sent_to((Role.CHAIR_OF_GOVERNORS,), concern.posts, concern.passed_over)
        return tuple(each.person for each in above)
    found = Finding(concern=concern, is_illegal=True, is_about_staff=is_about_staff)
    return route_of(found, turn.school.routing).handlers
