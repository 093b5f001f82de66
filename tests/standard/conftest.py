"""The paper of a path and a print, made once."""

import pytest

from tests.standard.paper import Paper, paper


@pytest.fixture
def printed(request: pytest.FixtureRequest) -> Paper:
    path, print = request.param
    return paper(path, print)
