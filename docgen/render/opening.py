"""A template file opened: found safe, its parts cleaned, from the cache when it was opened before.

Nothing is compiled here; ``template`` and the documents of the model do that, each with its own environment.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding, Severity, has_errors
from docgen.model.version import __version__
from docgen.patterns import pattern
from docgen.render import cache, faults
from docgen.render.package import Package, read_package

# docxtpl's clean-up may change with its minor version, and ours with docgen's.
_MADE_BY = f"docgen {__version__}, docxtpl >=0.20.2,<0.21, format 3"

_OWN_COMMENT = pattern(r'<w:comment\b[^>]*?\bw:author="docgen"[^>]*>.*?</w:comment>', re.DOTALL)


class _Default:
    """The type of ``DEFAULT_CACHE``."""


DEFAULT_CACHE: Final = _Default()
"""Stands for the user's cache folder."""

CacheFolder = Path | str | None | _Default


class OpenedTemplate(NamedTuple):
    """A template with its parts cleaned.

    ``texts`` has the document, headers, footers and notes, as jinja templates without an XML declaration; ``filled``
    are the names of those that hold tags. ``findings`` are warnings only.
    """

    name: str
    digest: str
    package: Package
    texts: Mapping[str, str]
    filled: frozenset[str]
    findings: tuple[Finding, ...]


def open_template(
    source: str | os.PathLike[str] | bytes, cache_folder: CacheFolder = DEFAULT_CACHE, *, name: str = ""
) -> OpenedTemplate:
    """Open a template file, or its bytes and the ``name`` they go by. ``cache_folder`` ``None``: no cache between runs.

    Raises ``TemplateError`` with everything that is wrong with the file and its tags.
    """
    name = (name or "шаблон") if isinstance(source, bytes) else os.fspath(source)
    data = source if isinstance(source, bytes) else _read(name)
    package = read_package(data, name)
    digest = hashlib.sha256(data).hexdigest()
    key = hashlib.sha256(f"{digest} {_MADE_BY}".encode()).hexdigest()
    folder = cache.default_folder() if isinstance(cache_folder, _Default) else cache_folder and Path(cache_folder)
    kept = _recalled(cache.recall(folder or None, key), name)
    if kept is None:
        texts, filled, findings = _clean_all(package)
        listed = [{"rule": f.rule, "message": f.message, "severity": f.severity.value, "place": f.place,
                   "quote": f.quote, "hint": f.hint} for f in findings]  # fmt: skip
        cache.keep(folder or None, key, {"name": name, "texts": texts, "filled": sorted(filled), "findings": listed})
        kept = texts, filled, findings
    return OpenedTemplate(name, digest, package, *kept)


_REASONS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "не найден"),
    (PermissionError, "не открывается: нет прав на чтение"),
    (IsADirectoryError, "не читается: это папка"),
)


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        reason = next((said for kind, said in _REASONS if isinstance(error, kind)), "не читается")
        fault = faults.UNREADABLE.finding(
            f"Файл шаблона «{name}» {reason}. Проверьте путь и права на файл.", document=name
        )
        raise TemplateError([fault]) from None


_Kept = tuple[dict[str, str], frozenset[str], tuple[Finding, ...]]


def _recalled(kept: dict[str, Any] | None, name: str) -> _Kept | None:
    if kept is None:
        return None
    try:
        if kept["findings"] and kept["name"] != name:
            # The messages name the file, and the copy that was cleaned was called otherwise.
            return None
        findings = tuple(
            Finding(document=name, **{**listed, "severity": Severity(listed["severity"])})
            for listed in kept["findings"]
        )
        return dict(kept["texts"]), frozenset(kept["filled"]), findings
    except (KeyError, TypeError, ValueError):
        return None


def _clean_all(package: Package) -> _Kept:
    from docgen.render.compilation import look_over
    from docgen.render.safety import RENDERED, UNFILLED, audit, broken_markup

    contents = audit(package)
    found = [*contents.findings, *_unfilled(package, contents.of_types(UNFILLED))]
    texts: dict[str, str] = {}
    filled: set[str] = set()
    kinds = contents.of_types(RENDERED)
    for part, kind in kinds.items():
        several = kind in ("header", "footer") and list(kinds.values()).count(kind) > 1
        try:
            cleaning = look_over(package[part], _label(kind, part) if several else kind)
        except ValueError:
            found.append(broken_markup(package.name, part))
            continue
        found += (finding.at(document=package.name) for finding in cleaning.findings)
        texts[part] = cleaning.xml
        if cleaning.has_tags:
            filled.add(part)
    if has_errors(found):
        raise TemplateError(found)
    return texts, frozenset(filled), tuple(found)


def _label(kind: str, part: str) -> str:
    from docgen.render.tags import PART_NAMES

    return f"{PART_NAMES[kind]} ({part.rpartition('/')[2]})"


def _unfilled(package: Package, places: Mapping[str, str]) -> list[Finding]:
    """Tags in parts that nobody fills: Word comments and the file's properties."""
    from docgen.render.tags import scan

    found = []
    for part, label in places.items():
        # Remarks that docgen made in a copy quote tags; people mend the copy and go on with it.
        text = _OWN_COMMENT.sub("", package[part].decode("utf-8", "replace"))
        for tag in scan(text, label).tags:
            found.append(
                faults.UNFILLED.finding(
                    f"Метка «{tag.text}» стоит там, где метки не заполняются ({label}), и останется как есть. "
                    "Уберите её или перенесите в текст.",
                    document=package.name,
                    place=tag.place,
                    quote=tag.text,
                )
            )
    return found
