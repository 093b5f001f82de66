"""Pages of a PDF as they are drawn."""

from __future__ import annotations

from docgen.readers.pdf.content import Drawn
from docgen.readers.pdf.opening import OpenedPdf, Page
from docgen.readers.pdf.operators import Fonts, PageReader
from docgen.readers.pdf.values import Matrix, number, resolved, whole


class Drawing:
    """Reads the pages of one file."""

    def __init__(self, opened: OpenedPdf) -> None:
        self.fonts = Fonts(opened)

    def page(self, page: Page) -> Drawn:
        """The page as drawn."""
        box = _box(page)
        turn = whole(page.values.get("/Rotate")) % 360
        drawn = Drawn(page.number, *_shown_size(box, turn))
        contents = resolved(page.values.get("/Contents"))
        if contents is not None:
            PageReader(self.fonts, drawn, _upright(box, turn)).read(
                contents, resolved(page.values.get("/Resources")) or {}
            )
        return drawn


def _box(page: Page) -> tuple[float, float, float, float]:
    """The corners of the page; A4 where the file does not say."""
    for key in ("/CropBox", "/MediaBox"):
        found = resolved(page.values.get(key))
        if isinstance(found, list) and len(found) == 4:
            x0, y0, x1, y1 = (number(resolved(each)) for each in found)
            if abs(x1 - x0) > 1 and abs(y1 - y0) > 1:
                return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return 0.0, 0.0, 595.0, 842.0


def _shown_size(box: tuple[float, float, float, float], turn: int) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if turn in (90, 270) else (width, height)


def _upright(box: tuple[float, float, float, float], turn: int) -> Matrix:
    """The transformation from the page's own coordinates to those of the page as shown."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return 0.0, -1.0, 1.0, 0.0, -y0, x1
    if turn == 180:
        return -1.0, 0.0, 0.0, -1.0, x1, y1
    if turn == 270:
        return 0.0, 1.0, -1.0, 0.0, y1, -x0
    return 1.0, 0.0, 0.0, 1.0, -x0, -y0
