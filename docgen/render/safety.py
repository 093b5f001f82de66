"""What makes a Word file unfit or unsafe to be a template: looked for once, when the template is compiled.

Only looks at parts and relationships; the text and its tags are not read here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.errors import TemplateError
from docgen.findings import Finding, has_errors
from docgen.render import faults
from docgen.render.package import Package, text_of

_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = _WORDPROCESSING + "document.main+xml"
RENDERED = {
    MAIN: "document",
    _WORDPROCESSING + "header+xml": "header",
    _WORDPROCESSING + "footer+xml": "footer",
    _WORDPROCESSING + "footnotes+xml": "footnotes",
    _WORDPROCESSING + "endnotes+xml": "endnotes",
}
"""The kinds of parts in which tags are filled, by content type."""
UNFILLED = {
    _WORDPROCESSING + "comments+xml": "примечания",
    "application/vnd.openxmlformats-package.core-properties+xml": "свойства документа",
}
"""The parts in which people write tags in vain, by content type."""

_DEFINITIONS = re.compile(r"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(r"""<\?xml[^>]*?encoding=["']([^"']+)["']""")
_PLAIN_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What an audit leaves behind: part name → content type, and the findings that do not stop the work."""

    types: dict[str, str]
    findings: tuple[Finding, ...]

    def of_types(self, kinds: dict[str, str]) -> dict[str, str]:
        """Part name → kind for the parts whose content type is among ``kinds``."""
        return {name: kinds[kind] for name, kind in self.types.items() if kind in kinds}


def audit(package: Package) -> Contents:
    """Look through all parts; ``TemplateError`` with everything found when the template cannot be used.

    Every part is unpacked once, so a damaged archive is found here and not in front of a clerk's document.
    """
    found: list[Finding] = []
    for name in package.names:
        try:
            content = package[name]
            faulty = list(_definitions(package, name, content))
            found += faulty or _malformed(package, name, content)
        except TemplateError as error:
            found += error.findings
    if has_errors(found):
        raise TemplateError(found)
    types = _content_types(package)
    found += _macros(package, types)
    if not has_errors(found):
        found += _main_document(package, types)
    found += _relationships(package)
    found += _dangling(package, types)
    if has_errors(found):
        raise TemplateError(found)
    return Contents(types, tuple(found))


def _definitions(package: Package, name: str, content: bytes) -> Iterator[Finding]:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]
    text = content.decode("utf-16" if wide else "utf-8", "replace")
    encoding = _ENCODING.match(text.lstrip("\ufeff"))
    strange = encoding and encoding[1].lower() not in _PLAIN_ENCODINGS
    if strange or _DEFINITIONS.search(text):
        yield faults.ENTITIES.finding(
            f"В файле «{package.name}» часть «{name}» содержит определения DTD или сущности либо записана "
            "в необычной кодировке: такие файлы не открываются. Пересохраните шаблон в Word.",
            document=package.name,
            quote=name,
        )


def _malformed(package: Package, name: str, content: bytes) -> Iterator[Finding]:
    """A part that is no XML: Word would refuse every document that carries it."""
    from xml.parsers import expat

    if not name.lower().endswith((".xml", ".rels")):
        return
    try:
        # Without namespaces: whether a prefix is declared Word does not ask in parts that it does not need.
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, ValueError):
        yield broken_markup(package.name, name)


_REFERRED = re.compile(r'<[\w:]+(?=\s)[^>]*?\br:(?:id|embed|link|pict)="([^"{]+)"')
_MARGIN = re.compile(r"<w:(header|footer)Reference\s")


