"""The filter register: what was asked to be opened and what was blocked (D15).

It holds who asked, when, for what and until when, and never a pupil's name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.cases import Case, CaseEvent
from bot.domain.concerns import Kind
from bot.domain.named import with_tokens
from bot.domain.people import Role
from bot.domain.permissions import MATRIX, READS
from bot.domain.terms import Period
from bot.domain.workflows import Workflow
from bot.errors import Refusal
from bot.forms.addresses import defang
from bot.services import access, cases
from bot.services.readership import heads
from bot.services.reports import without_links
from bot.turn import Turn

Row: TypeAlias = tuple[str, ...]
"""One line of the register; dates are year, month, day."""

HEADINGS: Row = (
    "Reference",
    "Entry",
    "Date",
    "Asked or reported by",
    "Address",
    "What for, or what it shows",
    "For whom",
    "From",
    "Until",
    "State",
    "Decided or blocked by",
    "Acting for",
    "Decided or blocked on",
    "Reason or conditions",
    "Ended on",
    "What is blocked",
    "Switched or checked on",
)
ENDING = frozenset({"expire", "extend", "revoke", "withdraw", "lapse", "not_blocked"})


class RegisterRefused(Refusal):
    """The filter register is for those who look after the web filter. Please ask {0}."""


@dataclass(frozen=True, slots=True)
class Words:
    """How requests and blocks live, and what a code means, given the workflow's kind and a name."""

    requests: Workflow
    blocks: Workflow
    label: Callable[[str, str, str], str]

    def of(self, case: Case, name: str) -> str:
        """Return one answer in words."""
        return self.label(case.kind, name, case.text(name))


def _check_may_export(turn: Turn) -> None:
    """Refuse whoever may not read every request and every block (DOMAIN 1.3)."""
    if not READERS & turn.roles:
        raise RegisterRefused(heads(turn))


def filter_register(turn: Turn, words: Words, period: Period) -> tuple[Row, ...]:
    """Return the requests and blocks of the days, oldest first, as far as the person reads them."""
    _check_may_export(turn)
    asked = _readable(turn, words.requests, Kind.UNB)
    blocked = (case for case in _readable(turn, words.blocks, Kind.WEB) if case.text("blocked_at"))
    lines = [(case.reported_at, _request(turn, words, case)) for case in asked]
    lines += [(_blocked_at(case), _block(turn, words, case)) for case in blocked]
    local_day = turn.school.calendar.local_day
    return tuple(row for at, row in sorted(lines) if local_day(at) in period.days)


def _readable(turn: Turn, workflow: Workflow, kind: Kind) -> Iterator[Case]:
    for case in turn.uow.cases.of_kind(turn.school.id, workflow.kind):
        if access.kind_of(case) is kind:
            rights = access.rights_of(case, cases.standing_of(turn, case))
            if rights & READS:
                yield case


def _request(turn: Turn, words: Words, case: Case) -> Row:
    history = turn.uow.cases.history(case.school, case.public_id)
    decision = turn.uow.cases.decision(case.school, case.public_id)
    acting = decision.acting_for if decision else None
    return (
        case.ref,
        "Request to open",
        _moment(case.reported_at, turn),
        turn.name_of(case.reporter),
        defang(case.text("url")),
        _safe(turn, case, case.text("reasons")),
        _safe(turn, case, case.text("group")) or words.of(case, "audience"),
        case.text("starts"),
        case.text("until"),
        words.requests.word(case.state),
        turn.name_of(decision.by) if decision else "",
        turn.name_of(acting) if acting else "",
        _moment(decision.at, turn) if decision else "",
        _safe(turn, case, _reason(case, decision.reason if decision else "")),
        _at(history, ENDING, turn),
        "",
        _at(history, {"done", "block_again"}, turn),
    )


def _block(turn: Turn, words: Words, case: Case) -> Row:
    history = turn.uow.cases.history(case.school, case.public_id)
    blocked = [event.actor for event in history if event.action == "block"]
    return (
        case.ref,
        "Block",
        _moment(_blocked_at(case), turn),
        turn.name_of(case.reporter),
        _safe(turn, case, defang(case.text("url_or_app"))),
        words.of(case, "category"),
        words.of(case, "scope"),
        _blocked_at(case).astimezone(turn.zone).date().isoformat(),
        "",
        words.blocks.word(case.state),
        turn.name_of(blocked[-1]) if blocked else "",
        "",
        _moment(_blocked_at(case), turn),
        "",
        "",
        words.of(case, "method"),
        _at(history, {"verify"}, turn),
    )


def _reason(case: Case, decided: str) -> str:
    """Return what the decision was given with, and why it was ended early."""
    ended = case.text("revoked_because")
    return "; ".join(part for part in (decided, f"Switched off: {ended}" if ended else "") if part)


def _safe(turn: Turn, case: Case, said: str) -> str:
    """Return somebody's words with no live address in them, and P1 for whom the case names."""
    return with_tokens(without_links(said), turn.uow.cases.named(case))


def _at(history: Iterable[CaseEvent], actions: Iterable[str], turn: Turn) -> str:
    """Return when one of the steps was last taken; "" where none was."""
    moments = [event.at for event in history if event.action in actions]
    return _moment(moments[-1], turn) if moments else ""


def _blocked_at(case: Case) -> datetime:
    return datetime.fromisoformat(case.text("blocked_at"))


def _moment(at: datetime, turn: Turn) -> str:
    return f"{at.astimezone(turn.zone):%Y-%m-%d %H:%M}"


def _readers() -> frozenset[Role]:
    """Return who reads every request and every website report, whatever day it is."""
    return frozenset(
        role
        for role in Role
        if all(
            (cell := MATRIX[kind].get(role)) and cell.rights & READS and not cell.condition
            for kind in (Kind.UNB, Kind.WEB)
        )
    )


READERS = _readers()
