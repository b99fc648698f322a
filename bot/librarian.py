"""The librarian: puts on the shelf what was published, in every process and while it runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.directory import Directory
from bot.domain.editions import Edition
from bot.domain.people import SchoolId
from bot.ports import Clock, OpenUnitOfWork
from intents.citations import with_sources_of
from intents.editions import document_of
from knowledge.archive import Archive
from knowledge.clauses import Policy
from knowledge.imports import Document, import_policies
from knowledge.library import Library

LOOKS_EVERY = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Stock:
    """Where policies come from: the documents that the settings name, and the kept ones."""

    documents: Mapping[SchoolId, Sequence[Document]]
    archive: Archive

    def policies(self, school: SchoolId, live: Mapping[str, Edition]) -> tuple[Policy, ...]:
        """Return a school's policies, in the settings' order; what was published stands in."""
        named = self.documents[school]
        own = {p.id: p for p in import_policies([d for d in named if d.id not in live])}
        kept = (document_of(live[d.id], self.archive) for d in named if d.id in live)
        own |= {policy.id: policy for policy in self.archive.policies(kept)}
        return tuple(own[document.id] for document in named if document.id in own)


@dataclass
class Librarian:
    """Compares what is in force with what is on the shelf: one small query, every ten seconds."""

    library: Library
    stock: Stock
    open_uow: OpenUnitOfWork
    clock: Clock
    _directory: Directory | None = None
    _looked_at: datetime | None = None
    _seen: set[str] = field(default_factory=set)

    def tend(self, directory: Directory) -> None:
        """Keep the clauses that the directory's schools cite in step, from now on."""
        self._directory = directory

    def is_due(self) -> bool:
        """Tell whether it is time for a look, or somebody has just published."""
        last, now = self._looked_at, self.clock()
        return self.stock.archive.is_news.is_set() or last is None or now - last >= LOOKS_EVERY

    def look(self) -> None:
        """Put in place what was published since the last look."""
        self.stock.archive.is_news.clear()
        self._looked_at = self.clock()
        with self.open_uow() as uow:
            current = uow.policies.current()
        for school in self.stock.documents:
            self._look_at(school, current)
        self._read_ahead(current)

    def _read_ahead(self, current: Sequence[Edition]) -> None:
        """Read what is new and waits, so that whoever looks at its changes need not wait."""
        new = [each for each in current if each.is_waiting and each.public_id not in self._seen]
        self._seen.update(each.public_id for each in new)
        self.stock.archive.policies(document_of(each, self.stock.archive) for each in new)

    def _look_at(self, school: SchoolId, current: Sequence[Edition]) -> None:
        live = {each.policy: each for each in current if each.school == school and each.is_live}
        mark = ",".join(sorted(f"{each.policy} {each.public_id}" for each in live.values()))
        if mark == self.library.mark(school):
            return
        self.library.replace(school, self.stock.policies(school, live), mark)
        if self._directory:
            self._directory.renew(with_sources_of(self._directory.school(school), self.library))
