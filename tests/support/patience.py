"""Waiting in front of a window of the sandbox: until all is quiet, or until something is seen."""

import asyncio
from collections.abc import Callable

from adapters.sandbox.page_api import ChatWindow
from adapters.sandbox.server import Sandbox

# Only what never comes is waited for so long; a busy computer takes its time over the rest.
PATIENCE_SECONDS = 20.0
_QUIET_SECONDS = 0.04
_TICK = 0.01


async def becomes_quiet(sandbox: Sandbox, window: ChatWindow) -> None:
    """Give the app the time to show what it does after its acknowledgement."""
    quiet_for, seq = 0.0, window.seq
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while quiet_for < _QUIET_SECONDS:
                await asyncio.sleep(_TICK)
                is_still = sandbox.is_quiet and seq == window.seq
                quiet_for = quiet_for + _TICK if is_still else 0.0
                seq = window.seq
    except TimeoutError:
        newest = [*sandbox.calls[-3:], *sandbox.teams_calls[-3:]]
        raise AssertionError(f"the app goes on and on: {newest}") from None


async def is_seen(window: ChatWindow, look: Callable[[], bool]) -> bool:
    """Look again at every change, and return whether it was there before patience ended."""
    changed = asyncio.Event()
    stop_listening = window.listen(changed.set)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not look():
                await changed.wait()
                changed.clear()
    except TimeoutError:
        return False
    else:
        return True
    finally:
        stop_listening()
