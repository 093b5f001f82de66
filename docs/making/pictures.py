"""Pictures of printed pages for the docs: an example rendered, made a PDF by LibreOffice, one page of it as a PNG.

A page is found by words that stand on it, so that a picture follows its example. ``python -m docs.making.pictures`` makes
all, with names after it only those. It needs LibreOffice and poppler (``pdftotext``, ``pdftoppm``).
"""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import NamedTuple

from docgen.cli.main import main as docgen
from docgen.office.libreoffice import convert
from docs.making.pages import EXAMPLES, PICTURES, PROJECT
from docs.making.walkthrough import walk

TEMPLATES = PROJECT / "templates"

RESOLUTION = 80
GREYS = 4
"""Bits of grey: 16 shades are enough for letters, and a page stays under 60 KB."""

FIRST = "первый-приказ"
"""Stands for the example of a picture that is taken of the first order as its page makes it."""


TEMPLATE = "orders/order.docx"
"""Stands for our template of orders itself, with its tags."""


class Picture(NamedTuple):
    """One page of an example: ``words`` stand on it; ``part`` is the stretch of its height that is shown."""

    example: str
    words: str
    part: tuple[float, float] = (0.0, 1.0)
    profile: tuple[tuple[str, str], ...] = ()
    """Lines of the profile put in for the picture: key and value."""


def make(name: str, picture: Picture, folder: Path) -> None:
    """Write the picture of that name."""
    width, height, greys = _shot(_pdf(picture, folder), picture.words)
    first, last = (round(height * end) for end in picture.part)
    greys = greys[first * width : last * width]
    (PICTURES / f"{name}.png").write_bytes(png(width, last - first, greys))


def _pdf(picture: Picture, folder: Path) -> Path:
    """The PDF of the example, made once for all its pictures."""
    if picture.example == FIRST:
        source = first_order(folder, picture.words)
    else:
        source = TEMPLATES / TEMPLATE if picture.example == TEMPLATE else _rendered(picture, folder)
    made = folder / f"{source.stem}-{abs(hash(source))}.pdf"
    if not made.exists():
        made.write_bytes(convert(source))
    return made


def _rendered(picture: Picture, folder: Path) -> Path:
    workspace, _, path = picture.example.partition("/")
    key = abs(hash((picture.example, picture.profile)))
    target = folder / f"{key}.docx"
    if not target.exists():
        copy = folder / str(key)
        shutil.copytree(EXAMPLES / workspace, copy, ignore=shutil.ignore_patterns(".docgen"))
        if picture.profile:
            lines = [f"{key}: {value}" for key, value in picture.profile]
            (copy / "профиль.yaml").write_text("\n".join(["вид: профиль", *lines]) + "\n", encoding="utf-8")
        run(["render", str(copy / path), "-o", str(target)])
    return target


@cache
def _walked(folder: Path) -> tuple[Path, ...]:
    """The files of Word that following the page of the first order leaves behind, each as it was at its time."""
    made: list[Path] = []

    def step(words: list[str]) -> str:
        said = run(
            [str(folder / word) if "/" in word or word == "мой-комплект" else word for word in words], fails=True
        )
        if words[0] == "render":
            done = Path(said.removeprefix("Записано: ").strip())
            kept = folder / f"первый-{len(made)}.docx"
            shutil.copy(done, kept)
            made.append(kept)
        return said

    walk(folder, step, lambda said, page: None)
    return tuple(made)


def first_order(folder: Path, words: str) -> Path:
    """The draft of the first order, or with its number in ``words`` the registered one."""
    draft, _, registered = _walked(folder)
    return registered if "№" in words else draft


def run(words: Sequence[str], *, fails: bool = False) -> str:
    """Run docgen in this process and return what it said; it must succeed unless it may fail."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(io.StringIO()):
        code = docgen(words)
    if code and not fails:
        raise SystemExit(f"docgen {' '.join(words)} ended with {code}")
    return said.getvalue()


def _shot(pdf: Path, words: str) -> tuple[int, int, bytes]:
    """The first page of the PDF on which the words stand: width, height, one byte of grey a dot."""
    text = _said_by("pdftotext", "-layout", str(pdf), "-").decode()
    pages = [" ".join(page.split()) for page in text.split("\f")]
    number = next((number for number, page in enumerate(pages, 1) if words in page), None)
    if number is None:
        raise SystemExit(f"{pdf}: no page says «{words}»")
    pgm = _said_by("pdftoppm", "-r", str(RESOLUTION), "-gray", "-f", str(number), "-l", str(number), str(pdf))
    _, width, height, rest = pgm.split(None, 3)
    return int(width), int(height), rest[-int(width) * int(height) :]


def _said_by(*command: str) -> bytes:
    return subprocess.run(command, capture_output=True, check=True).stdout


def png(width: int, height: int, greys: bytes) -> bytes:
    """A PNG of few shades of grey, as small as the standard library makes it."""
    most, dots = (1 << GREYS) - 1, 8 // GREYS
    shades = greys.translate(bytes(round(grey * most / 255) for grey in range(256)))
    lines = bytearray()
    for start in range(0, width * height, width):
        line = shades[start : start + width] + bytes([most]) * (-width % dots)
        lines.append(0)
        lines.extend(sum(dot << 8 - GREYS * (place + 1) for place, dot in enumerate(group))
                     for group in zip(*(line[place::dots] for place in range(dots)), strict=True))  # fmt: skip
    head = struct.pack(">IIBBBBB", width, height, GREYS, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main(names: Sequence[str]) -> None:
    """Make the pictures of these names, or all."""
    from docs.making.gallery import GALLERY

    with tempfile.TemporaryDirectory(prefix="docgen-pictures-") as folder:
        for name in names or GALLERY:
            make(name, GALLERY[name], Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
