"""What is wrong with the settings, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether the assistant may go live with the fault."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a settings file; `line` is 1-based.

    `owner` is the school it belongs to, "" for what belongs to the trust or to all.
    """

    file: str
    line: int
    severity: Severity
    what: str
    remedy: str = ""
    owner: str = ""

    def __str__(self) -> str:
        """Return the fault as the school's office reads it."""
        return f"{self.file} line {self.line}: {self.what} {self.remedy}".rstrip()


class BadSettings(Exception):
    """The settings file cannot be used; `faults` holds everything wrong with it, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))
