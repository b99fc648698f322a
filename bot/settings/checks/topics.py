"""The school's own topics and words for the search can be used."""

from collections.abc import Iterator

from bot.settings.checks.visit import Finding, Visit
from knowledge.concept_files import BadConcepts, load_topics


def findings(visit: Visit) -> Iterator[Finding]:
    """Return what is wrong in the file of the school's own topics, each with its line there."""
    if visit.settings.concepts is None:
        return
    try:
        load_topics((visit.folder / visit.settings.concepts).resolve())
    except BadConcepts as bad:
        for fault in bad.faults:
            remedy = "Put this right, or take out 'concepts'."
            yield Finding((*visit.place, "concepts"), str(fault), remedy)
