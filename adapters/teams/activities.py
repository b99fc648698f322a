"""Messages as the SDK's activities: what it has no model for gets one, so that nothing is lost."""

import json
from collections.abc import Mapping
from typing import Any

from botbuilder.schema import (
    Activity,
    ActivityTypes,
    Attachment,
    CardAction,
    Entity,
    SuggestedActions,
)

from adapters.teams.citations import Citation
from adapters.teams.parts import Message
from adapters.teams.schema import CARD_TYPE


class CitedMessage(Entity):  # type: ignore[misc] # the SDK has no types
    """The sources of a message; of a plain `Entity` or a dict the SDK sends the type only."""

    _attribute_map: Mapping[str, Any] = {
        "type": {"key": "type", "type": "str"},
        "at_type": {"key": "@type", "type": "str"},
        "at_context": {"key": "@context", "type": "str"},
        "at_id": {"key": "@id", "type": "str"},
        "citation": {"key": "citation", "type": "[object]"},
    }

    def __init__(self, citations: tuple[Citation, ...]) -> None:
        super().__init__(type="https://schema.org/Message")
        self.at_type = "Message"
        self.at_context = "https://schema.org"
        self.at_id = ""
        self.citation = [_claim(it) for it in citations]


def activity(message: Message, account: str = "") -> Activity:
    """Return a message as an activity; `account` is who is to see the suggestions."""
    return Activity(
        type=ActivityTypes.message,
        text=message.text or None,
        summary=message.summary or None,
        attachments=[Attachment(content_type=CARD_TYPE, content=message.card)]
        if message.card
        else None,
        suggested_actions=_suggested(message.suggested, account) if message.suggested else None,
        entities=[CitedMessage(message.citations)] if message.citations else None,
        channel_data={"feedbackLoop": {"type": "default"}} if message.feedback else None,
    )


def _claim(citation: Citation) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "position": citation.position,
        "appearance": {
            "@type": "DigitalDocument",
            "name": citation.name,
            "text": json.dumps(citation.card),
            "abstract": citation.abstract,
            "encodingFormat": CARD_TYPE,
        },
    }


def _suggested(words: tuple[str, ...], account: str) -> SuggestedActions:
    actions = [CardAction(type="imBack", title=it, value=it) for it in words]
    return SuggestedActions(to=[account] if account else [], actions=actions)
