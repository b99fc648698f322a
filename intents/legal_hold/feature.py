"""Legal hold: a case that must not be deleted, and who said so (DOMAIN 6.5).

The headteacher, the safeguarding lead and the chair hold cases that they may see; the data
protection officer any, by its number and without seeing what is in it.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import Field

from bot.conversation.cards import Block, Card, Facts, Note, Quote, Text
from bot.conversation.exchange import Reply
from bot.domain.cases import Case, CaseEvent
from bot.domain.notices import CaseNotice
from bot.domain.people import Role
from bot.domain.retention import is_held
from bot.errors import NotFound, NotYours, Refusal
from bot.forms.answers import Words
from bot.forms.form import Answers, Ask, Form
from bot.services import access, cases
from bot.services.reports import moment, without_links
from bot.turn import Turn
from intents.buttons import Begin
from intents.capability import Capability, Feature, Meaning, Told
from intents.case_cards import CaseCards
from intents.erased import day_erased
from intents.references import reference_in

HOLDERS = (Role.HEADTEACHER, Role.DSL, Role.CHAIR_OF_GOVERNORS, Role.DPO)
HELD, RELEASED = "held", "released"
RELEASE = re.compile(r"\b(release|lift|end|remove|take off)\b.*\bhold\b", re.IGNORECASE)
HOLD = re.compile(r"\b(legal hold|on hold|(do not|don'?t|never) delete)\b", re.IGNORECASE)


class AlreadyHeld(Refusal):
    """That case is on legal hold already. Nothing has changed."""


class NotHeld(Refusal):
    """That case is not on legal hold. Nothing has changed."""


class AlreadyErased(Refusal):
    """That one was deleted on {0}, as the school's rules say. It can't be kept any more."""


class HoldForm(Form):
    """A form about the legal hold on one case."""

    ref: Annotated[
        Annotated[Words, Field(min_length=8, max_length=32)],
        Ask("Which case?", "For example CB-2026-0007."),
    ]
    reason: Annotated[
        Annotated[Words, Field(min_length=10)],
        Ask("Why?", "It stays in the history. No names of pupils, please.", long=True),
    ]


class LegalHold(HoldForm):
    """Keep this case: do not delete."""

    name = "legal_hold"
    short = "Legal hold"
    send = "Keep it"


class ReleaseHold(HoldForm):
    """Lift the legal hold from this case."""

    name = "release_hold"
    short = "Lift a legal hold"
    send = "Lift the hold"


class HoldNews(CaseNotice):
    """A hold was put on a case, or lifted."""

    name = "hold_news"
    at: datetime
    held: bool

    @property
    def living(self) -> str:
        """Each is a fact of its own, and its card stays as it is."""
        return ""


class Holding:
    """Puts holds on cases, and lifts them."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._cases = CaseCards(capabilities)

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="legal_hold",
            summary="Keep a case from being deleted, or lift that.",
            features=(
                Feature(LegalHold, self.hold, advise=advise, prefill=prefill),
                Feature(ReleaseHold, self.release, advise=advise, prefill=prefill),
            ),
            meanings=(
                Meaning("hold", Begin(form=LegalHold.name), "Keep a case: do not delete"),
                Meaning("release", Begin(form=ReleaseHold.name), "Lift a legal hold"),
            ),
            read=read,
            told=(Told(HoldNews, compose),),
            examples=(Card("CB-2026-0007 is on legal hold", (Note("It can't be deleted."),)),),
        )

    def hold(self, form: LegalHold, turn: Turn) -> Reply:
        """Keep a case from being deleted until somebody lifts the hold."""
        case = self._case(form.ref, turn)
        if not turn.uow.retention.hold(case, held=True):
            raise AlreadyHeld
        _note(case, HELD, form.reason, turn)
        text = Text("Nothing in it is deleted until the hold is lifted.")
        return Reply((Card(f"{case.ref} is on legal hold", (text,)),))

    def release(self, form: ReleaseHold, turn: Turn) -> Reply:
        """Lift a hold; what is past its time is deleted after the next look."""
        case = self._case(form.ref, turn)
        if not is_held(case) or not turn.uow.retention.hold(case, held=False):
            raise NotHeld
        _note(case, RELEASED, form.reason, turn)
        text = Text("The school's rules say again how long it is kept.")
        return Reply((Card(f"{case.ref} is no longer on legal hold", (text,)),))

    def _case(self, ref: str, turn: Turn) -> Case:
        """Return a case that the person may hold; any other does not exist for them (rule 5)."""
        _check(turn)
        case = turn.uow.cases.find(turn.school.id, ref)
        if case is None or turn.person.id in access.kept_off(case):
            raise NotFound
        if not (Role.DPO in turn.roles or self._cases.is_seen(case, turn)):
            raise NotFound
        if case.erased_at:
            raise AlreadyErased(day_erased(case, turn))
        return case


def advise(_: Answers, turn: Turn) -> tuple[Block, ...]:
    """Say what it does before anything is typed; nobody else gets the form."""
    _check(turn)
    return (
        Text(
            "A case on legal hold is never deleted, whatever the rules say. The data protection "
            "officer is told."
        ),
    )


def prefill(text: str, _: Turn) -> Answers:
    """Return the case that is named."""
    ref = reference_in(text)
    return {"ref": ref} if ref else {}


def read(text: str, _: Turn) -> Begin | None:
    """Recognise a hold that is asked for with a reference: "don't delete CB-2026-0007"."""
    if not reference_in(text):
        return None
    if RELEASE.search(text):
        return Begin(form=ReleaseHold.name, text=text)
    return Begin(form=LegalHold.name, text=text) if HOLD.search(text) else None


def compose(news: HoldNews, turn: Turn) -> Card | None:
    """Say who put which case on hold, or lifted that, when and why; nothing of what is in it."""
    case = turn.uow.cases.get(turn.school.id, news.case)
    event = _event(news, turn)
    if case is None or event is None:
        return None
    state = "is on legal hold" if news.held else "is no longer on legal hold"
    person = turn.directory.person(event.actor)
    facts = Facts((("By", f"{person.name}, {person.title}"), ("When", moment(event.at, turn))))
    return Card(
        f"{case.ref} {state}", (facts, Quote(without_links(event.reason), "the reason given"))
    )


def _check(turn: Turn) -> None:
    if not turn.roles & frozenset(HOLDERS):
        *first, last = (role.label for role in HOLDERS)
        raise NotYours(f"the {', the '.join(first)} or the {last}")


def _note(case: Case, action: str, reason: str, turn: Turn) -> None:
    """Write it into the history, and tell the data protection officer."""
    cases.record(turn, case, cases.CaseStep(action, case.state, reason=reason))
    unfit = {*access.kept_off(case), turn.person.id}
    officers = [person.id for person in turn.holders(Role.DPO) if person.id not in unfit]
    news = HoldNews(case=case.public_id, at=turn.now, held=action == HELD)
    cases.tell(turn, officers, news)


def _event(news: HoldNews, turn: Turn) -> CaseEvent | None:
    events = turn.uow.cases.history(turn.school.id, news.case)
    action = HELD if news.held else RELEASED
    return next((e for e in events if e.action == action and e.at == news.at), None)
