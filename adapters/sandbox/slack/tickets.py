"""Slack's tickets: trigger ids (one use, 3 seconds), response URLs (5 uses, 30 minutes)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.sandbox.slack.refusals import ApiRefusal

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass(slots=True)
class _Trigger:
    user: str
    issued_at: datetime
    is_used: bool = False


class Triggers:
    """The trigger ids that were sent to the app."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        """Return a new trigger id for something that this person just did."""
        trigger_id = (
            f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        )
        self._issued[trigger_id] = _Trigger(user, self._now())
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Return the person who pulled the trigger; it cannot be used again."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiRefusal("invalid_trigger_id")
        if trigger.is_used:
            raise ApiRefusal("exchanged_trigger_id")
        if self._now() - trigger.issued_at > TRIGGER_LIFE:
            raise ApiRefusal("expired_trigger_id")
        trigger.is_used = True
        return trigger.user


@dataclass(slots=True, kw_only=True)
class ResponsePlace:
    """Where an answer to a response URL goes; `message_ts` is the message that was acted on."""

    user: str
    conversation: str
    issued_at: datetime
    message_ts: str | None = None
    uses: int = 0


class ResponsePlaces:
    """The response URLs that were sent to the app, by their secret last part."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._issued: dict[str, ResponsePlace] = {}

    def issue(self, user: str, conversation: str, message_ts: str | None = None) -> str:
        """Return the secret part of a new response URL."""
        key = secrets.token_urlsafe(18)
        self._issued[key] = ResponsePlace(
            user=user, conversation=conversation, message_ts=message_ts, issued_at=self._now()
        )
        return key

    def use(self, key: str) -> ResponsePlace:
        """Return the place that the URL stands for, with one use less."""
        place = self._issued.get(key)
        if place is None:
            raise ApiRefusal("invalid_url")
        if self._now() - place.issued_at > RESPONSE_LIFE:
            raise ApiRefusal("expired_url")
        if place.uses >= RESPONSE_USES:
            raise ApiRefusal("used_url")
        place.uses += 1
        return place
