"""What Slack says no to."""

from typing import Any


class ApiRefusal(Exception):
    """A Web API call that is answered with `{"ok": false, "error": code, ...}`."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra
