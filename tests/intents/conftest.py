"""What the tests of typed sentences start from."""

import pytest

from intents.catalogue import capabilities
from intents.understanding import Understanding
from knowledge.library import Library


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """What every capability's phrases teach, learnt once for all tests."""
    return Understanding(capabilities(Library({})))
