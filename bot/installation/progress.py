"""Shows how far an installation is, on stderr."""

from __future__ import annotations

import re
import shutil
import sys
import time

# How pip and uv name a package when they come to it.
NAMED = re.compile(
    r"^(?:Collecting |Processing \S*/|Requirement already satisfied: | \+ )([\w.-]+?)(?:==|-\d)",
    re.MULTILINE,
)
LAST_STAGE = "Installing collected packages"


def say(words: str) -> None:
    """Write a line for the person at the keyboard."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


class Progress:
    """One line that moves in a terminal; a line for each package in a file or a build log."""

    def __init__(self, total: int, what: str) -> None:
        self.total = total
        self.started = time.monotonic()
        self.told = ""
        self.counted = 0
        say(what)

    def __call__(self, log: str) -> None:
        """Show what the installer's log tells so far."""
        names = NAMED.findall(log)
        if LAST_STAGE in log:
            names.append("all fetched, putting them in place")
        if sys.stderr.isatty():
            self.redraw(len(names), names[-1] if names else "looking for packages")
        else:
            for name in names[self.counted :]:
                self.counted += 1
                say(f"  {min(self.counted, self.total)} of {self.total}  {name}")

    def redraw(self, count: int, name: str) -> None:
        """Replace the moving line, if it would change."""
        seconds = int(time.monotonic() - self.started)
        line = f"  {min(count, self.total)} of {self.total}  {name}  ({seconds} s)"
        line = line[: shutil.get_terminal_size().columns - 1]
        if line != self.told:
            self.told = line
            sys.stderr.write(f"\r\x1b[2K{line}")
            sys.stderr.flush()

    def finish(self) -> None:
        """Say that it is done, and how long it took."""
        if self.told:
            sys.stderr.write("\r\x1b[2K")
        say(f"Ready after {time.monotonic() - self.started:.0f} s.")
