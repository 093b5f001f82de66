"""Text on both sides of the sheets: the wide margin of the back is on the right, where the sheet is stitched."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.office.libreoffice import convert
from docgen.render.margins import mirrored
from docgen.work.rendering import render_file
from tests.audit import audit
from tests.builders import SMALL_ORDER, write_workspace
from tests.needs import needs_office

W = b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


@pytest.mark.parametrize("before", [b"", b'<w:zoom w:percent="100"/>', b"<w:view/> <w:zoom/><w:saveFormsData/>"])
def test_the_word_for_it_stands_in_its_place_among_the_settings(before: bytes) -> None:
    rest = b'<w:defaultTabStop w:val="709"/></w:settings>'
    assert mirrored(W + before + rest) == W + before + b"<w:mirrorMargins/>" + rest
    assert mirrored(mirrored(W + before + rest)) == mirrored(W + before + rest)


def printed(folder: Path, profile: str) -> Path:
    points = "".join(f"  - код: п{n}\n    текст: соблюдать порядок {'очень ' * 60}строго\n" for n in range(2, 12))
    order = SMALL_ORDER.replace("подпись:", f"{points}подпись:")
    write_workspace(folder, {"приказ.yaml": order, "профиль.yaml": f"вид: профиль\n{profile}"})
    return render_file(folder / "приказ.yaml", folder / "приказ.docx").path


def lefts(docx: Path) -> list[float]:
    """How far from the left the text of each page begins, in millimetres."""
    found = []
    for page in PdfReader(io.BytesIO(convert(docx))).pages:
        at: list[float] = []
        page.extract_text(
            visitor_text=lambda words, cm, tm, font, size, at=at: at.append(tm[4]) if words.strip() else None
        )
        found.append(min(at) / 72 * 25.4)
    return found


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(("profile", "margins"), [("двусторонняя печать: да\n", (30, 15)), ("", (30, 30))])
def test_the_back_has_its_wide_margin_on_the_other_side(tmp_path: Path, profile: str, margins: tuple[int, int]) -> None:
    docx = printed(tmp_path, profile)
    assert lefts(docx)[:2] == pytest.approx(margins, abs=0.5)
    assert audit(docx.read_bytes()) == []
