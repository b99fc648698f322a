"""Encoded clauses kept on disk, so that a policy is read by the model once and not at each start.

A file that is damaged, foreign or of another version is taken for absent and written anew.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

import numpy as np

from knowledge.model.packing import PackedClauses
from knowledge.model.port import CLAUSE_PIECES, SentenceModel

VERSION = 1  # of what stands in the files
PARTS = ("pieces", "starts", "sentences")
# What numpy may raise over a file that it did not write, or that was cut short.
UNREADABLE = (
    *(OSError, EOFError, ValueError, LookupError, TypeError, RuntimeError),
    *(BadZipFile, ZlibError),
)


def usual_folder() -> Path:
    """Return where programs of this person keep what they can make again."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    above = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    return above / "dutydesk" / "clauses"


class ClauseCache:
    """A folder of encoded policies; without a folder that can be written, it keeps nothing."""

    def __init__(self, model: SentenceModel, folder: Path) -> None:
        self._model = model
        self._folder = folder

    def encode(self, texts: Sequence[str]) -> PackedClauses:
        """Return a policy's clauses, at least one, as the model reads them: from disk if it can."""
        path = self._folder / f"{self._key(texts)}.npz"
        kept = _read(path)
        if kept is not None and len(kept.starts) == len(texts):
            return kept
        clauses = PackedClauses.of(self._model.encode(texts))
        with suppress(OSError):
            _write(path, clauses)
        return clauses

    def _key(self, texts: Sequence[str]) -> str:
        """Return a name that changes with the model, with any text, and with their order."""
        made = sha256(f"{VERSION} {CLAUSE_PIECES} {self._model.fingerprint}".encode())
        for text in texts:
            made.update(sha256(text.encode("utf-8", "surrogatepass")).digest())
        return made.hexdigest()


def _read(path: Path) -> PackedClauses | None:
    """Return what a file holds, or None where it is no file of ours."""
    try:
        held = np.load(BytesIO(path.read_bytes()), allow_pickle=False)
        pieces, starts, sentences = (held[name] for name in PARTS)
    except UNREADABLE:
        return None
    kinds = [(each.dtype, each.ndim) for each in (pieces, starts, sentences)]
    if kinds != [(np.int8, 2), (np.int64, 1), (np.int8, 2)]:
        return None
    ends = [*starts[1:], pieces.shape[1]]
    if not starts.size or starts[0] or len(sentences) != len(starts) or (starts >= ends).any():
        return None
    return PackedClauses.made(pieces, starts, sentences)


def _write(path: Path, clauses: PackedClauses) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        half_written = Path(file.name)
        try:
            np.savez(file, **{name: getattr(clauses, name) for name in PARTS})
        except OSError:
            half_written.unlink()
            raise
    half_written.replace(path)
