"""The journal: log lines as JSON, with an allow-list of keys and no message from outside.

Whatever a library, an exception or a platform says may quote a child's name, so only our own fixed
words and the keys below are written (A20).
"""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

KEYS = frozenset(
    {
        "at",
        "attempts",
        "error_id",
        "event",
        "kind",
        "level",
        "parcel",
        "place",
        "policy",
        "port",
        "reason",
        "logger",
        "timestamp",
    }
)
OURS = ("bot", "adapters", "intents", "knowledge")
LOUDEST_OF_OTHERS = logging.WARNING


def keep_journal() -> None:
    """Write the journal to standard error from now on."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[only_known_keys, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=LOUDEST_OF_OTHERS, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def only_known_keys(_: WrappedLogger, __: str, entry: EventDict) -> EventDict:
    """Drop every key that is not on the list; of others' lines keep only who spoke and how loud."""
    is_ours = str(entry.get("logger", "")).split(".")[0] in OURS
    kept = {key: value for key, value in entry.items() if key in KEYS}
    return kept if is_ours else {**kept, "event": "a library had something to say"}
