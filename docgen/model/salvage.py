"""What can still be looked at in a faulty document: the model without its faulty values.

A clerk wants all faults at once, not the next one after each mend. The salvaged model is for checking only; it is never
printed, saved or counted.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, TypeVar

from docgen.findings import Finding, Path
from docgen.model.base import Model
from docgen.model.validation import validated

M = TypeVar("M", bound=Model)

STAND_IN = "заглушка"
"""What stands in a required field that is missing or faulty."""

ROUNDS = 4


def salvaged(model: type[M], data: Any, findings: Sequence[Finding]) -> tuple[M | None, frozenset[Path]]:
    """The model of the data without what the findings name, and the paths that were touched; None when too little is left."""
    data = copy.deepcopy(data)
    touched: set[Path] = set()
    for _ in range(ROUNDS):
        for path in sorted({finding.path for finding in findings}, key=len, reverse=True):
            if not _without(data, path, again=path in touched):
                return None, frozenset()
            touched.add(path)
        made, findings = validated(model, data)
        if made is not None:
            return made, frozenset(touched)
    return None, frozenset()


def _without(data: Any, path: Path, *, again: bool) -> bool:
    """Take the value at a path out; one that is missing, or was taken out and is required, gets a stand-in."""
    if not path:
        return False
    owner = data
    for part in path[:-1]:
        try:
            owner = owner[part]
        except (KeyError, IndexError, TypeError):
            return False
    last = path[-1]
    if not isinstance(owner, dict) or not isinstance(last, str):
        return False
    if last in owner and not again:
        del owner[last]
    else:
        owner[last] = STAND_IN
    return True


def concerns(finding: Finding, touched: frozenset[Path]) -> bool:
    """Whether a finding on a salvaged model speaks only of what was taken out or stands in, or of its owner."""
    if STAND_IN in finding.quote or STAND_IN in finding.message:
        return True
    # «{срок}» in the text of a point is its own deadline, which may be what was taken out.
    named = (*finding.path[:-1], finding.quote.strip("{}").partition(":")[0])
    return any(
        finding.path == path[:-1] or finding.path[: len(path)] == path or path[: len(named)] == named
        for path in touched
    )
