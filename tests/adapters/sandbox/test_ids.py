"""Ids of blocks: each its own, and the same when a page is drawn again while somebody presses."""

from typing import Any

from adapters.sandbox.slack.elements import with_ids

ROW = {"type": "actions", "elements": [{"type": "button"}, {"type": "button"}]}
BLOCKS: list[dict[str, Any]] = [
    ROW,
    {"type": "divider"},
    ROW,
    {"type": "carousel", "elements": [{"type": "card", "actions": [{"type": "button"}]}]},
]


def ids(blocks: list[dict[str, Any]]) -> list[str]:
    named = with_ids(blocks)
    inner = [
        it["action_id"] for block in named for it in block.get("elements", ()) if "action_id" in it
    ]
    return [*(block["block_id"] for block in named), *inner]


def test_what_is_drawn_again_keeps_its_ids() -> None:
    assert ids(BLOCKS) == ids(BLOCKS)


def test_no_two_have_the_same_id() -> None:
    assert len(set(ids(BLOCKS))) == len(ids(BLOCKS))


def test_an_id_that_the_app_gives_is_kept() -> None:
    (block,) = with_ids([{**ROW, "block_id": "own"}])

    assert block["block_id"] == "own"
