"""A scripted window behind the sandbox's page, so that the page can be tried without the product.

`python -m tests.support.page_stub` serves it to look at.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

import adapters.sandbox
from adapters.sandbox.page_api import (
    PageApi,
    add_security_headers,
    own_page_only,
    page_routes,
)
from tests.support import page_examples as examples
from tests.support import page_forms as forms
from tests.support import page_gallery as gallery
from tests.support.page_examples import Json

PAGE = Path(adapters.sandbox.__file__).parent / "page"
BOT = "U-BOT"
START = datetime(2026, 11, 20, 10, 31, tzinfo=UTC)
SLOW_SECONDS = 0.6


@dataclass
class ScriptedWindow:
    """Plays a workspace by rote and writes down what the page asked for."""

    calls: list[Json] = field(default_factory=list)
    now: datetime = START
    seq: int = 1
    modals: list[Json] = field(default_factory=list)
    home: Json | None = None
    unread: dict[str, int] = field(default_factory=lambda: {"U-HELEN": 2})
    app_unread: int = 1
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _last: int = 0
    places: dict[str, list[Json]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {"C-STAFF": [], "C-GALLERY": [], "D-HELEN": [], "D-APP": []}
        day_before = START - timedelta(days=1)
        self.post("C-STAFF", "U-OMAR", "Phones were out in *Year 9* again.", at=day_before)
        first = self.post("C-STAFF", "U-HELEN", "Assembly is at 9 on <!here>.")
        self.post("C-STAFF", "U-NINA", "Thank you, I will be there.", thread_ts=first["ts"])
        for blocks in (gallery.TEXTS, gallery.BOXES, gallery.FIGURES):
            self.post("C-GALLERY", BOT, "An example", blocks=blocks)
        self.post("D-HELEN", "U-HELEN", "Have you got a minute?")
        self.post("D-APP", BOT, "Hello Amy. Ask me about a policy, or tell me what happened.")
        self.post("D-APP", "U-AMY", "Can Year 6 bring phones?")
        self.post("D-APP", BOT, "Yes, with permission.", blocks=examples.ANSWER)
        self.post("D-APP", BOT, "Unblock?", blocks=examples.REQUEST, edited=True)
        self.post("D-APP", BOT, "Nobody else can read this.", ephemeral=True)
        self.post("D-APP", "U-AMY", "", deleted=True)

    def post(self, place: str, user: str, text: str, **more: object) -> Json:
        """Add a message; `at` is a datetime."""
        self._last += 1
        at = more.pop("at", self.now)
        assert isinstance(at, datetime)
        message: Json = {"ts": f"17636346{self._last:02d}.0001", "user": user, "text": text}
        message |= {"blocks": [], "ephemeral": False, "edited": False, "deleted": False}
        message |= {"thread_ts": None, "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), **more}
        self.places[place].append(deepcopy(message))
        return self.places[place][-1]

    def touch(self) -> None:
        """Tell every page that something changed."""
        self.seq += 1
        for listener in self._listeners:
            listener()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def is_known(self, user: str) -> bool:
        return any(person["id"] == user for person in examples.PEOPLE)

    def people(self) -> Json:
        return {"people": examples.PEOPLE, "workspace": {"name": "Larkmoor Trust"}}

    def snapshot(self, user: str) -> Json:
        people = [{**one, "unread": self.unread.get(one["id"], 0)} for one in examples.PEOPLE]
        users = {one["id"]: {**one, "is_bot": False} for one in examples.PEOPLE}
        bot = {"name": "Dutydesk", "title": "App", "is_bot": True}
        is_amy = user == "U-AMY"
        return deepcopy(
            {
                "seq": self.seq,
                "now": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "clock_offset_hours": 0,
                "me": next(one for one in people if one["id"] == user),
                "people": people,
                "users": {**users, BOT: bot},
                "commands": examples.COMMANDS,
                "shortcuts": examples.SHORTCUTS,
                "conversations": self._conversations(is_amy=is_amy),
                "home": self.home,
                "modals": self.modals if is_amy else [],
            }
        )

    def _conversations(self, *, is_amy: bool) -> list[Json]:
        return [
            self._place("C-STAFF", "channel", "staffroom"),
            self._place("C-GALLERY", "channel", "block-gallery", is_private=True),
            self._place("D-HELEN", "im", "Helen Marsh", unread=int(is_amy)),
            {**self._place("D-APP", "app", "Dutydesk"), "unread": self.app_unread * is_amy},
        ]

    def _place(self, place: str, kind: str, name: str, **more: object) -> Json:
        shown = {"id": place, "kind": kind, "name": name, "messages": self.places[place]}
        return {"is_private": kind != "channel", "unread": 0, **shown, **more}

    async def do(self, body: object) -> Json:
        assert isinstance(body, dict)
        self.calls.append(body)
        act = getattr(self, f"_{body['kind']}", None)
        reply: Json | None = await act(body) if act else None
        self.touch()
        return reply or {"ok": True}

    async def _say(self, body: Json) -> None:
        thread = body.get("thread_ts")
        self.post(body["conversation"], body["as"], body["text"], thread_ts=thread)
        if body["conversation"] == "D-APP":
            self.post("D-APP", BOT, f"You said: {body['text']}", thread_ts=thread)

    async def _command(self, body: Json) -> Json | None:
        known = {"/report": forms.SHORT_FORM, "/everything": forms.EVERY_INPUT}
        if body["command"] in known:
            self.modals = [forms.modal("V1", "Report", known[body["command"]])]
        elif body["command"] == "/policy":
            self.post(body["conversation"], BOT, "Clause 4.2", ephemeral=True)
        else:
            return {"ok": False, "message": "The app did not answer in time. Try again."}
        return None

    async def _press(self, body: Json) -> None:
        await asyncio.sleep(SLOW_SECONDS)
        if body["action_id"] not in {"approve", "refuse"}:
            return
        words = "Approved" if body["action_id"] == "approve" else "Refused"
        message = next(one for one in self.places["D-APP"] if one["ts"] == body["ts"])
        head = message["blocks"][0]
        message["blocks"] = [head, examples.section(f"*{words}* by Amy Carter", block_id="done")]
        self.unread["U-NINA"] = 1

    async def _view_action(self, body: Json) -> None:
        if body["action_id"] == "add_detail":
            when = forms.entry("when", "When was it?", {"type": "datepicker"}, optional=True)
            top = self.modals[-1]
            top |= {"hash": "2", "blocks": [top["blocks"][0], when, *top["blocks"][1:]]}
        if body["action_id"] == "help":
            advice = [examples.section("Write what you *saw*.", block_id="advice")]
            self.modals.append(forms.modal("V2", "Help", advice, submit=""))

    async def _submit(self, body: Json) -> Json | None:
        values = body["state"]
        if "what" in values and len(values["what"]["what_answer"]["value"] or "") < 10:
            return {"ok": False, "message": "", "errors": {"what": "Please say a little more."}}
        self.modals.clear()
        return None

    async def _close(self, _body: Json) -> None:
        self.modals.pop()

    async def _shortcut(self, _body: Json) -> None:
        self.modals = [forms.modal("V3", "Report this message", forms.SHORT_FORM)]

    async def _read(self, body: Json) -> None:
        if body["conversation"] == "D-APP":
            self.app_unread = 0

    async def _upload(self, body: Json) -> None:
        self.post(body["conversation"], body["as"], "", files=[{"name": body["name"]}])

    async def _clock(self, body: Json) -> None:
        self.now += timedelta(hours=body["hours"])

    async def _home_open(self, body: Json) -> None:
        if body["tab"] == "home":
            waiting = examples.section("*1 request* waits for you.", block_id="wait")
            self.home = {"type": "home", "id": "H1", "blocks": [waiting, *examples.REQUEST]}


def application(*windows: PageApi) -> web.Application:
    """Return the page's server, with the routes and headers that the real sandbox has."""
    served = web.Application(middlewares=[own_page_only])
    served.on_response_prepare.append(add_security_headers)
    served.add_routes([*(route for each in windows for route in each.routes()), *page_routes(PAGE)])
    return served


@dataclass(frozen=True, slots=True)
class PageStub:
    """A running stub; `tell` runs something in its loop."""

    address: str
    window: ScriptedWindow
    loop: asyncio.AbstractEventLoop

    def change(self, what: Callable[[ScriptedWindow], object]) -> None:
        """Change the world behind the page's back, and let it know."""

        def apply() -> None:
            what(self.window)
            self.window.touch()

        self.loop.call_soon_threadsafe(apply)


@contextmanager
def serving(*windows: PageApi) -> Iterator[tuple[str, asyncio.AbstractEventLoop]]:
    """Serve the page in a thread of its own; yield where, and the loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = web.AppRunner(application(*windows), shutdown_timeout=0.1)

    async def start() -> int:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port: int = runner.addresses[0][1]
        return port

    try:
        port = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
        yield f"http://127.0.0.1:{port}", loop
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


@contextmanager
def running_stub() -> Iterator[PageStub]:
    """Serve a page that has a Slack window only."""
    window = ScriptedWindow()
    with serving(PageApi(window)) as (address, loop):
        yield PageStub(address, window, loop)


if __name__ == "__main__":
    web.run_app(application(PageApi(ScriptedWindow())), host="127.0.0.1", port=8091)
