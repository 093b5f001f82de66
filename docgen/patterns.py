"""Regular expressions that are compiled when they are first used.

A start of the program needs a few of the several hundred that docgen knows; compiling them all would cost more than
the order it prints. ``pattern`` is called like ``re.compile`` and answers like what that returns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:
        """A regular expression not compiled yet."""

        def __init__(self, source: str, flags: int = 0) -> None:
            self._source = source
            self._flags = flags

        def __getattr__(self, name: str) -> Any:
            # From now on the compiled methods are found in the instance itself and nothing is looked up twice.
            compiled = re.compile(self._source, self._flags)
            for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern"):
                self.__dict__[method] = getattr(compiled, method)
            return getattr(compiled, name)


__all__ = ["pattern"]
