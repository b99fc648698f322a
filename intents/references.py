"""References: the numbers that people know cases by, however they are typed."""

import re

REFERENCE = re.compile(r"\b([A-Z]{2,4})[- ]?(\d{4})[- ]?(\d{4})\b", re.IGNORECASE)


def reference_in(text: str) -> str:
    """Return the first reference in a text, as its card has it: UNB-2026-0042; "" for none."""
    found = REFERENCE.search(text)
    return f"{found[1].upper()}-{found[2]}-{found[3]}" if found else ""


def without_references(text: str) -> str:
    """Return the other words."""
    return " ".join(REFERENCE.sub(" ", text).split())
