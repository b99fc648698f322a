"""Citations: the clauses of a school's own policies that its lines of advice rest on (2.6)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.directory import Directory
from bot.domain.schools import CitedClause, School
from intents.advice_book import book
from intents.own_words import Complaint, unknown_line
from knowledge.library import Library, Quoted, is_called

NUMBER = re.compile(r"^[\d.]+\s+")


def with_sources(directory: Directory, library: Library) -> Directory:
    """Return the directory whose schools know where each clause that they cite stands.

    Only the policies of schools that cite any are read for it.
    """
    schools = [with_sources_of(school, library) for school in directory.schools()]
    return Directory.of(schools, directory.people())


def complaints(school: School, library: Library) -> Iterator[tuple[str, Complaint]]:
    """Yield each line whose clause is not in the school's policies, and what to do about it."""
    for line, cited in school.advice.clauses.items():
        if line not in book().lines:
            yield line, unknown_line(line, book())
        elif library.find(school.id, cited.policy, cited.number) is None:
            yield line, _missing(cited, school, library)


def with_sources_of(school: School, library: Library) -> School:
    """Return a school that knows where each clause that it cites stands now."""
    clauses = {
        line: _with_source(cited, library.find(school.id, cited.policy, cited.number))
        for line, cited in school.advice.clauses.items()
    }
    return replace(school, advice=replace(school.advice, clauses=clauses)) if clauses else school


def _with_source(cited: CitedClause, found: Quoted | None) -> CitedClause:
    if found is None:
        return replace(cited, source="", next_review=None)
    return replace(cited, source=_source(found), next_review=found.policy.next_review)


def _source(found: Quoted) -> str:
    """Return where a clause stands: "Phones Policy, 6.3 Keeping evidence"."""
    label, path = found.clause.label, found.clause.path
    heading = NUMBER.sub("", path[-1]) if path else ""
    if heading and heading not in label:
        label = f"{label} {heading}" if label[0].isdigit() else f"{label} ({heading})"
    return f"{found.policy.title}, {label}"


def _missing(cited: CitedClause, school: School, library: Library) -> Complaint:
    known = library.policies(school.id)
    if any(is_called(policy, cited.policy) for policy in known):
        return Complaint(
            f"There is no clause '{cited.number}' in '{cited.policy}'.",
            f"See the numbers with: python3 -m bot policies --school {school.id}",
        )
    titles = ", ".join(f"'{policy.title}'" for policy in known)
    return Complaint(
        f"{school.name} has no policy called '{cited.policy}'.",
        f"Write one of its titles: {titles}." if titles else "Add its policies first.",
    )
