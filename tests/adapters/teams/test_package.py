"""The app package against Microsoft's limits and against what our code answers."""

import json
import re
import struct
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pydantic import ValidationError

from adapters.teams.inbound import COMMANDS, REPORT_MESSAGE
from adapters.teams.package.build import HERE, Particulars, build, manifest
from adapters.teams.package.manifest import Manifest
from tests.bot.command_line import say

APP_ID = "5c4001e0-0000-4000-8000-00000000bb07"
OURS = Particulars(APP_ID, "Larkmoor Trust", "https://larkmoor.example/privacy")
MANIFEST = manifest(OURS)
BOT = MANIFEST["bots"][0]
ACTIONS = MANIFEST["composeExtensions"][0]["commands"]
PERSONAL, SHARED = {"personal"}, {"team", "groupChat"}
SOME_COMMAND = ("bots", 0, "commandLists", 0, "commands", 0)
SOME_ACTION = ("composeExtensions", 0, "commands", 1)
STEP = re.compile(r"\w+")


def unpacked(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def changed(place: tuple[str | int, ...], value: object) -> dict[str, Any]:
    written = deepcopy(MANIFEST)
    part: Any = written
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return written


def at(key: str) -> Any:
    """Return what the manifest says at a place that is written like "bots[0].botId"."""
    part: Any = MANIFEST
    for step in STEP.findall(key):
        part = part[int(step) if step.isdigit() else step]
    return part


def titles(scopes: set[str], trigger: str) -> list[str]:
    return [
        command["title"]
        for offered in BOT["commandLists"]
        if set(offered["scopes"]) & scopes and trigger in offered["triggers"]
        for command in offered["commands"]
    ]


def texts(part: Any, key: str = "") -> Iterator[str]:
    """Yield the place of everything in the manifest that people read."""
    match part:
        case dict():
            for name, value in part.items():
                yield from texts(value, f"{key}.{name}" if key else name)
        case list():
            for number, value in enumerate(part):
                yield from texts(value, f"{key}[{number}]")
        case str() if key.rpartition(".")[2] in ("short", "full", "title", "description"):
            yield key


def test_the_package_holds_the_manifest_and_every_file_it_names_and_nothing_else() -> None:
    content = unpacked(build(OURS))

    assert list(content) == ["manifest.json", "en-gb.json", "color.png", "outline.png"]
    assert json.loads(content["manifest.json"]) == MANIFEST


def test_the_same_particulars_make_the_same_bytes() -> None:
    assert build(OURS) == build(replace(OURS))
    assert build(OURS) != build(replace(OURS, version="1.0.1"))


def test_everything_that_differs_between_schools_is_filled_in() -> None:
    odd = Particulars(APP_ID, '$ "St Ann\'s" \\ Ysgol y Ffôr', "https://a.example/$x", "2.10.0")
    text = unpacked(build(odd))["manifest.json"].decode()
    written = json.loads(text)

    assert "${" not in text
    assert (written["id"], written["bots"][0]["botId"]) == (APP_ID, APP_ID)
    assert written["composeExtensions"][0]["botId"] == APP_ID
    assert written["version"] == "2.10.0"
    assert written["developer"]["name"] == '$ "St Ann\'s" \\ Ysgol y Ffôr'
    assert written["developer"]["privacyUrl"] == "https://a.example/$x"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("developer", "name"), "x" * 33),
        (("developer", "name"), ""),
        (("developer", "websiteUrl"), "http://larkmoor.example"),
        (("id",), "Dutydesk"),
        (("version",), "1.0"),
        (("name", "short"), "x" * 31),
        (("description", "short"), "x" * 81),
        (("description", "features", 0, "title"), "x" * 46),
        (("description", "features", 0, "description"), "x" * 121),
        ((*SOME_COMMAND, "title"), "x" * 129),
        (("bots", 0, "commandLists"), BOT["commandLists"] * 2),
        (("bots", 0, "commandLists", 0, "triggers"), ["type"]),
        (("bots", 0, "supportsTargetedMessages"), False),
        ((*SOME_ACTION, "title"), "x" * 33),
        ((*SOME_ACTION, "description"), "x" * 129),
        ((*SOME_ACTION, "triggers"), ["mention"]),
        (("composeExtensions", 0, "commands"), ACTIONS * 3),
        (("permissions",), ["mail"]),
        (("authorization",), {}),
    ],
)
def test_what_teams_would_refuse_is_not_packed(place: tuple[str | int, ...], value: object) -> None:
    Manifest.model_validate(MANIFEST)

    with pytest.raises(ValidationError):
        Manifest.model_validate(changed(place, value))


