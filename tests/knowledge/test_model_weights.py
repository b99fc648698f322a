"""The published model: found, proved, and read as it was meant."""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from bot.installation.environment import LOCKS, pins
from knowledge.model.encoder import Encoder, load_encoder
from knowledge.model.port import Encoded, SentenceModel
from knowledge.model.weights import (
    PACKAGE,
    ModelNotInstalled,
    NoModel,
    NotThePublishedModel,
    find_model,
    read_published,
)
from tests.knowledge.made_up_model import needs_model

QUESTION = "Can I be friends with a parent on Facebook?"
CLAUSES = [
    "Staff must not accept friend requests from families.",
    "The boiler is serviced every August.",
]


@pytest.fixture
def model() -> SentenceModel:
    return load_encoder()


def alone(model: SentenceModel, text: str) -> Encoded:
    (encoded,) = model.encode([text])
    return encoded


def test_without_the_package_it_is_said_that_the_model_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, None)

    with pytest.raises(ModelNotInstalled, match="not installed") as refused:
        find_model()

    assert isinstance(refused.value, NoModel)


def test_a_file_that_is_not_the_published_one_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(NotThePublishedModel, match=r"tokenizer\.json is not the published file"):
        read_published(tmp_path)


def test_a_model_without_its_files_is_not_used(tmp_path: Path) -> None:
    with pytest.raises(NotThePublishedModel):
        read_published(tmp_path)


@needs_model
def test_weights_with_one_byte_changed_are_not_used(tmp_path: Path) -> None:
    for path in find_model().glob("*.*"):
        if path.name in {"tokenizer.json", "model.safetensors"}:
            content = bytearray(path.read_bytes())
            content[-1] ^= path.suffix == ".safetensors"
            (tmp_path / path.name).write_bytes(content)

    with pytest.raises(NotThePublishedModel, match=r"model\.safetensors"):
        read_published(tmp_path)


@needs_model
def test_the_package_is_found_without_running_a_line_of_it() -> None:
    sys.modules.pop(PACKAGE, None)

    assert (find_model() / "model.safetensors").is_file()
    assert PACKAGE not in sys.modules


@needs_model
def test_the_installed_package_is_the_locked_one() -> None:
    assert pins(LOCKS / "model.txt") == {PACKAGE.replace("_", "-"): version(PACKAGE)}


@needs_model
def test_a_clause_that_means_the_same_is_nearer_than_one_that_does_not(
    model: SentenceModel,
) -> None:
    question, fits, other = model.encode([QUESTION, *CLAUSES])

    assert question.sentence @ fits.sentence > question.sentence @ other.sentence + 0.2


@needs_model
def test_a_text_is_read_the_same_alone_and_among_others(model: SentenceModel) -> None:
    texts = [QUESTION, *CLAUSES, "", CLAUSES[0].replace("families", "parents")]

    together = model.encode(texts)

    for text, one in zip(texts, together, strict=True):
        assert np.abs(one.tokens - alone(model, text).tokens).max() < 1e-4
        assert np.abs(one.sentence - alone(model, text).sentence).max() < 1e-4


@needs_model
def test_what_is_read_has_rows_of_length_one_and_weights_that_sum_to_one(
    model: SentenceModel,
) -> None:
    read = alone(model, QUESTION)

    assert np.abs(np.linalg.norm(read.tokens, axis=1) - 1).max() < 1e-5
    assert abs(np.linalg.norm(read.sentence) - 1) < 1e-5
    assert abs(read.weights.sum() - 1) < 1e-5
    assert read.weights[0] == 0
    assert {each.dtype for each in (read.tokens, read.weights, read.sentence)} == {
        np.dtype(np.float32)
    }


@needs_model
def test_a_long_text_is_read_to_the_piece_that_was_asked_for(model: SentenceModel) -> None:
    (short,) = model.encode(["phone " * 500], pieces=48)

    assert len(short.tokens) == 48
    assert len(alone(model, "phone " * 500).tokens) == 128


@needs_model
def test_the_model_says_which_it_is(model: SentenceModel) -> None:
    assert isinstance(model, Encoder)
    assert model.fingerprint.endswith(model.taught.fingerprint)
    assert len(model.fingerprint.split()) == 2
