"""The ways in which the search is measured: with what it has, and without the sentence model."""

from collections.abc import Callable, Mapping

import pytest

from knowledge.library import Library, PolicySource
from knowledge.model.encoder import load_encoder
from knowledge.model.weights import NoModel

MakeLibrary = Callable[[Mapping[str, PolicySource]], Library]


def with_model(sources: Mapping[str, PolicySource]) -> Library:
    """Return a library that uses the sentence model, where it is installed."""
    try:
        return Library(sources, model=load_encoder())
    except NoModel as missing:
        pytest.skip(str(missing))


WAYS: Mapping[str, MakeLibrary] = {"with_model": with_model, "without_model": Library}
