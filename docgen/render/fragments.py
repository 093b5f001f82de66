"""Fragments: a template taken apart so that several can be joined into one file, each with its own section.

A fragment is the body of one template, its section properties, its headers and footers, compiled once. Joining them
is the business of ``linking``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding, has_errors
from docgen.language.view import View, made_field
from docgen.patterns import pattern
from docgen.render.columns import FittedColumn, fits, fitted_package
from docgen.render.contracts import documents_named, template_findings
from docgen.render.environment import environment
from docgen.render.faults import NO_DOCUMENT
from docgen.render.opc import Relationship, part_name, relationships
from docgen.render.opening import OpenedTemplate, open_template
from docgen.render.package import Deflated
from docgen.render.parts import GRID, CompiledPart, compile_part
from docgen.render.slots import Slot, with_slots
from docgen.render.words import filters, print_ready, print_ready_markup
from docgen.rules import Scope, rule

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"

_SECTION = pattern(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>\s*$", re.DOTALL)
_REFERENCE = pattern(r'<w:(?P<kind>header|footer)Reference\b[^>]*?r:id="(?P<id>[^"]+)"[^>]*/>')
_BODY = pattern(r"<w:body(?:\s[^>]*)?(?<!/)>")
_NAMESPACE = pattern(r'\s(xmlns(?::\w+)?|mc:Ignorable)="([^"]*)"')
_RELATED = pattern(r'(r:(?:id|embed|link|pict)=")([^"]+)"')

_INNER_SECTION = pattern(r"<w:sectPr\b(?:(?!</w:sectPr>).)*<w:(?:header|footer)Reference\b", re.DOTALL)
_NOTE = pattern(r"<w:(?:footnote|endnote)Reference\b")
# Remarks of a reviewer, and empty properties, which some programs write and nothing needs.
_DROPPED = pattern(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>|<w:pPr\s*/>")

CANNOT_CARRY = rule(
    "часть-не-переносится", "В шаблоне есть то, что в готовый документ не переносится", scope=Scope.TEMPLATE
)

COMMON_TYPES = ("styles", "numbering", "settings", "fontTable", "theme", "webSettings", "header", "footer")
"""Relationships of a template that the house or the linking supplies; all others are the fragment's own (pictures)."""


class Margin(NamedTuple):
    """A header or footer of a fragment: where it is referred to, and its compiled text."""

    kind: str
    relation: str
    part: CompiledPart
    relationships: tuple[Relationship, ...]


class Fragment(NamedTuple):
    """A template ready to be joined; ``documents`` are those of which fields stand in its tags."""

    source: OpenedTemplate
    body: CompiledPart
    section: str
    margins: tuple[Margin, ...]
    namespaces: Mapping[str, str]
    uneven: bool
    relationships: tuple[Relationship, ...]
    media: Mapping[str, Deflated]
    documents: frozenset[str]


@lru_cache(maxsize=64)
def fragment(path: Path, stamp: tuple[int, int]) -> Fragment:
    """The compiled fragment of a template file; ``stamp`` (size, time of change) makes an edited file compile anew."""
    return _sound_fragment(open_template(path))


def fragment_of(path: Path) -> Fragment:
    """The fragment of the template at a path, compiled once."""
    return fragment(path, stamp_of(path))


@lru_cache(maxsize=64)
def fitted_fragment(path: Path, stamp: tuple[int, int], columns: tuple[FittedColumn, ...]) -> Fragment:
    """The compiled fragment of a template file with these columns in its tables; ``stamp`` as in ``fragment``."""
    source = open_template(path)
    data = None if fits(source.texts.get(DOCUMENT, ""), columns) else fitted_package(source.package, columns)
    return fragment(path, stamp) if data is None else _sound_fragment(open_template(data, name=source.name))


def fitted_fragment_of(path: Path, columns: tuple[FittedColumn, ...]) -> Fragment:
    """The fragment of the template at a path with just these columns in its tables, fitted and compiled once."""
    return fitted_fragment(path, stamp_of(path), columns)


def _sound_fragment(source: OpenedTemplate) -> Fragment:
    findings = template_findings(source)
    if has_errors(findings):
        raise TemplateError(findings)
    return compile_fragment(source)


