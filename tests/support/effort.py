"""What something costs a person: taps, and fields to type in."""

from collections import Counter
from typing import Any

# A list that unfolds takes a tap to open and one to choose; so does a calendar.
UNFOLDS = frozenset(
    {"static_select", "multi_static_select", "datepicker", "Input.Date", "compact", "filtered"}
)
TYPED = frozenset({"plain_text_input", "Input.Text"})


def cost(kind: str, answer: Any) -> Counter[str]:
    """Return what one answer in a field of that kind costs."""
    if kind in TYPED:
        return Counter(typed=1)
    choices = len(answer) if isinstance(answer, list) else 1
    return Counter(taps=choices + (kind in UNFOLDS))
