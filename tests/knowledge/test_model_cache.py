"""Encoded clauses on disk: read once by the model, and never taken from a file that is not ours."""

import pickle
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from knowledge.model.cache import ClauseCache, usual_folder
from knowledge.model.packing import PackedClauses
from tests.knowledge.made_up_model import WordCounter

TEXTS = ["Staff do not accept friend requests.", "Phones are off.", "Tell the office."]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "clauses"


def kept_in(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def is_same(one: PackedClauses, other: PackedClauses) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("pieces", "starts", "sentences", "piece_shrinks", "sentence_shrinks")
    )


def archive(**arrays: object) -> bytes:
    written = BytesIO()
    np.savez(
        written, allow_pickle=True, **{name: np.asarray(each) for name, each in arrays.items()}
    )
    return written.getvalue()


def single_array() -> bytes:
    written = BytesIO()
    np.save(written, np.zeros(3, dtype=np.int8))
    return written.getvalue()


def test_the_second_start_reads_from_disk_and_the_model_reads_nothing(folder: Path) -> None:
    first = ClauseCache(WordCounter(), folder).encode(TEXTS)
    model = WordCounter()

    second = ClauseCache(model, folder).encode(TEXTS)

    assert model.read == 0
    assert is_same(first, second)


def test_only_the_owner_can_read_what_is_kept(folder: Path) -> None:
    ClauseCache(WordCounter(), folder).encode(TEXTS)

    assert kept_in(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("fingerprint", "texts"),
    [("another", TEXTS), ("made up", TEXTS[::-1]), ("made up", [*TEXTS[:2], "Tell the head."])],
)
def test_another_model_or_another_text_is_read_anew(
    folder: Path, fingerprint: str, texts: list[str]
) -> None:
    ClauseCache(WordCounter(), folder).encode(TEXTS)
    model = WordCounter(fingerprint)

    ClauseCache(model, folder).encode(texts)

    assert model.read == len(texts)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an archive",
        pickle.dumps({"pieces": 1}),
        single_array(),
        archive(other=1),
        archive(pieces=np.zeros((96, 3), np.int8), starts=[], sentences=[]),
        archive(pieces=np.array([object()]), starts=[0], sentences=[0]),
        archive(
            pieces=np.zeros((96, 3), np.int8),
            starts=np.array([0, 2, 9]),
            sentences=np.zeros((3, 384), np.int8),
        ),
    ],
    ids=["empty", "text", "pickle", "one array", "other names", "no clause", "objects", "too far"],
)
def test_a_foreign_file_is_ignored_and_written_anew(folder: Path, content: bytes) -> None:
    first = ClauseCache(WordCounter(), folder).encode(TEXTS)
    kept_in(folder).write_bytes(content)
    model = WordCounter()

    again = ClauseCache(model, folder).encode(TEXTS)

    assert model.read == len(TEXTS)
    assert is_same(first, again)
    assert is_same(first, ClauseCache(WordCounter(), folder).encode(TEXTS))


def test_a_file_that_was_damaged_anywhere_is_never_believed(folder: Path) -> None:
    first = ClauseCache(WordCounter(), folder).encode(TEXTS)
    path = kept_in(folder)
    sound = path.read_bytes()
    for place in range(0, len(sound), 37):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        assert is_same(first, ClauseCache(WordCounter(), folder).encode(TEXTS)), place
        path.write_bytes(sound[:place])
        assert is_same(first, ClauseCache(WordCounter(), folder).encode(TEXTS)), place


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    model = WordCounter()

    clauses = ClauseCache(model, tmp_path / "cache").encode(TEXTS)

    assert len(clauses.starts) == len(TEXTS)
    assert model.read == len(TEXTS)


def test_the_usual_folder_is_where_this_computer_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    usual = usual_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/school")

    assert usual == tmp_path / ".cache/dutydesk/clauses"
    assert usual_folder() == Path("/var/cache/school/dutydesk/clauses")
