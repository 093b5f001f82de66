"""A template as a whole held against the contract: each part's tags, and its styles against the house's.

What was found clean once is remembered beside the cleaned texts, so that a start need not look again.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.findings import Finding, Severity
from docgen.model.version import __version__
from docgen.model.workspace import ROOT_NAMES
from docgen.patterns import pattern
from docgen.render import cache
from docgen.render.environment import environment
from docgen.render.faults import WITHOUT_TAGS
from docgen.render.opening import OpenedTemplate, open_template
from docgen.render.package import Package, text_of
from docgen.rules import Scope, rule

if TYPE_CHECKING:
    from docgen.language.shapes import Shape

STYLE_DIFFERS = rule(
    "стиль-отличается",
    "Стиль шаблона определён иначе, чем в house.docx; напечатается стиль из house.docx",
    severity=Severity.NOTE,
    scope=Scope.TEMPLATE,
)
STYLE_MISSING = rule("нет-стиля", "Шаблон пользуется стилем, которого нет в house.docx", scope=Scope.TEMPLATE)

_STYLE = pattern(r'<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>.*?</w:style>', re.DOTALL)
_USED = pattern(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"')
_TAG = pattern(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTED = pattern(r"""'[^']*'|"[^"]*\"""")
_ROOTS = "|".join(root for root in ROOT_NAMES.values() if root != "order")
_DOCUMENT_FIELD = pattern(rf"\b(order|{_ROOTS})\s*[.\[]")
_ROOT_NAME = pattern(rf"\b({_ROOTS})\.")


def template_findings(source: OpenedTemplate) -> tuple[Finding, ...]:
    """The findings on the names of a template; remembered when there are none."""
    folder = cache.default_folder()
    key = hashlib.sha256(f"contract {source.digest} {__version__} {_contract_digest()}".encode()).hexdigest()
    if cache.recall(folder, key) is not None:
        return ()
    found = name_findings(source.package)
    if not found:
        cache.keep(folder, key, {"clean": True})
    return found


@functools.cache
def _contract_digest() -> str:
    """What the contract depends on besides the template: the fields of the models, through their sources."""
    from docgen.language import printed_fields

    folder = Path(printed_fields.__file__).parent.parent
    stamps = sorted((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in [
        *folder.joinpath("model").glob("*.py"), *folder.joinpath("language").glob("*.py"),
    ])  # fmt: skip
    return hashlib.sha256(repr(stamps).encode()).hexdigest()


def name_findings(package: Package) -> tuple[Finding, ...]:
    """The findings on the names in a package's tags; also for one whose tags have other faults."""
    return tuple(finding.at(document=package.name) for finding in _names(package))


def _names(package: Package) -> Iterator[Finding]:
    from docgen.render.contract import check_contract
    from docgen.render.safety import RENDERED, audit
    from docgen.render.tags import scan

    env = environment()
    kinds = audit(package).of_types(RENDERED)
    scans = {part: scan(text_of(package[part]), kind) for part, kind in kinds.items()}
    given = given_names(" ".join(tag.body for found in scans.values() for tag in found.tags))
    for found in scans.values():
        yield from check_contract(found, given, env)


def documents_named(tags: Iterable[str]) -> frozenset[str]:
    """Of which documents (``order``, ``plan``, ``list``) fields stand in these tags."""
    return frozenset(name for tag in tags for name in _DOCUMENT_FIELD.findall(_QUOTED.sub("", tag)))


def static_findings(source: OpenedTemplate) -> Iterator[Finding]:
    """A finding on a template that would print the same for every document."""
    if not documents_named(tag for text in source.texts.values() for tag in _TAG.findall(text)):
        yield WITHOUT_TAGS.finding(
            "В шаблоне нет ни одной метки с полем документа: он печатал бы одно и то же.", document=source.name,
            hint="Поставьте метки, например {{ order.title }}; все поля показывает docgen template fields.",
        )  # fmt: skip


def given_names(tags: str) -> Mapping[str, Shape]:
    """The names a template is given, told by the names it uses: a plan's, a list's or an order's."""
    from docgen.language.shapes import CONTEXTS  # a template known to be clean is not looked at again

    match = _ROOT_NAME.search(tags)
    return CONTEXTS[match[1] if match else "order"]


def style_findings(source: OpenedTemplate, house: Path | None) -> Iterator[Finding]:
    """Styles that the template defines otherwise than the house, and styles it uses that the house lacks."""
    if house is None or "word/styles.xml" not in source.package:
        return
    known = _styles(open_template(house))
    own = _styles(source)
    used = {style for text in source.texts.values() for style in _USED.findall(text)}
    for name in sorted(used):
        if name not in known:
            yield STYLE_MISSING.finding(
                f"Стиля «{_title(own.get(name, '')) or name}» нет в {house.name}.", document=source.name, quote=name,
                hint="Оформите абзац стилем из house.docx или добавьте этот стиль в house.docx.",
            )  # fmt: skip
        elif name in own and own[name] != known[name]:
            yield STYLE_DIFFERS.finding(
                f"Стиль «{_title(own[name])}» здесь не такой, как в {house.name}; напечатается тот, что в {house.name}.",
                document=source.name, quote=_title(own[name]),
                hint="Если вы меняли его в house.docx, всё верно; если здесь, перенесите изменение туда.",
            )  # fmt: skip


_TITLE = pattern(r'<w:name w:val="([^"]+)"')


def _title(style: str) -> str:
    """The name of a style as Word shows it."""
    found = _TITLE.search(style)
    return found[1] if found else ""


def _styles(source: OpenedTemplate) -> dict[str, str]:
    xml = text_of(source.package["word/styles.xml"]) if "word/styles.xml" in source.package else ""
    return {match[1]: match[0] for match in _STYLE.finditer(xml)}
