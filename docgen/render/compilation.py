"""Word's XML of a part made into a jinja template: docxtpl's clean-up, with what it gets wrong mended around it.

The only module that calls docxtpl; it and lxml are imported when something has to be cleaned, never to render a
template that was cleaned before. Cleaned text is still XML with tags in it, each after a ``<?at …?>`` that says its
place; ``parts`` makes it run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateSyntaxError

from docgen.errors import TemplateError
from docgen.findings import Finding, has_errors
from docgen.render import faults, passes
from docgen.render.environment import environment
from docgen.render.parts import GRID, at, lay_out
from docgen.render.printers import LINE_BREAK
from docgen.render.structure import is_neutral, shape
from docgen.render.tag_checks import check_tags, in_russian
from docgen.render.tags import Scan, Tag, scan

_RANGE_MARK = re.compile(r"<w:(?:bookmark|commentRange|perm)(?:Start|End)\b[^>]*/>")
_LOOSE_LINE = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*\n[^<]*)(?=</w:t>)")
_ANY_ESCAPE = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")

# Inside tags every character that docxtpl's expressions could stumble over is replaced by a character that stands in
# no text (Unicode noncharacters) and put back afterwards; ten more carry the tag's number through the clean-up.
_AWKWARD = "<>&{}%\"'#\\"
_SHIELD = {ord(char): 0xFDD0 + number for number, char in enumerate(_AWKWARD)}
_UNSHIELD = {0xFDD0 + number: char for number, char in enumerate(_AWKWARD)}
_DIGITS = {ord(str(digit)): 0xFDDA + digit for digit in range(10)}
_UNDIGITS = {0xFDDA + digit: str(digit) for digit in range(10)}
_NUMBER = re.compile(" ?([\ufdda-\ufde3]+)")
_ANY_TAG = re.compile(
    r"(?P<raw>\{%\s*raw[^%]*%\}.*?\{%\s*endraw[^%]*%\})|\{#.*?#\}|(?P<open>\{[{%])(?P<body>.*?)(?P<close>[}%]\})",
    re.DOTALL,
)

_CELL_PROPERTIES = [
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
]
_CELL_RANK = {name: rank for rank, name in enumerate(_CELL_PROPERTIES)}
_TC_PR = re.compile(r"<w:tcPr>((?:(?!</w:tcPr>).)*[{](?:(?!</w:tcPr>).)*)</w:tcPr>", re.DOTALL)
_TC_PR_CHILD = re.compile(r"<w:(\w+)(?: [^>]*)?/>|<w:(\w+)(?: [^>]*)?>.*?</w:\2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """A part made ready for jinja; without ``has_tags`` there is nothing to fill, and it can be copied as it is.

    ``xml`` is empty when errors were found.
    """

    xml: str
    findings: tuple[Finding, ...] = ()
    has_tags: bool = True


def clean(xml: str, kind: str = "document") -> str:
    """The part's XML as a jinja template, for ``compile_part``; without the XML declaration.

    ``kind`` is a key of ``tags.PART_NAMES`` or the part's name for people. Raises ``TemplateError`` with every fault of
    its tags.
    """
    cleaning = look_over(xml, kind)
    if has_errors(cleaning.findings):
        raise TemplateError(cleaning.findings)
    return cleaning.xml


def look_over(xml: str | bytes, kind: str = "document") -> Cleaning:
    """Clean a part and say all that is wrong with it; ``ValueError`` when it is no well-formed XML."""
    from lxml import etree

    from docgen.render.trees import columns_may_vary, mend, parsed

    root = parsed(xml)
    mend(root)
    text = etree.tostring(root, encoding="unicode")
    found = scan(text, kind)
    if not found.tags and not found.unclosed:
        return Cleaning(text, has_tags=bool(_ANY_ESCAPE.search(text)))
    findings = check_tags(found, environment())
    text, torn = _joined(text, found)
    findings += torn
    if has_errors(findings):
        return Cleaning("", tuple(findings))
    text, lost = passes.mark(_ordered(_patched(text)))
    findings += [_lost_bookmark(name) for name in lost]
    text = _restored(text, found.tags)
    findings += _blocks(text, found.tags)
    if has_errors(findings):
        return Cleaning("", tuple(findings))
    if columns_may_vary(_ANY_TAG.sub("", lay_out(text)[0]), found.tags):
        text = GRID + text
    return Cleaning(text, tuple(findings))


def _joined(xml: str, found: Scan) -> tuple[str, list[Finding]]:
    """Each tag in one piece, shielded and numbered, with the range marks that stood inside it set before its run."""
    edits: list[tuple[int, int, str]] = []
    findings: list[Finding] = []
    anchor = end = 0
    for number, tag in enumerate(found.tags):
        markup = "".join(re.findall(r"<[^>]*>", xml[tag.start : tag.end]))
        run = max(xml.rfind("<w:r>", 0, tag.start), xml.rfind("<w:r ", 0, tag.start))
        anchor = run if run >= end else anchor
        marks = "".join(_RANGE_MARK.findall(markup))
        if not is_neutral(_RANGE_MARK.sub("", markup)):
            findings.append(
                faults.TORN.finding(
                    f"Метка «{tag.text}» начинается в одном месте разметки, а кончается в другом (например, внутри "
                    "ссылки или поля). Наберите её заново целиком.",
                    place=tag.place,
                    quote=tag.text,
                )
            )
        if marks:
            edits.append((anchor, anchor, marks))
        edits.append((tag.start, tag.end, _shielded(tag, number)))
        end = tag.end
    out: list[str] = []
    position = 0
    for start, stop, replacement in sorted(edits, key=lambda edit: edit[0]):
        out += (xml[position:start], replacement)
        position = stop
    out.append(xml[position:])
    return "".join(out), findings


def _shielded(tag: Tag, number: int) -> str:
    if tag.kind == "#":
        return f"{{#{tag.owner} x#}}"
    if tag.word in ("raw", "endraw"):
        return f"{{% {tag.word} %}}"
    closer = "}}" if tag.kind == "{" else "%}"
    if tag.word in ("vm", "hm"):
        return f"{{% {tag.word} {closer}"
    body = tag.body.translate(_SHIELD)
    return f"{{{tag.kind}{tag.left}{tag.owner} {body} {str(number).translate(_DIGITS)}{tag.right}{closer}"


def _patched(xml: str) -> str:
    """docxtpl's clean-up. It uses no state of the object, so none is opened."""
    from docxtpl import DocxTemplate

    # An empty tcPr must have an inside, or docxtpl puts the shading after it.
    xml = xml.replace("<w:tcPr/>", "<w:tcPr></w:tcPr>")
    xml = _LOOSE_LINE.sub(lambda match: match[1] + match[2].replace("\n", LINE_BREAK), xml)
    patched: str = DocxTemplate("").patch_xml(xml)
    return patched


