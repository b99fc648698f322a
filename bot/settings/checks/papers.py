"""The policy documents can be read and are in date."""

import os
from collections.abc import Iterator

from bot.settings.checks.names import repeated
from bot.settings.checks.visit import Finding, Visit, warning
from bot.settings.documents import PolicyFile, policy_files

_FORMATS = (".docx", ".html", ".htm", ".md", ".pdf", ".txt")


def findings(visit: Visit) -> Iterator[Finding]:
    """Return policies that are missing, unreadable or past their review date."""
    papers = tuple(policy_files(visit.trust, visit.settings, visit.place, visit.folder))
    if not papers:
        what = f"{visit.name} has no policies."
        yield Finding((*visit.place, "policies"), what, "Add at least one with 'file:'.")
    elif not any(paper.owner and paper.next_review for paper in papers):
        what = f"{visit.name} has no policy with an owner and a review date."
        remedy = "Add 'owner:' and 'next_review:' to at least one: every answer shows them."
        yield Finding((*visit.place, "policies"), what, remedy)
    ids = [(paper.place, paper.id) for paper in papers]
    yield from repeated(ids, "Two policies have the id '{}'.", "Give one of them another 'id:'.")
    for paper in papers:
        yield from _unreadable(paper)
        yield from _out_of_date(visit, paper)


def _unreadable(paper: PolicyFile) -> Iterator[Finding]:
    place = (*paper.place, "file")
    if not paper.path.is_file():
        what = f"There is no file '{paper.path.name}' in {paper.path.parent}."
        yield Finding(place, what, "Check the name; the path starts from this file's folder.")
    elif not os.access(paper.path, os.R_OK):
        what = f"I am not allowed to open '{paper.path.name}'."
        yield Finding(place, what, "Ask whoever looks after the server to allow reading it.")
    elif paper.path.suffix.lower() not in _FORMATS:
        what = f"I can't read files like '{paper.path.name}'."
        yield Finding(place, what, "Save it as Word (.docx), PDF, .html, .md or .txt.")


def _out_of_date(visit: Visit, paper: PolicyFile) -> Iterator[Finding]:
    if paper.next_review is not None and paper.next_review < visit.today:
        what = f"'{paper.title or paper.id}' was due for review on {paper.next_review:%-d %B %Y}."
        remedy = "Ask its owner for the new version. Until then every answer from it says so."
        yield warning((*paper.place, "next_review"), what, remedy)
    missing = [word for word in ("owner", "next_review") if getattr(paper, word) is None]
    if missing:
        what = f"'{paper.title or paper.id}' has no {' and no '.join(missing)} here."
        remedy = "Add it, unless the document itself says it."
        yield warning(paper.place, what, remedy)
