"""The option that does without the sentence model; the launcher reads it too."""

import os
from collections.abc import Callable
from typing import TypeVar

import click

from bot.installation.environment import WITHOUT_MODEL

WITHOUT = "dutydesk.without_model"
CommandT = TypeVar("CommandT", bound=Callable[..., object])


def may_do_without_model(command: CommandT) -> CommandT:
    """Add the option, which is remembered beside what the command is passed."""
    option = click.option(
        "--no-model",
        is_flag=True,
        expose_value=False,
        envvar=WITHOUT_MODEL,
        callback=_remember,
        help="Find answers by words alone, without the sentence model.",
    )
    return option(command)


def _remember(context: click.Context, _parameter: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click passes it so
    """Note it for this command and those within: it may stand before or after a command's name."""
    context.meta[WITHOUT] = given or context.meta.get(WITHOUT, False)
    if context.meta[WITHOUT]:
        os.environ[WITHOUT_MODEL] = (
            "1"  # for whatever builds a library, and what is started from here
        )