def _ordered(xml: str) -> str:
    """Cell properties that docxtpl put in, moved to where the schema wants them."""

    def sort(match: re.Match[str]) -> str:
        children = [*_TC_PR_CHILD.finditer(match[1])]
        if "".join(child[0] for child in children) != match[1]:
            return match[0]
        children.sort(key=lambda child: _CELL_RANK.get(child[1] or child[2], len(_CELL_RANK)))
        return f"<w:tcPr>{''.join(child[0] for child in children)}</w:tcPr>"

    return _TC_PR.sub(sort, xml)


def _restored(xml: str, tags: tuple[Tag, ...]) -> str:
    """The tags as jinja reads them, each preceded by its place."""
    out: list[str] = []
    places: list[tuple[int, Tag]] = []
    position = length = 0
    for match in _ANY_TAG.finditer(xml):
        before = xml[position : match.start()]
        out.append(before)
        length += len(before)
        position = match.end()
        text = match[0] if match["raw"] else ""
        if match["open"]:
            number = _NUMBER.search(match["body"])
            if number:
                places.append((length, tags[int(number[1].translate(_UNDIGITS))]))
            body = _NUMBER.sub("", match["body"]).translate(_UNSHIELD)
            text = match["open"] + body + match["close"]
        out.append(text)
        length += len(text)
    out.append(xml[position:])
    return _with_places("".join(out), places)


