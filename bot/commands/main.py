"""The command line: `dutydesk` without a command starts the sandbox."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.commands.ask import ask, policies
from bot.commands.check import check, migrate
from bot.commands.evaluate import evaluate
from bot.commands.gallery import gallery
from bot.commands.sandbox import sandbox
from bot.commands.serve import serve
from bot.commands.talk import chat, say
from bot.settings import BadSettings, load

APP_YAML = Path(__file__).resolve().parents[2] / "app.yaml"


class Deployment:
    """The settings file that a command works with, read when it is first needed."""
