"""Isolation: documents are read in another process, so that a hostile one cannot harm this one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.reading.formats import Format
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument

_ROOT = Path(__file__).resolve().parents[2]
_WORKER = "knowledge.reading.worker"
_READY = b"ready"  # what every worker says first

TOO_MUCH = (
    "This document takes too long or too much memory to read. Copy its text into a new document, "
    "save it as a Word document (.docx) or a PDF, and add that instead."
)
BROKEN = (
    "This document is damaged and cannot be read. Open it in the program that made it, save it "
    "again as a Word document (.docx) or a PDF, and add the new copy."
)

Outcome = tuple[Paragraph, ...] | UnreadableDocument


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading process may use; by default an answer comes within 25 s (A17, G21)."""

    memory_bytes: int = 512 * 1024 * 1024
    processor_seconds: int = 20
    wall_seconds: float = 24.0


class _Reply(BaseModel):
    """What the worker says about one file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paragraphs: tuple[Paragraph, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Run:
    """One worker: a line for each file that it finished, and how it ended."""

    lines: tuple[bytes, ...]
    ended_early: str
    detail: str = ""


DEFAULT_LIMITS = Limits()


class ReadingStopped(Exception):
    """The reading process cannot start at all: a fault of the installation, not of a document."""


def read_isolated(
    files: Sequence[tuple[Format, Path]], limits: Limits = DEFAULT_LIMITS
) -> tuple[Outcome, ...]:
    """Return the paragraphs or the refusal for each file, in order.

    A file is blamed for the end of a worker only when it was the first in it, with all of the time
    and the memory to itself; so a hostile file among others costs the limits twice at most.
    """
    outcomes: list[Outcome] = []
    while len(outcomes) < len(files):
        run = _run_worker(files[len(outcomes) :], limits)
        outcomes += map(_outcome_of, run.lines)
        if not run.lines:
            refusal = UnreadableDocument(run.ended_early)
            refusal.add_note(run.detail)
            outcomes.append(refusal)
    return tuple(outcomes)


def _outcome_of(line: bytes) -> Outcome:
    try:
        reply = _Reply.model_validate_json(line)
    except ValidationError:
        return UnreadableDocument(BROKEN)
    return reply.paragraphs or UnreadableDocument(reply.refused or BROKEN)


def _run_worker(files: Sequence[tuple[Format, Path]], limits: Limits) -> _Run:
    command = [sys.executable, "-P", "-s", "-B", "-m", _WORKER, *_arguments(files, limits)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command,
            env=_bare_environment(),
            cwd=os.sep,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return _Run(_answers(late.stdout or b"", "no time"), TOO_MUCH, "no time")
    detail = done.stderr.decode(errors="replace").rstrip().rpartition("\n")[2]
    why = TOO_MUCH if _is_out_of_means(done.returncode, detail) else BROKEN
    return _Run(_answers(done.stdout, detail), why, detail)


def _arguments(files: Sequence[tuple[Format, Path]], limits: Limits) -> Iterator[str]:
    yield str(limits.memory_bytes)
    yield str(limits.processor_seconds)
    for format_, path in files:
        yield format_.value
        yield str(path.absolute())


def _bare_environment() -> dict[str, str]:
    """Only where the code is: the tokens and passwords of the service stay with the service."""
    places = [str(_ROOT), *(place for place in sys.path if Path(place).is_absolute())]
    return {"PYTHONPATH": os.pathsep.join(places), "PYTHONUTF8": "1"}


def _answers(output: bytes, detail: str) -> tuple[bytes, ...]:
    """Return the lines that came whole, after the one that says the worker was ready."""
    ready, *answers = output.split(b"\n")[:-1] or [b""]
    if ready != _READY:
        raise ReadingStopped(f"the reading process did not start: {detail}")
    return tuple(answers)


def _is_out_of_means(status: int, detail: str) -> bool:
    ended_by = {-signal.SIGXCPU, -signal.SIGKILL}
    return status in ended_by or detail.startswith("MemoryError")
