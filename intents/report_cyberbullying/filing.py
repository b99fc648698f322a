"""Filing: from what a report says to where it goes and what is kept of it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from bot.domain.cases import Json
from bot.domain.concerns import Alleged, Concern, Flag, Severity, Sure, Target, posts_of
from bot.domain.people import PersonId
from bot.domain.routing import Route
from bot.domain.schools import SafeguardingMode
from bot.forms.form import Answers
from bot.services.reports import ALERT_EVERY, as_words, rows_of
from bot.turn import Turn
from intents.report_cyberbullying.reading import flags_in, place_in, police_words

SOON = timedelta(hours=1)
# What somebody typed freely, or what leads to a post: never kept with a safeguarding flag where
# the school's own system holds it (DOMAIN 6.4).
STORY = ("what_happened", "more", "location_of_post", "evidence_pointer")
ASKED: Mapping[str, Flag] = {"danger_now": Flag.DANGER, "sexual_image": Flag.SEXUAL_IMAGE}


def concern_of(answers: Answers, turn: Turn, reporter: PersonId) -> Concern:
    """Return the report as routing needs it; what is not answered yet counts for nothing."""
    target = Target(str(answers.get("target") or Target.OTHER))
    alleged = Alleged(str(answers.get("alleged") or Alleged.UNKNOWN))
    return Concern(
        reporter=reporter,
        target=target,
        alleged=alleged,
        posts=posts_of(turn.holders),
        answers=_flags(answers, target, alleged, turn),
        targeted=_named(answers, "target_person"),
        accused=_named(answers, "alleged_person"),
    )


def facts_of(concern: Concern, found: Route, answers: Answers, turn: Turn) -> dict[str, Json]:
    """Return what the case keeps: the stub always, the words only where the school wants them."""
    given = {**_place(answers), **answers}
    kept: dict[str, Json] = {k: _plain(v) for k, v in given.items() if v not in (None, "")}
    is_stub = keeps_stub(found, turn)
    if is_stub:
        kept = {name: value for name, value in kept.items() if name not in STORY}
    return {
        **kept,
        "kind": found.kind.value,
        "severity": found.severity.value,
        "flags": as_words(flag for flag in Flag if concern.has(flag)),
        "police": _once(answers.get("police"), police_words(words_in(answers))),
        "rules": as_words(found.rules),
        "lines": as_words(found.lines),
        "tasks": as_words(found.tasks),
        "outside": as_words(found.outside),
        "it": as_words(found.it),
        "sent_to": rows_of(found.recipients),
        "kept_off": as_words(sorted(concern.kept_off)),
        "is_stub": is_stub,
    }


def keeps_stub(found: Route, turn: Turn) -> bool:
    """Tell whether no words may be kept: they belong in the child protection system (6.4)."""
    return found.is_safeguarding and turn.school.safeguarding_mode is SafeguardingMode.HANDOFF


def words_in(answers: Answers) -> str:
    """Return everything that was typed freely, for the safety floor to read."""
    return "\n".join(str(answers[name]) for name in STORY if answers.get(name))


def due_at(found: Route, turn: Turn) -> datetime:
    """Return when somebody should have answered (DOMAIN 2.4); danger ignores the calendar."""
    calendar = turn.school.calendar
    if found.severity is Severity.CRITICAL:
        return turn.now + ALERT_EVERY
    if found.severity is Severity.HIGH:
        late = turn.now + SOON
        return late if found.is_safeguarding else calendar.add_school_hours(turn.now, SOON)
    day = turn.today
    if not calendar.is_school_day(day) or _closing(day, turn) <= turn.now:
        day = calendar.next_school_day(day)
    return _closing(day, turn)


def _once(before: object, now: Iterable[str]) -> list[Json]:
    known = [str(each) for each in before] if isinstance(before, list) else []
    return as_words(dict.fromkeys((*known, *now)))


def _closing(day: date, turn: Turn) -> datetime:
    return datetime.combine(day, turn.school.calendar.closes, turn.zone).astimezone(UTC)


def _flags(answers: Answers, target: Target, alleged: Alleged, turn: Turn) -> dict[Flag, Sure]:
    """Return every flag that an answer, a sign that was ticked, a word or the hour puts up."""
    asked = {flag: Sure(str(answers[n])) for n, flag in ASKED.items() if answers.get(n)}
    ticked = answers.get("signs")
    signs = [Flag(str(each)) for each in ticked] if isinstance(ticked, (list, tuple)) else []
    raised = {*flags_in(words_in(answers), target, alleged), *signs, *_when(answers, turn)}
    return {**asked, **dict.fromkeys(raised, Sure.YES)}


def _when(answers: Answers, turn: Turn) -> tuple[Flag, ...]:
    """Return the flag of what happened out of school hours, where a time was given (R16).

    In a form that was not sent it may still stand as it was typed: then nothing is known of it.
    """
    try:
        moment = datetime.fromisoformat(str(answers.get("happened_at")))
    except ValueError:
        return ()
    if moment.tzinfo is None or turn.school.calendar.is_school_time(moment):
        return ()
    return (Flag.OFF_SITE,)


def _place(answers: Answers) -> Answers:
    """Return where it happened, as the reporter's own words say it; an answer goes before them."""
    place = place_in(words_in(answers))
    return {"platform": place.value} if place else {}


def _named(answers: Answers, name: str) -> frozenset[PersonId]:
    named = answers.get(name)
    return frozenset({PersonId(str(named))} if named else ())


def _plain(value: object) -> Json:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return value if isinstance(value, (bool, int, float)) else str(value)
