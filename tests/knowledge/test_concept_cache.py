from pathlib import Path
from shutil import copy

import pytest

from knowledge.concept_cache import learn_or_recall
from knowledge.concept_files import BadConcepts


def own_words(folder: Path, word: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(f"- id: staff-phone-where\n  asks: [phone in the {word}]\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    learn_or_recall(None, folder)
    (file,) = folder.iterdir()
    return file


@pytest.fixture
def kept(written: Path, tmp_path: Path) -> Path:
    return Path(copy(written, tmp_path))


def test_what_was_kept_is_what_would_be_learnt(kept: Path) -> None:
    assert learn_or_recall(None, kept.parent) == learn_or_recall(None, None)


def test_what_was_kept_is_used_at_the_next_start(kept: Path) -> None:
    kept.write_text('{"names": {"cats": "Cats"}, "near": {}, "weights": {"purr": [[0, 2.5]]}}')

    assert learn_or_recall(None, kept.parent).weights == {"purr": [(0, 2.5)]}


@pytest.mark.parametrize("content", ["{", '{"names": {}, "near": {}, "weights": [1]}'])
def test_a_damaged_file_is_written_anew(kept: Path, content: str) -> None:
    whole = kept.read_bytes()
    kept.write_text(content)

    learnt = learn_or_recall(None, kept.parent)

    assert "staff-phone-where" in learnt.names
    assert kept.read_bytes() == whole


def test_a_word_that_was_changed_is_learnt(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    learn_or_recall(own_words(tmp_path, "zibble"), kept)

    learnt = learn_or_recall(own_words(tmp_path, "zobble"), kept)

    assert "zobbl" in learnt.weights
    assert "zibbl" not in learnt.weights


def test_a_folder_that_cannot_be_written_keeps_nothing_and_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")

    learnt = learn_or_recall(None, tmp_path / "taken" / "kept")

    assert "staff-phone-where" in learnt.names


def test_own_words_that_are_not_there_are_a_fault_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(BadConcepts, match=r"gone\.yaml line 1"):
        learn_or_recall(tmp_path / "gone.yaml", tmp_path / "kept")

    assert not (tmp_path / "kept").exists()
