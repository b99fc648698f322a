"""Builds the environment of a checkout: makes it, fetches the locked packages, repairs it.

Everything is said on stderr, because another program may read what a command writes on stdout.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.installation import environment
from bot.installation.advice import NO_PIP, NO_VENV, explain_log
from bot.installation.environment import VENV, VENV_PYTHON
from bot.installation.progress import Progress, say

LOG = VENV / "dutydesk.log"
GUARD = VENV / "dutydesk.guard"

PACKAGES = "Setting up Dutydesk, this once: {} packages go into .venv. Allow a minute."
MODEL = (
    "Fetching the sentence model all-MiniLM-L6-v2 (84 MB), this once: it finds answers that use "
    "other words than the question. It works on this computer and sends nothing anywhere."
)
# Dutydesk can do without the model, so nobody waits long for an index that does not answer.
IMPATIENT = {"PIP_RETRIES": "1", "UV_HTTP_RETRIES": "1"}


class CannotInstall(Exception):
    """What a person must put right before Dutydesk can start, in plain words."""


def install(lock: Path) -> None:
    """Bring the project's environment in line with the lock, unless it is already."""
    if environment.is_finished(lock):
        return
    with only_one_start() as guard:
        if environment.is_finished(lock):  # by the start that we waited for
            return
        environment.STAMP.unlink(missing_ok=True)
        make_environment(guard)
        complete(lock, guard, PACKAGES.format(len(environment.pins(lock))))


def add_model(lock: Path) -> None:
    """Put the sentence model into the project's environment, unless it is there already."""
    if environment.is_finished(lock):
        return
    for name, value in IMPATIENT.items():
        os.environ.setdefault(name, value)
    with only_one_start() as guard:
        complete(lock, guard, MODEL)


def complete(lock: Path, guard: int, what: str) -> None:
    """Fetch what the environment lacks of a lock, and say before what that is."""
    for record in environment.half_written_packages():
        shutil.rmtree(record)  # then the installer takes the package for absent
    if not environment.holds(lock, environment.package_folders()):
        fetch(lock, guard, what)
    environment.finish(lock)


@contextmanager
def only_one_start() -> Iterator[int]:
    """Let one start at a time change the environment; gives the guard to pass to what it runs.

    What it runs keeps the guard: an installer that outlives a killed start is still waited for.
    """
    VENV.mkdir(exist_ok=True)
    with GUARD.open("w") as guard:
        try:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is setting up Dutydesk already. Waiting for it to finish.")
            fcntl.flock(guard, fcntl.LOCK_EX)
        yield guard.fileno()


def make_environment(guard: int) -> None:
    """Make an environment where there is none that works."""
    if environment.is_usable():
        return
    for dead_link in VENV.glob("bin/python*"):
        dead_link.unlink()
    if not works([outer_python(), "-m", "venv", "--without-pip", str(VENV)], guard):
        raise CannotInstall(NO_VENV)


def outer_python() -> str:
    """Return the Python outside any environment, by its exact name: an upgrade must not swap it."""
    exact = Path(sys.base_prefix, "bin", "python{}.{}".format(*sys.version_info))
    return str(exact) if exact.exists() else sys.executable


def fetch(lock: Path, guard: int, what: str) -> None:
    """Install the locked packages with uv if it is there and can, else with pip."""
    wanted = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)]
    show, reason = None, NO_PIP
    for installer in installers(guard):
        show = show or Progress(len(environment.pins(lock)), what)
        if works([*installer, *wanted], guard, show):
            show.finish()
            return
        reason = explain_log(LOG.read_text(errors="replace"))
    raise CannotInstall(reason)


def installers(guard: int) -> Iterator[list[str]]:
    """Yield the commands that can install packages on this computer, best first."""
    uv = shutil.which("uv")
    if uv:
        yield [uv, "pip", "install", "--python", str(VENV_PYTHON)]
    python = outer_python()
    quietly = ["install", "--no-input", "--disable-pip-version-check"]
    if works([python, "-m", "pip", "--version"], guard):
        yield [python, "-m", "pip", "--python", str(VENV_PYTHON), *quietly]
    elif works([str(VENV_PYTHON), "-m", "ensurepip"], guard):
        yield [str(VENV_PYTHON), "-m", "pip", *quietly]


def unseen(_log: str) -> None:
    """Show nothing of what a command says."""


def works(command: list[str], guard: int, show: Callable[[str], None] = unseen) -> bool:
    """Whether a command succeeds; its words go to the log, and to `show` as the log grows."""
    with LOG.open("w") as log:
        running = subprocess.Popen(  # noqa: S603 - only commands that this module puts together
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"},
            pass_fds=[guard],
        )
    try:
        while running.poll() is None:
            time.sleep(0.05)
            show(LOG.read_text(errors="replace"))
    except KeyboardInterrupt:
        running.wait()  # Ctrl-C reached it too, and it tidies up
        raise
    show(LOG.read_text(errors="replace"))
    return running.returncode == 0