def _dangling(package: Package, types: dict[str, str]) -> Iterator[Finding]:
    """Headers, pictures and links that a part names and the file has not."""
    for part, kind in types.items():
        if kind not in RENDERED:
            continue
        folder, name = posixpath.split(part)
        listing = f"{folder}/_rels/{name}.rels"
        related = {e.get("Id"): e for e in _elements(package, listing)} if listing in package else {}
        for match in _REFERRED.finditer(text_of(package[part])):
            found = related.get(match[1])
            target = found.get("Target", "") if found else ""
            within = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if found and found.get("TargetMode") == "External":
                continue
            margin = _MARGIN.match(match[0])
            if not found or within not in package or (margin and RENDERED.get(types[within]) != margin[1]):
                what = "колонтитул" if margin else "рисунок или другую часть"
                yield faults.BROKEN.finding(
                    f"Часть «{part}» файла «{package.name}» ссылается на {what} «{target or match[1]}», а в файле этой "
                    "части нет. Откройте шаблон в Word, вставьте её заново или удалите и сохраните файл.",
                    document=package.name,
                    quote=target or match[1],
                )


def _content_types(package: Package) -> dict[str, str]:
    """Part name → content type, as ``[Content_Types].xml`` says."""
    listing = "[Content_Types].xml"
    if listing not in package:
        raise TemplateError([_no_document(package)])
    by_extension: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for element in _elements(package, listing):
        kind = element.get("ContentType", "")
        if "PartName" in element:
            by_name[element["PartName"].lstrip("/").lower()] = kind
        elif "Extension" in element:
            by_extension[element["Extension"].lower()] = kind
    return {
        name: by_name.get(name.lower()) or by_extension.get(name.rpartition(".")[2].lower(), "")
        for name in package.names
    }


def _elements(package: Package, name: str) -> list[dict[str, str]]:
    """The attributes of every element of a small part."""
    from xml.etree import ElementTree

    try:
        return [dict(element.attrib) for element in ElementTree.fromstring(package[name]).iter()]
    except (ElementTree.ParseError, ValueError):
        raise TemplateError([broken_markup(package.name, name)]) from None


def broken_markup(document: str, part: str) -> Finding:
    """The finding for a part that is no XML."""
    return faults.BROKEN.finding(
        f"В файле «{document}» разметка части «{part}» испорчена. Откройте шаблон в Word и сохраните его заново.",
        document=document,
        quote=part,
    )


def _macros(package: Package, types: dict[str, str]) -> Iterator[Finding]:
    for name, kind in types.items():
        if "macroenabled" in kind.lower() or "vbaproject" in kind.lower() or name.lower().endswith("vbaproject.bin"):
            yield faults.MACROS.finding(
                f"В файле «{package.name}» есть макросы (часть «{name}»). Сохраните шаблон как «Документ Word (.docx)» "
                "— без макросов.",
                document=package.name,
                quote=name,
            )
            return


def _no_document(package: Package) -> Finding:
    return faults.NO_DOCUMENT.finding(
        f"В файле «{package.name}» нет текста документа Word. Нужен шаблон в формате «Документ Word (.docx)»; "
        "файл .dotx сохраните как .docx.",
        document=package.name,
    )


def _main_document(package: Package, types: dict[str, str]) -> Iterator[Finding]:
    if MAIN not in types.values():
        yield _no_document(package)


def _relationships(package: Package) -> Iterator[Finding]:
    for name in package.names:
        if not name.lower().endswith(".rels"):
            continue
        for element in _elements(package, name):
            kind = element.get("Type", "").rpartition("/")[2]
            target = element.get("Target", "")
            if element.get("TargetMode") == "External" and kind != "hyperlink":
                yield faults.EXTERNAL.finding(
                    f"Файл «{package.name}» обращается наружу: «{target}» (связь {kind}). Вставьте содержимое в сам "
                    "шаблон или уберите связь.",
                    document=package.name,
                    quote=target,
                )
            elif kind in ("oleObject", "package"):
                yield faults.EMBEDDED.finding(
                    f"В файл «{package.name}» вложен объект «{target}». Он попадёт в каждый документ; "
                    "если он не нужен, удалите его из шаблона.",
                    document=package.name,
                    quote=target,
                )