@pytest.mark.parametrize(
    "wrong", [{"app_id": "x"}, {"developer": ""}, {"website": "larkmoor"}, {"version": "one"}]
)
def test_particulars_that_teams_would_refuse_make_no_package(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        build(replace(OURS, **wrong))


def test_every_action_is_one_that_we_answer_and_each_of_those_is_offered() -> None:
    assert sorted(action["id"] for action in ACTIONS) == sorted({*COMMANDS, REPORT_MESSAGE})
    assert all(action["fetchTask"] for action in ACTIONS)


def test_a_message_is_reported_from_its_own_menu_and_the_rest_starts_where_one_writes() -> None:
    contexts = {action["id"]: action["context"] for action in ACTIONS}
    slashes = {action["id"] for action in ACTIONS if action.get("triggers") == ["slash"]}

    assert contexts.pop(REPORT_MESSAGE) == ["message"]
    assert set(map(tuple, contexts.values())) == {("compose", "commandBox")}
    assert slashes == set(contexts)


def test_what_one_picks_is_said_and_understood() -> None:
    offered = list(dict.fromkeys([*titles(PERSONAL, "mention"), *titles(SHARED, "slash")]))

    assert [answer["intent"] for answer in say(*offered)] == [
        "get_help",
        "my_cases",
        "ask_policy",
        "report_cyberbullying",
        "report_website",
        "request_unblock",
    ]


def test_before_others_nothing_is_offered_but_the_policies() -> None:
    [question] = titles(SHARED, "mention")

    assert [answer["intent"] for answer in say(question)] == ["ask_policy"]


def test_no_slash_command_stands_in_the_menu_twice() -> None:
    forms = [action["title"] for action in ACTIONS if action.get("triggers")]
    menu = [*titles(SHARED, "slash"), *forms]

    assert len(menu) == len(set(menu))
    assert len(titles(PERSONAL, "slash")) == len(set(titles(PERSONAL, "slash")))


def test_somebody_new_gets_a_welcome_and_so_no_prompts() -> None:
    kinds = {command.get("type") for each in BOT["commandLists"] for command in each["commands"]}

    assert kinds == {None}


def test_the_app_asks_for_nothing_that_it_does_not_use() -> None:
    assert MANIFEST["permissions"] == ["identity", "messageTeamMembers"]
    assert MANIFEST["validDomains"] == []
    assert MANIFEST.keys().isdisjoint({"authorization", "webApplicationInfo", "staticTabs"})
    assert "supportsFiles" not in BOT


def test_the_english_strings_are_those_of_the_manifest() -> None:
    strings = json.loads(HERE.joinpath("en-gb.json").read_text("utf-8"))
    del strings["$schema"]
    # What a command says is understood in English only, so it is not translated.
    said = re.compile(r"bots\[0\]\..*\.title")

    assert strings == {key: at(key) for key in texts(MANIFEST) if not said.fullmatch(key)}


@pytest.mark.parametrize("name", Manifest.model_validate(MANIFEST).languages)
def test_every_language_says_all_that_english_says(name: str) -> None:
    english, other = (
        json.loads(HERE.joinpath(each).read_text("utf-8")) for each in ("en-gb.json", name)
    )

    assert other.keys() == english.keys()


def test_the_texts_have_no_line_breaks_and_no_long_words() -> None:
    read = [at(key) for key in texts(MANIFEST)]

    assert len(read) > 20
    assert not [text for text in read if "\n" in text or re.search(r"\S{17}", text)]


@pytest.mark.parametrize(("icon", "size"), [("color", 192), ("outline", 32)])
def test_an_icon_has_the_size_that_teams_asks_for(icon: str, size: int) -> None:
    picture = unpacked(build(OURS))[MANIFEST["icons"][icon]]

    assert picture.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert len(picture) < 4_000


def test_the_colour_behind_the_icon_is_that_of_the_icon() -> None:
    picture = unpacked(build(OURS))["color.png"]
    colours = picture[picture.index(b"PLTE") + 4 :]

    assert bytes.fromhex(MANIFEST["accentColor"].removeprefix("#")) in colours[: 3 * 64]
