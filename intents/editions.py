"""Editions as policies: what was in force once, or waits to be, with its clauses."""

from bot.domain.editions import Edition
from bot.services.policies import Versions
from knowledge.archive import Archive
from knowledge.clauses import Clause, Policy
from knowledge.imports import Document


def document_of(edition: Edition, archive: Archive) -> Document:
    """Return the kept document of an edition."""
    return Document(
        path=archive.place(edition.sha, edition.suffix),
        id=edition.policy,
        title=edition.title,
        version=edition.version,
        owner=edition.owner or None,
        approved_on=edition.approved_on,
        next_review=edition.next_review,
    )


def policy_of(edition: Edition, archive: Archive) -> Policy:
    """Return an edition as a policy, or raise `UnreadableDocument`."""
    return archive.policy(document_of(edition, archive))


def clause_of_version(
    versions: Versions, version: str, clause: str, archive: Archive
) -> tuple[Policy, Clause] | None:
    """Return a clause as it was worded in a version, in force or not, by its id or its number."""
    edition = versions.called(version)
    if edition is None:
        return None
    policy = policy_of(edition, archive)
    known = (c for c in policy.clauses if clause in (c.id, c.number, c.label))
    found = next((each for each in known if each.kind.is_quotable), None)
    return (policy, found) if found else None
