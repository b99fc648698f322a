"""Readership: who may have numbers, and which (DOMAIN 1.3, the column MON, and 8)."""

from bot.domain.people import Role
from bot.errors import Refusal
from bot.services.counts import KNOWS_OF_ALLEGATIONS, Audience
from bot.turn import Turn

# The column MON of DOMAIN 1.3. The chair stands where the head may not, so reads what a head reads.
IN_CHARGE = frozenset(
    {
        Role.HEADTEACHER,
        Role.DSL,
        Role.ESAFETY_COORDINATOR,
        Role.DEPUTY_HEAD,
        Role.CHAIR_OF_GOVERNORS,
    }
)
EXPORTS = IN_CHARGE - {Role.DEPUTY_HEAD}
GOVERNS = frozenset({Role.LINK_GOVERNOR, Role.TRUST_CENTRAL})


class NumbersRefused(Refusal):
    """Numbers are for those who deal with the cases, and for governors. Please ask {0}.

    What you sent yourself is under "my cases".
    """


class FullNumbersRefused(Refusal):
    """All numbers are for those who deal with the cases. Ask for governors' numbers, or ask {0}."""


class GovernorsNumbersRefused(Refusal):
    """The governors' numbers are made by {0} or by a governor. You can have your own: "stats"."""


class FileRefused(Refusal):
    """You can see the numbers in the chat. A file of them is made by {0} or a safeguarding lead."""


def may_have_numbers(turn: Turn) -> bool:
    """Tell whether the person may have any numbers of the school."""
    return bool((IN_CHARGE | GOVERNS) & turn.roles)


def audience_for(turn: Turn, wanted: Audience | None = None) -> Audience:
    """Return for whom the person may have numbers, or refuse and say whom to ask."""
    asked = heads(turn)
    if not may_have_numbers(turn):
        raise NumbersRefused(asked)
    if wanted is None:
        return Audience.IN_CHARGE if IN_CHARGE & turn.roles else Audience.GOVERNORS
    if wanted is Audience.IN_CHARGE and not IN_CHARGE & turn.roles:
        raise FullNumbersRefused(asked)
    if wanted is Audience.GOVERNORS and not may_have_governors_numbers(turn):
        raise GovernorsNumbersRefused(asked)
    return wanted


def may_have_governors_numbers(turn: Turn) -> bool:
    """Tell whether the person may have the governors' copy.

    Its totals hold concerns about staff: beside numbers without them, they would be told apart.
    """
    return bool((KNOWS_OF_ALLEGATIONS | GOVERNS) & turn.roles)


def check_may_export(turn: Turn) -> None:
    """Refuse whoever reads numbers but makes no files of them (DOMAIN 1.3, MON)."""
    if not (EXPORTS | GOVERNS) & turn.roles:
        raise FileRefused(heads(turn))


def heads(turn: Turn) -> str:
    """Return whom to ask for what one may not have oneself."""
    return turn.whoever_is(Role.HEADTEACHER) or "the school office"
