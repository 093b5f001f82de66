"""What the tests of the batch share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch.region import CREW


@pytest.fixture(scope="session", autouse=True)
def crew() -> Iterator[None]:
    """The workers of most tests go with the last of them."""
    yield
    CREW.end()
