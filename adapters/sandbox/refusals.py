"""What goes wrong between a person in a window, the emulated platform and the app."""


class WindowRefusal(Exception):
    """Something a person cannot do in the window: a sentence to show, and fields to mark."""

    def __init__(self, message: str, errors: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors = errors or {}


class NotAcknowledged(Exception):
    """The app did not answer 200 in time; `may_retry` is False when it said so."""

    def __init__(self, reason: str, *, may_retry: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.may_retry = may_retry
