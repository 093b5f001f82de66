"""Linking: fragments rendered one after another into one file, each in its own section.

The house gives styles, settings and the lists; every section keeps the orientation, the header and the page numbers of
its template. ``numbering.xml`` is written after the body, because only then is it known which lists are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from docgen.errors import TemplateError
from docgen.findings import Finding
from docgen.model.profile import DEFAULT_PROFILE, Profile
from docgen.ooxml.completing import completed
from docgen.ooxml.list_forms import EMPTY, ListForms
from docgen.ooxml.numbering import NumberingBuilder
from docgen.patterns import pattern
from docgen.render.beginnings import with_beginning
from docgen.render.faults import BAD_CHARACTER
from docgen.render.fragments import COMMON_TYPES, RELATIONSHIPS, Fragment, stamp_of
from docgen.render.keeping import kept_with_signature
from docgen.render.locating import shipped
from docgen.render.margins import empty_margin, going_on, margins_of, mirrored, with_margin
from docgen.render.opc import (
    DECLARATION,
    OFFICE,
    Relationship,
    content_types,
    part_name,
    relationships,
    relationships_part,
    root_relationships,
)
from docgen.render.opening import open_template
from docgen.render.package import Deflated, Raw, deflate, text_of, write_package
from docgen.render.parts import number_drawings
from docgen.render.printers import FORBIDDEN, holds_forbidden
from docgen.render.seal import PART as SEAL_PART
from docgen.render.seal import digest, sealed_property
from docgen.render.words import CURRENT, Assembly

OUR_FONT = "Times New Roman"
"""The font of our own house."""


class House(NamedTuple):
    """The parts that every file of a folder of templates shares."""

    parts: Mapping[str, Deflated]
    contents: Mapping[str, bytes]
    relationships: tuple[Relationship, ...]
    lists: ListForms


@lru_cache(maxsize=16)
def house(path: Path, stamp: tuple[int, int], font: str = OUR_FONT, *, two_sided: bool = False) -> House:
    """The shared parts of ``house.docx``, or of a template that has no house beside it, completed by our own.

    Where the house says «Times New Roman», ``font`` stands. ``two_sided``: the back of a sheet has the margins of its
    face the other way round (std §1).
    """
    package = open_template(path).package
    found = relationships(package[RELATIONSHIPS]) if RELATIONSHIPS in package else ()
    found = tuple(relation for relation in found if relation.external or part_name(relation.target) in package)
    shared = tuple(r for r in found if r.kind in COMMON_TYPES and r.kind not in ("header", "footer", "numbering"))
    contents = {part_name(relation.target): _alone(package[part_name(relation.target)]) for relation in shared}
    lists = next((_alone(package[part_name(r.target)]).decode() for r in found if r.kind == "numbering"), EMPTY)
    ours = shipped() / "house.docx"
    styles = next((part_name(r.target) for r in shared if r.kind == "styles"), None)
    if styles and path.resolve() != ours.resolve():
        our = open_template(ours).package
        new, lists = completed(
            contents[styles].decode(), lists, our["word/styles.xml"].decode(), our["word/numbering.xml"].decode()
        )
        contents[styles] = new.encode()
    if font != OUR_FONT:
        contents = {name: data.replace(OUR_FONT.encode(), font.encode()) for name, data in contents.items()}
    settings = next((part_name(r.target) for r in shared if r.kind == "settings"), None)
    if two_sided and settings:
        contents[settings] = mirrored(contents[settings])
    deflated = {name: deflate(Raw(name, data)) for name, data in contents.items()}
    return House(deflated, contents, shared, ListForms(lists))


_RELATED = pattern(rb'<\w+:\w+\b[^>]*\br:(?:id|embed|link|pict)="[^"]*"[^>]*/>')
_DECLARED = pattern(rb"^<\?xml[^>]*\?>")
_NOTES = pattern(rb"<w:(footnotePr|endnotePr)>.*?</w:\1>", re.DOTALL)


def _alone(part: bytes) -> bytes:
    """A shared part without what leads to parts that are not carried: an attached template, embedded fonts, notes."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16, which our parts are not
        part = _DECLARED.sub(b"", text_of(part).encode())
    return _NOTES.sub(b"", _RELATED.sub(b"", part))


