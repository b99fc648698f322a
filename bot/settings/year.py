"""The school year, as a school writes it down."""

from datetime import time
from typing import Annotated, Self

from pydantic import model_validator

from bot.settings.words import Clock, Dates, Day, Filled, Section, complaint


class Term(Dates):
    """A term or half term."""

    name: str = ""


class Hours(Section):
    """When the school day starts and ends for staff."""

    start: Clock = time(8, 0)
    end: Clock = time(16, 0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise complaint("'end' is not later than 'start'. Check the two times.")
        return self


class SchoolYear(Section):
    """Terms, days off, opening hours and the times at which reminders go out."""

    terms: tuple[Term, ...] = ()
    half_terms: tuple[Term, ...] = ()
    inset_days: tuple[Day, ...] = ()
    bank_holidays: tuple[Day, ...] = ()
    hours: Hours = Hours()
    reminder_times: Annotated[tuple[Clock, ...], Filled] = (
        time(8, 15),
        time(12, 30),
        time(15, 45),
    )
