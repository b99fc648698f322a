"""The corpus of hostile files: each is refused in plain words or read without harm (A17, G21)."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from knowledge.reading import documents
from knowledge.reading.bounds import MAX_CHARACTERS
from knowledge.reading.isolation import Limits, Outcome
from knowledge.reading.paragraphs import UnreadableDocument
from tests.knowledge.hostile_files import HOSTILE, write_all

MEGABYTE = 1024 * 1024
HURRIED = Limits(processor_seconds=1, wall_seconds=10)  # the real limits, sooner

TOO_LARGE = "unpacks to far more than a policy holds"
STRANGE = "holds parts that Word does not put there"
DAMAGED = "is damaged"
NOT_TEXT = "inside it is not text"
TOO_LONG = "far longer than a policy"
TOO_MUCH = "takes too long or too much memory"
# What the person reads ("|" where it depends on the machine); "" where the file is read.
EXPECTED: Mapping[str, str] = {
    "two-million-paragraphs.docx": TOO_LARGE,
    "text-of-200-megabytes.docx": TOO_LARGE,
    "padded-paragraphs.docx": TOO_LARGE,
    "billion-laughs.docx": DAMAGED,
    "outside-entity.docx": "",
    "outside-parameter.docx": "",
    "crowded.docx": TOO_LARGE,
    "many-names.docx": TOO_LARGE,
    "climbing.docx": STRANGE,
    "climbing-windows.docx": STRANGE,
    "absolute.docx": STRANGE,
    "linked.docx": STRANGE,
    "nested.docx": DAMAGED,
    "lying.docx": DAMAGED,
    "deep.docx": DAMAGED,
    "cut-off.docx": DAMAGED,
    "web-page.docx": "named .docx, but inside it is a web page",
    "old.docx": "an old Word file .* or a file locked with a password",
    "empty.docx": "This file is empty",
    "noise.docx": NOT_TEXT,
    "no-end.pdf": DAMAGED,
    "huge-stream.pdf": TOO_LONG,
    "many-streams.pdf": f"{TOO_MUCH}|{TOO_LONG}",
    "locked.pdf": "locked with a password",
    "scan.pdf": "picture of the pages",
    "looping.pdf": DAMAGED,
    "scripted.pdf": "",
    "odd-box.pdf": DAMAGED,
    "empty.pdf": "This file is empty",
    "noise.pdf": DAMAGED,
    "billion-laughs.html": "",
    "outside-entity.html": "",
    "deep.html": "There is no text in this document",
    "wide.html": f"{TOO_MUCH}|{TOO_LONG}|cannot be read",
    "picture.html": NOT_TEXT,
    "noise.html": NOT_TEXT,
    "brackets.md": TOO_MUCH,
    "quotes.md": "There is no text in this document",
    "stars.md": "",
    "archive.md": "inside it is a Word file or a zip file",
    "noise.md": NOT_TEXT,
    "long-line.txt": "",
    "tabs.txt": f"{TOO_MUCH}|{TOO_LONG}",
    "repeated.txt": TOO_LONG,
    "too-large.txt": "larger than 20 MB",
    "invisible.txt": NOT_TEXT,
    "zero-width.txt": "",
    "lone-halves.txt": "",
    "noise.txt": NOT_TEXT,
    "zlib.txt": NOT_TEXT,
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    """The whole hostile corpus, read once; what it cost in memory is checked on the way."""
    paths = write_all(tmp_path_factory.mktemp("hostile"))
    forget_peak_memory()
    before = peak_memory()
    found = documents.read_all(paths, HURRIED)
    assert peak_memory() - before <= 50 * MEGABYTE
    return dict(zip((path.name for path in paths), found, strict=True))


def forget_peak_memory() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_memory() -> int:
    """The most memory that this process held since the peak was forgotten, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_plain_words_or_read_without_harm(
    name: str, outcomes: Mapping[str, Outcome]
) -> None:
    outcome = outcomes[name]

    if isinstance(outcome, UnreadableDocument):
        assert EXPECTED[name]
        assert re.search(EXPECTED[name], str(outcome))
    else:
        text = "".join(paragraph.text for paragraph in outcome)
        assert EXPECTED[name] == ""
        assert 0 < len(text) <= MAX_CHARACTERS
        assert "root:" not in text
        assert not set("\x00\u200b\u202e\ufeff") & set(text)