def _with_places(xml: str, places: list[tuple[int, Tag]]) -> str:
    """The marks of place put where no element is cut: before the paragraph of a tag, or before the tag itself."""
    out: list[str] = []
    position = 0
    last = ""
    for offset, tag in places:
        spot = offset
        paragraph = max(xml.rfind("<w:p>", 0, offset), xml.rfind("<w:p ", 0, offset))
        if tag.owner:
            pass
        elif paragraph > xml.rfind("</w:p>", 0, offset):
            spot = paragraph
        elif xml.rfind("<", 0, offset) > xml.rfind(">", 0, offset):
            spot = xml.rfind("<", 0, offset)
        if spot < position or (tag.place == last and not tag.owner):
            continue
        out += (xml[position:spot], at(tag.place, tag.owner))
        position, last = spot, tag.place
    out.append(xml[position:])
    return "".join(out)


def _blocks(cleaned: str, tags: tuple[Tag, ...]) -> Iterator[Finding]:
    """The blocks that would spoil the markup, and the tag that the clean-up left where jinja cannot read it."""
    source, lines, _ = lay_out(cleaned)
    try:
        found = shape(environment().parse(source))
    except TemplateSyntaxError as error:
        place, text = lines[min(error.lineno, len(lines)) - 1]
        yield faults.MALFORMED.finding(
            f"Метка «{text}» в этом месте не работает: {in_russian(error.message or '')}.",
            place=place,
            quote=text,
            hint="Метку ячейки (vm, hm, colspan, cellbg) ставят в ячейку один раз, метку с буквой — отдельно.",
        )
        return
    for line, word in found.crossings:
        place, text = lines[line - 1]
        yield faults.CROSSING.finding(
            f"Блок «{text}» начинается и кончается в разных местах разметки: файл вышел бы повреждённым.",
            place=place,
            quote=text,
            hint=f"Ставьте «{word}» и его конец в один абзац либо обе метки — отдельными абзацами (p) или строками "
            "таблицы (tr).",
        )
    if not found.whole and not found.crossings:
        # Only a hyphen takes markup along that belongs to no tag.
        guilty = next((tag for tag in tags if "-" in (tag.left, tag.right)), tags[0])
        yield faults.CROSSING.finding(
            f"Метка «{guilty.text}» склеивает текст через границу таблицы или раздела: файл вышел бы повреждённым.",
            place=guilty.place,
            quote=guilty.text,
            hint="Уберите дефис из метки: «{%-» и «-%}» склеивают только соседние абзацы.",
        )


def _lost_bookmark(name: str) -> Finding:
    return faults.LOST_BOOKMARK.finding(
        f"Закладка «{name}» начинается в одном блоке меток и кончается в другом; она убрана.", quote=name
    )


def even_columns(xml: str) -> str:
    """docxtpl's repair of table grids whose columns do not match the rows; the whole part, without a declaration."""
    from docxtpl import DocxTemplate
    from lxml import etree

    tree: Any = DocxTemplate("").fix_tables(xml)
    return etree.tostring(tree, encoding="unicode")


def resolve_listing(xml: str) -> str:
    """docxtpl's way with tabs, new paragraphs (``\\a``) and page breaks (``\\f``) that a value held."""
    from docxtpl import DocxTemplate

    resolved: str = DocxTemplate("").resolve_listing(xml)
    return resolved
