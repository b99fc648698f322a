"""A scripted Teams window beside the scripted Slack one, to try the page without the product.

`python -m tests.support.teams_page_stub` serves both to look at.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from adapters.sandbox.page_api import PageApi
from tests.support import teams_page_cards as cards
from tests.support.page_examples import PEOPLE, Json
from tests.support.page_stub import START, ScriptedWindow, application, serving

PREFIX = "/sandbox/teams"
APP = "app"
SLOW_SECONDS = 0.4
ENOUGH = 10
TOO_SHORT = "Please say a little more."
NEEDED = "Please answer this question."
NAMES = {person["id"]: person["name"] for person in PEOPLE} | {APP: "Dutydesk"}
# Sam Lowe, a pupil, has no account.
MEMBERS = [person for person in PEOPLE if person["id"] != "U-SAM"]
EVERYWHERE = ["app", "channel", "chat"]
COMMANDS: list[Json] = [
    {
        "id": "report",
        "title": "Report cyberbullying",
        "description": "Tell the right people, in a private form",
        "opens": "dialog",
        "places": EVERYWHERE,
    },
    {
        "id": "everything",
        "title": "Everything",
        "description": "A form with every kind of field",
        "opens": "dialog",
        "places": ["app"],
    },
    {
        "id": "cases",
        "title": "My cases",
        "description": "How far your reports and requests are",
        "opens": "message",
        "places": EVERYWHERE,
    },
]
PROMPTS: list[Json] = [
    {
        "title": "What does our policy say about mobile phones?",
        "description": "Ask about any policy like this, in your own words",
        "text": "What does our policy say about mobile phones?",
    },
    {
        "title": "My cases",
        "description": "What waits for you, and how far your reports and requests are",
        "text": "My cases",
    },
]
MESSAGE_ACTIONS: list[Json] = [
    {
        "id": "report_message",
        "title": "Report this message",
        "description": "Report a message that hurts or worries somebody",
    }
]
BLANK: Json = {
    "thread": None,
    "text": "",
    "summary": "",
    "cards": [],
    "citations": [],
    "suggested": [],
    "files": [],
    "feedback": False,
    "given": "",
    "targeted": False,
    "edited": False,
    "deleted": False,
    "note": "",
    "refreshes": False,
}


@dataclass
class ScriptedTeams:
    """Plays an organisation in Teams by rote and writes down what the page asked for."""

    calls: list[Json] = field(default_factory=list)
    now: datetime = START
    seq: int = 1
    dialog: Json | None = None
    typing: bool = False
    unread: dict[str, int] = field(default_factory=lambda: {"U-HELEN": 1, "U-OMAR": 2})
    chat_unread: int = 1
    given: dict[str, str] = field(default_factory=dict)
    places: dict[str, list[Json]] = field(default_factory=dict)
    _listeners: list[Callable[[], None]] = field(default_factory=list)
    _last: int = 0

    def __post_init__(self) -> None:
        names = ("T-APP", "T-NEW", "T-HELEN", "T-STAFF", "T-GALLERY")
        self.places = {name: [] for name in names}
        before = START - timedelta(days=1)
        post = self.post("T-STAFF", "U-OMAR", text="Phones were out in *Year 9* again.", at=before)
        self.post("T-STAFF", "U-NINA", text="I saw it too.", thread=post["id"], at=before)
        self.post("T-STAFF", "U-HELEN", text="Assembly is at 9.")
        only_amy = "You have no open cases."
        self.post("T-STAFF", APP, text=only_amy, targeted=True, summary=only_amy)
        self.post("T-GALLERY", APP, cards=[cards.gallery()], summary="Everything")
        self.post("T-HELEN", "U-HELEN", text="Have you got a minute?")
        hello = "Hello Amy. Ask me about a policy, or tell me what happened."
        self.post("T-APP", APP, text=hello, summary="Hello Amy")
        self.post("T-APP", "U-AMY", text="Can Year 6 bring phones? <b> & *stars*")
        cited = {"text": "Yes, with permission \\[Year 6 &amp; up\\]. [1] [2]", "feedback": True}
        answer = {"cards": [cards.ANSWER], "citations": cards.CITATIONS, **cited}
        self.post("T-APP", APP, summary="Yes, with permission.", **answer)
        request = {"cards": [cards.request()], "summary": "Unblock scratch.mit.edu?"}
        self.post("T-APP", APP, **request, edited=True, refreshes=True)
        form = {"cards": [cards.report({})], "summary": "Report cyberbullying"}
        tips = ["My cases", "Report cyberbullying", "Ask about a policy"]
        self.post("T-APP", APP, **form, suggested=tips)

    def post(self, place: str, author: str, **more: object) -> Json:
        """Add a message; `at` is a datetime."""
        self._last += 1
        at = more.pop("at", self.now)
        assert isinstance(at, datetime)
        for before in self.places[place]:
            before["suggested"] = []
        who = {"from": author, "from_name": NAMES[author], "is_bot": author == APP}
        when = {"id": f"M{self._last}", "at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self.places[place].append(deepcopy({**BLANK, **when, **who, **more}))
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
        return any(person["id"] == user for person in MEMBERS)

    def people(self) -> Json:
        return {"people": MEMBERS, "workspace": {"name": "Larkmoor Trust"}}

    def snapshot(self, user: str) -> Json:
        people = [{**one, "unread": self.unread.get(one["id"], 0)} for one in MEMBERS]
        is_amy = user == "U-AMY"
        return deepcopy(
            {
                "seq": self.seq,
                "now": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "me": next(one for one in people if one["id"] == user),
                "people": people,
                "app": {"name": "Dutydesk"},
                "commands": COMMANDS,
                "message_actions": MESSAGE_ACTIONS,
                "prompts": PROMPTS,
                "conversations": self._conversations(is_amy=is_amy),
                "dialog": self.dialog if is_amy else None,
            }
        )

    def _conversations(self, *, is_amy: bool) -> list[Json]:
        app = self._place("T-APP" if is_amy else "T-NEW", "app", "Dutydesk")
        return [
            {**app, "typing": self.typing},
            {**self._place("T-HELEN", "chat", "Helen Marsh"), "unread": self.chat_unread * is_amy},
            self._place("T-STAFF", "channel", "Staffroom"),
            self._place("T-GALLERY", "channel", "Card gallery"),
        ]

    def _place(self, place: str, kind: str, name: str) -> Json:
        shown = {"id": place, "kind": kind, "name": name, "messages": self.places[place]}
        return {**shown, "is_private": kind != "channel", "unread": 0, "typing": False}

    def message(self, body: Json) -> Json:
        """Return the message that a gesture means."""
        return next(m for m in self.places[body["conversation"]] if m["id"] == body["message"])

    async def do(self, body: object) -> Json:
        assert isinstance(body, dict)
        self.calls.append(body)
        act = getattr(self, f"_{body['kind']}", None)
        reply: Json | None = await act(body) if act else None
        self.touch()
        return reply or {"ok": True}

    async def _say(self, body: Json) -> None:
        self.post(body["conversation"], body["as"], text=body["text"], thread=body.get("thread"))
        if body["conversation"] == "T-APP":
            self.post("T-APP", APP, text="You said that.", summary="You said that.")

    async def _suggestion(self, body: Json) -> None:
        await self._say({**body, "text": body["title"]})

    async def _upload(self, body: Json) -> None:
        self.post(body["conversation"], body["as"], files=[{"name": body["name"]}])

    async def _read(self, body: Json) -> None:
        if body["conversation"] == "T-HELEN":
            self.chat_unread = 0
        for message in self.places[body["conversation"]]:
            if message["refreshes"]:
                message |= {"refreshes": False, "cards": [cards.request("you, just now")]}

    async def _refresh(self, body: Json) -> None:
        self.message(body)["cards"] = [cards.request("you, once more")]

    async def _feedback(self, body: Json) -> None:
        self.message(body)["given"] = body["reaction"]

    async def _press(self, body: Json) -> Json | None:
        await asyncio.sleep(SLOW_SECONDS)
        message, sent = self.message(body), body["action"]["data"]["dutydesk"]
        if sent["do"] in {"choose", "send"}:
            message["cards"] = [self._form(sent, body["inputs"])]
        elif sent["means"] in {"approve", "refuse"}:
            words = "Approved" if sent["means"] == "approve" else "Refused"
            message["cards"] = [cards.card(cards.title(f"{words} by Amy Carter"))]
            self.unread["U-NINA"] = 1
        elif sent["means"] == "later":
            message["note"] = "You will be asked again tomorrow."
        elif sent["means"] == "plain":
            return {"ok": False, "message": "The app did not answer in time. Try again."}
        return None

    def _form(self, sent: Json, inputs: dict[str, str]) -> Json:
        """Return the next drawing of the form that grows."""
        self.given |= inputs
        if sent["do"] == "choose":
            self.given[sent["question"]] = sent["answer"]
            return cards.report(self.given)
        wrong = {} if "target" in self.given else {"target": NEEDED}
        if len(self.given.get("one.story", "")) < ENOUGH:
            wrong["one.story"] = TOO_SHORT
        if wrong:
            return cards.report(self.given, wrong)
        return cards.card(cards.title("Saved as CB-2026-0001"), cards.says("Omar Aziz has it."))

    async def _command(self, body: Json) -> None:
        if body["id"] == "cases":
            self.post(body["conversation"], APP, text="No cases.", targeted=True)
        elif body["id"] == "everything":
            self._open("Everything", cards.everything({}))
        else:
            self._open("Report cyberbullying", cards.story(body["text"]))

    async def _message_action(self, body: Json) -> None:
        self._open("Report this message", cards.story(quoted=self.message(body)["text"]))

    def _open(self, title: str, shown: Json) -> None:
        self.dialog = {"id": "D1", "title": title, "card": shown, "text": ""}

    async def _dialog_press(self, body: Json) -> None:
        assert self.dialog
        await asyncio.sleep(SLOW_SECONDS)
        inputs, sent = body["inputs"], body["action"]["data"]["dutydesk"]
        words = inputs.get("one.story", "")
        if len(words) >= ENOUGH:
            self.dialog["card"] = cards.card(cards.title("Saved as CB-2026-0001"))
        elif sent["form"] == "everything":
            self.dialog["card"] = cards.everything(inputs, TOO_SHORT)
        else:
            self.dialog["card"] = cards.story(words, TOO_SHORT, sent["quoted"])

    async def _dialog_close(self, _body: Json) -> None:
        self.dialog = None


@dataclass(frozen=True, slots=True)
class TwoWindows:
    """A running page with both windows; `change` does something in its loop."""

    address: str
    slack: ScriptedWindow
    teams: ScriptedTeams
    loop: asyncio.AbstractEventLoop

    def change(self, what: Callable[[ScriptedTeams], object]) -> None:
        """Change the world of Teams behind the page's back, and let it know."""

        def apply() -> None:
            what(self.teams)
            self.teams.touch()

        self.loop.call_soon_threadsafe(apply)

    def asked(self, kind: str) -> list[Json]:
        """Return what the page asked of Teams, of one kind."""
        return [call for call in self.teams.calls if call["kind"] == kind]


@contextmanager
def running_two_windows() -> Iterator[TwoWindows]:
    """Serve the page with both windows."""
    slack, teams = ScriptedWindow(), ScriptedTeams()
    with serving(PageApi(slack), PageApi(teams, PREFIX)) as (address, loop):
        yield TwoWindows(address, slack, teams, loop)


if __name__ == "__main__":
    both = application(PageApi(ScriptedWindow()), PageApi(ScriptedTeams(), PREFIX))
    web.run_app(both, host="127.0.0.1", port=8092)
