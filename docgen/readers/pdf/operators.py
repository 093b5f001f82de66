"""The operations by which a page is drawn, carried out as far as words, lines and pictures need it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docgen.readers.pdf.content import GAP, Drawn, Mark, Piece, Stroke
from docgen.readers.pdf.fonts import Font, Glyph, read_font
from docgen.readers.pdf.opening import Budget, OpenedPdf
from docgen.readers.pdf.values import UNIT, Matrix, matrix_of, number, plain_bytes, resolved, said_text, times

_GAP = 0.18
"""The share of the size of the letters from which on a gap between them is noted."""
_SURE_GAP = 0.5
_FORMS_DEEP = 8
_LONGEST_STRING = 1 << 16
_PIECE = 5
"""Steps that a piece of text costs: it stays in memory."""
_MOST_KEPT = 500
_MOST_STROKES = 50_000


class Fonts:
    """The fonts of one file, each read once."""

    def __init__(self, opened: OpenedPdf) -> None:
        self.opened = opened
        self._found: dict[object, Font] = {}

    def font(self, reference: Any) -> Font:
        """The font that a dictionary of resources names."""
        key = getattr(reference, "idnum", None) or id(reference)
        found = self._found.get(key)
        if found is None:
            self.opened.budget.spend(100)
            values = resolved(reference)
            found = self._found[key] = read_font(values) if isinstance(values, dict) else Font()
        return found


@dataclass
class _Marked:
    """An open span of marked content."""

    mark: Mark | None
    artifact: bool
    words: str | None = None
    """The words that stand for what is drawn inside («ActualText»)."""
    first: int = 0
    """How many pieces there were when it was opened."""


@dataclass
class _State:
    """What ``q`` keeps and ``Q`` brings back."""

    matrix: Matrix
    font: Font | None = None
    size: float = 0.0
    character: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class PageReader:
    """Walks the operations of a page and of the forms drawn on it."""

    def __init__(self, fonts: Fonts, drawn: Drawn, matrix: Matrix) -> None:
        self.fonts = fonts
        self.drawn = drawn
        self.state = _State(matrix)
        self.kept: list[_State] = []
        self.marks: list[_Marked] = []
        self.text: Matrix = UNIT
        self.line: Matrix = UNIT
        self.path: list[tuple[float, float]] = []
        self.strokes: list[Stroke] = []
        self.form = 0
        self.forms: list[int] = []

    @property
    def budget(self) -> Budget:
        return self.fonts.opened.budget

    def read(self, contents: Any, resources: Any) -> None:
        from pypdf.generic import ContentStream

        stream = ContentStream(contents, self.fonts.opened.reader, "bytes")
        operations = stream.operations
        self.budget.spend(len(operations))
        fonts: Any = resolved(resources.get("/Font")) or {}
        for operands, operator in operations:
            act = _ACTS.get(operator)
            if act is not None:
                act(self, operands)
            elif operator == b"Tf" and len(operands) == 2:
                reference = fonts.raw_get(operands[0]) if operands[0] in fonts else None
                self.state.font = self.fonts.font(reference) if reference is not None else None
                self.state.size = number(operands[1])
            elif operator == b"Do" and operands:
                self._draw(operands[0], resources)
            elif operator in (b"BDC", b"BMC"):
                self._open(operands, resources)
            self.budget.steps -= 1

    # Graphics state

    def keep(self, _: Sequence[Any]) -> None:
        if len(self.kept) < _MOST_KEPT:
            self.kept.append(_State(**vars(self.state)))

    def bring_back(self, _: Sequence[Any]) -> None:
        if self.kept:
            self.state = self.kept.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    # Text

    def begin(self, _: Sequence[Any]) -> None:
        self.text = self.line = UNIT

    def move(self, operands: Sequence[Any]) -> None:
        x, y = (number(each) for each in operands[:2])
        a, b, c, d, e, f = self.line
        self.text = self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_leading(self, operands: Sequence[Any]) -> None:
        self.state.leading = -number(operands[1])
        self.move(operands)

    def place(self, operands: Sequence[Any]) -> None:
        self.text = self.line = matrix_of(operands)

    def next_line(self, _: Sequence[Any] = ()) -> None:
        self.move((0, -self.state.leading))

    def show_next(self, operands: Sequence[Any]) -> None:
        self.next_line()
        self.show(operands)

    def show_spaced(self, operands: Sequence[Any]) -> None:
        self.state.word, self.state.character = number(operands[0]), number(operands[1])
        self.show_next(operands[2:])

    def show(self, operands: Sequence[Any]) -> None:
        self.show_parts([operands])

    def show_parts(self, operands: Sequence[Any]) -> None:
        """Draws strings and shifts; a wide shift between two words without a blank says one."""
        state, font = self.state, self.state.font
        if font is None or not operands:
            return
        words: list[str] = []
        at = 0.0
        gap = 0.0
        for part in operands[0]:
            if isinstance(part, (int, float)):
                shift = -float(part) / 1000 * state.size * state.stretch
                at += shift
                gap += shift
                continue
            glyphs = font.glyphs(plain_bytes(part)[:_LONGEST_STRING])
            if glyphs and words and gap > _GAP * abs(state.size) and not (words[-1] + glyphs[0].text).count(" "):
                words.append(" " if gap > _SURE_GAP * abs(state.size) else GAP)
            gap = 0.0
            at += self._advance(glyphs)
            words.extend(glyph.text for glyph in glyphs)
        self._put("".join(words), at)

    def _advance(self, glyphs: list[Glyph]) -> float:
        state = self.state
        width = sum(glyph.width for glyph in glyphs) / 1000 * state.size + len(glyphs) * state.character
        if state.word:
            width += state.word * sum(glyph.is_blank for glyph in glyphs)
        return width * state.stretch

    def _put(self, text: str, advance: float) -> None:
        state = self.state
        a, b, c, d, e, f = times(self.text, state.matrix)
        if text and state.font is not None:
            x, y = e + state.rise * c, f + state.rise * d
            span = self.marks[-1] if self.marks else None
            self.budget.steps -= _PIECE
            self.drawn.pieces.append(Piece(
                text, x, x + advance * a, y, abs(state.size) * math.hypot(c, d), state.font.bold, state.font.italic,
                span.mark if span else None, bool(span and span.artifact), abs(b) > 0.1 * abs(a) or a < 0, state.font,
                self.drawn.number,
            ))  # fmt: skip
        ta, tb, tc, td, te, tf = self.text
        self.text = (ta, tb, tc, td, te + advance * ta, tf + advance * tb)

    # Marked content

    def _open(self, operands: Sequence[Any], resources: Any) -> None:
        above = self.marks[-1] if self.marks else None
        tag = str(operands[0]) if operands else ""
        values = resolved(operands[1]) if len(operands) > 1 else None
        if isinstance(values, str):
            named = resolved(resources.get("/Properties")) or {}
            values = resolved(named.get(values))
        mark = above.mark if above else None
        words = None
        if isinstance(values, dict):
            found = resolved(values.get("/MCID"))
            mark = Mark(self.form, found) if isinstance(found, int) else mark
            said = resolved(values.get("/ActualText"))
            words = said_text(said) if said is not None else None
        artifact = tag == "/Artifact" or bool(above and above.artifact)
        if len(self.marks) < _MOST_KEPT:
            self.marks.append(_Marked(mark, artifact, words, len(self.drawn.pieces)))

    def close(self, _: Sequence[Any]) -> None:
        if not self.marks:
            return
        span = self.marks.pop()
        pieces = self.drawn.pieces
        inside = pieces[span.first :]
        if span.words is not None and inside:
            whole = inside[0]._replace(text=span.words, x1=max(piece.x1 for piece in inside))
            pieces[span.first :] = [whole]

    # Forms and pictures

    def _draw(self, name: Any, resources: Any) -> None:
        objects: Any = resolved(resources.get("/XObject")) or {}
        reference = objects.raw_get(name) if name in objects else None
        form = resolved(reference)
        if not isinstance(form, dict):
            return
        if form.get("/Subtype") == "/Image":
            a, b, c, d, _, _ = self.state.matrix
            covered = abs(a * d - b * c) / max(self.drawn.width * self.drawn.height, 1.0)
            self.drawn.pictured = max(self.drawn.pictured, covered)
            return
        identity = getattr(reference, "idnum", 0)
        if form.get("/Subtype") != "/Form" or identity in self.forms or len(self.forms) >= _FORMS_DEEP:
            return
        self.budget.spend(300)
        before = (self.form, self.text, self.line, len(self.kept), self.marks)
        self.keep(())
        matrix = resolved(form.get("/Matrix"))
        if isinstance(matrix, list):
            self.transform([resolved(each) for each in matrix])
        self.forms.append(identity)
        self.form, self.marks = identity, self.marks[-1:]
        self.read(form, resolved(form.get("/Resources")) or resources)
        self.forms.pop()
        self.form, self.text, self.line, depth, self.marks = before
        while len(self.kept) > depth:
            self.bring_back(())

    # Lines

    def path_to(self, operands: Sequence[Any]) -> None:
        point = self._point(operands)
        if self.path:
            self._stroke(self.path[-1], point)
        self.path.append(point)

    def path_from(self, operands: Sequence[Any]) -> None:
        self.path = [self._point(operands)]

    def box(self, operands: Sequence[Any]) -> None:
        x, y, width, height = (number(each) for each in operands[:4])
        low, high = self._point((x, y)), self._point((x + width, y + height))
        across, up = abs(high[0] - low[0]), abs(high[1] - low[1])
        if min(across, up) < 3:  # a line drawn as a thin box
            middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
            flat = across >= up
            ends = ((low[0], middle[1]), (high[0], middle[1])) if flat else ((middle[0], low[1]), (middle[0], high[1]))
            self._stroke(*ends)
        else:
            corners = [low, (high[0], low[1]), high, (low[0], high[1]), low]
            for one, other in pairwise(corners):
                self._stroke(one, other)

    def _stroke(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        straight = abs(one[0] - other[0]) < 1 or abs(one[1] - other[1]) < 1
        if straight and len(self.strokes) < 20_000:
            xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
            self.strokes.append(Stroke(xs[0], ys[0], xs[1], ys[1]))

    def paint(self, _: Sequence[Any]) -> None:
        if len(self.drawn.strokes) < _MOST_STROKES:
            self.drawn.strokes.extend(self.strokes)
        self.drop(())

    def drop(self, _: Sequence[Any]) -> None:
        self.path, self.strokes = [], []

    def _point(self, operands: Sequence[Any]) -> tuple[float, float]:
        x, y = number(operands[0]), number(operands[1])
        a, b, c, d, e, f = self.state.matrix
        return x * a + y * c + e, x * b + y * d + f

    # Single numbers

    def set_character(self, operands: Sequence[Any]) -> None:
        self.state.character = number(operands[0])

    def set_word(self, operands: Sequence[Any]) -> None:
        self.state.word = number(operands[0])

    def set_stretch(self, operands: Sequence[Any]) -> None:
        self.state.stretch = number(operands[0]) / 100

    def set_leading(self, operands: Sequence[Any]) -> None:
        self.state.leading = number(operands[0])

    def set_rise(self, operands: Sequence[Any]) -> None:
        self.state.rise = number(operands[0])


_R = PageReader
_ACTS = {
    b"q": _R.keep, b"Q": _R.bring_back, b"cm": _R.transform, b"BT": _R.begin, b"Td": _R.move, b"TD": _R.move_leading,
    b"Tm": _R.place, b"T*": _R.next_line, b"Tj": _R.show, b"TJ": _R.show_parts, b"'": _R.show_next,
    b'"': _R.show_spaced, b"Tc": _R.set_character, b"Tw": _R.set_word, b"Tz": _R.set_stretch, b"TL": _R.set_leading,
    b"Ts": _R.set_rise, b"EMC": _R.close, b"m": _R.path_from, b"l": _R.path_to, b"re": _R.box,
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _R.paint), b"n": _R.drop,
}  # fmt: skip