def house_at(path: Path, profile: Profile = DEFAULT_PROFILE) -> House:
    """The shared parts of the file at a path as that institution wants them, read once."""
    return house(path, stamp_of(path), profile.font, two_sided=profile.two_sided)


@dataclass
class Linked:
    """One file being put together. ``continued``: the pages of the annexes are numbered on from the order's."""

    house: House
    continued: bool = False
    assembly: Assembly = field(init=False)
    bodies: list[str] = field(default_factory=list)
    rendered: list[tuple[Fragment, Mapping[str, Any]]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, Deflated] = field(default_factory=dict)
    relations: list[Relationship] = field(default_factory=list)
    namespaces: dict[str, str] = field(default_factory=dict)
    uneven: bool = False
    margins: set[tuple[str, str]] = field(default_factory=set)
    """The headers and footers of the sections so far: which they are, and of which pages."""

    def __post_init__(self) -> None:
        self.assembly = Assembly(NumberingBuilder(self.house.lists))

    def add(self, fragment: Fragment, context: Mapping[str, Any], *, apart: bool = False) -> None:
        """Render a fragment as the next section; one that stands ``apart`` always begins its own page numbers."""
        with self._rendering(fragment):
            body = kept_with_signature(fragment.body.filled(context))
            self.bodies.append(with_beginning(body, len(self.bodies) + 1, self.assembly.bookmark))
            self.rendered.append((fragment, context))
            self.uneven = self.uneven or fragment.uneven
            section = fragment.section
            for margin in fragment.margins:
                name, relation = self._margin(margin.kind, _encoded(margin.part.render(context)))
                if margin.relationships:
                    own = ((each.id, each) for each in margin.relationships)
                    self.parts[f"word/_rels/{name}.rels"] = relationships_part(own).encode()
                section = section.replace(f'r:id="{margin.relation}"', f'r:id="{relation}"')
            section = self._with_own_margins(section)
        self.sections.append(going_on(section) if self.continued and self.sections and not apart else section)
        self.media.update(fragment.media)
        self.relations.extend(r for r in fragment.relationships if r not in self.relations)
        self.namespaces.update(fragment.namespaces)

    @contextmanager
    def _rendering(self, fragment: Fragment) -> Iterator[None]:
        """What is rendered inside goes into this file; what is wrong with it is said of the fragment's template."""
        token = CURRENT.set(self.assembly)
        try:
            yield
        except TemplateError as error:
            name = fragment.source.name
            raise TemplateError(finding.at(document=finding.document or name) for finding in error.findings) from None
        finally:
            CURRENT.reset(token)

    def _margin(self, kind: str, content: bytes) -> tuple[str, str]:
        """A header or footer as a part of the file: its name, and the relationship that leads to it."""
        number = sum(name.startswith("word/margin") for name in self.parts) + 1
        name, relation = f"margin{number}.xml", f"rIdM{number}"
        self.parts[f"word/{name}"] = content
        self.relations.append(Relationship(relation, f"{OFFICE}/{kind}", name, False))
        return name, relation

    def _with_own_margins(self, section: str) -> str:
        """The section with an empty header or footer where Word would take over that of the section before."""
        own = margins_of(section)
        for kind, page in sorted(self.margins - own):
            _, relation = self._margin(kind, _encoded(DECLARATION + empty_margin(kind)))
            section = with_margin(section, kind, page, relation)
        self.margins |= own
        return section

    def write(self, core: str) -> tuple[bytes, str]:
        """The file's bytes and the digest in its seal."""
        self.parts["word/document.xml"] = self._document()
        self.parts["word/numbering.xml"] = self.assembly.numbering.xml().encode()
        self.parts["docProps/core.xml"] = _encoded(core)
        self.parts["word/_rels/document.xml.rels"] = self._relationships().encode()
        self.parts["_rels/.rels"] = root_relationships().encode()
        self.parts["[Content_Types].xml"] = self._content_types().encode()
        sealed = digest(
            [*self.parts.items(), *self.house.contents.items(), *((n, _unpacked(d)) for n, d in self.media.items())]
        )
        first = [
            Raw("[Content_Types].xml", self.parts.pop("[Content_Types].xml")),
            Raw("_rels/.rels", self.parts.pop("_rels/.rels")),
        ]
        rest = [Raw(name, data) for name, data in self.parts.items()]
        seal = Raw(SEAL_PART, sealed_property(sealed))
        return write_package([*first, *rest, *self.house.parts.values(), *self.media.values(), seal]), sealed

    def _document(self) -> bytes:
        attributes = "".join(f' {name}="{value}"' for name, value in self.namespaces.items())
        pieces = [DECLARATION, f"<w:document{attributes}><w:body>"]
        for body, section in zip(self.bodies[:-1], self.sections[:-1], strict=True):
            pieces += with_section(body, section)
        pieces += (self.bodies[-1], self.sections[-1], "</w:body></w:document>")
        xml = "".join(pieces)
        if self.uneven:
            from docgen.render.compilation import even_columns

            xml = DECLARATION + even_columns(self._checked(xml).decode().removeprefix(DECLARATION))
        return self._checked(number_drawings(xml) if "<wp:docPr" in xml else xml)

    def _checked(self, xml: str) -> bytes:
        try:
            return _encoded(xml)
        except TemplateError:
            for fragment, context in self.rendered:
                with self._rendering(fragment):
                    fragment.body.render(context)  # raises with the tag and the place
            raise

    def _relationships(self) -> str:
        shared = [(f"rIdH{number}", relation) for number, relation in enumerate(self.house.relationships, 1)]
        numbering = ("rIdN1", Relationship("rIdN1", f"{OFFICE}/numbering", "numbering.xml", False))
        own = [(relation.id, relation) for relation in self.relations]
        return relationships_part((*shared, numbering, *own))

    def _content_types(self) -> str:
        names = (*self.parts, *self.house.parts, *self.media, SEAL_PART)
        return content_types(names, {f"word/{relation.target}": relation.kind for relation in self.relations})


