"""The archive: every policy document that was ever in force here, kept as it was."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Event

from knowledge.clauses import Policy
from knowledge.imports import Document, log_unread, read_policy
from knowledge.reading.bounds import MAX_FILE_BYTES
from knowledge.reading.documents import TOO_BIG
from knowledge.reading.paragraphs import UnreadableDocument

NO_CLAUSES = (
    "I find no clause in this document. If it was scanned, it holds only pictures: save the policy "
    "again from Word or as text, and use that."
)
ALTERED = "The kept copy is no longer what was imported. Please import the document again."


class Archive:
    """Documents under the digest of what is in them; a copy that was changed is not read.

    `is_news` is set by whoever changes what is in force, for those who wait to put it on the shelf.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Document, Policy] = {}
        self.is_news = Event()

    def keep(self, path: Path) -> str:
        """Keep a copy that only we can read, and return the digest of what is in it."""
        if path.is_file() and path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableDocument(TOO_BIG)
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy = self.place(digest, path.suffix)
        if not copy.exists():
            # Whole or not at all: another process may be reading here. The file has mode 0600.
            with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(copy)
        return digest

    def place(self, digest: str, suffix: str) -> Path:
        """Return where the copy with that digest is."""
        return self._folder / f"{digest}{suffix}"

    def policy(self, document: Document) -> Policy:
        """Return a kept document as a policy, or raise `UnreadableDocument`."""
        if document not in self._read:
            self._check(document.path)
            self._read[document] = _with_clauses(read_policy(document))
        return self._read[document]

    def policies(self, documents: Iterable[Document]) -> tuple[Policy, ...]:
        """Return the kept documents that can be read."""
        found = []
        for document in documents:
            try:
                found.append(self.policy(document))
            except UnreadableDocument as reason:
                log_unread(document, reason)
        return tuple(found)

    def _check(self, path: Path) -> None:
        try:
            content = path.read_bytes()
        except OSError as fault:
            raise UnreadableDocument(ALTERED) from fault
        if sha256(content).hexdigest() != path.stem:
            raise UnreadableDocument(ALTERED)


def read_new(document: Document) -> Policy:
    """Return a document that is to be imported, or raise `UnreadableDocument` where it is none."""
    return _with_clauses(read_policy(document))


def _with_clauses(policy: Policy) -> Policy:
    if not any(clause.kind.is_quotable for clause in policy.clauses):
        raise UnreadableDocument(NO_CLAUSES)
    return policy
