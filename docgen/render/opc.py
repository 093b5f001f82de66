"""What a Word file says of its parts: relationships read and written, content types (Open Packaging, ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docgen.patterns import pattern
from docgen.render.package import text_of
from docgen.render.seal import PART as SEAL_PART

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/webSettings.xml": f"{_WORD}.webSettings+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_MEDIA = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "wdp": "image/vnd.ms-photo",
}

_RELATIONSHIP = pattern(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = pattern(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Relationship(NamedTuple):
    """One relationship of a part: ``kind`` is the last word of its type."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: ``header``, ``image``."""
        return self.type.rsplit("/", 1)[-1]


def part_name(target: str) -> str:
    """The part that a relationship of the document points at; its target is relative, or absolute with a slash."""
    return target[1:] if target.startswith("/") else posixpath.normpath(f"word/{target}")


def relationships(xml: bytes) -> tuple[Relationship, ...]:
    """The relationships of a ``.rels`` part."""
    found = []
    for element in _RELATIONSHIP.findall(text_of(xml)):
        values = {name: double or single.replace('"', "&quot;") for name, double, single in _ATTRIBUTE.findall(element)}
        external = values.get("TargetMode") == "External"
        # One without a name or a target leads nowhere; what needs it is found by the audit.
        if {"Id", "Type", "Target"} <= values.keys():
            found.append(Relationship(values["Id"], values["Type"], values["Target"], external))
    return tuple(found)


def relationships_part(named: Iterable[tuple[str, Relationship]]) -> str:
    """A ``.rels`` part with these relationships under these ids."""
    entries = "".join(f'<Relationship Id="{id_}" Type="{r.type}" Target="{r.target}"{_mode(r)}/>' for id_, r in named)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _mode(relation: Relationship) -> str:
    return ' TargetMode="External"' if relation.external else ""


def root_relationships() -> str:
    """The relationships of the package itself: the document, its properties, the seal."""
    entries = (
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{OFFICE}/custom-properties" Target="{SEAL_PART}"/>'
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def content_types(names: Iterable[str], margins: Mapping[str, str]) -> str:
    """``[Content_Types].xml`` for parts of these names; ``margins`` says which are a ``header`` or a ``footer``."""
    overrides = []
    extensions = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    for name in names:
        margin = margins.get(name)
        kind = _TYPES.get(name) or (f"{_WORD}.{margin}+xml" if margin in ("header", "footer") else None)
        extension = name.rsplit(".", 1)[-1].lower()
        if kind:
            overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        elif name.startswith("word/theme"):
            overrides.append(
                f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
            )
        elif extension in _MEDIA:
            extensions[extension] = _MEDIA[extension]
    defaults = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in extensions.items())
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{"".join(overrides)}</Types>'
