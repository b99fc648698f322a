"""The journal: log lines as JSON, with an allow-list of keys and no message from outside.

Whatever a library, an exception or a platform says may quote a child's name, so only our own fixed
words and the keys below are written (A20).
"""

import logging
import sys
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.errors import place_of

KEYS = frozenset(
    {
        "at",
        "attempts",
        "cause",
        "error_id",
        "event",
        "kind",
        "level",
        "parcel",
        "place",
        "policy",
        "port",
        "reaction",
        "reason",
        "logger",
        "timestamp",
    }
)
OURS = ("bot", "adapters", "intents", "knowledge")
OF_OTHERS = frozenset({"level", "logger", "timestamp"})
LOUDEST_OF_OTHERS = logging.WARNING


log = logging.getLogger(__name__)


def keep_journal(stream: TextIO | None = None) -> None:
    """Write the journal to standard error from now on, and nothing else beside it."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[only_known_keys, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=LOUDEST_OF_OTHERS, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    # A traceback ends in the words of an exception, and so does what logging says of its own bugs.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = note_the_end


def note_the_end(_: type[BaseException], bug: BaseException, __: TracebackType | None) -> None:
    """Note what ended the program: what kind of thing it was and where, without its words."""
    if isinstance(bug, KeyboardInterrupt):
        return
    log.critical("stopped by a bug", extra={"kind": type(bug).__name__, "at": place_of(bug)})


def only_known_keys(_: WrappedLogger, __: str, entry: EventDict) -> EventDict:
    """Drop every key that is not on the list; of others' lines keep only who spoke and how loud."""
    is_ours = str(entry.get("logger", "")).split(".")[0] in OURS
    kept = {key: value for key, value in entry.items() if key in (KEYS if is_ours else OF_OTHERS)}
    return kept if is_ours else {**kept, "event": "a library had something to say"}
