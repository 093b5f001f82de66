"""Asks another program something: it answers within its time or is ended with everything it started."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from typing import IO, NamedTuple

from docgen.office.running import started, work


class Answer(NamedTuple):
    """What a program said and the code it ended with."""

    code: int
    text: str
    errors: str


def ask(command: Sequence[str], *, seconds: float = 20) -> Answer | None:
    """What the program answers; None when it does not start or does not end in time."""
    try:
        with work() as mine, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
            with started(mine, command, errors=errors, answer=said) as process:
                code = process.wait(seconds) if process else None
            return None if code is None else Answer(code, _words(said), _words(errors))
    except (OSError, subprocess.TimeoutExpired):
        return None


def _words(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")
