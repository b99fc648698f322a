"""`python3 -m tests`: every check of the project in one command; stops at the first that fails."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from typing import NamedTuple

from bot.installation.environment import ROOT
from bot.installation.progress import say
from bot.launcher import get_ready

NOTHING_COLLECTED = 5  # pytest's exit code
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "No Chromium here, so the browser tests will be skipped. To run them on Debian:\n"
    "    sudo apt install chromium"
)
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


class Check(NamedTuple):
    """One tool, and what it is asked."""

    title: str
    arguments: list[str]


CHECKS = (
    Check("Format (ruff)", ["-m", "ruff", "format", "--check", "."]),
    Check("Rules (ruff)", ["-m", "ruff", "check", "."]),
    Check("Types (mypy)", ["-m", "mypy"]),
    Check("Who may import whom (import-linter)", ["-c", LINT_IMPORTS]),
)
# In the order of the folders: else the files with few tests, which are the slow ones, come last
# and side by side.
TESTS = Check(
    "Tests (pytest)",
    ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"],
)
# It doubles what the tests have to compute, so it is measured where somebody asks for it.
WITH_COVERAGE = Check(
    "Tests (pytest, with branch coverage)",
    [
        *TESTS.arguments,
        *("--cov-branch", "--cov-report=term:skip-covered"),
        *(f"--cov={package}" for package in ("bot", "intents", "knowledge", "adapters")),
    ],
)


def main() -> int:
    """Run the checks, then the tests; what pytest says last stays last."""
    options, for_pytest = read_arguments()
    get_ready("test", with_model=not options.no_model)
    failed = []
    for check in CHECKS:
        if run(check):
            failed.append(check.title)
            if not options.all:
                say("Stopped here. Add --all to see the other checks too.")
                return 1
    if options.quick:
        for_pytest = ["-m", "not browser and not postgres", *for_pytest]
    else:
        find_browser()
    if failed:
        say(f"\nFailed before the tests: {', '.join(failed)}")
    outcome = run(WITH_COVERAGE if options.coverage else TESTS, for_pytest)
    return 1 if failed or outcome not in {0, NOTHING_COLLECTED} else outcome


def read_arguments() -> tuple[argparse.Namespace, list[str]]:
    """Return our own options, and what is left for pytest."""
    parser = argparse.ArgumentParser(
        prog="python3 -m tests",
        usage="%(prog)s [--all] [--quick] [--coverage] [--no-model] [what pytest understands]",
        description="Check the project: format, rules, types, imports, then the tests.",
        epilog="Everything else goes to pytest, for example: python3 -m tests -k launcher",
        allow_abbrev=False,
    )
    parser.add_argument("--all", action="store_true", help="go on after a check that fails")
    parser.add_argument("--quick", action="store_true", help="leave out browser and PostgreSQL")
    parser.add_argument("--coverage", action="store_true", help="list the lines no test reaches")
    parser.add_argument("--no-model", action="store_true", help="do without the sentence model")
    return parser.parse_known_args()


def run(check: Check, extra: list[str] | None = None) -> int:
    """Run a check under its heading; say how long it took, except after pytest, which does."""
    say(f"\n==> {check.title}")
    began = time.monotonic()
    command = [sys.executable, *check.arguments, *(extra or [])]
    outcome = subprocess.call(command, cwd=ROOT, env=environment())  # noqa: S603 - the checks above
    if check in CHECKS:
        say(f"    {'FAILED' if outcome else 'passed'} in {time.monotonic() - began:.1f} s")
    return outcome


def environment() -> dict[str, str]:
    """Return ours, in which Python keeps what it compiled: the tests start a hundred processes."""
    return {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def find_browser() -> None:
    """Fetch Debian's Chromium on a build machine; say what follows where there is none."""
    if any(map(shutil.which, BROWSERS)):
        return
    apt = shutil.which("apt-get")
    if apt and os.environ.get("CI") and os.geteuid() == 0:
        say("\n==> Browser (Debian's chromium; takes a minute or two)")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for order in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(  # noqa: S603 - two fixed orders to apt-get
                [apt, "-qq", *order],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
    if not any(map(shutil.which, BROWSERS)):
        say(NO_BROWSER)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
