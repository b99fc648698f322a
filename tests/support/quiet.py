"""The journal as it is written for real, caught in a text."""

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.journal import keep_journal


@contextmanager
def a_journal() -> Iterator[io.StringIO]:
    """Keep the journal; afterwards logging is as it was."""
    root, hook, noisy = logging.getLogger(), sys.excepthook, logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    for handler in handlers:
        root.removeHandler(handler)
    stream = io.StringIO()
    keep_journal(stream)
    try:
        yield stream
    finally:
        logging.captureWarnings(capture=False)
        logging.raiseExceptions, sys.excepthook = noisy, hook
        root.handlers[:] = handlers
        root.setLevel(level)
