"""Importing: policy documents in, policies with numbered clauses out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.clauses import Policy
from knowledge.metadata import read_metadata
from knowledge.reading.documents import read, read_all
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from knowledge.splitting import split

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy document and what is known of it; what is None is read from the document."""

    path: Path
    id: str
    title: str | None = None
    version: str | None = None
    owner: str | None = None
    approved_on: date | None = None
    next_review: date | None = None


def import_policies(documents: Sequence[Document]) -> tuple[Policy, ...]:
    """Return the policies in the documents; one that cannot be read is logged and left out."""
    policies = []
    outcomes = read_all([document.path for document in documents])
    for document, outcome in zip(documents, outcomes, strict=True):
        if isinstance(outcome, UnreadableDocument):
            log_unread(document, outcome)
        else:
            policies.append(_policy(document, outcome))
    return tuple(policies)


def read_policy(document: Document) -> Policy:
    """Return the policy in one document, or raise UnreadableDocument."""
    return _policy(document, read(document.path))


def log_unread(document: Document, reason: UnreadableDocument) -> None:
    """Tell the journal which policy is left out, and why."""
    log.error("policy not readable", extra={"policy": document.id, "reason": str(reason)})


def _policy(document: Document, paragraphs: Sequence[Paragraph]) -> Policy:
    found = read_metadata(paragraphs)
    return Policy(
        id=document.id,
        title=document.title or found.title or document.path.stem,
        clauses=split(paragraphs, document.id),
        version=document.version or found.version,
        owner=document.owner or found.owner,
        approved_on=document.approved_on or found.approved_on,
        next_review=document.next_review or found.next_review,
    )
