"""What Slack would refuse in a message, modal or Home tab, by three independent opinions."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.sandbox.slack.elements import elements_of, every_block

Surface = Literal["message", "modal", "home"]
BlockCheck = Callable[[Surface, Mapping[str, Any]], Sequence[str]]

_FORMATION_FAULTS = (SlackObjectFormationError, TypeError, ValueError, KeyError, AttributeError)


def complaints(surface: Surface, payload: Mapping[str, Any], check: BlockCheck) -> list[str]:
    """Every complaint about the payload; empty when Slack would take it."""
    blocks = payload.get("blocks") or []
    if not isinstance(blocks, list) or not all(_is_block(block) for block in blocks):
        return ["blocks: each must be an object with a type"]
    try:
        own = list(_own_complaints(surface, payload, blocks))
    except (KeyError, TypeError, AttributeError) as malformed:
        return [f"blocks: malformed ({type(malformed).__name__}: {malformed})"]
    return [*own, *check(surface, payload), *_opinion_of_the_sdk(surface, payload, blocks)]


def _is_block(block: object) -> bool:
    return isinstance(block, Mapping) and isinstance(block.get("type"), str)


def _own_complaints(
    surface: Surface, payload: Mapping[str, Any], blocks: list[dict[str, Any]]
) -> Iterator[str]:
    seen: set[str] = set()
    for block in every_block(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield f"block_id {block_id} already exists"
        seen |= {block_id} if block_id else set()
        ids = [each["action_id"] for each in elements_of(block) if "action_id" in each]
        if len(ids) != len(set(ids)):
            yield f"action_id in block {block_id} already exists"
    has_input = any(block["type"] == "input" for block in blocks)
    if surface == "modal" and has_input and not payload.get("submit"):
        yield "submit: required when there is an input block"


def _opinion_of_the_sdk(
    surface: Surface, payload: Mapping[str, Any], blocks: list[dict[str, Any]]
) -> list[str]:
    faults = [fault for block in blocks if (fault := _fault_of_block(json.dumps(block)))]
    if surface != "message":
        stand_ins = [{"type": "divider"}] * len(blocks)  # the blocks were looked at above
        faults += _fault_of_view({**payload, "blocks": stand_ins})
    return faults


# The same cards come again and again, and the SDK takes its time over each.
@lru_cache(maxsize=2_000)
def _fault_of_block(described: str) -> str:
    block = json.loads(described)
    logger = logging.getLogger("slack_sdk.models.blocks.blocks")
    level = logger.level
    logger.setLevel(logging.ERROR)  # an unknown block is not news: the SDK is behind Slack
    try:
        known = Block.parse(block)
        if known is not None:
            known.to_dict()
    except _FORMATION_FAULTS as fault:
        return f"{block['type']} block: {fault}"
    finally:
        logger.setLevel(level)
    return ""


def _fault_of_view(view: dict[str, Any]) -> list[str]:
    try:
        View(**view).validate_json()
    except _FORMATION_FAULTS as fault:
        return [f"view: {fault}"]
    return []