def stamp_of(path: Path) -> tuple[int, int]:
    """Size and time of change of a file; zeros for one that cannot be had, which opening it will then explain."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def compile_fragment(source: OpenedTemplate) -> Fragment:
    """The fragment of an opened template; raises ``TemplateError`` with all faults of its tags."""
    if DOCUMENT not in source.texts:
        fault = NO_DOCUMENT.finding(
            f"В файле «{source.name}» текст лежит не в части «{DOCUMENT}».", document=source.name, quote=DOCUMENT,
            hint="Откройте шаблон в Word и сохраните его заново.",
        )  # fmt: skip
        raise TemplateError([fault])
    slots: list[Slot] = []
    made = environment(finalize=print_ready, filters=filters(slots))
    made.print_markup = print_ready_markup
    made.view, made.made_field = View, made_field
    own_id = re.sub(r"\W", "", source.digest[:8])
    package = source.package
    rename = _renaming(own_id)
    cleaned = source.texts[DOCUMENT]
    opening = _BODY.search(cleaned)
    head, rest = (cleaned[: opening.end()], cleaned[opening.end() :]) if opening else (cleaned, "")
    inner = rest.rpartition("</w:body>")[0]
    match = _SECTION.search(inner)
    section = match.group() if match else "<w:sectPr/>"
    inner = _DROPPED.sub("", inner[: match.start()] if match else inner)
    relations = relationships(package[RELATIONSHIPS]) if RELATIONSHIPS in package else ()
    if faults := [*_left_behind(inner, source), *_foreign(relations, inner, source)]:
        raise TemplateError(faults)
    body = compile_part(made, with_slots(_RELATED.sub(rename, inner), slots), DOCUMENT)
    own, media = _own_parts(relations, inner, own_id, source)
    margins: list[Margin] = []
    for reference in _REFERENCE.finditer(section):
        name = _margin_part(reference["id"], relations, source)
        xml = source.texts[name]
        related = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
        inside = relationships(package[related]) if related in package else ()
        if faults := list(_foreign(inside, xml, source)):
            raise TemplateError(faults)
        kept, pictures = _own_parts(inside, xml, own_id, source)
        media.update(pictures)
        part = compile_part(made, with_slots(_RELATED.sub(rename, xml), slots), name)
        margins.append(Margin(reference["kind"], reference["id"], part, kept))
    tags = (tag for part in (body, *(margin.part for margin in margins)) for _, tag in part.lines)
    return Fragment(
        source, body, section, tuple(margins), dict(_NAMESPACE.findall(head)), head.startswith(GRID), own, media,
        documents_named(tags),
    )  # fmt: skip


def _margin_part(relation: str, relations: tuple[Relationship, ...], source: OpenedTemplate) -> str:
    """The part of a header or footer; raises ``TemplateError`` when the relationship leads to none."""
    name = next((part_name(known.target) for known in relations if known.id == relation), "")
    if name in source.texts:
        return name
    from docgen.render.safety import broken_markup

    raise TemplateError([broken_markup(source.name, RELATIONSHIPS)])


def _left_behind(inner: str, source: OpenedTemplate) -> Iterator[Finding]:
    """Findings on notes, whose part no document has, and on sections inside the template with headers of their own."""
    if _NOTE.search(inner):
        yield CANNOT_CARRY.finding(
            f"В шаблоне «{source.name}» есть сноски: в документ из нескольких частей они не переносятся.",
            document=source.name, hint="Напишите пояснение в тексте шаблона.",
        )  # fmt: skip
    if _INNER_SECTION.search(inner):
        yield CANNOT_CARRY.finding(
            f"В шаблоне «{source.name}» несколько разделов со своими колонтитулами.",
            document=source.name, hint="Оставьте в шаблоне один раздел: у каждого приложения свой шаблон.",
        )  # fmt: skip


def _foreign(relations: tuple[Relationship, ...], xml: str, source: OpenedTemplate) -> Iterator[Finding]:
    """Findings on what is inserted into a part and is neither a picture nor a link."""
    for relation in _used(relations, xml):
        if not relation.external and relation.kind != "image":
            yield CANNOT_CARRY.finding(
                f"В шаблон «{source.name}» вставлен объект «{relation.target}»: в документ он не переносится.",
                document=source.name, quote=relation.target, hint="Вставьте вместо него рисунок.",
            )  # fmt: skip


def _used(relations: tuple[Relationship, ...], xml: str) -> Iterator[Relationship]:
    # Word lists much that the text never names: custom XML, notes without notes, the glossary.
    named = {found[1] for found in _RELATED.findall(xml)}
    return (relation for relation in relations if relation.id in named and relation.kind not in COMMON_TYPES)


def _own_parts(
    relations: tuple[Relationship, ...], xml: str, own_id: str, source: OpenedTemplate
) -> tuple[tuple[Relationship, ...], dict[str, Deflated]]:
    """The pictures and links that a part names, under names that no other template's can have."""
    own: list[Relationship] = []
    media: dict[str, Deflated] = {}
    for relation in _used(relations, xml):
        target = relation.target
        if not relation.external:
            name = part_name(target)
            target = f"media/{own_id}-{posixpath.basename(name)}"
            media[f"word/{target}"] = source.package.deflated(name)._replace(name=f"word/{target}")
        own.append(Relationship(f"{own_id}{relation.id}", relation.type, target, relation.external))
    return tuple(own), media


def _renaming(own_id: str) -> Any:
    # Two templates may both call their picture rId5; with the template's own prefix they stay apart.
    return lambda match: f'{match[1]}{own_id}{match[2]}"'
