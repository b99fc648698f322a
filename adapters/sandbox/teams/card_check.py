"""What Teams would refuse in a message or a card: its own few rules, and the given check."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from adapters.sandbox.teams.elements import cards_of

Surface = Literal["chat", "dialog"]
CardCheck = Callable[[Surface, Mapping[str, Any]], Sequence[str]]


def complaints(surface: Surface, payload: Mapping[str, Any], check: CardCheck) -> list[str]:
    """Every complaint about a message or a card; empty when Teams would take it."""
    cards = [payload] if payload.get("type") == "AdaptiveCard" else cards_of(payload)
    malformed = [fault for card in cards for fault in _malformed(card)]
    return malformed or [*check(surface, payload)]


def _malformed(card: object) -> Iterator[str]:
    if not isinstance(card, Mapping):
        yield "card: must be an object"
        return
    if card.get("type") != "AdaptiveCard":
        yield "card: its type must be AdaptiveCard"
    if not isinstance(card.get("body"), list):
        yield "card: its body must be a list"
