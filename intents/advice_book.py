"""The book of advice: the shipped lines, and what a school may change about them (DOMAIN 2.6)."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

BRACES = re.compile(r"\{(\w+)\}")
MOST_CHARACTERS = 400
SCHOOL = "school"


class AdviceBook(BaseModel):
    """What advice.yaml says; one that does not fit together is refused when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: Mapping[str, str]
    unknown: Mapping[str, str]
    given: Mapping[str, tuple[str, ...]]
    people: frozenset[str]
    floor: Mapping[str, str]
    keeps: Mapping[str, str]

    @classmethod
    def read(cls, source: str) -> Self:
        """Return the book that a YAML text holds."""
        return cls.model_validate(yaml.safe_load(source))

    def fillable(self, line: str) -> frozenset[str]:
        """Return the words that may stand in a line's braces."""
        return frozenset({SCHOOL, *self.unknown, *self.given.get(line, ())})

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for line, words in self.lines.items():
            strange = set(BRACES.findall(words)) - self.fillable(line)
            if strange or has_stray_brace(words) or len(words) > MOST_CHARACTERS:
                fault = f"has braces that nothing fills ({sorted(strange)}), or is too long"
                raise ValueError(f"{line} {fault}")
        if lost := {*self.given, *self.floor, *self.keeps} - set(self.lines):
            raise ValueError(f"there are no lines {sorted(lost)}")
        if left_out := {n for n, words in self.keeps.items() if words not in self.lines[n]}:
            raise ValueError(f"{sorted(left_out)} do not hold what they must keep")
        return self


def has_stray_brace(words: str) -> bool:
    """Tell whether there is a brace that belongs to no word."""
    return bool(set("{}") & set(BRACES.sub("", words)))


@cache
def book() -> AdviceBook:
    """Return the shipped book."""
    return AdviceBook.read(files("intents").joinpath("advice.yaml").read_text(encoding="utf-8"))
