"""A person at the emulated Slack: says, runs, presses, fills, submits, sees."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from adapters.sandbox.server import Sandbox
from adapters.sandbox.slack.elements import VALUE_KEYS, offered_options
from tests.support.effort import cost
from tests.support.glance import Glance
from tests.support.patience import becomes_quiet, is_seen
from tests.support.slack_screen import Control, Screen, Surface

Settle: TypeAlias = Callable[[], Awaitable[None]]


class SlackPerson:
    """Acts on, and sees, exactly what the sandbox's page shows to that person."""

    def __init__(self, sandbox: Sandbox, user_id: str, settle: Settle | None = None) -> None:
        """Sit down at the sandbox; `settle` waits for the app, where the test knows the app."""
        self._sandbox = sandbox
        self._settle = settle
        self.id = user_id
        self.errors: dict[str, str] = {}
        self.effort: Counter[str] = Counter()
        self._filled: dict[str, dict[str, Any]] = {}
        self._looks_at: Surface = "messages"
        self._glance = Glance(sandbox.window, user_id, Screen)

    @property
    def screen(self) -> Screen:
        """What the page would draw now."""
        return self._glance.screen

    # --- what they do ---

    async def says(self, text: str, to: str | None = None, *, in_thread: bool = False) -> None:
        """Send a message: to the app, or `to` a place by name; perhaps below the newest there."""
        self._looks_at = "messages"
        place = self._conversation(to)
        thread = self._thread(place) if in_thread else None
        await self._does("say", conversation=place, text=text, thread_ts=thread)

    async def uploads(self, name: str, to: str | None = None) -> None:
        """Send a file of that name."""
        await self._does("upload", conversation=self._conversation(to), name=name)

    async def runs(self, line: str, to: str | None = None) -> None:
        """Run a slash command: `/policy who may phone parents?`."""
        self._looks_at = "messages"
        command, _, text = line.partition(" ")
        place = self._conversation(to)
        await self._does("command", conversation=place, command=command, text=text)

    async def runs_shortcut(self, name: str, on: str | None = None) -> None:
        """Choose a shortcut by name; `on` is a part of the message whose menu it is in."""
        found = [each for each in self.screen.snapshot["shortcuts"] if each["name"] == name]
        names = [each["name"] for each in self.screen.snapshot["shortcuts"]]
        assert found, f"no shortcut {name!r}; there are: {names}"
        where = {} if on is None else self._message_with(on)
        await self._does("shortcut", callback_id=found[0]["callback_id"], **where)

    async def opens_form(self, wish: str) -> None:
        """Say what they want, and open the form that is offered for it."""
        await self.says(wish)
        await self.presses("Open the form")

    async def answers_in_chat(self, wish: str) -> None:
        """Say what they want, and choose to be asked for it question by question."""
        await self.says(wish)
        await self.presses("Answer here")

    async def opens_home(self) -> None:
        """Open the app's Home tab."""
        self._looks_at = "home"
        await self._does("home_open")

    async def reads(self, conversation: str | None = None) -> None:
        """Look at a conversation, which marks it as read."""
        await self._does("read", conversation=self._conversation(conversation))

    async def presses(self, label: str) -> None:
        """Press the button with that label: in the modal, else where they look, else elsewhere."""
        control = self._control(label, {"button", "icon_button"})
        self.effort["taps"] += 1
        await self._uses(control, {"type": control.element["type"]})

    async def chooses(self, label: str, option: str) -> None:
        """Choose an option of a menu, by the menu's label or placeholder."""
        control = self._control(label, set(VALUE_KEYS) | {"overflow"})
        await self._answers(control, option)

    async def fills(self, **answers: Any) -> None:
        """Fill fields of the open modal, named by block id or label."""
        for name, answer in answers.items():
            field = self._field(name)
            self.effort += cost(field.element["type"], answer)
            await self._answers(field, answer)

    async def submits(self) -> None:
        """Send the open modal; complaints are then in `errors` and can be seen."""
        modal = self._modal()
        self.effort["taps"] += 1
        outcome = await self._tries("submit", view_id=modal["id"], state=self._state(modal))
        marked = outcome.get("errors") or {}
        labels = {each.block_id: each.label for each in self.screen.controls()}
        self.errors = {labels.get(block, block): text for block, text in marked.items()}
        assert outcome["ok"] or marked, f"{self.id} could not submit: {outcome}"

    async def closes(self) -> None:
        """Close the open modal, if one is open."""
        if modal := self.screen.modal:
            await self._does("close", view_id=modal["id"])

    # --- what they see ---

    def texts(self) -> list[str]:
        """Everything that can be read, with the complaints under the fields."""
        return [*self.screen.texts(), *self.errors.values()]

    def sees(self, text: str) -> bool:
        """Whether that text is on the screen; spaces and line breaks count alike."""
        wanted = " ".join(text.split())
        return any(wanted in " ".join(each.split()) for each in [*self.texts(), *self.labels()])

    def labels(self) -> list[str]:
        """The labels of all buttons and fields, in the order in which they are looked for."""
        return [each.label for each in self.screen.controls()]

    def answers(self) -> list[str]:
        """What the assistant wrote to them."""
        screen = self.screen
        return [screen.text_of(message) for message in screen.from_app()]

    def asides(self) -> list[str]:
        """What of it only they see where others read."""
        screen = self.screen
        return [screen.text_of(each) for each in screen.from_app() if each["ephemeral"]]

    def quotes(self) -> list[str]:
        """What of it is quoted, character for character."""
        return self.screen.quotes()

    def arrivals(self, text: str) -> list[datetime]:
        """When the messages came that now say that."""
        screen = self.screen
        found = [each for each in screen.from_app() if text in screen.text_of(each)]
        return [datetime.fromisoformat(each["at"]) for each in found]

    @property
    def form(self) -> str | None:
        """What the open modal says; None where none is open."""
        return self.screen.modal_text

    @property
    def home(self) -> str:
        """What their Home tab says."""
        return self.screen.home_text

    def questions(self) -> list[str]:
        """The labels of the open modal's fields, in order."""
        fields = [each for each in self.screen.controls() if each.surface == "modal"]
        return [each.label for each in fields if each.element["type"] in VALUE_KEYS]

    def entries(self) -> dict[str, str]:
        """What stands in each field of the open modal, by block id."""
        state = self._state(self._modal())
        return {
            block: _shown(entry) for block, entries in state.items() for entry in entries.values()
        }

    def bell(self) -> int:
        """How many messages they have not read."""
        people = self.screen.snapshot["people"]
        return next(int(each["unread"]) for each in people if each["id"] == self.id)

    async def waits_for(self, text: str) -> None:
        """Wait until that text is on the screen."""
        was_seen = await is_seen(self._sandbox.window, lambda: self.sees(text))
        assert was_seen, self._not_found("text", text)

    # --- how it is done ---

    async def _does(self, kind: str, **details: Any) -> None:
        outcome = await self._tries(kind, **details)
        assert outcome["ok"], f"{self.id} could not {kind}: {outcome['message']}"
        assert outcome["acknowledged"], f"the app did not acknowledge what {self.id} did: {kind}"
        self.errors = {}

    async def _tries(self, kind: str, **details: Any) -> dict[str, Any]:
        outcome = await self._sandbox.window.do({"as": self.id, "kind": kind, **details})
        await self._settles()
        return outcome

    async def _settles(self) -> None:
        if self._settle:
            await self._settle()
        else:
            await becomes_quiet(self._sandbox, self._sandbox.window)

    async def _uses(self, control: Control, action: dict[str, Any]) -> None:
        where = {"block_id": control.block_id, "action_id": control.action_id, "action": action}
        match control.surface:
            case "messages":
                place = {"conversation": control.conversation, "ts": control.ts}
                await self._does("press", **place, **where)
            case "home":
                await self._does("home_press", **where)
            case "modal":
                modal = self._modal()
                state = self._state(modal)
                await self._does("view_action", view_id=modal["id"], state=state, **where)

    async def _answers(self, control: Control, answer: Any) -> None:
        value = _spelled(control, answer)
        if control.surface == "modal" and control.element["type"] in VALUE_KEYS:
            filled = self._filled.setdefault(self._modal()["id"], {})
            filled.setdefault(control.block_id, {})[control.action_id] = value
        if control.dispatches:
            await self._uses(control, value)

    def _state(self, modal: dict[str, Any]) -> dict[str, Any]:
        known: dict[str, Any] = modal["state"]["values"]
        filled = self._filled.get(modal["id"], {})
        return {block: known[block] | filled.get(block, {}) for block in known}

    def _modal(self) -> dict[str, Any]:
        modal = self.screen.modal
        assert modal is not None, self._not_found("open modal", "any")
        return modal

    def _field(self, name: str) -> Control:
        fields = [each for each in self.screen.controls() if each.surface == "modal"]
        found = [each for each in fields if name in {each.block_id, each.label}]
        assert found, self._not_found("field", name)
        return found[0]

    def _control(self, label: str, kinds: set[str]) -> Control:
        found = [
            each
            for each in self.screen.controls()
            if each.label == label and each.element["type"] in kinds
        ]
        assert found, self._not_found("button", label)
        return min(
            found, key=lambda each: (each.surface != "modal", each.surface != self._looks_at)
        )

    def _conversation(self, name: str | None) -> str:
        places = self.screen.snapshot["conversations"]
        for place in places:
            is_wanted = place["kind"] == "app" if name is None else place["name"] == name
            if is_wanted or place["id"] == name:
                return str(place["id"])
        raise AssertionError(f"{self.id} is not in {name!r}; only in {[p['name'] for p in places]}")

    def _thread(self, place: str) -> str:
        """Return the thread of the newest message there."""
        newest = [message for where, message in self.screen.messages() if where == place][-1]
        return str(newest["thread_ts"] or newest["ts"])

    def _message_with(self, text: str) -> dict[str, str]:
        for place, message in reversed(self.screen.messages()):
            if text in message["text"] or text in self.screen.shown(message["text"]):
                return {"conversation": place, "ts": message["ts"]}
        raise AssertionError(self._not_found("message", text))

    def _not_found(self, what: str, wanted: str) -> str:
        seen = "\n---\n".join(self.texts()[-6:])
        return f"{self.id} sees no {what} {wanted!r}.\nLabels: {self.labels()}\nScreen:\n{seen}"


