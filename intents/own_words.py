"""A school's own words for a line of advice: which it may say, and what is wrong with them."""

from collections.abc import Collection
from dataclasses import dataclass

from intents.advice_book import BRACES, MOST_CHARACTERS, AdviceBook, has_stray_brace


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a school's own words, and what to do."""

    what: str
    remedy: str


def complaint(
    line: str, words: str, book: AdviceBook, names: Collection[str] = ()
) -> Complaint | None:
    """Return what is wrong with own words for a line of the book; `names` are people's names."""
    if line not in book.lines:
        return unknown_line(line, book)
    if line in book.floor:
        return Complaint(
            f"'{line}' can't be changed: {book.floor[line]}.",
            "Take it out. It is part of the safety floor, which is the same in every school.",
        )
    if len(words) > MOST_CHARACTERS:
        return Complaint(
            f"Your words for '{line}' have {len(words)} characters.",
            f"Use {MOST_CHARACTERS} or fewer: it is read on a phone.",
        )
    if has_stray_brace(words):
        return Complaint(
            f"Your words for '{line}' have a brace that I can't read.",
            "Write {school}, with one word between the two braces, or no braces.",
        )
    return _about_people(line, words, book, names) or _left_out(line, words, book)


def unknown_line(line: str, book: AdviceBook) -> Complaint:
    """Return that there is no such line; small and capital letters are easily mistaken."""
    near = next((each for each in book.lines if each.casefold() == line.casefold()), "")
    where = "Every line stands in intents/advice.yaml with its id."
    remedy = f"Did you mean '{near}'? {where}" if near else where
    return Complaint(f"There is no line of advice '{line}'.", remedy)


def _about_people(
    line: str, words: str, book: AdviceBook, names: Collection[str]
) -> Complaint | None:
    """Return what is wrong with whom the words speak of (rule 5)."""
    used, shipped = set(BRACES.findall(words)), set(BRACES.findall(book.lines[line]))
    allowed = shipped | (book.fillable(line) - book.people)
    if strange := sorted(used - allowed):
        return Complaint(
            f"Your words for '{line}' can't use {_braced(strange)}.",
            f"In this line you can use {_braced(sorted(allowed))}.",
        )
    if dropped := sorted((shipped - used) & book.people):
        return Complaint(
            f"Your words for '{line}' leave out {_braced(dropped)}, so nobody is named.",
            "Put it back in. The right name is filled in for each report.",
        )
    if named := sorted(name for name in names if name in words):
        return Complaint(
            f"Your words for '{line}' name {named[0]}.",
            "Leave the name out: people change, and a report can be about anybody.",
        )
    return None


def _left_out(line: str, words: str, book: AdviceBook) -> Complaint | None:
    kept = book.keeps.get(line, "")
    if " ".join(kept.split()).casefold() in " ".join(words.split()).casefold():
        return None
    return Complaint(
        f"Your words for '{line}' leave out \"{kept}\"",
        "Put these words back in: staff must not miss them.",
    )


def _braced(names: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
