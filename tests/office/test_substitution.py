"""Fonts that are not here: what LibreOffice is told to take for them."""

import pytest

from docgen.office.fonts import Fonts
from docgen.office.libreoffice import PDF_A_2B, convert
from docgen.office.substitution import substituted
from docgen.render.pdf.facts import read_facts
from tests.needs import needs_office
from tests.ooxml.specimen import document, paragraph

TIMES, ASTRA, LIBERATION = "Times New Roman", "PT Astra Serif", "Liberation Serif"


@pytest.mark.parametrize(
    ("installed", "taken", "pairs"),
    [
        ((LIBERATION,), LIBERATION, [(ASTRA, LIBERATION)]),
        ((ASTRA,), ASTRA, []),
        ((ASTRA,), "DejaVu Serif", [(TIMES, ASTRA)]),
        ((LIBERATION,), "", [(TIMES, LIBERATION), (ASTRA, LIBERATION)]),
        ((TIMES,), TIMES, [(ASTRA, TIMES)]),
        ((TIMES, ASTRA, LIBERATION), TIMES, []),
        ((), "Tinos", []),
        ((), "DejaVu Serif", []),
    ],
)
def test_a_font_that_is_here_is_taken_for_one_that_is_not(
    installed: tuple[str, ...], taken: str, pairs: list[tuple[str, str]]
) -> None:
    assert list(substituted(Fonts(installed, taken))) == pairs


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("asked", [TIMES, ASTRA])
def test_libreoffice_prints_in_a_font_of_the_same_widths(asked: str) -> None:
    run = (
        f'<w:r><w:rPr><w:rFonts w:ascii="{asked}" w:hAnsi="{asked}" w:cs="{asked}"/></w:rPr><w:t>Приказываю</w:t></w:r>'
    )
    made = document(paragraph("").replace("</w:p>", f"{run}</w:p>"))
    fonts = read_facts(convert(made, filter_options=PDF_A_2B)).fonts
    assert fonts and {font.name.partition("-")[0] for font in fonts} <= {
        "LiberationSerif", "PTAstraSerif", "TimesNewRomanPSMT",
    }  # fmt: skip
