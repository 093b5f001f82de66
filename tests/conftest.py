"""No law is timed: a busy machine is no fault. Whoever wants to know the work counts it (``tests/readers/work.py``)."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import PROJECT

settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def no_records_in_the_examples() -> Iterator[None]:
    """What is printed in an example is remembered there and changes what later tests read: they work in a copy."""
    before = set((PROJECT / "examples").glob("*/.docgen"))
    yield
    assert set((PROJECT / "examples").glob("*/.docgen")) <= before
