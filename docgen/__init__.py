"""docgen: official Russian orders and action plans from data, through Word templates.

The public names are loaded when they are first used, so that importing one room does not start the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

_EXPORTS = {
    "load": "docgen.work.library",
    "save": "docgen.work.library",
    "check": "docgen.work.library",
    "to_docx": "docgen.work.library",
    "read": "docgen.work.reading",
    "rollover": "docgen.work.rollover",
    "amend": "docgen.work.amending",
    "extract": "docgen.work.extracting",
    "diff": "docgen.work.comparing",
    "derive": "docgen.transforms.derivation",
    "merge": "docgen.transforms.merging",
    "load_template": "docgen.render.template",
    "Deadline": "docgen.model.deadline",
    "inflect": "docgen.language.inflection",
    "DocgenError": "docgen.errors",
    "__version__": "docgen.model.version",
}

__all__ = [
    "Deadline",
    "DocgenError",
    "__version__",
    "amend",
    "check",
    "derive",
    "diff",
    "extract",
    "inflect",
    "load",
    "load_template",
    "merge",
    "read",
    "rollover",
    "save",
    "to_docx",
]

if TYPE_CHECKING:
    from docgen.errors import DocgenError
    from docgen.language.inflection import inflect
    from docgen.model.deadline import Deadline
    from docgen.model.version import __version__
    from docgen.render.template import load_template
    from docgen.transforms.derivation import derive
    from docgen.transforms.merging import merge
    from docgen.work.amending import amend
    from docgen.work.comparing import diff
    from docgen.work.extracting import extract
    from docgen.work.library import check, load, save, to_docx
    from docgen.work.reading import read
    from docgen.work.rollover import rollover


def __getattr__(name: str) -> Any:
    if name not in _EXPORTS:
        raise AttributeError(f"module 'docgen' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_EXPORTS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