def _spelled(control: Control, answer: Any) -> dict[str, Any]:
    """Return the answer in Slack's spelling for that kind of element."""
    kind = control.element["type"]
    key = VALUE_KEYS.get(kind, "selected_option")
    if key == "selected_option":
        return {"type": kind, key: _option(control, answer)}
    if key == "selected_options":
        return {"type": kind, key: [_option(control, each) for each in answer]}
    if isinstance(answer, datetime):
        return {"type": kind, key: int(answer.timestamp())}
    return {"type": kind, key: answer.isoformat() if isinstance(answer, date) else answer}


def _shown(entry: Mapping[str, Any]) -> str:
    """Return an answer in Slack's spelling as it stands on the screen."""
    value = entry[VALUE_KEYS[entry["type"]]]
    chosen = value if isinstance(value, list) else [value]
    words = (each["text"]["text"] if isinstance(each, Mapping) else each for each in chosen)
    return ", ".join(str(each) for each in words if each is not None)


def _option(control: Control, answer: str) -> dict[str, Any]:
    offered = offered_options(control.element)
    for option in offered:
        if answer in {option["text"]["text"], option["value"]}:
            return option
    labels = [option["text"]["text"] for option in offered]
    raise AssertionError(f"{control.label!r} does not offer {answer!r}; it offers {labels}")
