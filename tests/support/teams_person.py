"""A person at the emulated Teams: says, runs, presses, fills, sends, sees."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

from adapters.sandbox.server import Sandbox
from adapters.teams.forms import PUT_RIGHT
from tests.support.effort import cost
from tests.support.glance import Glance
from tests.support.patience import becomes_quiet, is_seen
from tests.support.teams_screen import (
    DIALOG,
    OPTIONAL,
    Control,
    Place,
    Screen,
    is_input,
    label,
    words,
)

Settle: TypeAlias = Callable[[], Awaitable[None]]
GO_ON = "Go on"


class TeamsPerson:
    """Acts on, and sees, exactly what the sandbox's Teams window shows to that person."""

    def __init__(self, sandbox: Sandbox, user_id: str, settle: Settle | None = None) -> None:
        """Sit down at the sandbox; `settle` waits for the app, where the test knows the app."""
        assert sandbox.teams_window is not None
        self._sandbox = sandbox
        self._window = sandbox.teams_window
        self._settle = settle
        self.id = user_id
        self.errors: dict[str, str] = {}
        self.effort: Counter[str] = Counter()
        self._filled: dict[Place, tuple[dict[str, Any], dict[str, str]]] = {}
        self._home = ""
        self._glance = Glance(self._window, user_id, Screen)

    @property
    def screen(self) -> Screen:
        """What the page would draw now."""
        return self._glance.screen

    # --- what they do ---

    async def says(self, text: str, to: str | None = None, *, in_thread: bool = False) -> None:
        """Send a message: to the app, or `to` a channel; perhaps below the newest there."""
        place = self._conversation(to)
        posts = [message for where, message in self.screen.messages() if where == place]
        thread = posts[-1]["id"] if in_thread else None
        await self._does("say", conversation=place, text=text, thread=thread)

    async def uploads(self, name: str, to: str | None = None) -> None:
        """Send a file of that name."""
        await self._does("upload", conversation=self._conversation(to), name=name)

    async def runs(self, line: str, to: str | None = None) -> None:
        """Run a slash command; in the app's own chat it is said, and nobody else reads it."""
        if to is None:
            await self.says(line)
            return
        name, _, text = line.removeprefix("/").partition(" ")
        known = self.screen.snapshot["commands"]
        found = [each for each in known if name in {each["id"], each["title"].casefold()}]
        assert found, f"no command {name!r}; there are: {[each['id'] for each in known]}"
        takes_words = [each for each in found if each["opens"] == "message"]
        assert takes_words or not text, f"{name!r} opens a form here and takes no words"
        command = (takes_words or found)[0]["id"]
        await self._does("command", conversation=self._conversation(to), id=command, text=text)

    async def runs_shortcut(self, name: str, on: str | None = None) -> None:
        """Choose an action by its title; `on` is a part of the message whose menu it is in."""
        kind = "commands" if on is None else "message_actions"
        known = self.screen.snapshot[kind]
        found = [each["id"] for each in known if each["title"] == name]
        assert found, f"no action {name!r}; there are: {[each['title'] for each in known]}"
        if on is None:
            place = self._conversation(None)
            await self._does("command", conversation=place, id=found[0])
        else:
            await self._does("message_action", id=found[0], **self._message_with(on))

    async def opens_form(self, wish: str) -> None:
        """Say what they want; the form for it comes at once."""
        await self.says(wish)
        assert self.questions(), self._not_found("open form", wish)

    async def answers_in_chat(self, wish: str) -> None:
        """Say what they want, and choose to be asked for it question by question."""
        await self.says(wish)
        await self.presses("One question at a time")

    async def opens_home(self) -> None:
        """Ask for their own page."""
        await self.says("home")
        self._home = self.screen.from_app()[-1]["id"]

    async def reads(self, conversation: str | None = None) -> None:
        """Look at a conversation, which marks it as read and redraws its cards."""
        await self._does("read", conversation=self._conversation(conversation))

    async def presses(self, label: str) -> None:
        """Press the button with that label: in the dialog, else the newest there is."""
        found = [it for it in self.screen.controls() if it.label == label and not it.is_input]
        assert found, self._not_found("button", label)
        self.effort["taps"] += 1
        await self._uses(found[0])

    async def fills(self, **answers: Any) -> None:
        """Fill in fields of the open form, named by field or label; a choice may redraw it."""
        for name, answer in answers.items():
            field = self._field(name)
            element = field.element
            self.effort += cost(element.get("style") or element["type"], answer)
            if not field.is_input:
                await self._chooses(field.question, str(answer))
                continue
            self._typed(field.place)[field.element["id"]] = _spelled(field, answer)
            if go_on := self._go_on(field):
                await self._uses(go_on)

    async def submits(self) -> None:
        """Send the open form; complaints are then in `errors` and can be seen."""
        sends = [each for each in self._form_controls() if each.said.get("do") == "send"]
        assert sends, self._not_found("open form", "any")
        self.effort["taps"] += 1
        await self._uses(sends[0])
        self.errors = dict(_complaints(self.screen.cards().get(sends[0].place, {})))

    async def closes(self) -> None:
        """Close the open dialog; a form in the chat is just left where it is."""
        if self.screen.dialog:
            await self._does("dialog_close", dialog=self.screen.dialog["id"])

    async def waits_for(self, text: str) -> None:
        """Wait until that text is on the screen."""
        was_seen = await is_seen(self._window, lambda: self.sees(text))
        assert was_seen, self._not_found("text", text)

    # --- what they see ---

    def texts(self) -> list[str]:
        """Everything that can be read."""
        return self.screen.texts()

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
        return [screen.text_of(each) for each in screen.from_app() if each["targeted"]]

    def quotes(self) -> list[str]:
        """What of it is quoted, character for character."""
        return self.screen.quotes()

    def arrivals(self, text: str) -> list[datetime]:
        """When the messages came that now say that."""
        screen = self.screen
        found = [each for each in screen.from_app() if text in screen.text_of(each)]
        return [datetime.fromisoformat(each["at"]) for each in found]

    def bell(self) -> int:
        """How many messages they have not read."""
        people = self.screen.snapshot["people"]
        return next(int(each["unread"]) for each in people if each["id"] == self.id)

    @property
    def form(self) -> str | None:
        """What the open form says, or the dialog in its place; None where none is open."""
        card = self._form_card()
        return self.screen.dialog_text or (words(card) if card else None)

    @property
    def home(self) -> str:
        """What their own page says, as it stands where they asked for it."""
        screen = self.screen
        return next((screen.text_of(it) for it in screen.from_app() if it["id"] == self._home), "")

    def questions(self) -> list[str]:
        """The labels of the open form's fields, in order, each once."""
        return list(dict.fromkeys(text for _, text in _fields(self._form_card())))

    def entries(self) -> dict[str, str]:
        """What stands in each field of the open form, by the field's name."""
        found: dict[str, str] = {}
        for each in self._form_controls():
            if each.is_input:
                typed = self._typed(each.place).get(each.element["id"])
                found[each.question] = _shown(each.element, typed)
            elif each.question:
                found.setdefault(each.question, "")
                found |= {each.question: each.label} if each.is_chosen else {}
        return found

    # --- how it is done ---

    async def _does(self, kind: str, **details: Any) -> None:
        outcome = await self._window.do({"as": self.id, "kind": kind, **details})
        await self._settles()
        assert outcome["ok"], f"{self.id} could not {kind}: {outcome['message']}"
        assert outcome["acknowledged"], f"the app did not acknowledge what {self.id} did: {kind}"
        self.errors = {}

    async def _settles(self) -> None:
        if self._settle:
            await self._settle()
        else:
            await becomes_quiet(self._sandbox, self._window)

    async def _uses(self, control: Control) -> None:
        details = {"action": control.element, "inputs": self._typed(control.place)}
        if control.place == DIALOG:
            dialog = self.screen.dialog
            assert dialog
            await self._does("dialog_press", dialog=dialog["id"], **details)
        else:
            conversation, message = control.place
            await self._does("press", conversation=conversation, message=message, **details)

    async def _chooses(self, question: str, answer: str) -> None:
        """Press the button of an answer, unless it is the one that was pressed already."""
        shown = [each for each in self._form_controls() if each.question == question]
        found = [each for each in shown if answer in {each.label, each.said["answer"]}]
        labels = [each.label for each in shown]
        assert found, f"{question!r} does not offer {answer!r}; it offers {labels}"
        if not found[0].is_chosen:
            await self._uses(found[0])

    def _typed(self, place: Place) -> dict[str, str]:
        """Return what they typed into a card: a card that is drawn again has lost it."""
        card = self.screen.cards()[place]
        seen, typed = self._filled.get(place, (card, {}))
        self._filled[place] = card, (typed if seen == card else {})
        return self._filled[place][1]

    def _form_controls(self) -> list[Control]:
        """Return what belongs to the open form: the dialog, else the newest form in the chat."""
        shown = self.screen.controls()
        forms = [each.place for each in shown if each.said.get("do") == "send"]
        place = DIALOG if self.screen.dialog else next(iter(forms), None)
        return [each for each in shown if each.place == place]

    def _form_card(self) -> dict[str, Any]:
        """Return the card of the open form; an empty one where none is open."""
        shown = self._form_controls()
        return self.screen.cards()[shown[0].place] if shown else {}

    def _field(self, name: str) -> Control:
        labels = dict(_fields(self._form_card()))
        for each in self._form_controls():
            if each.question and name in {each.question, labels[each.question]}:
                return each
        raise AssertionError(self._not_found("field", name))

    def _go_on(self, field: Control) -> Control | None:
        """Return the button below a field on which other questions hang."""
        shown = self._form_controls()
        below = shown[[each.element for each in shown].index(field.element) + 1 :]
        return below[0] if below and below[0].label == GO_ON else None

    def _conversation(self, name: str | None) -> str:
        places = self.screen.snapshot["conversations"]
        for place in places:
            is_wanted = place["kind"] == "app" if name is None else place["name"] == name
            if is_wanted or place["id"] == name:
                return str(place["id"])
        raise AssertionError(f"{self.id} is not in {name!r}; only in {[p['name'] for p in places]}")

    def _message_with(self, text: str) -> dict[str, str]:
        for place, message in reversed(self.screen.messages()):
            if text in self.screen.text_of(message):
                return {"conversation": place, "message": message["id"]}
        raise AssertionError(self._not_found("message", text))

    def _not_found(self, what: str, wanted: str) -> str:
        seen = "\n---\n".join(self.texts()[-6:])
        return f"{self.id} sees no {what} {wanted!r}.\nLabels: {self.labels()}\nScreen:\n{seen}"


