"""Asks another program something: it answers within its time or is ended with everything it started."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from docgen.office.running import stop, work


class Answer(NamedTuple):
    """What a program said and the code it ended with."""

    code: int
    text: str
    errors: str


def ask(command: Sequence[str], *, seconds: float = 20) -> Answer | None:
    """What the program answers; None when it does not start or does not end in time."""
    with work() as mine:
        try:
            mine.process = process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=sys.platform != "win32",
            )
        except OSError:
            return None
        try:
            said, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            stop(process)
            return None
        except BaseException:
            stop(process)
            raise
        finally:
            for stream in filter(None, (process.stdout, process.stderr)):
                stream.close()
        return Answer(process.returncode, said.decode("utf-8", "replace"), errors.decode("utf-8", "replace"))
