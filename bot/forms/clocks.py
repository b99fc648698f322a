"""Clock times as people say them: "half past two", "10.30", "about 2", "lunchtime"."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import TypeAlias

from bot.forms.phrases import NUMBERS, tidy

UNCLEAR = "I can't find a time there. Try 2pm, half past two, or 10.30."
WHICH_TIME = "I don't know when that is at your school. Please give a time, like 10.30."
NO_SUCH_TIME = "There is no such time. Try 2pm, half past two, or 10.30."
LATEST_MINUTE = 59
NOON = 12
HALF_DAY = 12
HOURS = 24
FIRST_SCHOOL_HOUR = 7

HOUR = rf"(?:\d\d?|{'|'.join(NUMBERS[1:])})"
MINUTES = r"(?:\d\d?|five|ten|twenty[- ]five|twenty|quarter|1/4|half)"
HALF = r"(?:am|pm|a\.m\.?|p\.m\.?|in the (?:morning|afternoon|evening)|at night)"
LOOSELY = r"(?:at|about|around|approx(?:imately)?\.?|roughly|circa|nearly|just (?:after|before)|@)"
TIME = re.compile(
    rf"""
    (?:\b{LOOSELY}\ |@)*(?:
        \b(?:a\ )?(?P<part>{MINUTES})\ (?:min(?:ute)?s?\ )?(?P<side>past|to)\ (?P<whole>{HOUR})\b
      | \bhalf\ (?P<half>{HOUR})\b(?!\ (?:hour|day|term|an))
      | (?<![\d/.:-])(?P<hour>\d\d?)\ ?[:.h]\ ?(?P<minute>\d\d)(?![\d/]|[.:-]\d)
      | \b(?P<military>[01]\d[0-5]\d|2[0-3][0-5]\d)\ ?(?:hours|hrs|h)\b
      | (?<=\bat\ )(?P<plain>[01]\d[0-5]\d|2[0-3][0-5]\d)\b
      | \b(?P<exact>{HOUR})\ ?(?:o'?\ ?clock|(?=\ ?{HALF}(?!\w)))
      | \b(?P<ish>{HOUR})[\ -]?ish\b
      | (?<=[@t])\ ?(?<=\bat\ |.....@)(?P<at>{HOUR})\b(?!\ ?(?:[:./]\d|{HALF}))
      | \b(?P<word>midday|noon|midnight|lunch\ ?time|lunch)\b
    )(?:[\ -]?ish\b)?(?:\ ?(?P<am>{HALF})(?!\w))?
    """,
    re.VERBOSE,
)
