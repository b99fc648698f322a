"""What the concept network learnt, kept on disk: reading it is ten times faster than learning it.

A file that is damaged, or of other words, is taken for absent and written anew.
"""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import ValidationError

from knowledge.concept_files import FOLDER, load_topics
from knowledge.concept_learning import Learnt, learn
from knowledge.synonyms import load_synonyms

VERSION = 1  # of what stands in the file, and of how it is learnt


def learn_or_recall(own: Path | None, folder: Path | None) -> Learnt:
    """Return what the shipped topics and a school's own teach; without a folder, learn it now."""
    if folder is None:
        return learn(load_topics(own), load_synonyms())
    kept = folder / f"concepts-{_key(own)}.json"
    with suppress(OSError, ValidationError):
        return Learnt.model_validate_json(kept.read_bytes())
    learnt = learn(load_topics(own), load_synonyms())
    with suppress(OSError):
        _write(kept, learnt.model_dump_json().encode("utf-8"))
    return learnt


def _key(own: Path | None) -> str:
    """Return a name that changes with any word of any file."""
    made = sha256(f"{VERSION}".encode())
    for content in _contents(own):
        made.update(sha256(content).digest())
    return made.hexdigest()


def _contents(own: Path | None) -> Iterable[bytes]:
    yield files("knowledge").joinpath("synonyms.yaml").read_bytes()
    for path in sorted(FOLDER.glob("*.yaml")):
        yield path.read_bytes()
    # One that cannot be read is a fault that whoever reads the topics names.
    with suppress(OSError):
        yield own.read_bytes() if own else b""


def _write(path: Path, content: bytes) -> None:
    """Write the whole file or none: another process may be reading here."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        half_written = Path(file.name)
        try:
            file.write(content)
        except OSError:
            half_written.unlink()
            raise
    half_written.replace(path)
