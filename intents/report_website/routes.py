"""Where the report of a website goes (DOMAIN 3.2, 3.4)."""

from dataclasses import dataclass, replace

from bot.domain.concerns import Alleged, Concern, Kind, Severity, Target, posts_of
from bot.domain.people import PersonId, Role
from bot.domain.routing import OUTSIDE, Recipient, Route, route, sent_to
from bot.domain.schools import Routing
from bot.turn import Turn
from intents.report_website.form import (
    SERIOUS,
    ReportWebsite,
    is_by_staff,
    is_illegal,
    is_seen_by_pupils,
)
from intents.safety.floor import Alarm, alarm_in

ILLEGAL_LINES = ("W1", "W2")
LAST_RESORT = (Role.HEADTEACHER, Role.DSL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A report of a website, as far as routing needs it; "not sure" has become yes (rule 2)."""

    concern: Concern
    is_illegal: bool = False
    is_about_staff: bool = False
    is_serious: bool = False
    is_upsetting: bool = False
    is_seen_by_pupils: bool = False


def finding_of(form: ReportWebsite, turn: Turn) -> Finding:
    """Return what a form says; words that the safety floor knows count too."""
    answers = form.model_dump(mode="json")
    alarm = alarm_in("\n".join(filter(None, (form.seen_what, form.pupils))))
    is_about_staff = is_by_staff(answers)
    concern = Concern(
        reporter=turn.person.id,
        target=Target.OTHER,
        alleged=Alleged.STAFF if is_about_staff else Alleged.UNKNOWN,
        posts=posts_of(turn.holders),
        accused=frozenset({form.staff_person} if form.staff_person else ()),
    )
    return Finding(
        concern=concern,
        is_illegal=is_illegal(answers) or _is_about_images(alarm),
        is_about_staff=is_about_staff,
        is_serious=form.category in SERIOUS,
        is_upsetting=alarm is not None or bool(form.pupil_upset and form.pupil_upset.counts_as_yes),
        is_seen_by_pupils=is_seen_by_pupils(answers),
    )


def route_of(found: Finding, routing: Routing) -> Route:
    """Return where it goes; conflicts subtract last, as for any report."""
    if found.is_about_staff:
        return _about_staff(found, routing)
    if found.is_illegal:
        told = _told(found, Role.DSL, Role.HEADTEACHER)
        it = found.concern.posts.get(Role.IT_MANAGER, ())
        return _route(Kind.SG, Severity.CRITICAL, told, ILLEGAL_LINES, tuple(it))
    told = _told(found, *routing.website, Role.IT_MANAGER, *_more(found, routing))
    lines = ("W10", "W11", "W12") if found.is_seen_by_pupils else ("W10",)
    severity = Severity.HIGH if found.is_serious or found.is_upsetting else Severity.MEDIUM
    return _route(Kind.WEB, severity, told, lines)


def _about_staff(found: Finding, routing: Routing) -> Route:
    """Take the way of a concern about an adult: head only, or the chair; IT gets nothing."""
    base = route(found.concern, routing)
    if not (found.is_illegal or found.is_upsetting):
        return replace(base, it=())
    told = {each.person: each for each in (*_told(found, Role.DSL), *base.recipients)}
    lines = (*(ILLEGAL_LINES if found.is_illegal else ()), *base.lines)
    return replace(
        base,
        recipients=tuple(told.values()),
        severity=Severity.CRITICAL,
        lines=lines,
        it=(),
    )


def _more(found: Finding, routing: Routing) -> tuple[Role, ...]:
    """Return who hears now rather than later (DOMAIN 3.2)."""
    now = (*routing.website_serious, Role.HEADTEACHER)
    is_now = found.is_serious or found.is_upsetting
    return (*(now if is_now else ()), *((Role.DSL,) if found.is_upsetting else ()))


def _told(found: Finding, *posts: Role) -> tuple[Recipient, ...]:
    concern = found.concern
    told = sent_to(posts, concern.posts, concern.passed_over)
    return told or sent_to(LAST_RESORT, concern.posts, concern.passed_over)


def _route(
    kind: Kind,
    severity: Severity,
    told: tuple[Recipient, ...],
    lines: tuple[str, ...],
    it: tuple[PersonId, ...] = (),
) -> Route:
    return Route(
        kind=kind,
        severity=severity,
        rules=(),
        recipients=told,
        lines=lines,
        tasks=(),
        it=it,
        outside=() if told else OUTSIDE,
    )


def _is_about_images(alarm: Alarm | None) -> bool:
    return alarm is not None and (alarm.kind == "nudes" or alarm.with_nudes)
