"""What the app's own manifest.json offers in Teams; whatever it does not say is not there."""

from typing import Literal

from pydantic import AliasPath, BaseModel, ConfigDict, Field

Place = Literal["app", "channel", "chat"]

_SCOPES: dict[str, Place] = {"personal": "app", "team": "channel", "groupChat": "chat"}
_EVERYWHERE: tuple[Place, ...] = ("app", "channel", "chat")
_COMPOSING = {"compose", "commandBox"}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Suggested(_Part):
    """Something to say to the app; a prompt has words of its own."""

    title: str
    description: str = ""
    prompt: str = ""


class SuggestedList(_Part):
    """What can be said to the app in some kinds of conversations."""

    scopes: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ("mention",)
    commands: tuple[Suggested, ...] = ()


class ExtensionCommand(_Part):
    """A command of the message extension."""

    id: str
    title: str
    description: str = ""
    type: str = "query"
    context: tuple[str, ...] = ("compose", "commandBox")
    has_dialog: bool = Field(default=False, validation_alias="fetchTask")


class Permission(_Part):
    """Something that the app may see without being mentioned."""

    name: str


class SlashCommand(_Part):
    """A command as the composer offers it: a dialog, or a message for the app alone."""

    id: str
    title: str
    description: str
    opens: Literal["dialog", "message"]
    places: tuple[Place, ...]


class AppManifest(BaseModel):
    """The parts of a Teams app manifest that decide what reaches the app."""

    model_config = ConfigDict(frozen=True)

    lists: tuple[SuggestedList, ...] = Field(
        default=(), validation_alias=AliasPath("bots", 0, "commandLists")
    )
    extension: tuple[ExtensionCommand, ...] = Field(
        default=(), validation_alias=AliasPath("composeExtensions", 0, "commands")
    )
    permissions: tuple[Permission, ...] = Field(
        default=(), validation_alias=AliasPath("authorization", "permissions", "resourceSpecific")
    )

    def prompts(self) -> list[Suggested]:
        """Return what the app's chat suggests to say."""
        lists = (each for each in self.lists if "personal" in each.scopes)
        return [suggested for each in lists for suggested in each.commands]

    def message_actions(self) -> list[ExtensionCommand]:
        """Return what the app offers in a message's menu."""
        return [each for each in self._with_dialog() if "message" in each.context]

    def commands(self) -> list[SlashCommand]:
        """Return what the composer offers behind a slash, each command once."""
        dialogs = [
            _slash(each.id, each, "dialog", _EVERYWHERE)
            for each in self._with_dialog()
            if _COMPOSING & set(each.context)
        ]
        said: dict[str, SlashCommand] = {}
        for each in self.lists:
            for suggested in each.commands if "slash" in each.triggers else ():
                known = said.get(suggested.title)
                places = (*(known.places if known else ()), *_places(each.scopes))
                said[suggested.title] = _slash(suggested.title, suggested, "message", places)
        return [*dialogs, *said.values()]

    def command(self, command_id: str) -> SlashCommand | None:
        """Return the command with that id."""
        return next((each for each in self.commands() if each.id == command_id), None)

    def message_action(self, command_id: str) -> ExtensionCommand | None:
        """Return the action on messages with that id."""
        return next((each for each in self.message_actions() if each.id == command_id), None)

    def hears_all(self, place: Place) -> bool:
        """Whether the app is told of what is said there without a mention."""
        needed = {"channel": "ChannelMessage.Read.Group", "chat": "ChatMessage.Read.Chat"}
        return needed.get(place) in {each.name for each in self.permissions}

    def _with_dialog(self) -> list[ExtensionCommand]:
        return [each for each in self.extension if each.type == "action" and each.has_dialog]


def _slash(
    command_id: str,
    said: Suggested | ExtensionCommand,
    opens: Literal["dialog", "message"],
    places: tuple[Place, ...],
) -> SlashCommand:
    return SlashCommand(
        id=command_id,
        title=said.title,
        description=said.description,
        opens=opens,
        places=places,
    )


def _places(scopes: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(_SCOPES[each] for each in scopes if each in _SCOPES)
