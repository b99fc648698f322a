"""Opening cases and moving them on: the only place where a case changes its state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.authority import Decider, deciders
from bot.domain.cases import Case, CaseEvent, Decision, Json, held_after
from bot.domain.days import short_day
from bot.domain.named import with_tokens
from bot.domain.notices import Notice
from bot.domain.people import PersonId
from bot.domain.workflows import Move, Standing, Workflow, nobody
from bot.domain.written import tokenised
from bot.errors import (
    AlreadyDone,
    Changed,
    DoneByYou,
    NeedsWords,
    NotFound,
    NotYours,
    OwnRequest,
    Refusal,
    TooLate,
)
from bot.ports import Change
from bot.services.hearing import hear_first
from bot.turn import Turn

NOBODY = PersonId("")


def open_case(turn: Turn, workflow: Workflow, case: Case) -> Case:
    """File a new case under the school's next reference and write its first event."""
    case.ref = turn.uow.cases.next_ref(turn.school.id, workflow.prefix, turn.today.year)
    turn.uow.cases.add(case)
    record(turn, case, CaseStep("submitted"))
    return case


def get(turn: Turn, workflow: Workflow, public_id: str) -> Case:
    """Return a case that this person may know of; any other does not exist for them (rule 5)."""
    case = turn.uow.cases.get(turn.school.id, public_id)
    if case is None or case.kind != workflow.kind or not may_see(turn, workflow, case):
        raise NotFound
    return case


def may_see(turn: Turn, workflow: Workflow, case: Case) -> bool:
    """Tell whether the person may know that the case exists (DOMAIN 1.3, must-pass 14)."""
    if turn.person.id in case.subjects:
        return False
    if turn.person.id == case.reporter or turn.person.id in case.handlers:
        return True
    return workflow.seen_by(case, standing_of(turn, case))


@dataclass(frozen=True, slots=True)
class Step:
    """What a person wants done to a case: the verb, why, and the revision they saw (0 = any).

    `details` are added to what is known; `edits` marks a change by the reporter, after which the
    old buttons no longer work (D10). None leaves the handlers as they are.
    `wake_at` None lets the case sleep.
    """

    verb: str
    seen: int = 0
    reason: str = ""
    details: Mapping[str, Json] = field(default_factory=dict)
    edits: bool = False
    wake_at: datetime | None = None
    handlers: tuple[PersonId, ...] | None = None

    def has_words(self, *, in_reason: bool) -> bool:
        """Tell whether anything is said; a decision says it in its reason, which is read (D4)."""
        said = (self.reason,) if in_reason else (self.reason, *self.details.values())
        return any(str(words).strip() for words in said if words is not None)


def move(turn: Turn, workflow: Workflow, public_id: str, step: Step) -> Case:
    """Take one step with a case and return it as it is now, or say why not.

    Rights are checked here, at the press (rule 8, D9); the change itself is one conditional
    UPDATE, so that of two presses at the same moment exactly one takes effect.
    """
    case = get(turn, workflow, public_id)
    wanted, who = workflow.move(step.verb), standing_of(turn, case)
    _may(turn, case, wanted, who)
    if case.state not in wanted.sources:
        raise _too_late(turn, workflow, case)
    if step.seen and step.seen != case.revision:
        raise Changed
    hear_first(turn, case, wanted)
    if wanted.needs_words and not step.has_words(in_reason=wanted.decides):
        raise NeedsWords
    moved = _change(turn, workflow, case, step)
    if wanted.decides:
        _decide(turn, moved, step, who)
    record(turn, moved, CaseStep(step.verb, case.state, who.acting_for, step.reason))
    return moved


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to a case without moving it on; None leaves the handlers as they are."""

    action: str
    details: Mapping[str, Json] = field(default_factory=dict)
    handlers: tuple[PersonId, ...] | None = None
    reason: str = ""


def add_to(turn: Turn, case: Case, addition: Addition) -> Case:
    """Keep an addition and return the case as it is now; raise `Changed` if it moved meanwhile."""
    handlers = case.handlers if addition.handlers is None else addition.handlers
    details = {**case.details, **tokenised(addition.details, turn.uow.cases.named(case))}
    change = Change(case.state, details, case.wake_at, handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed
    record(turn, case, CaseStep(addition.action, case.state, reason=addition.reason))
    current = turn.uow.cases.get(case.school, case.public_id)
    if current is None:
        raise NotFound
    return current


def pass_time(turn: Turn, workflow: Workflow, case: Case, verb: str) -> Case:
    """Take a step that only time takes: a lapse, an end. Nobody's rights are asked for."""
    if workflow.move(verb).by is not nobody:
        raise ValueError(f"{verb} is for people")
    moved = _change(turn, workflow, case, Step(verb))
    record(turn, moved, CaseStep(verb, case.state))
    return moved


