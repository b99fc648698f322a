"""The journal: our own fixed words and a few known keys; nobody's story, nobody's name (A20)."""

import ast
import io
import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.journal import KEYS, note_the_end
from tests.support.quiet import a_journal

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Sam Brown of Year 5"


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """What would stand on standard error."""
    with a_journal() as stream:
        yield stream


def lines(journal: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in journal.getvalue().splitlines()]


def a_bug() -> ValueError:
    """An exception that quotes somebody, as it is when it was raised."""
    try:
        int(CANARY)
    except ValueError as bug:
        return bug
    raise AssertionError


def test_a_line_of_ours_has_its_fixed_words_and_known_keys(journal: io.StringIO) -> None:
    extra = {"reason": "http 500", "attempts": 2, "story": CANARY}
    logging.getLogger("bot.delivery").warning("not delivered", extra=extra)

    (line,) = lines(journal)
    assert line.pop("timestamp")
    assert line == {
        "event": "not delivered",
        "level": "warning",
        "logger": "bot.delivery",
        "reason": "http 500",
        "attempts": 2,
    }


def test_of_a_librarys_line_only_who_spoke_and_how_loud_is_kept(journal: io.StringIO) -> None:
    extra = {"reason": CANARY, "at": CANARY}
    logging.getLogger("slack_bolt.app").error("body: %s", CANARY, extra=extra)

    (line,) = lines(journal)
    assert set(line) == {"event", "level", "logger", "timestamp"}
    assert CANARY not in journal.getvalue()


@pytest.mark.parametrize(
    "name", ["slack_bolt", "slack_sdk", "aiohttp.access", "asyncio", "sqlalchemy.engine", "alembic"]
)
def test_libraries_are_quiet(journal: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("everything is fine, and %s wrote", CANARY)

    assert journal.getvalue() == ""


@pytest.mark.parametrize("name", ["bot.assistant", "slack_bolt", "asyncio"])
def test_no_traceback_and_no_words_of_an_exception_are_kept(
    journal: io.StringIO, name: str
) -> None:
    logging.getLogger(name).error("turn failed", exc_info=a_bug(), stack_info=True)

    assert lines(journal)
    assert "Traceback" not in journal.getvalue()
    assert CANARY not in journal.getvalue()


def test_what_cannot_be_written_down_is_not_told_in_another_way(
    journal: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("bot.delivery").error("%d of them", CANARY)
    logging.getLogger("bot.delivery").error("odd", extra={"reason": object(), "at": "\ud800"})

    told = capsys.readouterr()
    assert CANARY not in journal.getvalue() + told.out + told.err


def test_warnings_are_no_way_round(
    journal: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, UserWarning, stacklevel=1)

    assert CANARY not in journal.getvalue() + capsys.readouterr().err


def test_what_ends_the_program_is_told_without_its_words(journal: io.StringIO) -> None:
    bug = a_bug()
    note_the_end(type(bug), bug, bug.__traceback__)

    (line,) = lines(journal)
    assert (line["event"], line["kind"]) == ("stopped by a bug", "ValueError")
    assert "test_journal.py" in str(line["at"])
    assert CANARY not in journal.getvalue()


def test_ctrl_c_is_no_bug(journal: io.StringIO) -> None:
    note_the_end(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert journal.getvalue() == ""


def log_calls() -> Iterator[tuple[str, ast.Call]]:
    """Every line that our code writes to the journal."""
    for folder in ("bot", "intents", "knowledge", "adapters"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "log":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


CALLS = list(log_calls())


@pytest.mark.parametrize("call", [pytest.param(call, id=where) for where, call in CALLS])
def test_every_line_has_fixed_words_and_keys_that_are_kept(call: ast.Call) -> None:
    assert isinstance(call.func, ast.Attribute)
    words = call.args[1:] if call.func.attr == "log" else call.args
    (extra,) = [it.value for it in call.keywords if it.arg == "extra"] or [ast.Dict([], [])]

    assert len(words) == 1
    assert isinstance(words[0], ast.Constant | ast.Name)
    assert call.func.attr != "exception"
    if isinstance(extra, ast.Dict):
        assert {key.value for key in extra.keys if isinstance(key, ast.Constant)} <= KEYS
