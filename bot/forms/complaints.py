"""Complaints: what is wrong with an answer, in plain words that say what to do."""

from collections.abc import Mapping

from pydantic_core import ErrorDetails

SENTENCES: Mapping[str, str] = {
    "missing": "Please answer this question.",
    "string_too_short": "Please write a little more: at least {min_length} characters.",
    "string_too_long": "That is too long. Please keep it under {max_length} characters.",
    "too_short": "Please choose at least one.",
    "bool_parsing": "Please answer yes or no.",
    "bool_type": "Please answer yes or no.",
    "enum": "Please choose one of the answers shown.",
    "date_parsing": "I can't read that date. Try 24 Nov, or tomorrow.",
    "date_from_datetime_parsing": "I can't read that date. Try 24 Nov, or tomorrow.",
    "string_type": "Please answer in words.",
}
UNCLEAR = "I can't use that answer. Please try it in other words."


def complaint(error: ErrorDetails) -> str:
    """Return what to tell the person about one validation error."""
    if error["type"] == "value_error":
        return str(error.get("ctx", {}).get("error", UNCLEAR))
    return SENTENCES.get(error["type"], UNCLEAR).format(**error.get("ctx", {}))
