"""What can go wrong, in the words of the person it happened to.

A child of `Refusal` is shown to the person: its docstring is what they read, filled with the data
that the error carries.
"""

import inspect
from collections.abc import Mapping


class Refusal(Exception):
    """The request is understood but cannot be carried out; safe to show."""

    def __str__(self) -> str:
        """Return what the class says it means, filled with the data it carries."""
        return inspect.cleandoc(self.__doc__ or "").format(*self.args)


class Incomplete(Refusal):
    """Some answers are missing or wrong. Please look at the marked questions."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__()
        self.by_field = by_field

    @property
    def first(self) -> str:
        """The first complaint, where there is room for one."""
        return next(iter(self.by_field.values()))


class NotFound(Refusal):
    """I can only show your own reports and requests, and I can't find that one among them."""


class NotYours(Refusal):
    """Only {0} can decide this. Nothing has changed."""


class OwnRequest(Refusal):
    """You asked for this one, so {0} must decide. Nothing has changed."""


class AlreadyDone(Refusal):
    """{0} has already settled this: {1}. Nothing more is needed from you."""


class DoneByYou(AlreadyDone):
    """You have settled this already: {0}. Nothing more is needed from you."""


class Changed(Refusal):
    """The request changed after that card was sent. Please use the newest card."""


class AwaitsComment(Refusal):
    """{0} must comment on this first. Please ask them, or refuse it now. Nothing has changed."""


class AlreadySaid(Refusal):
    """{0} has commented on this already. Nothing more is needed from you."""


class Final(Refusal):
    """That decision is final. To complain about the policy itself, ask {0}. Nothing was sent."""


class AskedAgain(Refusal):
    """You have sent this once more already: {0}. Say "my cases" to see how far it is."""


class NeedsWords(Refusal):
    """That needs a few words from you. Please use the button on the card. Nothing has changed."""


class TooLate(Refusal):
    """That can't be done any more: it is {0}. Say "my cases" to see where things stand."""


class NothingToAnswer(Refusal):
    """There is no question waiting for an answer. Say "help" to see what I can do."""


class TooFast(Refusal):
    """That is a lot at once. Please wait a minute and try again. In danger now? Call 999."""


def place_of(bug: BaseException) -> str:
    """Return the file and line that a bug came from; its words could quote what somebody wrote."""
    trace = bug.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"


class StorageDown(Exception):
    """The database did not take the turn; nothing was saved and nothing may be acknowledged."""


class DeliveryError(Exception):
    """A platform did not take a message; `retry_after` is in seconds where it said so."""

    def __init__(
        self, reason: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after


class Unreachable(DeliveryError):
    """The platform lets nothing through to this person any more: the app was removed or blocked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, permanent=True)
