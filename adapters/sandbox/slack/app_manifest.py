"""What the app's own manifest.yaml says that it listens to and may do."""

from typing import Literal

from pydantic import AliasPath, BaseModel, ConfigDict, Field


class SlashCommand(BaseModel):
    """A slash command as the manifest declares it."""

    model_config = ConfigDict(frozen=True)

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


class Shortcut(BaseModel):
    """A shortcut in the message menu or in the composer's menu."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: Literal["message", "global"]
    callback_id: str


def _of(*path: str) -> AliasPath:
    return AliasPath(path[0], *path[1:])


class AppManifest(BaseModel):
    """The parts of a Slack app manifest that decide what reaches the app."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(default="Dutydesk", validation_alias=_of("display_information", "name"))
    bot_name: str = Field(
        default="Dutydesk", validation_alias=_of("features", "bot_user", "display_name")
    )
    commands: tuple[SlashCommand, ...] = Field(
        default=(), validation_alias=_of("features", "slash_commands")
    )
    shortcuts: tuple[Shortcut, ...] = Field(
        default=(), validation_alias=_of("features", "shortcuts")
    )
    events: frozenset[str] = Field(
        default=frozenset(), validation_alias=_of("settings", "event_subscriptions", "bot_events")
    )
    scopes: tuple[str, ...] = Field(
        default=(), validation_alias=_of("oauth_config", "scopes", "bot")
    )
    has_home: bool = Field(
        default=False, validation_alias=_of("features", "app_home", "home_tab_enabled")
    )
    is_interactive: bool = Field(
        default=False, validation_alias=_of("settings", "interactivity", "is_enabled")
    )

    def command(self, command: str) -> SlashCommand | None:
        """Return the declared slash command of that name."""
        return next((each for each in self.commands if each.command == command), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """Return the declared shortcut with that callback id."""
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)
