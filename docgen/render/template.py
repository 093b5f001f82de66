"""The public entrance for templates with plain dictionaries: ``load_template(path).render(mapping)``.

docxtpl's language with autoescape, strictness and the sandbox always on. Documents of the model are rendered
elsewhere, from the same compiled parts; nothing of the model belongs here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from docgen.errors import TemplateError
from docgen.findings import Finding
from docgen.render.environment import environment
from docgen.render.opening import DEFAULT_CACHE, CacheFolder, open_template
from docgen.render.package import Deflated, Part, Raw, deflater, write_package
from docgen.render.parts import DECLARATION, CompiledPart, compile_part, number_drawings

_DRAWN = "<wp:docPr"


class Template:
    """A Word template compiled once. Rendering changes nothing in it, so one serves many threads.

    ``findings`` are the warnings on the template; what would have been an error was raised when it was loaded.
    """

    def __init__(
        self, name: str, parts: tuple[Deflated | CompiledPart, ...], findings: tuple[Finding, ...], deflate: str | None
    ) -> None:
        self.name = name
        self.findings = findings
        self._parts = parts
        self._deflate = deflate

    def render(self, mapping: Mapping[str, object]) -> bytes:
        """The ``.docx`` with the values of the mapping in place of the tags; the same mapping makes the same bytes.

        Raises ``TemplateError`` with a finding for every tag of the file that cannot be filled: a missing name,
        ``None``, an action the sandbox forbids, a character that XML forbids.
        """
        parts: list[Part] = []
        faults: list[Finding] = []
        for part in self._parts:
            if isinstance(part, Deflated):
                parts.append(part)
                continue
            try:
                parts.append(Raw(part.name, _written(part, mapping)))
            except TemplateError as error:
                faults += error.findings
        if faults:
            raise TemplateError(fault.at(document=self.name) for fault in faults)
        return write_package(parts, self._deflate)


def _written(part: CompiledPart, mapping: Mapping[str, object]) -> bytes:
    drawn = _DRAWN in part.source and part.name == "word/document.xml"
    if not (drawn or part.uneven):
        return part.encoded(mapping)
    xml = part.render(mapping)
    if part.uneven:
        from docgen.render.compilation import even_columns

        xml = even_columns(xml)
    return DECLARATION + (number_drawings(xml) if drawn else xml).encode()


def load_template(
    source: str | os.PathLike[str] | bytes,
    *,
    cache: CacheFolder = DEFAULT_CACHE,
    deflate: str | None = None,
) -> Template:
    """The template at a path (or in bytes), compiled.

    ``cache`` is the folder where cleaned templates are kept between runs: the user's by default, ``None`` for nowhere.
    ``deflate`` is ``zlib`` or ``zlib-ng``; by default the faster one that is installed. Raises ``TemplateError`` with
    everything that is wrong with the file and its tags.
    """
    deflater(deflate)  # a wrong name should fail here and not at the first document
    opened = open_template(source, cache)
    env = environment()
    package = opened.package
    parts = tuple(
        compile_part(env, opened.texts[name], name) if name in opened.filled else package.deflated(name, deflate)
        for name in package.names
    )
    return Template(opened.name, parts, opened.findings, deflate)
