"""What a person reads while the packages are fetched, and when they cannot be."""

import errno
import os
import sys
from io import StringIO

import pytest

from bot.installation.advice import NO_PIP, explain_disk, explain_log, explain_no_model
from bot.installation.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EROFS, "Copy the folder to a place where you may write"),
        (errno.EACCES, "Copy the folder to a place where you may write"),
        (errno.ENOSPC, "The disk is full"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_each_trouble_with_the_disk_has_its_advice(number: int, advice: str) -> None:
    assert advice in explain_disk(OSError(number, os.strerror(number)))


@pytest.mark.parametrize(
    ("log", "advice"),
    [
        ("error: Failed to fetch\n  Caused by: dns error: failed to lookup", "internet connection"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for x==1", "64-bit Linux"),
        ("ReadTimeoutError: Read timed out.", "internet connection"),
    ],
)
def test_an_installers_last_words_become_advice(log: str, advice: str) -> None:
    assert advice in explain_log(log)


def test_a_missing_model_is_one_line_that_says_what_follows_and_what_to_do() -> None:
    told = explain_no_model(NO_PIP)

    assert "\n" not in told
    assert "Answers will be found by words alone." in told
    assert "sudo apt install python3-pip" in told


def test_a_terminal_shows_one_line_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    show = Progress(2, "2 packages go into .venv.")
    show("Collecting left-pad==1.0 (from -r run.txt)\n")
    show("Collecting left-pad==1.0\nProcessing /wheels/colour_box-2.1-py3-none-any.whl\n")
    show.finish()

    first, moving, end = terminal.getvalue().split("\n")
    assert "2 packages" in first
    assert "1 of 2  left-pad  (0 s)" in moving
    assert "2 of 2  colour_box  (0 s)" in moving
    assert moving.endswith("Ready after 0 s.")
    assert end == ""
