"""The first thing that runs: sees to it that every package is there before anything needs one.

Only the standard library, since nothing else may be there, and nothing that Python 3.7 cannot
read, so that an old Python says that it is too old.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.installation import environment
from bot.installation.advice import explain_disk, explain_no_model
from bot.installation.installer import CannotInstall, add_model, install
from bot.installation.progress import say

OLDEST = (3, 11)
STOPPED = "\nStopped before everything was in place. Start again when you like: it carries on."


def get_ready(lock_name: str, *, with_model: bool) -> None:
    """Return if this Python holds the locked packages, else make one that does and start in it."""
    lock = environment.LOCKS / f"{lock_name}.txt"
    check_python(sys.version_info[:2])
    # Before numpy is read: to share sums as small as ours among threads costs more than it saves.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not with_model:
        os.environ[environment.WITHOUT_MODEL] = "1"
    # A Dutydesk that was installed by pip has no lock beside it, and needs none.
    if not lock.is_file():
        return
    try:
        if is_ready_here(lock):
            get_model()
            return
        install(lock)
        start_again()
    except CannotInstall as reason:
        sys.exit(str(reason))
    except OSError as problem:
        sys.exit(explain_disk(problem))
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def get_model() -> None:
    """Put the sentence model into the project's environment; without it, say so and go on."""
    lock = environment.LOCKS / "model.txt"
    if environment.WITHOUT_MODEL in os.environ or not is_ours() or not lock.is_file():
        return
    try:
        add_model(lock)
        return
    except CannotInstall as reason:
        say(explain_no_model(str(reason)))
    except OSError as problem:
        say(explain_no_model(explain_disk(problem)))
    # So that what is started from here does not try, and say so, once more.
    os.environ[environment.WITHOUT_MODEL] = "1"


def check_python(version: tuple[int, int]) -> None:
    """Leave with a plain sentence where Python is too old."""
    if version < OLDEST:
        sys.exit(
            f"Dutydesk needs Python 3.11 or newer, but {sys.executable} is Python "
            f"{version[0]}.{version[1]}. Debian 12 and Ubuntu 24.04 come with a newer one: "
            "start again with that."
        )


def is_ready_here(lock: Path) -> bool:
    """Whether to stay in the Python that runs now: the project's own, or one the user prepared."""
    if is_ours():
        return environment.is_finished(lock) or environment.holds(lock, map(Path, sys.path))
    is_plain = sys.prefix == sys.base_prefix
    if is_plain and environment.is_finished(lock):
        return False
    return environment.holds(lock, map(Path, sys.path))


def is_ours() -> bool:
    """Whether the Python that runs now is the project's own."""
    return Path(sys.prefix).resolve() == environment.VENV.resolve()


def start_again() -> None:
    """Become the same command in the project's environment."""
    sys.stderr.flush()
    python = str(environment.VENV_PYTHON)
    os.execv(python, [python, *sys.orig_argv[1:]])  # noqa: S606 - no shell is wanted
