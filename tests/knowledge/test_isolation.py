"""Whatever file is added, the service stays well and the person is told what to do next."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.reading import documents, isolation
from knowledge.reading.isolation import Limits, ReadingStopped
from knowledge.reading.paragraphs import Paragraph, UnreadableDocument
from tests.knowledge.hostile_files import HOSTILE
from tests.knowledge.pdf_documents import lines_down, pdf_of
from tests.knowledge.word_documents import WordFile

MEGABYTE = 1024 * 1024
HURRIED = Limits(processor_seconds=1, wall_seconds=10)  # the real limits, sooner
RULE = "Staff hand in their phones in the morning."


def test_the_limits_of_the_specification_are_the_usual_ones() -> None:
    limits = Limits()

    assert (limits.memory_bytes, limits.processor_seconds) == (512 * MEGABYTE, 20)
    assert limits.wall_seconds < 25


def word_file(text: str) -> bytes:
    made = WordFile()
    made.add(text)
    return made.data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.docx", word_file(RULE)),
        ("POLICY.DOCX", word_file(RULE)),
        ("policy.pdf", pdf_of(lines_down(RULE))),
        ("policy.html", f"<p>{RULE}</p>".encode()),
        ("policy.htm", f"<!doctype html><p>{RULE}</p>".encode()),
        ("policy.md", RULE.encode()),
        ("policy.txt", RULE.encode()),
    ],
)
def test_every_format_is_read_through_one_door(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    assert [paragraph.text for paragraph in documents.read(path)] == [RULE]


def test_a_hostile_file_among_others_harms_none_of_them(tmp_path: Path) -> None:
    for name, data in (
        ("first.txt", RULE.encode()),
        ("second.pdf", HOSTILE["odd-box.pdf"]()),
        ("third.docx", b"not a Word file"),
        ("fourth.docx", word_file(RULE)),
    ):
        (tmp_path / name).write_bytes(data)
    names = ("first.txt", "second.pdf", "missing.pdf", "third.docx", "fourth.docx")

    outcomes = documents.read_all([tmp_path / name for name in names], HURRIED)

    assert [isinstance(outcome, UnreadableDocument) for outcome in outcomes] == [
        *(False, True, True, True, False)
    ]


def test_a_document_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.docx"
    path.write_bytes(word_file(RULE))

    (outcome,) = documents.read_all([path], Limits(memory_bytes=64 * MEGABYTE))

    assert "too much memory" in str(outcome)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.docx", "There is no file here"),
        ("folder.docx", "This is not a file"),
        ("sheet.xlsx", "Files named .xlsx cannot be read"),
        ("README", "Files named without an ending such as .docx cannot be read"),
        ("n" * 300 + ".docx", "This is not a file"),
        ("nul\x00.docx", "This is not a file"),
    ],
)
def test_a_path_that_names_no_policy_is_explained(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "README").write_text("Rule.", encoding="utf-8")

    with pytest.raises(UnreadableDocument, match=message):
        documents.read(tmp_path / name)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, str]]:
    """The environments of the processes that are started from now on."""
    environments: list[Mapping[str, str]] = []
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run

    def noting(
        command: list[str], *, env: Mapping[str, str], **others: object
    ) -> subprocess.CompletedProcess[bytes]:
        environments.append(env)
        return run(command, env=env, **others)

    monkeypatch.setattr(subprocess, "run", noting)
    return environments


def test_many_documents_are_read_by_one_process(
    started: list[Mapping[str, str]], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(20)]
    for path in paths:
        path.write_text(RULE, encoding="utf-8")

    outcomes = documents.read_all(paths)

    assert outcomes == ((Paragraph(RULE, line=1),),) * 20
    assert len(started) == 1


def test_nothing_is_started_for_nothing(started: list[Mapping[str, str]]) -> None:
    assert documents.read_all([]) == ()
    assert started == []


def test_the_reading_process_gets_none_of_the_secrets(
    started: list[Mapping[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "a secret")
    path = tmp_path / "policy.txt"
    path.write_text(RULE, encoding="utf-8")

    documents.read(path)

    assert "a secret" not in started[0].values()
    assert "SLACK_BOT_TOKEN" not in started[0]


def test_an_installation_that_cannot_read_at_all_blames_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_WORKER", "knowledge.reading.nowhere")
    path = tmp_path / "policy.txt"
    path.write_text(RULE, encoding="utf-8")

    with pytest.raises(ReadingStopped, match="did not start"):
        documents.read(path)


SOUND: Mapping[str, bytes] = {
    ".docx": word_file(RULE),
    ".pdf": pdf_of(lines_down(RULE)),
    ".html": f"<!doctype html><ol start=4><li>{RULE}</ol>".encode(),
    ".md": f"# Policy\n\n4. {RULE}\n\n| a | b |\n|---|---|\n".encode(),
    ".txt": f"4. {RULE}\n\tcell\n".encode(),
}


@st.composite
def damaged_files(draw: st.DrawFn) -> dict[str, bytes]:
    """One file of each format: noise, noise that starts well, or a sound file with faults."""
    files = {}
    for extension, sound in SOUND.items():
        noise = draw(st.binary(max_size=200))
        place = draw(st.integers(0, len(sound)))
        kept = draw(st.integers(0, 60))
        files[extension] = draw(
            st.sampled_from(
                [noise, sound[:place] + noise, sound[:place] + noise + sound[place + kept :]]
            )
        )
    return files


@given(files=damaged_files())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_whatever_raise_anything_but_a_plain_refusal(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    for extension, data in files.items():
        (folder / f"policy{extension}").write_bytes(data)

    outcomes = documents.read_all(sorted(folder.iterdir()), HURRIED)

    for outcome in outcomes:
        if isinstance(outcome, UnreadableDocument):
            assert str(outcome).endswith(".")
        else:
            assert all(isinstance(paragraph, Paragraph) for paragraph in outcome)
            assert outcome