def _fields(card: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field of a form with its label; the buttons of answers stand under theirs."""
    above = ""
    for element in card.get("body", ()):
        if is_input(element):
            yield Control("", element).question, label(element)
        elif element["type"] == "RichTextBlock":
            above = _heading(element) or above
        for action in element.get("actions", ()):
            if question := Control("", action).question:
                yield question, above


def _complaints(card: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is said to be wrong, with the label of the field above it."""
    current = ""
    for element in card.get("body", ()):
        fields = dict(_fields({"body": [element]}))
        if is_input(element):
            current = label(element)
        elif fields:
            current = dict(_fields(card))[next(iter(fields))]
        elif element.get("style") == "attention" and current and words(element) != PUT_RIGHT:
            yield current, words(element)


def _heading(element: dict[str, Any]) -> str:
    """Return the words of a line that stands out as a whole."""
    is_bold = all(str(run.get("weight")).casefold() == "bolder" for run in element["inlines"])
    return words(element).removesuffix(OPTIONAL) if is_bold else ""


def _spelled(control: Control, answer: Any) -> str:
    """Return the answer as Teams spells it for that kind of input."""
    if control.element["type"] != "Input.ChoiceSet":
        return answer.isoformat() if isinstance(answer, date | datetime) else str(answer)
    wanted = answer if isinstance(answer, list) else [answer]
    offered = {each["title"]: each["value"] for each in control.element["choices"]}
    values = [offered.get(str(each), str(each)) for each in wanted]
    unknown = [each for each in values if each not in offered.values()]
    assert not unknown, f"{control.label!r} does not offer {unknown}; it offers {list(offered)}"
    return ",".join(values)


def _shown(element: dict[str, Any], typed: str | None) -> str:
    """Return what stands in an input: what was typed, else what it was drawn with."""
    value = str(element.get("value", "") if typed is None else typed)
    if element["type"] != "Input.ChoiceSet":
        return value
    titles = {each["value"]: each["title"] for each in element["choices"]}
    return ", ".join(titles[each] for each in value.split(",") if each)
