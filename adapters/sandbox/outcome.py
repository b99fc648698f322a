"""What the page is told of a gesture."""

from collections.abc import Awaitable
from typing import Any

from pydantic import ValidationError

from adapters.sandbox.refusals import NotAcknowledged, WindowRefusal

NO_ANSWER = "The app did not answer in time. Try again."


async def outcome(doing: Awaitable[bool]) -> dict[str, Any]:
    """Return whether the app acknowledged the gesture, or a sentence about why it failed."""
    try:
        return {"ok": True, "acknowledged": await doing}
    except ValidationError as malformed:
        where = ", ".join(".".join(map(str, each["loc"])) for each in malformed.errors())
        return {"ok": False, "message": f"The page sent something unexpected: {where}"}
    except WindowRefusal as refusal:
        return {"ok": False, "message": refusal.message, "errors": refusal.errors}
    except NotAcknowledged:
        return {"ok": False, "message": NO_ANSWER}
