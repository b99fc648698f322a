"""Requests that are decided together: one line each, and which of them stand alone."""

from bot.domain.cases import Case
from bot.forms.addresses import defang
from bot.turn import Turn
from intents.request_unblock.cards import period, whom
from intents.request_unblock.flags import reasons_to_ask
from intents.request_unblock.workflow import WORKFLOW

LONGEST_ADDRESS = 80


def line(case: Case, turn: Turn) -> str:
    """Return a request on one line: who asks for what, for whom, and when."""
    address = defang(case.text("url"))
    if len(address) > LONGEST_ADDRESS:
        address = f"{address[:LONGEST_ADDRESS]}\N{HORIZONTAL ELLIPSIS}"
    return f"{case.ref}: {turn.name_of(case.reporter)}, {address}, {whom(case)}, {period(case)}"


def why_alone(case: Case, turn: Turn) -> str:
    """Return why a request must be looked at by itself; "" where it need not."""
    if case.state != WORKFLOW.first:
        return "you are waiting for an answer from the requester"
    return " and ".join(reasons_to_ask(case, turn.school))
