"""Fonts of a printed file: which ones the Word file asks for, and which may stand for them without moving a line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from docgen.findings import Finding, Severity
from docgen.office.fonts import METRIC, TIMES
from docgen.patterns import pattern
from docgen.render.pdf.facts import FontFact
from docgen.rules import Scope, rule

FALLBACK = rule(
    "шрифт-подменён", "В PDF взят шрифт, которого нет в документе: строки и страницы могли сместиться",
    scope=Scope.FILE, source="std:11",
)  # fmt: skip
NOT_EMBEDDED = rule(
    "шрифт-не-внедрён", "В PDF не внедрён шрифт: архив его не примет", scope=Scope.FILE, source="std:X06"
)

_FAMILIES = (
    (TIMES, *METRIC),
    ("Arial", "Liberation Sans", "Arimo", "Helvetica"),
    ("Courier New", "Liberation Mono", "Cousine"),
    ("Calibri", "Carlito"),
    ("Cambria", "Caladea"),
    ("Symbol", "Open Symbol"),
    ("Wingdings", "Open Symbol"),
)
"""Fonts whose letters are as wide as one another's (std:11)."""

_INSTALL = (
    "Debian, Ubuntu, Astra Linux: apt install fonts-liberation; ALT Linux: apt-get install fonts-ttf-liberation; "
    "Windows и macOS: поставьте LibreOffice с сайта libreoffice.org, шрифты Liberation в нём есть. Затем напечатайте снова."
)


_ASTRA = (
    "Установите шрифт PT Astra Serif (в Astra Linux он есть, для других систем – на сайте paratype.ru) или напишите в профиле "
    "«шрифт: Times New Roman»."
)


def asked_fonts(docx: bytes) -> tuple[str, ...]:
    """The names of the fonts that a Word file asks for, in the order in which they are found."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [name for name in package.namelist() if _PARTS.match(name)]
        parts = {name: package.read(name).decode("utf-8", "replace") for name in names}
    for name, part in parts.items():
        found.update(dict.fromkeys(_named(part, with_theme="/theme/" in name)))
    return tuple(name for name in found if name)


_PARTS = pattern(r"word/(?:document|styles|numbering|margin\d+|theme/.+)\.xml$")
_RUN = pattern(r"<w:rFonts\b[^>]*>")
_ATTRIBUTE = pattern(r'w:(?:ascii|hAnsi|cs)="([^"]*)"')
_THEME = pattern(r'<a:latin typeface="([^"]*)"')


def _named(part: str, *, with_theme: bool) -> Iterator[str]:
    for run in set(_RUN.findall(part)):
        yield from sorted(_ATTRIBUTE.findall(run))
    if with_theme:
        yield from _THEME.findall(part)


def check_fallback(used: Iterable[FontFact], asked: Iterable[str]) -> Iterator[Finding]:
    """A finding for each font in the PDF that neither is asked for nor may stand for one that is.

    A warning where only some signs were taken from it, an error where nothing was printed in a font that was asked for.
    """
    asked = tuple(dict.fromkeys(asked))
    allowed = {_plain(each) for name in asked for each in (name, *_stand_ins(name))}
    families = dict.fromkeys(font.name.partition("-")[0].partition(",")[0] for font in used)
    strange = [family for family in families if not any(_plain(family).startswith(each) for each in allowed)]
    wholly = len(strange) == len(families)
    wanted = asked[0] if asked else TIMES
    for family in strange:
        if wholly:
            message = f"Вместо «{wanted}» в PDF взят «{family}»: строки и страницы сместились."
            hint = _ASTRA if wanted == "PT Astra Serif" else f"Установите шрифт «{wanted}» или ему равный. {_INSTALL}"
        else:
            message = f"Часть знаков в PDF взята из шрифта «{family}», которого нет в документе."
            hint = "Найдите в документе необычный знак (стрелку, галочку, букву другого алфавита) и замените его. "
            hint += f"Если таких нет, не хватает шрифта. {_INSTALL}"
        severity = Severity.ERROR if wholly else Severity.WARNING
        yield FALLBACK.finding(message, quote=family, hint=hint, severity=severity)


def check_embedded(used: Iterable[FontFact]) -> Iterator[Finding]:
    """A finding for each font that the file names and does not hold."""
    for font in used:
        if not font.embedded:
            yield NOT_EMBEDDED.finding(
                f"Шрифт «{font.name}» не внедрён в PDF: на другом компьютере вместо него будет другой.", quote=font.name,
                hint="Возьмите шрифт, который разрешено внедрять: Times New Roman, Liberation Serif, PT Astra Serif.",
            )  # fmt: skip


def _stand_ins(name: str) -> set[str]:
    plain = _plain(name)
    return {each for family in _FAMILIES if plain in map(_plain, family) for each in family}


def _plain(name: str) -> str:
    return "".join(sign for sign in name.lower() if sign.isalnum())
