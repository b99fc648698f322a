"""Outages: what the database did wrong, told apart from what the program did wrong."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StorageDown

BUGS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)

log = logging.getLogger(__name__)


@contextmanager
def outages() -> Iterator[None]:
    """Raise `StorageDown` where the database could not do what any other day it can."""
    try:
        yield
    except PoolTimeout as error:
        log.error("storage down", extra={"cause": "no free connection"})  # noqa: TRY400
        raise StorageDown from error
    except DBAPIError as error:
        if isinstance(error, BUGS) and not error.connection_invalidated:
            raise
        log.error("storage down", extra={"cause": _cause(error)})  # noqa: TRY400
        raise StorageDown from error


def _cause(error: DBAPIError) -> str:
    """Return the driver's own name for it: a message could quote what somebody wrote."""
    reason = error.orig
    for name in ("sqlite_errorname", "sqlstate"):
        if code := getattr(reason, name, None):
            return f"{type(reason).__name__} {code}"
    return type(reason).__name__
