"""A report that turns out to be more than it seemed: who has it then, and what may be kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Case, Details, Json
from bot.domain.concerns import Alleged, Concern, Flag, Severity, Target
from bot.domain.routing import Recipient, Route, route
from bot.domain.rules import RESTRICTED
from bot.domain.written import STORY, forgotten
from bot.errors import Changed
from bot.forms.form import Answers
from bot.ports import Change
from bot.services import cases
from bot.services.reports import ALERT_EVERY, climbs, rows_of, sent_to
from bot.turn import Turn
from intents.report_cyberbullying.filing import concern_of, due_at, facts_of
from intents.report_cyberbullying.news import moved, tell
from intents.report_cyberbullying.workflow import SORTS, WORKFLOW

# Not asked for, and not kept if sent all the same, where a sexual picture may be involved (R2).
EVIDENCE = frozenset(
    {
        "more",
        "audience",
        "still_visible",
        "location_of_post",
        "evidence_kept",
        "evidence_pointer",
        "evidence_not_deleted",
        "replied",
        "platform_reported",
        "platform_report_ref",
    }
)
# The categories that are a matter for the safeguarding lead, or for the headteacher (DOMAIN 2.3).
SAFEGUARDING: Mapping[str, Flag] = {
    "sexual_image_under18": Flag.SEXUAL_IMAGE,
    "grooming_adult_contact": Flag.ADULT_CONTACT,
    "extremism": Flag.EXTREMISM,
    "self_harm_encouraged": Flag.DANGER,
}
BLACKMAIL, ABOUT_STAFF = "blackmail_extortion", "staff_boundary"


@dataclass(frozen=True, slots=True)
class Again:
    """Where a report goes once more is known, and what is kept of it."""

    details: Details
    told: tuple[Recipient, ...]
    added: tuple[Json, ...]


def route_again(case: Case, flags: Iterable[Flag], own: Answers, turn: Turn) -> Again:
    """Return where a report goes with what is known now; it gets stricter, never milder.

    `own` is what was answered now, which rules can fire on, too.
    """
    known = case.words("flags")
    before = _routed({**case.details, "signs": known}, case, turn)[1]
    signs = [*known, *(flag.value for flag in flags)]
    answers = {**case.details, **_alleged(own), "signs": signs}
    concern, found = _routed({**answers, **own, "signs": signs}, case, turn)
    told = _told(case, before, found)
    facts = facts_of(concern, found, answers, turn)
    details = {**_kept(facts, case, turn), "sent_to": rows_of(told), **_pace(case, found, turn)}
    added = [allowed(row, details) for row in case.rows("added")]
    return Again({**details, "added": [*added]}, told, tuple(added))


def keep(case: Case, again: Again, action: str, turn: Turn) -> Case:
    """Keep it, and return the case as it is now; it may not be this person's any more."""
    handlers = tuple(each.person for each in again.told)
    wake_at = _wake_at(case, replace(case, details=again.details), turn)
    change = Change(case.state, again.details, wake_at, handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed
    cases.record(turn, case, cases.CaseStep(action, case.state))
    return turn.uow.cases.get(case.school, case.public_id) or case


def _wake_at(before: Case, now: Case, turn: Turn) -> datetime | None:
    """Return when time looks at it next: sooner where it climbs by now, not the same minute."""
    if now.state != WORKFLOW.first or not climbs(now):
        return before.wake_at
    at = max(datetime.fromisoformat(now.text("due")), turn.now + ALERT_EVERY)
    return min(before.wake_at or at, at)


def after(case: Case, verb: str, turn: Turn) -> None:
    """Tell of a step; one that sorts a report can make it safeguarding, or an allegation (2.3)."""
    moved(case, verb, turn)
    flag, own = _category(case) if verb in SORTS else (None, {})
    if not own and (flag is None or flag.value in case.words("flags")):
        return
    again = route_again(case, [flag] if flag else [], own, turn)
    now = keep(case, again, "restricted", turn)
    tell(now, "reported", [person for person in now.handlers if person != turn.person.id], turn)


def allowed(row: Mapping[str, Json], details: Details) -> dict[str, Json]:
    """Return what may be kept of an addition: no words in a stub, no evidence of a picture."""
    flags = details.get("flags")
    is_image = isinstance(flags, list) and Flag.SEXUAL_IMAGE.value in flags
    no_words = STORY if details["is_stub"] else frozenset[str]()
    left_out = no_words | (EVIDENCE if is_image else frozenset())
    return {name: value for name, value in row.items() if name not in left_out}


def _category(case: Case) -> tuple[Flag | None, Answers]:
    """Return the flag that a category puts up, and what it says of who seems to be doing it."""
    category = case.text("category")
    if category == BLACKMAIL and case.text("target") == Target.PUPIL:
        return Flag.ADULT_CONTACT, {}
    is_new = case.text("alleged") not in (Alleged.STAFF, Alleged.LEADER)
    if category == ABOUT_STAFF and is_new:
        return None, {"alleged": Alleged.STAFF.value}
    return SAFEGUARDING.get(category), {}


def _alleged(own: Answers) -> Answers:
    return {name: value for name, value in own.items() if name == "alleged"}


def _routed(answers: Answers, case: Case, turn: Turn) -> tuple[Concern, Route]:
    concern = concern_of(answers, turn, case.reporter)
    return concern, route(concern, turn.school.routing)


def _kept(facts: dict[str, Json], case: Case, turn: Turn) -> dict[str, Json]:
    """Return what the case keeps; where only a stub may be kept, no notes and no names (6.4)."""
    levels = (Severity(str(facts["severity"])), Severity(case.text("severity")))
    facts["severity"] = max(levels, key=list(Severity).index).value
    if not facts["is_stub"]:
        return facts
    turn.uow.cases.name(case, ())
    return forgotten(facts)


def _told(case: Case, before: Route, found: Route) -> tuple[Recipient, ...]:
    """Return who has it now: everybody before, unless it became too restricted for them.

    Whoever handed it over gets it back only where a rule fires that did not before.
    """
    fit = RESTRICTED.get(found.kind) if found.kind.value != case.text("kind") else None
    stay = [each for each in sent_to(case) if fit is None or each.role in fit]
    is_stricter = (found.kind, found.rules) != (before.kind, before.rules)
    known = frozenset(() if is_stricter else before.handlers)
    new = [each for each in found.recipients if each.person not in known]
    return tuple({each.person: each for each in (*stay, *new)}.values())


def _pace(case: Case, found: Route, turn: Turn) -> dict[str, Json]:
    """Return when it has to be picked up: sooner where it became more serious."""
    due = datetime.fromisoformat(case.text("due"))
    return {"due": min(due, due_at(found, turn)).isoformat()}
