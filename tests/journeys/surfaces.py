"""Where every journey is made: on each platform, and on each kind of database."""

from typing import Any

import pytest

from bot.domain.people import Platform

SURFACES = tuple(Platform)
PLACES = (
    (Platform.SLACK, "sqlite"),
    (Platform.SLACK, "postgresql"),
    (Platform.TEAMS, "sqlite"),
)

NO_WORDS_IN_CHANNELS = "in a Teams channel a slash command opens a form, and takes no words"


def places(*platforms: Platform) -> list[Any]:
    """Return a parameter for each platform with each kind of database that it is tried with."""
    return [
        pytest.param(
            (platform, kind),
            id=f"{platform}-{kind}",
            marks=[pytest.mark.postgres] if kind == "postgresql" else [],
        )
        for platform, kind in PLACES
        if platform in platforms and platform in SURFACES
    ]


def only_on(platform: Platform, *, why: str) -> pytest.MarkDecorator:
    """Make a journey on one platform alone; `why` says what the others do not have."""
    assert why
    return pytest.mark.parametrize("surface", places(platform), indirect=True)
