"""The command line, in this process and as other tools call it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bot.commands.main import dutydesk

ROOT = Path(__file__).resolve().parents[2]
SCHOOL = ["--school", "oakfield"]
CLAUSE = ["id", "policy", "number", "heading", "text", "review_state"]


def run(*words: str, typed: str | bytes = "") -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(dutydesk, list(words), input=typed)


def start(*words: str, typed: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command as other tools do."""
    given = typed.encode() if isinstance(typed, str) else typed
    call = [sys.executable, "-m", "bot", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": ""}
    return subprocess.run(call, input=given, cwd=ROOT, env=env, capture_output=True, check=False)  # noqa: S603


def objects(output: str | bytes) -> list[dict[str, Any]]:
    text = output if isinstance(output, str) else output.decode()
    return [json.loads(line) for line in text.splitlines()]


def ask(*lines: str) -> list[dict[str, Any]]:
    return objects(run("ask", *SCHOOL, "--json", typed="\n".join(lines)).stdout)


def say(*lines: str, school: str = "oakfield", who: str = "amy-carter") -> list[dict[str, Any]]:
    words = ["say", "--school", school, "--as", who, "--json"]
    result = run(*words, typed="\n".join(lines))
    assert result.exit_code == 0, result.stderr
    return objects(result.stdout)


def text(answer: dict[str, Any]) -> str:
    return "\n".join(f"{card['title']}\n{card['text']}" for card in answer["cards"])
