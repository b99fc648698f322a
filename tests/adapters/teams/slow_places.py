"""Slow places to call: they answer when the event loop has run meanwhile, or else give up waiting.

So a test can tell whether a call held up the loop, without measuring any time.
"""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TICKS = 5
LONG = 5.0
SHORT = 0.2


@dataclass
class Loop:
    """What others see of the event loop: whether it still ticks.

    Only where it is known to stand still is the patience short.
    """

    patience: float = LONG
    ticks: int = 0
    has_run: threading.Event = field(default_factory=threading.Event)
    was_held_up: bool = False

    def watch(self) -> None:
        """Wait, outside of the loop, until it has ticked a few times more."""
        self.has_run.clear()
        if not self.has_run.wait(self.patience):
            self.was_held_up = True

    async def tick(self) -> None:
        """Tick for ever; each few ticks are told to whoever watches."""
        while True:
            await asyncio.sleep(0)
            self.ticks += 1
            if self.ticks % TICKS == 0:
                self.has_run.set()
                await asyncio.sleep(0.005)


@contextmanager
def a_slow_place(loop: Loop, pages: dict[str, Any]) -> Iterator[str]:
    """Serve JSON from a thread, each page only after it has watched the loop."""

    class Place(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            loop.watch()
            body = json.dumps(pages[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Place)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    pages["/openid"] = {"jwks_uri": f"{url}/keys"}
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
