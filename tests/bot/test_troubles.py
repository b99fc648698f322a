"""What stops the sandbox at its start is said in one sentence, and what to do about it."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.main import dutydesk


def told(*arguments: str) -> str:
    """Return what the command says when it cannot start."""
    outcome = CliRunner().invoke(dutydesk, arguments)

    assert outcome.exit_code != 0
    assert "Traceback" not in outcome.output
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    return outcome.output


@pytest.mark.parametrize("command", ["sandbox", "playground"])
@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_that_cannot_be(command: str, port: str) -> None:
    assert "--port" in told(command, f"--port={port}")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = told("sandbox", "--port", str(port), "--database", f"sqlite:///{tmp_path}/x.db")

    assert f"I can't use port {port}" in said


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "junk.db"
    file.write_bytes(b"This is no database. " * 500)

    said = told("sandbox", "--port", "0", "--database", f"sqlite:///{file}")

    assert "The database does not take anything" in said


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "app.yaml").read_text(encoding="utf-8")
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    (tmp_path / "knowledge").symlink_to(Path(__file__).parents[2] / "knowledge")
    config = tmp_path / "app.yaml"
    config.write_text(text, encoding="utf-8")

    assert "I can't keep records in" in told("sandbox", "--port", "0", "--config", str(config))
