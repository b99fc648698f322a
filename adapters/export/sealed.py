"""Files that only their owner may read, each with a manifest that tells whether it was changed."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

ONLY_THE_OWNER = 0o600


class AlreadyThere(Exception):
    """A file of that name is there, and nobody said that it may be replaced."""


class NotSealed(Exception):
    """There is no manifest, or it is none of ours."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a file was when it was made: its SHA-256, its rows, and when (UTC)."""

    file: str
    sha256: str
    rows: int
    produced_at: str

    def line(self) -> str:
        """Return it in one line, for a person to keep."""
        return f"SHA-256 {self.sha256}, {self.rows} rows, produced at {self.produced_at}"


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of a file besides its bytes, and whether it may replace another."""

    rows: int
    produced_at: str
    replace: bool = False


def check_room(path: Path, *, replace: bool = False) -> None:
    """Raise `AlreadyThere` where the file or its manifest would replace another."""
    if not replace and (path.exists() or manifest_of(path).exists()):
        raise AlreadyThere(path.name)


def write(path: Path, content: bytes, seal: Seal) -> Manifest:
    """Write a file, then its manifest: without one, it was not written to its end."""
    check_room(path, replace=seal.replace)
    manifest = Manifest(path.name, _digest(content), seal.rows, seal.produced_at)
    _put(path, content, replace=seal.replace)
    written = json.dumps(asdict(manifest), indent=2) + "\n"
    _put(manifest_of(path), written.encode(), replace=seal.replace)
    return manifest


def manifest_of(path: Path) -> Path:
    """Return where a file's manifest stands."""
    return path.with_name(f"{path.name}.manifest.json")


def read_manifest(path: Path) -> Manifest:
    """Return a file's manifest, or raise `NotSealed`."""
    try:
        found = json.loads(manifest_of(path).read_text(encoding="utf-8"))
        return _manifest(found)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise NotSealed(path.name) from fault


def is_unchanged(path: Path, manifest: Manifest) -> bool:
    """Tell whether a file is byte for byte what its manifest says."""
    return _digest(path.read_bytes()) == manifest.sha256


def _manifest(found: Mapping[str, object]) -> Manifest:
    return Manifest(
        file=str(found["file"]),
        sha256=str(found["sha256"]),
        rows=int(str(found["rows"])),
        produced_at=str(found["produced_at"]),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _put(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file that is not there; with `replace` beside it, and then in its place."""
    draft = path.with_name(f".{path.name}.{os.getpid()}") if replace else path
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_THE_OWNER)
    except FileExistsError as fault:
        raise AlreadyThere(path.name) from fault
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
