"""The command line: `dutydesk` without a command starts the sandbox."""

from pathlib import Path

APP_YAML = Path(__file__).resolve().parents[2] / "app.yaml"


class Deployment:
    """The settings file that a command works with, read when it is first needed."""
