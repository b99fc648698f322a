"""The app's manifest, as far as we use it, with the limits of Microsoft's schema 1.30.

The schema is published inside the npm package @microsoft/app-manifest and is not kept here. On 28
November 2026 the manifest that `build` makes, and one value beyond each limit below, were given to
the schema of version 1.1.2 of that package: it took the first and refused the others.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Guid = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$")]
# The schema would take http as well, and any word as a version; Teams compares versions by number.
Url = Annotated[str, Field(pattern=r"^https://[^\s/]+", max_length=2048)]
Version = Annotated[
    str, Field(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$", max_length=256)
]
LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$")]
FileName = Annotated[str, Field(pattern=r"^[\w-]+\.(json|png)$", max_length=2048)]
Scope = Literal["personal", "team", "groupChat"]


class Part(BaseModel):
    """A part of the manifest; a word that we do not use is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)


class Language(Part):
    """A file of strings in another language."""

    language_tag: LanguageTag
    file: FileName


class Localisation(Part):
    """Which languages there are; for a new one add its file here and beside the manifest."""

    default_language_tag: LanguageTag
    default_language_file: FileName
    additional_languages: tuple[Language, ...] = ()


class Developer(Part):
    """Whom the app is from."""

    name: Annotated[str, Field(min_length=1, max_length=32)]
    website_url: Url
    privacy_url: Url
    terms_of_use_url: Url


class Name(Part):
    """What the app is called."""

    short: Annotated[str, Field(max_length=30)]
    full: Annotated[str, Field(max_length=100)]


class Feature(Part):
    """A thing that the app does, on the page where it is installed."""

    title: Annotated[str, Field(max_length=45)]
    description: Annotated[str, Field(max_length=120)]


class Description(Part):
    """What the app is for."""

    short: Annotated[str, Field(max_length=80)]
    full: Annotated[str, Field(max_length=4000)]
    features: Annotated[tuple[Feature, ...], Field(min_length=1, max_length=3)]


class Icons(Part):
    """The icons' files."""

    color: FileName
    outline: FileName


class BotCommand(Part):
    """Words that a person can pick, which are then said to the bot."""

    title: Annotated[str, Field(max_length=128)]
    description: Annotated[str, Field(max_length=4000)]


class CommandList(Part):
    """The words on offer in some kinds of conversation, by mention or behind a slash."""

    scopes: Annotated[tuple[Scope, ...], Field(max_length=4)]
    triggers: Annotated[tuple[Literal["mention", "slash"], ...], Field(max_length=2)]
    commands: Annotated[tuple[BotCommand, ...], Field(max_length=12)]


class Bot(Part):
    """The bot of the app."""

    bot_id: Guid
    scopes: Annotated[tuple[Scope, ...], Field(max_length=4)]
    supports_targeted_messages: Literal[True]
    command_lists: Annotated[tuple[CommandList, ...], Field(max_length=3)]


class Action(Part):
    """A command that opens a dialog."""

    id: Annotated[str, Field(max_length=64)]
    type: Literal["action"]
    title: Annotated[str, Field(max_length=32)]
    description: Annotated[str, Field(max_length=128)]
    context: Annotated[tuple[Literal["compose", "commandBox", "message"], ...], Field(max_length=3)]
    fetch_task: Literal[True]
    triggers: Annotated[tuple[Literal["slash"], ...], Field(max_length=1)] = ()


class Extension(Part):
    """What the app adds to the message menu and to the compose box."""

    bot_id: Guid
    commands: Annotated[tuple[Action, ...], Field(max_length=10)]


class Manifest(Part):
    """The whole manifest."""

    schema_: Annotated[str, Field(alias="$schema")]
    manifest_version: Literal["1.30"]
    version: Version
    id: Guid
    localization_info: Localisation
    developer: Developer
    name: Name
    description: Description
    icons: Icons
    accent_color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    bots: Annotated[tuple[Bot, ...], Field(max_length=1)]
    compose_extensions: Annotated[tuple[Extension, ...], Field(max_length=1)]
    permissions: Annotated[
        tuple[Literal["identity", "messageTeamMembers"], ...], Field(max_length=2)
    ]
    valid_domains: Annotated[tuple[str, ...], Field(max_length=100)]
    default_install_scope: Scope

    @property
    def languages(self) -> tuple[str, ...]:
        """The files of strings, English first."""
        local = self.localization_info
        return (local.default_language_file, *(each.file for each in local.additional_languages))

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that has to stand beside the manifest."""
        return (*self.languages, self.icons.color, self.icons.outline)
