"""What the published model was taught about policies: small changes to some of its layers."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from io import BytesIO

import numpy as np

from knowledge.model.port import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """What was learned beside the published weights.

    `changes` are two thin matrices, whose product is added, for each layer that was changed.
    `projection` turns a word piece into the row that is compared; `attention` and `threshold` say
    how much the piece matters. `by_pieces` and `as_a_whole` weigh the two ways of comparing.
    """

    changes: Mapping[str, tuple[Floats, Floats]]
    projection: Floats
    attention: Floats
    threshold: float
    by_pieces: float
    as_a_whole: float
    fingerprint: str

    def merge(self, name: str, weight: Floats) -> Floats:
        """Return a layer's weights (in, out) with what was learned for it."""
        if name not in self.changes:
            return weight
        thin, wide = self.changes[name]
        return weight + thin @ wide


def read_taught(content: bytes | None = None) -> Taught:
    """Return what was taught, from a file's content: the one that is shipped where none is given.

    The file was made by the training: `P`, `u`, `ub`, `a`, `b`, and `lora.<layer>.<name>.A`, `.B`.
    """
    if content is None:
        content = files("knowledge.model").joinpath("taught.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as held:
        learned = {name: held[name].astype(np.float32) for name in held.files}
    changed = (name.removesuffix(".A") for name in learned if name.endswith(".A"))
    return Taught(
        {_in_the_model(name): (learned[f"{name}.A"], learned[f"{name}.B"]) for name in changed},
        learned["P"],
        learned["u"],
        float(learned["ub"]),
        float(learned["a"]),
        float(learned["b"]),
        sha256(content).hexdigest(),
    )


def _in_the_model(name: str) -> str:
    """Return the published model's name of a layer."""
    return f"encoder.layer.{name.removeprefix('lora.')}"
