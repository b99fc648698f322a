"""Dates and times as people write them, in one place to import from."""

from bot.forms.clocks import read_clock
from bot.forms.days import Prefer, read_day
from bot.forms.moments import read_moment
from bot.forms.periods import read_period

__all__ = ["Prefer", "read_clock", "read_day", "read_moment", "read_period"]