def wake_later(turn: Turn, case: Case, at: datetime | None) -> None:
    """Let time look at the case again at that moment, or never; of two who do so one is told.

    Without that, two processes would both send the reminder that goes with it.
    """
    change = Change(case.state, case.details, at, case.handlers, case.revision)
    if not turn.uow.cases.change(case, change):
        raise Changed


def tell(turn: Turn, people: Iterable[PersonId], notice: Notice) -> None:
    """Put a notice for each of the people into the outbox, once per person."""
    for person in dict.fromkeys(people):
        turn.uow.outbox.put(turn.school.id, person, notice, due=turn.now)


def deciders_of(turn: Turn, requester: PersonId) -> tuple[Decider, ...]:
    """Return who may decide a request of that person at the school today."""
    return deciders(turn.as_arranged(), requester, turn.today, turn.holders)


def standing_of(turn: Turn, case: Case) -> Standing:
    """Return what the person is to a case today."""
    mine = [d for d in deciders_of(turn, case.reporter) if d.person == turn.person.id]
    acting_for = mine[0].acting_for if mine else None
    flags = {"acts": _acts(turn), "broke_glass": turn.broke_glass}
    return Standing(turn.person.id, turn.roles, bool(mine), acting_for, **flags)


def _acts(turn: Turn) -> bool:
    """Tell whether the person stands in for the headteacher today."""
    found = (d for d in deciders_of(turn, NOBODY) if d.person == turn.person.id)
    return any(d.acting_for is not None and not d.standby for d in found)


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A step as its history keeps it."""

    action: str
    came_from: str = ""
    acting_for: PersonId | None = None
    reason: str = ""


def record(turn: Turn, case: Case, step: CaseStep) -> None:
    """Write one event into the case's history, with tokens for the names it knows (DOMAIN 6.3)."""
    turn.uow.cases.record(
        CaseEvent(
            school=case.school,
            case=case.public_id,
            at=turn.now,
            actor=turn.person.id,
            action=step.action,
            from_state=step.came_from,
            to_state=case.state,
            acting_for=step.acting_for,
            reason=with_tokens(step.reason, turn.uow.cases.named(case)),
            surface=turn.place.platform,
        )
    )


def _may(turn: Turn, case: Case, wanted: Move, who: Standing) -> None:
    if wanted.by(case, who):
        return
    names = turn.any_of(d.person for d in deciders_of(turn, case.reporter) if not d.standby)
    if wanted.decides and who.person == case.reporter:
        raise OwnRequest(names)  # U10
    raise NotYours(names if wanted.decides else "the person it was sent to")  # U9


def _change(turn: Turn, workflow: Workflow, case: Case, step: Step) -> Case:
    said = tokenised(step.details, turn.uow.cases.named(case))
    change = Change(
        state=workflow.move(step.verb).target or case.state,
        details={**case.details, **said, **held_after(step.verb, turn.person.id)},
        wake_at=step.wake_at,
        handlers=case.handlers if step.handlers is None else step.handlers,
        revision=case.revision + step.edits,
    )
    is_done = turn.uow.cases.change(case, change)
    current = turn.uow.cases.get(case.school, case.public_id)
    if current is None:
        raise NotFound
    if not is_done:
        raise _too_late(turn, workflow, current)
    return current


def _decide(turn: Turn, case: Case, step: Step, who: Standing) -> None:
    decision = Decision(
        school=case.school,
        case=case.public_id,
        requester=case.reporter,
        verdict=step.verb,
        by=turn.person.id,
        at=turn.now,
        acting_for=who.acting_for,
        reason=step.reason,
    )
    turn.uow.cases.decide(decision)


def _too_late(turn: Turn, workflow: Workflow, case: Case) -> Refusal:
    """Say who did what, and when, where a decision came first (D9)."""
    decision = turn.uow.cases.decision(case.school, case.public_id)
    if decision is None:
        return TooLate(workflow.word(case.state))
    local = decision.at.astimezone(turn.zone)
    day = "" if local.date() == turn.today else f" on {short_day(local)}"
    state = f"{workflow.word(case.state)}{day} at {local:%H:%M}"
    is_own = decision.by == turn.person.id
    return DoneByYou(state) if is_own else AlreadyDone(turn.name_of(decision.by), state)
