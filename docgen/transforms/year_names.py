"""Ids and names of files that hold the year: ``план-2026-2027`` becomes ``план-2027-2028``, in every reference to it.

An id without a year stays as it is: merging, derivation and answers go by ids.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Any

from docgen.model.school_year import PeriodKind
from docgen.patterns import pattern
from docgen.transforms.periods import Frame

_PAIR = pattern(r"(?<!\d)((?:19|20|21)\d\d)([-–_]+)((?:19|20|21)\d\d|\d\d)(?!\d)")
_YEAR = pattern(r"(?<!\d)(?:19|20|21)\d\d(?![\d])")
_ORIGIN = pattern(r"[^/#\s]+")
_REFERENCE = pattern(r"\{\s*(?P<head>[^\s{}:.]+)(?P<rest>(?:\.[^\s{}:]+)?\s*(?::[^{}]*)?)\}")


def moved_name(name: str, frame: Frame) -> str:
    """An id or the stem of a file with its year moved, when it is the year of the frame."""

    def pair(found: re.Match[str]) -> str:
        first, between, second = found.groups()
        last = int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
        if (int(first), last) != (frame.period.first, frame.period.last):
            return found.group()
        moved = str(last + frame.years)
        return f"{int(first) + frame.years}{between}{moved[-len(second) :]}"

    moved = _PAIR.sub(pair, name)
    if moved != name or _PAIR.search(name):
        return moved
    own = {frame.period.first, frame.period.last} if frame.period.kind is not PeriodKind.YEARS else set()
    return _YEAR.sub(
        lambda found: str(int(found.group()) + frame.years) if int(found.group()) in own else found.group(), name
    )


def moved_path(path: str, frame: Frame, *, is_document: bool) -> str:
    """The path of a file with the years of its folders moved, and of a document that of its name."""
    *folders, name = path.split("/")
    moved = [_moved_folder(folder, frame) for folder in folders]
    if is_document:
        stem, suffix = posixpath.splitext(name)
        name = moved_name(stem, frame) + suffix
    return "/".join((*moved, name))


def _moved_folder(folder: str, frame: Frame) -> str:
    return moved_name(folder, frame) if _PAIR.search(folder) else folder


def unclashing(renamed: Mapping[str, str], taken: Iterable[str]) -> dict[str, str]:
    """The renamings that meet neither a name that stays nor one another."""
    staying = set(taken) - {old for old, new in renamed.items() if old != new}
    wanted = [new for old, new in renamed.items() if old != new]
    return {
        old: new
        for old, new in renamed.items()
        if old != new and new not in staying and wanted.count(new) == 1
    }  # fmt: skip


def moved_references(text: str, ids: Mapping[str, str]) -> str:
    """The words with ``{код}`` and ``{код.строка:дат}`` leading to the new ids."""
    if not ids or "{" not in text:
        return text

    def renamed(found: re.Match[str]) -> str:
        head = found["head"]
        return f"{{{ids[head]}{found['rest']}}}" if head in ids else found.group()

    return _REFERENCE.sub(renamed, text)


def moved_origin(value: Any, ids: Mapping[str, str]) -> Any:
    """``документ/код#отпечаток``, or a list of them, with the documents under their new ids."""
    if isinstance(value, list):
        return [moved_origin(item, ids) for item in value]
    match = _ORIGIN.match(value) if isinstance(value, str) else None
    return f"{ids.get(match[0], match[0])}{value[match.end() :]}" if match else value
