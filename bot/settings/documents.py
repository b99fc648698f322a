"""The policy documents that a school goes by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.settings.lines import Loc
from bot.settings.school import PolicyDocument, SchoolSettings, TrustSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFile:
    """A policy document to import; None means: read it from the document.

    `id` is the file's own name where the settings give none. `place` is where the settings name it.
    """

    path: Path
    id: str
    place: Loc
    is_trust_wide: bool
    title: str | None = None
    version: str | None = None
    owner: str | None = None
    approved_on: date | None = None
    next_review: date | None = None


def policy_files(
    trust: TrustSettings, school: SchoolSettings, place: Loc, folder: Path
) -> Iterator[PolicyFile]:
    """Return the policies of a school, its own first, then the trust's."""
    for at, document in enumerate(school.policies):
        yield _file(document, (*place, "policies", at), folder, is_trust_wide=False)
    for at, document in enumerate(trust.policies):
        yield _file(document, ("trust", "policies", at), folder, is_trust_wide=True)


def _file(document: PolicyDocument, place: Loc, folder: Path, *, is_trust_wide: bool) -> PolicyFile:
    return PolicyFile(
        path=(folder / document.file).resolve(),
        id=document.id or document.file.stem,
        place=place,
        is_trust_wide=is_trust_wide,
        title=document.title,
        version=document.version,
        owner=document.owner,
        approved_on=document.approved_on,
        next_review=document.next_review,
    )
