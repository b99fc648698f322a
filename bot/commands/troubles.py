"""What can stop a command that keeps records, in words that say what to do."""

import errno
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from adapters.database.migrations.head import NewerSchema
from bot.errors import Refusal, StorageDown
from knowledge.reading.paragraphs import UnreadableDocument

HIGHEST_PORT = 65_535
OF_PORTS = frozenset((errno.EACCES, errno.EADDRINUSE, errno.EADDRNOTAVAIL))
CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class CannotKeep(Exception):
    """The folder for records cannot be made or written to; the message says why."""


@contextmanager
def faults_told(deed: str, remedy: str, database: str = "Check its address.") -> Iterator[None]:
    """Turn what stops a command that runs once into one plain sentence.

    Where that is a file, it says which `deed` cannot be done and what the `remedy` is.
    """
    try:
        yield
    except (Refusal, UnreadableDocument, NewerSchema) as reason:
        raise click.ClickException(str(reason)) from reason
    except StorageDown as down:
        raise click.ClickException(f"I can't read the database. {database}") from down
    except OSError as fault:
        raise click.ClickException(f"I can't {deed} ({fault.strerror}). {remedy}") from fault


def records_told(folder: Path) -> AbstractContextManager[None]:
    """Turn what keeps a command from the records into one plain sentence."""
    where = f"Check the database's address, and who may write there and in {folder}."
    return faults_told("open the records", where)


def port_option(default: int, what: str) -> Callable[[CommandT], CommandT]:
    """Return the option that names a port."""
    return click.option(
        "--port",
        type=click.IntRange(0, HIGHEST_PORT),
        default=default,
        show_default=True,
        help=f"{what}; 0 takes any.",
    )


def made(folder: Path) -> Path:
    """Return the folder for records, made if it was not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotKeep(error.strerror) from error
    return folder


@contextmanager
def troubles_told(port: int, folder: Path) -> Iterator[None]:
    """Turn what stops a program that listens, at its start, into one plain sentence."""
    try:
        yield
    except CannotKeep as error:
        raise click.ClickException(
            f"I can't keep records in {folder} ({error}). Check who may write there, or name "
            "another folder under storage: data_dir in the settings file."
        ) from error
    except StorageDown as error:
        raise click.ClickException(
            "The database does not take anything: it may be no database of ours, or the disk may "
            f"be full or read-only. Look in {folder}, or name another with --database."
        ) from error
    except NewerSchema as newer:
        raise click.ClickException(str(newer)) from newer
    except OSError as error:
        if error.errno not in OF_PORTS:
            raise
        raise click.ClickException(
            f"I can't use port {port} ({error.strerror}). Another copy may be running: stop it, or "
            "choose another port with --port."
        ) from error
