"""What Slack says no to: to the app (an error code) and to a person in the window (a sentence)."""

from typing import Any


class ApiRefusal(Exception):
    """A Web API call that is answered with `{"ok": false, "error": code, ...}`."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra


class WindowRefusal(Exception):
    """Something a person cannot do in the window: a sentence to show, and fields to mark."""

    def __init__(self, message: str, errors: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors = errors or {}
