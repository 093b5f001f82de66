"""Fonts: what a Word file asks for, what may stand for it, and what is told when something else was taken."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.findings import Severity
from docgen.render.pdf.facts import FontFact
from docgen.render.pdf.fonts import asked_fonts, check_embedded, check_fallback

TIMES, ASTRA = "Times New Roman", "PT Astra Serif"


def fallback(used: str, *asked: str) -> list[tuple[str, Severity]]:
    found = check_fallback([FontFact(name, True) for name in used.split()], asked)
    return [(finding.quote, finding.severity) for finding in found]


@pytest.mark.parametrize(
    ("used", "asked"),
    [
        ("TimesNewRomanPSMT TimesNewRomanPS-BoldMT", TIMES),
        ("LiberationSerif LiberationSerif-BoldItalic", TIMES),
        ("PTAstraSerif-Regular PTAstraSerif-Bold", ASTRA),
        ("PTAstraSerif-Regular", TIMES),
        ("LiberationSerif", ASTRA),
        ("Tinos-Regular", TIMES),
        ("XOThames", TIMES),
        ("LiberationSans", "Arial"),
        ("ArialMT Arial-BoldMT", "Arial"),
        ("Carlito-Bold", "Calibri"),
        ("PTSerif-Regular", "PT Serif"),
        ("OpenSymbol", "Symbol"),
        ("", TIMES),
    ],
)
def test_fonts_of_the_same_widths_stand_for_one_another(used: str, asked: str):
    assert fallback(used, asked) == []


@pytest.mark.parametrize(("used", "asked"), [("DejaVuSans DejaVuSans-Bold", TIMES), ("LiberationSerif", "PT Serif")])
def test_a_text_wholly_in_another_font_is_an_error(used: str, asked: str):
    assert fallback(used, asked) == [(used.partition(" ")[0], Severity.ERROR)]


def test_a_sign_from_another_font_is_a_warning():
    assert fallback("LiberationSerif LiberationSerif-Bold DejaVuSans", TIMES) == [("DejaVuSans", Severity.WARNING)]


def test_the_font_that_was_asked_for_is_named_with_how_to_get_it():
    (finding,) = check_fallback([FontFact("DejaVuSans", True)], [TIMES])
    assert "«Times New Roman»" in finding.message and "«DejaVuSans»" in finding.message
    assert "apt install fonts-liberation" in finding.hint
    (finding,) = check_fallback([FontFact("DejaVuSans", True)], [ASTRA])
    assert "PT Astra Serif" in finding.hint and "профил" in finding.hint


def test_a_font_that_is_not_embedded_is_named():
    found = check_embedded([FontFact("Arial", False), FontFact("LiberationSerif", True)])
    assert [finding.quote for finding in found] == ["Arial"]


def docx(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(f"word/{name.replace('__', '/')}.xml", part)
    return out.getvalue()


def test_a_word_file_asks_for_the_fonts_that_its_parts_name():
    data = docx(
        styles='<w:rFonts w:ascii="PT Serif" w:hAnsi="PT Serif" w:cs="Arial"/>',
        document='<w:rFonts w:ascii="Courier New"/>',
        theme__theme1='<a:latin typeface="Calibri"/><a:latin typeface=""/>',
        comments='<w:rFonts w:ascii="Segoe UI"/>',
    )
    assert set(asked_fonts(data)) == {"PT Serif", "Arial", "Courier New", "Calibri"}
