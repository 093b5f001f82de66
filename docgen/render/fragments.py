"""Fragments: a template taken apart so that several can be joined into one file, each with its own section.

A fragment is the body of one template, its section properties, its headers and footers, compiled once. Joining them
is the business of ``linking``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.errors import TemplateError
from docgen.findings import has_errors
from docgen.render.contracts import template_findings
from docgen.render.environment import environment
from docgen.render.opening import OpenedTemplate, open_template
from docgen.render.package import Deflated
from docgen.render.parts import CompiledPart, compile_part
from docgen.render.slots import Slot, with_slots
from docgen.render.words import filters, print_ready, print_ready_markup

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"

_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>\s*$", re.DOTALL)
_REFERENCE = re.compile(r'<w:(?P<kind>header|footer)Reference\b[^>]*?r:id="(?P<id>[^"]+)"[^>]*/>')
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_NAMESPACE = re.compile(r'\s(xmlns(?::\w+)?|mc:Ignorable)="([^"]*)"')
_RELATED = re.compile(r'(r:(?:id|embed|link|pict)=")([^"]+)"')

COMMON_TYPES = ("styles", "numbering", "settings", "fontTable", "theme", "webSettings", "header", "footer")
"""Relationships of a template that the house or the linking supplies; all others are the fragment's own (pictures)."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part: ``kind`` is the last word of its type."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: ``header``, ``image``."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer of a fragment: where it is referred to, and its compiled text."""

    kind: str
    relation: str
    part: CompiledPart
    related: bytes | None


@dataclass(frozen=True)
class Fragment:
    """A template ready to be joined."""

    source: OpenedTemplate
    body: CompiledPart
    section: str
    margins: tuple[Margin, ...]
    namespaces: Mapping[str, str]
    relationships: tuple[Relationship, ...]
    media: Mapping[str, Deflated] = field(default_factory=dict)


@lru_cache(maxsize=64)
def fragment(path: Path, stamp: tuple[int, int]) -> Fragment:
    """The compiled fragment of a template file; ``stamp`` (size, time of change) makes an edited file compile anew."""
    source = open_template(path)
    findings = template_findings(source)
    if has_errors(findings):
        raise TemplateError(findings)
    return compile_fragment(source)


def fragment_of(path: Path) -> Fragment:
    """The fragment of the template at a path, compiled once."""
    status = path.stat()
    return fragment(path, (status.st_size, status.st_mtime_ns))


def compile_fragment(source: OpenedTemplate) -> Fragment:
    """The fragment of an opened template; raises ``TemplateError`` with all faults of its tags."""
    slots: list[Slot] = []
    made = environment(finalize=print_ready, filters=filters(slots))
    made.print_markup = print_ready_markup
    own_id = re.sub(r"\W", "", source.digest[:8])
    package = source.package
    rename = _renaming(own_id)
    cleaned = source.cleaned(DOCUMENT)
    head, _, rest = cleaned.partition("<w:body>")
    inner = rest.rpartition("</w:body>")[0]
    match = _SECTION.search(inner)
    section = match.group() if match else "<w:sectPr/>"
    inner = inner[: match.start()] if match else inner
    relations = relationships(package[RELATIONSHIPS]) if RELATIONSHIPS in package else ()
    body = compile_part(made, with_slots(_RELATED.sub(rename, inner), slots), DOCUMENT)
    targets = {relation.id: relation for relation in relations}
    margins = []
    for reference in _REFERENCE.finditer(section):
        name = f"word/{targets[reference['id']].target}"
        part = compile_part(made, with_slots(source.cleaned(name), slots), name)
        related = f"word/_rels/{targets[reference['id']].target}.rels"
        margins.append(
            Margin(reference["kind"], reference["id"], part, package[related] if related in package else None)
        )
    own, media = _own_parts(relations, own_id, source)
    return Fragment(source, body, section, tuple(margins), dict(_NAMESPACE.findall(head)), own, media)


def _own_parts(
    relations: tuple[Relationship, ...], own_id: str, source: OpenedTemplate
) -> tuple[tuple[Relationship, ...], dict[str, Deflated]]:
    """The fragment's pictures and their relationships, under names that no other template's can have."""
    own: list[Relationship] = []
    media: dict[str, Deflated] = {}
    for relation in relations:
        if relation.kind in COMMON_TYPES:
            continue
        target = relation.target
        if not relation.external:
            folder, _, file = target.rpartition("/")
            target = f"{folder}/{own_id}-{file}" if folder else f"{own_id}-{file}"
            media[f"word/{target}"] = replace(source.package.deflated(f"word/{relation.target}"), name=f"word/{target}")
        own.append(Relationship(f"{own_id}{relation.id}", relation.type, target, relation.external))
    return tuple(own), media


def _renaming(own_id: str) -> Any:
    # Two templates may both call their picture rId5; with the template's own prefix they stay apart.
    return lambda match: f'{match[1]}{own_id}{match[2]}"'


def relationships(xml: bytes) -> tuple[Relationship, ...]:
    """The relationships of a ``.rels`` part."""
    found = []
    for element in _RELATIONSHIP.findall(xml.decode("utf-8")):
        values = dict(_ATTRIBUTE.findall(element))
        external = values.get("TargetMode") == "External"
        found.append(Relationship(values["Id"], values["Type"], values["Target"], external))
    return tuple(found)