def _encoded(xml: str) -> bytes:
    """The document as UTF-8; raises ``TemplateError`` for a character that XML forbids, quoting the words round it."""
    try:
        data = xml.encode()
    except UnicodeEncodeError as error:
        raise TemplateError([_forbidden(xml, error.start)]) from None
    if holds_forbidden(data):
        match = FORBIDDEN.search(xml)
        raise TemplateError([_forbidden(xml, match.start() if match else 0)])
    return data


def _forbidden(xml: str, at: int) -> Finding:
    around = re.sub(r"<[^>]*>?", " ", FORBIDDEN.sub("", xml[max(at - 60, 0) : at + 60])).strip()
    return BAD_CHARACTER.finding(
        f"В тексте есть знак U+{ord(xml[at]):04X}, который файл Word не может хранить.",
        quote=around,
        hint="Наберите это место заново: такие знаки попадают при копировании из других программ.",
    )


def _unpacked(part: Deflated) -> bytes:
    import zlib

    return zlib.decompress(part.data, -15)


def with_section(body: str, section: str) -> tuple[str, ...]:
    """The body, in pieces, with its section properties in its last paragraph, or in one of their own after a table."""
    end = body.rstrip()
    if not end.endswith("</w:p>"):
        return body, f"<w:p><w:pPr>{section}</w:pPr></w:p>"
    start = max(end.rfind("<w:p>"), end.rfind("<w:p "))
    if "</w:txbxContent>" in end[start:]:  # that paragraph stands in a text box of the last one
        return body, f"<w:p><w:pPr>{section}</w:pPr></w:p>"
    tag_end = end.index(">", start) + 1
    if not end.startswith("<w:pPr>", tag_end):
        return end[:tag_end], f"<w:pPr>{section}</w:pPr>", end[tag_end:]
    close = end.index("</w:pPr>", tag_end)
    return end[:close], section, end[close:]
