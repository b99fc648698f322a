"""What a message of the app's shows, read out of the activity that it sent."""

import json
from collections.abc import Iterator
from http import HTTPStatus

from adapters.sandbox.teams.elements import CARD_TYPE, cards_of
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.messages import Content
from adapters.sandbox.teams.refusals import ConnectorRefusal

# Two bytes for a character, as Teams counts.
MAX_BYTES = 100_000
_CITING = "https://schema.org/Message"


def content_of(teams: TeamsEmulator, activity: JsonObject) -> Content:
    """Return what the activity shows, if Teams would take it."""
    try:
        _require_takeable(teams, activity)
        return _read(activity)
    except (AttributeError, KeyError, TypeError, ValueError) as malformed:
        complaint = f"malformed ({type(malformed).__name__}: {malformed})"
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadSyntax", complaint) from None


def _read(activity: JsonObject) -> Content:
    suggested = activity.get("suggestedActions") or {}
    loop = activity.get("channelData") or {}
    return Content(
        text=str(activity.get("text") or ""),
        summary=str(activity.get("summary") or ""),
        cards=cards_of(activity),
        citations=list(_citations(activity)),
        suggested=suggested.get("actions") or [],
        suggested_to=suggested.get("to") or [],
        has_feedback=bool(loop.get("feedbackLoop") or loop.get("feedbackLoopEnabled")),
    )


def _require_takeable(teams: TeamsEmulator, activity: JsonObject) -> None:
    if len(json.dumps(activity, ensure_ascii=False)) * 2 > MAX_BYTES:
        raise ConnectorRefusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "MessageSizeTooBig")
    if not activity.get("text") and not activity.get("attachments"):
        complaint = "Activity must include non empty 'text' field or at least 1 attachment"
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadSyntax", complaint)
    if found := teams.complaints("chat", activity):
        raise ConnectorRefusal(HTTPStatus.BAD_REQUEST, "BadSyntax", "; ".join(found))


def _citations(activity: JsonObject) -> Iterator[JsonObject]:
    """Yield the citations that the text can point at; what Teams does not know it leaves out."""
    for entity in activity.get("entities") or ():
        if entity.get("type") != _CITING:
            continue
        for claim in entity.get("citation") or ():
            shown = claim.get("appearance") or {}
            yield {
                "position": claim.get("position"),
                "name": shown.get("name", ""),
                "abstract": shown.get("abstract", ""),
                "card": _card(shown),
            }


def _card(appearance: JsonObject) -> JsonObject | None:
    """Return the card of a citation, which travels as text."""
    if appearance.get("encodingFormat") != CARD_TYPE:
        return None
    card: JsonObject = json.loads(appearance["text"])
    return card
