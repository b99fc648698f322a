"""What became of a request: whether it was asked once more (D11), or for longer (D13)."""

from bot.domain.cases import Case
from bot.turn import Turn

UNDECIDED = ("lapsed", "withdrawn", "not_blocked_anyway")


def may_ask_again(case: Case, turn: Turn) -> bool:
    """Tell whether a refusal may be answered with new information: once, by nobody else.

    A second refusal can leave the way open.
    """
    is_open = case.state == "refused" and (not case.text("resubmits") or leaves_open(case))
    return is_open and case.reporter == turn.person.id and asked_again(case, turn) is None


def leaves_open(case: Case) -> bool:
    """Tell whether a second refusal lets the requester ask again, for fewer people."""
    return case.details.get("may_ask_again") is True


def asked_again(case: Case, turn: Turn) -> Case | None:
    """Return the request that asks a refused one once more; one that nobody decided is none."""
    return _after(case, "resubmits", turn)


def may_ask_for_longer(case: Case, turn: Turn) -> bool:
    """Tell whether the person may ask for an exception to go on."""
    is_theirs = case.reporter == turn.person.id and case.state == "active"
    return is_theirs and asked_for_longer(case, turn) is None


def asked_for_longer(case: Case, turn: Turn) -> Case | None:
    """Return the request that would make an exception go on."""
    return _after(case, "extends", turn)


def _after(case: Case, name: str, turn: Turn) -> Case | None:
    linked = (c for c in turn.uow.cases.linked(case) if c.text(name) == case.public_id)
    return next((c for c in linked if c.state not in UNDECIDED), None)
